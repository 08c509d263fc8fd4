//! The `felt` program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use felt::settings::Settings;

/// A listener that reflects what it hears. A program, not a therapist.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Settings to use instead of the built-in ones.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the Discord bot.
    #[cfg(feature = "discord")]
    Bot,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = match &arguments.config {
        Some(file) => Settings::load(file),
        None => Settings::built_in(),
    };
    let settings = match settings {
        Ok(settings) => settings,
        Err(faults) => {
            eprintln!("{faults}");
            return ExitCode::from(2);
        }
    };
    let ended = match arguments.command {
        #[cfg(feature = "discord")]
        Command::Bot => felt::discord::run(settings, felt::Engine::built_in()),
    };
    ended.unwrap_or_else(|why| {
        eprintln!("{why:#}");
        ExitCode::FAILURE
    })
}
