//! Where in a text each thing that patterns ask for is met: a row of bits, one for each token.

use std::ops::Range;

use super::prepare::BITS;
use super::table::{Asking, Table};
use crate::statement::Token;
use crate::words::{Classes, Tag};

/// The rows of a table that are met in a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// How many numbers a row has.
    width: usize,
    /// The rows that a pattern cannot do without, one after another.
    bits: Vec<u64>,
    /// Of those that patterns are looked up by the ones that are met, as bits.
    met: Vec<u64>,
    /// The patterns all of whose words are met, in order.
    patterns: Vec<u16>,
}

impl Rows {
    /// The rows of `table` that these tokens meet.
    pub fn of(table: &Table, tokens: &[Token]) -> Rows {
        let width = tokens.len().div_ceil(BITS).max(1);
        let (looked_up, needed) = table.rows();
        let mut rows = Rows {
            width,
            bits: vec![0; needed * width],
            met: vec![0; looked_up.div_ceil(BITS)],
            patterns: Vec::with_capacity(256),
        };
        for (number, tokens) in tokens.chunks(BITS).enumerate() {
            rows.note_all(table, tokens, number);
        }
        rows.look_up(table);
        rows
    }

    /// The rows that these tokens meet, whose bits are the number `n` of a row.
    fn note_all(&mut self, table: &Table, tokens: &[Token], n: usize) {
        // a word that stands there several times is looked up once
        let mut forms: Vec<(u32, u32)> = Vec::with_capacity(tokens.len());
        let (mut classes, mut tags) = ([0u64; BITS], [0u64; Tag::ALL.len()]);
        for (at, token) in tokens.iter().enumerate() {
            let bit = 1u64 << at;
            tags[token.tag as usize] |= bit;
            match token.form {
                Some(form) => {
                    forms.push((form.0, at as u32));
                    form.classes().each().for_each(|class| classes[class as usize] |= bit);
                }
                None if token.is_mark() => {}
                None => self.note(table.of_word(&token.word), n, bit),
            }
        }
        forms.sort_unstable();
        for same in forms.chunk_by(|a, b| a.0 == b.0) {
            let there = same.iter().fold(0, |bits, (_, at)| bits | 1 << at);
            self.note(table.of_form(same[0].0), n, there);
        }
        for (class, there) in classes.into_iter().enumerate().filter(|(_, there)| *there != 0) {
            self.note(table.of_class(class), n, there);
        }
        for (tag, there) in tags.into_iter().enumerate().filter(|(_, there)| *there != 0) {
            self.note(table.of_tag(tag), n, there);
        }
    }

    /// The rows in which something is asked for are met there.
    fn note(&mut self, asking: Asking<'_>, n: usize, there: u64) {
        let (width, bits) = (self.width, self.bits.as_mut_slice());
        for row in asking.looked_up {
            let row = usize::from(u16::from_le_bytes(*row));
            if let Some(bits) = bits.get_mut(row * width + n) {
                *bits |= there;
            }
            if let Some(met) = self.met.get_mut(row / BITS) {
                *met |= 1 << (row % BITS);
            }
        }
        // as a rule a text is short
        if width == 1 {
            for row in asking.needed {
                if let Some(bits) = bits.get_mut(usize::from(u16::from_le_bytes(*row))) {
                    *bits |= there;
                }
            }
        } else {
            for row in asking.needed {
                if let Some(bits) = bits.get_mut(usize::from(u16::from_le_bytes(*row)) * width + n) {
                    *bits |= there;
                }
            }
        }
    }

    /// Finds the patterns all of whose words are met.
    fn look_up(&mut self, table: &Table) {
        let mut patterns = std::mem::take(&mut self.patterns);
        for (number, bits) in self.met.iter().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let row = number * BITS + left.trailing_zeros() as usize;
                left &= left - 1;
                // most are ruled out by the second row
                for entry in table.looked_up(row).filter(|entry| self.met(entry.second)) {
                    let mut needs = table.needs(usize::from(entry.pattern)).iter();
                    if needs.all(|need| self.met(u16::from_le_bytes(*need))) {
                        patterns.push(entry.pattern);
                    }
                }
            }
        }
        patterns.sort_unstable();
        self.patterns = patterns;
    }

    /// Of the patterns with these numbers those all of whose words are met, in order.
    pub fn patterns(&self, of: Range<usize>) -> &[u16] {
        let from = self.patterns.partition_point(|number| usize::from(*number) < of.start);
        let to = self.patterns.partition_point(|number| usize::from(*number) < of.end);
        self.patterns.get(from..to).unwrap_or_default()
    }

    /// Whether a row is met anywhere.
    fn met(&self, row: u16) -> bool {
        match self.width {
            1 => self.bits[usize::from(row)] != 0,
            _ => self.row(row).iter().any(|bits| *bits != 0),
        }
    }

    fn row(&self, row: u16) -> &[u64] {
        &self.bits[usize::from(row) * self.width..][..self.width]
    }

    /// Whether a row is met by this token; none where it is not worked out, as no pattern needs it.
    pub fn has(&self, row: u16, token: usize) -> Option<bool> {
        let bits = self.bits.get(usize::from(row) * self.width + token / BITS)?;
        Some(bits >> (token % BITS) & 1 != 0)
    }

    /// The last token of the range that is met.
    pub fn last(&self, row: u16, range: Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        if self.width == 1 {
            let bits = self.bits[usize::from(row)];
            return (bits & within(&range, 0)).checked_ilog2().map(|bit| bit as usize);
        }
        let row = self.row(row);
        let (first, last) = (range.start / BITS, (range.end - 1) / BITS);
        (first..=last).rev().find_map(|n| match row[n] & within(&range, n) {
            0 => None,
            bits => Some(n * BITS + bits.ilog2() as usize),
        })
    }

    /// The first token of the range that is met.
    pub fn first(&self, row: u16, range: Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        if self.width == 1 {
            let bits = self.bits[usize::from(row)] & within(&range, 0);
            return (bits != 0).then(|| bits.trailing_zeros() as usize);
        }
        let row = self.row(row);
        let (first, last) = (range.start / BITS, (range.end - 1) / BITS);
        (first..=last).find_map(|n| match row[n] & within(&range, n) {
            0 => None,
            bits => Some(n * BITS + bits.trailing_zeros() as usize),
        })
    }
}

/// The bits of a range, which is not empty, that are in the number `n` of a row.
fn within(range: &Range<usize>, n: usize) -> u64 {
    let from = range.start.saturating_sub(n * BITS);
    let to = (range.end - n * BITS).min(BITS);
    (u64::MAX >> (BITS - to)) & (u64::MAX << from)
}

/// What patterns look for in the words of a text.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// For each word its classes.
    classes: Vec<Classes>,
    /// The rows of the patterns built in.
    pub(super) rows: Rows,
}

impl Shown {
    /// What these words show.
    pub fn of(tokens: &[Token]) -> Shown {
        Shown {
            classes: tokens
                .iter()
                .map(|token| token.form.map_or(Classes::default(), |form| form.classes()))
                .collect(),
            rows: Rows::of(Table::built_in(), tokens),
        }
    }

    /// The classes of one word.
    pub fn classes(&self, token: usize) -> Classes {
        self.classes[token]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_from_both_ends_of_a_range_in_short_and_long_texts() {
        for tokens in [10, 64, 65, 200] {
            let width = tokens / BITS + 1;
            let mut rows = Rows {
                width,
                bits: vec![0; 3 * width],
                met: vec![0],
                patterns: Vec::new(),
            };
            let met = [0, 3, tokens / 2, tokens - 1];
            let asking = Asking {
                looked_up: &[[1, 0]],
                needed: &[[2, 0]],
                ..Asking::default()
            };
            met.iter().for_each(|token| rows.note(asking, token / BITS, 1 << (token % BITS)));
            assert!(!rows.met(0) && rows.met(1) && rows.met(2) && rows.met == [2]);
            for start in 0..tokens {
                assert_eq!(rows.has(1, start), Some(met.contains(&start)), "{tokens} {start}");
                for end in start..=tokens {
                    let inside = || met.iter().copied().filter(|token| (start..end).contains(token));
                    assert_eq!(rows.first(1, start..end), inside().min(), "{tokens} {start}..{end}");
                    assert_eq!(rows.last(1, start..end), inside().max(), "{tokens} {start}..{end}");
                }
            }
        }
    }
}
