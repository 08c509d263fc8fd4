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
pub(super) struct Pace(Mutex<HashMap<u64, Used>>);

/// When one person used commands lately.
#[derive(Default)]
struct Used {
    at: VecDeque<Instant>,
    /// The latest command, and whether it was allowed: a command that is a part of another is asked about twice.
    latest: Option<(u64, bool)>,
}

impl Pace {
    /// Whether this person may use a command now; it is counted where so, by its id, once.
    pub(super) fn allows(&self, person: u64, command: u64) -> bool {
        self.allows_at(Instant::now(), person, command)
    }

    fn allows_at(&self, now: Instant, person: u64, command: u64) -> bool {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = |at: &Instant| now.duration_since(*at) < WITHIN;
        if people.len() >= PEOPLE {
            people.retain(|_, used| used.at.back().is_some_and(lately));
        }
        let used = people.entry(person).or_default();
        if let Some((_, allowed)) = used.latest.filter(|(latest, _)| *latest == command) {
            return allowed;
        }
        while used.at.front().is_some_and(|at| !lately(at)) {
            used.at.pop_front();
        }
        let allowed = used.at.len() < MOST;
        if allowed {
            used.at.push_back(now);
        }
        used.latest = Some((command, allowed));
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_slowed_down_and_nobody_else() {
        let (pace, start) = (Pace::default(), Instant::now());
        let commands = 0..MOST as u64;
        assert!(
            commands
                .clone()
                .all(|command| pace.allows_at(start, 1, command) && pace.allows_at(start, 1, command))
        );
        assert!(!pace.allows_at(start, 1, 90) && !pace.allows_at(start, 1, 90) && pace.allows_at(start, 2, 91));
        assert!(pace.allows_at(start + WITHIN, 1, 92));
    }
}
