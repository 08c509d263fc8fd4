//! Prompts: what they may say, when they are offered, and when they are silent.

use std::collections::HashSet;
use std::sync::LazyLock;

use felt::Engine;
use felt::conversation::{Answer, Talk};
use felt::data;
use felt::prompts::{Asked, Moment, Offer, SelfCheck, faults};
use felt::understanding::Theme;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

/// A talk in which prompts are wanted.
fn wanted() -> Talk {
    let mut talk = Talk::new(0);
    talk.sitting.turn_on();
    talk
}

fn say(talk: &mut Talk, text: &str) -> Answer {
    talk.hear(&ENGINE, text, None)
}

#[test]
fn every_prompt_keeps_the_rules() {
    let rules = data::built_in().expect("the built-in data is sound").prompts.rules;
    let mut seen = HashSet::new();
    for theme in Theme::ALL {
        let shelf = ENGINE.prompts.shelf(theme).expect("every theme has prompts");
        assert!(shelf.prompts.len() >= 12, "{} has {}", theme.name(), shelf.prompts.len());
        for prompt in &shelf.prompts {
            assert_eq!(faults(&prompt.ask, &rules), Vec::<String>::new(), "{}", prompt.ask);
            assert!(seen.insert(&prompt.ask), "twice: {}", prompt.ask);
        }
    }
    assert!(seen.len() >= 144, "{}", seen.len());
}

#[test]
fn a_prompt_that_breaks_a_rule_is_told_what_is_wrong() {
    let rules = data::built_in().expect("the built-in data is sound").prompts.rules;
    for (ask, wanted) in [
        ("Why did you call them?", "'why did you' is steering"),
        ("What makes you so clingy?", "'clingy' is a label"),
        ("What would your mother say to this?", "'your mother' is an assumption"),
        ("What does he mean to you?", "'he' is an assumption"),
        ("What is your attachment to it?", "'attachment' is jargon"),
        ("Is it hard for you?", "a yes or a no would answer it"),
        ("It was hard.", "it is no question and begins like no invitation"),
        ("What hurts? What helps?", "it is not one sentence that ends in a question mark or a full stop"),
        ("What you feel", "it is not one sentence that ends in a question mark or a full stop"),
        ("What should you let go of?", "'let go' is steering"),
        (
            "What is it that you would most like to say to all the people who were there on that day?",
            "it has 20 words, more than 18",
        ),
        ("", "it says nothing"),
    ] {
        let found = faults(ask, &rules);
        assert!(found.iter().any(|fault| fault == wanted), "{ask}: no \"{wanted}\" in {found:?}");
    }
}

#[test]
fn nothing_is_offered_until_it_is_wanted() {
    let mut talk = Talk::new(0);
    for text in [
        "I miss my sister so much.",
        "I can't stop checking my phone.",
        "Yes, exactly.",
        "Nobody gets it.",
    ] {
        assert_eq!(say(&mut talk, text).offer, None, "{text}");
    }
}

#[test]
fn an_offer_comes_after_a_reflection_that_landed() {
    let mut talk = wanted();
    assert_eq!(
        say(&mut talk, "I miss my sister so much since she moved.").offer,
        None,
        "nothing has landed yet"
    );
    let offer = say(&mut talk, "Yes, exactly.").offer;
    assert_eq!(
        offer,
        Some(Offer {
            theme: Theme::Separation,
            moment: Moment::Longing
        })
    );
}

#[test]
fn nothing_is_offered_after_a_reflection_that_did_not_land() {
    for refusal in ["No.", "Not really.", "That's not it.", "No, it's something else.", "You don't get it."] {
        let mut talk = wanted();
        say(&mut talk, "I miss my sister so much since she moved.");
        assert_eq!(say(&mut talk, refusal).offer, None, "{refusal}");
    }
    let mut talk = wanted();
    say(&mut talk, "I miss my sister so much since she moved.");
    talk.not_quite(&ENGINE);
    assert_eq!(say(&mut talk, "Yes, exactly.").offer, None, "the button was pressed");
}

#[test]
fn nothing_is_offered_twice_in_a_row() {
    let mut talk = wanted();
    let texts = [
        "I miss my sister so much.",
        "I can't stop checking my phone.",
        "Nobody gets it.",
        "He ignored me all evening.",
        "My dad died in March.",
    ];
    let offers: Vec<bool> = texts.iter().cycle().take(20).map(|text| say(&mut talk, text).offer.is_some()).collect();
    assert!(offers.iter().any(|o| *o));
    assert!(!offers.windows(2).any(|pair| pair == [true, true]), "{offers:?}");
}

#[test]
fn no_offer_comes_right_after_a_prompt_and_its_answer_is_reflected() {
    let mut talk = wanted();
    say(&mut talk, "I miss my sister so much since she moved.");
    assert!(matches!(talk.sitting.prompt(&ENGINE.prompts, None, 0), Asked::Prompt(p) if p.theme == Theme::Separation));
    let answer = say(&mut talk, "The evenings are the hardest.");
    assert!(answer.reflection.is_some());
    assert_eq!(answer.offer, None);
}

#[test]
fn off_ends_offers_and_a_prompt_can_still_be_asked_for() {
    let mut talk = wanted();
    talk.sitting.turn_off();
    say(&mut talk, "I miss my sister so much since she moved.");
    assert_eq!(say(&mut talk, "Yes, exactly.").offer, None);
    assert!(matches!(talk.sitting.prompt(&ENGINE.prompts, Some(Theme::SafeHaven), 0), Asked::Prompt(p) if p.theme == Theme::SafeHaven));
}

#[test]
fn no_prompt_repeats_within_a_talk() {
    for seed in 0..4 {
        let mut talk = Talk::new(seed);
        let mut given = HashSet::new();
        for n in 0..40 {
            match talk.sitting.prompt(&ENGINE.prompts, Some(Theme::Closeness), seed + n) {
                Asked::Prompt(prompt) => assert!(given.insert(prompt.ask.clone()), "twice: {}", prompt.ask),
                Asked::AllGiven => break,
                Asked::Silent => panic!("nothing silences it"),
            }
        }
        assert!(given.len() >= 12, "{}", given.len());
    }
}

#[test]
fn a_prompt_that_does_not_fit_the_moment_is_not_given() {
    for theme in Theme::ALL {
        for moment in Moment::ALL {
            let mut already = Vec::new();
            while let Some(prompt) = ENGINE.prompts.prompt(theme, moment, 7, &already) {
                assert!(prompt.does_fit(moment), "{} in {}", prompt.ask, moment.name());
                already.push((prompt.theme, prompt.number));
            }
            assert!(!already.is_empty(), "{} has none for {}", theme.name(), moment.name());
        }
    }
}

#[test]
fn a_theme_is_found_by_its_name_or_title() {
    for (typed, theme) in [
        ("safe haven", Theme::SafeHaven),
        ("safe_haven", Theme::SafeHaven),
        ("Loss", Theme::Loss),
        ("near and free", Theme::Closeness),
        ("parallel", Theme::ParallelProcess),
    ] {
        assert_eq!(ENGINE.prompts.theme(typed), Some(theme), "{typed}");
    }
    assert_eq!(ENGINE.prompts.theme("zebra"), None);
    assert_eq!(ENGINE.prompts.theme(""), None);
}

#[test]
fn six_cards_tell_their_sources_and_end_in_a_prompt() {
    let cards = &ENGINE.prompts.learn.card;
    assert_eq!(cards.len(), 6);
    for card in cards {
        assert!(!card.sources.is_empty() && !card.text.contains('?'), "{}", card.name);
        assert!(card.ask.ends_with(['?', '.']), "{}", card.name);
    }
    let all: String = cards.iter().map(|card| format!("{} {} ", card.text, card.sources.join(" "))).collect();
    for said in [
        "Ainsworth",
        "1986, 1990",
        "Fraley",
        "Granqvist",
        "Searles",
        "Ekstein",
        "no fixed trait",
        "shared experience",
    ] {
        assert!(all.contains(said), "{said}");
    }
    assert!(!all.contains("schizophren"));
}

#[test]
fn a_self_check_is_three_steps_that_the_talk_around_it_does_not_know() {
    let mut talk = wanted();
    say(&mut talk, "I practised today.");
    let before = format!("{talk:?}");
    let (mut check, opening) = SelfCheck::begin(&ENGINE, &talk, 1).expect("nothing silences it");
    assert!(opening.contains('?'));
    let first = check.answer(&ENGINE, &mut talk, "I felt so sad when she talked about her dad.", None);
    assert!(first.response.is_some_and(|said| said.contains("sad")));
    assert!(first.goes_on && first.next.is_some());
    assert!(check.skip(&ENGINE).goes_on);
    let last = check.answer(&ENGINE, &mut talk, "I want to bring it to supervision.", None);
    assert!(!last.goes_on && last.next.is_some());
    assert_eq!(format!("{talk:?}"), before, "nothing of it is kept");
}

#[test]
fn a_risk_in_a_self_check_ends_it_and_holds_in_the_talk() {
    let mut talk = Talk::new(0);
    let (mut check, _) = SelfCheck::begin(&ENGINE, &talk, 1).expect("nothing silences it");
    let step = check.answer(&ENGINE, &mut talk, "I want to kill myself.", None);
    assert!(!step.goes_on && step.next.is_none());
    assert!(say(&mut talk, "It was a long day.").tier >= 2);
    assert!(SelfCheck::begin(&ENGINE, &talk, 1).is_none());
}

/// Statements with themes, with risk, with abuse, with nothing; and turns about the talk.
fn turns() -> impl Strategy<Value = String> {
    let themed: Vec<&str> = include_str!("themes/own.tsv").lines().filter_map(|l| Some(l.split_once('\t')?.1)).collect();
    let risky = vec![
        "I want to die.",
        "I can't go on like this, I'm done.",
        "My husband hits me.",
        "He used to beat me.",
        "I was raped.",
        "My father abused me.",
        "lol I'm dead",
    ];
    let about = vec!["Yes, exactly.", "No.", "That's not it.", "Thanks.", "Hello", "That's not what I meant."];
    prop_oneof![6 => select(themed), 1 => select(risky), 2 => select(about)].prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn prompts_are_silent_at_risk_and_after_abuse_and_never_change_an_answer(texts in prop::collection::vec(turns(), 1..25), seed in 0..1000u64) {
        let (mut with, mut without) = (Talk::new(seed), Talk::new(seed));
        with.sitting.turn_on();
        let (mut abuse, mut before) = (false, false);
        for text in &texts {
            let answer = say(&mut with, text);
            abuse |= ["hits me", "beat me", "raped", "abused me"].iter().any(|word| text.contains(word));
            let silent = abuse || answer.tier >= 1;
            prop_assert!(!silent || answer.offer.is_none(), "{text}: offered at tier {}", answer.tier);
            prop_assert!(!silent || answer.themes.is_empty(), "{text}: {:?}", answer.themes);
            prop_assert!(!silent || with.sitting.is_silent(), "{text}");
            if silent {
                prop_assert_eq!(with.clone().sitting.prompt(&ENGINE.prompts, None, seed), Asked::Silent);
                prop_assert!(SelfCheck::begin(&ENGINE, &with, seed).is_none());
            }
            prop_assert!(!before || answer.offer.is_none(), "twice in a row: {text}");
            before = answer.offer.is_some();
            prop_assert_eq!(&say(&mut without, text).response, &answer.response, "a prompt stands beside an answer, never in its place");
        }
    }
}
