//! What is kept, and what holds where nothing was set.

use super::{PersonKey, PlaceKey};
use crate::session::Numbers;

/// What a server's moderators have set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerSettings {
    /// Channels where people may open a talk; none where moderators have allowed none.
    pub channels: Vec<u64>,
    /// Roles whose members may; everyone where there is none.
    pub roles: Vec<u64>,
    /// What kind of thread a talk is held in.
    pub threads: Threads,
    /// The country whose lines of help are given; empty for what the operator has set.
    pub country: String,
    /// The language.
    pub language: String,
    /// Whether prompts on attachment themes may be offered.
    pub prompts: bool,
    /// Whether practice is allowed.
    pub practice: bool,
    /// Whether what is for grown-ups alone may come up in practice.
    pub adult: bool,
    /// Whether "Reflect this" works on another person's message.
    pub others: bool,
}

impl Default for ServerSettings {
    /// As long as moderators have set nothing: nothing is listened to, the commands work.
    fn default() -> Self {
        ServerSettings {
            channels: Vec::new(),
            roles: Vec::new(),
            threads: Threads::Private,
            country: String::new(),
            language: "en".into(),
            prompts: true,
            practice: true,
            // The youngest on Discord are 13.
            adult: false,
            others: true,
        }
    }
}

/// What kind of thread a talk on a server is held in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threads {
    /// One that only the person, the bot and the moderators see.
    Private,
    /// One that whoever sees the channel sees.
    Public,
}

impl Threads {
    /// Both, in the order they are offered.
    pub const ALL: [Threads; 2] = [Threads::Private, Threads::Public];

    /// The word it is kept under.
    pub fn name(self) -> &'static str {
        match self {
            Threads::Private => "private",
            Threads::Public => "public",
        }
    }

    /// What a word means.
    pub fn named(name: &str) -> Option<Threads> {
        Self::ALL.into_iter().find(|threads| threads.name() == name)
    }
}

/// What a person has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonSettings {
    /// Whether direct messages are answered.
    pub listening: bool,
    /// Whether reflections may go further than what was said in so many words.
    pub deeper: bool,
    /// Whether prompts may be offered.
    pub prompts: bool,
    /// Whether buttons stand under reflections.
    pub buttons: bool,
    /// Whether the person has said yes to numbers of their practice being kept.
    pub progress: bool,
    /// Whether the person was told what to expect and how to stop.
    pub met: bool,
}

impl Default for PersonSettings {
    fn default() -> Self {
        PersonSettings {
            listening: true,
            deeper: true,
            // Prompts are offered to those who ask for them.
            prompts: false,
            buttons: true,
            progress: false,
            met: false,
        }
    }
}

/// A place on a server where a person wants to be listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptIn {
    /// The thread or channel.
    pub place: PlaceKey,
    /// The server.
    pub server: u64,
    /// The person.
    pub person: PersonKey,
}

/// What is counted of a practice. No word of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practised {
    /// The day, counted from 1970.
    pub day: i64,
    /// What it was: one of the words that the program has for it.
    pub kind: String,
    /// The counts.
    pub numbers: Numbers,
}

/// How what a rule made has landed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// The kind of reflection.
    pub kind: String,
    /// The rule or template.
    pub rule: String,
    /// Presses on "That's it".
    pub hit: u64,
    /// Presses on "Not quite".
    pub missed: u64,
}

/// All that is kept of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Export {
    /// The settings, where there are any.
    pub settings: Option<PersonSettings>,
    /// The day they were last written, counted from 1970.
    pub day: Option<i64>,
    /// Servers where the person is being listened to, with the day it began.
    pub opt_ins: Vec<(u64, i64)>,
    /// Numbers of practices, the earliest first.
    pub practised: Vec<Practised>,
    /// Servers whose moderators have blocked the person.
    pub blocked_on: Vec<u64>,
}
