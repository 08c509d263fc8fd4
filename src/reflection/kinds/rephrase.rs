//! # What it does
//! The weightiest clause, turned round, in fewer words; with the adjunct or the neighbour that belongs to it where both are short.
//!
//! # When
//! Always proposed: it is what a listener says who understood the words and adds nothing (a simple reflection, MITI 4.2.1).
//!
//! # Example
//! "Um, I mean, I've got other things to do." – "You've got other things to do."

use super::{SHORT, clause, count, joined, with_adjunct};
use crate::Engine;
use crate::reflection::{Kind, Proposal};
use crate::understanding::{Link, Understanding};

/// Proposes every clause that can stand, alone and with what belongs to it.
pub(crate) fn propose(_: &Engine, heard: &Understanding, _: u64, out: &mut Vec<Proposal>) {
    let parsed = &heard.parsed;
    let several = heard.focus.iter().filter(|w| w.is_finite()).count() > 1;
    for (number, weight) in heard.focus.iter().enumerate().filter(|(_, w)| w.is_finite()) {
        let c = &parsed.clauses[number];
        if c.verb.is_none() || c.asks {
            continue;
        }
        let lone = if c.link == Link::If { weight - 3.0 } else { *weight };
        if let Some(words) = clause(heard, number, 14) {
            out.push(Proposal::new(Kind::Rephrase, words, lone, "clause", Some(number)));
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
                Link::But => "and",
                Link::So => "so",
                Link::And | Link::Main => "and",
                _ => continue,
            };
            if n.asks || n.verb.is_none() || n.sentence > c.sentence + 1 {
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
