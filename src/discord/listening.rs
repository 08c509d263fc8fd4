//! Threads on servers where a person has asked to be listened to: until it is stopped, a goodbye, or a long silence.
//!
//! Who is listened to where is in the store too, by keys that name nobody, so that a talk goes on after a restart.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::store::{OptIn, PersonKey, PlaceKey};

/// The threads under way.
pub(super) struct Listening {
    idle: Duration,
    places: Mutex<HashMap<PlaceKey, Thread>>,
}

struct Thread {
    person: PersonKey,
    heard: Instant,
    /// Its id, once it is known: the store has none.
    channel: Option<u64>,
}

/// A thread in which nothing was said for long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Silent {
    /// Its key.
    pub(super) place: PlaceKey,
    /// Its id, where it is known.
    pub(super) channel: Option<u64>,
}

impl Listening {
    /// No threads yet. After `idle` without a word a talk in one is over.
    pub(super) fn new(idle: Duration) -> Listening {
        Listening {
            idle,
            places: Mutex::default(),
        }
    }

    /// Takes up what an earlier process listened to.
    pub(super) fn take_up(&self, opt_ins: &[OptIn]) {
        let mut places = self.lock();
        for opt_in in opt_ins {
            places.insert(opt_in.place, Thread::of(opt_in.person, None));
        }
    }

    /// Begins to listen to a person in a thread.
    pub(super) fn open(&self, place: PlaceKey, person: PersonKey, channel: u64) {
        self.lock().insert(place, Thread::of(person, Some(channel)));
    }

    /// Ends listening in a thread. `false` where it was not listened to.
    pub(super) fn close(&self, place: PlaceKey) -> bool {
        self.lock().remove(&place).is_some()
    }

    /// Whether there is any thread at all.
    pub(super) fn anywhere(&self) -> bool {
        !self.lock().is_empty()
    }

    /// Whether anyone is listened to in this thread.
    pub(super) fn is_in(&self, place: PlaceKey) -> bool {
        self.lock().contains_key(&place)
    }

    /// Whether this person is listened to in this thread.
    pub(super) fn to(&self, place: PlaceKey, person: PersonKey) -> bool {
        self.lock().get(&place).is_some_and(|thread| thread.person == person)
    }

    /// Notes that someone wrote. Gives back whether this person is listened to there.
    pub(super) fn heard(&self, place: PlaceKey, person: PersonKey, channel: u64) -> bool {
        let mut places = self.lock();
        let Some(thread) = places.get_mut(&place).filter(|thread| thread.person == person) else {
            return false;
        };
        if thread.heard.elapsed() > self.idle {
            return false;
        }
        thread.heard = Instant::now();
        thread.channel = Some(channel);
        true
    }

    /// Takes out the threads in which nothing was said for too long.
    pub(super) fn take_silent(&self) -> Vec<Silent> {
        let mut silent = Vec::new();
        self.lock().retain(|place, thread| {
            let over = thread.heard.elapsed() > self.idle;
            if over {
                silent.push(Silent {
                    place: *place,
                    channel: thread.channel,
                });
            }
            !over
        });
        silent
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PlaceKey, Thread>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Thread {
    fn of(person: PersonKey, channel: Option<u64>) -> Thread {
        Thread {
            person,
            heard: Instant::now(),
            channel,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Secret;

    #[test]
    fn only_the_person_who_asked_is_listened_to_and_not_after_a_long_silence() {
        let secret = Secret::new(&"not a secret at all ".repeat(2)).expect("long enough");
        let (place, one, other) = (secret.place(5), secret.person(1), secret.person(2));
        let listening = Listening::new(Duration::from_millis(20));
        assert!(!listening.heard(place, one, 5));
        listening.open(place, one, 5);
        assert!(listening.heard(place, one, 5) && !listening.heard(place, other, 5));
        assert!(listening.take_silent().is_empty());
        std::thread::sleep(Duration::from_millis(30));
        assert!(!listening.heard(place, one, 5));
        let silent = Silent { place, channel: Some(5) };
        assert_eq!(listening.take_silent(), [silent]);
        assert!(!listening.close(place) && !listening.anywhere());
    }
}
