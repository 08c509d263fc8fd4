//! A whole session: its turns, coded one by one, and what they show together.
//!
//! | part | what it does |
//! |---|---|
//! | `parse` | a transcript becomes turns |
//! | `measures` | counts and MITI's summary measures |
//! | `report` | the session in words |
//! | `picture` | what was said when, drawn |
//! | `progress` | many sessions over time, drawn and in words |
//! | `drawing` | what both are drawn with |
//!
//! A turn is what stands on one line of a transcript. A listener's turn is coded against all that the client has said since the listener's last.

mod drawing;
mod measures;
mod parse;
pub mod picture;
pub mod progress;
mod report;

pub use measures::{COMPLEX, Mark, Measures, Numbers, RATIO};
pub use parse::{Said, TranscriptError, Who, parse};
pub use report::{Best, Report};

use crate::Engine;
use crate::coach::{self, Coding};

/// A turn of a session.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Who said it.
    pub who: Who,
    /// What was said.
    pub text: String,
    /// How it was coded, where the listener said it.
    pub coding: Option<Coding>,
    /// What it was an answer to, where the listener said it.
    pub statement: String,
    /// The risk in what it answers: from tier 2 on it is no moment to show.
    pub tier: u8,
}

/// A session: its turns, in their order.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// The turns.
    pub turns: Vec<Turn>,
}

impl Session {
    /// Codes a transcript.
    pub fn of(engine: &Engine, said: Vec<Said>) -> Session {
        let mut session = Session::default();
        for turn in said {
            session.add(engine, turn.who, turn.text);
        }
        session
    }

    /// Adds what was said next, and codes it where the listener said it.
    pub fn add(&mut self, engine: &Engine, who: Who, text: String) {
        let (mut coding, mut statement, mut tier) = (None, String::new(), 0);
        if who == Who::Listener {
            statement = self.heard();
            let earlier: Vec<&str> = self.listener().map(|(_, turn)| turn.text.as_str()).collect();
            coding = Some(coach::code(engine, &statement, &text, &earlier));
            tier = engine.risk(&statement).map_or(0, |risk| risk.tier);
        }
        self.turns.push(Turn {
            who,
            text,
            coding,
            statement,
            tier,
        });
    }

    /// What the client has said since the listener's last turn; where that is nothing, what that turn answered.
    fn heard(&self) -> String {
        let last = self.turns.iter().rposition(|turn| turn.who == Who::Listener);
        let since: Vec<&str> = self.turns[last.map_or(0, |n| n + 1)..].iter().map(|turn| turn.text.as_str()).collect();
        match last {
            Some(last) if since.is_empty() => self.turns[last].statement.clone(),
            _ => since.join(" "),
        }
    }

    /// The listener's turns, each with its number in the session, from 1.
    pub fn listener(&self) -> impl Iterator<Item = (usize, &Turn)> {
        self.turns
            .iter()
            .enumerate()
            .filter(|(_, turn)| turn.who == Who::Listener)
            .map(|(n, turn)| (n + 1, turn))
    }
}
