//! Each person's talk with the bot: in memory only, bounded, forgotten when idle.
//!
//! A talk belongs to one person in one place, and what is said privately is another talk than what
//! the others in a channel can read: a summary must never carry words from the one into the other.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::Engine;

/// The one place that knows the engine's side of a talk.
mod engine {
    use std::time::Duration;

    use super::Heard;
    use crate::{Engine, conversation};

    pub(super) type Talk = conversation::Talk;

    pub(super) fn begin(_: &'static Engine, seed: u64) -> Talk {
        Talk::new(seed)
    }

    pub(super) fn hear(engine: &'static Engine, talk: &mut Talk, text: &str, at: Duration) -> Heard {
        let answer = talk.hear(engine, text, Some(at));
        Heard {
            response: answer.response,
            reflection: answer.reflection,
            tier: answer.tier,
            for_a_helper: engine.safety.words.helper(&engine.safety.help),
        }
    }

    pub(super) fn not_meant(engine: &'static Engine, talk: &mut Talk) -> (String, u8) {
        let answer = talk.not_what_i_meant(engine);
        (answer.response, answer.tier)
    }

    pub(super) fn numbers(engine: &'static Engine, talk: Option<&Talk>) -> String {
        talk.map_or_else(|| help_now(engine), |talk| talk.numbers(engine))
    }

    pub(super) fn help_now(engine: &'static Engine) -> String {
        engine.safety.words.help_now(&engine.safety.help)
    }
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
            idle,
            at_most,
            kept: Mutex::new(kept),
        }
    }

    /// Takes one message in its talk and answers it; begins the talk where there is none.
    pub(super) fn hear(&self, key: Key, seed: u64, text: &str) -> Result<Heard, EngineFailed> {
        self.hear_at(Instant::now(), key, seed, text)
    }

    /// Answers a text that belongs to no talk, and remembers nothing of it.
    pub(super) fn hear_once(&self, seed: u64, text: &str) -> Result<Heard, EngineFailed> {
        catch_unwind(AssertUnwindSafe(|| {
            engine::hear(self.engine, &mut engine::begin(self.engine, seed), text, Duration::ZERO)
        }))
        .map_err(|_| EngineFailed)
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
    pub(super) fn numbers(&self, key: Key) -> String {
        let kept = self.lock();
        engine::numbers(self.engine, kept.talks.get(&key).map(|entry| &entry.talk))
    }

    /// The numbers for the talk of the two with the higher tier.
    pub(super) fn numbers_of_either(&self, one: Key, other: Key) -> String {
        let first = self.tier(one).unwrap_or(0) >= self.tier(other).unwrap_or(0);
        self.numbers(if first { one } else { other })
    }

    /// What `/help-now` says.
    pub(super) fn help_now(&self) -> String {
        engine::help_now(self.engine)
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
        self.lock().talks.retain(|key, _| key.person != person);
    }

    fn hear_at(&self, now: Instant, key: Key, seed: u64, text: &str) -> Result<Heard, EngineFailed> {
        let mut kept = self.lock();
        kept.forget_idle(now, self.idle, self.at_most, &key);
        let new = || Entry {
            talk: engine::begin(self.engine, seed),
            began: now,
            heard: now,
            tier: 0,
        };
        let entry = kept.talks.entry(key).or_insert_with(new);
        let at = now.duration_since(entry.began);
        match catch_unwind(AssertUnwindSafe(|| engine::hear(self.engine, &mut entry.talk, text, at))) {
            Ok(answer) => {
                entry.heard = now;
                entry.tier = answer.tier;
                Ok(answer)
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
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn talks(at_most: usize) -> Talks {
        Talks::new(
            Box::leak(Box::new(Engine::built_in().expect("the built-in data is sound"))),
            30 * MINUTE,
            at_most,
        )
    }

    fn key(person: u64) -> Key {
        Key {
            person,
            channel: 1,
            private: true,
        }
    }

    #[test]
    fn a_talk_goes_on_until_it_was_idle() {
        let talks = talks(10);
        let start = Instant::now();
        for minute in [0, 20, 40] {
            talks.hear_at(start + minute * MINUTE, key(1), 0, "hello").expect("an answer");
            assert_eq!(talks.lock().talks[&key(1)].began, start);
        }
        let later = start + 71 * MINUTE;
        talks.hear_at(later, key(1), 0, "hello").expect("an answer");
        assert_eq!(talks.lock().talks[&key(1)].began, later);
    }

    #[test]
    fn idle_talks_of_others_are_forgotten() {
        let talks = talks(10);
        let start = Instant::now();
        talks.hear_at(start, key(1), 0, "hello").expect("an answer");
        talks.hear_at(start + 31 * MINUTE, key(2), 0, "hello").expect("an answer");
        let kept: Vec<_> = talks.lock().talks.keys().copied().collect();
        assert_eq!(kept, [key(2)]);
    }

    #[test]
    fn there_are_never_more_than_allowed_and_the_quietest_go() {
        let talks = talks(20);
        let start = Instant::now();
        for person in 0..100 {
            let now = start + Duration::from_secs(person);
            talks.hear_at(now, key(person), 0, "hello").expect("an answer");
            assert!(talks.lock().talks.len() <= 20);
        }
        assert!(talks.lock().talks.contains_key(&key(99)));
        assert!(!talks.lock().talks.contains_key(&key(50)));
    }

    #[test]
    fn one_talk_is_room_enough() {
        let talks = talks(1);
        for person in 0..3 {
            talks.hear(key(person), 0, "hello").expect("an answer");
            assert_eq!(talks.lock().talks.len(), 1);
        }
    }
}
