//! `/prompt`, `/learn` and `/selfcheck` in `felt chat`. What is set is kept for this talk alone.

use std::time::Duration;

use super::chat::Reply;
use crate::Engine;
use crate::conversation::Talk;
use crate::prompts::{Asked, SelfCheck, show};

/// What there is to sit with in a talk.
#[derive(Debug, Default)]
pub(super) struct Sit {
    seed: u64,
    check: Option<SelfCheck>,
}

impl Sit {
    pub(super) fn new(seed: u64) -> Sit {
        Sit { seed, check: None }
    }

    /// What comes of a line, where it is one of these commands or the answer to a step of a self-check.
    pub(super) fn take(&mut self, engine: &Engine, talk: &mut Talk, line: &str, at: Duration) -> Option<Reply> {
        let mut words = line.split_whitespace();
        let command = words.next().unwrap_or_default();
        let rest = words.collect::<Vec<_>>().join(" ");
        if self.check.is_some() {
            return self.step(engine, talk, line, at);
        }
        match command {
            "/prompt" => Some(self.prompt(engine, talk, &rest)),
            "/learn" => Some(learn(engine, talk, &rest)),
            "/selfcheck" if rest.is_empty() => Some(self.begin(engine, talk)),
            _ => None,
        }
    }

    fn prompt(&mut self, engine: &Engine, talk: &mut Talk, asked: &str) -> Reply {
        let words = &engine.prompts.words;
        let theme = match asked {
            "on" => {
                talk.sitting.turn_on();
                return Reply::Shown(words.on.clone());
            }
            "off" => {
                talk.sitting.turn_off();
                return Reply::Shown(words.off.clone());
            }
            "" => None,
            _ => match engine.prompts.theme(asked) {
                Some(theme) => Some(theme),
                None => {
                    let names: Vec<&str> = engine.prompts.shelves().iter().map(|s| s.title.as_str()).collect();
                    return Reply::Shown(words.unknown.replace("{theme}", asked).replace("{themes}", &names.join(", ")));
                }
            },
        };
        self.seed = self.seed.wrapping_add(1);
        Reply::Shown(match talk.sitting.prompt(&engine.prompts, theme, self.seed) {
            Asked::Prompt(prompt) => show::prompt(&engine.prompts, &prompt),
            Asked::Silent => words.silent.clone(),
            Asked::AllGiven => words.all_given.clone(),
        })
    }

    fn begin(&mut self, engine: &Engine, talk: &Talk) -> Reply {
        self.seed = self.seed.wrapping_add(1);
        match SelfCheck::begin(engine, talk, self.seed) {
            Some((check, opening)) => {
                self.check = Some(check);
                Reply::Shown(format!("{opening}\n{}", engine.prompts.words.selfcheck.hint))
            }
            None => Reply::Shown(engine.prompts.words.silent.clone()),
        }
    }

    /// The answer to a step; other commands than `/skip` and `/stop` are left to the talk.
    fn step(&mut self, engine: &Engine, talk: &mut Talk, line: &str, at: Duration) -> Option<Reply> {
        let check = self.check.as_mut()?;
        let step = match line {
            "/stop" => {
                self.check = None;
                return Some(Reply::Shown(engine.prompts.words.selfcheck.left.clone()));
            }
            "/skip" => check.skip(engine),
            _ if line.starts_with('/') => return None,
            _ => check.answer(engine, talk, line, Some(at)),
        };
        if !step.goes_on {
            self.check = None;
        }
        Some(match (step.response, step.next) {
            (Some(said), next) => Reply::Said { said, beside: next },
            (None, next) => Reply::Shown(next.unwrap_or_default()),
        })
    }
}

fn learn(engine: &Engine, talk: &Talk, asked: &str) -> Reply {
    let prompts = &engine.prompts;
    Reply::Shown(match prompts.card(asked) {
        _ if talk.sitting.is_silent() => prompts.words.silent.clone(),
        Some(card) => show::card(prompts, card),
        None => show::cards(prompts),
    })
}
