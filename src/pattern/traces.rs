//! What of a word patterns can look for, as a small set: two such sets that share nothing have no match in common.

use super::syntax::{Item, Wanted};
use crate::statement::Token;
use crate::words::{Classes, Form, hash};

/// The words, dictionary forms, classes and tags of one word or of many. Of words it may say wrongly that they are there (it is a Bloom
/// filter), never that they are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traces {
    words: [u64; 4],
    classes: u64,
    tags: u32,
}

impl Traces {
    /// What a token shows.
    pub fn of(token: &Token) -> Traces {
        let mut traces = Traces {
            tags: token.tag.bit(),
            ..Traces::default()
        };
        traces.mark(Mark::default());
        match token.form {
            Some(form) => {
                traces.classes = form.classes().0;
                traces.mark(Mark::from(exact(form)));
                traces.mark(Mark::from(lemma(form)));
                form.lemmas().for_each(|l| traces.mark(Mark::from(lemma(l))));
            }
            None => traces.mark(Mark::from(hash::hash(&token.word))),
        }
        traces
    }

    /// Adds what a word must show to be one that this leaf of a pattern takes.
    pub(super) fn add(&mut self, leaf: &Item) {
        match leaf {
            Item::Class(classes) => self.classes |= classes.0,
            Item::Tagged(tags) => self.tags |= tags,
            _ => Mark::of(leaf).into_iter().for_each(|mark| self.mark(mark)),
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.words[usize::from(mark.0 >> 6)] |= 1 << (mark.0 & 63);
    }

    /// Whether it may show what makes this mark.
    pub(super) fn shows(&self, mark: Mark) -> bool {
        self.words[usize::from(mark.0 >> 6)] >> (mark.0 & 63) & 1 != 0
    }

    /// Whether it may show a form of this word.
    pub(super) fn may_be_of(&self, word: Form) -> bool {
        self.shows(Mark::from(lemma(word)))
    }

    /// Adds all that the other shows.
    pub fn join(&mut self, other: &Traces) {
        self.words.iter_mut().zip(other.words).for_each(|(mine, theirs)| *mine |= theirs);
        self.classes |= other.classes;
        self.tags |= other.tags;
    }

    /// Whether the two share anything.
    pub fn meets(&self, other: &Traces) -> bool {
        let words = self.words.iter().zip(other.words).fold(0, |shared, (mine, theirs)| shared | (mine & theirs));
        words | (self.classes & other.classes) | u64::from(self.tags & other.tags) != 0
    }

    /// Its classes.
    pub fn classes(&self) -> Classes {
        Classes(self.classes)
    }
}

/// The place of one word among [`Traces`]; the default is one that every token shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark(u8);

impl Mark {
    /// The mark of an item that asks for one word.
    pub(super) fn of(item: &Item) -> Option<Mark> {
        match item {
            Item::Word(Wanted::Known(form)) => Some(Mark::from(exact(*form))),
            Item::Lemma(Wanted::Known(form)) => Some(Mark::from(lemma(*form))),
            Item::Word(Wanted::Unknown(word)) | Item::Lemma(Wanted::Unknown(word)) => Some(Mark::from(hash::hash(word))),
            _ => None,
        }
    }

    fn from(key: u32) -> Mark {
        Mark((key.wrapping_mul(0x9e37_79b1) >> 24).max(1) as u8)
    }
}

fn exact(form: Form) -> u32 {
    form.0 << 1
}

fn lemma(form: Form) -> u32 {
    form.0 << 1 | 1
}
