//! How well attachment themes are heard: on statements of our own, ten a theme and sixty with none, and on a second set in other words.

use std::sync::LazyLock;

use felt::Engine;
use felt::conversation::Talk;
use felt::understanding::Theme;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

/// The statements of a set, each with its theme; none where no theme may be heard.
fn set(text: &str) -> Vec<(Option<Theme>, &str)> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (theme, statement) = line.split_once('\t').expect("a theme, a tab, a statement");
            let named = Theme::named(theme);
            assert!(named.is_some() || theme == "none", "there is no theme {theme}");
            (named, statement)
        })
        .collect()
}

fn heard(statement: &str) -> Vec<Theme> {
    Talk::new(0).hear(&ENGINE, statement, None).themes.iter().map(|hit| hit.theme).collect()
}

/// Whether the right theme is the weightiest heard for at least so many in a hundred, and any for at most so many of those that have none.
fn measure(name: &str, text: &'static str, each: usize, right: usize, false_alarms: usize) {
    let statements = set(text);
    let (mut themed, mut first, mut without, mut alarms) = (0, 0, 0, 0);
    for (theme, statement) in &statements {
        let found = heard(statement);
        match theme {
            Some(theme) => {
                themed += 1;
                let hit = found.first() == Some(theme);
                first += usize::from(hit);
                if !hit {
                    println!("{}: \"{statement}\": {found:?}", theme.name());
                }
            }
            None => {
                without += 1;
                alarms += usize::from(!found.is_empty());
                if !found.is_empty() {
                    println!("none: \"{statement}\": {found:?}");
                }
            }
        }
    }
    println!("{name}: right {first} of {themed}, heard where there is none {alarms} of {without}");
    for theme in Theme::ALL {
        let count = statements.iter().filter(|(t, _)| *t == Some(theme)).count();
        assert_eq!(count, each, "{each} statements of {}", theme.name());
    }
    assert_eq!(without, each * 6);
    assert!(first * 100 >= right * themed, "{name}: right in {first} of {themed}");
    assert!(alarms * 100 <= false_alarms * without, "{name}: heard in {alarms} of {without} that have none");
}

#[test]
fn the_right_theme_is_heard_and_none_where_there_is_none() {
    measure("own set", include_str!("themes/own.tsv"), 10, 85, 5);
}

#[test]
fn themes_are_heard_in_other_words_too() {
    measure("second set", include_str!("themes/second.tsv"), 10, 85, 5);
}

/// No row was written for these: what is missed here is missed in life, and nothing is heard that is not there.
#[test]
fn in_words_no_row_was_written_for_little_is_heard_and_nothing_wrongly() {
    measure("third set", include_str!("themes/third.tsv"), 5, 25, 3);
}

#[test]
fn the_words_a_theme_hangs_on_are_given_as_characters_of_the_text() {
    for (text, theme, words) in [
        ("**Oh no** – I miss him already.", Theme::Separation, "I miss him already"),
        ("Café, 5pm. My grandmother passed away.", Theme::Loss, "My grandmother passed away"),
        ("He's walking out exactly like my father did…", Theme::Refinding, "exactly like my father did"),
    ] {
        let answer = Talk::new(0).hear(&ENGINE, text, None);
        let hit = answer
            .themes
            .iter()
            .find(|hit| hit.theme == theme)
            .unwrap_or_else(|| panic!("{text}: {:?}", answer.themes));
        let (start, end) = (hit.span.0 as usize, hit.span.1 as usize);
        let given: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(given, words, "{text}");
    }
}

#[test]
fn one_event_is_heard_by_what_it_means_to_this_person() {
    let separation = |statement| heard(statement).contains(&Theme::Separation);
    assert!(separation("My partner is away for three weeks and the bed is so empty."));
    for relief in [
        "My partner is away for three weeks and I'm so relieved.",
        "My husband is out of town, finally some peace and quiet.",
        "He's leaving for a month and I'm happy about it.",
        "She's away and I have the house to myself.",
    ] {
        assert!(!separation(relief), "{relief}");
    }
}

#[test]
fn a_rejection_is_more_than_a_letdown() {
    let turned_away = |statement| heard(statement).contains(&Theme::Responsiveness);
    for rejection in ["My friend cancelled on me again.", "I asked her out and she said no.", "He never turned up."] {
        assert!(turned_away(rejection), "{rejection}");
    }
    for letdown in [
        "The concert was cancelled.",
        "The flight got cancelled.",
        "I got rejected for the loan.",
        "The plumber cancelled.",
        "Customer service never called me back.",
        "The shop was closed.",
    ] {
        assert!(!turned_away(letdown), "{letdown}");
    }
}

#[test]
fn no_theme_is_heard_where_there_is_a_risk_or_abuse_is_told_of() {
    for statement in [
        "My wife left me and I want to die.",
        "I miss her so much that I wish I was dead too.",
        "He used to hit me, and I still miss him.",
        "My ex was abusive and I can't let people in anymore.",
    ] {
        assert!(heard(statement).is_empty(), "{statement}");
    }
    let mut talk = Talk::new(0);
    talk.hear(&ENGINE, "My stepfather abused me.", None);
    for later in ["I can't let people in.", "I miss my sister so much.", "Nobody gets it."] {
        let answer = talk.hear(&ENGINE, later, None);
        assert!(answer.themes.is_empty(), "{later}: {:?}", answer.themes);
    }
}
