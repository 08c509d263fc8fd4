//! A talk: what was said before, so that nothing is reflected twice and "that's not it" is taken well.

mod rules;

pub use rules::{TalkHit, TalkRules};

use std::time::Duration;

use crate::Engine;
use crate::reflection::{self, Kind, Proposal, kinds};
use crate::understanding::{Understanding, Weightiest};

/// How many reflections a talk remembers; older ones may come again.
const REMEMBERED: usize = 40;

/// One person's talk with Felt. Lives in memory only.
#[derive(Debug, Clone)]
pub struct Talk {
    seed: u64,
    turn: u64,
    /// What was said back, latest last, as hashes: no text is kept longer than a turn.
    said: Vec<u64>,
    /// Whether the last of them was said to the latest message.
    answered: bool,
}

/// What Felt says to one message, and how it came to it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What is said, whatever it is.
    pub response: String,
    /// The reflection in it, without the soft note of risk tier 1.
    pub reflection: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// The weightiest feeling understood, and whether the response says it.
    pub feeling: Option<(Weightiest, bool)>,
    /// The risk tier of the talk after this message, 0 to 4.
    pub tier: u8,
    /// What kind of risk.
    pub category: Option<&'static str>,
    /// The rule or template that made it.
    pub rule: String,
}

impl Talk {
    /// Begins a talk. `seed` decides between wordings of equal worth.
    pub fn new(seed: u64) -> Self {
        Talk { seed, turn: 0, said: Vec::new(), answered: false }
    }

    /// Takes one message and answers it. `at` is the time since the talk began; a batch, which has no clock, gives `None`.
    pub fn hear(&mut self, engine: &Engine, text: &str, at: Option<Duration>) -> Answer {
        let _ = at;
        self.answered = false;
        let heard = engine.understand(text);
        let talk = engine.talk.hear(&heard.parsed);
        let proposals = reflection::propose(engine, &heard, self.seed.wrapping_add(self.turn));
        self.turn += 1;
        let best = proposals.iter().find(|p| p.refused.is_none() && !self.said.contains(&fingerprint(&p.text())));
        if let Some(hit) = talk.filter(|t| !engine.talk.rows[t.row].yields || best.is_none_or(|b| b.weight < 1.5)) {
            let row = &engine.talk.rows[hit.row];
            let response = reflection::pick(&row.say, self.seed.wrapping_add(self.turn), hit.row).cloned().unwrap_or_default();
            return Answer { response, reflection: None, kind: Kind::Talk, feeling: None, tier: 0, category: None, rule: row.name.clone() };
        }
        let chosen = best.cloned().unwrap_or_else(|| kinds::sound::sound(engine, &heard, self.seed.wrapping_add(self.turn)));
        self.answer(engine, &heard, &chosen)
    }

    /// Takes what was in fact said to the latest message, where a talk is replayed.
    pub fn said(&mut self, text: &str) {
        if std::mem::take(&mut self.answered) {
            self.said.pop();
        }
        self.remember(text);
    }

    fn remember(&mut self, text: &str) {
        self.said.push(fingerprint(text));
        if self.said.len() > REMEMBERED {
            self.said.remove(0);
        }
    }

    fn answer(&mut self, engine: &Engine, heard: &Understanding, chosen: &Proposal) -> Answer {
        let text = chosen.text();
        if chosen.kind != Kind::Sound {
            self.remember(&text);
            self.answered = true;
        }
        let lower = text.to_lowercase();
        let feeling = heard.weightiest_feeling(&engine.feelings, &engine.frames).map(|w| {
            let voiced = lower.contains(&w.word);
            (w, voiced)
        });
        Answer { response: text.clone(), reflection: Some(text), kind: chosen.kind, feeling, tier: 0, category: None, rule: chosen.rule.clone() }
    }
}

fn fingerprint(text: &str) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(text)
}
