//! Felt on a terminal: one file per command. Commands read, show and exit; what is said comes from the engine.
//!
//! | part | what it does |
//! |---|---|
//! | `chat` | a talk, line by line |
//! | `reflect` | a statement a line in, a reflection a line out |
//! | `code` | a listener's reply a line in, what it does out |
//! | `explain` | how the engine got to its reflection |
//! | `practice` | somebody to listen to, and what came of it |
//! | `session` | a recorded session looked over |
//! | `check` | whether every data file is sound |
//! | `bot` | the Discord bot, once nothing is to be set right |
//! | `doctor` | whether all is there that the bot needs |
//! | `admin` | what an operator sees of what the bot keeps |
//! | `learn` | cards on the ideas behind the prompts |
//! | `sit` | prompts, cards and the self-check in a talk |
//! | `completions` | what a shell completes |
//! | `batch` | a line in, a line out |
//! | `lines` | input of any length in bounded memory |

#[cfg(feature = "store")]
mod admin;
mod batch;
#[cfg(feature = "discord")]
mod bot;
mod chat;
mod check;
mod code;
mod completions;
#[cfg(feature = "discord")]
mod doctor;
mod explain;
mod learn;
mod lines;
mod practice;
mod reflect;
mod session;
mod sit;

use std::io::ErrorKind;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::Engine;
use crate::data::{self, DataError};
use crate::settings::{Faults, Settings};

/// A listener that says back what it hears. It is a program and no therapist.
///
/// Without a command it is `felt chat`.
#[derive(Debug, Parser)]
#[command(name = "felt", version, max_term_width = 100)]
struct Arguments {
    /// Take settings from this file; what it leaves out is as built in
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Say what the files in this folder say, instead of what is built in
    #[arg(long, global = true, value_name = "DIR")]
    responses: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Talk, line by line
    Chat(chat::Options),
    /// Reflect each line of the input
    ///
    /// A line in is one statement, a line out is the answer to it. With --json both are JSON lines:
    /// in  {"id": "1", "text": "I lost my job.", "history": [{"who": "person", "text": "…"}]} (history may be left out),
    /// out id, response, reflection, kind, depth, feeling, themes, risk, rule; or id and error, where a line cannot be read.
    #[command(verbatim_doc_comment)]
    Reflect(reflect::Options),
    /// Show how the engine gets to its reflection
    ///
    /// The words with their tags, the clauses, the feelings and situations heard, what is said, and what else could have been said or was refused, and why.
    Explain(explain::Options),
    /// Say what a listener's reply does, and how well it reflects
    ///
    /// With --json: JSON lines, in {"id": "1", "statement": "I lost my job.", "reply": "That was your life.", "earlier": ["…"]} (earlier may be left out),
    /// out id, code, reflection, question, reflection_confidence, codes, flags, score, feedback; or id and error, where a line cannot be read.
    #[command(verbatim_doc_comment)]
    Code(code::Options),
    /// Practise listening: somebody says something, you reflect, you hear what came of it
    ///
    /// Made-up clients of every kind, or with --client one who talks over several turns. Over a pipe, a line in is a reply or a command.
    Practice(practice::Options),
    /// Look over a recorded session
    ///
    /// FILE has a turn a line, C: for the client and T: or L: for the listener; or is CSV with the columns speaker and text; or JSON lines
    /// {"speaker": "client", "text": "…"}, where the speaker is client, therapist or listener. - is the input.
    Session(session::Options),
    /// Read six short cards on the ideas behind the prompts, with their sources
    Learn(learn::Options),
    /// Check every data file and run its examples
    ///
    /// Every fault is named with its file, its entry and its cause; the exit code is then 1.
    Check(check::Options),
    /// Print what a shell needs to complete felt's commands
    Completions(completions::Options),
    /// See and clear out what the Discord bot keeps
    #[cfg(feature = "store")]
    Admin(admin::Options),
    /// Run the Discord bot
    ///
    /// Its token is taken from DISCORD_TOKEN, or from the file that DISCORD_TOKEN_FILE names.
    #[cfg(feature = "discord")]
    Bot,
    /// Look whether all is there that the Discord bot needs
    ///
    /// The data files, the store, the token, Discord, the clock, the intents, the permissions: a line each. It signs no shard in.
    #[cfg(feature = "discord")]
    Doctor,
}

/// The exit code for what must be set right before the program can start; clap uses the same for a wrong call.
const NOT_SET_UP: u8 = 2;

/// Runs the program on the process's arguments, and says how it ended.
pub fn run() -> ExitCode {
    own_up_to_faults();
    match dispatch(Arguments::parse()) {
        Ok(code) => code,
        // whoever read along has left, as after `| head`
        Err(why)
            if why
                .chain()
                .any(|e| e.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)) =>
        {
            ExitCode::SUCCESS
        }
        Err(why) => {
            anstream::eprintln!("{why:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<ExitCode> {
    // these need no engine, and the check is there for responses of which none can be made
    match &arguments.command {
        Some(Command::Completions(options)) => return completions::run(options),
        Some(Command::Check(options)) => return check::run(options, settings(&arguments), arguments.responses.as_deref()),
        _ => {}
    }
    let settings = settings(&arguments);
    #[cfg(feature = "discord")]
    match &arguments.command {
        Some(Command::Bot) => return bot::run(settings, arguments.responses.as_deref()),
        Some(Command::Doctor) => return doctor::run(settings, arguments.responses.as_deref()),
        _ => {}
    }
    let settings = match settings {
        Ok(settings) => settings,
        Err(faults) => return not_set_up(&faults),
    };
    #[cfg(feature = "store")]
    if let Some(Command::Admin(options)) = &arguments.command {
        return admin::run(&settings, options);
    }
    let engine = match engine(&settings, arguments.responses.as_deref()) {
        // it lives as long as the process: to take it apart at the end would cost more than a hundred reflections
        Ok(engine) => ManuallyDrop::new(engine),
        Err(faults) => return not_set_up(&faults),
    };
    match arguments.command {
        Some(Command::Reflect(options)) => reflect::run(&engine, &options),
        Some(Command::Code(options)) => code::run(&engine, &options),
        Some(Command::Practice(options)) => practice::run(&engine, &options, arguments.responses.as_deref()),
        Some(Command::Session(options)) => session::run(&engine, &options, arguments.responses.as_deref()),
        Some(Command::Learn(options)) => learn::run(&engine, &options),
        Some(Command::Explain(options)) => explain::run(&engine, &options),
        Some(Command::Chat(options)) => chat::run(&settings, &engine, &options),
        _ => chat::run(&settings, &engine, &chat::Options::default()),
    }
}

/// The settings built in, or those of a file.
fn settings(arguments: &Arguments) -> Result<Settings, Faults> {
    arguments.config.as_deref().map_or_else(Settings::built_in, Settings::load)
}

/// The engine, with what a folder says instead of what is built in.
fn engine(settings: &Settings, responses: Option<&Path>) -> Result<Engine, DataError> {
    let rows = responses.map_or_else(data::bare, data::with_responses);
    rows.and_then(Engine::from_rows).and_then(|engine| engine.with_safety(&settings.safety))
}

fn not_set_up(faults: &dyn std::fmt::Display) -> anyhow::Result<ExitCode> {
    anstream::eprintln!("{faults}");
    Ok(ExitCode::from(NOT_SET_UP))
}

/// A panic is a fault of the program's: one line says so and where, without a trace and without a word of what a person wrote.
fn own_up_to_faults() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|l| format!(" ({}, line {})", l.file(), l.line())).unwrap_or_default();
        anstream::eprintln!("felt: a fault in the program{place}");
    }));
}
