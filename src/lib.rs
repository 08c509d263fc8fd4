//! Felt practises reflective listening: statement, understanding, reflection, delivery.

pub mod conversation;
#[cfg(feature = "discord")]
pub mod discord;
pub mod settings;

/// The rules and word tables, loaded and checked. Shared by every talk.
pub struct Engine {}

impl Engine {
    /// The rules built into the program.
    pub fn built_in() -> Engine {
        Engine {}
    }
}
