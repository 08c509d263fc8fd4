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

/// What of a message is about the talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkHit {
    /// The first row that was heard.
    pub row: usize,
    /// The clauses in which any row was heard: what is said besides them is the person's own.
    pub clauses: Vec<usize>,
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

    /// What is about the talk, if anything is.
    pub fn hear(&self, parsed: &Parsed) -> Option<TalkHit> {
        let mut hit: Option<TalkHit> = None;
        for found in self.patterns.find(parsed) {
            let row = self.row_of[found.pattern];
            // "she said, \"you are useless\"" is not said to the listener
            let quoted = |i: usize| parsed.clause_at(i).is_some_and(|c| parsed.clauses[c].quoted);
            if found.range.clone().any(quoted) {
                continue;
            }
            let clauses = found.range.clone().filter_map(|i| parsed.clause_at(i));
            match &mut hit {
                Some(hit) => {
                    hit.row = hit.row.min(row);
                    hit.clauses.extend(clauses);
                }
                None => {
                    hit = Some(TalkHit {
                        row,
                        clauses: clauses.collect(),
                    })
                }
            }
        }
        hit
    }

    /// The row that answers a question about the listener's own life.
    pub fn of_listener(&self) -> Option<&TalkRow> {
        self.rows.iter().find(|row| row.does.as_deref() == Some("listener"))
    }
}
