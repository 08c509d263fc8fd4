//! What lasts: settings of servers and people, opt-ins, blocks, numbers of practice where someone has said yes to them, and how reflections landed.
//!
//! There is no place here for what people say or feel: no table holds a text of theirs, a feeling, a
//! theme or a risk tier. A person is a [`PersonKey`], made from the Discord id under the operator's
//! [`Secret`], so that the files alone name nobody.
//!
//! | part | what it does |
//! |---|---|
//! | `admin` | what an operator sees of it |
//! | `key` | makes keys that name nobody |
//! | `model` | what is kept, and what holds where nothing was set |
//! | `change` | what one process tells the others that share the database |
//! | `sql` | the statements, the same for both databases |
//! | `sqlite`, `postgres` | open the database and bring its tables up to date |

pub mod admin;
mod change;
mod key;
mod model;
mod postgres;
mod sql;
mod sqlite;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;

pub use change::Change;
pub use key::{PersonKey, PlaceKey, Secret, SecretError};
pub use model::{Export, Landed, OptIn, PersonSettings, Practised, ServerSettings, Threads};
pub use postgres::{Postgres, Turn};
pub use sqlite::Sqlite;

/// A database that is busy is waited for so long, and no longer.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Why something could not be read or kept. Holds no value of anyone's.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk or the database is full.
    #[error("the store is full")]
    Full,
    /// The database is away, locked for too long, or refuses.
    #[error("the store cannot be reached: {0}")]
    Away(&'static str),
    /// The database holds what this program cannot read.
    #[error("the store holds what cannot be read: {0}")]
    Unreadable(&'static str),
    /// The database cannot be opened.
    #[error("the store at {place} cannot be opened: {cause}")]
    Open {
        /// The file, or "DATABASE_URL".
        place: String,
        /// Why.
        cause: String,
    },
}

/// What a store does. Both databases do it alike: `tests/store.rs` holds each to the same suite.
///
/// Whatever a call has answered with `Ok` outlives the process, however that ends.
#[async_trait]
pub trait Store: Send + Sync {
    /// A server's settings; `None` where its moderators have set nothing.
    async fn server(&self, server: u64) -> Result<Option<ServerSettings>, StoreError>;

    /// Keeps a server's settings.
    async fn save_server(&self, server: u64, settings: &ServerSettings) -> Result<(), StoreError>;

    /// The channels that a server has blocked, in order.
    async fn blocked_channels(&self, server: u64) -> Result<Vec<u64>, StoreError>;

    /// Blocks a channel, or unblocks it.
    async fn block_channel(&self, server: u64, channel: u64, blocked: bool) -> Result<(), StoreError>;

    /// The people that a server has blocked.
    async fn blocked_people(&self, server: u64) -> Result<Vec<PersonKey>, StoreError>;

    /// Blocks a person on a server, or unblocks them.
    async fn block_person(&self, server: u64, person: PersonKey, blocked: bool) -> Result<(), StoreError>;

    /// A person's settings; `None` where the person was never met.
    async fn person(&self, person: PersonKey) -> Result<Option<PersonSettings>, StoreError>;

    /// Keeps a person's settings. `day`: see [`today`].
    async fn save_person(&self, person: PersonKey, settings: &PersonSettings, day: i64) -> Result<(), StoreError>;

    /// Notes that these people were met, where nothing is kept of them yet.
    async fn met(&self, people: &[PersonKey], day: i64) -> Result<(), StoreError>;

    /// Notes that a person wants to be listened to in a place. A place that was another's becomes this person's.
    async fn opt_in(&self, opt_in: &OptIn, day: i64) -> Result<(), StoreError>;

    /// Who is to be listened to in a place.
    async fn opted_in(&self, place: PlaceKey) -> Result<Option<OptIn>, StoreError>;

    /// Every place where someone is to be listened to.
    async fn opt_ins(&self) -> Result<Vec<OptIn>, StoreError>;

    /// Ends listening in a place.
    async fn opt_out(&self, place: PlaceKey) -> Result<(), StoreError>;

    /// Keeps the numbers of a practice. Whether the person has said yes to that, the caller knows.
    async fn practised(&self, person: PersonKey, practised: &Practised) -> Result<(), StoreError>;

    /// The numbers of a person's latest practices, no more than `at_most`, the earliest first.
    async fn practices(&self, person: PersonKey, at_most: u32) -> Result<Vec<Practised>, StoreError>;

    /// Deletes the numbers of a person's practices, so that they are not on the disk either.
    async fn forget_practices(&self, person: PersonKey) -> Result<(), StoreError>;

    /// Counts one press on "That's it" (`hit`) or "Not quite".
    async fn landed(&self, kind: &str, rule: &str, hit: bool) -> Result<(), StoreError>;

    /// All counts, those with the most "Not quite" first.
    async fn all_landed(&self) -> Result<Vec<Landed>, StoreError>;

    /// All that is kept of a person.
    async fn export(&self, person: PersonKey) -> Result<Export, StoreError>;

    /// Deletes all that is kept of a person, so that it is not on the disk either. A server's block stays: it is
    /// the moderators' and not the person's to take away.
    async fn forget(&self, person: PersonKey) -> Result<(), StoreError>;

    /// Deletes what was last written before `day` of people, their opt-ins and their practices. Gives back how many people that were.
    async fn purge(&self, day: i64) -> Result<u64, StoreError>;

    /// Whether the database answers at all.
    async fn answers(&self) -> Result<(), StoreError>;

    /// Looks through the database for damage, as far as it can tell.
    async fn is_whole(&self) -> Result<(), StoreError>;

    /// Tells what is changed in the store, by this process or another, until the store is closed. Where no other process
    /// shares it there is nothing to tell.
    async fn changes(&self, tell: &(dyn Fn(Change) + Send + Sync));

    /// Waits until this process may sign a shard in that waits in this queue of Discord's, and keeps others that share the
    /// store from it until the turn is ended or the process is gone. `None` where no other process shares the store.
    async fn turn(&self, queue: u32) -> Result<Option<Turn>, StoreError>;

    /// Closes the connections, with all that was acknowledged on the disk.
    async fn close(&self);
}

/// Where the store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL database, by its address.
    Database(String),
}

impl Location {
    /// `DATABASE_URL` where it is set, then the configured file, then `felt.sqlite` in the platform's data folder.
    ///
    /// # Errors
    /// Where `DATABASE_URL` is none of PostgreSQL's, or there is no data folder.
    pub fn find(configured: Option<&Path>) -> Result<Location, StoreError> {
        let open = |place: &str, cause: &str| StoreError::Open {
            place: place.to_owned(),
            cause: cause.to_owned(),
        };
        if let Ok(address) = std::env::var("DATABASE_URL")
            && !address.trim().is_empty()
        {
            let address = address.trim();
            if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
                return Err(open("DATABASE_URL", "it is no PostgreSQL address (postgres://…)"));
            }
            return Ok(Location::Database(address.to_owned()));
        }
        if let Some(file) = configured {
            return Ok(Location::File(file.to_owned()));
        }
        use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
        let folders = choose_native_strategy().map_err(|_| open("the data folder", "there is no home folder; set store.file"))?;
        Ok(Location::File(folders.data_dir().join("felt").join("felt.sqlite")))
    }
}

impl Location {
    /// Whether the secret can be had that this place needs: a file's may be made yet, and one in the environment must be long enough.
    ///
    /// # Errors
    /// Where it is not set or cannot be read.
    pub fn secret_is_set_right(&self) -> Result<(), SecretError> {
        match (Secret::find(), self) {
            (Err(SecretError::NotSet), Location::File(_)) => Ok(()),
            (found, _) => found.map(drop),
        }
    }
}

/// Opens the store, creates it where there is none, and finds the secret that belongs to it.
///
/// # Errors
/// Names the place and the cause.
pub async fn open(location: &Location) -> Result<(Box<dyn Store>, Secret), StoreError> {
    let open = |place: String| move |why: SecretError| StoreError::Open { place, cause: why.to_string() };
    match location {
        Location::File(file) => {
            let store = Sqlite::open(file).await?;
            let secret = Secret::find_or_make(file).map_err(open(file.display().to_string()))?;
            Ok((Box::new(store), secret))
        }
        Location::Database(address) => {
            let secret = Secret::find().map_err(open("DATABASE_URL".into()))?;
            Ok((Box::new(Postgres::open(address).await?), secret))
        }
    }
}

/// The day, counted from 1970.
pub fn today() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds / (24 * 60 * 60)).unwrap_or(0)
}
