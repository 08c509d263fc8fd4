//! `felt reflect` as a script meets it: each line in gets its line out, whatever is in it.

mod felt;

use std::io::{Read, Write};

use felt::{run, start, stderr, stdout};
use serde_json::{Value, json};

/// The lines out of `felt reflect --json` for these lines in; the program must have ended well and said nothing beside them.
fn reflect(lines: &[&str]) -> Vec<serde_json::Value> {
    let mut input = lines.join("\n");
    input.push('\n');
    let output = run(&["reflect", "--json"], input.as_bytes());
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect()
}

/// Reads one line, byte by byte: nothing behind it is taken.
fn line(from: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while from.read(&mut byte).expect("it can be read") == 1 && byte[0] != b'\n' {
        bytes.push(byte[0]);
    }
    String::from_utf8(bytes).expect("a line is UTF-8")
}

const KINDS: [&str; 12] = [
    "sound",
    "repeat",
    "rephrase",
    "feeling",
    "feeling_reason",
    "meaning",
    "double_sided",
    "continuing",
    "summary",
    "wish",
    "talk",
    "safety",
];

fn statement(text: &str) -> String {
    json!({"id": "x", "text": text}).to_string()
}

/// What the contract says of every answer.
fn keeps_the_contract(answer: &Value) {
    let fields: Vec<_> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut wanted = ["id", "response", "reflection", "kind", "depth", "feeling", "themes", "risk", "rule"];
    wanted.sort_unstable();
    let mut found = fields.clone();
    found.sort_unstable();
    assert_eq!(found, wanted, "{answer}");
    let kind = answer["kind"].as_str().expect("kind is a string");
    assert!(KINDS.contains(&kind), "{answer}");
    assert!(!answer["response"].as_str().expect("response is a string").is_empty(), "{answer}");
    assert_eq!(answer["reflection"].is_null(), ["talk", "safety"].contains(&kind), "{answer}");
    assert!(
        answer["reflection"].is_null()
            || answer["response"]
                .as_str()
                .is_some_and(|r| r.contains(answer["reflection"].as_str().expect("a string"))),
        "{answer}"
    );
    assert!(
        matches!(answer["depth"].as_str(), Some("simple" | "complex")) || answer["depth"].is_null(),
        "{answer}"
    );
    if let Some(feeling) = answer["feeling"].as_object() {
        assert!(
            feeling["word"].is_string() && feeling["family"].is_string() && feeling["named"].is_boolean() && feeling["voiced"].is_boolean(),
            "{answer}"
        );
        assert!(
            matches!(feeling["intensity"].as_u64(), Some(1..=3)) && matches!(feeling["holder"].as_str(), Some("person" | "other")),
            "{answer}"
        );
        assert_eq!(feeling.len(), 6, "{answer}");
    } else {
        assert!(answer["feeling"].is_null(), "{answer}");
    }
    assert!(answer["themes"].is_array() && answer["rule"].is_string(), "{answer}");
    assert!(matches!(answer["risk"]["tier"].as_u64(), Some(0..=4)), "{answer}");
    assert!(answer["risk"]["category"].is_string() || answer["risk"]["category"].is_null(), "{answer}");
    assert_eq!(answer["risk"].as_object().map(serde_json::Map::len), Some(2), "{answer}");
}

#[test]
fn every_answer_has_the_fields_of_the_contract() {
    let texts = [
        "I lost my job.",
        "My brother was so proud of me.",
        "hello",
        "Yeah.",
        "Why does everyone leave me?",
        "I want to stop but I can't.",
        "",
        "what are you",
    ];
    let lines: Vec<String> = texts.iter().map(|t| statement(t)).collect();
    let answers = reflect(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(answers.len(), texts.len());
    answers.iter().for_each(keeps_the_contract);
}

#[test]
fn the_feeling_is_told_with_its_holder() {
    let answers = reflect(&[&statement("I'm scared of the dark."), &statement("My sister is angry.")]);
    assert_eq!(
        (
            &answers[0]["feeling"]["family"],
            &answers[0]["feeling"]["holder"],
            &answers[0]["feeling"]["named"]
        ),
        (&json!("afraid"), &json!("person"), &json!(true))
    );
    assert_eq!(
        (&answers[1]["feeling"]["family"], &answers[1]["feeling"]["holder"]),
        (&json!("angry"), &json!("other"))
    );
}

#[test]
fn a_bad_line_gets_an_error_in_its_place_and_the_rest_goes_on() {
    let long = statement(&"a".repeat(4001));
    let mut input = Vec::new();
    for bad in [
        "no JSON",
        "",
        "[]",
        "{\"id\": \"x\"}",
        "{\"text\": \"hm\"}",
        "{\"id\": 7, \"text\": \"hm\"}",
        "{\"id\": \"x\", \"text\": null}",
        "{\"id\": \"x\", \"text\": \"\\ud800\"}",
        &long,
    ] {
        input.extend(bad.as_bytes());
        input.push(b'\n');
        input.extend(statement("I lost my job.").as_bytes());
        input.push(b'\n');
    }
    input.extend(b"{\"id\": \"x\", \"text\": \"\xff\xfe\"}\n");
    input.extend(&b"[".repeat(200_000));
    let output = run(&["reflect", "--json"], &input);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let lines: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(lines.len(), 20);
    for (n, line) in lines.iter().enumerate() {
        if n % 2 == 1 && n < 18 {
            keeps_the_contract(line);
            continue;
        }
        let error = line["error"].as_str().unwrap_or_else(|| panic!("line {n}: {line}"));
        assert!(error.ends_with('.') && error.starts_with("The "), "{error}");
        assert_eq!(line.as_object().map(serde_json::Map::len), Some(2), "{line}");
    }
    let ids: Vec<&Value> = lines.iter().step_by(2).map(|line| &line["id"]).collect();
    let (x, none) = (json!("x"), Value::Null);
    assert_eq!(ids, [&none, &none, &none, &x, &none, &none, &x, &none, &x, &x]);
}

#[test]
fn what_is_unknown_is_ignored() {
    let line = r#"{"mood": {"deep": [1, 2]}, "id": "é\n", "text": "I lost my job.", "history": null}"#;
    let answer = &reflect(&[line])[0];
    keeps_the_contract(answer);
    assert_eq!(answer["id"], "é\n");
}

#[test]
fn any_text_gets_an_answer() {
    let long = "I am tired of it. ".repeat(223).trim_end().chars().take(4000).collect::<String>();
    let one_sentence = format!("i {}", "and then she said that he went ".repeat(129))
        .chars()
        .take(4000)
        .collect::<String>();
    let wide = "\u{1f622}".repeat(4000);
    let texts = [
        "",
        " ",
        "\n\n",
        ".",
        "?!",
        "😭😭😭",
        "👩‍👩‍👧 🏳️‍🌈",
        ":( <:sob:12345>",
        "Ich habe meine Arbeit verloren und weiß nicht weiter.",
        "я потерял работу",
        "仕事をなくした。",
        "لقد فقدت وظيفتي",
        "\u{0}\u{1}\u{7f}\u{9f}",
        "\u{202e}abc\u{200b}",
        "ẍ̸̡̛̯́y̵̨̛",
        "<@123> **bold** ||spoiler|| `code` https://example.org",
        "{who} {} %s ${x} 50%",
        "''''\"\"\"",
        "aaaaaaaaaaaa",
        "I",
        "me",
        "my",
        "not",
        "and",
        "i i i i i",
        &long,
        &one_sentence,
        &wide,
    ];
    let lines: Vec<String> = texts.iter().map(|t| statement(t)).collect();
    let answers = reflect(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(answers.len(), texts.len());
    for (answer, text) in answers.iter().zip(texts) {
        keeps_the_contract(answer);
        let response = answer["response"].as_str().expect("a string");
        assert!(!response.contains('\n') && !response.contains('{'), "{text:?}: {answer}");
    }
}

#[test]
fn plain_lines_get_plain_lines() {
    let output = run(&["reflect"], b"I lost my job.\r\n\nhello\n\xf0\x9f\x98\xad\n\xff\xfe\x00\n");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let text = stdout(&output);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines[..4].iter().all(|line| !line.is_empty() && !line.starts_with('{')), "{text}");
    assert_eq!(
        serde_json::from_str::<Value>(lines[4]).expect("an error is JSON")["error"],
        "The line is not UTF-8."
    );
    assert!(stdout(&run(&["reflect"], b"")).is_empty());
}

#[test]
fn what_was_said_before_is_not_said_again() {
    let alone = &reflect(&[&statement("I lost my job.")])[0]["response"];
    let history = json!([{"who": "person", "text": "I lost my job."}, {"who": "felt", "text": alone}]);
    let again = &reflect(&[&json!({"id": "x", "text": "I lost my job.", "history": history}).to_string()])[0];
    keeps_the_contract(again);
    assert_ne!(&again["response"], alone);
    let who = json!({"id": "x", "text": "hm", "history": [{"who": "bot", "text": "hm"}]});
    assert!(reflect(&[&who.to_string()])[0]["error"].is_string());
    let long = json!({"id": "x", "text": "hm", "history": [{"who": "person", "text": "a".repeat(4001)}]});
    assert!(reflect(&[&long.to_string()])[0]["error"].as_str().is_some_and(|e| e.contains("turn 1")));
}

#[test]
fn the_same_seed_says_the_same() {
    let lines = ["I lost my job.", "My dog died.", "Yeah.", "I'm so tired of all this."]
        .map(statement)
        .join("\n");
    let said = |seed: &str| stdout(&run(&["reflect", "--json", "--seed", seed], lines.as_bytes()));
    assert_eq!(said("7"), said("7"));
    assert_eq!(said("0"), stdout(&run(&["reflect", "--json"], lines.as_bytes())));
    assert!((1..20).any(|seed| said(&seed.to_string()) != said("0")), "a seed decides between wordings");
}

#[test]
fn a_line_is_answered_while_the_pipe_stays_open() {
    for arguments in [&["reflect", "--json"][..], &["reflect"], &["chat"]] {
        let mut child = start(arguments);
        let mut stdin = child.stdin.take().expect("stdin is a pipe");
        let mut out = child.stdout.take().expect("stdout is a pipe");
        for _ in 0..3 {
            // the second line is begun before the first is answered
            stdin.write_all(statement("I lost my job.").as_bytes()).expect("it reads");
            stdin.write_all(b"\n{\"id\": ").expect("it reads");
            stdin.flush().expect("it reads");
            assert!(!line(&mut out).is_empty(), "{arguments:?}");
            stdin.write_all(b"\"\"}\n").expect("it reads");
            assert!(!line(&mut out).is_empty(), "{arguments:?}");
        }
        drop(stdin);
        assert!(child.wait().expect("it ends").success());
    }
}

#[test]
fn a_hundred_thousand_lines_pass_in_bounded_memory() {
    const LINES: usize = 100_000;
    let mut child = start(&["reflect", "--json"]);
    let id = child.id();
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    let writer = std::thread::spawn(move || {
        let texts = ["Yeah.", "I lost my job.", "😭", "My mom was angry when I was late.", "no JSON"];
        let mut block = String::new();
        for n in 0..LINES {
            let text = texts[n % texts.len()];
            block.push_str(&if text == "no JSON" {
                text.to_owned()
            } else {
                json!({"id": n.to_string(), "text": text}).to_string()
            });
            block.push('\n');
            if block.len() > 1 << 16 {
                stdin.write_all(block.as_bytes()).expect("it reads on");
                block.clear();
            }
        }
        stdin.write_all(block.as_bytes()).expect("it reads on");
        stdin
    });
    let mut out = std::io::BufReader::new(child.stdout.take().expect("stdout is a pipe"));
    let mut answer = String::new();
    for n in 0..LINES {
        answer.clear();
        std::io::BufRead::read_line(&mut out, &mut answer).expect("it answers");
        let wanted = if n % 5 == 4 {
            "{\"id\":null,\"error\":".to_owned()
        } else {
            format!("{{\"id\":\"{n}\",")
        };
        assert!(answer.starts_with(&wanted), "line {n}: {answer}");
    }
    let stdin = writer.join().expect("all was written");
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) {
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok())
            .expect("the peak is told in KiB");
        assert!(peak < 48 << 10, "{peak} KiB");
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn who_stops_reading_ends_it_quietly() {
    let mut child = start(&["reflect"]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    while stdin.write_all(b"I lost my job.\n").is_ok() {}
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}
