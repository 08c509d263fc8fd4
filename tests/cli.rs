//! The program on a terminal's end: chat over a pipe, explain, check, completions, help, wrong calls.

mod felt;

use std::fs;

use felt::{felt, run, stderr, stdout};

#[test]
fn a_talk_over_a_pipe_has_an_answer_a_line_and_no_prompt() {
    for arguments in [&[][..], &["chat"]] {
        let output = run(arguments, "I lost my job.\nnot quite\nthat's not it\nMy dog died.\n\n😭\n".as_bytes());
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
        let text = stdout(&output);
        assert_eq!(text.lines().count(), 6, "{text}");
        assert!(
            text.lines()
                .all(|line| !line.trim().is_empty() && !line.starts_with('>') && !line.contains('\u{1b}')),
            "{text}"
        );
    }
}

#[test]
fn a_talk_ends_with_its_input_or_when_told() {
    assert_eq!(stdout(&run(&[], b"/quit\nI lost my job.\n")), "");
    assert_eq!(run(&[], b"").status.code(), Some(0));
    assert_eq!(stdout(&run(&[], b"\xff\xfe\x00\xc3\n")).lines().count(), 1);
}

#[test]
fn a_long_talk_is_reminded_of_what_it_is_and_not_at_every_turn() {
    let reminded = |line: &str| stdout(&run(&["chat"], line.repeat(90).as_bytes())).matches("A reminder: I'm a program").count();
    assert_eq!(reminded("My sister moved out.\n"), 2);
    assert_eq!(reminded("I want to die.\n"), 0, "there it is said with the rest");
}

#[test]
fn help_is_there_at_any_time() {
    let help = stdout(&run(&[], b"/help\n"));
    assert!(help.contains("/help-now") && help.contains("/quit"), "{help}");
    let now = stdout(&run(&[], b"/help-now\n"));
    assert!(now.contains("findahelpline.com") && now.contains("program"), "{now}");
    let unknown = stdout(&run(&[], b"/hlep\n"));
    assert!(unknown.contains("/hlep") && unknown.contains("/help "), "{unknown}");
}

#[test]
fn explain_shows_the_way_to_a_reflection() {
    let output = run(&["explain", "I'm exhausted, and my mom wasn't angry when I was late."], b"");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let text = stdout(&output);
    for wanted in [
        "words\n",
        "PronSub",
        "clauses\n",
        "denied",
        "past",
        "feelings\n",
        "exhausted",
        "tired",
        "said\n",
        "You're worn out",
    ] {
        assert!(text.contains(wanted), "no {wanted:?} in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours where there is no terminal");
    for text in ["", "😭", "\u{202e}", &"I was so tired of it. ".repeat(400)] {
        assert_eq!(run(&["explain", text], b"").status.code(), Some(0));
    }
}

#[test]
fn explain_is_coloured_where_that_is_asked_for() {
    let output = felt(&["explain", "I'm sad."]).env("CLICOLOR_FORCE", "1").output().expect("it runs");
    assert!(stdout(&output).contains('\u{1b}'));
}

/// A folder of responses with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::create_dir(folder.path().join("frames")).expect("it can be written");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("it can be written");
        fs::write(file, text).expect("it can be written");
    }
    folder
}

const SOUND: &str = r#"
[[frame]]
name = "kite"
match = "i flew {what=NP}"
say = ["You had {what} in the air."]
examples = [["I flew my kite.", "You had your kite in the air."]]
"#;

/// The lines of `felt check` on a folder, those on the files that are built in left out.
fn faults(folder: &tempfile::TempDir) -> Vec<String> {
    let output = run(&["check", &folder.path().display().to_string()], b"");
    let place = format!("{}/", folder.path().display());
    let faults: Vec<String> = stderr(&output)
        .lines()
        .filter_map(|line| line.strip_prefix(&place).map(str::to_owned))
        .collect();
    if !faults.is_empty() {
        assert_eq!(output.status.code(), Some(1));
    }
    faults
}

#[test]
fn check_names_file_entry_and_cause_of_every_fault() {
    let rows = r#"
[[frame]]
name = "class"
match = "i flew @kites"
examples = [["I flew.", ""]]
[[frame]]
name = "slot"
match = "i flew {what=NP}"
say = ["You flew {it}.", "You flew {what}?"]
weight = 9
examples = [["I flew a kite.", ""]]
[[frame]]
name = "wrong"
match = "i flew {what=NP}"
say = ["You flew {what}."]
examples = [["I flew my kite.", "You lost your kite."], ["I ate.", ""]]
[[frame]]
name = "family"
match = "i flew"
feeling = "kiteness"
"#;
    let found = faults(&folder(&[("frames/kites.toml", rows)]));
    for wanted in [
        "frames/kites.toml: frame 'class': pattern 'i flew @kites': there is no class '@kites' in config/words/classes.toml",
        "frames/kites.toml: frame 'slot': weight: 9 is not 1 to 5",
        "frames/kites.toml: frame 'slot': 'You flew {it}.': the pattern remembers no 'it'",
        "frames/kites.toml: frame 'slot': 'You flew {what}?': a wording ends in a full stop",
        "frames/kites.toml: frame 'family': there is no family of feelings 'kiteness'",
        "frames/kites.toml: frame 'family': examples: there is none",
    ] {
        assert!(found.iter().any(|line| line == wanted), "no \"{wanted}\" in {found:#?}");
    }
    let found = faults(&folder(&[(
        "frames/kites.toml",
        &rows.split("[[frame]]").nth(3).map(|row| format!("[[frame]]{row}")).expect("four rows"),
    )]));
    assert_eq!(
        found,
        [
            "frames/kites.toml: frame 'wrong': example \"I flew my kite.\": the answer is \"You flew your kite.\", not \"You lost your kite.\"",
            "frames/kites.toml: frame 'wrong': example \"I ate.\": the frame does not match",
        ]
    );
}

#[test]
fn check_names_what_is_no_row_or_no_toml() {
    let broken = folder(&[
        ("frames/a.toml", "[[frame]]\nname = \"no match\"\n[[frame]]\nname = \"odd\"\nmatch = 3\n"),
        ("frames/b.toml", "[[frame]]\nname = \"never closed\n"),
        ("talk.toml", "[[talk]]\nname = \"mute\"\nmatch = \"< hi >\"\nsay = []\nexamples = []\n"),
        ("talks.toml", ""),
        ("coach/cues/a.toml", "[[cue]]\nname = \"bare\"\n"),
        ("coach/odd.toml", ""),
    ]);
    let found = faults(&broken);
    for wanted in [
        "frames/a.toml: frame 'no match': missing field `match`",
        "frames/a.toml: frame 'odd': invalid type: integer `3`, expected a pattern or a list of patterns",
        "frames/b.toml:2: ",
        "talk.toml: talk 'mute': say: an answer is missing",
        "talk.toml: talk 'mute': examples: there is none",
        "talks.toml: no such file is read",
        "coach/cues/a.toml: cue 'bare': missing field `match`",
        "coach/odd.toml: no such file is read",
    ] {
        assert!(found.iter().any(|line| line.starts_with(wanted)), "no \"{wanted}\" in {found:#?}");
    }
}

#[test]
fn check_names_lines_of_help_that_were_read_long_ago_and_faults_in_those_of_ones_own() {
    let country = |read: &str| {
        format!(
            "[[country]]\ncode = \"XX\"\nname = \"Nowhere\"\n[[country.line]]\nkind = \"crisis\"\nname = \"A line\"\ncall = \"1\"\n\
             source = \"https://a.example/\"\nread = \"{read}\"\n"
        )
    };
    for (read, named, sound) in [
        ("2001-01-01", "XX: crisis A line: read on 2001-01-01", true),
        ("yesterday", "lines.toml: XX: 'A line': no day of reading", false),
    ] {
        let folder = folder(&[("lines.toml", &country(read))]);
        let lines = folder.path().join("lines.toml");
        let config = folder.path().join("felt.toml");
        fs::write(&config, format!("safety.country = \"XX\"\nsafety.help_lines = {lines:?}\n")).expect("written");
        let output = run(&["check", "--config", &config.display().to_string()], b"");
        assert_eq!(output.status.success(), sound, "{read}");
        let told = stderr(&output);
        assert!(told.contains(named), "{read}: {told}");
    }
}

#[test]
fn responses_of_ones_own_are_said() {
    let sound = folder(&[("frames/kites.toml", SOUND)]);
    assert!(faults(&sound).is_empty());
    let place = sound.path().display().to_string();
    assert_eq!(
        stdout(&run(&["--responses", &place, "reflect"], b"I flew my kite.\n")),
        "You had your kite in the air.\n"
    );
    let broken = folder(&[("frames/kites.toml", "[[frame]]\nname = \"bare\"\n")]);
    let output = run(&["reflect", "--responses", &broken.path().display().to_string()], b"hm\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("frame 'bare': missing field `match`"), "{}", stderr(&output));
}

#[test]
fn what_is_set_wrong_is_said_in_a_line_and_without_a_trace() {
    for arguments in [
        &["--responses", "/nowhere/at/all"][..],
        &["check", "/nowhere/at/all"],
        &["--config", "/nowhere/at/all", "reflect"],
    ] {
        let output = felt(arguments).env("RUST_BACKTRACE", "full").output().expect("it runs");
        let text = stderr(&output);
        assert!(
            !output.status.success() && text.lines().count() == 1 && text.contains("/nowhere/at/all"),
            "{arguments:?}: {text}"
        );
        assert!(!text.contains("backtrace") && !text.contains("panicked"), "{text}");
    }
    for arguments in [&["no-such-command"][..], &["reflect", "--seed", "x"], &["explain"], &["--nothing"]] {
        assert_eq!(run(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn it_says_what_it_is_and_what_it_can() {
    assert_eq!(stdout(&run(&["--version"], b"")), format!("felt {}\n", env!("CARGO_PKG_VERSION")));
    let help = stdout(&run(&["--help"], b""));
    for command in ["chat", "reflect", "explain", "check", "completions", "--responses", "--config"] {
        assert!(help.contains(command), "{help}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(stdout(&run(&["completions", shell], b"")).contains("reflect"), "{shell}");
    }
}
