//! Safety, as a person meets it: phrase sets by tier, talks, and the rule that nothing is reflected from tier 2 on.

use std::sync::LazyLock;
use std::time::Duration;

use felt::Engine;
use felt::conversation::Talk;
use felt::reflection::Kind;
use felt::safety::{AT_RISK, Category};
use proptest::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

/// A row of a phrase file.
struct Phrase {
    id: String,
    trigger: bool,
    category: String,
    tier: u8,
    soft: bool,
    text: String,
}

fn phrases(file: &str) -> Vec<Phrase> {
    let text = std::fs::read_to_string(format!("{}/tests/safety/{file}.tsv", env!("CARGO_MANIFEST_DIR"))).expect("the phrase file is there");
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 7, "{file}: {line}");
            Phrase {
                id: cells[0].into(),
                trigger: cells[1] == "TRIGGER",
                category: cells[2].into(),
                tier: cells[3].parse().expect("a tier is a number"),
                soft: cells[4] == "yes",
                text: cells[5].into(),
            }
        })
        .collect()
}

fn tier_of(text: &str) -> u8 {
    ENGINE.risk(text).map_or(0, |r| r.tier)
}

#[test]
fn every_phrase_of_the_own_set_is_right_by_tier_and_category() {
    let phrases = phrases("own");
    assert!(phrases.len() >= 250, "{}", phrases.len());
    let wrong: Vec<String> = phrases
        .iter()
        .filter_map(|p| {
            let risk = ENGINE.risk(&p.text);
            let (tier, category) = risk.as_ref().map_or((0, ""), |r| (r.tier, r.category.name()));
            let right = tier == p.tier && (!p.trigger || category == p.category);
            (!right).then(|| format!("{}: '{}' is {} {}, heard {tier} {category}", p.id, p.text, p.tier, p.category))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What was caught and what was left alone in a set, as shares.
fn rates(file: &str) -> (f64, f64) {
    let (mut caught, mut risks, mut alarms, mut calm) = (0, 0, 0, 0);
    for p in phrases(file) {
        let tier = tier_of(&p.text);
        if p.trigger {
            risks += 1;
            caught += usize::from(tier >= AT_RISK);
        } else {
            calm += 1;
            alarms += usize::from(!(tier == 0 || tier == 1 && p.soft));
        }
    }
    (caught as f64 / risks as f64, alarms as f64 / calm as f64)
}

/// The sets that were written apart from the cues, beside the project's own.
const APART: [&str; 13] = [
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
];

#[test]
fn the_sets_written_apart_stay_as_good_as_they_were_made() {
    for file in APART {
        let (recall, false_alarms) = rates(file);
        assert!(
            recall >= 0.91 && false_alarms <= 0.05,
            "{file}: recall {recall:.2}, false alarms {false_alarms:.2}"
        );
    }
}

#[test]
fn each_row_does_what_its_examples_say() {
    let rows = felt::data::built_in().expect("the built-in data is sound").risk;
    let examples = rows.cue.iter().flat_map(|r| &r.examples).chain(rows.guard.iter().flat_map(|r| &r.examples));
    let wrong: Vec<String> = examples
        .filter(|(text, tier)| tier_of(text) != *tier)
        .map(|(text, tier)| format!("'{text}' is {tier}, heard {}", tier_of(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_has_an_example() {
    let rows = felt::data::built_in().expect("the built-in data is sound").risk;
    let bare: Vec<&str> = rows
        .cue
        .iter()
        .filter(|r| r.examples.is_empty())
        .map(|r| r.name.as_str())
        .chain(rows.guard.iter().filter(|r| r.examples.is_empty()).map(|r| r.name.as_str()))
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn no_phrase_of_a_tier_from_two_on_is_reflected() {
    for p in std::iter::once("own").chain(APART).flat_map(phrases).filter(|p| tier_of(&p.text) >= AT_RISK) {
        let answer = Talk::new(0).hear(&ENGINE, &p.text, None);
        assert_eq!(answer.kind, Kind::Safety, "{}", p.text);
        assert_eq!(answer.reflection, None, "{}", p.text);
        assert!(
            answer.response.chars().count() <= 2000 && answer.response.contains("I'm a program"),
            "{}",
            p.text
        );
        assert!(answer.category.and_then(Category::named).is_some(), "{}", p.text);
    }
}

#[test]
fn the_words_that_a_risk_hangs_on_are_words_of_the_text() {
    for text in [
        "Honestly? I want to die.",
        "\u{2764}\u{fe0f} ok so\u{2026} (I want to kill myself)",
        "so i want to k i l l   m y s e l f ok",
        "**I want to die**",
    ] {
        let risk = ENGINE.risk(text).unwrap_or_else(|| panic!("{text}"));
        let words: String = text.chars().skip(risk.words.0 as usize).take((risk.words.1 - risk.words.0) as usize).collect();
        assert!(
            words.to_lowercase().replace(' ', "").contains("di") || words.replace(' ', "").contains("kill"),
            "{text}: '{words}'"
        );
    }
}

/// A talk's tiers after each of these messages, without a clock.
fn tiers(messages: &[&str]) -> Vec<u8> {
    let mut talk = Talk::new(0);
    messages.iter().map(|m| talk.hear(&ENGINE, m, None).tier).collect()
}

#[test]
fn a_tier_rises_holds_and_falls_over_a_talk() {
    let quiet = "My sister came over and we made soup.";
    assert_eq!(
        tiers(&[
            quiet,
            "I don't want to be here anymore.",
            quiet,
            "I'm going to kill myself.",
            quiet,
            quiet,
            quiet,
            quiet,
            quiet
        ]),
        [0, 2, 2, 3, 3, 3, 1, 1, 1]
    );
    assert_eq!(
        tiers(&["I want to die.", "No, that's not what I meant.", quiet, "I want to die."]),
        [3, 1, 1, 3]
    );
}

#[test]
fn while_a_tier_holds_nothing_is_reflected_and_the_talk_goes_on() {
    let mut talk = Talk::new(0);
    talk.hear(&ENGINE, "I want to kill myself.", Some(Duration::ZERO));
    for minute in 1..10 {
        let answer = talk.hear(&ENGINE, "My sister came over and we made soup.", Some(Duration::from_secs(60 * minute)));
        assert_eq!((answer.kind, answer.reflection, answer.tier), (Kind::Safety, None, 3));
        assert!(!answer.response.to_lowercase().contains("soup"));
    }
    let answer = talk.hear(&ENGINE, "My sister came over and we made soup.", Some(Duration::from_secs(60 * 11)));
    assert_ne!(answer.kind, Kind::Safety);
    assert_eq!(answer.tier, 1);
}

#[test]
fn by_button_it_is_back_to_listening_at_once() {
    let mut talk = Talk::new(0);
    talk.hear(&ENGINE, "I want to die.", None);
    let answer = talk.not_what_i_meant(&ENGINE);
    assert_eq!((answer.tier, answer.reflection), (1, None));
    let next = talk.hear(&ENGINE, "I'm so angry at my boss.", None);
    assert!(next.reflection.is_some() && next.tier == 1);
}

#[test]
fn the_soft_note_comes_once_and_is_no_part_of_the_reflection() {
    let mut talk = Talk::new(0);
    let note = &ENGINE.safety.words.note().to_string();
    let first = talk.hear(&ENGINE, "I feel so hopeless about my job.", None);
    assert_eq!(first.tier, 1);
    assert!(
        first.response.ends_with(note) && !first.reflection.as_deref().unwrap_or_default().contains(note),
        "{}",
        first.response
    );
    let second = talk.hear(&ENGINE, "I feel hopeless about my marriage too.", None);
    assert!(!second.response.contains(note));
}

#[test]
fn a_country_s_numbers_are_given_and_none_where_none_is_set() {
    let mut engine = ENGINE.clone();
    let said = |engine: &Engine| Talk::new(0).hear(engine, "I want to kill myself.", None).response;
    let plain = said(&engine);
    assert!(
        plain.contains("your local emergency number") && plain.contains("findahelpline.com") && !plain.contains(|c: char| c.is_ascii_digit()),
        "{plain}"
    );
    assert!(engine.safety.help.choose("US"));
    assert!(said(&engine).contains("911") && said(&engine).contains("988"));
    assert!(engine.safety.help.choose("gb"));
    assert!(said(&engine).contains("999") && said(&engine).contains("116 123"));
    assert!(!engine.safety.help.choose("XX"));
}

#[test]
fn the_lines_are_not_older_than_a_year() {
    // 22 November 2026, counted from 1970
    let then = 20779;
    assert_eq!(ENGINE.safety.help.old(then), Vec::<String>::new());
    assert!(!ENGINE.safety.help.old(then + 400).is_empty());
}

#[test]
fn asked_in_any_wording_it_says_that_it_is_a_program() {
    for text in [
        "are you real?",
        "r u a bot",
        "am I talking to a bot",
        "is anyone actually reading this?",
        "who am i talking to?",
        "bot or human?",
        "you're not real, are you?",
        "is this automated?",
        "can a real person talk to me?",
        "I want to talk to a human",
        "you sound like a bot",
        "are you even human",
        "is somebody there?",
        "you're just code",
        "does anyone read this",
        "what exactly are you",
        "did a human write that",
        "do real people see my messages",
        "who's behind this account",
    ] {
        let answer = Talk::new(3).hear(&ENGINE, text, None);
        assert!(answer.response.contains("I'm a program"), "{text}: {}", answer.response);
    }
}

fn pieces() -> impl Strategy<Value = Vec<String>> {
    let risky = prop::sample::select(std::iter::once("own").chain(APART).flat_map(phrases).map(|p| p.text).collect::<Vec<_>>());
    let joint = prop::sample::select(vec![
        " ",
        ", ",
        ". ",
        " and ",
        " but ",
        "\n",
        " -- ",
        " (",
        ") ",
        "\" ",
        "!! ",
        " lol ",
        " if ",
        " because ",
    ]);
    prop::collection::vec(
        prop_oneof![3 => risky, 2 => joint.prop_map(String::from), 1 => "[a-z' ]{0,12}", 1 => "\\PC{0,8}"],
        1..6,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a text is made of: where its tier is 2 or more there is no reflection of it, and a talk's tier is never below what was just heard.
    #[test]
    fn no_text_at_tier_two_or_above_yields_a_reflection(pieces in pieces(), more in pieces()) {
        let mut talk = Talk::new(7);
        for text in [pieces.concat(), more.concat()] {
            let heard = tier_of(&text);
            let answer = talk.hear(&ENGINE, &text, None);
            prop_assert!(answer.tier >= heard, "{text:?}: heard {heard}, the talk says {}", answer.tier);
            if answer.tier >= AT_RISK {
                prop_assert_eq!(answer.kind, Kind::Safety, "{:?}", text);
                prop_assert_eq!(&answer.reflection, &None, "{:?}", text);
            }
            prop_assert!(answer.response.chars().count() <= 6000);
        }
    }

    /// A sign is heard whatever stands on either side of it in sentences of their own.
    #[test]
    fn sentences_around_a_sign_do_not_hide_it(before in "[A-Za-z ,]{0,40}", after in "[A-Za-z ,]{0,40}") {
        let text = format!("{before}. I want to kill myself. {after}.");
        prop_assert!(tier_of(&text) >= AT_RISK || tier_of(&before) > 0 || text.to_lowercase().contains("lol"), "{text:?}");
    }
}
