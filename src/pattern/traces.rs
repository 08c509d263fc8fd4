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
        match token.form {
            Some(form) => {
                traces.classes = form.classes().0;
                traces.add_word(exact(form));
                traces.add_word(lemma(form));
                form.lemmas().for_each(|l| traces.add_word(lemma(l)));
            }
            None => traces.add_word(hash::hash(&token.word)),
        }
        traces
    }

    /// Adds what a word must show to be one that this leaf of a pattern takes.
    pub(super) fn add(&mut self, leaf: &Item) {
        match leaf {
            Item::Word(Wanted::Known(form)) => self.add_word(exact(*form)),
            Item::Lemma(Wanted::Known(form)) => self.add_word(lemma(*form)),
            Item::Word(Wanted::Unknown(word)) | Item::Lemma(Wanted::Unknown(word)) => self.add_word(hash::hash(word)),
            Item::Class(classes) => self.classes |= classes.0,
            Item::Tagged(tags) => self.tags |= tags,
            _ => {}
        }
    }

    fn add_word(&mut self, key: u32) {
        let (word, bit) = place(key);
        self.words[word] |= bit;
    }

    /// Whether it may show a form of this word.
    pub(super) fn may_be_of(&self, word: Form) -> bool {
        let (word, bit) = place(lemma(word));
        self.words[word] & bit != 0
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

fn place(key: u32) -> (usize, u64) {
    let hashed = key.wrapping_mul(0x9e37_79b1) >> 24;
    ((hashed >> 6) as usize, 1 << (hashed & 63))
}

fn exact(form: Form) -> u32 {
    form.0 << 1
}

fn lemma(form: Form) -> u32 {
    form.0 << 1 | 1
}
