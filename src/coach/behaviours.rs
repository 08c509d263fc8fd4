//! Which behaviours are in a reply, and the words each hangs on (MITI 4.2.1, section E: one thought an utterance, each code at most once a volley,
//! a complex reflection before a simple one, and the lower code when unsure).

use std::ops::Range;

use super::codes::{Behaviour, Depth, Main};
use super::cues::CueHit;
use super::hearing::{Heard, Said};
use super::{Coded, Verdict};
use crate::Engine;

/// One utterance of a reply.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Utterance {
    /// Its characters.
    pub span: Range<usize>,
    /// What it does, taken for itself.
    pub main: Main,
    /// How likely each of the four is.
    pub chances: [f32; 4],
}

/// The utterances of a reply, each weighed for itself.
pub(super) fn utterances(engine: &Engine, said: &Said, reply: &str, heard: &Heard<'_>, whole: [f32; 4]) -> Vec<Utterance> {
    let spans: Vec<Range<usize>> = heard.stretches.iter().map(|s| s.span.clone()).collect();
    let alone = spans.len() == 1;
    spans
        .into_iter()
        .map(|span| {
            let chances = if alone {
                whole
            } else {
                let text: String = reply.chars().skip(span.start).take(span.len()).collect();
                engine.coach.weights.main(&Heard::of(engine, said, &text).features(engine))
            };
            Utterance {
                span,
                main: Main::likeliest(&chances),
                chances,
            }
        })
        .collect()
}

/// The words of the utterance that most likely does `main`, drawn together with those beside it that do so too.
pub(super) fn words_of(utterances: &[Utterance], main: Main) -> Option<Range<usize>> {
    let chance = |u: &Utterance| u.chances[main as usize];
    let best = (0..utterances.len()).max_by(|a, b| chance(&utterances[*a]).total_cmp(&chance(&utterances[*b])))?;
    let (mut first, mut last) = (best, best);
    while first > 0 && utterances[first - 1].main == main {
        first -= 1;
    }
    while utterances.get(last + 1).is_some_and(|u| u.main == main) {
        last += 1;
    }
    Some(utterances[first].span.start..utterances[last].span.end)
}

/// The behaviours of a reply.
pub(super) fn codes(engine: &Engine, heard: &Heard<'_>, utterances: &[Utterance], verdict: &Verdict) -> Vec<Coded> {
    let mut codes: Vec<Coded> = Vec::new();
    let mut note = |behaviour: Behaviour, span: Range<usize>| {
        if !span.is_empty() && !codes.iter().any(|c| c.behaviour == behaviour) {
            codes.push(Coded { behaviour, span });
        }
    };
    if let Some(depth) = verdict.reflection {
        let behaviour = match depth {
            Depth::Simple => Behaviour::SimpleReflection,
            Depth::Complex => Behaviour::ComplexReflection,
        };
        note(behaviour, words_of(utterances, Main::Reflection).unwrap_or_default());
    }
    if verdict.question.is_some() {
        note(Behaviour::Question, words_of(utterances, Main::Question).unwrap_or_default());
    }
    for utterance in utterances {
        for hit in heard.cues.iter().filter(|hit| within(hit, &utterance.span)) {
            let Some(behaviour) = engine.coach.cues.rows[hit.row].code else { continue };
            // a reflection may speak of courage or of a choice without being praise
            let given_back = utterance.main == Main::Reflection && behaviour != Behaviour::Affirm;
            let sound = behaviour == Behaviour::Filler && utterance.main != Main::Other;
            let asked = behaviour == Behaviour::Question;
            if !given_back && !sound && !asked {
                note(behaviour, hit.span.clone());
            }
        }
        match utterance.main {
            Main::Input if verdict.informs => note(input(engine, heard, &utterance.span), utterance.span.clone()),
            Main::Other if heard.sounds_alone(engine, &utterance.span) => note(Behaviour::Filler, utterance.span.clone()),
            _ => {}
        }
    }
    if verdict.main == Main::Input && !codes.iter().any(|c| INPUT.contains(&c.behaviour)) {
        let span = words_of(utterances, Main::Input).unwrap_or_default();
        let behaviour = input(engine, heard, &span);
        if !span.is_empty() {
            codes.push(Coded { behaviour, span });
        }
    }
    codes.sort_by_key(|c| (c.span.start, c.span.end));
    codes
}

/// The behaviours that are input.
const INPUT: [Behaviour; 5] = [
    Behaviour::GivingInformation,
    Behaviour::Persuade,
    Behaviour::PersuadeWithPermission,
    Behaviour::Structure,
    Behaviour::SelfDisclosure,
];

/// Whether a cue lies in these characters.
pub(super) fn within(hit: &CueHit, span: &Range<usize>) -> bool {
    span.start <= hit.span.start && hit.span.start < span.end
}

/// Which kind of input this is: information unless it advises; with leave where it was asked for, or leave is asked, or the choice is left.
fn input(engine: &Engine, heard: &Heard<'_>, span: &Range<usize>) -> Behaviour {
    let rows = &engine.coach.cues.rows;
    let advises = heard
        .cues
        .iter()
        .any(|hit| within(hit, span) && rows[hit.row].fault == Some(super::Fault::Advice));
    let leave = heard
        .cues
        .iter()
        .any(|hit| matches!(rows[hit.row].code, Some(Behaviour::SeekingCollaboration | Behaviour::EmphasizingAutonomy)));
    match (advises, leave || heard.advice_asked()) {
        (true, true) => Behaviour::PersuadeWithPermission,
        (true, false) => Behaviour::Persuade,
        _ => Behaviour::GivingInformation,
    }
}
