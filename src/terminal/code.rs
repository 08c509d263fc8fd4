//! `felt code`: what a listener's reply does, and how well it gives back what was said. With `--json` JSON lines, for scripts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::batch::{Refused, batch, id_of, too_long, unreadable};
use crate::Engine;
use crate::coach::{self, Coding};
use crate::statement::LONGEST;

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// What was said
    #[arg(required_unless_present_any = ["json", "features"])]
    statement: Option<String>,
    /// What the listener answered
    #[arg(required_unless_present_any = ["json", "features"])]
    reply: Option<String>,
    /// JSON lines in and out
    #[arg(long, conflicts_with_all = ["statement", "reply"])]
    json: bool,
    /// What is weighed of each reply, for tools/fit_coach.py
    #[arg(long, hide = true, conflicts_with_all = ["statement", "reply"])]
    features: bool,
}

/// A line in.
#[derive(Debug, Deserialize)]
struct Given<'l> {
    #[serde(borrow)]
    id: Cow<'l, str>,
    #[serde(borrow)]
    statement: Cow<'l, str>,
    #[serde(borrow)]
    reply: Cow<'l, str>,
    #[serde(borrow, default)]
    earlier: Option<Vec<Cow<'l, str>>>,
}

/// A line out.
#[derive(Debug, Serialize)]
struct Told<'l> {
    id: &'l str,
    code: &'static str,
    reflection: Option<&'static str>,
    question: Option<&'static str>,
    reflection_confidence: Option<f32>,
    codes: Vec<Coded>,
    flags: Vec<&'static str>,
    score: f32,
    feedback: String,
}

/// A behaviour and its words.
#[derive(Debug, Serialize)]
struct Coded {
    code: &'static str,
    start: usize,
    end: usize,
}

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options) -> anyhow::Result<ExitCode> {
    if let (Some(statement), Some(reply)) = (&options.statement, &options.reply) {
        if too_long(statement) || too_long(reply) {
            anyhow::bail!("The text is longer than {LONGEST} characters.");
        }
        show(&coach::code(engine, statement, reply, &[]), reply, io::stdout().lock())?;
        return Ok(ExitCode::SUCCESS);
    }
    batch(io::stdin().lock(), io::stdout().lock(), |text, out| answer_to(engine, options, text, out))?;
    Ok(ExitCode::SUCCESS)
}

fn answer_to(engine: &Engine, options: &Options, text: &str, out: &mut Vec<u8>) -> Result<(), Refused> {
    let given: Given<'_> = serde_json::from_str(text).map_err(|why| (id_of(text), unreadable(&why)))?;
    let refuse = |why: &str| (Some(given.id.to_string()), why.to_owned());
    let earlier: Vec<&str> = given.earlier.iter().flatten().map(AsRef::as_ref).collect();
    if [&*given.statement, &*given.reply].into_iter().chain(earlier.iter().copied()).any(too_long) {
        return Err(refuse(&format!("A text is longer than {LONGEST} characters.")));
    }
    // one bad line must not end the batch; the fault is told on stderr
    let fault = |_| refuse("The text met a fault in the program.");
    let written = if options.features {
        let features = catch_unwind(AssertUnwindSafe(|| coach::features_of(engine, &given.statement, &given.reply))).map_err(fault)?;
        let named: BTreeMap<&str, BTreeMap<&str, f32>> = [("main", features.0.iter().collect()), ("score", features.1.iter().collect())].into();
        serde_json::to_writer(out, &named)
    } else {
        let coding = catch_unwind(AssertUnwindSafe(|| coach::code(engine, &given.statement, &given.reply, &earlier))).map_err(fault)?;
        serde_json::to_writer(out, &told(&given.id, &coding))
    };
    written.map_err(|_| refuse("The answer cannot be written."))
}

fn told<'l>(id: &'l str, coding: &Coding) -> Told<'l> {
    Told {
        id,
        code: coding.main.name(),
        reflection: coding.reflection.map(coach::Depth::name),
        question: coding.question.map(coach::Asked::name),
        reflection_confidence: coding.reflection_confidence,
        codes: coding
            .codes
            .iter()
            .map(|coded| Coded {
                code: coded.behaviour.name(),
                start: coded.span.start,
                end: coded.span.end,
            })
            .collect(),
        flags: coding.faults.iter().map(|mend| mend.fault.name()).collect(),
        score: coding.score,
        feedback: coding.feedback.text(),
    }
}

/// For a person: the behaviours with their words, then what a trainee is told.
fn show(coding: &Coding, reply: &str, mut out: impl Write) -> io::Result<()> {
    let words = |span: &std::ops::Range<usize>| -> String { reply.chars().skip(span.start).take(span.len()).collect() };
    writeln!(out, "{} (as a reflection: {:.2})", coding.main.name(), coding.score)?;
    for coded in &coding.codes {
        writeln!(out, "  {:<24} {}", coded.behaviour.name(), words(&coded.span))?;
    }
    for mend in &coding.faults {
        writeln!(out, "  to mend: {:<15} {}", mend.fault.name(), words(&mend.span))?;
    }
    writeln!(out, "{}", coding.feedback.text())
}
