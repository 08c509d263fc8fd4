//! The small language in which rules say what they listen for (`docs/patterns.md`), and the search for many patterns at once.

mod find;
mod parse;

pub use find::{Match, PatternSet};
pub use parse::PatternError;

use compact_str::CompactString;

use crate::words::{Classes, Form, Tag};

/// The most pieces that one pattern can remember.
pub const MOST_SLOTS: usize = 4;

/// A pattern, ready to be matched.
#[derive(Debug, Clone)]
pub struct Pattern {
    items: Vec<Item>,
    /// The names of what it remembers, in the order of their numbers.
    pub slots: Vec<String>,
}

/// One word as a pattern asks for it.
#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    /// A form or, where the tables do not know it, the word itself.
    Known(Form),
    Unknown(CompactString),
}

#[derive(Debug, Clone)]
enum Item {
    Word(Wanted),
    Lemma(Wanted),
    Class(Classes),
    Tagged(&'static [Tag]),
    AnyOf(Vec<Vec<Item>>),
    NounPhrase,
    Rest,
    One,
    Gap(usize),
    Start,
    End,
    Without(Box<Item>),
    Slot(usize, Vec<Item>),
    Optional(Vec<Item>),
}
