//! A talk: what was said before, so that nothing is reflected twice and "that's not it" is taken well.

mod rules;

pub use rules::{TalkHit, TalkRules};

use std::time::Duration;

use crate::Engine;
use crate::reflection::{self, Kind, Proposal, kinds};
use crate::safety::{self, Watch};
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
    /// The risk over the talk.
    watch: Watch,
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

impl Answer {
    /// Words for safety's sake: no reflection.
    fn safe(response: String, rule: &str) -> Answer {
        Answer { response, reflection: None, kind: Kind::Safety, feeling: None, tier: 0, category: None, rule: rule.to_string() }
    }
}

impl Talk {
    /// Begins a talk. `seed` decides between wordings of equal worth.
    pub fn new(seed: u64) -> Self {
        Talk { seed, turn: 0, said: Vec::new(), watch: Watch::default() }
    }

    /// Takes one message and answers it. `at` is the time since the talk began; a batch, which has no clock, gives `None`.
    pub fn hear(&mut self, engine: &Engine, text: &str, at: Option<Duration>) -> Answer {
        let parsed = engine.reader.parse(text);
        let risk = engine.safety.hear(&engine.reader, &engine.feelings, text, &parsed);
        let risen = self.watch.hear(risk.as_ref(), text, &engine.safety.signs, at);
        if let Some(answer) = self.safe_answer(engine, risen) {
            return answer;
        }
        let mut answer = self.reflect(engine, Understanding::of(parsed, &engine.feelings, &engine.frames));
        self.watched(engine, risen, &mut answer);
        answer
    }

    /// "That's not what I meant": back to listening at once, with one sentence.
    pub fn not_what_i_meant(&mut self, engine: &Engine) -> Answer {
        self.watch.not_meant();
        let mut answer = Answer::safe(engine.safety.words.not_meant().to_string(), "not meant");
        self.watched(engine, safety::Heard::Calm, &mut answer);
        answer
    }

    /// The numbers again, for whatever the talk's tier is.
    pub fn numbers(&self, engine: &Engine) -> String {
        engine.safety.words.numbers(self.watch.category(), self.watch.tier(), &engine.safety.help)
    }

    /// What is said instead of a reflection while there is a risk.
    fn safe_answer(&mut self, engine: &Engine, risen: safety::Heard) -> Option<Answer> {
        let (response, rule) = engine.safety.words.to(risen, &self.watch, &engine.safety.help)?;
        let mut answer = Answer::safe(response, rule);
        self.watched(engine, risen, &mut answer);
        Some(answer)
    }

    /// Notes the talk's tier in an answer, and adds the soft note where it is due.
    fn watched(&self, engine: &Engine, risen: safety::Heard, answer: &mut Answer) {
        answer.tier = self.watch.tier();
        answer.category = self.watch.category().map(safety::Category::name);
        if risen == (safety::Heard::Soft { note: true }) {
            answer.response = format!("{}\n\n{}", answer.response, engine.safety.words.note());
        }
    }

    /// Reflects what was understood, or answers what is about the talk itself.
    fn reflect(&mut self, engine: &Engine, heard: Understanding) -> Answer {
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

    fn answer(&mut self, engine: &Engine, heard: &Understanding, chosen: &Proposal) -> Answer {
        let text = chosen.text();
        if chosen.kind != Kind::Sound {
            self.said.push(fingerprint(&text));
            if self.said.len() > REMEMBERED {
                self.said.remove(0);
            }
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
