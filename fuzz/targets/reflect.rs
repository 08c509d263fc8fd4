//! Any text, a line a turn, is answered: never with a panic, never with a question, never with more than Discord takes.
#![no_main]

use std::sync::LazyLock;

use felt::Engine;
use felt::conversation::Talk;
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));
/// A talk of so many turns holds all that a longer one would.
const TURNS: usize = 12;

fuzz_target!(|typed: &[u8]| {
    let text = String::from_utf8_lossy(typed);
    // the first byte is the seed, so that the fuzzer can try other wordings
    let mut talk = Talk::new(typed.first().map_or(0, |byte| u64::from(*byte)));
    talk.sitting.turn_on();
    for turn in text.split('\n').take(TURNS) {
        let answer = talk.hear(&ENGINE, turn, None);
        assert!(!answer.response.trim().is_empty(), "no answer");
        assert!(answer.response.chars().count() <= 2_000, "more than Discord takes");
        assert!(!answer.reflection.as_ref().is_some_and(|said| said.contains('?')), "a reflection asks");
        assert!(answer.tier < 2 || answer.reflection.is_none(), "a reflection at risk");
        assert!(answer.tier == 0 || answer.offer.is_none(), "an offer at risk");
        let length = u32::try_from(turn.chars().count()).unwrap_or(u32::MAX);
        assert!(
            answer.themes.iter().all(|hit| hit.span.0 < hit.span.1 && hit.span.1 <= length),
            "a theme outside the text"
        );
    }
});
