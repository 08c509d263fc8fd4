//! The store in a PostgreSQL database: for many processes.

use std::borrow::Cow;
use std::str::FromStr;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use super::{Export, Landed, OptIn, PATIENCE, PersonKey, PersonSettings, PlaceKey, Practised, ServerSettings, StoreError, Threads, sql};

/// A PostgreSQL database.
pub struct Postgres {
    pool: PgPool,
}

impl Postgres {
    /// Connects, and brings the tables up to date. Several processes may do so at once: one does, the others wait.
    ///
    /// # Errors
    /// Names the cause, never the address: it holds a password.
    pub async fn open(address: &str) -> Result<Postgres, StoreError> {
        let open = |cause: String| StoreError::Open {
            place: "DATABASE_URL".into(),
            cause,
        };
        let options = PgConnectOptions::from_str(address).map_err(|_| open("it is no PostgreSQL address".into()))?;
        let options = options.application_name("felt").options([("statement_timeout", "5s")]);
        let pool = PgPoolOptions::new().max_connections(5).acquire_timeout(PATIENCE);
        let pool = pool.connect_with(options).await.map_err(|why| open(plainly(&why)))?;
        migrations()
            .run(&pool)
            .await
            .map_err(|why| open(format!("its tables cannot be brought up to date: {why}")))?;
        Ok(Postgres { pool })
    }

    /// PostgreSQL's own housekeeping takes deleted rows off the disk.
    #[allow(clippy::unused_async, reason = "SQLite's side waits here")]
    async fn tidy(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

sql::store!(Postgres);

fn plainly(why: &sqlx::Error) -> String {
    match why {
        sqlx::Error::Database(of) => of.message().to_owned(),
        sqlx::Error::Io(why) => why.kind().to_string(),
        sqlx::Error::PoolTimedOut => "it did not answer in time".into(),
        _ => "the connection failed".into(),
    }
}

fn migrations() -> Migrator {
    Migrator {
        migrations: Cow::Owned(vec![
            migration(1, "settings", include_str!("migrations/postgres/0001_settings.sql")),
            migration(3, "practice", include_str!("migrations/postgres/0003_practice.sql")),
        ]),
        ..Migrator::DEFAULT
    }
}

fn migration(number: i64, name: &'static str, sql: &'static str) -> Migration {
    Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, Cow::Borrowed(sql), false)
}
