//! Whole talks, replayed word for word (`tests/talks/`): what a listener says first is not all; the twelfth turn must fit too.
//!
//! In a file the person's lines begin with "> ", and what Felt says follows. Where a change of words is meant, read the new talk aloud,
//! then write it with `FELT_TALKS=write cargo test --test talks`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use felt::Engine;
use felt::conversation::Talk;

/// How many turns a person has in each.
const TURNS: usize = 12;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/talks");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

/// What the person says in a file.
fn turns(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("> ")).collect()
}

/// The talk as it goes today.
fn replay(engine: &Engine, turns: &[&str]) -> String {
    let mut talk = Talk::new(0);
    let mut text = String::new();
    for turn in turns {
        let answer = talk.hear(engine, turn, None);
        writeln!(text, "> {turn}\n{}\n", answer.response.replace("\n\n", "\n")).expect("a string takes everything");
    }
    text
}

#[test]
fn whole_talks_go_as_they_were_read_aloud() {
    let engine = Engine::built_in().expect("the built-in data is sound");
    let files = files();
    assert!(files.len() >= 10, "{} talks", files.len());
    let mut changed = Vec::new();
    for file in files {
        let before = fs::read_to_string(&file).expect("the file can be read");
        let turns = turns(&before);
        assert_eq!(turns.len(), TURNS, "{}", file.display());
        let now = replay(&engine, &turns);
        if std::env::var_os("FELT_TALKS").is_some_and(|v| v == "write") {
            fs::write(&file, now).expect("the file can be written");
        } else if now != before {
            let pairs = now.lines().zip(before.lines());
            let first = pairs
                .filter(|(now, before)| now != before)
                .map(|(now, before)| format!("  was: {before}\n  now: {now}"));
            changed.push(format!("{}:\n{}", file.display(), first.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn no_reflection_is_said_twice_in_a_talk() {
    let engine = Engine::built_in().expect("the built-in data is sound");
    for file in files() {
        let text = fs::read_to_string(&file).expect("the file can be read");
        let mut talk = Talk::new(0);
        let mut said: Vec<String> = Vec::new();
        for turn in turns(&text) {
            let answer = talk.hear(&engine, turn, None);
            let Some(reflection) = answer.reflection.filter(|_| answer.kind != felt::reflection::Kind::Sound) else {
                continue;
            };
            assert!(!said.contains(&reflection), "{}: {reflection:?} is said twice", file.display());
            said.push(reflection);
        }
    }
}

#[test]
fn a_question_asked_again_is_told_what_can_be_done_here() {
    let engine = Engine::built_in().expect("the built-in data is sound");
    for again in ["What should I do?", "But what should I do?", "No, seriously, what should I do?"] {
        let mut talk = Talk::new(0);
        talk.hear(&engine, "My boss shouts at me.", None);
        let first = talk.hear(&engine, "What should I do?", None);
        assert!(first.reflection.is_some(), "{}", first.response);
        let answer = talk.hear(&engine, again, None);
        assert_eq!(
            (answer.reflection.as_deref(), answer.rule.as_str()),
            (None, "asked again"),
            "{again}: {}",
            answer.response
        );
    }
}
