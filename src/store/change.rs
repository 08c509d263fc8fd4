//! What one process tells the others that share the database: what is no longer as they may remember it.
//!
//! The database itself tells it (`migrations/postgres/0002_changes.sql`), whoever has changed a row and however. A person is
//! named by the same key as in the tables, and what a setting was changed to is not told.

use super::PersonKey;

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Something of this server's.
    Server(u64),
    /// This person's settings.
    Person(PersonKey),
    /// All that was kept of this person was deleted.
    Forgotten(PersonKey),
    /// Perhaps anything: what was told for a while could not be heard.
    Anything,
}

impl Change {
    /// Reads what the database tells. What is not understood may be anything: a newer version may know more.
    pub(super) fn read(told: &str) -> Change {
        Self::known(told).unwrap_or(Change::Anything)
    }

    fn known(told: &str) -> Option<Change> {
        // "many" people were cleared out at once: it has no second word.
        match told.split_once(' ')? {
            ("server", id) => id.parse().ok().map(Change::Server),
            ("person", key) => bytes(key).map(Change::Person),
            ("forgotten", key) => bytes(key).map(Change::Forgotten),
            _ => None,
        }
    }
}

fn bytes(hex: &str) -> Option<PersonKey> {
    let mut key = [0; 32];
    if hex.len() != 2 * key.len() || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(PersonKey(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_tells_is_read_and_what_is_not_understood_may_be_anything() {
        let key = "0a".repeat(32);
        assert_eq!(Change::read("server 17"), Change::Server(17));
        assert_eq!(Change::read(&format!("person {key}")), Change::Person(PersonKey([10; 32])));
        assert_eq!(Change::read(&format!("forgotten {key}")), Change::Forgotten(PersonKey([10; 32])));
        for other in [
            "",
            "many",
            "server",
            "server x",
            "person 0a",
            "channel 5",
            &format!("person {}", "é".repeat(32)),
        ] {
            assert_eq!(Change::read(other), Change::Anything, "{other}");
        }
    }
}
