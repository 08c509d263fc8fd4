//! A talk with a client who opens up when they are heard, and closes up when they are pushed.

use std::collections::HashMap;

use super::rows::{ClientRow, MoveRow, StateRow};
use crate::coach::Coding;

/// How a reply is taken: the first row that fits.
pub fn taken<'r>(moves: &'r [MoveRow], coding: &Coding) -> &'r str {
    let fits = |row: &&MoveRow| {
        (row.flags.is_empty() || coding.faults.iter().any(|mend| row.flags.iter().any(|flag| flag == mend.fault.name())))
            && row.code.as_deref().is_none_or(|code| code == coding.main.name())
            && coding.score >= row.score
    };
    moves.iter().find(fits).map_or("other", |row| row.name.as_str())
}

/// A talk that is going on.
#[derive(Debug, Clone)]
pub struct ClientTalk<'r> {
    /// Who talks.
    pub client: &'r ClientRow,
    state: &'r str,
    deepest: u8,
    /// How often they came to a state, and how often they were left in it.
    times: HashMap<(&'r str, bool), usize>,
}

impl<'r> ClientTalk<'r> {
    /// Begins one.
    pub fn new(client: &'r ClientRow) -> Self {
        ClientTalk {
            client,
            state: &client.starts,
            deepest: 0,
            times: HashMap::new(),
        }
    }

    /// What they say first.
    pub fn opening(&mut self) -> &'r str {
        self.line(false)
    }

    /// What they say to a reply that is taken this way.
    pub fn answer(&mut self, way: &str) -> &'r str {
        let to = self.row().and_then(|state| state.ways().find(|(name, _)| *name == way)).map(|(_, to)| to);
        let stays = to.is_none_or(|to| to == self.state);
        if let Some(to) = to {
            self.state = to;
        }
        self.deepest = self.deepest.max(self.row().map_or(0, |state| state.depth));
        self.line(stays)
    }

    /// Whether they have come to the bottom of it.
    pub fn ended(&self) -> bool {
        self.row().is_some_and(|state| state.ends)
    }

    /// How far they have opened up, at the most.
    pub fn deepest(&self) -> u8 {
        self.deepest
    }

    fn row(&self) -> Option<&'r StateRow> {
        self.client.state.iter().find(|state| state.name == self.state)
    }

    /// The next line of the state they are in: one after the other, the last of them again and again; where they stay, round and round.
    fn line(&mut self, stays: bool) -> &'r str {
        let Some(row) = self.row() else { return "" };
        let time = self.times.entry((&row.name, stays)).or_default();
        let lines = if stays && !row.stays.is_empty() { &row.stays } else { &row.says };
        let n = if stays {
            *time % lines.len().max(1)
        } else {
            (*time).min(lines.len().saturating_sub(1))
        };
        *time += 1;
        lines.get(n).map_or("", String::as_str)
    }
}
