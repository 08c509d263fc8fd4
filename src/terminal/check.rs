//! `felt check`: whether every data file is sound, and whether every rule does what its own examples say.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::data::check::{Report, check};

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
pub(super) fn run(options: &Options, responses: Option<&Path>) -> anyhow::Result<ExitCode> {
    let report = check(options.dir.as_deref().or(responses));
    for fault in &report.faults {
        anstream::eprintln!("{fault}");
    }
    tell(&report, options.reflections, io::stdout().lock())?;
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
