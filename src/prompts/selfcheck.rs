//! The check for listeners, after a practice or on its own: what stirred in me, what of it is mine, what do I take to supervision.
//!
//! Each answer is reflected in a talk of its own, which ends with the check: nothing of it is kept, and the talk around it does not know it.

use std::time::Duration;

use crate::Engine;
use crate::conversation::Talk;

/// A check that is going on.
#[derive(Debug, Clone)]
pub struct SelfCheck {
    talk: Talk,
    /// How many steps were answered.
    answered: usize,
}

/// What comes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is said to it: a reflection; or words for safety's sake, and then the check is over. None where a step was left out.
    pub response: Option<String>,
    /// The next step, or the closing words after the last. None where the check ended for safety's sake.
    pub next: Option<String>,
    /// Whether another answer is expected.
    pub goes_on: bool,
    /// The risk tier of the talk around it, where it ended for safety's sake; else 0.
    pub tier: u8,
}

impl SelfCheck {
    /// Begins a check: the opening words, and the first step. None where the talk is at risk, or abuse was told of in it.
    pub fn begin(engine: &Engine, talk: &Talk, seed: u64) -> Option<(SelfCheck, String)> {
        if talk.sitting.is_silent() {
            return None;
        }
        let words = &engine.prompts.words.selfcheck;
        let check = SelfCheck {
            talk: Talk::new(seed),
            answered: 0,
        };
        let first = words.steps.first()?;
        Some((check, format!("{}\n\n{first}", words.open)))
    }

    /// A check of which so many steps are behind somebody, where nothing was kept between them.
    pub fn after(answered: usize, seed: u64) -> SelfCheck {
        SelfCheck {
            talk: Talk::new(seed),
            answered,
        }
    }

    /// How many steps are answered or left out.
    pub fn answered(&self) -> usize {
        self.answered
    }

    /// Takes the answer to the latest step. Where there is a risk in it, `around`, the talk that the check was begun in, takes it instead,
    /// so that its tier holds from then on.
    pub fn answer(&mut self, engine: &Engine, around: &mut Talk, text: &str, at: Option<Duration>) -> Step {
        if engine.risk(text).is_some() {
            let answer = around.hear(engine, text, at);
            return Step {
                response: Some(answer.response),
                next: None,
                goes_on: false,
                tier: answer.tier,
            };
        }
        let response = self.talk.hear(engine, text, None).response;
        self.on(engine, Some(response))
    }

    /// Leaves a step out.
    pub fn skip(&mut self, engine: &Engine) -> Step {
        self.on(engine, None)
    }

    fn on(&mut self, engine: &Engine, response: Option<String>) -> Step {
        self.answered += 1;
        let words = &engine.prompts.words.selfcheck;
        let step = words.steps.get(self.answered);
        Step {
            response,
            next: Some(step.unwrap_or(&words.close).clone()),
            goes_on: step.is_some(),
            tier: 0,
        }
    }
}
