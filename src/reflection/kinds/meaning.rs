//! # What it does
//! Says what a situation means, in fresh words: "You reached out, and nobody came back."
//!
//! # When
//! A frame (`responses/en/frames/`) with a wording of its own matches a clause that is held true.
//!
//! # Example
//! "I texted all of them and no one replied." – "You reached out, and nobody came back."

use super::{Clauses, Draft, Drafts, count, joined};
use crate::Engine;
use crate::reflection::voice::Said;
use crate::reflection::{Kind, pick, template};
use crate::understanding::{FrameHit, Holder, How};

/// The most words of a feeling that is said after what happened.
const FELT: usize = 6;

/// Proposes each frame that was heard.
pub(crate) fn propose<'h>(engine: &'h Engine, clauses: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    let heard = clauses.heard;
    for hit in &heard.frames {
        let row = &engine.frames.rows[hit.row];
        let Some(say) = pick(&row.say, seed, hit.found.range.start + row.name.len()) else {
            continue;
        };
        let outer = heard.outer(hit.clause);
        let clause = &heard.parsed.clauses[hit.clause];
        let weight = if heard.focus[outer].is_finite() { heard.focus[outer] } else { 1.0 };
        let weight = weight + 0.9 + 0.2 * f32::from(row.weight);
        let kind = match row.kind.as_str() {
            "rephrase" => Kind::Rephrase,
            "feeling" => Kind::Feeling,
            _ => Kind::Meaning,
        };
        let words = move || template::fill(say, &heard.parsed, clause.tense(), |name| engine.frames.slot(hit, name));
        out.push(Draft::new(kind, weight, row.name.as_str(), Some(outer), words).worded());
        if kind != Kind::Feeling {
            with_feeling(engine, clauses, hit, weight, words, out);
        }
    }
}

/// What happened, and the feeling that the person named beside it, where both are pleasant or both are painful.
fn with_feeling<'h>(
    engine: &'h Engine,
    clauses: &'h Clauses<'h>,
    hit: &FrameHit,
    weight: f32,
    words: impl Fn() -> Option<Vec<Said>> + 'h,
    out: &mut Drafts<'h>,
) {
    let heard = clauses.heard;
    let Some(family) = hit.family else { return };
    let outer = heard.outer(hit.clause);
    let valence = |family: usize| engine.feelings.families[family].valence;
    let felt = heard.feelings.iter().find(|f| {
        let its = heard.outer(f.clause);
        f.holder == Holder::Person
            && !f.denied
            && !f.weak
            && matches!(f.how, How::Felt)
            && its != outer
            && heard.parsed.clauses[its].verb.is_some()
            && heard.focus[its].is_finite()
            && heard.parsed.held[f.clause]
            && !heard.parsed.clauses[its].link.adjunct()
            && valence(f.family) == valence(family)
    });
    let Some(felt) = felt.map(|f| heard.outer(f.clause)) else { return };
    let Some(version) = clauses.fitting(felt, FELT).filter(|v| v.words <= FELT) else {
        return;
    };
    let both = move || {
        let event = words()?;
        let felt = clauses.words(version);
        let plain = !event[..event.len().saturating_sub(1)].iter().any(|w| w.tag == crate::words::Tag::Edge);
        (plain && count(&event) <= super::SHORT && !felt.is_empty()).then(|| joined(event, "and", felt))
    };
    let weight = weight.max(heard.focus[felt]) + 0.5;
    out.push(
        Draft::new(
            Kind::FeelingReason,
            weight,
            format!("{} and feeling", engine.frames.rows[hit.row].name),
            Some(outer),
            both,
        )
        .worded(),
    );
}
