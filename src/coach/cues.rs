//! The cues of `responses/en/coach/cues/`: words in a reply that say what it does.

use std::collections::HashSet;
use std::ops::Range;

use super::codes::{Behaviour, Fault};
use crate::data::rows::coach::CueFile;
use crate::pattern::PatternSet;
use crate::understanding::Parsed;

/// The cues, searched for together.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    /// The rows.
    pub rows: Vec<Cue>,
    patterns: PatternSet,
    row_of: Vec<usize>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its name.
    pub name: String,
    /// The behaviour it names by itself.
    pub code: Option<Behaviour>,
    /// The fault it shows.
    pub fault: Option<Fault>,
}

/// A cue heard in a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueHit {
    /// The row's number in [`Cues::rows`].
    pub row: usize,
    /// The tokens of the reply, as the engine read it.
    pub tokens: Range<usize>,
    /// Its characters in the reply as given.
    pub span: Range<usize>,
}

impl Cues {
    /// Makes the index.
    ///
    /// # Errors
    /// Names for every fault, a line each, the file, the row and the cause.
    pub fn new(files: &[(String, CueFile)]) -> Result<Cues, String> {
        let mut cues = Cues::default();
        let mut patterns = Vec::new();
        let mut faults = Vec::new();
        let mut names = HashSet::new();
        for (file, rows) in files {
            for row in &rows.cue {
                let mut fault = |cause: String| faults.push(format!("{file}: cue '{}': {cause}", row.name));
                if !names.insert(&row.name) {
                    fault("the name is there twice".into());
                }
                let code = row.code.as_deref().and_then(Behaviour::named);
                if let Some(name) = row.code.as_ref().filter(|_| code.is_none()) {
                    fault(format!("code: there is no behaviour '{name}'"));
                }
                let shown = row.fault.as_deref().and_then(Fault::named);
                if let Some(name) = row.fault.as_ref().filter(|_| shown.is_none()) {
                    fault(format!("fault: there is no fault '{name}'"));
                }
                if row.examples.is_empty() {
                    fault("examples: there is none".into());
                }
                for pattern in &row.r#match.0 {
                    patterns.push(pattern.clone());
                    cues.row_of.push(cues.rows.len());
                }
                cues.rows.push(Cue {
                    name: row.name.clone(),
                    code,
                    fault: shown,
                });
            }
        }
        cues.patterns = PatternSet::new(patterns);
        if faults.is_empty() { Ok(cues) } else { Err(faults.join("\n")) }
    }

    /// Every cue heard, at most once a sentence for each pattern.
    pub fn hear(&self, reply: &Parsed) -> Vec<CueHit> {
        let tokens = reply.tokens();
        let mut hits: Vec<CueHit> = Vec::new();
        for found in self.patterns.find(reply) {
            let row = self.row_of[found.pattern];
            let Some(words) = tokens.get(found.range.clone()).filter(|words| !words.is_empty()) else {
                continue;
            };
            let start = words.iter().map(|t| t.span.0).min().unwrap_or_default();
            let end = words.iter().map(|t| t.span.1).max().unwrap_or_default();
            let hit = CueHit {
                row,
                tokens: found.range,
                span: start as usize..end as usize,
            };
            if !hits.contains(&hit) {
                hits.push(hit);
            }
        }
        hits
    }

    /// The names of the rows heard in a text.
    pub fn names_in(&self, reply: &Parsed) -> Vec<&str> {
        self.hear(reply).iter().map(|hit| self.rows[hit.row].name.as_str()).collect()
    }
}
