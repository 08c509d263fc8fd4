//! What must hold of every answer, whatever was said: tried on word salad, on sentences put together, and on any characters at all.

use std::sync::LazyLock;

use felt::Engine;
use felt::conversation::Talk;
use felt::reflection::check::LONGEST;
use felt::reflection::{Kind, propose};
use felt::words::Tag;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

/// The first column of a word table.
fn column(table: &str) -> Vec<&str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect()
}

static OPEN: LazyLock<Vec<&str>> = LazyLock::new(|| column(include_str!("../config/words/open_class.tsv")));
static CLOSED: LazyLock<Vec<&str>> = LazyLock::new(|| column(include_str!("../config/words/closed_class.tsv")));
static TYPED: LazyLock<Vec<&str>> = LazyLock::new(|| column(include_str!("../config/words/spelling.tsv")));

const SUBJECTS: [&str; 22] = [
    "I",
    "i",
    "we",
    "you",
    "he",
    "my mom",
    "nobody",
    "my friends and I",
    "me and my brother",
    "it",
    "they",
    "she",
    "this",
    "everyone",
    "the whole thing",
    "what I want",
    "my job",
    "somebody who loves me",
    "u",
    "all of us",
    "none of my friends",
    "talking about it",
];
const VERBS: [&str; 34] = [
    "am",
    "'m",
    "was",
    "were",
    "have been",
    "'ve been",
    "feel",
    "don't feel",
    "can't stop",
    "lost",
    "love",
    "hate",
    "want to leave",
    "left",
    "told",
    "said",
    "never called",
    "keep",
    "should",
    "would have",
    "'d",
    "'s",
    "have to",
    "think",
    "don't think",
    "wish",
    "miss",
    "got",
    "is",
    "aint",
    "wanna quit",
    "used to be",
    "had it with",
    "might as well",
];
const RESTS: [&str; 30] = [
    "so tired",
    "my job",
    "me",
    "him",
    "myself",
    "you",
    "that I was late",
    "because nobody came",
    "when I got home",
    "to do it",
    "anymore",
    "of us",
    "the one who is always wrong",
    "my sister's dog",
    "\"you are useless\"",
    "\"I don't love you\"",
    "and I cried",
    "but I can't",
    "if I tell him",
    "50%",
    "3 out of 10",
    "ashamed of what I did",
    "with my",
    "for the",
    "at all",
    "I guess",
    "you know",
    "lol",
    "kicked out",
    "angry at us",
];
const JOINTS: [&str; 16] = [
    " ",
    ", ",
    ". ",
    " and ",
    " but ",
    " because ",
    "... ",
    " - ",
    "\n",
    "? ",
    "! ",
    " so ",
    " even though ",
    "; ",
    " or ",
    "-- ",
];

/// Words in any order, with marks between them.
fn salad() -> impl Strategy<Value = String> {
    let word = prop_oneof![4 => select(OPEN.as_slice()), 5 => select(CLOSED.as_slice()), 1 => select(TYPED.as_slice())];
    let joint = prop_oneof![12 => Just(" "), 3 => select(&JOINTS[..])];
    prop::collection::vec((word, joint), 1..40).prop_map(|words| words.into_iter().flat_map(|(word, joint)| [word, joint]).collect())
}

/// Clauses that people say, joined in ways that they do and do not.
fn sentences() -> impl Strategy<Value = String> {
    let clause = (select(&SUBJECTS[..]), select(&VERBS[..]), select(&RESTS[..]), select(&JOINTS[..]));
    prop::collection::vec(clause, 1..6).prop_map(|clauses| {
        clauses.into_iter().fold(String::new(), |mut text, (subject, verb, rest, joint)| {
            text.push_str(subject);
            if !verb.starts_with('\'') {
                text.push(' ');
            }
            [verb, " ", rest, joint].iter().for_each(|part| text.push_str(part));
            text
        })
    })
}

/// Any characters, in any number.
fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,300}",
        "[ -~]{0,400}",
        "[\\*_`~<>@#:|\\[\\]()'\"a-z ]{0,200}",
        prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    ]
}

/// Words of the speaker's own person.
const FIRST_PERSON: [&str; 16] = [
    "i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself", "we", "we're", "we've", "us", "our", "ours", "am",
];

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || c == '—')
        .map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase())
        .filter(|word| !word.is_empty())
}

fn holds(statement: &str, seed: u64) -> Result<(), TestCaseError> {
    let answer = Talk::new(seed).hear(&ENGINE, statement, None);
    prop_assert!(!answer.response.trim().is_empty(), "an answer to {statement:?}");
    prop_assert!(answer.response.chars().count() <= 2000, "{statement:?} -> {:?}", answer.response);
    prop_assert_eq!(
        answer.reflection.is_none(),
        matches!(answer.kind, Kind::Talk | Kind::Safety),
        "{:?} -> {:?}",
        statement,
        answer
    );
    let again = Talk::new(seed).hear(&ENGINE, statement, None);
    prop_assert_eq!(
        (&answer.response, &answer.rule, answer.kind),
        (&again.response, &again.rule, again.kind),
        "the same seed says the same to {:?}",
        statement
    );
    let Some(reflection) = &answer.reflection else { return Ok(()) };
    prop_assert!(!reflection.contains('?'), "{statement:?} -> {reflection:?} asks");
    prop_assert!(!reflection.contains(['{', '}', '\n']), "{statement:?} -> {reflection:?}");
    // "—" joins two words; a sentence added to a reflection has a few words of its own
    prop_assert!(words(reflection).count() <= LONGEST + 12, "{statement:?} -> {reflection:?} is too long");
    let heard = ENGINE.understand(statement);
    let addressed = heard.parsed.tokens().iter().any(|t| t.word.starts_with("you"));
    if answer.kind != Kind::Sound && !addressed {
        let theirs = words(reflection).find(|word| FIRST_PERSON.contains(&word.as_str()));
        prop_assert!(theirs.is_none(), "{statement:?} -> {reflection:?}: {theirs:?} is the speaker's");
    }
    for proposal in propose(&ENGINE, &heard, seed).iter().filter(|p| p.refused.is_none() && !p.own_voice) {
        // "am" goes with the listener's own "I"
        let own = proposal.words.iter().any(|w| w.own);
        let theirs = proposal.words.iter().find(|w| {
            let text = w.text.to_lowercase();
            w.tag != Tag::Edge && !w.own && FIRST_PERSON.contains(&text.as_str()) && !(own && text == "am")
        });
        prop_assert!(theirs.is_none(), "{statement:?} -> {:?}: {theirs:?} is the speaker's", proposal.text());
    }
    Ok(())
}

/// A whole talk: what was said before must not make a turn fail.
fn talk_holds(statements: &[String], seed: u64) -> Result<(), TestCaseError> {
    let mut talk = Talk::new(seed);
    for statement in statements {
        let answer = talk.hear(&ENGINE, statement, None);
        prop_assert!(!answer.response.trim().is_empty(), "an answer to {statement:?}");
        prop_assert_eq!(answer.reflection.is_none(), matches!(answer.kind, Kind::Talk | Kind::Safety));
        prop_assert!(
            !answer.reflection.as_ref().is_some_and(|r| r.contains('?')),
            "{statement:?} -> {:?} asks",
            answer.response
        );
    }
    Ok(())
}

/// The same statements each time, so that a change is judged by itself. `PROPTEST_RNG_SEED=…` tries others, `PROPTEST_CASES=…` more.
fn tried(cases: u32) -> ProptestConfig {
    let given = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let set = |name: &str| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if set("PROPTEST_CASES") { given.cases } else { cases },
        rng_seed: if set("PROPTEST_RNG_SEED") { given.rng_seed } else { RngSeed::Fixed(1) },
        ..given
    }
}

proptest! {
    #![proptest_config(tried(2000))]

    #[test]
    fn word_salad_is_answered(statement in salad(), seed in 0..4u64) {
        holds(&statement, seed)?;
    }

    #[test]
    fn sentences_are_answered(statement in sentences(), seed in 0..4u64) {
        holds(&statement, seed)?;
    }

    #[test]
    fn any_characters_are_answered(statement in noise(), seed in 0..4u64) {
        holds(&statement, seed)?;
    }
}

proptest! {
    #![proptest_config(tried(100))]

    #[test]
    fn talks_go_on(statements in prop::collection::vec(prop_oneof![salad(), sentences(), noise()], 1..30), seed in any::<u64>()) {
        talk_holds(&statements, seed)?;
    }

    #[test]
    fn long_texts_are_answered(statement in prop_oneof![salad(), sentences(), noise()], times in 1..200usize) {
        holds(&statement.repeat(times).chars().take(5000).collect::<String>(), 0)?;
    }
}
