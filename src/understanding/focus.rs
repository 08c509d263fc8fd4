//! What weighs most: a listener brings back one thing, at most two, and leaves the background.

use super::{FeelingHit, FrameHit, Frames, Holder, How, Link, Parsed, Person};
use crate::words::Tag;

/// Words that put weight on what they stand in.
fn strong(word: &str) -> bool {
    matches!(
        word,
        "never"
            | "always"
            | "nobody"
            | "nothing"
            | "everything"
            | "everyone"
            | "hate"
            | "love"
            | "worst"
            | "best"
            | "alone"
            | "anymore"
            | "can"
            | "terrible"
            | "awful"
            | "horrible"
            | "amazing"
            | "wonderful"
            | "hard"
            | "difficult"
            | "impossible"
            | "important"
            | "cry"
            | "died"
            | "lost"
            | "hurt"
            | "pain"
            | "matter"
            | "matters"
            | "sick"
            | "tired"
            | "enough"
            | "finally"
            | "still"
            | "lie"
            | "cheat"
            | "betray"
            | "abandon"
            | "steal"
            | "scream"
            | "yell"
            | "die"
            | "divorce"
            | "leave"
            | "fire"
            | "fail"
            | "beg"
    )
}

/// Verbs of wanting and minding: what is at stake.
fn stake(word: &str) -> bool {
    matches!(
        word,
        "want" | "need" | "wish" | "hope" | "try" | "fear" | "miss" | "regret" | "care" | "struggle" | "hate" | "love" | "feel" | "worry" | "can" | "lose"
    )
}

/// What everybody has, so that "your" may be anybody's.
pub const EVERYBODYS: [&str; 15] = [
    "health", "life", "liver", "lung", "heart", "brain", "mind", "blood", "body", "skin", "weight", "system", "immune", "tooth", "future",
];

/// What an event was like.
fn judged(word: &str) -> bool {
    matches!(
        word,
        "bad"
            | "terrible"
            | "awful"
            | "horrible"
            | "rough"
            | "tough"
            | "stressful"
            | "crazy"
            | "ridiculous"
            | "hard"
            | "great"
            | "amazing"
            | "awesome"
            | "wonderful"
            | "fun"
            | "nice"
            | "good"
            | "sad"
            | "scary"
            | "gross"
            | "embarrassing"
            | "disgusting"
            | "nasty"
            | "unfair"
            | "weird"
            | "strange"
            | "beautiful"
            | "perfect"
            | "special"
            | "exciting"
            | "difficult"
            | "painful"
            | "worse"
            | "better"
            | "best"
            | "worst"
    )
}

/// Where one is and what one does meanwhile.
fn scenery(verb: &str) -> bool {
    matches!(
        verb,
        "go" | "come"
            | "drive"
            | "walk"
            | "sit"
            | "live"
            | "arrive"
            | "travel"
            | "wake"
            | "ride"
            | "stand"
            | "clean"
            | "cook"
            | "watch"
            | "shop"
            | "visit"
            | "eat"
            | "make"
    )
}

/// What says of a person, a thing or a day hardly more than that it was there.
fn neutral(word: &str) -> bool {
    matches!(
        word,
        "fine" | "okay" | "ok" | "normal" | "young" | "small" | "big" | "nice" | "good" | "old" | "new" | "day" | "alright"
    )
}

/// Subjects that say little when they stand alone.
const VAGUE: [&str; 7] = ["it", "that", "this", "there", "they", "which", "what"];

fn verb_is_copula(parsed: &Parsed, clause: usize) -> bool {
    parsed.clauses[clause].verb.as_ref().is_some_and(|v| parsed.tokens()[v.head].tag == Tag::Be)
}

/// The weight of each clause as the thing to say back; inner clauses are said with their parents and have none of their own.
pub fn weigh(parsed: &Parsed, feelings: &[FeelingHit], frames: &[FrameHit], rows: &Frames) -> Vec<f32> {
    let tokens = parsed.tokens();
    let last_sentence = parsed.statement.sentences.len().saturating_sub(1);
    (0..parsed.clauses.len())
        .map(|number| {
            let clause = &parsed.clauses[number];
            if clause.range.is_empty() || clause.link.inner() && clause.parent.is_some() {
                return f32::NEG_INFINITY;
            }
            let unit = clause.range.start..parsed.unit_end(number);
            let words = unit.clone().filter(|i| !tokens[*i].is_mark()).count();
            let has = |one_of: fn(&str) -> bool| {
                unit.clone().any(|i| {
                    let token = &tokens[i];
                    let another = token.lemma.is_some() && token.lemma != token.form;
                    one_of(&token.word) || another && one_of(token.lemma_text())
                })
            };
            let mut weight = match clause.person {
                Person::Me => 2.0,
                Person::Us => 1.4,
                Person::Other => 0.6,
                Person::You => -3.0,
                Person::None => -1.0,
            };
            if clause.person == Person::Other && unit.clone().any(|i| tokens[i].is_any(&["me", "my", "us", "our"])) {
                weight += 0.8;
            }
            // what everybody has is not the listener's: "bad for your health"
            let spoken_to = |i: usize| tokens[i].is("you") || tokens[i].is("your") && !tokens.get(i + 1).is_some_and(|t| EVERYBODYS.contains(&t.lemma_text()));
            if clause.person != Person::You && unit.clone().any(spoken_to) {
                weight -= 1.5;
            }
            for hit in feelings.iter().filter(|h| unit.contains(&h.range.start)) {
                weight += match (hit.holder, &hit.how, hit.denied) {
                    (_, _, true) => 0.6,
                    (Holder::Person, How::Phrase { sign: true, .. }, _) => 1.0,
                    (Holder::Person, How::Felt | How::Phrase { .. }, _) => 1.6 + 0.5 * f32::from(hit.intensity),
                    (Holder::Person, _, _) => 1.0 + 0.4 * f32::from(hit.intensity),
                    (Holder::Other, ..) => 0.4,
                };
            }
            let framed = frames
                .iter()
                .filter(|f| unit.contains(&f.found.range.start))
                .map(|f| 0.5 * f32::from(rows.rows[f.row].weight))
                .fold(0.0, f32::max);
            weight += framed;
            weight += match clause.link {
                Link::But => 1.3,
                Link::So => 0.5,
                Link::Because => -0.6,
                Link::When => -1.2,
                Link::If => -2.0,
                Link::Though => -0.4,
                Link::Or => -0.8,
                _ => 0.0,
            };
            weight += if clause.sentence == last_sentence && last_sentence > 0 { 0.8 } else { 0.0 };
            // "it was awful": what the event was like for the one who tells it
            weight += if verb_is_copula(parsed, number) && has(judged) { 1.0 } else { 0.0 };
            weight += if has(strong) { 0.6 } else { 0.0 };
            weight += if has(stake) && matches!(clause.person, Person::Me | Person::Us) {
                0.6
            } else {
                0.0
            };
            weight += if clause.negated(tokens) { 0.3 } else { 0.0 };
            if clause.asks {
                weight -= 3.0;
            }
            if clause.cut {
                weight -= if parsed.left_open(number) { 3.0 } else { 0.8 };
            }
            // "I don't", "it is": the verb that would say what is left out
            if clause
                .verb
                .as_ref()
                .is_some_and(|v| v.range.end >= unit.end && matches!(tokens[v.head].tag, Tag::Do | Tag::Modal | Tag::Be | Tag::Have))
            {
                weight -= 3.0;
            }
            if clause.quoted || unit.clone().any(|i| tokens[i].is_mark() && tokens[i].kind == crate::statement::Kind::Mark('"')) {
                weight -= 3.0;
            }
            // "I think it is": the same, thought
            if words <= 5
                && unit
                    .clone()
                    .next_back()
                    .is_some_and(|i| tokens[i].tag == Tag::Be && tokens[i].is_any(&["is", "was", "are", "were"]))
            {
                weight -= 3.0;
            }
            let subject_is = |list: &[&str]| clause.subject.clone().is_some_and(|s| s.len() == 1 && tokens[s.start].is_any(list));
            if subject_is(&VAGUE) {
                weight -= 0.7;
            }
            if clause.verb.is_none() {
                weight -= 1.0;
            }
            // "I don't know", "I guess so", "I said", "I mean it": about the speaking
            let verb = clause.verb.as_ref().map(|v| tokens[v.head].lemma_text());
            let answered = verb == Some("say") && words <= 4 && unit.clone().next_back().is_some_and(|i| tokens[i].is_any(&["no", "yes"]));
            if answered {
                // "and she said no": it is what it all came to
                weight += 2.0;
            } else if matches!(verb, Some("say" | "tell" | "mean" | "guess" | "suppose" | "ask" | "talk" | "mention")) {
                weight -= 0.8;
            }
            // "I'm no cook, but …": granted, and then the other thing is said
            let granted = parsed
                .clauses
                .get(number + 1)
                .is_some_and(|n| n.link == Link::But && n.sentence == clause.sentence);
            if granted && verb == Some("be") && clause.person == Person::Me && clause.negated(tokens) {
                weight -= 1.0;
            }
            // "it came out really good": what became of it
            if matches!(verb, Some("come" | "turn" | "work" | "go")) && has(judged) && subject_is(&["it", "everything", "that"]) {
                weight += 1.6;
            }
            if verb == Some("know") && words <= 4 || (words <= 3 && matches!(verb, Some("think" | "agree" | "see" | "understand" | "hope"))) {
                weight -= 2.0;
            }
            if subject_is(&["that", "it", "this"])
                && has(|word| {
                    matches!(
                        word,
                        "good" | "great" | "true" | "right" | "nice" | "idea" | "point" | "sense" | "helpful" | "helps" | "sounds"
                    )
                })
                && words <= 8
            {
                weight -= 1.0;
            }
            // "I'm good", "I'm doing fine": how one answers a greeting
            if clause.person == Person::Me
                && words <= 4
                && parsed.clauses.len() > 1
                && matches!(verb, Some("be" | "do"))
                && unit
                    .clone()
                    .next_back()
                    .is_some_and(|i| tokens[i].is_any(&["good", "fine", "okay", "ok", "well", "alright", "great"]))
            {
                weight -= 2.0;
            }
            // "that sounds nice": of what somebody else proposed
            if subject_is(&["that", "it", "this"]) && matches!(verb, Some("sound")) && words <= 8 {
                weight -= 1.2;
            }
            let content = unit
                .clone()
                .filter(|i| {
                    matches!(
                        tokens[*i].tag,
                        Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing
                    )
                })
                .count();
            // coming and going is background, unless it is the event itself ("he left me")
            if matches!(verb, Some("go" | "come" | "walk" | "drive" | "sit" | "get" | "see" | "look" | "start"))
                && clause.link == Link::Main
                && parsed.clauses.get(number + 1).is_some_and(|n| n.sentence == clause.sentence)
            {
                weight -= 0.5;
            }
            // "it is hard to meet anyone": the speaker's own struggle
            if subject_is(&["it"]) && verb == Some("be") && unit.clone().any(|i| tokens[i].tag == Tag::To) && unit.clone().any(|i| tokens[i].tag == Tag::Adj) {
                weight += 1.6;
            }
            // "I'm a writer": who one is, before what it is like
            if clause.person == Person::Me && verb == Some("be") && unit.clone().last().is_some_and(|i| tokens[i].is("old")) && parsed.clauses.len() > 1 {
                weight -= 1.2;
            }
            if clause.person == Person::Me
                && verb == Some("be")
                && unit.clone().last().is_some_and(|i| tokens[i].tag == Tag::Noun)
                && unit.clone().skip(2).take(1).any(|i| tokens[i].tag == Tag::Det)
            {
                weight -= 0.8;
            }
            // where one was and what one did meanwhile, what somebody is like: it leads up to what follows
            let leads_up = match clause.person {
                // "I was at a party": where one was
                Person::Me | Person::Us => {
                    let after = clause.verb.as_ref().and_then(|v| tokens.get(v.range.end));
                    verb.is_some_and(scenery) || verb == Some("be") && after.is_some_and(|t| t.is_any(&["at", "in", "on"]))
                }
                Person::Other => verb == Some("be") && unit.clone().next_back().is_some_and(|i| neutral(&tokens[i].word)),
                _ => false,
            };
            let plain = framed == 0.0 && !clause.negated(tokens) && !has(strong) && !feelings.iter().any(|h| unit.contains(&h.range.start) && !h.weak);
            if leads_up && plain && number + 1 < parsed.clauses.len() {
                weight -= 1.4;
            }
            if clause.person == Person::Me && has(|word| matches!(word, "sorry")) && words <= 4 {
                weight -= 2.5;
            }
            // "I could have": broken off before its verb
            if clause.verb.as_ref().is_some_and(|v| {
                v.modal
                    && tokens[v.head].tag == Tag::Have
                    && !tokens.get(v.range.end).is_some_and(|t| {
                        matches!(
                            t.tag,
                            Tag::Det | Tag::Poss | Tag::Noun | Tag::Plural | Tag::Adj | Tag::Num | Tag::Pron | Tag::PronObj | Tag::To
                        )
                    })
            }) {
                weight -= 4.0;
            }
            // "I do that": what is done is not said
            if matches!(verb, Some("do")) && content <= 1 {
                weight -= 1.0;
            }
            if content < 2 {
                weight -= 0.8;
            }
            weight - 0.06 * words.saturating_sub(10) as f32
        })
        .collect()
}
