//! `felt learn`: six short cards on the ideas behind the prompts.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::Engine;
use crate::prompts::show;

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Show one card: its number, or its name; all of them where none is given
    card: Option<String>,
}

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options) -> anyhow::Result<ExitCode> {
    let prompts = &engine.prompts;
    let mut out = io::stdout().lock();
    let Some(asked) = &options.card else {
        let all: Vec<String> = prompts.learn.card.iter().map(|card| show::card(prompts, card)).collect();
        writeln!(out, "{}\n\n\n{}", prompts.learn.open, all.join("\n\n\n"))?;
        return Ok(ExitCode::SUCCESS);
    };
    match prompts.card(asked) {
        Some(card) => {
            writeln!(out, "{}", show::card(prompts, card))?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            let names: Vec<&str> = prompts.learn.card.iter().map(|card| card.name.as_str()).collect();
            super::not_set_up(&format!("There is no card '{asked}'; there are 1 to {}: {}.", names.len(), names.join(", ")))
        }
    }
}
