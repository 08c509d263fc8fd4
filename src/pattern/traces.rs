//! What of a word patterns can look for: as keys, and as a small set. Two such sets that share nothing have no match in common.

use super::syntax::{Key, Leaf};
use crate::statement::Token;
use crate::words::{Classes, hash};

/// The words, dictionary forms, classes and tags of one word or of many. Of words it may say wrongly that they are there (it is a Bloom
/// filter), never that they are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traces {
    words: [u64; 4],
    classes: u64,
    tags: u32,
}

impl Traces {
    /// What a word must show to be one that this leaf of a pattern takes.
    pub(super) fn wanted(leaf: &Leaf) -> Traces {
        let mut traces = Traces {
            classes: leaf.classes.0,
            tags: leaf.tags,
            ..Traces::default()
        };
        leaf.keys.iter().for_each(|key| traces.mark(Mark::key(*key)));
        leaf.unknown.iter().for_each(|word| traces.mark(Mark::word(word)));
        traces
    }

    fn mark(&mut self, mark: Mark) {
        self.words[usize::from(mark.0 >> 6)] |= 1 << (mark.0 & 63);
    }

    /// Whether it may show what makes this mark.
    pub(super) fn shows(&self, mark: Mark) -> bool {
        self.words[usize::from(mark.0 >> 6)] >> (mark.0 & 63) & 1 != 0
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
    /// The mark of a leaf that asks for one word.
    pub(super) fn of(leaf: &Leaf) -> Option<Mark> {
        match (&*leaf.keys, &*leaf.unknown) {
            _ if leaf.classes.0 != 0 || leaf.tags != 0 => None,
            ([key], []) => Some(Mark::key(*key)),
            ([], [word]) => Some(Mark::word(word)),
            _ => None,
        }
    }

    fn key(key: Key) -> Mark {
        Mark::from(key.0)
    }

    fn word(word: &str) -> Mark {
        Mark::from(hash::hash(word))
    }

    fn from(number: u32) -> Mark {
        Mark((number.wrapping_mul(0x9e37_79b1) >> 24).max(1) as u8)
    }
}

/// What patterns can look for in each word of a text, and in each of its sentences.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// For each word its traces.
    pub traces: Vec<Traces>,
    keys: Vec<Key>,
    /// For each word where its keys begin; and where the last one's end.
    starts: Vec<u32>,
}

impl Shown {
    /// What these words show.
    pub fn of(tokens: &[Token]) -> Shown {
        let mut shown = Shown {
            traces: Vec::with_capacity(tokens.len()),
            keys: Vec::with_capacity(tokens.len() * 3),
            starts: Vec::with_capacity(tokens.len() + 1),
        };
        for token in tokens {
            let mut traces = Traces {
                tags: token.tag.bit(),
                ..Traces::default()
            };
            traces.mark(Mark::default());
            let first = shown.keys.len();
            shown.starts.push(first as u32);
            match token.form {
                Some(form) => {
                    traces.classes = form.classes().0;
                    shown.keys.extend([Key::exact(form), Key::lemma(form)]);
                    for key in form.lemmas().map(Key::lemma) {
                        if !shown.keys[first..].contains(&key) {
                            shown.keys.push(key);
                        }
                    }
                    shown.keys[first..].iter().for_each(|key| traces.mark(Mark::key(*key)));
                }
                None => traces.mark(Mark::word(&token.word)),
            }
            shown.traces.push(traces);
        }
        shown.starts.push(shown.keys.len() as u32);
        shown
    }

    /// The words and dictionary forms of one word.
    pub(super) fn keys(&self, token: usize) -> &[Key] {
        &self.keys[self.starts[token] as usize..self.starts[token + 1] as usize]
    }

    /// Those of a stretch of words; one may come twice.
    pub(super) fn keys_of(&self, stretch: std::ops::Range<usize>) -> &[Key] {
        &self.keys[self.starts[stretch.start] as usize..self.starts[stretch.end] as usize]
    }
}
