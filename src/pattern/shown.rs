//! What of each word patterns can look for, and where in a text it stands: a row of bits, one for each token.

use super::syntax::Key;
use crate::statement::Token;
use crate::words::{Classes, Tag};

pub(super) const BITS: usize = u64::BITS as usize;

/// What patterns can look for in the words of a text.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// For each word its classes.
    classes: Vec<Classes>,
    keys: Vec<Key>,
    /// For each word where its keys begin; and where the last one's end.
    starts: Vec<u32>,
    /// How many numbers a row has.
    pub(super) width: usize,
    /// Rows by key: each its key and the number of its row, at the key's hash or behind it.
    slots: Vec<(Key, u32)>,
    /// The keys, each once.
    distinct: Vec<Key>,
    /// Whether any key with a hash is there: most that are asked for are not.
    filter: [u64; FILTER / BITS],
    /// The rows of the tags, of the classes and of the keys.
    rows: Vec<u64>,
}

/// The bits of the filter.
const FILTER: usize = 1024;

/// An empty slot.
const NONE: u32 = u32::MAX;

const CLASSES: usize = Tag::ALL.len();
const KEYS: usize = CLASSES + BITS;

impl Shown {
    /// What these words show.
    pub fn of(tokens: &[Token]) -> Shown {
        let width = tokens.len().div_ceil(BITS).max(1);
        let mut shown = Shown {
            classes: Vec::with_capacity(tokens.len()),
            keys: Vec::with_capacity(tokens.len() * 4),
            starts: Vec::with_capacity(tokens.len() + 1),
            width,
            rows: vec![0; KEYS * width],
            ..Shown::default()
        };
        for token in tokens {
            let first = shown.keys.len();
            shown.starts.push(first as u32);
            shown.classes.push(token.form.map_or(Classes::default(), |form| form.classes()));
            let Some(form) = token.form else { continue };
            shown.keys.extend([Key::exact(form), Key::lemma(form)]);
            for key in form.lemmas().map(Key::lemma) {
                if !shown.keys[first..].contains(&key) {
                    shown.keys.push(key);
                }
            }
        }
        shown.starts.push(shown.keys.len() as u32);
        // under half full, so that a search ends soon
        shown.slots = vec![(Key(0), NONE); (shown.keys.len() * 2 + 1).next_power_of_two()];
        shown.rows.reserve(shown.keys.len() * width);
        shown.distinct.reserve(shown.keys.len());
        for (at, token) in tokens.iter().enumerate() {
            shown.note(token.tag as usize, at);
            shown.classes[at].each().for_each(|class| shown.note(CLASSES + class as usize, at));
            for n in shown.starts[at]..shown.starts[at + 1] {
                let row = shown.row_of(shown.keys[n as usize]);
                shown.note(row, at);
            }
        }
        shown
    }

    fn note(&mut self, row: usize, at: usize) {
        self.rows[row * self.width + at / BITS] |= 1 << (at % BITS);
    }

    /// The number of a key's row; a new one where the key has none.
    fn row_of(&mut self, key: Key) -> usize {
        let (bit, slot) = self.place(key);
        self.filter[bit / BITS] |= 1 << (bit % BITS);
        if self.slots[slot].1 == NONE {
            self.slots[slot] = (key, (self.rows.len() / self.width) as u32);
            self.distinct.push(key);
            self.rows.resize(self.rows.len() + self.width, 0);
        }
        self.slots[slot].1 as usize
    }

    /// The bit of a key in the filter, and its slot or the empty one where it would be.
    fn place(&self, key: Key) -> (usize, usize) {
        let hash = key.0.wrapping_mul(0x9e37_79b1) as usize;
        let mut slot = (hash >> 12) & (self.slots.len() - 1);
        while self.slots[slot].1 != NONE && self.slots[slot].0 != key {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        ((hash >> 22) % FILTER, slot)
    }

    /// Whether a key may be there; where not, it is not.
    pub(super) fn may_hold(&self, key: Key) -> bool {
        let bit = (key.0.wrapping_mul(0x9e37_79b1) as usize >> 22) % FILTER;
        self.filter[bit / BITS] >> (bit % BITS) & 1 != 0
    }

    /// Where a key stands, if anywhere.
    pub(super) fn where_key(&self, key: Key) -> Option<&[u64]> {
        if !self.may_hold(key) {
            return None;
        }
        match self.slots[self.place(key).1].1 {
            NONE => None,
            row => Some(self.row(row as usize)),
        }
    }

    /// Where words of a class stand.
    pub(super) fn where_class(&self, class: u32) -> &[u64] {
        self.row(CLASSES + class as usize)
    }

    /// Where words of a tag stand.
    pub(super) fn where_tag(&self, tag: u32) -> &[u64] {
        self.row(tag as usize)
    }

    fn row(&self, number: usize) -> &[u64] {
        &self.rows[number * self.width..][..self.width]
    }

    /// The words and dictionary forms of one word.
    pub(super) fn keys(&self, token: usize) -> &[Key] {
        &self.keys[self.starts[token] as usize..self.starts[token + 1] as usize]
    }

    /// The distinct words and dictionary forms of the text.
    pub(super) fn distinct(&self) -> &[Key] {
        &self.distinct
    }

    /// The classes of one word.
    pub fn classes(&self, token: usize) -> Classes {
        self.classes[token]
    }

    /// The classes of all words.
    pub(super) fn all_classes(&self) -> Classes {
        Classes(self.classes.iter().fold(0, |all, one| all | one.0))
    }
}
