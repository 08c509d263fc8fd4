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
    /// For each place in it whether a key that falls there is in the text: most that are asked for are not.
    filter: Filter,
    /// The rows of the tags, of the classes and of the keys.
    rows: Vec<u64>,
}

const FILTER: usize = 1 << 13;

/// Whether keys may be in a text.
#[derive(Debug, Clone)]
struct Filter(Box<[u8; FILTER]>);

impl Default for Filter {
    fn default() -> Self {
        Filter(vec![0u8; FILTER].try_into().unwrap_or_else(|_| Box::new([0; FILTER])))
    }
}

/// The place of a key in the filter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(u16);

impl Place {
    pub(super) fn of(key: Key) -> Place {
        Place((hash(key) >> 19) as u16)
    }
}

fn hash(key: Key) -> u32 {
    key.0.wrapping_mul(0x9e37_79b1)
}

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
        let slot = self.slot(key);
        self.filter.0[usize::from(Place::of(key).0) % FILTER] = 1;
        if self.slots[slot].1 == NONE {
            self.slots[slot] = (key, (self.rows.len() / self.width) as u32);
            self.distinct.push(key);
            self.rows.resize(self.rows.len() + self.width, 0);
        }
        self.slots[slot].1 as usize
    }

    /// The slot of a key, or the empty one where it would be.
    fn slot(&self, key: Key) -> usize {
        let mut slot = (hash(key) >> 12) as usize & (self.slots.len() - 1);
        while self.slots[slot].1 != NONE && self.slots[slot].0 != key {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    /// Whether one of the keys with these places may be there; where not, none is.
    pub(super) fn may_hold(&self, places: &[Place]) -> bool {
        places.iter().fold(0, |any, place| any | self.filter.0[usize::from(place.0) % FILTER]) != 0
    }

    /// Where a key stands, if anywhere.
    pub(super) fn where_key(&self, key: Key) -> Option<&[u64]> {
        match self.slots[self.slot(key)].1 {
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
