//! Many patterns over one text. A pattern is looked up by that of its words which is met least, and tried only where the words that it
//! cannot do without are met one after another: where each is met was worked out once for the text ([`Rows`]).

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::find::{Slots, Text};
use super::rows::Rows;
use super::syntax::Pattern;
use super::table::Table;
use crate::understanding::Parsed;

/// A pattern found in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The number of the pattern in its set.
    pub pattern: usize,
    /// The tokens it covers.
    pub range: Range<usize>,
    /// What it remembered, by slot number.
    pub slots: Slots,
}

impl Match {
    /// The tokens remembered in a slot.
    pub fn slot(&self, number: usize) -> Option<Range<usize>> {
        self.slots.get(number).copied().flatten().map(|(a, b)| usize::from(a)..usize::from(b))
    }
}

/// Patterns that are searched for together.
#[derive(Debug, Clone)]
pub struct PatternSet {
    /// Where they are made ready; none for those built in.
    own: Option<Arc<Table>>,
    /// The number of its first pattern in the table.
    first: usize,
    count: usize,
    /// Whether gaps reach past commas and the ends of clauses.
    across: bool,
}

impl Default for PatternSet {
    fn default() -> Self {
        PatternSet::new(Vec::new())
    }
}

/// A pattern whose words are met one after another.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    /// The number of the pattern.
    pub pattern: usize,
    /// The last token where a match can begin.
    latest: usize,
}

impl PatternSet {
    /// The same patterns, but over the whole text, with gaps that reach past commas, clauses and sentences: for signs that must not be missed where the cutting of clauses went wrong.
    pub fn across_clauses(mut self) -> PatternSet {
        self.across = true;
        self
    }

    /// Makes the index. A set that is built in was made ready by `build.rs`.
    pub fn new(patterns: Vec<Pattern>) -> PatternSet {
        let first = patterns.first().and_then(Pattern::number);
        let first = first.filter(|first| patterns.iter().zip(*first..).all(|(pattern, number)| pattern.number() == Some(number)));
        let prepared = first.is_some_and(|first| Table::built_in().has_set(first, patterns.len()));
        let own = !prepared && !patterns.is_empty();
        // else `data/sets.rs` gathers them otherwise than the program does
        debug_assert!(
            !own || patterns.iter().any(|pattern| pattern.number().is_none()),
            "a set built in was not made ready"
        );
        PatternSet {
            own: own.then(|| Arc::new(Table::own(&patterns))),
            first: first.filter(|_| prepared).unwrap_or(0) as usize,
            count: patterns.len(),
            across: false,
        }
    }

    fn table(&self) -> &Table {
        match &self.own {
            Some(own) => own,
            None => Table::built_in(),
        }
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of what the pattern of that number remembers under a name.
    pub fn slot(&self, pattern: usize, name: &str) -> Option<usize> {
        self.table().slots(self.first + pattern).position(|slot| slot == name)
    }

    /// Whether a denial is written in the pattern of that number.
    pub fn denies(&self, pattern: usize) -> bool {
        self.table().denies(self.first + pattern)
    }

    /// Every pattern that matches, at most once a sentence, in the order of the pattern numbers within each sentence.
    pub fn find(&self, parsed: &Parsed) -> Vec<Match> {
        let search = self.search(parsed);
        let numbers = search.numbers();
        let mut found = Vec::new();
        let mut within = |range: Range<usize>| {
            for number in &numbers {
                let near = search.near(*number, range.clone());
                found.extend(near.and_then(|near| search.next(near, range.clone())));
            }
        };
        if self.across {
            within(0..parsed.tokens().len());
        } else if !numbers.is_empty() {
            parsed.statement.sentences.iter().for_each(|sentence| within(sentence.range.clone()));
        }
        found
    }

    /// Begins a search in a text.
    pub fn search<'a>(&'a self, parsed: &'a Parsed) -> Search<'a> {
        let rows = match &self.own {
            Some(own) => Cow::Owned(Rows::of(own, parsed.tokens())),
            None => Cow::Borrowed(&parsed.shown.rows),
        };
        Search {
            set: self,
            table: self.table(),
            parsed,
            rows,
        }
    }
}

/// A search for the patterns of a set in a text.
#[derive(Debug)]
pub struct Search<'a> {
    set: &'a PatternSet,
    table: &'a Table,
    parsed: &'a Parsed,
    rows: Cow<'a, Rows>,
}

impl<'a> Search<'a> {
    /// The text.
    pub fn parsed(&self) -> &'a Parsed {
        self.parsed
    }

    /// The patterns all of whose words are met, in order.
    pub fn numbers(&self) -> Vec<u32> {
        let numbers = self.rows.patterns(self.set.first..self.set.first + self.set.count);
        numbers.iter().map(|number| u32::from(*number) - self.set.first as u32).collect()
    }

    /// The pattern of that number, if its words are met one after another in a stretch of the text.
    pub fn near(&self, number: u32, stretch: Range<usize>) -> Option<Near> {
        let needs = self.table.needs(self.set.first + number as usize).iter();
        let latest = needs.rev().try_fold(stretch.end, |end, need| {
            let row = u16::from_le_bytes(*need);
            self.rows.last(row, stretch.start..end)
        })?;
        Some(Near {
            pattern: number as usize,
            latest,
        })
    }

    /// Where the pattern matches first in a stretch of the text.
    pub fn next(&self, near: Near, stretch: Range<usize>) -> Option<Match> {
        let pattern = self.set.first + near.pattern;
        let starts = stretch.start..(near.latest + 1).min(stretch.end);
        let opening = self.table.opening(pattern);
        let items = self.table.items(pattern);
        let mut from = starts.start;
        while from < starts.end {
            let start = match opening {
                Some(row) => self.rows.first(row, from..starts.end)?,
                None => from,
            };
            let text = Text::of(self.parsed, (self.table, &self.rows), start..stretch.end, self.set.across);
            if let Some((end, slots)) = text.matched(items) {
                return Some(Match {
                    pattern: near.pattern,
                    range: start..end,
                    slots,
                });
            }
            from = start + 1;
        }
        None
    }
}
