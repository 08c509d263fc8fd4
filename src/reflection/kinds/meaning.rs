//! # What it does
//! Says what a situation means, in fresh words: "You reached out, and nobody came back."
//!
//! # When
//! A frame (`responses/en/frames/`) with a wording of its own matches a clause that is held true.
//!
//! # Example
//! "I texted all of them and no one replied." – "You reached out, and nobody came back."

use super::{Draft, Drafts};
use crate::Engine;
use crate::reflection::{Kind, pick, template};
use crate::understanding::Understanding;

/// Proposes each frame that was heard.
pub(crate) fn propose<'h>(engine: &'h Engine, heard: &'h Understanding, seed: u64, out: &mut Drafts<'h>) {
    for hit in &heard.frames {
        let row = &engine.frames.rows[hit.row];
        let Some(say) = pick(&row.say, seed, hit.row) else { continue };
        let outer = heard.outer(hit.clause);
        let clause = &heard.parsed.clauses[hit.clause];
        let weight = if heard.focus[outer].is_finite() { heard.focus[outer] } else { 1.0 };
        let kind = match row.kind.as_str() {
            "rephrase" => Kind::Rephrase,
            "feeling" => Kind::Feeling,
            _ => Kind::Meaning,
        };
        let words = move || template::fill(say, &heard.parsed, clause.tense(), |name| engine.frames.slot(hit, name));
        out.push(Draft::new(kind, weight + 0.9 + 0.2 * f32::from(row.weight), row.name.as_str(), Some(outer), words).worded());
    }
}
