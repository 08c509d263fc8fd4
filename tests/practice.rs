//! The vignettes, clients and exercises: what they cover, and that a fault in a row is named.

mod felt;

use std::collections::{HashMap, HashSet};
use std::fs;

use ::felt::practice::check::FAULTS;
use ::felt::practice::rows::Vignette;
use ::felt::practice::{built_in, rows::PracticeRows};
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
