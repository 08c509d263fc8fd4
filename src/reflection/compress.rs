//! Fewer words: what a clause can do without, and where it can stop.

use std::ops::Range;

use super::stops::{self, Stop};
use crate::statement::Token;
use crate::understanding::Parsed;
use crate::words::Tag;

/// Words that colour the speaking, not what is said.
const IDLE: [&str; 14] = [
    "actually",
    "basically",
    "literally",
    "honestly",
    "obviously",
    "also",
    "anyway",
    "anyways",
    "truly",
    "frankly",
    "seriously",
    "yeah",
    "please",
    "okay",
];

/// What says how sure something is, or how often it is so.
const HEDGES: [&str; 13] = [
    "maybe",
    "perhaps",
    "possibly",
    "probably",
    "hopefully",
    "supposedly",
    "apparently",
    "sometimes",
    "usually",
    "never",
    "only",
    "even",
    "almost",
];

/// What opens a phrase that limits what is said: without it another thing would be said.
const LIMITS: [&str; 6] = ["without", "despite", "unlike", "except", "instead", "until"];

/// The tokens of a range that are said back, idle words and quotation marks left out.
pub fn said_tokens(parsed: &Parsed, range: Range<usize>) -> Vec<usize> {
    let tokens = parsed.tokens();
    let mut kept: Vec<usize> = Vec::with_capacity(range.len());
    for i in range.clone() {
        let t = &tokens[i];
        // "it is okay", "she said yes": what is said of something, or said
        let before = i.checked_sub(1).filter(|b| *b >= range.start).map(|b| &tokens[b]);
        let predicate = t.is("okay") && before.is_some_and(|b| matches!(b.tag, Tag::Be | Tag::Adv | Tag::Not | Tag::Prep | Tag::Base | Tag::Third | Tag::Past))
            || t.is("okay") && tokens.get(i + 1).is_some_and(|n| n.tag == Tag::To || n.is_any(&["that", "if", "with"]));
        let uttered = t.tag == Tag::Interj && before.is_some_and(|b| b.lemma_text() == "say");
        // "you try to please them"
        let acts = t.is("please") && matches!(t.tag, Tag::Base | Tag::Third) && before.is_some_and(|b| matches!(b.tag, Tag::To | Tag::Modal | Tag::Not));
        // "take it seriously", "speak honestly": how it is done
        let manner = t.is_any(&["seriously", "honestly", "truly", "frankly", "literally"])
            && before.is_some_and(|b| {
                matches!(
                    b.tag,
                    Tag::Noun | Tag::Plural | Tag::PronObj | Tag::Pron | Tag::Ing | Tag::Base | Tag::Past | Tag::Third
                )
            })
            && tokens
                .get(i + 1)
                .is_none_or(|n| n.is_mark() || i + 1 == range.end || matches!(n.tag, Tag::Conj | Tag::Sub | Tag::Prep));
        let idle = t.is_any(&IDLE) && !predicate && !acts && !manner
            || idle_like(tokens, i)
            || t.tag == Tag::Interj && !uttered && !predicate
            || (t.is("like") && t.tag == Tag::Prep && tokens.get(i + 1).is_none_or(|n| n.is_mark()));
        let loose_mark = t.is_mark() && kept.is_empty();
        // "quite honestly" is one aside
        if idle && kept.last().is_some_and(|k| *k + 1 == i && tokens[*k].is_any(&["quite", "very"])) {
            kept.pop();
        }
        if !(idle || loose_mark) {
            kept.push(i);
        }
    }
    // "…, especially | when it rains": what only leads on to the next clause
    let leads_on = |i: usize| tokens[i].is_any(&["especially", "mainly", "mostly"]) && tokens[i].tag == Tag::Adv && i + 1 == range.end;
    while kept.last().is_some_and(|i| tokens[*i].is_mark() || leads_on(*i) && kept.len() > 1) {
        kept.pop();
    }
    // "it's hard, though, to open up"
    let apart = |k: usize| {
        let sides = k.checked_sub(1).and_then(|b| kept.get(b)).zip(kept.get(k + 1));
        tokens[kept[k]].is_mark() && sides.is_some_and(|(b, n)| tokens[*b].tag == Tag::Adj && tokens[*n].tag == Tag::To)
    };
    let commas: Vec<usize> = (0..kept.len()).filter(|k| apart(*k)).map(|k| kept[k]).collect();
    kept.retain(|i| !commas.contains(i));
    // a comma beside what was dropped is idle too
    kept.dedup_by(|b, a| tokens[*a].is_mark() && tokens[*b].is_mark());
    kept
}

/// "I drink like a glass", "to like get", "feel like really good": a "like" that compares nothing.
fn idle_like(tokens: &[Token], i: usize) -> bool {
    if !tokens[i].is("like") || i == 0 {
        return false;
    }
    let before = &tokens[i - 1];
    let Some(next) = tokens.get(i + 1) else {
        // "someone that I really like"
        return tokens[i].tag != Tag::Base;
    };
    let compares = matches!(
        before.lemma_text(),
        "feel"
            | "look"
            | "sound"
            | "seem"
            | "be"
            | "act"
            | "treat"
            | "work"
            | "taste"
            | "smell"
            | "live"
            | "cry"
            | "talk"
            | "behave"
            | "something"
            | "anything"
            | "nothing"
            | "stuff"
            | "things"
            | "just"
            | "people"
            | "person"
            | "more"
            | "not"
    );
    match before.tag {
        Tag::To | Tag::Adv | Tag::Conj => matches!(next.tag, Tag::Base | Tag::Adv | Tag::Num | Tag::Past) && !compares,
        Tag::Base | Tag::Third | Tag::Past | Tag::Ing | Tag::Have | Tag::Part => {
            !compares && matches!(next.tag, Tag::Det | Tag::Num | Tag::Adv | Tag::Poss)
                || before.lemma_text() == "feel" && matches!(next.tag, Tag::Adv | Tag::Adj)
        }
        Tag::Prep | Tag::Det => true,
        // "until like Thursday", "trouble like at school"
        Tag::Sub => matches!(next.tag, Tag::Name | Tag::Noun | Tag::Num | Tag::Det) && before.is_any(&["until", "till"]),
        Tag::Noun | Tag::Plural => next.tag == Tag::Prep && !compares && !next.is_any(&["that", "this"]),
        _ => false,
    }
}

/// The ways to say a clause with its inner clauses: the first and longest, then shorter ones that still stand.
#[derive(Debug, Clone)]
pub struct Versions {
    /// The tokens that are said, in order.
    pub kept: Vec<usize>,
    /// The versions, as ranges of `kept`, each with how it came to be shorter.
    pub ranges: Vec<(Range<usize>, Stop)>,
}

/// The versions of a clause.
pub fn versions(parsed: &Parsed, clause: usize) -> Versions {
    let tokens = parsed.tokens();
    let c = &parsed.clauses[clause];
    let end = parsed.unit_end(clause);
    let kept = said_tokens(parsed, c.range.start..end);
    let mut ranges = Vec::with_capacity(4);
    ranges.push((0..kept.len(), Stop::Freely));
    let mut start = 0;
    // "in a couple of weeks my wife and I …": the adverbial before the subject may go
    // "what I want …": the question word is the object, and stays
    let asked = tokens.get(c.range.start).is_some_and(|t| t.tag == Tag::Wh);
    if let Some(subject) = c.subject.as_ref().filter(|s| s.start > c.range.start && !c.elided && !asked) {
        let before = kept.partition_point(|i| *i < subject.start);
        // "maybe I can", "hopefully she will", "without him": how sure it is stays, and what it is true without
        let hedged = kept[..before]
            .iter()
            .any(|i| tokens[*i].is_any(&HEDGES) || tokens[*i].is_any(&LIMITS) || matches!(tokens[*i].tag, Tag::Not));
        if kept.len() - before > 2 && before > 0 && !hedged {
            ranges.push((before..kept.len(), Stop::Freely));
            start = before;
        }
    }
    let full = &kept[start..];
    let verb_end = c.verb.as_ref().map_or(c.range.start, |v| v.range.end);
    let mut shortest = full.len();
    for at in (1..full.len()).rev() {
        let i = full[at];
        if i <= verb_end {
            break;
        }
        if let Some(stop) = stops::stop(tokens, parsed, full, at) {
            let marks = full[..at].iter().rev().take_while(|i| tokens[**i].is_mark()).count();
            let length = at - marks;
            if length > 2 && length < shortest {
                let before = ranges.last().map_or(Stop::Freely, |(_, stop)| *stop);
                ranges.push((start..start + length, before.max(stop)));
                shortest = length;
            }
        }
    }
    Versions { kept, ranges }
}
