//! Each person's talk with the bot: in memory only, bounded, forgotten when idle.
//!
//! A talk belongs to one person in one place, and what is said privately is another talk than what
//! the others in a channel can read: a summary must never carry words from the one into the other.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::metrics::Metrics;
use crate::Engine;
use crate::prompts::{Asked, SelfCheck, Step};
use crate::safety::REMINDED_AFTER;
use crate::safety::help::HelpLines;
use crate::understanding::Theme;

/// Of so many answers a talk still knows by which rule each was made.
const KNOWN: usize = 6;

mod engine;

/// What the engine is asked for in a talk.
#[derive(Debug, Clone, Default)]
pub(super) struct Wishes {
    /// Whether what is said back stays close to the words.
    pub(super) close: bool,
    /// Whether prompts may be offered.
    pub(super) prompts: bool,
    /// The lines of help of a server's country; none for the operator's.
    pub(super) help: Option<Arc<HelpLines>>,
}

/// What a talk has to say to a message, as far as Discord is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    /// What is said, whatever it is.
    pub(super) response: String,
    /// The reflection in it, without the soft note of risk tier 1.
    pub(super) reflection: Option<String>,
    /// The risk tier of the talk after this message.
    pub(super) tier: u8,
    /// What is said at risk where the message was another's than the one's who asked.
    pub(super) for_a_helper: String,
    /// Whether it is a reflection that may be right or wrong.
    pub(super) can_miss: bool,
    /// Whether the talk is long and it is time to say again what this is.
    pub(super) long: bool,
    /// Whether something to sit with may be offered beside it.
    pub(super) offers: bool,
    /// Whether the person said goodbye.
    pub(super) goodbye: bool,
}

/// The rule that made an answer: nothing of what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    /// The kind of reflection.
    pub(super) kind: &'static str,
    /// The rule.
    pub(super) rule: String,
}

/// A message that was heard again, after its talk was forgotten.
#[derive(Debug)]
pub(super) struct Again {
    /// What is said to it when nothing was said before.
    pub(super) first: Heard,
    /// The rule that made it.
    pub(super) rule: Rule,
    /// What is said after "not quite".
    pub(super) other: Heard,
}

/// Whose talk, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The person.
    pub(super) person: u64,
    /// The channel.
    pub(super) channel: u64,
    /// Whether only this person sees the answers.
    pub(super) private: bool,
}

/// All talks under way.
pub(super) struct Talks {
    engine: &'static Engine,
    metrics: Arc<Metrics>,
    idle: Duration,
    at_most: usize,
    kept: Mutex<Kept>,
}

struct Kept {
    talks: HashMap<Key, Entry>,
    swept: Instant,
}

struct Entry {
    talk: engine::Talk,
    began: Instant,
    heard: Instant,
    tier: u8,
    /// By which rules the last answers were made, each by the id of what it answered.
    answers: VecDeque<(u64, Rule)>,
    /// The id of what was answered last.
    latest: u64,
    /// How many answers there were since it was last said that this is a program, and when that was.
    told: (u32, Instant),
}

impl Entry {
    fn begin(engine: &'static Engine, seed: u64, now: Instant) -> Entry {
        Entry {
            talk: engine::begin(engine, seed),
            began: now,
            heard: now,
            tier: 0,
            answers: VecDeque::new(),
            latest: seed,
            told: (0, now),
        }
    }

    /// Keeps how an answer was made, and notes in it when it is time for a reminder.
    fn answered(&mut self, now: Instant, to: u64, heard: &mut Heard, rule: Rule) {
        self.heard = now;
        self.tier = heard.tier;
        self.answers.retain(|(other, _)| *other != to);
        self.answers.push_back((to, rule));
        self.latest = to;
        if self.answers.len() > KNOWN {
            self.answers.pop_front();
        }
        self.told.0 += 1;
        let (count, time) = REMINDED_AFTER;
        if heard.tier == 0 && (self.told.0 >= count || now.duration_since(self.told.1) >= time) {
            heard.long = true;
            self.told = (0, now);
        }
    }
}

/// The engine failed on a message. Says nothing of the message.
#[derive(Debug)]
pub(super) struct EngineFailed;

impl std::fmt::Display for EngineFailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the engine failed on a message; the line before names the place in the source")
    }
}

impl std::error::Error for EngineFailed {}

impl Talks {
    /// No talks yet.
    pub(super) fn new(engine: &'static Engine, idle: Duration, at_most: usize) -> Self {
        let kept = Kept {
            talks: HashMap::new(),
            swept: Instant::now(),
        };
        Talks {
            engine,
            metrics: Arc::new(Metrics::new()),
            idle,
            at_most,
            kept: Mutex::new(kept),
        }
    }

    /// The same talks, their answers counted here.
    pub(super) fn counted_in(mut self, metrics: Arc<Metrics>) -> Self {
        self.metrics = metrics;
        self
    }

    /// Takes one message in its talk and answers it; begins the talk where there is none. `to` is the message's id.
    pub(super) fn hear(&self, key: Key, to: u64, text: &str, wishes: &Wishes) -> Result<Heard, EngineFailed> {
        self.hear_at(Instant::now(), key, to, text, wishes)
    }

    /// Answers a text that belongs to no talk, and remembers nothing of it.
    pub(super) fn hear_once(&self, seed: u64, text: &str, wishes: &Wishes) -> Result<Heard, EngineFailed> {
        catch_unwind(AssertUnwindSafe(|| {
            engine::hear(self.engine, &mut engine::begin(self.engine, seed), text, Duration::ZERO, wishes)
        }))
        .map(|(heard, rule)| {
            self.metrics.said(rule.kind);
            heard
        })
        .map_err(|_| EngineFailed)
    }

    /// The rule by which an answer was made, where the talk still knows it. Told once: nobody's press counts twice.
    pub(super) fn rule(&self, key: Key, to: u64) -> Option<Rule> {
        let mut kept = self.lock();
        let answers = &mut kept.talks.get_mut(&key)?.answers;
        let at = answers.iter().position(|(other, _)| *other == to)?;
        answers.remove(at).map(|(_, rule)| rule)
    }

    /// "Not quite": another focus, where what was answered is the talk's latest message.
    pub(super) fn not_quite(&self, key: Key, to: u64, wishes: &Wishes) -> Option<Heard> {
        let now = Instant::now();
        let mut kept = self.lock();
        let entry = kept.talks.get_mut(&key)?;
        if now.duration_since(entry.heard) > self.idle || entry.latest != to {
            return None;
        }
        let other = catch_unwind(AssertUnwindSafe(|| engine::not_quite(self.engine, &mut entry.talk, wishes)));
        let Ok((mut heard, rule)) = other else {
            kept.talks.remove(&key);
            return None;
        };
        self.metrics.said(rule.kind);
        entry.answered(now, to, &mut heard, rule);
        Some(heard)
    }

    /// Something to sit with, on request; a talk begins where there is none, so that none is given twice in it.
    pub(super) fn prompt(&self, key: Key, theme: Option<Theme>, seed: u64) -> Asked {
        let now = Instant::now();
        let mut kept = self.lock();
        kept.forget_idle(now, self.idle, self.at_most, &key);
        let entry = kept.talks.entry(key).or_insert_with(|| Entry::begin(self.engine, seed, now));
        entry.heard = now;
        engine::prompt(self.engine, &mut entry.talk, theme, seed)
    }

    /// The opening of a check for listeners; none where the talk has something graver to hold.
    pub(super) fn begin_selfcheck(&self, key: Key, seed: u64) -> Option<String> {
        let kept = self.lock();
        match kept.talks.get(&key) {
            Some(entry) => engine::begin_selfcheck(self.engine, &entry.talk, seed),
            None => engine::begin_selfcheck(self.engine, &engine::begin(self.engine, seed), seed),
        }
    }

    /// The answer to a step of a check, or that it is left out (`None`). The talk hears of it only where there is a risk in it.
    pub(super) fn selfcheck(&self, key: Key, check: SelfCheck, text: Option<&str>, wishes: &Wishes) -> Result<Step, EngineFailed> {
        let now = Instant::now();
        let mut kept = self.lock();
        kept.forget_idle(now, self.idle, self.at_most, &key);
        let known = kept.talks.contains_key(&key);
        let entry = kept.talks.entry(key).or_insert_with(|| Entry::begin(self.engine, 0, now));
        let at = now.duration_since(entry.began);
        let step = catch_unwind(AssertUnwindSafe(|| engine::selfcheck(self.engine, &mut entry.talk, check, text, at, wishes)));
        match &step {
            Ok(step) if step.tier > 0 => {
                entry.heard = now;
                entry.tier = step.tier;
            }
            Ok(_) if known => {}
            _ => {
                kept.talks.remove(&key);
            }
        }
        step.map_err(|_| EngineFailed)
    }

    /// Hears a message again whose talk is forgotten. A talk that is under way stays as it is; where there is none, this is its beginning.
    pub(super) fn again(&self, key: Key, to: u64, text: &str, wishes: &Wishes) -> Result<Again, EngineFailed> {
        let now = Instant::now();
        let mut entry = Entry::begin(self.engine, to, now);
        let heard = catch_unwind(AssertUnwindSafe(|| {
            let (first, rule) = engine::hear(self.engine, &mut entry.talk, text, Duration::ZERO, wishes);
            let other = if first.tier >= crate::safety::AT_RISK {
                (first.clone(), rule.clone())
            } else {
                engine::not_quite(self.engine, &mut entry.talk, wishes)
            };
            (first, rule, other)
        }));
        let (first, rule, (mut other, other_rule)) = heard.map_err(|_| EngineFailed)?;
        other.tier = first.tier;
        self.metrics.said(other_rule.kind);
        entry.answered(now, to, &mut other, other_rule);
        let mut kept = self.lock();
        kept.forget_idle(now, self.idle, self.at_most, &key);
        kept.talks.entry(key).or_insert(entry);
        Ok(Again { first, rule, other })
    }

    /// The risk tier of a talk, where there is one under way.
    pub(super) fn tier(&self, key: Key) -> Option<u8> {
        let now = Instant::now();
        let kept = self.lock();
        kept.talks
            .get(&key)
            .filter(|entry| now.duration_since(entry.heard) <= self.idle)
            .map(|entry| entry.tier)
    }

    /// The numbers for whatever is at stake in a talk; those that anyone may need where it is no longer known.
    pub(super) fn numbers(&self, key: Key, wishes: &Wishes) -> String {
        let kept = self.lock();
        let talk = kept.talks.get(&key).map(|entry| &entry.talk);
        talk.map_or_else(|| self.help_now(wishes), |talk| engine::numbers(self.engine, talk))
    }

    /// The numbers for the talk of the two with the higher tier.
    pub(super) fn numbers_of_either(&self, one: Key, other: Key, wishes: &Wishes) -> String {
        let first = self.tier(one).unwrap_or(0) >= self.tier(other).unwrap_or(0);
        self.numbers(if first { one } else { other }, wishes)
    }

    /// What `/help-now` says.
    pub(super) fn help_now(&self, wishes: &Wishes) -> String {
        engine::help_now(self.engine, wishes)
    }

    /// What is said to someone who worries about another.
    pub(super) fn for_a_helper(&self, wishes: &Wishes) -> String {
        engine::for_a_helper(self.engine, wishes)
    }

    /// "That's not what I meant": the talk goes back to listening. Says the one sentence, whether or not the talk is still known.
    pub(super) fn not_meant(&self, key: Key) -> String {
        let mut kept = self.lock();
        match kept.talks.get_mut(&key) {
            Some(entry) => {
                let (words, tier) = engine::not_meant(self.engine, &mut entry.talk);
                entry.tier = tier;
                words
            }
            None => self.engine.safety.words.not_meant().to_owned(),
        }
    }

    /// Forgets a person's talks.
    pub(super) fn forget(&self, person: u64) {
        self.forget_those(|other| other == person);
    }

    /// Forgets the talks of the people for whom this holds.
    pub(super) fn forget_those(&self, gone: impl Fn(u64) -> bool) {
        self.lock().talks.retain(|key, _| !gone(key.person));
    }

    fn hear_at(&self, now: Instant, key: Key, to: u64, text: &str, wishes: &Wishes) -> Result<Heard, EngineFailed> {
        let mut kept = self.lock();
        kept.forget_idle(now, self.idle, self.at_most, &key);
        let entry = kept.talks.entry(key).or_insert_with(|| Entry::begin(self.engine, to, now));
        let at = now.duration_since(entry.began);
        match catch_unwind(AssertUnwindSafe(|| engine::hear(self.engine, &mut entry.talk, text, at, wishes))) {
            Ok((mut heard, rule)) => {
                self.metrics.said(rule.kind);
                entry.answered(now, to, &mut heard, rule);
                Ok(heard)
            }
            Err(_) => {
                // Its memory may be half-written: better a new talk than a broken one.
                kept.talks.remove(&key);
                Err(EngineFailed)
            }
        }
    }

    /// A panic under the lock is caught, so a poisoned lock still guards sound talks.
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Forgets what is idle, and the quietest talks where there are too many. The talk about to go
    /// on is forgotten only when it is idle itself. All are looked at once in a quarter of the idle
    /// time, so that a message costs next to nothing.
    fn forget_idle(&mut self, now: Instant, idle: Duration, at_most: usize, next: &Key) {
        let fresh = |entry: &Entry| now.duration_since(entry.heard) <= idle;
        if now.duration_since(self.swept) > idle / 4 {
            self.talks.retain(|_, entry| fresh(entry));
            self.swept = now;
        } else if self.talks.get(next).is_some_and(|entry| !fresh(entry)) {
            self.talks.remove(next);
        }
        if self.talks.len() >= at_most && !self.talks.contains_key(next) {
            self.forget_quietest(at_most);
        }
    }

    /// Makes room for a tenth of all talks at once, for the same reason.
    fn forget_quietest(&mut self, at_most: usize) {
        let mut heard: Vec<_> = self.talks.iter().map(|(key, entry)| (entry.heard, *key)).collect();
        let keep = at_most - (at_most / 10).max(1);
        let go = heard.len().saturating_sub(keep);
        if go == 0 {
            return;
        }
        heard.select_nth_unstable_by_key(go - 1, |(heard, _)| *heard);
        for (_, key) in &heard[..go] {
            self.talks.remove(key);
        }
    }
}

#[cfg(test)]
mod tests;
