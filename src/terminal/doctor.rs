//! `felt doctor`: whether all is there that the bot needs, a line each.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::not_set_up;
use crate::discord::doctor::{State, examine};
use crate::settings::{Faults, Settings};

/// Runs the command. Exit code 1: something is wrong.
pub(super) fn run(settings: Result<Settings, Faults>, responses: Option<&Path>) -> anyhow::Result<ExitCode> {
    let settings = settings.and_then(|settings| settings.or_by_environment(|name| std::env::var(name).ok()));
    let settings = match settings {
        Ok(settings) => settings,
        Err(why) => return not_set_up(&why),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let findings = runtime.block_on(examine(&settings, responses));
    let mut out = anstream::stdout().lock();
    for finding in &findings {
        let state = match finding.state {
            State::Sound => "ok",
            State::Notice => "note",
            State::Wrong => "WRONG",
        };
        writeln!(out, "{state:<6}{:<13}{}", finding.what, finding.found)?;
    }
    let wrong = findings.iter().any(|finding| finding.state == State::Wrong);
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
