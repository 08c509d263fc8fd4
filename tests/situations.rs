//! The situations that Felt grew from, as talks: what is reflected, what is heard in it, what is offered and what is not.

use std::sync::LazyLock;

use felt::Engine;
use felt::conversation::Talk;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

/// A turn: what is said, a word that the reflection must hold (none: no reflection is asked for), the themes heard, the theme offered.
type Turn = (&'static str, &'static str, &'static [&'static str], Option<&'static str>);

fn replay(turns: &[Turn]) {
    let mut talk = Talk::new(0);
    talk.sitting.turn_on();
    for (text, word, themes, offered) in turns {
        let answer = talk.hear(&ENGINE, text, None);
        let heard: Vec<&str> = answer.themes.iter().map(|hit| hit.theme.name()).collect();
        println!("{text}\n  {}\n  {heard:?} {:?}", answer.response, answer.offer);
        if !word.is_empty() {
            let said = answer.reflection.unwrap_or_else(|| panic!("{text}: no reflection")).to_lowercase();
            assert!(said.contains(word), "{text}: \"{said}\" without \"{word}\"");
            assert!(!said.contains('?'), "{text}: {said}");
        }
        assert_eq!(heard, *themes, "{text}");
        assert_eq!(answer.offer.map(|offer| offer.theme.name()), *offered, "{text}");
    }
}

#[test]
fn a_budding_connection_lost() {
    replay(&[
        ("I met somebody in spring and we wrote every day.", "wrote every day", &[], None),
        ("It was over before it really began.", "over", &["loss"], None),
        ("I keep thinking about what we could have been.", "", &["loss"], Some("loss")),
        ("Yes, exactly.", "", &[], None),
    ]);
}

#[test]
fn a_friend_flaking() {
    replay(&[
        ("My friend bailed on me at the last minute again.", "let down", &["responsiveness"], None),
        ("I'm always the one who makes the plans.", "you", &["responsiveness"], Some("responsiveness")),
        ("No.", "", &[], None),
    ]);
}

#[test]
fn a_concert_cancelled_is_a_letdown_and_nothing_is_offered() {
    replay(&[
        ("The concert I'd waited for all year got cancelled.", "", &[], None),
        ("I was really looking forward to it.", "", &[], None),
        ("Yes, exactly.", "", &[], None),
    ]);
}

#[test]
fn a_clients_loss_that_echoes_the_listeners() {
    replay(&[
        ("My client lost her father the same week I lost mine.", "father", &["parallel_process"], None),
        (
            "While she talked I could only think of my own dad.",
            "",
            &["parallel_process"],
            Some("parallel_process"),
        ),
        ("I'm glad I get to talk about it with my supervisor.", "", &["parallel_process"], None),
    ]);
}

#[test]
fn one_trip_with_two_meanings() {
    replay(&[
        ("My partner is away for three weeks and it's finally quiet.", "away", &[], None),
        ("I love having the house to myself.", "house", &[], None),
    ]);
    replay(&[
        ("My partner is away for three weeks and the bed is so empty.", "", &["separation"], None),
        ("The evenings are the worst.", "evenings", &[], Some("separation")),
    ]);
}
