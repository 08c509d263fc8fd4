//! What lasts, close at hand: settings of people and servers are read from the store once in a minute at most.
//!
//! Where several processes share the store, each is told what another has changed, and reads it again.
//!
//! A store that is slow or away costs nobody an answer: what was known before counts, and where nothing was, what is not set.
//! What somebody sets is another matter: it is acknowledged when the store has it, and not before.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::metrics::Metrics;
use super::talks::Rule;
use crate::session::Numbers;
use crate::store::{Change, Export, OptIn, PersonKey, PersonSettings, PlaceKey, Practised, Secret, ServerSettings, Store, StoreError, Turn, today};

/// What was read is taken for true so long.
const FRESH: Duration = Duration::from_secs(60);
/// An answer does not wait longer than this for the store.
const READ_AT_MOST: Duration = Duration::from_millis(400);
/// What is set is waited for so long.
const SAVED_AT_MOST: Duration = Duration::from_secs(8);
/// A store that does not answer by then is away.
const ANSWERS_AT_MOST: Duration = Duration::from_secs(1);
/// So many practices are read, the latest.
const PRACTICES: u32 = 1_000;
/// People met within this time are noted together.
const TOGETHER: Duration = Duration::from_millis(200);

/// All that a server's moderators have set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Server {
    /// What may be done there.
    pub(super) settings: ServerSettings,
    /// Channels where the bot is silent.
    pub(super) blocked_channels: Vec<u64>,
    /// People whom it does not answer there.
    pub(super) blocked_people: Vec<PersonKey>,
}

/// The store, and what was read from it lately.
pub(super) struct Kept {
    store: Box<dyn Store>,
    secret: Secret,
    metrics: Arc<Metrics>,
    people: Lately<PersonKey, PersonSettings>,
    servers: Lately<u64, Arc<Server>>,
    /// People that were met and are not noted yet.
    newly_met: Mutex<Vec<PersonKey>>,
    /// Changes are read, made and kept one after another.
    changing: tokio::sync::Mutex<()>,
}

impl Kept {
    /// Nothing was read yet. Of no more than `at_most` people it is remembered.
    pub(super) fn new(store: Box<dyn Store>, secret: Secret, at_most: usize, metrics: Arc<Metrics>) -> Kept {
        Kept {
            store,
            secret,
            metrics,
            people: Lately::new(at_most),
            servers: Lately::new(at_most),
            newly_met: Mutex::default(),
            changing: tokio::sync::Mutex::default(),
        }
    }

    /// A few signs that tell a person's buttons from another's.
    pub(super) fn mark(&self, id: u64) -> String {
        self.secret.person(id).mark()
    }

    /// A person's settings.
    pub(super) async fn person(&self, id: u64) -> PersonSettings {
        let key = self.secret.person(id);
        if let Some(settings) = self.people.get(&key) {
            return settings;
        }
        let since = self.people.changes();
        let read = self.in_time(READ_AT_MOST, self.store.person(key)).await;
        let read = read.map(Option::unwrap_or_default);
        self.people.read_or_known(key, read, since)
    }

    /// A server's settings.
    pub(super) async fn server(&self, id: u64) -> Arc<Server> {
        if let Some(server) = self.servers.get(&id) {
            return server;
        }
        let since = self.servers.changes();
        let read = self.in_time(READ_AT_MOST, self.read_server(id)).await.map(Arc::new);
        self.servers.read_or_known(id, read, since)
    }

    async fn read_server(&self, id: u64) -> Result<Server, StoreError> {
        Ok(Server {
            settings: self.store.server(id).await?.unwrap_or_default(),
            blocked_channels: self.store.blocked_channels(id).await?,
            blocked_people: self.store.blocked_people(id).await?,
        })
    }

    /// Whether a server's moderators have blocked a person.
    pub(super) fn is_blocked(&self, server: &Server, person: u64) -> bool {
        !server.blocked_people.is_empty() && server.blocked_people.contains(&self.secret.person(person))
    }

    /// Changes a person's settings, and gives them back as they are then.
    ///
    /// # Errors
    /// Where the store has not kept it in time.
    pub(super) async fn change_person(&self, id: u64, change: impl FnOnce(&mut PersonSettings)) -> Result<PersonSettings, StoreError> {
        let key = self.secret.person(id);
        let saved = async {
            let _one_at_a_time = self.changing.lock().await;
            let mut settings = self.store.person(key).await?.unwrap_or_default();
            change(&mut settings);
            self.store.save_person(key, &settings, today()).await?;
            self.people.put(key, settings);
            Ok(settings)
        };
        self.in_time(SAVED_AT_MOST, saved).await
    }

    /// Changes a server's settings, and gives back all that is set there then.
    ///
    /// # Errors
    /// Where the store has not kept it in time.
    pub(super) async fn change_server(&self, id: u64, change: ServerChange) -> Result<Arc<Server>, StoreError> {
        let saved = async {
            let _one_at_a_time = self.changing.lock().await;
            let mut server = self.read_server(id).await?;
            match change {
                ServerChange::Settings(change) => {
                    change(&mut server.settings);
                    self.store.save_server(id, &server.settings).await?;
                }
                ServerChange::SilentIn(channels) => {
                    for gone in server.blocked_channels.iter().filter(|channel| !channels.contains(channel)) {
                        self.store.block_channel(id, *gone, false).await?;
                    }
                    for new in channels.iter().filter(|channel| !server.blocked_channels.contains(channel)) {
                        self.store.block_channel(id, *new, true).await?;
                    }
                }
                ServerChange::Block(people, blocked) => {
                    for person in people {
                        self.store.block_person(id, self.secret.person(person), blocked).await?;
                    }
                }
            }
            let server = Arc::new(self.read_server(id).await?);
            self.servers.put(id, server.clone());
            Ok(server)
        };
        self.in_time(SAVED_AT_MOST, saved).await
    }

    /// Notes that a person was told what to expect. `true` where [`Kept::note_met`] must be run, for this person and those that come meanwhile.
    pub(super) fn met(&self, id: u64) -> bool {
        let key = self.secret.person(id);
        let mut settings = self.people.get(&key).unwrap_or_default();
        settings.met = true;
        self.people.put(key, settings);
        let mut newly = locked(&self.newly_met);
        newly.push(key);
        newly.len() == 1
    }

    /// Keeps who was met. Should the store not have it, the person is told once more another time.
    pub(super) async fn note_met(&self) {
        tokio::time::sleep(TOGETHER).await;
        let newly = std::mem::take(&mut *locked(&self.newly_met));
        let _one_at_a_time = self.changing.lock().await;
        if let Err(why) = self.in_time(SAVED_AT_MOST, self.store.met(&newly, today())).await {
            tracing::warn!(cause = %why, "who was met could not be kept");
        }
    }

    /// Keeps the numbers of a practice, where the person has said yes to that. `true` where they are kept.
    ///
    /// # Errors
    /// Where the store has not kept them in time.
    pub(super) async fn practised(&self, id: u64, kind: &str, numbers: Numbers) -> Result<bool, StoreError> {
        let key = self.secret.person(id);
        let saved = async {
            let _one_at_a_time = self.changing.lock().await;
            // Asked of the store itself: a no that was given in another process counts at once.
            if !self.store.person(key).await?.unwrap_or_default().progress {
                return Ok(false);
            }
            let practised = Practised {
                day: today(),
                kind: kind.to_owned(),
                numbers,
            };
            self.store.practised(key, &practised).await?;
            Ok(true)
        };
        self.in_time(SAVED_AT_MOST, saved).await
    }

    /// The numbers of a person's practices, the earliest first.
    ///
    /// # Errors
    /// Where the store has not told them in time.
    pub(super) async fn practices(&self, id: u64) -> Result<Vec<Practised>, StoreError> {
        self.in_time(SAVED_AT_MOST, self.store.practices(self.secret.person(id), PRACTICES)).await
    }

    /// A person no longer wants numbers kept: those that are go.
    ///
    /// # Errors
    /// Where the store has not done it in time.
    pub(super) async fn forget_practices(&self, id: u64) -> Result<(), StoreError> {
        self.change_person(id, |settings| settings.progress = false).await?;
        self.in_time(SAVED_AT_MOST, self.store.forget_practices(self.secret.person(id))).await
    }

    /// Counts a verdict on what a rule has made: without a text and without a person.
    pub(super) async fn landed(&self, rule: &Rule, hit: bool) {
        if let Err(why) = self.in_time(SAVED_AT_MOST, self.store.landed(rule.kind, &rule.rule, hit)).await {
            tracing::warn!(cause = %why, "a verdict could not be counted");
        }
    }

    /// The key of a place.
    pub(super) fn place(&self, channel: u64) -> PlaceKey {
        self.secret.place(channel)
    }

    /// The key of a person.
    pub(super) fn key(&self, person: u64) -> PersonKey {
        self.secret.person(person)
    }

    /// Every place where someone is to be listened to.
    ///
    /// # Errors
    /// Where the store has not told it in time.
    pub(super) async fn opt_ins(&self) -> Result<Vec<OptIn>, StoreError> {
        self.in_time(SAVED_AT_MOST, self.store.opt_ins()).await
    }

    /// Keeps that a person is to be listened to in a place.
    ///
    /// # Errors
    /// Where the store has not kept it in time.
    pub(super) async fn opt_in(&self, opt_in: &OptIn) -> Result<(), StoreError> {
        self.in_time(SAVED_AT_MOST, self.store.opt_in(opt_in, today())).await
    }

    /// Ends listening in a place.
    ///
    /// # Errors
    /// Where the store has not kept it in time.
    pub(super) async fn opt_out(&self, place: PlaceKey) -> Result<(), StoreError> {
        self.in_time(SAVED_AT_MOST, self.store.opt_out(place)).await
    }

    /// All that is kept of a person.
    ///
    /// # Errors
    /// Where the store has not told it in time.
    pub(super) async fn export(&self, id: u64) -> Result<Export, StoreError> {
        self.in_time(SAVED_AT_MOST, self.store.export(self.secret.person(id))).await
    }

    /// Deletes all that is kept of a person.
    ///
    /// # Errors
    /// Where the store has not done it in time.
    pub(super) async fn forget(&self, id: u64) -> Result<(), StoreError> {
        let key = self.secret.person(id);
        let forgotten = async {
            let _one_at_a_time = self.changing.lock().await;
            locked(&self.newly_met).retain(|other| *other != key);
            self.store.forget(key).await?;
            self.people.remove(&key);
            Ok(())
        };
        self.in_time(SAVED_AT_MOST, forgotten).await
    }

    /// Has read again what the store says was changed, and tells whom it says was forgotten, until the store is closed.
    pub(super) async fn follow_changes(&self, forgotten: impl Fn(PersonKey) + Send + Sync) {
        let tell = |change| match change {
            Change::Server(id) => self.servers.doubt_of(&id),
            Change::Person(key) => self.people.doubt_of(&key),
            Change::Forgotten(key) => {
                self.people.remove(&key);
                forgotten(key);
            }
            Change::Anything => {
                self.servers.doubt();
                self.people.doubt();
            }
        };
        self.store.changes(&tell).await;
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// With why it does not.
    pub(super) async fn answers(&self) -> Result<(), StoreError> {
        self.in_time(ANSWERS_AT_MOST, self.store.answers()).await
    }

    /// Waits no longer than this for the store, and counts how long it was and what came of it.
    async fn in_time<T>(&self, at_most: Duration, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        let began = Instant::now();
        let late = Err(StoreError::Away("it was busy for too long"));
        let outcome = tokio::time::timeout(at_most, work).await.unwrap_or(late);
        self.metrics.stored(began.elapsed(), &outcome);
        outcome
    }

    /// Waits for a queue's turn to sign a shard in; none where no other process could be in the way.
    pub(super) async fn turn(&self, queue: u32) -> Option<Turn> {
        self.store.turn(queue).await.unwrap_or_else(|why| {
            tracing::warn!(cause = %why, "a shard signs in without having waited for other processes");
            None
        })
    }

    /// Closes the store.
    pub(super) async fn close(&self) {
        self.store.close().await;
    }
}

/// What moderators change.
pub(super) enum ServerChange {
    /// A setting.
    Settings(Box<dyn FnOnce(&mut ServerSettings) + Send>),
    /// The bot is silent in these channels, and in no others.
    SilentIn(Vec<u64>),
    /// These people are blocked, or no longer.
    Block(Vec<u64>, bool),
}

/// What was read lately, of no more than so many.
struct Lately<K, V> {
    at_most: usize,
    /// Each with when it was read; without where it is to be read again, and counts only until it can be.
    read: Mutex<HashMap<K, (V, Option<Instant>)>>,
    /// How often something was found to be no longer so.
    changes: AtomicU64,
}

impl<K: Eq + Hash + Copy, V: Clone + Default> Lately<K, V> {
    fn new(at_most: usize) -> Self {
        Lately {
            at_most,
            read: Mutex::default(),
            changes: AtomicU64::new(0),
        }
    }

    fn get(&self, key: &K) -> Option<V> {
        let read = locked(&self.read);
        let (value, at) = read.get(key)?;
        at.filter(|at| at.elapsed() < FRESH).map(|_| value.clone())
    }

    /// To be asked before reading from the store, and told to [`Lately::read_or_known`] after.
    fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// Remembers what was read, unless something was changed while it was being read: it may have been that. Where nothing
    /// could be read, what is known from before counts, however old.
    fn read_or_known(&self, key: K, read: Result<V, StoreError>, since: u64) -> V {
        match read {
            Ok(value) => {
                if self.changes() == since {
                    self.put(key, value.clone());
                } else {
                    // it may be what was changed
                    let mut read = locked(&self.read);
                    if read.len() < self.at_most {
                        read.entry(key).or_insert_with(|| (value.clone(), None));
                    }
                }
                value
            }
            Err(why) => {
                tracing::error!(cause = %why, "the store could not be read; what was known before counts");
                locked(&self.read).get(&key).map(|(value, _)| value.clone()).unwrap_or_default()
            }
        }
    }

    fn put(&self, key: K, value: V) {
        let mut read = locked(&self.read);
        if read.len() >= self.at_most && !read.contains_key(&key) {
            read.clear();
        }
        read.insert(key, (value, Some(Instant::now())));
    }

    fn remove(&self, key: &K) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        locked(&self.read).remove(key);
    }

    /// It is to be read again; until it can be, it counts. What this process has just changed itself is told to it too.
    fn doubt_of(&self, key: &K) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        if let Some((_, at)) = locked(&self.read).get_mut(key) {
            *at = None;
        }
    }

    /// All of it is to be read again; until it can be, it counts.
    fn doubt(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        locked(&self.read).values_mut().for_each(|(_, at)| *at = None);
    }
}

/// A poisoned lock still guards whole values: each is written in one step.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
