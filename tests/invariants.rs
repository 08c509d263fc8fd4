//! What must hold of every answer, whatever was said: tried on word salad, on sentences put together, and on any characters at all.

use std::sync::LazyLock;
use std::time::Duration;

use felt::Engine;
use felt::coach;
use felt::conversation::{Answer, Talk};
use felt::pattern::Pattern;
use felt::practice;
use felt::reflection::check::LONGEST;
use felt::reflection::{Kind, propose};
use felt::safety::AT_RISK;
use felt::session::{self, Report, Session};
use felt::settings::Settings;
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

/// Lines as settings and transcripts have them, sound and not.
fn lines() -> impl Strategy<Value = String> {
    let line = select(
        &[
            "C: I lost my job.",
            "T: You lost it.",
            "T:",
            "L: What now?",
            "X: nobody",
            "and then",
            "speaker,text",
            "client,\"I, well\"",
            "therapist,You know.",
            "{\"speaker\":\"client\",\"text\":\"I am late\"}",
            "{\"speaker\":\"listener\",\"text\":\"You're late.\"}",
            "{}",
            "[discord]",
            "api = \"http://127.0.0.1:1\"",
            "burst_seconds = 99",
            "[discord.shards]",
            "total = 4",
            "range = \"3-1\"",
            "[talks]",
            "idle_minutes = -1",
            "[[log]]",
            "level = \"loud\"",
        ][..],
    );
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

/// "That's not what I meant", in words.
const NOT_MEANT: &str = "That's not what I meant.";
/// What is told over a talk: of a danger, and of none.
const TOLD: [&str; 10] = [
    "I want to die.",
    "I'm going to kill myself tonight.",
    "Everyone would be better off without me.",
    NOT_MEANT,
    "My sister moved out.",
    "The bus was late again.",
    "We cooked all afternoon.",
    "I lost my keys.",
    "My boss likes the new plan.",
    "It rained.",
];

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
    safe(statement, &answer)?;
    let length = u32::try_from(statement.chars().count()).unwrap_or(u32::MAX);
    for hit in &answer.themes {
        prop_assert!(hit.span.0 < hit.span.1 && hit.span.1 <= length, "{statement:?}: {hit:?} is not in it");
    }
    let Some(reflection) = &answer.reflection else { return Ok(()) };
    prop_assert!(!reflection.contains('?'), "{statement:?} -> {reflection:?} asks");
    let invented = numbers(reflection).find(|number| !numbers(statement).any(|said| said == *number));
    prop_assert!(invented.is_none(), "{statement:?} -> {reflection:?}: nobody said {invented:?}");
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

/// What is said where there is a risk: no reflection, no theme, nothing to sit with.
fn safe(statement: &str, answer: &Answer) -> Result<(), TestCaseError> {
    let quiet = answer.themes.is_empty() && answer.offer.is_none();
    prop_assert!(answer.tier == 0 || quiet, "{statement:?}: {:?} at tier {}", answer.themes, answer.tier);
    prop_assert!(
        answer.tier < AT_RISK || (answer.reflection.is_none() && answer.kind == Kind::Safety),
        "{statement:?} -> {:?} at tier {}",
        answer.response,
        answer.tier
    );
    prop_assert!(answer.tier <= 4, "{statement:?}: tier {}", answer.tier);
    Ok(())
}

/// Numbers in figures.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty())
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
        safe(statement, &answer)?;
    }
    Ok(())
}

/// A reply to a statement, whatever both are.
fn coding_holds(statement: &str, reply: &str, earlier: &[&str]) -> Result<(), TestCaseError> {
    let coding = coach::code(&ENGINE, statement, reply, earlier);
    prop_assert!((0.0..=1.0).contains(&coding.score), "{statement:?}, {reply:?}: a score of {}", coding.score);
    prop_assert_eq!(
        coding.reflection.is_some(),
        coding.reflection_confidence.is_some(),
        "{:?}, {:?}",
        statement,
        reply
    );
    let sure = coding.reflection_confidence.unwrap_or(1.0);
    prop_assert!((0.5..=1.0).contains(&sure), "{statement:?}, {reply:?}: {sure} sure of two");
    let length = reply.chars().count();
    for (at, code) in coding.codes.iter().enumerate() {
        prop_assert!(
            coding.codes[..at].iter().all(|other| other.behaviour != code.behaviour),
            "{statement:?}, {reply:?}: {:?} twice",
            code.behaviour
        );
        prop_assert!(
            code.span.start <= code.span.end && code.span.end <= length,
            "{reply:?}: {:?} is not in it",
            code.span
        );
    }
    let told = coding.feedback.text();
    prop_assert!(!told.trim().is_empty(), "{statement:?}, {reply:?}: nothing is told");
    let again = coach::code(&ENGINE, statement, reply, earlier);
    prop_assert_eq!((coding.score, told), (again.score, again.feedback.text()), "the same again");
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

/// Found by fuzzing: a participle that also parts clauses, behind a number.
#[test]
fn a_number_that_says_something_is_answered() {
    for statement in ["All six said no.", "Of my friends, two said yes and 3 said nothing.", "8 said words"] {
        assert!(holds(statement, 0).is_ok(), "{statement}");
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
    #![proptest_config(tried(600))]

    #[test]
    fn any_reply_to_any_statement_is_coded(
        statement in prop_oneof![sentences(), salad(), noise()],
        reply in prop_oneof![sentences(), salad(), noise(), Just("You miss her, and it's quiet without her.".to_owned())],
        earlier in prop::collection::vec(sentences(), 0..3),
    ) {
        let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
        coding_holds(&statement, &reply, &earlier)?;
    }
}

proptest! {
    #![proptest_config(tried(100))]

    #[test]
    fn talks_go_on(statements in prop::collection::vec(prop_oneof![salad(), sentences(), noise()], 1..30), seed in any::<u64>()) {
        talk_holds(&statements, seed)?;
    }

    #[test]
    fn no_reflection_comes_twice_in_a_talk(statements in prop::collection::vec(sentences(), 2..16), seed in any::<u64>()) {
        let mut talk = Talk::new(seed);
        let mut said: Vec<String> = Vec::new();
        for statement in &statements {
            let answer = talk.hear(&ENGINE, statement, None);
            let Some(reflection) = answer.reflection.filter(|_| answer.kind != Kind::Sound) else { continue };
            prop_assert!(!said.contains(&reflection), "{statement:?} -> {reflection:?} again");
            said.push(reflection);
        }
    }

    #[test]
    fn a_tier_holds_for_three_messages_and_ten_minutes_and_never_falls_to_nothing(
        turns in prop::collection::vec((select(&TOLD[..]), 0..400u64), 4..40),
        seed in any::<u64>(),
    ) {
        let mut talk = Talk::new(seed);
        let (mut now, mut before) = (0, 0);
        // messages and the moment since the last sign
        let (mut quiet, mut since) = (0, 0);
        for (text, pause) in turns {
            now += pause;
            let tier = talk.hear(&ENGINE, text, Some(Duration::from_secs(now))).tier;
            let sign = ENGINE.risk(text).is_some_and(|risk| risk.tier >= AT_RISK);
            let taken_back = text == NOT_MEANT;
            prop_assert!(before == 0 || tier >= 1, "{text:?}: a tier fell to nothing");
            if sign {
                prop_assert!(tier >= AT_RISK, "{text:?}: a sign is heard at once");
                (quiet, since) = (0, now);
            } else if before >= AT_RISK {
                quiet += 1;
                let over = taken_back || quiet >= 3 && now - since >= 600;
                prop_assert_eq!(tier >= AT_RISK, !over, "{:?} after {} messages and {} s", text, quiet, now - since);
            }
            before = tier;
        }
    }

    #[test]
    fn any_text_is_a_pattern_or_refused_with_its_cause(text in prop_oneof![noise(), "[~@#!<>(){}|?=_. a-zé]{0,40}"]) {
        if let Err(why) = Pattern::parse(&text) {
            prop_assert!(!why.to_string().is_empty());
        }
    }

    #[test]
    fn any_text_is_taken_for_settings_or_a_transcript_or_refused_with_its_cause(text in prop_oneof![noise(), lines(), sentences()]) {
        if let Err(faults) = Settings::parse("felt.toml", &text) {
            prop_assert!(!faults.faults.is_empty() && faults.to_string().starts_with("felt.toml"), "{faults}");
        }
        if let Ok(said) = session::parse(&text) {
            let rows = practice::built_in().expect("the built-in rows are sound");
            let report = Report::of(&Session::of(&ENGINE, said), &rows.general, 0);
            prop_assert!(!report.text(&rows.general).is_empty());
        }
    }

    #[test]
    fn long_texts_are_answered(statement in prop_oneof![salad(), sentences(), noise()], times in 1..200usize) {
        holds(&statement.repeat(times).chars().take(5000).collect::<String>(), 0)?;
    }
}
