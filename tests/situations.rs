//! The situations that Felt grew from, as talks: what is reflected, what is heard in it, what is offered and what is not.
//!
//! What each turn must hold stands here; the whole talks, word for word, are in `tests/situations/`. Where a change of words is meant, read
//! the new talk aloud, then write it with `FELT_TALKS=write cargo test --test situations`.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use felt::Engine;
use felt::conversation::Talk;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

/// A turn: what is said, a word that the reflection must hold (none: no reflection is asked for), the themes heard, the theme offered.
type Turn = (&'static str, &'static str, &'static [&'static str], Option<&'static str>);

fn replay(name: &str, turns: &[Turn]) {
    let mut whole = String::new();
    let mut talk = Talk::new(0);
    talk.sitting.turn_on();
    for (text, word, themes, offered) in turns {
        let answer = talk.hear(&ENGINE, text, None);
        let heard: Vec<&str> = answer.themes.iter().map(|hit| hit.theme.name()).collect();
        let beside = answer.offer.map_or("nothing", |offer| offer.theme.name());
        let themes_heard = if heard.is_empty() { "nothing".to_owned() } else { heard.join(", ") };
        writeln!(whole, "> {text}\n{}\n(heard: {themes_heard}; offered: {beside})\n", answer.response).expect("a string takes everything");
        if !word.is_empty() {
            let said = answer.reflection.unwrap_or_else(|| panic!("{text}: no reflection")).to_lowercase();
            assert!(said.contains(word), "{text}: \"{said}\" without \"{word}\"");
            assert!(!said.contains('?'), "{text}: {said}");
        }
        assert_eq!(heard, *themes, "{text}");
        assert_eq!(answer.offer.map(|offer| offer.theme.name()), *offered, "{text}");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/situations").join(name).with_extension("txt");
    if std::env::var_os("FELT_TALKS").is_some_and(|v| v == "write") {
        fs::write(&file, whole).expect("the file can be written");
    } else {
        assert_eq!(whole, fs::read_to_string(&file).expect("the file can be read"), "{}", file.display());
    }
}

#[test]
fn a_budding_connection_lost() {
    replay(
        "a_budding_connection_lost",
        &[
            ("I met somebody in spring and we wrote every day.", "wrote every day", &[], None),
            ("It was over before it really began.", "over", &["loss"], None),
            ("I keep thinking about what we could have been.", "", &["loss"], Some("loss")),
            ("Yes, exactly.", "", &[], None),
        ],
    );
}

#[test]
fn a_friend_flaking() {
    replay(
        "a_friend_flaking",
        &[
            ("My friend bailed on me at the last minute again.", "let down", &["responsiveness"], None),
            ("I'm always the one who makes the plans.", "you", &["responsiveness"], Some("responsiveness")),
            ("No.", "", &[], None),
        ],
    );
}

#[test]
fn a_concert_cancelled_is_a_letdown_and_nothing_is_offered() {
    replay(
        "a_concert_cancelled",
        &[
            ("The concert I'd waited for all year got cancelled.", "", &[], None),
            ("I was really looking forward to it.", "", &[], None),
            ("Yes, exactly.", "", &[], None),
        ],
    );
}

#[test]
fn a_clients_loss_that_echoes_the_listeners() {
    replay(
        "a_clients_loss_echoes",
        &[
            ("My client lost her father the same week I lost mine.", "father", &["parallel_process"], None),
            (
                "While she talked I could only think of my own dad.",
                "",
                &["parallel_process"],
                Some("parallel_process"),
            ),
            ("I'm glad I get to talk about it with my supervisor.", "", &["parallel_process"], None),
        ],
    );
}

#[test]
fn one_trip_with_two_meanings() {
    replay(
        "a_trip_that_is_relief",
        &[
            ("My partner is away for three weeks and it's finally quiet.", "away", &[], None),
            ("I love having the house to myself.", "house", &[], None),
        ],
    );
    replay(
        "a_trip_that_is_missed",
        &[
            ("My partner is away for three weeks and the bed is so empty.", "", &["separation"], None),
            ("The evenings are the worst.", "evenings", &[], Some("separation")),
        ],
    );
}
