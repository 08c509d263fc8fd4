//! `felt session`: a recorded session looked over, as text, as JSON, as a picture.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use crate::Engine;
use crate::practice;
use crate::session::{Measures, Report, Session, parse, picture};

/// A longer file is no session.
const LARGEST: u64 = 16 << 20;

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The session; - for the input
    file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Draw what was said when into this file
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Told {
    turns: Vec<TurnTold>,
    reflections: usize,
    questions: usize,
    ratio: Option<f32>,
    complex_share: Option<f32>,
    flags: BTreeMap<&'static str, usize>,
}

/// A turn of the listener's; `n` counts all turns.
#[derive(Debug, Serialize)]
struct TurnTold {
    n: usize,
    code: &'static str,
    reflection: Option<&'static str>,
    question: Option<&'static str>,
    flags: Vec<&'static str>,
    score: f32,
}

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options, responses: Option<&Path>) -> anyhow::Result<ExitCode> {
    let name = options.file.display();
    let said = parse(&read(&options.file)?).with_context(|| name.to_string())?;
    let session = Session::of(engine, said);
    if let Some(file) = &options.png {
        let png = picture::png(&session)?;
        fs::write(file, png).with_context(|| file.display().to_string())?;
    }
    let mut out = io::stdout().lock();
    if options.json {
        serde_json::to_writer(&mut out, &told(&session))?;
        writeln!(out)?;
    } else {
        let rows = responses.map_or_else(practice::built_in, practice::with_responses)?.general;
        let seed = session.turns.iter().map(|turn| turn.text.len() as u64).sum();
        writeln!(out, "{}", Report::of(&session, &rows, seed).text(&rows))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<String> {
    let name = file.display().to_string();
    let mut bytes = Vec::new();
    let input: Box<dyn Read> = if name == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(fs::File::open(file).context(name.clone())?)
    };
    input.take(LARGEST + 1).read_to_end(&mut bytes).context(name.clone())?;
    anyhow::ensure!(bytes.len() as u64 <= LARGEST, "{name}: is larger than {} MB", LARGEST >> 20);
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{name}: is not UTF-8"))
}

fn told(session: &Session) -> Told {
    let measures = Measures::of(session);
    let turns = session.listener().filter_map(|(n, turn)| {
        let coding = turn.coding.as_ref()?;
        Some(TurnTold {
            n,
            code: coding.main.name(),
            reflection: coding.reflection.map(|depth| depth.name()),
            question: coding.question.map(|asked| asked.name()),
            flags: coding.faults.iter().map(|mend| mend.fault.name()).collect(),
            score: coding.score,
        })
    });
    Told {
        turns: turns.collect(),
        reflections: measures.reflections,
        questions: measures.questions,
        ratio: measures.ratio(),
        complex_share: measures.complex_share(),
        flags: measures.flags.iter().map(|(flag, turns)| (*flag, turns.len())).collect(),
    }
}
