//! # What it does
//! Names the feeling, with what it is about where that was said: "You're scared of losing your house." An event and the feeling it brought
//! are said together: "Your ferret died, and you were devastated."
//!
//! # When
//! A feeling of the speaker's own was heard and is held true. An unsaid one is voiced only where the situation is sure.
//!
//! # Example
//! "My boss yelled at me. I'm furious." – "Your boss yelled at you, and you're furious."

use std::rc::Rc;

use super::caused::caused;
use super::rephrase::conditioned;
use super::{Clauses, Draft, Drafts, SHORT, count, joined};
use crate::Engine;
use crate::reflection::voice::{Said, turn, who_is_you};
use crate::reflection::{Kind, pick, template};
use crate::understanding::phrase::Tense;
use crate::understanding::{Holder, How, Link, Person, Understanding};
use crate::words::Tag;

/// How sure a situation must be before its unsaid feeling is voiced.
const SURE: f32 = 0.75;

/// Proposes for each feeling of the speaker's.
pub(crate) fn propose<'h>(engine: &'h Engine, clauses: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    let heard = clauses.heard;
    for hit in &heard.feelings {
        if hit.holder != Holder::Person || hit.denied || !heard.parsed.held[hit.clause] {
            continue;
        }
        let outer = heard.outer(hit.clause);
        // "I'm okay as long as nobody asks": without its condition it would say another thing
        let weight = heard.focus[outer] - if conditioned(clauses, outer) { 1.5 } else { 0.0 };
        // "I came home because I missed you": the reason is said with what it is the reason for
        let reason = heard.parsed.clauses[outer].link == Link::Because && heard.parsed.clauses[outer].parent.is_some();
        let weight = if reason { weight - 0.6 } else { weight };
        let frame_only = matches!(heard.parsed.clauses[outer].link, Link::When | Link::If) && heard.parsed.clauses[outer].parent.is_some();
        if !weight.is_finite() || heard.parsed.clauses[outer].asks || frame_only {
            continue;
        }
        match &hit.how {
            How::Phrase { say, found, .. } => {
                let slot = |name: &str| engine.feelings.phrase_slot(found, name);
                if let Some(mut words) = template::fill(say, &heard.parsed, heard.parsed.clauses[hit.clause].tense(), slot) {
                    about(heard, found.range.end, &mut words);
                    still(heard, &found.range, &mut words);
                    // "I miss the way | my grandmother used to sing", "I hate this | so much": what was cut off belongs to it
                    let cut_short = heard.parsed.clauses.iter().any(|c| {
                        (c.link == Link::Relative || c.link == Link::When && c.parent == Some(outer)) && c.connector.start.min(c.range.start) == found.range.end
                    }) || heard
                        .parsed
                        .tokens()
                        .get(found.range.end)
                        .is_some_and(|t| (t.is("so") || t.tag == Tag::To) && found.range.end < heard.parsed.clause_end(found.range.start));
                    // "my dad makes me so angry": an "it" would leave out who
                    let subject = heard.parsed.clauses[hit.clause].subject.clone().filter(|_| say.starts_with("It "));
                    let leaves_out = subject.is_some_and(|s| !heard.parsed.tokens()[s.end - 1].is_any(&["it", "that", "this", "which", "what", "everything"]));
                    let weight = if cut_short || leaves_out { weight - 1.5 } else { weight };
                    let words: Rc<[Said]> = words.into();
                    let length = count(&words);
                    let voice = move || words.to_vec();
                    let alone = voice.clone();
                    out.push(Draft::new(Kind::Feeling, weight + 0.4, "feeling phrase", Some(outer), move || Some(alone())).worded());
                    if length <= SHORT {
                        with_event(engine, clauses, outer, weight, voice, out);
                    }
                }
            }
            // "been crying all day": the fragment says who and when
            _ if heard.parsed.clauses[outer].verb.is_none() && heard.parsed.tokens()[heard.parsed.clauses[outer].range.start].is_any(&["been", "feeling"]) => {}
            _ => {
                let main = move || {
                    let alone = || clauses.fitting(outer, 14).map(|version| clauses.words(version));
                    clauses.with_adjunct(outer, SHORT).or_else(alone)
                };
                // "afraid I'll fail and have to start over": half of what is feared
                let lone = weight + if heard.parsed.goes_on_inside(outer).is_some() { -0.7 } else { 0.3 };
                out.push(Draft::new(Kind::Feeling, lone, "named feeling", Some(outer), main));
                if let Some(version) = clauses.fitting(outer, SHORT).filter(|v| v.words <= SHORT) {
                    with_event(engine, clauses, outer, weight, move || clauses.words(version), out);
                }
            }
        }
    }
    unsaid(engine, clauses, seed, out);
}

/// What the feeling is about, where the clause goes on to say it: "over the moon | about my son graduating".
fn about(heard: &Understanding, from: usize, words: &mut Vec<Said>) {
    let parsed = &heard.parsed;
    let tokens = parsed.tokens();
    let end = parsed.clause_end(from.saturating_sub(1));
    let opens = tokens
        .get(from)
        .is_some_and(|t| from < end && (t.is_any(&["about", "with", "by", "over", "because", "that", "for"]) && t.tag != Tag::Conj));
    if !opens || end - from > 10 || end - from < 2 || words.iter().any(|w| w.text == tokens[from].word) {
        return;
    }
    let kept = crate::reflection::compress::said_tokens(parsed, from..end);
    while words.last().is_some_and(|w| w.tag == Tag::Edge) {
        words.pop();
    }
    words.extend(turn(parsed, &kept, who_is_you(parsed, &(from..end))));
}

/// "I still love her": what has not ended is said so.
fn still(heard: &Understanding, range: &std::ops::Range<usize>, words: &mut Vec<Said>) {
    let said = words.iter().any(|w| w.text == "still");
    let kept = range.start.saturating_sub(1)..range.end;
    if said || !kept.clone().any(|i| heard.parsed.tokens()[i].is("still")) || !words.first().is_some_and(|w| w.text.eq_ignore_ascii_case("you")) {
        return;
    }
    let at = 1 + usize::from(words.get(1).is_some_and(|w| matches!(w.tag, Tag::Be | Tag::Modal | Tag::Have | Tag::Do)));
    words.insert(at, Said::new("still", Tag::Adv));
}

/// The feeling, in words of at most [`SHORT`], together with the event before or after it.
fn with_event<'h>(engine: &'h Engine, sayable: &'h Clauses<'h>, feeling: usize, weight: f32, words: impl Fn() -> Vec<Said> + Clone + 'h, out: &mut Drafts<'h>) {
    let heard = sayable.heard;
    let clauses = &heard.parsed.clauses;
    let (reason, beside) = events(heard, feeling);
    // "you hate it when he shouts" has what happened in it
    let told = |n: usize| clauses[n].link == Link::When && words().iter().any(|w| w.text.eq_ignore_ascii_case("when"));
    let reason = reason.filter(|(n, _)| !told(*n));
    // what happened just before, or what the feeling hangs on, brought it about
    let brought = reason.or(beside.filter(|(event, _)| event + 1 == feeling && clauses[feeling].link != Link::But));
    if let Some((event, other)) = brought
        && let Some((said, left_out)) = sayable.short(event).next()
    {
        // more than one thing happened: one of them alone did not bring it about
        let several = reason.is_some() && clauses[event].link == Link::And;
        let weight = weight + 0.25 * other.clamp(0.0, 3.0) + if several { -1.0 } else { 1.4 } - 0.08 * left_out as f32;
        let felt = words.clone();
        let words = move || caused(&sayable.words(said), &felt(), &engine.kinds.caused);
        out.push(Draft::new(Kind::FeelingReason, weight, "event that brought the feeling", Some(feeling), words));
    }
    if let Some((event, other)) = reason {
        both(sayable, feeling, event, weight, other + 1.0, words.clone(), out);
    }
    // "I'm miserable when I'm tired": what is so at times is not said as if it were always
    let at_times = clauses.iter().enumerate().any(|(n, c)| {
        c.link == Link::When && n > feeling && c.parent == Some(feeling) && clauses[feeling].tense() == Tense::Present && c.tense() == Tense::Present
    });
    if let Some((event, other)) = beside.filter(|_| !at_times) {
        both(sayable, feeling, event, weight, other, words, out);
    }
}

/// A clause, and its weight.
pub(super) type Event = (usize, f32);

/// The clause that a feeling hangs on ("because he left"), and the nearest other clause that weighs something, each with its weight.
pub(super) fn events(heard: &Understanding, feeling: usize) -> (Option<Event>, Option<Event>) {
    let clauses = &heard.parsed.clauses;
    let near = |n: usize| (clauses[n].sentence as isize - clauses[feeling].sentence as isize).abs() <= 1;
    let able = |n: usize, w: f32| {
        n != feeling
            && w.is_finite()
            && w > if clauses[n].person == Person::Other || hangs_on(heard, n, feeling) {
                -0.3
            } else {
                0.5
            }
            && near(n)
            && !clauses[n].asks
            && !heard.parsed.left_open(n)
            && (informs(heard, n) || clauses[n].link == Link::When && n < feeling && hangs_on(heard, n, feeling))
            && !matches!(clauses[n].link, Link::If)
            && (clauses[n].link != Link::When || hangs_on(heard, n, feeling))
    };
    let all = || heard.focus.iter().enumerate().filter(|(n, w)| able(*n, **w)).map(|(n, w)| (n, *w));
    let beside = all()
        .filter(|(n, _)| !hangs_on(heard, *n, feeling))
        .max_by(|(a, x), (b, y)| (x - 0.3 * a.abs_diff(feeling) as f32).total_cmp(&(y - 0.3 * b.abs_diff(feeling) as f32)));
    let hanging = |because: bool| all().find(|(n, _)| hangs_on(heard, *n, feeling) && (clauses[*n].link == Link::Because) == because);
    let reason = hanging(true).or_else(|| hanging(false));
    // "surprised when I got home and saw that my car was gone": it goes on to what matters
    let goes_on = reason.and_then(|(n, weight)| {
        let next = n + 1;
        if clauses[n].link != Link::When {
            return None;
        }
        let sibling = clauses
            .get(next)
            .filter(|c| c.link == Link::And && c.elided && c.sentence == clauses[n].sentence)?;
        let heavier = heard.focus[next] > weight && sibling.verb.is_some() && informs(heard, next);
        heavier.then_some((next, heard.focus[next]))
    });
    (goes_on.or(reason), beside.filter(|(n, _)| goes_on.is_none_or(|(next, _)| *n != next)))
}

/// A feeling and one event.
fn both<'h>(sayable: &'h Clauses<'h>, feeling: usize, event: usize, weight: f32, other: f32, words: impl Fn() -> Vec<Said> + Clone + 'h, out: &mut Drafts<'h>) {
    let heard = sayable.heard;
    let clauses = &heard.parsed.clauses;
    let after = event > feeling;
    let link = clauses[event].link;
    for (said, left_out) in sayable.short(event) {
        let weight = weight + 0.25 * other.clamp(0.0, 3.0) + 0.5 - 0.08 * left_out as f32;
        let feeling_first = |joint: &'static str, out: &mut Drafts<'h>| {
            let words = words.clone();
            let both = move || sayable.with(feeling, words(), joint, said);
            out.push(Draft::new(Kind::FeelingReason, weight, "event and feeling", Some(feeling), both));
        };
        let event_first = |joint: &'static str, more: f32, rule: &'static str, out: &mut Drafts<'h>| {
            let words = words.clone();
            let both = move || {
                let mut event_words = opener(heard, event);
                event_words.extend(sayable.words(said));
                Some(joined(event_words, joint, words()))
            };
            out.push(Draft::new(Kind::FeelingReason, weight + more, rule, Some(feeling), both));
        };
        match link {
            // "I was upset when I saw the dent": one thing happened, and then the other
            Link::When if after && happened(heard, event) => {
                let both = {
                    let words = words.clone();
                    move || Some(joined(sayable.words(said), "and", words()))
                };
                out.push(Draft::new(Kind::FeelingReason, weight + 0.4, "event before feeling", Some(feeling), both));
            }
            // what came first is said first: "Nobody came, and you're upset."
            Link::When => event_first("", 0.2, "event before feeling", out),
            Link::Because if after => {
                event_first("so", 0.2, "event before feeling", out);
                feeling_first("because", out);
            }
            Link::But if after => feeling_first("but", out),
            // "when I got home and saw …": what came first is said first
            Link::And if after && event > 0 && clauses[event].elided && hangs_on(heard, event - 1, feeling) => {
                event_first("and", 0.6, "event before feeling", out)
            }
            _ if after => feeling_first("and", out),
            _ => {
                let joint = match clauses[feeling].link {
                    Link::But => "but",
                    // "I cooked. Because I love her."
                    Link::Because if event + 1 == feeling => "because",
                    _ => "and",
                };
                event_first(joint, 0.0, "event and feeling", out);
            }
        }
    }
}

/// Whether a clause says when or why the other is so: it is what the feeling is about.
fn hangs_on(heard: &Understanding, number: usize, on: usize) -> bool {
    let clause = &heard.parsed.clauses[number];
    // "as soon as I got home, I broke down"
    let fronted = clause.parent.is_none() && number + 1 == on && clause.sentence == heard.parsed.clauses[on].sentence;
    (clause.parent == Some(on) || fronted) && matches!(clause.link, Link::When | Link::Because)
}

/// Whether an event says what happened: "I didn't notice" stands for what is not in it, "he left" does not.
fn informs(heard: &Understanding, number: usize) -> bool {
    let parsed = &heard.parsed;
    let clause = &parsed.clauses[number];
    let named = |i: usize| {
        let tag = parsed.tokens()[i].tag;
        matches!(tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Num | Tag::Ing | Tag::Part) && clause.verb.as_ref().is_some_and(|v| v.head != i)
    };
    parsed.tells(number) && (clause.person == Person::Other || (clause.range.start..parsed.unit_end(number)).any(named))
}

/// Whether a clause of time tells of one thing that happened: "when he left", not "when I drive", "while I was at school".
fn happened(heard: &Understanding, number: usize) -> bool {
    let tokens = heard.parsed.tokens();
    let clause = &heard.parsed.clauses[number];
    let once = clause.connector.clone().all(|i| tokens[i].is("when") || tokens[i].is_mark());
    let verb = clause
        .verb
        .as_ref()
        .filter(|v| v.tense == Tense::Past && !v.modal && !v.progressive && !v.perfect);
    once && verb.is_some_and(|v| {
        v.passive
            || !matches!(
                tokens[v.head].lemma_text(),
                "be" | "have" | "live" | "use" | "go" | "come" | "get" | "return" | "walk" | "drive" | "arrive" | "wake"
            )
    })
}

/// "When I got home": what opens a clause of time, so that it can stand first.
pub(super) fn opener(heard: &Understanding, clause: usize) -> Vec<Said> {
    let clause = &heard.parsed.clauses[clause];
    let mut words = Vec::new();
    if clause.link == Link::When {
        let connector = clause.connector.clone().map(|i| &heard.parsed.tokens()[i]);
        connector
            .filter(|t| !t.is_mark() && t.tag != Tag::Conj)
            .for_each(|t| template::plain(&mut words, &t.word));
    }
    words
}

/// A situation that names no feeling: the event, and what it surely brings.
fn unsaid<'h>(engine: &'h Engine, clauses: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    let heard = clauses.heard;
    if heard.feelings.iter().any(|h| h.holder == Holder::Person && !h.denied) {
        return;
    }
    for hit in &heard.frames {
        let row = &engine.frames.rows[hit.row];
        let outer = heard.outer(hit.clause);
        let (Some(family), weight) = (hit.family, heard.focus[outer]) else { continue };
        if row.sure < SURE || !row.say.is_empty() || !weight.is_finite() || !heard.parsed.held[hit.clause] || heard.parsed.clauses[outer].link.adjunct() {
            continue;
        }
        // "she borrowed my coat and lost it": what it is about is more than this clause
        if hit.found.range.end > heard.parsed.unit_end(hit.clause) {
            continue;
        }
        let Some(voiced) = engine.kinds.voiced.get(&engine.feelings.families[family].name) else {
            continue;
        };
        let past = heard.parsed.clauses[hit.clause].tense() == Tense::Past;
        let Some(tail) = pick(if past { &voiced.then } else { &voiced.now }, seed, hit.found.range.start + hit.row) else {
            continue;
        };
        let Some(version) = clauses.fitting(outer, SHORT).filter(|v| v.words <= SHORT + 1) else {
            continue;
        };
        let words = move || {
            let mut words = clauses.words(version);
            template::plain(&mut words, tail);
            Some(words)
        };
        out.push(Draft::new(
            Kind::FeelingReason,
            weight + 0.6,
            format!("{} voiced", row.name),
            Some(outer),
            words,
        ));
    }
}
