//! # What it does
//! Says what a situation means, in fresh words: "You reached out, and nobody came back."
//!
//! # When
//! A frame (`responses/en/frames/`) with a wording of its own matches a clause that is held true.
//!
//! # Example
//! "I texted all of them and no one replied." – "You reached out, and nobody came back."

use super::rephrase::conditioned;
use super::{Clauses, Draft, Drafts, SHORT, count, joined};
use crate::Engine;
use crate::reflection::voice::Said;
use crate::reflection::{Kind, pick, reword, template};
use crate::understanding::{FrameHit, Holder, How, Link, Understanding};
use crate::words::Tag;

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
        let left_out = conditioned(clauses, outer) && hit.found.range.end <= heard.parsed.unit_end(outer);
        let weight = weight + 0.9 + 0.2 * f32::from(row.weight) - if left_out { 1.5 } else { 0.0 };
        let kind = match row.kind.as_str() {
            "rephrase" => Kind::Rephrase,
            "feeling" => Kind::Feeling,
            _ => Kind::Meaning,
        };
        let words = move || template::fill(say, &heard.parsed, clause.tense(), |name| engine.frames.slot(hit, name));
        out.push(Draft::new(kind, weight, row.name.as_str(), Some(outer), words).worded());
        if kind == Kind::Meaning {
            with_event(engine, clauses, seed, hit, weight, words, out);
        }
        if kind != Kind::Feeling {
            with_feeling(engine, clauses, hit, weight, words, out);
        }
    }
}

/// What happened and what it meant: "Your niece brought you flowers, and it caught you off guard." The meaning alone would fit a hundred others.
fn with_event<'h>(
    engine: &'h Engine,
    clauses: &'h Clauses<'h>,
    seed: u64,
    hit: &FrameHit,
    weight: f32,
    words: impl Fn() -> Option<Vec<Said>> + 'h,
    out: &mut Drafts<'h>,
) {
    let heard = clauses.heard;
    let outer = heard.outer(hit.clause);
    let (reason, beside) = super::feeling::events(heard, outer);
    let Some((event, other)) = reason
        .or(beside.filter(|(event, _)| !heard.parsed.clauses[*event].link.adjunct()))
        .filter(|(event, _)| tells_more(engine, heard, hit, *event))
    else {
        return;
    };
    let after = event > outer;
    // "I should have called first, so he could leave": what would have been is no fact
    if after && heard.parsed.clauses[event].link == Link::So {
        return;
    }
    // "That appeals to you, and you've been watching videos": small talk comes after what it is about, or alone
    if after && engine.frames.rows[hit.row].weight < 2 && reason.is_none() {
        return;
    }
    let Some(words) = words() else { return };
    let plain = !words[..words.len().saturating_sub(1)].iter().any(|w| w.tag == Tag::Edge);
    if !plain || count(&words) > SHORT {
        return;
    }
    let Some((said, left_out)) = clauses.short(event).next() else { return };
    let joint = match heard.parsed.clauses[outer.max(event)].link {
        Link::But => "but",
        Link::When if after => "",
        Link::Because if after => "so",
        _ => "and",
    };
    let weight = weight + 0.25 * other.clamp(0.0, 3.0) + 0.9 - 0.12 * left_out as f32;
    let first = !after || matches!(joint, "so" | "");
    let both = move || {
        let mut event = clauses.words(said);
        if let Some((fresh, _)) = engine.reword.apply(&event, seed).filter(|(fresh, _)| !reword::lengthens(&event, fresh, 1)) {
            event = fresh;
        }
        if joint.is_empty() {
            event.splice(0..0, super::feeling::opener(heard, said.clause));
        }
        Some(if first { joined(event, joint, words) } else { joined(words, joint, event) })
    };
    out.push(
        Draft::new(
            Kind::Meaning,
            weight,
            format!("{} and event", engine.frames.rows[hit.row].name),
            Some(outer),
            both,
        )
        .settled(),
    );
}

/// Whether a clause says something that a frame's own words do not: it lies outside of what the frame was heard in, names no feeling against
/// it, and has no verb or noun of it.
fn tells_more(engine: &Engine, heard: &Understanding, hit: &FrameHit, event: usize) -> bool {
    let tokens = heard.parsed.tokens();
    let range = heard.parsed.clauses[event].range.clone();
    if hit.found.range.start < range.end && range.start < hit.found.range.end {
        return false;
    }
    let valence = |family: usize| engine.feelings.families[family].valence;
    let against = |family: usize| hit.family.is_none_or(|own| valence(own) != valence(family));
    let felt = heard
        .feelings
        .iter()
        .any(|f| heard.outer(f.clause) == event && (against(f.family) || range.len() < 5));
    let light = [
        "go", "get", "have", "do", "be", "come", "make", "take", "want", "know", "think", "feel", "time", "day", "thing",
    ];
    let content = |i: usize| {
        let tag = matches!(
            tokens[i].tag,
            Tag::Noun | Tag::Plural | Tag::Past | Tag::Part | Tag::Third | Tag::Base | Tag::Ing
        );
        tag && !light.contains(&tokens[i].lemma_text())
    };
    let again = |i: usize| content(i) && hit.found.range.clone().any(|j| content(j) && tokens[j].lemma_text() == tokens[i].lemma_text());
    let opens = tokens.get(range.start).is_some_and(|t| t.is_any(&["everytime", "every", "whenever"]));
    !felt && !opens && range.len() > 2 && !range.clone().any(again)
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
        let plain = !event[..event.len().saturating_sub(1)].iter().any(|w| w.tag == Tag::Edge);
        (plain && count(&event) <= SHORT && !felt.is_empty()).then(|| joined(event, "and", felt))
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
