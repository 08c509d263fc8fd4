//! How fast one person may use commands: faster than anyone needs, slower than a script.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many commands within [`WITHIN`] are answered.
const MOST: usize = 8;
/// The time in which they are counted.
const WITHIN: Duration = Duration::from_secs(10);
/// Past so many people, those who rest are forgotten.
const PEOPLE: usize = 10_000;

/// When people used commands lately.
#[derive(Default)]
pub(super) struct Pace(Mutex<HashMap<u64, VecDeque<Instant>>>);

impl Pace {
    /// Whether this person may use a command now; it is counted where so.
    pub(super) fn allows(&self, person: u64) -> bool {
        self.allows_at(Instant::now(), person)
    }

    fn allows_at(&self, now: Instant, person: u64) -> bool {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = |at: &Instant| now.duration_since(*at) < WITHIN;
        if people.len() >= PEOPLE {
            people.retain(|_, used| used.back().is_some_and(lately));
        }
        let used = people.entry(person).or_default();
        while used.front().is_some_and(|at| !lately(at)) {
            used.pop_front();
        }
        let allowed = used.len() < MOST;
        if allowed {
            used.push_back(now);
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_slowed_down_and_nobody_else() {
        let (pace, start) = (Pace::default(), Instant::now());
        assert!((0..MOST).all(|_| pace.allows_at(start, 1)));
        assert!(!pace.allows_at(start, 1) && pace.allows_at(start, 2));
        assert!(pace.allows_at(start + WITHIN, 1));
    }
}
