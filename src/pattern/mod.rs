//! The small language in which rules say what they listen for (`docs/patterns.md`), and the search for many patterns at once.

mod find;
mod needs;
mod parse;
mod traces;

pub use find::{Match, PatternSet};
pub use parse::PatternError;
pub use traces::Traces;

use crate::words::{Classes, Form};

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
    Unknown(Box<str>),
}

#[derive(Debug, Clone)]
enum Item {
    Word(Wanted),
    Lemma(Wanted),
    Class(Classes),
    /// A set of tags.
    Tagged(u32),
    /// One word that is any of these.
    OneOf(Vec<Item>),
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
