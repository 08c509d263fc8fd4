//! # What it does
//! A short fragment given back as it was: "Every single day."
//!
//! # When
//! The statement has no clause that can stand; a fragment of two to eight words has something of its own.
//!
//! # Example
//! "Not in my family, no." – "Not in your family."

use super::{Draft, Drafts};
use crate::reflection::voice::{Said, turn, who_is_you};
use crate::reflection::{Kind, check, compress, fresh};
use crate::statement::Token;
use crate::understanding::{Holder, Link, Understanding};
use crate::words::Tag;

/// The most words of a fragment with what hangs on it.
const LONGEST: usize = 14;

/// Proposes fragments, and at the least weight the heaviest noun phrase of what could not be cut into clauses.
pub(crate) fn propose<'h>(heard: &'h Understanding, out: &mut Drafts<'h>) {
    let parsed = &heard.parsed;
    for (number, clause) in parsed.clauses.iter().enumerate() {
        if clause.verb.is_some() || clause.asks || clause.quoted || matches!(clause.link, Link::If) {
            continue;
        }
        // what it hangs on, or what hangs on it, belongs to it: "so sad that she moved away"
        let felt = |token: usize| heard.feelings.iter().any(|h| h.range.contains(&token) && h.holder == Holder::Person);
        let unit = clause.range.start..parsed.unit_end(number);
        let whole = unit.len() <= LONGEST && clause.range.clone().take(3).any(felt);
        let mut kept = compress::said_tokens(parsed, if whole { unit } else { clause.range.clone() });
        let tokens = parsed.tokens();
        // "that, and trying to support myself": what was said before is one side, this the other
        if kept.len() > 3 && tokens[kept[0]].is("that") && kept[1..3].iter().any(|i| tokens[*i].is("and")) {
            kept.drain(..kept.iter().position(|i| tokens[*i].is("and")).map_or(0, |at| at + 1));
        }
        // "my whole family, really"
        while kept.len() > 1 && kept.last().is_some_and(|i| tokens[*i].is("really") || tokens[*i].is_mark()) {
            kept.pop();
        }
        // "no friends or family around, especially now": the first piece is what it is about
        let frames = kept
            .first()
            .is_some_and(|i| tokens[*i].tag == Tag::Prep || tokens[*i].is_any(&["due", "because"]));
        if kept.len() > 8
            && !frames
            && let Some(comma) = kept.iter().position(|i| tokens[*i].is_mark()).filter(|n| (3..=8).contains(n))
        {
            kept.truncate(comma);
        }
        let left_out = left_out(tokens, &kept, felt);
        // "to look after my kids", "trying to keep my job while I study"
        let aims = kept.len() > 2 && tokens[kept[0]].tag == Tag::To && matches!(tokens[kept[1]].tag, Tag::Base | Tag::Be | Tag::Have);
        let doing = tokens[kept.first().copied().unwrap_or_default()].tag == Tag::Ing;
        // "hang out and watch films": what one does, or would; said so it would be a piece of advice
        let does = kept.len() > 2
            && tokens[kept[0]].tag == Tag::Base
            && clause.range.start == parsed.statement.sentences[clause.sentence].range.start
            && !ASKS.iter().any(|word| tokens[kept[0]].is(word))
            && !kept.iter().any(|i| tokens[*i].is_any(&["me", "us", "you", "your", "please", "not"]));
        let most = if whole || aims || doing || does { LONGEST } else { 8 };
        let starts_badly = kept.first().is_some_and(|i| {
            matches!(
                tokens[*i].tag,
                Tag::PronSub | Tag::Conj | Tag::Wh | Tag::Modal | Tag::Be | Tag::Do | Tag::Base | Tag::To
            ) && left_out.is_empty()
                && !aims
                && !does
                || tokens[*i].is_any(&["that", "than", "of"])
        });
        if kept.is_empty() || kept.len() > most || starts_badly || clause.cut && kept.len() < 3 {
            continue;
        }
        let range = kept[0]..kept[kept.len() - 1] + 1;
        let words = move || {
            let mut words = turn(parsed, &kept, who_is_you(parsed, &range));
            if does {
                in_progress(&mut words)?;
            }
            words.splice(..0, left_out);
            // "even", "only then": of more than a word or two an adverb alone says nothing
            let brief = parsed.statement.typed_words <= 4;
            // "- in my 40s. 5": a number alone is of nothing
            if !brief && words.iter().all(|w| matches!(w.tag, Tag::Num | Tag::Edge)) {
                return None;
            }
            words.iter().any(|w| (brief || w.tag != Tag::Adv) && check::content(w)).then_some(words)
        };
        let weight = if heard.focus[number].is_finite() { heard.focus[number] } else { -1.0 };
        out.push(Draft::new(Kind::Repeat, weight - 0.4, "fragment", Some(number), words).worded());
    }
}

/// What a listener is told or asked to do, and what is said of the talk.
const ASKS: [&str; 19] = [
    "enjoy", "have", "take", "stay", "keep", "tell", "help", "say", "let", "give", "show", "stop", "wait", "thank", "see", "look", "listen", "talk", "guess",
];

/// "hang out and watch films" – "hanging out and watching films". None where a verb has no such form.
fn in_progress(words: &mut [Said]) -> Option<()> {
    for at in 0..words.len() {
        let opens = at == 0 || matches!(words[at - 1].tag, Tag::Conj | Tag::Edge);
        if opens && (words[at].tag == Tag::Base || at > 0 && matches!(words[at].tag, Tag::Have | Tag::Be | Tag::Do)) {
            words[at].text = fresh::ing(&words[at])?.into();
            words[at].tag = Tag::Ing;
        }
    }
    Some(())
}

/// The speaker and the auxiliary where they were left out: "been crying all day", "still so sad", "caught my girlfriend cheating".
fn left_out(tokens: &[Token], kept: &[usize], felt: impl Fn(usize) -> bool) -> Vec<Said> {
    let light = kept
        .iter()
        .take_while(|i| tokens[**i].is_any(&["still", "just", "so", "really", "very", "pretty", "only", "always", "also", "too"]))
        .count();
    let kept = &kept[light..];
    let tag = |n: usize| kept.get(n).map(|i| tokens[*i].tag);
    let you = || Said::new("you", Tag::Pron);
    let auxiliary = |text: &str, tag: Tag| Said {
        auxiliary: true,
        ..Said::new(text, tag)
    };
    let doing = || vec![you(), auxiliary("are", Tag::Be)];
    let object = matches!(tag(1), Some(Tag::Det | Tag::Poss | Tag::PronObj | Tag::Num));
    match (tag(0), kept.first().map(|i| tokens[*i].word.as_str())) {
        (_, Some("been")) if matches!(tag(1), Some(Tag::Ing | Tag::Adj | Tag::Part | Tag::Adv | Tag::Prep)) => vec![you(), auxiliary("have", Tag::Have)],
        (Some(Tag::Ing | Tag::Adj), Some("freaking")) if kept.len() > 1 => doing(),
        (
            Some(Tag::Ing),
            Some("feeling" | "trying" | "thinking" | "struggling" | "hoping" | "wondering" | "missing" | "looking" | "pondering" | "worrying" | "crying"),
        )
            // "feeling loved mattered": there is a verb, and this is its subject
            if kept.len() > 1 && !kept.last().is_some_and(|i| tokens[*i].tag == Tag::Past || tokens[*i].is("helped")) =>
        {
            doing()
        }
        // "going to see my girlfriend", "leaving for Spain tomorrow", "waiting to hear"
        (Some(Tag::Ing), Some("going" | "waiting" | "planning")) if tag(1) == Some(Tag::To) && kept.len() > 2 => doing(),
        (Some(Tag::Ing), Some("leaving" | "waiting" | "moving" | "getting")) if matches!(tag(1), Some(Tag::Prep | Tag::Poss | Tag::Det)) && kept.len() > 2 => {
            doing()
        }
        // "so sad that she left", "worried about my dad"
        (Some(Tag::Adj | Tag::Part), Some(_)) if felt(kept[0]) && !matches!(tag(1), Some(Tag::Noun | Tag::Plural | Tag::Name)) => doing(),
        (Some(Tag::Part | Tag::Past | Tag::Have), Some(word)) if light == 0 && object && kept.len() > 2 && word != "been" => vec![you()],
        _ => Vec::new(),
    }
}
