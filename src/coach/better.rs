//! The nearest better reply: the trainee's own with its fault mended where that can be done, else the engine's reflection that has most of its words.

use super::codes::Fault;
use super::hearing::{Heard, Said};
use super::{Mend, Verdict, behaviours, faults};
use crate::Engine;
use crate::reflection::{self, Kind};

/// How much better a reply must score to be shown beside the trainee's.
const MARGIN: f32 = 0.02;
/// How well it must score at least: a better reply that is itself doubtful teaches nothing.
const GOOD: f32 = 0.35;
/// How many of the engine's reflections are looked at: further down they are scraps.
const LOOKED_AT: usize = 2;

/// A reply of fewer words says too little to be an example.
const LEAST: usize = 4;

/// A better reply, if one can be made that has nothing to mend.
pub(super) fn better(engine: &Engine, reply: &str, heard: &Heard<'_>, verdict: &Verdict, found: &[Mend]) -> Option<String> {
    let mended = found.iter().filter_map(|mend| mend_one(reply, heard, mend));
    mended
        .chain(nearest(engine, heard))
        .find(|text| text.trim() != reply.trim() && holds(engine, heard.said, text, verdict.score))
}

/// Whether a reply reflects, has nothing to mend, and scores higher.
fn holds(engine: &Engine, said: &Said, text: &str, than: f32) -> bool {
    let heard = Heard::of(engine, said, text);
    let verdict = Verdict::of(engine, &heard);
    let utterances = behaviours::utterances(engine, said, text, &heard, verdict.chances);
    verdict.score > GOOD.max(than + MARGIN) && heard.word_count() >= LEAST && faults::faults(engine, &heard, &utterances, &verdict, &[]).is_empty()
}

/// The reply with this fault taken out, where that leaves something.
fn mend_one(reply: &str, heard: &Heard<'_>, mend: &Mend) -> Option<String> {
    let chars: Vec<char> = reply.chars().collect();
    let without = |from: usize, to: usize| -> Option<String> {
        let kept: String = chars[..from].iter().chain(&chars[to.min(chars.len())..]).collect();
        sentence(&kept)
    };
    let span = &mend.span;
    match mend.fault {
        // the sentence goes
        Fault::Advice | Fault::Reassurance | Fault::SelfDisclosure | Fault::Sympathy | Fault::Label | Fault::OverReach => {
            let stretch = heard.stretches.iter().find(|s| s.span.contains(&span.start))?;
            (heard.stretches.len() > 1).then(|| without(stretch.span.start, stretch.span.end))?
        }
        // the opening goes
        Fault::RepeatedStem => without(span.start, span.end),
        // the words that make it small go
        Fault::DilutedFeeling => {
            let words: String = chars.get(span.clone())?.iter().collect();
            let last = words.rsplit(' ').next()?.chars().count();
            without(span.start, span.end - last)
        }
        // what is a statement but for its mark loses the mark
        Fault::Question if heard.told_as_question() => sentence(&format!("{}.", reply.trim_end().trim_end_matches('?'))),
        _ => None,
    }
}

/// A text made a sentence: a capital, no space too many.
fn sentence(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    let joined = words.join(" ");
    let rest = joined.trim_start_matches([',', ' ', '-']);
    let mut chars = rest.chars();
    let first = chars.next()?;
    (words.len() >= 3).then(|| first.to_uppercase().chain(chars).collect())
}

/// The engine's reflections of the statement, those nearest to the reply first.
fn nearest(engine: &Engine, heard: &Heard<'_>) -> Vec<String> {
    let mut proposals: Vec<(f32, String)> = reflection::propose(engine, &heard.said.heard, 0)
        .into_iter()
        .filter(|p| p.refused.is_none() && p.kind.depth().is_some() && p.kind != Kind::Repeat)
        .take(LOOKED_AT)
        .map(|p| {
            let text = p.text();
            let brought = engine.coach.related.compare(&heard.reply, &engine.reader.parse(&text));
            let tied: f32 = brought.reply.iter().map(|(_, tie)| *tie).sum();
            (p.weight + 0.3 * tied, text)
        })
        .collect();
    proposals.sort_by(|a, b| b.0.total_cmp(&a.0));
    proposals.into_iter().map(|(_, text)| text).collect()
}

/// A simple and a complex reflection of a statement, as examples; either may be wanting.
pub(super) fn examples(engine: &Engine, said: &Said) -> (Option<String>, Option<String>) {
    let proposals = reflection::propose(engine, &said.heard, 0);
    let first = |depth: &str| {
        proposals
            .iter()
            .find(|p| p.refused.is_none() && p.kind.depth() == Some(depth) && p.kind != Kind::Repeat)
            .map(reflection::Proposal::text)
    };
    (first("simple"), first("complex"))
}
