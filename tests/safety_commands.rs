//! No reflection at risk over the commands either: `felt reflect --json` and the talk in a terminal.

#[path = "felt/mod.rs"]
#[allow(dead_code, reason = "shared with tests that use all of it")]
mod program;

use std::fmt::Write;
use std::time::Duration;

use felt::Engine;
use felt::conversation::Talk;
use felt::reflection::Kind;
use felt::safety::AT_RISK;
use program::{run, stdout};

/// Phrases of every set, alone and two at a time, that are heard at tier 2 or above.
fn risky(engine: &Engine) -> Vec<String> {
    let folder = format!("{}/tests/safety", env!("CARGO_MANIFEST_DIR"));
    let mut phrases: Vec<String> = Vec::new();
    for file in std::fs::read_dir(folder).expect("the sets are there").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a set can be read");
        phrases.extend(text.lines().skip(1).filter_map(|line| line.split('\t').nth(5)).map(String::from));
    }
    phrases.sort();
    let joints = [". ", " and ", " lol ", "... ", ", ", " because ", " -- ", "! "];
    let pairs: Vec<String> = (0..phrases.len())
        .map(|i| format!("{}{}{}", phrases[i], joints[i % joints.len()], phrases[(i * 7 + 3) % phrases.len()]))
        .collect();
    phrases.extend(pairs);
    phrases.retain(|text| engine.risk(text).is_some_and(|risk| risk.tier >= AT_RISK));
    phrases
}

#[test]
fn batch_output_holds_no_reflection_at_risk() {
    let engine = Engine::built_in().expect("the built-in data is sound");
    let texts = risky(&engine);
    assert!(texts.len() > 900, "{}", texts.len());
    let mut input = String::new();
    for (id, text) in texts.iter().enumerate() {
        writeln!(input, "{}", serde_json::json!({ "id": id.to_string(), "text": text })).expect("a string takes it");
    }
    let output = stdout(&run(&["reflect", "--json"], input.as_bytes()));
    assert_eq!(output.lines().count(), texts.len());
    for (line, text) in output.lines().zip(&texts) {
        let answer: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(answer["risk"]["tier"].as_u64() >= Some(u64::from(AT_RISK)), "{text}: {line}");
        assert_eq!(answer["reflection"], serde_json::Value::Null, "{text}");
        assert_eq!(answer["kind"], "safety", "{text}");
    }
}

#[test]
fn a_talk_in_a_terminal_holds_no_reflection_at_risk() {
    let engine = Engine::built_in().expect("the built-in data is sound");
    let texts: Vec<String> = risky(&engine).into_iter().filter(|t| !t.trim_start().starts_with('/')).collect();
    let output = stdout(&run(&["chat", "--seed", "0"], texts.join("\n").as_bytes()));
    assert_eq!(output.lines().count(), texts.len());
    let mut talk = Talk::new(0);
    for (line, text) in output.lines().zip(&texts) {
        let answer = talk.hear(&engine, text, Some(Duration::ZERO));
        assert_eq!((answer.kind, &answer.reflection), (Kind::Safety, &None), "{text}");
        assert_eq!(line, answer.response.replace('\n', " "), "{text}");
    }
}

#[test]
fn help_now_shows_people_to_call_in_the_terminal() {
    let output = stdout(&run(&["chat"], b"/help-now\n"));
    assert!(output.contains("findahelpline.com") && output.contains("local emergency number"), "{output}");
}
