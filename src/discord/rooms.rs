//! Messages that wait for their answer: in the order they were written, a burst together.
//!
//! Each talk has a room. Messages are put in as they come, and whoever answers takes them out, so that
//! a person's messages are answered one after another whatever the network does. A message that is
//! edited while it waits is heard as it is then; one that is deleted is not heard at all.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::talks::Key;

/// So many messages are known again when they come twice, as they do after a connection was taken up again.
const KNOWN: usize = 20_000;
/// A burst that does not end is answered after so many times its length.
const AT_MOST: u32 = 4;
/// More messages than this do not wait one by one: they are answered together.
const WAIT_ALONE: usize = 500;

/// A message that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// Its id. Later messages have greater ones.
    pub(super) id: u64,
    /// What it says; `None` where it only calls the bot.
    pub(super) words: Option<String>,
    /// Whether it mentions the bot.
    pub(super) mentions: bool,
}

/// All rooms.
pub(super) struct Rooms {
    inner: Mutex<Inner>,
    burst: Duration,
    stopping: CancellationToken,
}

#[derive(Default)]
struct Inner {
    rooms: HashMap<Key, Room>,
    known: HashSet<u64>,
    in_order: VecDeque<u64>,
}

struct Room {
    /// In the order of their ids.
    waiting: Vec<Said>,
    first: Instant,
    last: Instant,
}

impl Rooms {
    /// No rooms yet. Once `stopping` is cancelled, no burst is waited for.
    pub(super) fn new(burst: Duration, stopping: CancellationToken) -> Rooms {
        Rooms {
            inner: Mutex::default(),
            burst,
            stopping,
        }
    }

    /// Puts a message in its room. `true` where someone must now begin to answer there: with [`Rooms::next`], until it gives `None`.
    pub(super) fn put(&self, key: Key, said: Said) -> bool {
        let mut inner = self.lock();
        if !inner.first_time(said.id) {
            return false;
        }
        let now = Instant::now();
        let begins = !inner.rooms.contains_key(&key);
        let room = inner.rooms.entry(key).or_insert(Room {
            waiting: Vec::new(),
            first: now,
            last: now,
        });
        if room.waiting.is_empty() {
            room.first = now;
        }
        room.last = now;
        let at = room.waiting.partition_point(|other| other.id < said.id);
        room.waiting.insert(at, said);
        begins
    }

    /// Waits until a burst is over, and takes its messages out. `None`: none are left, and the room is gone.
    pub(super) async fn next(&self, key: Key) -> Option<Vec<Said>> {
        loop {
            let wait = {
                let mut inner = self.lock();
                let room = inner.rooms.get_mut(&key)?;
                if room.waiting.is_empty() {
                    inner.rooms.remove(&key);
                    return None;
                }
                let due = (room.last + self.burst).min(room.first + self.burst * AT_MOST);
                let wait = due.saturating_duration_since(Instant::now());
                if wait.is_zero() || self.stopping.is_cancelled() {
                    let alone = self.burst.is_zero() && room.waiting.len() < WAIT_ALONE;
                    let taken = if alone { 1 } else { room.waiting.len() };
                    return Some(room.waiting.drain(..taken).collect());
                }
                wait
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.stopping.cancelled() => {}
            }
        }
    }

    /// A message was edited: it is heard as it is now. `false` where it does not wait.
    pub(super) fn edit(&self, channel: u64, id: u64, words: Option<String>) -> bool {
        let mut inner = self.lock();
        let rooms = inner.rooms.iter_mut().filter(|(key, _)| key.channel == channel);
        for (_, room) in rooms {
            if let Some(said) = room.waiting.iter_mut().find(|said| said.id == id) {
                said.words = words;
                return true;
            }
        }
        false
    }

    /// A message was deleted: it is not heard. `false` where it does not wait.
    pub(super) fn take_back(&self, channel: u64, id: u64) -> bool {
        let mut inner = self.lock();
        let rooms = inner.rooms.iter_mut().filter(|(key, _)| key.channel == channel);
        for (_, room) in rooms {
            let before = room.waiting.len();
            room.waiting.retain(|said| said.id != id);
            if room.waiting.len() < before {
                return true;
            }
        }
        false
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn first_time(&mut self, id: u64) -> bool {
        if !self.known.insert(id) {
            return false;
        }
        self.in_order.push_back(id);
        if self.in_order.len() > KNOWN
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key {
        person: 1,
        channel: 2,
        private: true,
    };

    fn said(id: u64) -> Said {
        Said {
            id,
            words: Some(format!("words {id}")),
            mentions: false,
        }
    }

    fn ids(burst: &[Said]) -> Vec<u64> {
        burst.iter().map(|said| said.id).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn without_bursts_each_message_is_taken_alone_in_the_order_it_was_written() {
        let rooms = Rooms::new(Duration::ZERO, CancellationToken::new());
        assert!(rooms.put(KEY, said(2)));
        assert!(!rooms.put(KEY, said(1)), "one answers there already");
        assert!(!rooms.put(KEY, said(2)), "it came twice");
        for id in [1, 2] {
            assert_eq!(ids(&rooms.next(KEY).await.expect("one waits")), [id]);
        }
        assert_eq!(rooms.next(KEY).await, None);
        assert!(!rooms.put(KEY, said(2)), "it was answered");
        assert!(rooms.put(KEY, said(3)), "someone must answer again");
    }

    #[tokio::test]
    async fn a_burst_is_taken_together_as_it_is_when_it_ends() {
        let rooms = Rooms::new(Duration::from_millis(50), CancellationToken::new());
        for id in 1..=4 {
            rooms.put(KEY, said(id));
        }
        assert!(rooms.edit(2, 2, None) && rooms.take_back(2, 3));
        assert!(!rooms.edit(2, 9, None) && !rooms.take_back(2, 9) && !rooms.take_back(5, 1));
        let burst = rooms.next(KEY).await.expect("they wait");
        assert_eq!(ids(&burst), [1, 2, 4]);
        assert_eq!(burst[1].words, None);
        assert_eq!(rooms.next(KEY).await, None);
    }

    #[tokio::test]
    async fn nothing_is_waited_for_when_it_is_time_to_stop() {
        let stopping = CancellationToken::new();
        let rooms = Rooms::new(Duration::from_secs(3_600), stopping.clone());
        rooms.put(KEY, said(1));
        stopping.cancel();
        assert_eq!(ids(&rooms.next(KEY).await.expect("it waits")), [1]);
    }
}
