//! Any statement and any reply to it are coded; a transcript of any form is read or refused, and reported.
#![no_main]

use std::sync::LazyLock;

use felt::Engine;
use felt::coach;
use felt::practice::{self, rows::PracticeRows};
use felt::session::{self, Report, Session};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));
static PRACTICE: LazyLock<PracticeRows> = LazyLock::new(|| practice::built_in().expect("the built-in data is sound"));
/// A transcript of so many turns holds all that a longer one would.
const TURNS: usize = 12;

fuzz_target!(|typed: &[u8]| {
    let text = String::from_utf8_lossy(typed);
    let (statement, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let mut replies = rest.split('\n').take(3);
    let reply = replies.next().unwrap_or_default();
    let earlier: Vec<&str> = replies.collect();
    let coding = coach::code(&ENGINE, statement, reply, &earlier);
    assert!((0.0..=1.0).contains(&coding.score), "a score of {}", coding.score);
    assert!(coding.reflection_confidence.is_none_or(|sure| (0.0..=1.0).contains(&sure)), "no confidence");
    assert!(!coding.feedback.text().is_empty(), "nothing is told");

    if let Ok(mut said) = session::parse(&text) {
        said.truncate(TURNS);
        let session = Session::of(&ENGINE, said);
        let report = Report::of(&session, &PRACTICE.general, 0);
        assert!(!report.text(&PRACTICE.general).is_empty(), "an empty report");
    }
});
