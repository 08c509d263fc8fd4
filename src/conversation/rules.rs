//! Turns about the talk itself (`responses/en/talk.toml`): greetings, thanks, what it is.

use crate::data::rows::{TalkFile, TalkRow};
use crate::pattern::PatternSet;
use crate::understanding::Parsed;

/// The rows, searched for together.
#[derive(Debug, Clone, Default)]
pub struct TalkRules {
    /// The rows.
    pub rows: Vec<TalkRow>,
    patterns: PatternSet,
    row_of: Vec<usize>,
}

/// A turn about the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TalkHit {
    /// The row.
    pub row: usize,
}

impl TalkRules {
    /// Makes the index.
    pub fn new(file: TalkFile) -> TalkRules {
        let mut rules = TalkRules::default();
        let mut patterns = Vec::new();
        for mut row in file.talk {
            for pattern in std::mem::take(&mut row.r#match.0) {
                patterns.push(pattern);
                rules.row_of.push(rules.rows.len());
            }
            rules.rows.push(row);
        }
        rules.patterns = PatternSet::new(patterns);
        rules
    }

    /// The first row that matches.
    pub fn hear(&self, parsed: &Parsed) -> Option<TalkHit> {
        self.patterns
            .find(parsed)
            .into_iter()
            .map(|m| self.row_of[m.pattern])
            .min()
            .map(|row| TalkHit { row })
    }
}
