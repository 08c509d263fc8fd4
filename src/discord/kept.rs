//! What lasts, close at hand: a person's settings are read from the store once in a minute at most.
//!
//! A store that is slow or away costs nobody an answer: what was not read in time counts as not set.
//! What somebody sets is another matter: it is acknowledged when the store has it, and not before.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::store::{Export, PersonKey, PersonSettings, Secret, Store, StoreError, today};

/// What was read is taken for true so long. Another process's change is seen after it.
const FRESH: Duration = Duration::from_secs(60);
/// An answer does not wait longer than this for the store.
const READ_AT_MOST: Duration = Duration::from_millis(400);
/// What is set is waited for so long: Discord wants a first answer within three seconds.
const SAVED_AT_MOST: Duration = Duration::from_secs(2);

/// The store, and what was read from it lately.
pub(super) struct Kept {
    store: Box<dyn Store>,
    secret: Secret,
    at_most: usize,
    people: Mutex<HashMap<PersonKey, (PersonSettings, Instant)>>,
    /// Changes are read, made and kept one after another.
    changing: tokio::sync::Mutex<()>,
}

impl Kept {
    /// Nothing was read yet. Of no more than `at_most` people it is remembered.
    pub(super) fn new(store: Box<dyn Store>, secret: Secret, at_most: usize) -> Kept {
        Kept {
            store,
            secret,
            at_most,
            people: Mutex::default(),
            changing: tokio::sync::Mutex::default(),
        }
    }

    /// A person's settings.
    pub(super) async fn person(&self, id: u64) -> PersonSettings {
        let key = self.secret.person(id);
        if let Some((settings, at)) = self.people().get(&key)
            && at.elapsed() < FRESH
        {
            return *settings;
        }
        match tokio::time::timeout(READ_AT_MOST, self.store.person(key)).await {
            Ok(Ok(kept)) => {
                let settings = kept.unwrap_or_default();
                self.remember(key, settings);
                settings
            }
            Ok(Err(why)) => {
                tracing::error!(cause = %why, "the store could not be read; what was not set counts");
                PersonSettings::default()
            }
            Err(_) => {
                tracing::warn!("the store was too slow to be waited for; what was not set counts");
                PersonSettings::default()
            }
        }
    }

    /// Changes a person's settings.
    ///
    /// # Errors
    /// Where the store has not kept it in time.
    pub(super) async fn change_person(&self, id: u64, change: impl FnOnce(&mut PersonSettings)) -> Result<(), StoreError> {
        let key = self.secret.person(id);
        let saved = async {
            let _one_at_a_time = self.changing.lock().await;
            let mut settings = self.store.person(key).await?.unwrap_or_default();
            change(&mut settings);
            self.store.save_person(key, &settings, today()).await?;
            self.remember(key, settings);
            Ok(())
        };
        let late = Err(StoreError::Away("it was busy for too long"));
        tokio::time::timeout(SAVED_AT_MOST, saved).await.unwrap_or(late)
    }

    /// All that is kept of a person.
    ///
    /// # Errors
    /// Where the store has not told it in time.
    pub(super) async fn export(&self, id: u64) -> Result<Export, StoreError> {
        let late = Err(StoreError::Away("it was busy for too long"));
        tokio::time::timeout(SAVED_AT_MOST, self.store.export(self.secret.person(id)))
            .await
            .unwrap_or(late)
    }

    /// Deletes all that is kept of a person.
    ///
    /// # Errors
    /// Where the store has not done it in time.
    pub(super) async fn forget(&self, id: u64) -> Result<(), StoreError> {
        let key = self.secret.person(id);
        let forgotten = async {
            let _one_at_a_time = self.changing.lock().await;
            self.store.forget(key).await?;
            self.people().remove(&key);
            Ok(())
        };
        let late = Err(StoreError::Away("it was busy for too long"));
        tokio::time::timeout(SAVED_AT_MOST, forgotten).await.unwrap_or(late)
    }

    /// Closes the store.
    pub(super) async fn close(&self) {
        self.store.close().await;
    }

    fn remember(&self, key: PersonKey, settings: PersonSettings) {
        let mut people = self.people();
        if people.len() >= self.at_most && !people.contains_key(&key) {
            people.clear();
        }
        people.insert(key, (settings, Instant::now()));
    }

    /// A poisoned lock still guards whole values: each is written in one step.
    fn people(&self) -> MutexGuard<'_, HashMap<PersonKey, (PersonSettings, Instant)>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
