//! # What it does
//! Names the feeling, with what it is about where that was said: "You're scared of losing your house." An event and the feeling it brought
//! are said together: "Your ferret died, and you were devastated."
//!
//! # When
//! A feeling of the speaker's own was heard and is held true. An unsaid one is voiced only where the situation is sure.
//!
//! # Example
//! "My boss yelled at me. I'm furious." – "Your boss yelled at you, and you're furious."

use super::{SHORT, clause, count, joined, short_versions, with_adjunct};
use crate::Engine;
use crate::reflection::voice::{Said, turn, who_is_you};
use crate::reflection::{Kind, Proposal, pick, template};
use crate::understanding::phrase::Tense;
use crate::understanding::{Holder, How, Link, Understanding};
use crate::words::Tag;

/// How sure a situation must be before its unsaid feeling is voiced.
const SURE: f32 = 0.75;

/// Proposes for each feeling of the speaker's.
pub(crate) fn propose(engine: &Engine, heard: &Understanding, seed: u64, out: &mut Vec<Proposal>) {
    for (n, hit) in heard.feelings.iter().enumerate() {
        if hit.holder != Holder::Person || hit.denied || !heard.parsed.held[hit.clause] {
            continue;
        }
        let outer = heard.outer(hit.clause);
        let weight = heard.focus[outer];
        let frame_only = matches!(heard.parsed.clauses[outer].link, Link::When | Link::If) && heard.parsed.clauses[outer].parent.is_some();
        if !weight.is_finite() || heard.parsed.clauses[outer].asks || frame_only {
            continue;
        }
        match &hit.how {
            How::Phrase { say, pattern, found, .. } => {
                let slots = &engine.feelings.phrase_pattern(*pattern).slots;
                let slot = |name: &str| slots.iter().position(|s| s == name).and_then(|i| found.slot(i));
                if let Some(mut words) = template::fill(say, &heard.parsed, heard.parsed.clauses[hit.clause].tense(), slot) {
                    about(heard, found.range.end, &mut words);
                    out.push(Proposal {
                        voiced: Some(n),
                        ..Proposal::new(Kind::Feeling, words.clone(), weight + 0.4, "feeling phrase", Some(outer))
                    });
                    with_event(heard, outer, weight, words, n, out);
                }
            }
            _ => {
                let main = with_adjunct(heard, outer, SHORT).or_else(|| clause(heard, outer, 14));
                if let Some(words) = main {
                    out.push(Proposal {
                        voiced: Some(n),
                        ..Proposal::new(Kind::Feeling, words, weight + 0.3, "named feeling", Some(outer))
                    });
                }
                if let Some(words) = clause(heard, outer, SHORT) {
                    with_event(heard, outer, weight, words, n, out);
                }
            }
        }
    }
    unsaid(engine, heard, seed, out);
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

/// The feeling together with the event before or after it.
fn with_event(heard: &Understanding, feeling: usize, weight: f32, words: Vec<Said>, hit: usize, out: &mut Vec<Proposal>) {
    let clauses = &heard.parsed.clauses;
    if count(&words) > SHORT {
        return;
    }
    // the nearest clause that weighs something and holds no feeling itself
    let near = |n: usize| (clauses[n].sentence as isize - clauses[feeling].sentence as isize).abs() <= 1;
    let event = heard
        .focus
        .iter()
        .enumerate()
        .filter(|(n, w)| {
            *n != feeling
                && w.is_finite()
                && **w > -0.3
                && near(*n)
                && clauses[*n].verb.is_some()
                && !clauses[*n].asks
                && !clauses[*n].cut
                && !matches!(clauses[*n].link, Link::If)
                && !(clauses[*n].link == Link::When && clauses[*n].parent != Some(feeling))
        })
        .max_by(|(a, x), (b, y)| (**x - 0.3 * a.abs_diff(feeling) as f32).total_cmp(&(**y - 0.3 * b.abs_diff(feeling) as f32)));
    let Some((event, other)) = event else { return };
    for (said, left_out) in short_versions(heard, event) {
        let weight = weight + 0.25 * other.clamp(0.0, 3.0) + 0.5 - 0.08 * left_out as f32;
        let mut push = |words: Vec<Said>, rule: &str, more: f32| {
            out.push(Proposal {
                voiced: Some(hit),
                ..Proposal::new(Kind::FeelingReason, words, weight + more, rule, Some(feeling))
            });
        };
        let after = event > feeling;
        match clauses[event].link {
            // what came first is said first: "Nobody came, and you're upset."
            Link::When if after => {
                let opener: Vec<&str> = clauses[event]
                    .connector
                    .clone()
                    .map(|i| &heard.parsed.tokens()[i])
                    .filter(|t| !t.is_mark() && t.tag != Tag::Conj)
                    .map(|t| t.word.as_str())
                    .collect();
                let mut first = Vec::new();
                template::plain(&mut first, &opener.join(" "));
                first.extend(said);
                push(joined(first, "", words.clone()), "event before feeling", 0.2);
            }
            Link::Because if after => {
                push(joined(said.clone(), "and", words.clone()), "event before feeling", 0.2);
                push(joined(words.clone(), "because", said), "event and feeling", 0.0);
            }
            Link::But if after => push(joined(words.clone(), "but", said), "event and feeling", 0.0),
            _ if after => push(joined(words.clone(), "and", said), "event and feeling", 0.0),
            _ => {
                let joint = if clauses[feeling].link == Link::But { "but" } else { "and" };
                push(joined(said, joint, words.clone()), "event and feeling", 0.0);
            }
        }
    }
}

/// A situation that names no feeling: the event, and what it surely brings.
fn unsaid(engine: &Engine, heard: &Understanding, seed: u64, out: &mut Vec<Proposal>) {
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
        let Some(voiced) = engine.kinds.voiced.get(&engine.feelings.families[family].name) else {
            continue;
        };
        let past = heard.parsed.clauses[hit.clause].tense() == Tense::Past;
        let Some(tail) = pick(if past { &voiced.then } else { &voiced.now }, seed, hit.found.range.start + hit.row) else {
            continue;
        };
        let Some(mut words) = clause(heard, outer, SHORT).filter(|w| count(w) <= SHORT + 1) else {
            continue;
        };
        template::plain(&mut words, tail);
        out.push(Proposal {
            voiced: None,
            ..Proposal::new(Kind::FeelingReason, words, weight + 0.6, format!("{} voiced", row.name), Some(outer))
        });
    }
}
