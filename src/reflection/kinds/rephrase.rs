//! # What it does
//! The weightiest clause, turned round, in fewer words; with the adjunct or the neighbour that belongs to it where both are short.
//!
//! # When
//! Always proposed: it is what a listener says who understood the words and adds nothing (a simple reflection, MITI 4.2.1).
//!
//! # Example
//! "Um, I mean, I've got other things to do." – "You've got other things to do."

use super::{Clauses, Draft, Drafts, SHORT};
use crate::reflection::Kind;
use crate::reflection::check::LONGEST;
use crate::reflection::stops::Stop;
use crate::reflection::voice::{Said, You, who_is_subject};
use crate::understanding::{Link, Person};
use crate::words::Tag;

/// The most words of one clause that is said alone.
const WHOLE: usize = 24;

/// What a clause is worth less without a piece of what it says.
const PIECE: f32 = 1.2;

/// Proposes every clause that can stand, alone and with what belongs to it.
pub(crate) fn propose<'h>(clauses: &'h Clauses<'h>, out: &mut Drafts<'h>) {
    let heard = clauses.heard;
    let parsed = &heard.parsed;
    for (number, weight) in heard.focus.iter().enumerate().filter(|(_, w)| w.is_finite()) {
        let c = &parsed.clauses[number];
        // "when I'm at home" is no statement of its own beside the clause that it frames
        let framed = (matches!(c.link, Link::When | Link::If) && c.parent.is_some())
            || matches!(c.link, Link::When | Link::If)
                && parsed
                    .clauses
                    .iter()
                    .enumerate()
                    .any(|(n, o)| n != number && o.sentence == c.sentence && !o.link.inner() && !o.link.adjunct() && o.verb.is_some());
        // "unless I find a new one" alone would be said as its contrary
        let unless = parsed.tokens()[c.connector.clone()].iter().any(|t| t.is("unless"));
        if c.verb.is_none() || c.asks || framed || unless {
            continue;
        }
        let lone = match c.link {
            Link::If => weight - 3.0,
            Link::When => weight - 1.5,
            Link::Though if c.parent.is_some() => weight - 1.0,
            _ if conditioned(clauses, number) => weight - 2.5,
            _ if parsed.left_open(number) => weight - 1.5,
            _ => *weight - limited(clauses, number),
        };
        // "you never call me": said to somebody who is not here; given back it would be a confession or a reproach
        let addressed =
            c.person == Person::You && (who_is_subject(parsed, c) != You::Generic || parsed.tokens()[c.range.clone()].iter().any(|t| t.is("yourself")));
        if addressed {
            continue;
        }
        // what is left out costs a little, so that it is left out only for a reason
        let mut longest = None;
        // what cannot be cut is said whole, if it is only a little long
        let long = clauses.versions(number, WHOLE).next().is_none();
        for version in clauses.versions(number, if long { LONGEST } else { WHOLE }).take(4) {
            let left = longest.get_or_insert(version.length).abs_diff(version.length);
            let cost = 0.2 * left as f32
                + match version.left {
                    Stop::Freely => 0.0,
                    Stop::Partly => PIECE / 2.0,
                    Stop::IfMust => PIECE,
                };
            let words = move || {
                let mut words = clauses.words(version);
                // a condition stays one
                if c.link == Link::If {
                    words.insert(0, Said::plain("if"));
                }
                Some(words)
            };
            out.push(Draft::new(Kind::Rephrase, lone - cost, "clause", Some(number), words));
        }
        if c.link != Link::If {
            // "I came here because I trust you": the reason may be the heavier half
            let reason = heard.focus.get(number + 1).filter(|w| {
                let next = &parsed.clauses[number + 1];
                next.link == Link::Because && next.parent == Some(number) && w.is_finite()
            });
            let weight = reason.map_or(*weight, |w| w.max(*weight));
            let words = move || clauses.with_adjunct(number, SHORT);
            // "he won, although I was faster": what it is true in spite of weighs too
            let spite = (number + 1..parsed.clauses.len())
                .take(2)
                .filter(|n| parsed.clauses[*n].link == Link::Though && parsed.clauses[*n].parent == Some(number));
            let weight = spite.map(|n| heard.focus[n]).fold(weight, f32::max);
            out.push(Draft::new(Kind::Rephrase, weight + 0.5, "clause with adjunct", Some(number), words));
        }
    }
    pairs(clauses, out);
}

/// The two weightiest clauses that stand near one another, in the order they were said: a listener brings back one thing, at most two.
fn pairs<'h>(sayable: &'h Clauses<'h>, out: &mut Drafts<'h>) {
    let heard = sayable.heard;
    let parsed = &heard.parsed;
    let clauses = &parsed.clauses;
    // "she applied for it, and got it": what it is was said before
    let goes_on = |n: usize| {
        let c = &clauses[n];
        let object = c
            .verb
            .as_ref()
            .and_then(|v| parsed.tokens().get(v.range.end))
            .filter(|t| t.is_any(&["it", "him", "her", "them"]));
        c.elided && c.link == Link::And && object.is_some()
    };
    let stands = |n: usize| {
        let c = &clauses[n];
        heard.focus[n] > -0.6
            && heard.focus[n].is_finite()
            && (parsed.tells(n) || goes_on(n))
            && !c.asks
            && !parsed.left_open(n)
            && !c.quoted
            && c.person != Person::You
            && (!c.link.adjunct() || c.link == Link::Because && c.parent.is_none())
            && !conditioned(sayable, n)
    };
    let able: Vec<usize> = (0..clauses.len()).filter(|n| stands(*n)).collect();
    for (at, first) in able.iter().enumerate() {
        for second in able[at + 1..].iter().take(3) {
            let (a, b) = (heard.focus[*first], heard.focus[*second]);
            if clauses[*second].sentence > clauses[*first].sentence + 2 || a.max(b) < 0.3 {
                continue;
            }
            // "sick when I opened the door and saw that": what goes on in the clause of time stands beside it, not beside the other
            let before = (0..*second).rev().find(|n| !clauses[*n].link.inner());
            let of_adjunct = clauses[*second].elided && clauses[*second].link == Link::And;
            if of_adjunct && before.is_some_and(|n| n != *first && clauses[n].link.adjunct()) {
                continue;
            }
            let next = able.get(at + 1) == Some(second);
            if !belong(sayable, *first, *second, next) {
                continue;
            }
            let joint = match clauses[*second].link {
                Link::But if next => "but",
                Link::So if next => "so",
                // "I cooked. Because I love her."
                Link::Because if next => "because",
                _ => "and",
            };
            let apart = if next { 0.0 } else { 0.4 };
            let weight = a.max(b) + 0.3 * a.min(b).clamp(-0.6, 3.0) + 0.3 - apart;
            for (x, left) in sayable.short(*first) {
                for (y, right) in sayable.short(*second).filter(|(y, _)| x.words + y.words <= WHOLE) {
                    let cost = 0.12 * (left + right) as f32;
                    let words = move || sayable.with(x.clause, sayable.words(x), joint, y);
                    out.push(Draft::new(Kind::Rephrase, weight - cost, "two clauses", Some(*first), words));
                }
            }
        }
    }
}

/// Whether a clause is true only under a condition beside it: "if I had more money, I could rest".
pub(super) fn conditioned(sayable: &Clauses<'_>, number: usize) -> bool {
    let clauses = &sayable.heard.parsed.clauses;
    let clause = &clauses[number];
    let condition = |n: usize| clauses[n].link == Link::If && clauses[n].sentence == clause.sentence;
    let fronted = number.checked_sub(1).is_some_and(|n| condition(n) && clauses[n].parent.is_none());
    fronted || (number + 1..clauses.len()).take(2).any(|n| condition(n) && clauses[n].parent == Some(number))
}

/// What a clause is worth less without the clause that says when or why it is so; more where that takes something back: "I knew him before he
/// drank", "I slept, although …".
fn limited(sayable: &Clauses<'_>, number: usize) -> f32 {
    let parsed = &sayable.heard.parsed;
    let tokens = parsed.tokens();
    let beside = (number + 1..parsed.clauses.len()).take(2).map(|n| &parsed.clauses[n]);
    let adjunct = beside
        .filter(|c| c.parent == Some(number) && c.verb.is_some() && !c.cut && !c.quoted)
        .find(|c| c.link.adjunct());
    adjunct.map_or(0.0, |c| {
        let takes_back = c.link == Link::Though
            || tokens[c.connector.clone()]
                .iter()
                .any(|t| t.is_any(&["before", "until", "till", "unless", "even", "while", "once", "since"]));
        if takes_back { 1.5 } else { 0.6 }
    })
}

/// Whether two clauses are about one thing, so that they can stand in one sentence: joined by the speaker, or both heavy, or the second
/// speaks of what the first names.
fn belong(sayable: &Clauses<'_>, first: usize, second: usize, next: bool) -> bool {
    let heard = sayable.heard;
    let parsed = &heard.parsed;
    let tokens = parsed.tokens();
    let (a, b) = (&parsed.clauses[first], &parsed.clauses[second]);
    // "she", "it": who is meant must have been named in the first
    let subject = b.subject.clone().filter(|s| s.len() == 1).map(|s| &tokens[s.start]);
    let third = subject.filter(|t| t.is_any(&["he", "she", "it", "they", "this", "that"]));
    if let Some(third) = third {
        let unit = a.range.start..parsed.unit_end(first);
        let named = unit
            .clone()
            .any(|i| tokens[i].is(&third.word) || matches!(tokens[i].tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Ing | Tag::Pron));
        return next && named;
    }
    // "I went to the shop, and then I cried": what only leads up to the other is left out
    if a.sentence == b.sentence && next {
        return heard.focus[first] >= 0.25 * heard.focus[second];
    }
    let own = |n: usize| matches!(parsed.clauses[n].person, Person::Me | Person::Us);
    let (light, heavy) = (heard.focus[first].min(heard.focus[second]), heard.focus[first].max(heard.focus[second]));
    match (next, own(first) && own(second)) {
        (true, true) => light >= 0.3 * heavy,
        (true, false) => light >= 0.3 * heavy,
        (false, own) => own && light >= 1.6 && light >= 0.5 * heavy,
    }
}
