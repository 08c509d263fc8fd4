//! `felt reflect`: a statement a line in, an answer a line out. With `--json` both are JSON lines, for scripts.

use std::borrow::Cow;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::lines::{Line, Lines};
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

/// How much is kept before it is written.
const CHUNK: usize = 1 << 16;

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
    themes: [Theme; 0],
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
struct Theme {}

#[derive(Debug, Serialize)]
struct Risk {
    tier: u8,
    category: Option<&'static str>,
}

/// What stands in the place of an answer to a line that cannot be read.
#[derive(Debug, Serialize)]
struct Fault<'l> {
    id: Option<&'l str>,
    error: &'l str,
}

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options) -> anyhow::Result<ExitCode> {
    batch(engine, options, io::stdin().lock(), io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

fn batch(engine: &Engine, options: &Options, input: impl io::Read, mut output: impl Write) -> io::Result<()> {
    let mut lines = Lines::new(input);
    let mut out: Vec<u8> = Vec::with_capacity(CHUNK + CHUNK / 4);
    let mut pass_on = |out: &mut Vec<u8>| {
        output.write_all(out)?;
        out.clear();
        output.flush()
    };
    loop {
        let line = lines.next(|| if out.is_empty() { Ok(()) } else { pass_on(&mut out) })?;
        let Some(line) = line else { return Ok(()) };
        let done = match line {
            Line::TooLong => Err((None, "The line is too long.".to_owned())),
            Line::Whole(bytes) => answer_to(engine, options, bytes, &mut out),
        };
        if let Err((id, error)) = done {
            serde_json::to_writer(
                &mut out,
                &Fault {
                    id: id.as_deref(),
                    error: &error,
                },
            )?;
        }
        out.push(b'\n');
        if out.len() > CHUNK {
            pass_on(&mut out)?;
        }
    }
}

/// Why a line cannot be answered, with its id where it has one.
type Refused = (Option<String>, String);

fn answer_to(engine: &Engine, options: &Options, line: &[u8], out: &mut Vec<u8>) -> Result<(), Refused> {
    let text = std::str::from_utf8(line).map_err(|_| (id_of(&String::from_utf8_lossy(line)), "The line is not UTF-8.".to_owned()))?;
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
    let too_long = |text: &str| text.len() > LONGEST && text.chars().nth(LONGEST).is_some();
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
        themes: [],
        risk: Risk {
            tier: answer.tier,
            category: answer.category,
        },
        rule: &answer.rule,
    }
}

/// The id of a line that could not be read as a whole.
fn id_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("id")?.as_str().map(str::to_owned)
}

/// What is wrong with a line, as a sentence.
fn unreadable(why: &serde_json::Error) -> String {
    let text = why.to_string();
    // every line is line 1
    let cause = text.split(" at line ").next().unwrap_or_default().replace('`', "'");
    if why.is_data() {
        format!("The line is not as it should be: {cause}.")
    } else {
        format!("The line is not JSON: {cause}, at character {}.", why.column())
    }
}
