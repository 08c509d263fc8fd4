//! Any text in any data file is loaded or refused with a cause; what was loaded answers a statement.
//!
//! The first byte chooses the file, the rest is what it holds.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use felt::conversation::Talk;
use felt::data;
use felt::pattern::Pattern;
use felt::practice;
use felt::session;
use felt::settings::Settings;
use felt::{Engine, data::DataError};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// The files that a folder of responses may hold.
const FILES: [&str; 21] = [
    "commands.toml",
    "discord.toml",
    "kinds.toml",
    "learn.toml",
    "prompts.toml",
    "rephrase.toml",
    "safety.toml",
    "talk.toml",
    "terminal.toml",
    "frames/own.toml",
    "prompts/own.toml",
    "reword/own.toml",
    "coach/feedback.toml",
    "coach/general.toml",
    "coach/related.toml",
    "coach/cues/own.toml",
    // read by the practice
    "practice.toml",
    "vignettes/own.toml",
    "clients/own.toml",
    // what a folder does not hold
    "other.toml",
    "frames/empty.toml",
];
/// Files of `FILES` that the practice reads.
const PRACTISED: std::ops::Range<usize> = 16..19;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

fuzz_target!(|given: &[u8]| {
    let Some((kind, rest)) = given.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    match usize::from(*kind) {
        at if at < FILES.len() => responses(at, &text),
        n => match n % 4 {
            0 => settings(&text),
            1 => help_lines(&text),
            2 => drop(Pattern::parse(&text)),
            _ => drop(session::parse(&text)),
        },
    }
});

/// A file of responses, alone in a folder.
fn responses(at: usize, text: &str) {
    // What is no TOML is told before anything else is done with it: once in a while that way is enough.
    if text.parse::<toml::Table>().is_err() && text.len() % 8 != 0 {
        return;
    }
    let file = written(FILES[at], text);
    if PRACTISED.contains(&at) {
        if let Err(why) = practice::with_responses(FOLDER.path()) {
            told(&why);
        }
    } else {
        match data::with_responses(FOLDER.path()).and_then(Engine::from_rows) {
            Ok(engine) => {
                Talk::new(0).hear(&engine, "My sister moved out and I miss her so much.", None);
            }
            Err(why) => told(&why),
        }
    }
    let _ = fs::remove_file(&file);
    // an empty folder would count as one that replaces all
    if let Some(folder) = Path::new(FILES[at]).components().next().filter(|_| FILES[at].contains('/')) {
        let _ = fs::remove_dir_all(FOLDER.path().join(folder));
    }
}

fn settings(text: &str) {
    if let Err(why) = Settings::parse("felt.toml", text) {
        assert!(!why.faults.is_empty() && !why.to_string().is_empty(), "no cause");
    }
}

fn help_lines(text: &str) {
    let file = written("lines.txt", text);
    let mut rows = data::built_in().expect("the built-in data is sound");
    match data::with_help_lines(&mut rows, &file) {
        Ok(()) => {
            if let Err(why) = felt::safety::help::HelpLines::new(&rows.help_lines) {
                assert!(!why.is_empty(), "no cause");
            }
        }
        Err(why) => told(&why),
    }
    let _ = fs::remove_file(file);
}

fn written(name: &str, text: &str) -> PathBuf {
    let file = FOLDER.path().join(name);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(&file, text).expect("written");
    file
}

fn told(why: &DataError) {
    assert!(!why.to_string().trim().is_empty(), "no cause");
}
