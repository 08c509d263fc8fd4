//! A talk: what was said before, so that nothing is reflected twice and "that's not it" is taken well.

use std::time::Duration;

use crate::Engine;

/// One person's talk with Felt. Lives in memory only.
pub struct Talk<'e> {
    engine: &'e Engine,
    seed: u64,
}

/// What Felt says to one message, and how it came to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is said, whatever it is.
    pub response: String,
    /// The reflection in it, without the soft note of risk tier 1.
    pub reflection: Option<String>,
    /// The risk tier of the talk after this message, 0 to 4.
    pub tier: u8,
    /// The rule or template that made it.
    pub rule: String,
}

impl<'e> Talk<'e> {
    /// Begins a talk. `seed` decides between wordings of equal worth.
    pub fn new(engine: &'e Engine, seed: u64) -> Self {
        Talk { engine, seed }
    }

    /// Takes one message and answers it. `at` is the time since the talk began; a batch, which has no clock, gives `None`.
    pub fn hear(&mut self, text: &str, at: Option<Duration>) -> Answer {
        let _ = (self.engine, self.seed, at);
        Answer { response: format!("Mm-hm. ({} words)", text.split_whitespace().count()), reflection: None, tier: 0, rule: "stub".into() }
    }

    /// The person says that the last reflection was not it: another focus, in one line.
    pub fn not_quite(&mut self) -> Answer {
        self.hear("that's not it", None)
    }
}
