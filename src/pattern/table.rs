//! Patterns made ready ([`prepare`](super::prepare)), read where they lie.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use super::prepare::{NO_ROW, PARTS, Part, Prepared};
use super::syntax::{Item, Pattern};
use crate::statement::Token;

/// Sets of patterns with the rows that they ask for.
#[derive(Debug)]
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
    /// Where each part begins, and where the last one ends.
    bounds: [u32; PARTS + 1],
    /// From this row on classes and tags are asked for.
    closed: usize,
    /// The items of each pattern, which most texts never come near: they are unpacked when one first does.
    items: Vec<OnceLock<Box<[Item<u16>]>>>,
}

static PREPARED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"));

static BUILT_IN: LazyLock<Table> = LazyLock::new(|| Table::of(Cow::Borrowed(PREPARED)));

/// A pattern that is looked up by a row: its number, and another row that it needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct LookedUp {
    pub pattern: u16,
    pub second: u16,
}

/// The rows in which something is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asking<'t> {
    /// Those that patterns are looked up by.
    pub looked_up: &'t [[u8; 2]],
    /// The others that patterns cannot do without.
    pub needed: &'t [[u8; 2]],
    /// Those that are asked for while a pattern is tried.
    pub tried: &'t [[u8; 2]],
}

impl<'t> Asking<'t> {
    fn of(list: &'t [[u8; 2]]) -> Asking<'t> {
        let [looked_up, needed, rows @ ..] = list else { return Asking::default() };
        let count = |n: &[u8; 2]| usize::from(u16::from_le_bytes(*n)).min(rows.len());
        let (rows, tried) = rows.split_at(count(needed));
        let (looked_up, needed) = rows.split_at(count(looked_up).min(rows.len()));
        Asking { looked_up, needed, tried }
    }

    fn tries(self, row: u16) -> bool {
        self.tried.binary_search_by_key(&row, |row| u16::from_le_bytes(*row)).is_ok()
    }
}

impl Table {
    /// The patterns built in.
    pub fn built_in() -> &'static Table {
        &BUILT_IN
    }

    /// A set of patterns as its own table.
    pub fn own(patterns: &[Pattern]) -> Table {
        let read: Vec<Pattern> = patterns.iter().filter_map(Pattern::again).collect();
        let mut prepared = Prepared::default();
        prepared.add(&read);
        Table::of(Cow::Owned(prepared.bytes()))
    }

    fn of(bytes: Cow<'static, [u8]>) -> Table {
        let mut bounds = [(PARTS * 4) as u32; PARTS + 1];
        for (bound, end) in bounds.iter_mut().skip(1).zip(bytes.as_chunks().0) {
            *bound = u32::from_le_bytes(*end);
        }
        let mut table = Table {
            bytes,
            bounds,
            closed: 0,
            items: Vec::new(),
        };
        table.closed = table.count(2);
        let patterns = table.shorts(Part::Openings).len();
        table.items.resize_with(patterns, OnceLock::new);
        table
    }

    fn part(&self, part: Part) -> &[u8] {
        let number = part as usize;
        self.bytes
            .get(self.bounds[number] as usize..self.bounds[number + 1] as usize)
            .unwrap_or_default()
    }

    fn shorts(&self, part: Part) -> &[[u8; 2]] {
        self.part(part).as_chunks().0
    }

    fn longs(&self, part: Part) -> &[[u8; 4]] {
        self.part(part).as_chunks().0
    }

    /// The list of that number among lists of which `ends` says where each ends.
    fn list<T>(&self, ends: Part, all: &[T], number: usize) -> Option<std::ops::Range<usize>> {
        let range = bounds(self.longs(ends), number)?;
        (range.end <= all.len()).then_some(range)
    }

    fn rows_of(&self, ends: Part, rows: Part, number: usize) -> &[[u8; 2]] {
        let rows = self.shorts(rows);
        self.list(ends, rows, number).map_or(&[], |range| &rows[range])
    }

    fn text(&self, ends: Part, texts: Part, number: usize) -> &str {
        let texts = self.part(texts);
        let text = self.list(ends, texts, number).map_or(&[][..], |range| &texts[range]);
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// How many rows patterns are looked up by, and how many they cannot do without, those included.
    pub fn rows(&self) -> (usize, usize) {
        (self.count(0), self.count(1))
    }

    fn count(&self, number: usize) -> usize {
        self.longs(Part::Rows).get(number).map_or(0, |n| u32::from_le_bytes(*n) as usize)
    }

    /// The rows in which a form is asked for, those that ask for its dictionary form included.
    pub fn of_form(&self, form: u32) -> Asking<'_> {
        Asking::of(self.rows_of(Part::FormEnds, Part::FormRows, form as usize))
    }

    /// The rows in which a class is asked for.
    pub fn of_class(&self, class: usize) -> Asking<'_> {
        Asking::of(self.rows_of(Part::ClassEnds, Part::ClassRows, class))
    }

    /// The rows in which a tag is asked for.
    pub fn of_tag(&self, tag: usize) -> Asking<'_> {
        Asking::of(self.rows_of(Part::TagEnds, Part::TagRows, tag))
    }

    /// The rows in which a word is asked for that the tables of words do not know.
    pub fn of_word(&self, word: &str) -> Asking<'_> {
        let (mut low, mut high) = (0, self.longs(Part::WordEnds).len());
        while low < high {
            let middle = (low + high) / 2;
            match self.text(Part::WordEnds, Part::Words, middle).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Asking::of(self.rows_of(Part::WordRowEnds, Part::WordRows, middle)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Asking::default()
    }

    /// Whether a word is asked for in a row that patterns can do without: where it is met is not worked out for all words at once.
    pub fn asks(&self, row: u16, token: &Token) -> bool {
        let open = || {
            let classes = token.form.map(|form| form.classes()).unwrap_or_default();
            self.of_tag(token.tag as usize).tries(row) || classes.each().any(|class| self.of_class(class as usize).tries(row))
        };
        let named = match token.form {
            Some(form) => self.of_form(form.0).tries(row),
            None => self.of_word(&token.word).tries(row),
        };
        named || usize::from(row) >= self.closed && open()
    }

    /// Whether a set consists of these patterns, one after another.
    pub fn has_set(&self, first: u32, count: usize) -> bool {
        let ends = self.longs(Part::SetEnds);
        (0..ends.len()).any(|set| bounds(ends, set) == Some(first as usize..first as usize + count))
    }

    /// The patterns that are looked up by a row.
    pub fn looked_up(&self, row: usize) -> impl Iterator<Item = LookedUp> {
        let all = self.longs(Part::Lists);
        let list = self.list(Part::ListEnds, all, row).map_or(&[][..], |range| &all[range]);
        list.iter().map(|[a, b, c, d]| LookedUp {
            pattern: u16::from_le_bytes([*a, *b]),
            second: u16::from_le_bytes([*c, *d]),
        })
    }

    /// The rows that a pattern needs, one after another.
    pub fn needs(&self, pattern: usize) -> &[[u8; 2]] {
        self.rows_of(Part::NeedEnds, Part::Needs, pattern)
    }

    /// The row of what must stand where a match begins; none where anything may.
    pub fn opening(&self, pattern: usize) -> Option<u16> {
        let row = self.shorts(Part::Openings).get(pattern).map(|row| u16::from_le_bytes(*row));
        row.filter(|row| *row != NO_ROW)
    }

    /// Whether a denial is written in a pattern.
    pub fn denies(&self, pattern: usize) -> bool {
        self.part(Part::Denials).get(pattern).is_some_and(|denies| *denies != 0)
    }

    /// The names of what a pattern remembers, in the order of their numbers.
    pub fn slots(&self, pattern: usize) -> impl Iterator<Item = &str> {
        let slots = self.rows_of(Part::SlotEnds, Part::Slots, pattern);
        slots
            .iter()
            .map(|name| self.text(Part::NameEnds, Part::Names, usize::from(u16::from_le_bytes(*name))))
    }

    /// The pattern as it is written.
    pub fn written(&self, pattern: usize) -> &str {
        self.text(Part::TextEnds, Part::Texts, pattern)
    }

    /// What a pattern is made of.
    pub fn items(&self, pattern: usize) -> &[Item<u16>] {
        let Some(items) = self.items.get(pattern) else { return &[] };
        items.get_or_init(|| {
            let all = self.part(Part::Items);
            let packed = self.list(Part::ItemEnds, all, pattern).map(|range| &all[range]);
            // what was packed can be unpacked; an empty pattern would match nothing
            packed.and_then(|bytes| postcard::from_bytes(bytes).ok()).unwrap_or_default()
        })
    }
}

fn bounds(ends: &[[u8; 4]], number: usize) -> Option<std::ops::Range<usize>> {
    let end = |number: usize| ends.get(number).map(|end| u32::from_le_bytes(*end) as usize);
    let start = match number.checked_sub(1) {
        Some(before) => end(before)?,
        None => 0,
    };
    Some(start..end(number)?)
}

impl Pattern {
    /// The names of what it remembers, in the order of their numbers.
    pub fn slots(&self) -> Vec<String> {
        match self.number() {
            Some(number) => Table::built_in().slots(number as usize).map(str::to_owned).collect(),
            None => self.read().map(|read| read.slots.clone()).unwrap_or_default(),
        }
    }

    /// The pattern as it was read; one that is built in is read again.
    fn again(&self) -> Option<Pattern> {
        match self.number() {
            // it was read before
            Some(number) => Pattern::parse(Table::built_in().written(number as usize)).ok(),
            None => Some(self.clone()),
        }
    }
}
