//! What there is to mend in a reply, with the words it hangs on. A flag is raised only where it is plain: a good reflection has none.

use std::ops::Range;

use super::behaviours::{Utterance, within};
use super::codes::{Fault, Main};
use super::hearing::Heard;
use super::{Mend, Verdict};
use crate::Engine;

/// A run of the statement's own words of this length is parroting; so is this share of a reply's words (DOMAIN: under 2% of experts').
const RUN: usize = 7;
/// A reply of more words than this, and more than twice the statement, is too long; so is any of more than the second.
const LONG: (usize, usize) = (45, 90);
/// A reply of whose words of weight this share was said before retells: where a feeling was named; where it was not.
const FLAT: f32 = 0.6;
const BARE: f32 = 0.75;

/// The faults, the weightiest first.
pub(super) fn faults(engine: &Engine, heard: &Heard<'_>, utterances: &[Utterance], verdict: &Verdict, earlier: &[&str]) -> Vec<Mend> {
    let mut faults: Vec<Mend> = Vec::new();
    let mut note = |fault: Fault, span: Range<usize>| {
        if !faults.iter().any(|m| m.fault == fault) {
            faults.push(Mend { fault, span });
        }
    };
    by_cue(engine, heard, utterances, &mut note);
    feelings(engine, heard, verdict, &mut note);
    if verdict.reflection.is_some() {
        let actor = heard.other_actor(engine).or_else(|| heard.denial_differs(engine));
        if let Some(token) = actor {
            note(Fault::WrongReferent, heard.span(token..token + 1));
        }
        if let Some(span) = parroted(heard) {
            note(Fault::Parroting, span);
        }
    }
    if verdict.main == Main::Question && verdict.reflection.is_none() {
        note(Fault::Question, super::behaviours::words_of(utterances, Main::Question).unwrap_or_default());
    }
    let (words, said) = (heard.word_count(), heard.said_count());
    if (words > LONG.0 && words > 2 * said) || words > LONG.1 {
        note(Fault::TooLong, whole(heard));
    }
    if let Some(span) = stem_again(engine, heard, earlier) {
        note(Fault::RepeatedStem, span);
    }
    faults.sort_by_key(|m| m.fault as u8);
    faults
}

fn whole(heard: &Heard<'_>) -> Range<usize> {
    match (heard.words.first(), heard.words.last()) {
        (Some(first), Some(last)) => first.span.start..last.span.end,
        _ => 0..0,
    }
}

/// The faults that words show. Words given back from the statement, and those of a reflection, are the speaker's.
fn by_cue(engine: &Engine, heard: &Heard<'_>, utterances: &[Utterance], note: &mut impl FnMut(Fault, Range<usize>)) {
    for hit in &heard.cues {
        let Some(fault) = engine.coach.cues.rows[hit.row].fault else { continue };
        let utterance = utterances.iter().find(|u| within(hit, &u.span));
        let reflects = utterance.is_some_and(|u| u.chances[Main::Reflection as usize] > 0.5);
        let main = utterance.map_or(Main::Other, |u| u.main);
        if !heard.is_theirs(engine, hit, fault, main, reflects) {
            note(fault, hit.span.clone());
        }
    }
}

/// The feeling left out, made small, or another in its place.
fn feelings(engine: &Engine, heard: &Heard<'_>, verdict: &Verdict, note: &mut impl FnMut(Fault, Range<usize>)) {
    if verdict.reflection.is_none() {
        return;
    }
    let felt = heard.feelings(engine);
    // what makes it small must stand by a word for a feeling, and what was felt be more than mild
    let by_feeling = |hit: &&super::CueHit| {
        let tokens = heard.reply.tokens();
        engine.coach.cues.rows[hit.row].name == "diluter_idiom" || hit.tokens.clone().any(|i| engine.feelings.names(&tokens[i]))
    };
    let small = heard
        .cues
        .iter()
        .filter(|hit| engine.coach.cues.rows[hit.row].name.starts_with("diluter"))
        .find(by_feeling)
        .filter(|hit| {
            // "kind of" is how people speak; it makes small only what was plainly strong
            let spoken = heard.reply.tokens()[hit.tokens.clone()].iter().any(|t| t.is_any(&["kind", "sort"]));
            let strong = felt.strongest() >= 2 || felt.strongest() == 0 && !spoken && heard.heavy(engine, &felt);
            strong && !felt.contrary
        });
    if let Some(hit) = small {
        note(Fault::DilutedFeeling, hit.span.clone());
    }
    if felt.anothers && !felt.same && !felt.near && !felt.echoed {
        note(Fault::WrongReferent, heard.voiced_span(engine));
    } else if felt.wrong() {
        note(Fault::WrongFeeling, heard.voiced_span(engine));
    }
    if felt.voiced.is_empty() {
        // retold in their own words, and the feeling left out; a picture of it in fresh words is no loss
        let own = heard.brought.reply.len();
        let tied: f32 = heard.brought.reply.iter().map(|(_, tie)| *tie).sum();
        let flat = |least: usize, share: f32| own >= least && tied >= share * own as f32 && heard.word_count() >= 4;
        let left_out = felt.missed() && flat(2, FLAT) || !felt.coloured && flat(3, BARE) && heard.heavy(engine, &felt);
        if !felt.echoed && left_out {
            note(Fault::MissedFeeling, 0..0);
        }
        return;
    }
    let Some((family, _, strength)) = felt.said.clone() else { return };
    let same = felt.voiced.iter().filter(|v| v.family == family && v.plain).map(|v| v.strength).max();
    if felt.plain && same.is_some_and(|voiced| voiced + 2 <= strength) {
        note(Fault::DilutedFeeling, heard.voiced_span(engine));
    }
}

/// Where the speaker's own words come back as they were.
fn parroted(heard: &Heard<'_>) -> Option<Range<usize>> {
    let words = heard.word_count();
    let said = heard.said_count();
    let brought = &heard.brought;
    let verbatim = brought.reply.iter().filter(|(_, tie)| *tie >= 1.0).count();
    let all = brought.reply.len() >= 4 && verbatim * 10 >= brought.reply.len() * 9 && words * 10 >= said * 8 && brought.run >= 5;
    (brought.run >= RUN || all).then(|| whole(heard))
}

/// The opening that came again: the same as last time, or as twice before.
fn stem_again(engine: &Engine, heard: &Heard<'_>, earlier: &[&str]) -> Option<Range<usize>> {
    let stems = &engine.coach.stems;
    let sentence = heard.reply.statement.sentences.first()?;
    let (stem, taken) = stems.opening(&heard.reply.tokens()[sentence.range.clone()])?;
    let key = stems.kind(stem);
    let before: Vec<bool> = earlier
        .iter()
        .map(|reply| {
            let parsed = engine.reader.parse(reply);
            let first = parsed.statement.sentences.first().map(|s| s.range.clone());
            first.is_some_and(|range| stems.opening(&parsed.tokens()[range]).is_some_and(|(s, _)| stems.kind(s) == key))
        })
        .collect();
    let again = before.last() == Some(&true) || before.iter().filter(|b| **b).count() >= 2;
    again.then(|| heard.span(sentence.range.start..sentence.range.start + taken))
}
