//! `felt check`: whether every data file is sound, and whether every rule does what its own examples say. Lines of help that were read more
//! than a year ago are named too; that is no fault, and theirs to read again who run the bot.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use crate::Engine;
use crate::data::check::{Report, check};
use crate::settings::{Faults, Settings};

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// A folder of responses to check in place of those built in
    dir: Option<PathBuf>,
    /// Print what the examples are answered with, a line each, for a check of the language from outside
    #[arg(long)]
    reflections: bool,
}

/// Runs the command.
pub(super) fn run(options: &Options, settings: Result<Settings, Faults>, responses: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut report = check(options.dir.as_deref().or(responses));
    match settings {
        Ok(settings) => match lines_to_read_again(&settings) {
            Ok(lines) => lines.iter().for_each(|line| anstream::eprintln!("{line}")),
            Err(why) => report.faults.extend(why.lines().map(str::to_owned)),
        },
        Err(faults) => report.faults.extend(faults.to_string().lines().map(str::to_owned)),
    }
    for fault in &report.faults {
        anstream::eprintln!("{fault}");
    }
    tell(&report, options.reflections, io::stdout().lock())?;
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Lines of help, those of one's own among them, that were read more than a year ago.
fn lines_to_read_again(settings: &Settings) -> Result<Vec<String>, String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let today = i64::try_from(since.as_secs() / (24 * 60 * 60)).unwrap_or(i64::MAX);
    // where the built-in data is faulty, that was told already
    let Ok(engine) = Engine::built_in() else { return Ok(Vec::new()) };
    let engine = engine.with_safety(&settings.safety).map_err(|why| why.to_string())?;
    Ok(engine.safety.help.old(today))
}

fn tell(report: &Report, reflections: bool, mut out: impl Write) -> io::Result<()> {
    if reflections {
        return report.reflections.iter().try_for_each(|line| writeln!(out, "{line}"));
    }
    writeln!(
        out,
        "{} files, {} entries, {} examples, {} faults",
        report.files,
        report.entries,
        report.examples,
        report.faults.len()
    )
}
