//! The store in a PostgreSQL database: for many processes.

use std::str::FromStr;
use std::time::Duration;

use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions};

use super::{Change, Export, Landed, OptIn, PATIENCE, PersonKey, PersonSettings, PlaceKey, Practised, ServerSettings, StoreError, Threads, sql};

/// The first of the two numbers of the advisory locks that turns are: "felt" in letters.
const TURNS: i32 = 0x6665_6c74;

/// A connection that was lost is made again after so long.
const LISTENS_AGAIN: Duration = Duration::from_secs(1);

/// A PostgreSQL database.
pub struct Postgres {
    pool: PgPool,
    options: PgConnectOptions,
}

/// A turn to sign in. Where it is dropped, or its process is killed, the database ends it with its connection.
pub struct Turn(PgConnection);

impl Turn {
    /// Lets the next process have its turn.
    pub async fn end(self) {
        // A connection that cannot be closed in order is gone, and the turn with it.
        let _ = self.0.close().await;
    }
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
        let options = options.application_name("felt");
        let patient = options.clone().options([("statement_timeout", "5s")]);
        let pool = PgPoolOptions::new().max_connections(6).acquire_timeout(PATIENCE);
        let pool = pool.connect_with(patient).await.map_err(|why| open(plainly(&why)))?;
        migrations()
            .run(&pool)
            .await
            .map_err(|why| open(format!("its tables cannot be brought up to date: {why}")))?;
        Ok(Postgres { pool, options })
    }

    /// PostgreSQL's own housekeeping takes deleted rows off the disk.
    #[allow(clippy::unused_async, reason = "SQLite's side waits here")]
    async fn tidy(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// PostgreSQL checks what it reads by itself.
    #[allow(clippy::unused_async, reason = "SQLite's side looks here")]
    async fn look_for_damage(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Listens until the pool is closed. What is told while the connection is away is not told again: then it may be anything.
    async fn tell_changes(&self, tell: &(dyn Fn(Change) + Send + Sync)) {
        loop {
            match self.listen(tell).await {
                Ok(()) | Err(sqlx::Error::PoolClosed) if self.pool.is_closed() => return,
                _ => tokio::time::sleep(LISTENS_AGAIN).await,
            }
        }
    }

    async fn listen(&self, tell: &(dyn Fn(Change) + Send + Sync)) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.eager_reconnect(false);
        listener.listen("felt").await?;
        tell(Change::Anything);
        while let Some(told) = listener.try_recv().await? {
            tell(Change::read(told.payload()));
        }
        Ok(())
    }

    /// A lock of the session on a connection of its own: it is waited for as long as it takes.
    async fn wait_for_turn(&self, queue: u32) -> Result<Option<Turn>, StoreError> {
        let mut connection = PgConnection::connect_with(&self.options).await.map_err(sql::fault)?;
        let query = sqlx::query("SELECT pg_advisory_lock($1, $2)").bind(TURNS);
        let query = query.bind(i32::try_from(queue).unwrap_or(0));
        query.execute(&mut connection).await.map_err(sql::fault)?;
        Ok(Some(Turn(connection)))
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
    sql::migrations(&[
        (1, "settings", include_str!("migrations/postgres/0001_settings.sql")),
        (2, "changes", include_str!("migrations/postgres/0002_changes.sql")),
        (3, "practice", include_str!("migrations/postgres/0003_practice.sql")),
    ])
}
