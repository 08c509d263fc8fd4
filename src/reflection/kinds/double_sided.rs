//! # What it does
//! Holds two sides at once: "Drinking is how you relax, and at the same time you want to stop."
//!
//! # When
//! Two clauses of the speaker's own, joined by "but" or "although", both short.
//!
//! # Example
//! "I want to leave him but I'm scared to be alone." – "You want to leave him, and at the same time you're scared to be alone."

use super::{Clauses, Draft, Drafts, SHORT, joined};
use crate::Engine;
use crate::reflection::{Kind, pick, template};
use crate::understanding::{Holder, Link, Person};
use crate::words::Tag;

/// "It's fine, I guess.": that it is fine is one side, and the guess is the other.
pub(crate) fn half_said<'h>(engine: &Engine, clauses: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    const FINE: [&str; 12] = [
        "fine", "okay", "good", "great", "better", "happy", "alright", "right", "nice", "fun", "glad", "over",
    ];
    let heard = clauses.heard;
    let parsed = &heard.parsed;
    let tokens = parsed.tokens();
    let last = parsed.clauses.iter().rposition(|c| !c.link.inner() && !c.link.adjunct());
    let Some((number, c)) = last.filter(|_| parsed.statement.guessed).map(|n| (n, &parsed.clauses[n])) else {
        return;
    };
    let fine = c.verb.as_ref().is_some_and(|v| tokens[v.head].tag == Tag::Be && !v.negated) && tokens[c.range.clone()].last().is_some_and(|t| t.is_any(&FINE));
    if let Some(version) = clauses.fitting(number, SHORT).filter(|_| fine) {
        let mut words = clauses.words(version);
        template::plain(
            &mut words,
            pick(&engine.kinds.rhetorical.half_said, seed, number).map_or(", more or less.", String::as_str),
        );
        out.push(Draft::ready(
            Kind::DoubleSided,
            heard.focus[number].max(0.0) + 1.0,
            "half said",
            Some(number),
            words,
        ));
    }
}

/// Proposes each pair that is joined so.
pub(crate) fn propose<'h>(engine: &'h Engine, sayable: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    let heard = sayable.heard;
    let clauses = &heard.parsed.clauses;
    for (number, c) in clauses.iter().enumerate() {
        let (first, second) = match c.link {
            Link::But => match (0..number)
                .rev()
                .find(|n| heard.focus[*n].is_finite() && clauses[*n].sentence + 1 >= c.sentence)
            {
                Some(before) => (before, number),
                None => continue,
            },
            Link::Though
                if number + 1 < clauses.len()
                    && clauses[number + 1].sentence == c.sentence
                    && c.connector.start <= clauses[number + 1].range.start
                    && c.parent.is_none() =>
            {
                (number, number + 1)
            }
            _ => continue,
        };
        let own = |n: usize| {
            matches!(clauses[n].person, Person::Me | Person::Us)
                || clauses[n].range.clone().any(|i| heard.parsed.tokens()[i].is_any(&["me", "my", "i"]))
                // "but it hurts too"
                || heard.feelings.iter().any(|felt| felt.clause == n && felt.holder == Holder::Person && !felt.denied)
        };
        let stands = |n: usize| {
            clauses[n].verb.is_some()
                && !clauses[n].asks
                && !heard.parsed.left_open(n)
                && !clauses[n].quoted
                && heard.focus[n].is_finite()
                && heard.focus[n] > -0.5
        };
        let framed = matches!(clauses[first].link, Link::If | Link::When);
        let both = |holds: &dyn Fn(usize) -> bool| holds(first) && holds(second);
        // "the parcel got lost, but they replaced it": two sides of what happened, told one behind the other
        let told = c.link == Link::But && first + 1 == second && clauses[first].sentence == c.sentence;
        let felt = both(&own);
        if framed || !felt && !told || !both(&stands) {
            continue;
        }
        let (Some(a), Some(b)) = (sayable.fitting(first, SHORT), sayable.fitting(second, SHORT)) else {
            continue;
        };
        if a.words > SHORT || b.words > SHORT {
            continue;
        }
        let joint = match pick(&engine.kinds.double, seed, number) {
            Some(joint) if felt => joint.as_str(),
            None if felt => "and at the same time",
            _ => "and yet",
        };
        let weight =
            heard.focus[first].max(heard.focus[second]) + 0.3 * heard.focus[first].min(heard.focus[second]).clamp(0.0, 3.0) + if felt { 0.3 } else { 0.1 };
        let words = move || Some(joined(sayable.words(a), joint, sayable.words(b)));
        out.push(Draft::new(Kind::DoubleSided, weight, "two sides", Some(second), words));
    }
}
