//! `felt reflect`: a statement a line in, an answer a line out. With `--json` both are JSON lines, for scripts.

use std::borrow::Cow;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::batch::{Refused, batch, id_of, too_long, unreadable};
use crate::Engine;
use crate::conversation::{Answer, Talk};
use crate::statement::LONGEST;
use crate::understanding::Holder;

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// JSON lines in and out
    #[arg(long)]
    json: bool,
    /// Decides between wordings of equal worth
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

/// A line in.
#[derive(Debug, Deserialize)]
struct Given<'l> {
    #[serde(borrow)]
    id: Cow<'l, str>,
    #[serde(borrow)]
    text: Cow<'l, str>,
    #[serde(borrow, default)]
    history: Option<Vec<Turn<'l>>>,
}

/// A turn of the talk so far.
#[derive(Debug, Deserialize)]
struct Turn<'l> {
    who: Who,
    #[serde(borrow)]
    text: Cow<'l, str>,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Who {
    Person,
    Felt,
}

/// A line out.
#[derive(Debug, Serialize)]
struct Told<'l> {
    id: &'l str,
    response: &'l str,
    reflection: Option<&'l str>,
    kind: &'static str,
    depth: Option<&'static str>,
    feeling: Option<Feeling<'l>>,
    themes: Vec<Theme>,
    risk: Risk,
    rule: &'l str,
}

/// The weightiest feeling understood.
#[derive(Debug, Serialize)]
struct Feeling<'l> {
    word: &'l str,
    family: &'l str,
    intensity: u8,
    holder: &'static str,
    named: bool,
    voiced: bool,
}

/// An attachment theme and where it was heard.
#[derive(Debug, Serialize)]
struct Theme {
    theme: &'static str,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Risk {
    tier: u8,
    category: Option<&'static str>,
}

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options) -> anyhow::Result<ExitCode> {
    batch(io::stdin().lock(), io::stdout().lock(), |text, out| answer_to(engine, options, text, out))?;
    Ok(ExitCode::SUCCESS)
}

fn answer_to(engine: &Engine, options: &Options, text: &str, out: &mut Vec<u8>) -> Result<(), Refused> {
    if !options.json {
        let answer = hear(engine, options.seed, text, &[]).map_err(|why| (None, why))?;
        out.extend(answer.response.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }));
        return Ok(());
    }
    let given: Given<'_> = serde_json::from_str(text).map_err(|why| (id_of(text), unreadable(&why)))?;
    let answer = hear(engine, options.seed, &given.text, given.history.as_deref().unwrap_or_default()).map_err(|why| (Some(given.id.to_string()), why))?;
    let told = told(engine, &given.id, &answer);
    serde_json::to_writer(out, &told).map_err(|_| (Some(given.id.to_string()), "The answer cannot be written.".to_owned()))
}

/// Takes the talk so far, and the statement.
fn hear(engine: &Engine, seed: u64, text: &str, history: &[Turn<'_>]) -> Result<Answer, String> {
    if too_long(text) {
        return Err(format!("The text is longer than {LONGEST} characters."));
    }
    if let Some(n) = history.iter().position(|turn| too_long(&turn.text)) {
        return Err(format!("The text of turn {} of the history is longer than {LONGEST} characters.", n + 1));
    }
    // one bad line must not end the batch; the fault is told on stderr
    catch_unwind(AssertUnwindSafe(|| {
        let mut talk = Talk::new(seed);
        for turn in history {
            match turn.who {
                Who::Person => drop(talk.hear(engine, &turn.text, None)),
                Who::Felt => talk.said(&turn.text),
            }
        }
        talk.hear_last(engine, text)
    }))
    .map_err(|_| "The text met a fault in the program.".to_owned())
}

fn told<'l>(engine: &'l Engine, id: &'l str, answer: &'l Answer) -> Told<'l> {
    Told {
        id,
        response: &answer.response,
        reflection: answer.reflection.as_deref(),
        kind: answer.kind.name(),
        depth: answer.kind.depth(),
        feeling: answer.feeling.as_ref().map(|(felt, voiced)| Feeling {
            word: &felt.word,
            family: &engine.feelings.families[felt.family].name,
            intensity: felt.intensity,
            holder: match felt.holder {
                Holder::Person => "person",
                Holder::Other => "other",
            },
            named: felt.named,
            voiced: *voiced,
        }),
        themes: answer
            .themes
            .iter()
            .map(|hit| Theme {
                theme: hit.theme.name(),
                start: hit.span.0,
                end: hit.span.1,
            })
            .collect(),
        risk: Risk {
            tier: answer.tier,
            category: answer.category,
        },
        rule: &answer.rule,
    }
}
