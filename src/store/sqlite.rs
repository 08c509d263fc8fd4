//! The store in a SQLite file: the default, for one process.

use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use super::{Change, Export, Landed, OptIn, PATIENCE, PersonKey, PersonSettings, PlaceKey, Practised, ServerSettings, StoreError, Threads, Turn, sql};

/// A file of more pages than this is not rewritten for one person's sake; `secure_delete` has overwritten the rows all the same.
const REWRITTEN_AT_MOST: i64 = 8_192;

/// A SQLite file.
pub struct Sqlite {
    pool: SqlitePool,
}

impl Sqlite {
    /// Opens the file, creates it and its folder where there are none, and brings its tables up to date.
    ///
    /// # Errors
    /// Names the file and the cause.
    pub async fn open(file: &Path) -> Result<Sqlite, StoreError> {
        let open = |cause: String| StoreError::Open {
            place: file.display().to_string(),
            cause,
        };
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|why| open(why.to_string()))?;
        }
        for_its_owner_alone(file).map_err(|why| open(why.to_string()))?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was acknowledged outlives a loss of power as well.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .pragma("secure_delete", "ON");
        let pool = SqlitePoolOptions::new().max_connections(3).acquire_timeout(PATIENCE);
        let pool = pool.connect_with(options).await.map_err(|why| open(plainly(&why)))?;
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
            .fetch_one(&pool)
            .await
            .map_err(|why| open(plainly(&why)))?;
        if mode != "wal" {
            return Err(open("its file system does not allow write-ahead logging".into()));
        }
        migrations()
            .run(&pool)
            .await
            .map_err(|why| open(format!("its tables cannot be brought up to date: {why}")))?;
        Ok(Sqlite { pool })
    }

    /// Takes what was deleted off the disk: out of the log, and out of the gaps in the file.
    async fn tidy(&self) -> Result<(), StoreError> {
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&self.pool).await.map_err(sql::fault)?;
        if pages <= REWRITTEN_AT_MOST {
            sqlx::query("VACUUM").execute(&self.pool).await.map_err(sql::fault)?;
        }
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await.map_err(sql::fault)?;
        Ok(())
    }

    async fn look_for_damage(&self) -> Result<(), StoreError> {
        let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
            .fetch_one(&self.pool)
            .await
            .map_err(sql::fault)?;
        if found == "ok" {
            Ok(())
        } else {
            Err(StoreError::Unreadable("the file is damaged"))
        }
    }

    /// The file is one process's: it knows what it has changed.
    #[allow(clippy::unused_async, reason = "PostgreSQL's side listens here")]
    async fn tell_changes(&self, _: &(dyn Fn(Change) + Send + Sync)) {}

    /// The file is one process's: there is nobody to wait for.
    #[allow(clippy::unused_async, reason = "PostgreSQL's side waits here")]
    async fn wait_for_turn(&self, _: u32) -> Result<Option<Turn>, StoreError> {
        Ok(None)
    }
}

sql::store!(Sqlite);

/// What SQLite says while opening: it names files and tables, and no values.
fn plainly(why: &sqlx::Error) -> String {
    match why {
        sqlx::Error::Database(of) => of.message().to_owned(),
        other => other.to_string(),
    }
}

/// Makes the file with rights for its owner alone, before anything is in it. SQLite gives its log the same rights.
fn for_its_owner_alone(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

fn migrations() -> Migrator {
    sql::migrations(&[
        (1, "settings", include_str!("migrations/sqlite/0001_settings.sql")),
        (3, "practice", include_str!("migrations/sqlite/0003_practice.sql")),
    ])
}
