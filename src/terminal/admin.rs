//! `felt admin`: what the bot keeps, for whoever runs it. Nothing of it names a person or holds a word of theirs.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::settings::Settings;
use crate::store::{Location, admin};

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Show how often "That's it" and "Not quite" were pressed, by kind and rule
    Landed,
    /// Delete what is kept of people of whom nothing was written for so many days
    Purge {
        /// The days
        #[arg(long, value_name = "DAYS")]
        older_than: u32,
    },
}

/// Runs the command.
pub(super) fn run(settings: &Settings, options: &Options) -> anyhow::Result<ExitCode> {
    let task = match options.task {
        Task::Landed => admin::Task::Landed,
        Task::Purge { older_than } => admin::Task::Purge { older_than },
    };
    let location = Location::find(settings.store.file.as_deref())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let said = runtime.block_on(admin::run(&location, task))?;
    std::io::stdout().write_all(said.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
