//! Situations that people speak of without naming a feeling (`responses/en/frames/`).

use std::collections::HashSet;
use std::ops::Range;

use super::{Feelings, Parsed, feeling::clause_of_match};
use crate::data::rows::{FrameFile, FrameRow, Scope};
use crate::pattern::{Match, PatternSet};
use crate::reflection::template;

/// Every frame, searched for together.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    /// The rows.
    pub rows: Vec<FrameRow>,
    families: Vec<Option<usize>>,
    patterns: PatternSet,
    row_of: Vec<usize>,
}

/// A situation heard in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameHit {
    /// The row's number in [`Frames::rows`].
    pub row: usize,
    /// The family of its feeling.
    pub family: Option<usize>,
    /// The match.
    pub found: Match,
    /// The clause it is in.
    pub clause: usize,
}

impl Frames {
    /// Makes the index. The error names for every fault, a line each, the file, the row and the cause; rows that are `bare` are not
    /// looked through again.
    pub fn new(files: Vec<(String, FrameFile)>, feelings: &Feelings, bare: bool) -> Result<Frames, String> {
        let mut frames = Frames::default();
        let mut patterns = Vec::new();
        let mut faults: Vec<String> = Vec::new();
        let mut names: HashSet<String> = HashSet::new();
        for (file, rows) in files {
            for mut row in rows.frame {
                let mut fault = |cause: String| faults.push(format!("{file}: frame '{}': {cause}", row.name));
                if !names.insert(row.name.clone()) {
                    fault("the name is there twice".into());
                }
                let family = row.feeling.as_ref().and_then(|name| feelings.family(name));
                if let Some(name) = row.feeling.as_ref().filter(|_| family.is_none()) {
                    fault(format!("there is no family of feelings '{name}'"));
                }
                for pattern in std::mem::take(&mut row.r#match.0) {
                    if !bare {
                        let slots = pattern.slots();
                        let wrong = row.say.iter().filter_map(|say| Some((say, template::check(say, &slots).err()?)));
                        wrong.for_each(|(say, cause)| fault(format!("'{say}': {cause}")));
                    }
                    patterns.push(pattern);
                    frames.row_of.push(frames.rows.len());
                }
                frames.rows.push(row);
                frames.families.push(family);
            }
        }
        frames.patterns = PatternSet::new(patterns);
        if faults.is_empty() { Ok(frames) } else { Err(faults.join("\n")) }
    }

    /// Every situation heard.
    pub fn hear(&self, parsed: &Parsed) -> Vec<FrameHit> {
        let mut hits: Vec<FrameHit> = Vec::new();
        for found in self.patterns.find(parsed) {
            let row = self.row_of[found.pattern];
            let Some(clause) = clause_of_match(parsed, &found.range) else { continue };
            let held = self.rows[row].scope == Scope::Any || parsed.asserts(clause, &found.range);
            if held && !hits.iter().any(|h| h.row == row && h.clause == clause) {
                hits.push(FrameHit {
                    row,
                    family: self.families[row],
                    found,
                    clause,
                });
            }
        }
        hits
    }

    /// The slots of a hit by name.
    pub fn slot(&self, hit: &FrameHit, name: &str) -> Option<Range<usize>> {
        hit.found.slot(self.patterns.slot(hit.found.pattern, name)?)
    }
}
