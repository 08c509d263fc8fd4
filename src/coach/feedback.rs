//! What a trainee is told: what worked, the one thing to change, where experts differ, and a better reply made from theirs.

use std::ops::Range;

use super::codes::{Asked, Behaviour, Depth, Fault, Main};
use super::hearing::Heard;
use super::{Coded, Feedback, Mend, Verdict, better};
use crate::Engine;

/// Simple against complex is told as a tendency from this chance on; below it, that it could be either.
const LEANS: f32 = 0.65;

/// A reflection that scores less, with nothing tied to what was said, may answer something else; one that scores more has nothing to mend.
const FAR: f32 = 0.15;
/// What is told where the feeling that was left out, or taken for another, was not named.
const MISSED_UNSAID: &str = "missed_feeling_unsaid";
const WRONG_UNSAID: &str = "wrong_feeling_unsaid";
/// A shorter statement, or a shorter reply, leaves open what the reply goes back to.
const TOO_FEW: usize = 5;

/// The feedback.
pub(super) fn feedback(engine: &Engine, reply: &str, heard: &Heard<'_>, verdict: &Verdict, codes: &[Coded], faults: &[Mend], at_risk: bool) -> Feedback {
    let rows = &engine.coach.feedback;
    let said = |name: &str| rows.said.get(name).cloned().unwrap_or_default();
    if at_risk {
        // nothing of the statement, and nothing of the reply, which may hold it
        return Feedback {
            worked: said("risk"),
            ..Feedback::default()
        };
    }
    let quote = |span: &Range<usize>| -> String {
        let words: String = reply.chars().skip(span.start).take(span.len()).collect();
        shortened(words.trim())
    };
    let worked = worked(engine, heard, verdict, codes, faults, &quote);
    let better = better::better(engine, reply, heard, verdict, faults);
    let (change, note) = match faults.first() {
        Some(mend) => {
            let felt = heard.feelings(engine);
            // a feeling that was only understood is not told as one they named
            let name = match mend.fault {
                Fault::MissedFeeling if !felt.plain => MISSED_UNSAID,
                Fault::WrongFeeling if !felt.plain => WRONG_UNSAID,
                fault => fault.name(),
            };
            let row = rows.change.get(name).cloned().unwrap_or_default();
            let feeling = felt.said.map(|(_, word, _)| word).unwrap_or_default();
            (Some(row.replace("{words}", &quote(&told(heard, mend))).replace("{feeling}", &feeling)), None)
        }
        None if far(heard, verdict) => (Some(said("far")), None),
        None if verdict.reflection.is_some() => {
            let fine = if verdict.score >= FAR { said("nothing") } else { String::new() };
            let voice = if heard.told_as_question() { said("voice") } else { String::new() };
            let parts = [fine, voice, depth(rows, verdict)];
            (
                None,
                Some(parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<&str>>().join(" ")),
            )
        }
        None if verdict.main == Main::Input && heard.asked() => (None, None),
        None => {
            let name = match verdict.main {
                Main::Input => "input",
                _ => "no_reflection",
            };
            (better.is_some().then(|| said(name)), None)
        }
    };
    Feedback {
        worked,
        change,
        note: note.filter(|n| !n.is_empty()),
        better: better.filter(|_| !faults.is_empty() || verdict.reflection.is_none() && !(verdict.main == Main::Input && heard.asked()) || far(heard, verdict)),
    }
}

/// Whether it reads as a reflection of something else.
fn far(heard: &Heard<'_>, verdict: &Verdict) -> bool {
    let tied: f32 = heard.brought.reply.iter().map(|(_, tie)| *tie).sum();
    verdict.main == Main::Reflection && verdict.score < FAR && tied < 0.4 && heard.said_count() > TOO_FEW && heard.word_count() > TOO_FEW
}

/// The words that a fault is told by: of advice and comfort all that was said, as "try" alone says nothing.
fn told(heard: &Heard<'_>, mend: &Mend) -> Range<usize> {
    let whole = matches!(mend.fault, Fault::Advice | Fault::Reassurance);
    let stretch = heard.stretches.iter().find(|s| whole && s.span.contains(&mend.span.start));
    stretch.map_or(mend.span.clone(), |s| s.span.clone())
}

/// Long stretches are quoted by their first words.
fn shortened(words: &str) -> String {
    let mut parts = words.split_whitespace();
    let first: Vec<&str> = parts.by_ref().take(12).collect();
    let whole = first.join(" ");
    if parts.next().is_some() {
        format!("{whole} \u{2026}")
    } else {
        whole.trim_end_matches(['.', '!', ',', ';', '-']).to_owned()
    }
}

/// What is told of words that are a fault and all that there is: nothing of them is praised but what was meant by them.
fn meant(fault: Fault) -> Option<&'static str> {
    match fault {
        Fault::Advice => Some("input"),
        Fault::Reassurance => Some("comfort"),
        Fault::Sympathy | Fault::SelfDisclosure => Some("care"),
        Fault::Label | Fault::WrongReferent | Fault::WrongFeeling | Fault::OverReach => Some("statement"),
        _ => None,
    }
}

fn worked(engine: &Engine, heard: &Heard<'_>, verdict: &Verdict, codes: &[Coded], faults: &[Mend], quote: &dyn Fn(&Range<usize>) -> String) -> String {
    let rows = &engine.coach.feedback.worked;
    let row = |name: &str| rows.get(name).cloned().unwrap_or_default();
    let coded = |behaviour: Behaviour| codes.iter().find(|c| c.behaviour == behaviour);
    let felt = heard.feelings(engine);
    let tied: f32 = heard.brought.reply.iter().map(|(_, tie)| *tie).sum();
    let reflection = codes
        .iter()
        .find(|c| matches!(c.behaviour, Behaviour::SimpleReflection | Behaviour::ComplexReflection))
        .map(|c| c.span.clone())
        .unwrap_or_default();
    let spoilt = faults
        .iter()
        .filter(|m| m.span.start < reflection.end && reflection.start < m.span.end || verdict.reflection.is_none());
    if let Some(name) = spoilt.filter_map(|m| meant(m.fault)).next().filter(|_| verdict.main != Main::Question) {
        return row(name);
    }
    if verdict.reflection.is_some() {
        let span = quote(&reflection);
        let both = heard.cues.iter().any(|hit| engine.coach.cues.rows[hit.row].name == "both_sides");
        let name = if felt.same {
            "feeling"
        } else if both {
            "both_sides"
        } else if heard.core_covered() >= 0.5 {
            "core"
        } else if tied >= 1.0 {
            "content"
        } else if heard.stretches.last().is_some_and(|s| s.asked) {
            "guess"
        } else {
            "statement"
        };
        return row(name).replace("{words}", &span).replace("{feeling}", &quote(&heard.voiced_span(engine)));
    }
    if let Some(affirm) = coded(Behaviour::Affirm) {
        return row("affirm").replace("{words}", &quote(&affirm.span));
    }
    // "how much do you drink" has the words of an open question and asks for a fact
    let fact = heard
        .cues
        .iter()
        .any(|hit| matches!(engine.coach.cues.rows[hit.row].name.as_str(), "ask_number" | "ask_permission"));
    match (verdict.main, verdict.question) {
        (Main::Question, Some(Asked::Open)) if !fact => row("open_question"),
        (Main::Question, _) if tied >= 1.0 => row("closed_question"),
        (Main::Question, _) => row("question"),
        (Main::Input, _) if heard.asked() => row("answered"),
        (Main::Input, _) => row("input"),
        _ if heard.all_sounds(engine) => row("sound"),
        _ => row("other"),
    }
}

/// That it reads as simple or complex, with how sure that is.
fn depth(rows: &crate::data::rows::coach::FeedbackRows, verdict: &Verdict) -> String {
    let sure = verdict.complex.max(1.0 - verdict.complex);
    let name = match verdict.reflection {
        _ if sure < LEANS => "either",
        Some(Depth::Complex) => "leans_complex",
        _ => "leans_simple",
    };
    rows.said.get(name).cloned().unwrap_or_default()
}

/// Every message that is looked up, for the check of the data.
pub(super) fn names() -> (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>) {
    (
        vec![
            "feeling",
            "both_sides",
            "core",
            "content",
            "guess",
            "statement",
            "affirm",
            "open_question",
            "closed_question",
            "question",
            "input",
            "comfort",
            "care",
            "answered",
            "sound",
            "other",
        ],
        Fault::ALL.iter().map(|f| f.name()).chain([MISSED_UNSAID, WRONG_UNSAID]).collect(),
        vec![
            "risk",
            "nothing",
            "far",
            "voice",
            "either",
            "leans_complex",
            "leans_simple",
            "input",
            "no_reflection",
        ],
    )
}
