//! What is held in memory for a while: bounded, and forgotten when nobody comes back to it.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::talks::EngineFailed;

/// Things by their keys.
pub(super) struct Awhile<K, V> {
    idle: Duration,
    at_most: usize,
    held: Mutex<HashMap<K, (V, Instant)>>,
}

impl<K: Eq + Hash + Copy, V> Awhile<K, V> {
    /// Nothing yet. What nobody came back to for `idle` is forgotten; of more than `at_most`, what was left alone longest.
    pub(super) fn new(idle: Duration, at_most: usize) -> Self {
        Awhile {
            idle,
            at_most: at_most.max(1),
            held: Mutex::default(),
        }
    }

    /// Holds something from now on.
    pub(super) fn put(&self, key: K, value: V) {
        let now = Instant::now();
        let mut held = self.lock();
        if held.len() >= self.at_most && !held.contains_key(&key) {
            held.retain(|_, (_, at)| now.duration_since(*at) <= self.idle);
        }
        if held.len() >= self.at_most && !held.contains_key(&key) {
            let quietest = held.iter().min_by_key(|(_, (_, at))| *at).map(|(key, _)| *key);
            if let Some(key) = quietest {
                held.remove(&key);
            }
        }
        held.insert(key, (value, now));
    }

    /// Works with what is held; `None` where there is nothing. Where the work breaks off, it is forgotten: it may be half-changed.
    ///
    /// # Errors
    /// Where the work broke off.
    pub(super) fn with<T>(&self, key: K, work: impl FnOnce(&mut V) -> T) -> Result<Option<T>, EngineFailed> {
        let mut held = self.lock();
        let now = Instant::now();
        let Some((value, at)) = held.get_mut(&key) else { return Ok(None) };
        if now.duration_since(*at) > self.idle {
            held.remove(&key);
            return Ok(None);
        }
        *at = now;
        match catch_unwind(AssertUnwindSafe(|| work(value))) {
            Ok(done) => Ok(Some(done)),
            Err(_) => {
                held.remove(&key);
                Err(EngineFailed)
            }
        }
    }

    /// Takes something out.
    pub(super) fn take(&self, key: K) -> Option<V> {
        let (value, at) = self.lock().remove(&key)?;
        (at.elapsed() <= self.idle).then_some(value)
    }

    /// Takes out what nobody came back to in time.
    pub(super) fn take_idle(&self) -> Vec<(K, V)> {
        let mut held = self.lock();
        let idle: Vec<K> = held.iter().filter(|(_, (_, at))| at.elapsed() > self.idle).map(|(key, _)| *key).collect();
        idle.into_iter().filter_map(|key| held.remove(&key).map(|(value, _)| (key, value))).collect()
    }

    /// Forgets what this is true of.
    pub(super) fn forget(&self, of: impl Fn(&K, &V) -> bool) {
        self.lock().retain(|key, (value, _)| !of(key, value));
    }

    /// Whether anything is held.
    pub(super) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// A panic under the lock is caught, so a poisoned lock still guards whole things.
    fn lock(&self) -> MutexGuard<'_, HashMap<K, (V, Instant)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_comes_back_to_is_forgotten() {
        let held = Awhile::new(Duration::from_millis(30), 10);
        held.put(1, 'a');
        assert_eq!(held.with(1, |value| *value).expect("no fault"), Some('a'));
        std::thread::sleep(Duration::from_millis(40));
        assert_eq!(held.with(1, |value| *value).expect("no fault"), None);
        held.put(2, 'b');
        std::thread::sleep(Duration::from_millis(40));
        assert_eq!(held.take_idle(), [(2, 'b')]);
        assert!(held.is_empty());
    }

    #[test]
    fn of_too_many_what_was_left_alone_longest_goes() {
        let held = Awhile::new(Duration::from_secs(60), 2);
        for key in [1, 2, 3] {
            held.put(key, ());
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(held.take(1).is_none() && held.take(2).is_some() && held.take(3).is_some());
    }

    #[test]
    fn what_a_fault_may_have_left_half_changed_is_forgotten() {
        let held = Awhile::new(Duration::from_secs(60), 2);
        held.put(1, 0);
        assert!(held.with(1, |_| panic!("a fault")).is_err());
        assert!(held.take(1).is_none());
    }
}
