//! A PostgreSQL database for one test, on the server that `FELT_TEST_POSTGRES` names.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::io::Write;

use sqlx::{Connection, PgConnection};

/// A database of its own.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Makes one. `None`, and a notice, where there is no server; in CI (`CI=true`) there must be one.
    pub async fn make(name: &str) -> Option<Database> {
        let Ok(server) = std::env::var("FELT_TEST_POSTGRES") else {
            let in_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!in_ci, "in CI, FELT_TEST_POSTGRES must give a PostgreSQL server");
            let _ = writeln!(std::io::stderr(), "NOTICE: FELT_TEST_POSTGRES is not set: {name} is NOT tested on PostgreSQL");
            return None;
        };
        let name = format!("felt_{name}_{}", std::process::id());
        let database = Database { server, name };
        database.run(&format!("CREATE DATABASE {}", database.name)).await;
        Some(database)
    }

    /// Its address.
    pub fn address(&self) -> String {
        let (path, _) = self.server.rsplit_once('/').expect("an address with a database");
        format!("{path}/{}", self.name)
    }

    /// Runs something on the server.
    pub async fn run(&self, sql: &str) {
        let mut server = PgConnection::connect(&self.server).await.expect("the server is there");
        sqlx::raw_sql(sql).execute(&mut server).await.unwrap_or_else(|why| panic!("{sql}: {why}"));
    }

    /// Nobody reaches it any more, until [`Database::comes_back`].
    pub async fn goes_away(&self) {
        self.run(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", self.name)).await;
        let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", self.name);
        self.run(&sql).await;
    }

    /// It is there again.
    pub async fn comes_back(&self) {
        self.run(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.name)).await;
    }

    /// Deletes it.
    pub async fn end(self) {
        self.run(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}
