//! The vignettes, clients and exercises: what they cover, and that a fault in a row is named.

mod felt;

use std::collections::{HashMap, HashSet};
use std::fs;

use ::felt::practice::check::FAULTS;
use ::felt::practice::rows::{PracticeRows, Vignette};
use ::felt::practice::{ClientTalk, Wish, built_in};
use felt::{run, stderr, stdout};

fn rows() -> PracticeRows {
    built_in().expect("the built-in rows are sound")
}

fn vignettes(rows: &PracticeRows) -> Vec<&Vignette> {
    rows.vignettes.iter().flat_map(|(_, file)| &file.vignette).collect()
}

#[test]
fn there_are_vignettes_of_every_level_theme_and_feature_and_of_every_fault() {
    let rows = rows();
    let all = vignettes(&rows);
    assert!(all.len() >= 120, "{}", all.len());
    for level in 1..=3 {
        assert!(all.iter().filter(|v| v.level == level).count() >= 20, "level {level}");
    }
    for theme in rows.general.themes.keys() {
        assert!(all.iter().filter(|v| v.theme == *theme).count() >= 5, "{theme}");
    }
    for feature in rows.general.features.keys() {
        assert!(all.iter().any(|v| v.feature == *feature), "{feature}");
    }
    let mut faults: HashMap<&str, usize> = HashMap::new();
    for (fault, _) in all.iter().flat_map(|v| &v.bad) {
        *faults.entry(fault).or_default() += 1;
    }
    for fault in FAULTS {
        assert!(faults.get(fault).is_some_and(|n| *n >= 10), "{fault}: {faults:?}");
    }
}

#[test]
fn what_is_built_in_is_sound() {
    let output = run(&["check"], b"");
    assert!(stdout(&output).ends_with(" 0 faults\n"), "{}", stderr(&output));
}

#[test]
fn the_young_have_enough_to_practise_with() {
    let rows = rows();
    let all = vignettes(&rows);
    let open: Vec<_> = all.iter().filter(|v| !v.adult).collect();
    assert!(open.len() >= 100 && open.len() < all.len());
    let themes: HashSet<&str> = open.iter().map(|v| v.theme.as_str()).collect();
    assert_eq!(themes.len(), rows.general.themes.len());
}

#[test]
fn there_are_clients_with_something_under_what_they_say_first() {
    let rows = rows();
    let clients: Vec<_> = rows.clients.iter().flat_map(|(_, file)| &file.client).collect();
    assert!(clients.len() >= 6);
    for client in clients {
        let deepest = client.state.iter().map(|state| state.depth).max().unwrap_or_default();
        assert!(deepest >= 3, "{}", client.id);
    }
}

/// A folder of responses with this file of vignettes; what `felt check` says of it.
fn checked(name: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join(name);
    fs::create_dir(file.parent().expect("it has a folder")).expect("it can be written");
    fs::write(&file, text).expect("it can be written");
    stderr(&run(&["check", &folder.path().display().to_string()], b""))
}

#[test]
fn what_is_wrong_with_a_vignette_is_named_with_file_entry_and_cause() {
    let found = checked(
        "vignettes/kites.toml",
        r#"
[[vignette]]
id = "kite"
level = 4
theme = "kites"
feature = "mixed"
who = "Ann, 20"
says = "I am going to kill myself tonight and nobody knows about it."
feelings = []
family = "windy"
content = "A kite."
meaning = ""
simple = ["You should be sad."]
complex = ["Are you sad?", "You feel sad about that kite."]
bad = [["kiting", "Nice kite."], ["question", "Tell me."]]
[[vignette]]
id = "torn"
level = 1
"#,
    );
    for wanted in [
        "vignette 'kite': level: 4 is not 1, 2 or 3",
        "vignette 'kite': theme: there is no theme 'kites'",
        "vignette 'kite': family: there is no family of feelings 'windy'",
        "vignette 'kite': feelings: there is none",
        "vignette 'kite': ambivalence: is missing",
        "vignette 'kite': meaning: says nothing",
        "is heard as a danger",
        "vignette 'kite': simple: 1 reflections, not two or more",
        "'You should be sad.': 'should' is forbidden",
        "'Are you sad?': a reflection is a statement",
        "vignette 'kite': bad: 2 answers, not three or more",
        "'Nice kite.': there is no fault 'kiting'",
        "'Tell me.': a question ends in a question mark",
        "vignette 'torn': missing field `theme`",
    ] {
        assert!(found.contains(wanted), "no \"{wanted}\" in {found}");
    }
    assert!(
        found
            .lines()
            .filter(|line| line.contains("vignette 'kite'"))
            .all(|line| line.contains("kites.toml: ")),
        "{found}"
    );
}

#[test]
fn a_client_whom_advice_would_open_or_who_cannot_be_reached_is_refused() {
    let found = checked(
        "clients/kites.toml",
        r#"
[[client]]
id = "kite"
level = 1
theme = "self"
who = "Ann, 20"
under = "A kite."
starts = "door"
[[client.state]]
name = "door"
depth = 1
says = ["I lost my kite and I am sad."]
stays = ["I am sad.", "So sad."]
felt = "door"
pushed = "roof"
asked = "cellar"
[[client.state]]
name = "roof"
depth = 2
says = ["I miss it."]
[[client.state]]
name = "attic"
depth = 3
ends = true
says = ["I miss it so much."]
"#,
    );
    for wanted in [
        "client 'kite': state 'door': felt: 'door' is no deeper",
        "client 'kite': state 'door': pushed: 'roof' is deeper",
        "client 'kite': state 'door': asked: there is no state 'cellar'",
        "client 'kite': state 'roof': stays: 0 lines",
        "client 'kite': state 'roof': felt: is missing",
        "client 'kite': state 'attic': nothing leads there",
        "client 'kite': nothing leads to an end",
    ] {
        assert!(found.contains(wanted), "no \"{wanted}\" in {found}");
    }
}

/// A transcript in a file.
fn transcript(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a file for the test");
    fs::write(file.path(), text).expect("it can be written");
    file
}

const TALK: &str = "C: My dog died on Tuesday and I'm so sad.\nT: You're grieving for your dog.\nT: How old was he?\nC: Fourteen. I miss him so much.\nL: You should get a new dog.\n";

#[test]
fn a_session_is_told_as_json_to_the_letter() {
    let file = transcript(TALK);
    let output = run(&["session", &file.path().display().to_string(), "--json"], b"");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let told: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    let keys: HashSet<&str> = told.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, HashSet::from(["turns", "reflections", "questions", "ratio", "complex_share", "flags"]));
    let turns = told["turns"].as_array().expect("a list");
    let numbers: Vec<u64> = turns.iter().filter_map(|turn| turn["n"].as_u64()).collect();
    assert_eq!(numbers, [2, 3, 5], "the listener's turns, numbered over all turns");
    for turn in turns {
        let keys: HashSet<&str> = turn.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, HashSet::from(["n", "code", "reflection", "question", "flags", "score"]));
    }
    assert_eq!((turns[0]["code"].as_str(), turns[1]["code"].as_str()), (Some("reflection"), Some("question")));
    let reflections = turns.iter().filter(|turn| !turn["reflection"].is_null()).count();
    assert_eq!(told["reflections"].as_u64(), Some(reflections as u64));
    let questions = turns.iter().filter(|turn| !turn["question"].is_null()).count();
    assert_eq!(told["ratio"].as_f64(), Some(reflections as f64 / questions as f64));
}

#[test]
fn a_session_without_a_question_has_no_ratio() {
    let file = transcript("C: I'm so sad.\nT: You're sad.\n");
    let output = run(&["session", &file.path().display().to_string(), "--json"], b"");
    let told: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert!(told["ratio"].is_null());
}

#[test]
fn a_session_is_told_in_words_with_the_marks_as_opinion_and_something_to_sit_with() {
    let output = run(&["session", "-"], TALK.as_bytes());
    let text = stdout(&output);
    for wanted in ["3 replies", "opinion", "One thing to try", "Something to sit with"] {
        assert!(text.contains(wanted), "no \"{wanted}\" in {text}");
    }
}

#[test]
fn a_session_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("session.png").display().to_string();
    for text in [TALK.to_owned(), "T: Hello.\n".into(), TALK.repeat(200)] {
        let output = run(&["session", "-", "--png", &file], text.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let png = fs::read(&file).expect("it is there");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [1080_u32.to_be_bytes(), 1350_u32.to_be_bytes()].concat());
        assert!(png.len() < 1 << 20, "{}", png.len());
    }
}

#[test]
fn what_is_no_session_is_said_in_a_line() {
    for (text, wanted) in [
        (&b"Hello.\n"[..], "line 1"),
        (b"C: Hello.\n", "no turn of the listener"),
        (b"C: \xff\nT: a\n", "UTF-8"),
    ] {
        let output = run(&["session", "-"], text);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(wanted), "{}", stderr(&output));
    }
    assert_eq!(run(&["session", "/nowhere/at/all"], b"").status.code(), Some(1));
}

#[test]
fn practising_over_a_pipe_gives_feedback_and_a_summary() {
    let output = run(
        &["practice", "--level", "1"],
        b"You feel awful.\n/example\n/next\nYou could call them.\n/hlep\n/finish\nnever read\n",
    );
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let text = stdout(&output);
    for wanted in ["Simple:", "Complex:", "There is no /hlep", "2 replies", "Something to sit with"] {
        assert!(text.contains(wanted), "no \"{wanted}\" in {text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours where there is no terminal");
    assert_eq!(run(&["practice"], b"").status.code(), Some(0));
    for arguments in [
        &["practice", "--theme", "kites"][..],
        &["practice", "--skill", "kites"],
        &["practice", "--client", "kites"],
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains("--list"));
    }
}

#[test]
fn whoever_writes_of_their_own_danger_is_told_of_help_and_not_of_their_reflection() {
    let text = stdout(&run(&["practice"], b"I want to kill myself tonight.\n"));
    assert!(text.contains("findahelpline.com"), "{text}");
}

#[test]
fn an_exercise_says_whether_its_task_is_kept() {
    let text = stdout(&run(&["practice", "--skill", "no_stems"], b"It sounds like you're hurt.\nYou're hurt.\n"));
    assert!(text.contains("The task is not kept") && text.contains("The task is kept."), "{text}");
}

#[test]
fn clients_open_up_when_they_are_felt_and_never_when_they_are_pushed() {
    let rows = rows();
    for client in rows.clients.iter().flat_map(|(_, file)| &file.client) {
        let mut talk = ClientTalk::new(client);
        let first = talk.opening();
        for way in ["pushed", "missed", "asked", "pushed"] {
            talk.answer(way);
            assert_eq!(talk.deepest(), 0, "{}: {way}", client.id);
        }
        let mut lines = HashSet::from([first]);
        for _ in 0..4 {
            lines.insert(talk.answer("felt"));
        }
        assert!(talk.ended() && talk.deepest() >= 3 && lines.len() >= 4, "{}", client.id);
    }
}

#[test]
fn vignettes_for_grown_ups_can_be_left_out() {
    let rows = rows();
    let wish = Wish {
        without_adult: true,
        ..Wish::default()
    };
    let deck = rows.deck(&wish, None, 7);
    assert!(deck.len() >= 100 && deck.iter().all(|v| !v.adult));
    assert!(rows.clients(&wish).iter().all(|client| !client.adult));
    let other: Vec<&str> = rows.deck(&wish, None, 8).iter().map(|v| v.id.as_str()).collect();
    assert_ne!(deck.iter().map(|v| v.id.as_str()).collect::<Vec<_>>(), other, "the seed decides the order");
}
