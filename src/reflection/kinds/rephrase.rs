//! # What it does
//! The weightiest clause, turned round, in fewer words; with the adjunct or the neighbour that belongs to it where both are short.
//!
//! # When
//! Always proposed: it is what a listener says who understood the words and adds nothing (a simple reflection, MITI 4.2.1).
//!
//! # Example
//! "Um, I mean, I've got other things to do." – "You've got other things to do."

use super::{SHORT, clause, clause_versions, count, joined, with_adjunct};
use crate::Engine;
use crate::reflection::voice::{Said, You, who_is_you};
use crate::reflection::{Kind, Proposal};
use crate::understanding::{Link, Person, Understanding};

/// Proposes every clause that can stand, alone and with what belongs to it.
pub(crate) fn propose(_: &Engine, heard: &Understanding, _: u64, out: &mut Vec<Proposal>) {
    let parsed = &heard.parsed;
    let several = heard.focus.iter().filter(|w| w.is_finite()).count() > 1;
    for (number, weight) in heard.focus.iter().enumerate().filter(|(_, w)| w.is_finite()) {
        let c = &parsed.clauses[number];
        // "when I'm at home" is no statement of its own beside the clause that it frames
        let framed = (matches!(c.link, Link::When | Link::If) && c.parent.is_some()) || matches!(c.link, Link::When | Link::If) && parsed.clauses.iter().enumerate().any(|(n, o)| n != number && o.sentence == c.sentence && !o.link.inner() && !o.link.adjunct() && o.verb.is_some());
        if c.verb.is_none() || c.asks || framed {
            continue;
        }
        let lone = match c.link {
            Link::If => weight - 3.0,
            Link::When => weight - 1.5,
            _ => *weight,
        };
        // "you never call me": said to somebody who is not here; given back it would be a confession or a reproach
        let addressed = c.person == Person::You && (who_is_you(parsed, &c.range) == You::Listener || parsed.tokens()[c.range.clone()].iter().any(|t| t.is("yourself")));
        if addressed {
            continue;
        }
        // what is left out costs a little, so that it is left out only for a reason
        let versions = clause_versions(heard, number, 16);
        let longest = versions.first().map_or(0, Vec::len);
        for mut words in versions.into_iter().take(4) {
            let cost = 0.3 * (longest - words.len()) as f32;
            // a condition stays one
            if c.link == Link::If {
                words.insert(0, Said::plain("if"));
            }
            out.push(Proposal::new(Kind::Rephrase, words, lone - cost, "clause", Some(number)));
        }
        if c.link != Link::If {
            if let Some(words) = with_adjunct(heard, number, SHORT) {
                out.push(Proposal::new(Kind::Rephrase, words, weight + 0.5, "clause with adjunct", Some(number)));
            }
        }
        // the neighbour that goes on: "…, and …"
        let next = number + 1;
        let neighbour = heard.focus.get(next).copied().filter(|w| w.is_finite() && *w > 0.8 && *weight > 0.8);
        if let Some(other) = neighbour.filter(|_| several && !c.link.adjunct()) {
            let n = &parsed.clauses[next];
            let joint = match n.link {
                Link::But => "but",
                Link::So => "so",
                Link::And | Link::Main => "and",
                _ => continue,
            };
            if n.asks || n.verb.is_none() || n.link.adjunct() || n.sentence > c.sentence + 1 {
                continue;
            }
            if let (Some(a), Some(b)) = (clause(heard, number, SHORT), clause(heard, next, SHORT)) {
                if count(&a) <= SHORT && count(&b) <= SHORT {
                    let weight = weight.max(other) + 0.25 * weight.min(other).min(3.0);
                    out.push(Proposal::new(Kind::Rephrase, joined(a, joint, b), weight, "two clauses", Some(number)));
                }
            }
        }
    }
}
