//! `felt bot`: runs the Discord bot. Whatever is to be set right first is named at once: an operator does not want to be told one thing a time.

use std::path::Path;
use std::process::ExitCode;

use super::{engine, not_set_up};
use crate::discord;
use crate::practice;
use crate::settings::{Faults, Settings};

/// Runs the command.
pub(super) fn run(settings: Result<Settings, Faults>, responses: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut faults = String::new();
    let mut note = |fault: &dyn std::fmt::Display| faults.push_str(&format!("{fault}\n"));
    let mut settings = match settings {
        Ok(settings) => settings,
        Err(why) => {
            note(&why);
            Settings::built_in()?
        }
    };
    let shards = std::mem::take(&mut settings.discord.shards);
    match shards.or_by_environment(|name| std::env::var(name).ok()) {
        Ok(shards) => settings.discord.shards = shards,
        Err(why) => note(&why),
    }
    let engine = engine(&settings, responses).map_err(|why| note(&why));
    let practice = responses.map_or_else(practice::built_in, practice::with_responses).map_err(|why| note(&why));
    let found = discord::find(&settings).map_err(|missing| missing.iter().for_each(|why| note(why)));
    match (engine, practice, found) {
        (Ok(engine), Ok(practice), Ok(found)) if faults.is_empty() => discord::run(settings, engine, practice, &found),
        _ => not_set_up(&faults.trim_end()),
    }
}
