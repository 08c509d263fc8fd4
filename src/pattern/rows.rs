//! Where in a text each thing that patterns ask for is met: a row of bits, worked out when it is first asked for.

use std::cell::Cell;
use std::ops::Range;

use super::shown::BITS;

/// What is kept from one text to the next holds at most so many numbers.
const KEPT: usize = 1 << 17;

/// The rows. Only those that were worked out are cleared: so they are kept for the next text.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// How many numbers a row has.
    width: usize,
    bits: Vec<u64>,
    met: Vec<Met>,
    /// The rows that something is known of.
    known: Vec<u32>,
    /// For each row a bit: whether patterns were looked up by it.
    used: Vec<u64>,
}

/// Whether a row is met anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// Not worked out.
    Unknown,
    /// It is met, and not worked out where.
    Here,
    Nowhere,
    Somewhere,
}

type Spare = (Vec<u64>, Vec<Met>, Vec<u32>, Vec<u64>);

thread_local! {
    /// The fields of [`Rows`] without the width: all zero, all unknown, empty, anything.
    static SPARE: Cell<Spare> = Cell::default();
}

impl Rows {
    /// So many rows of so many numbers.
    pub fn new(rows: usize, width: usize) -> Rows {
        let (mut bits, mut met, known, mut used) = SPARE.take();
        if bits.len() < rows * width {
            bits.resize(rows * width, 0);
        }
        if met.len() < rows {
            met.resize(rows, Met::Unknown);
        }
        let size = rows.div_ceil(BITS);
        if used.len() < size {
            used.resize(size, 0);
        }
        used[..size].fill(0);
        Rows { width, bits, met, known, used }
    }

    /// Notes that a row is met, and that patterns are looked up by it. Whether that is so for the first time.
    pub fn look_up(&mut self, row: u32) -> bool {
        let at = row as usize;
        let first = self.used[at / BITS] >> (at % BITS) & 1 == 0;
        self.used[at / BITS] |= 1 << (at % BITS);
        if self.met[at] == Met::Unknown {
            self.met[at] = Met::Here;
            self.known.push(row);
        }
        first
    }

    /// What is known of a row.
    pub fn met(&self, row: u32) -> Met {
        self.met[row as usize]
    }

    /// The bits of a row that is not known yet, to be filled.
    pub fn bits(&mut self, row: u32) -> &mut [u64] {
        &mut self.bits[row as usize * self.width..][..self.width]
    }

    /// A row is filled.
    pub fn filled(&mut self, row: u32) -> Met {
        if self.met[row as usize] == Met::Unknown {
            self.known.push(row);
        }
        let met = if self.row(row).iter().any(|bits| *bits != 0) {
            Met::Somewhere
        } else {
            Met::Nowhere
        };
        self.met[row as usize] = met;
        met
    }

    fn row(&self, row: u32) -> &[u64] {
        &self.bits[row as usize * self.width..][..self.width]
    }

    /// The last token of the range that is met.
    pub fn last(&self, row: u32, range: Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        if self.width == 1 {
            return (self.bits[row as usize] & within(&range, 0)).checked_ilog2().map(|bit| bit as usize);
        }
        let row = self.row(row);
        let (first, last) = (range.start / BITS, (range.end - 1) / BITS);
        (first..=last).rev().find_map(|n| match row[n] & within(&range, n) {
            0 => None,
            bits => Some(n * BITS + bits.ilog2() as usize),
        })
    }

    /// The first token of the range that is met.
    pub fn first(&self, row: u32, range: Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        if self.width == 1 {
            let bits = self.bits[row as usize] & within(&range, 0);
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

impl Drop for Rows {
    fn drop(&mut self) {
        if self.bits.len() > KEPT {
            return;
        }
        for row in self.known.drain(..) {
            self.bits[row as usize * self.width..][..self.width].fill(0);
            self.met[row as usize] = Met::Unknown;
        }
        use std::mem::take;
        SPARE.set((take(&mut self.bits), take(&mut self.met), take(&mut self.known), take(&mut self.used)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(rows: &mut Rows, row: u32, met: &[usize]) {
        met.iter().for_each(|token| rows.bits(row)[token / BITS] |= 1 << (token % BITS));
        rows.filled(row);
    }

    #[test]
    fn tokens_are_found_from_both_ends_of_a_range_in_short_and_long_texts() {
        for tokens in [10, 64, 65, 200] {
            let mut rows = Rows::new(3, tokens / BITS + 1);
            let met = [0, 3, tokens / 2, tokens - 1];
            note(&mut rows, 1, &met);
            for start in 0..tokens {
                for end in start..=tokens {
                    let inside = || met.iter().copied().filter(|token| (start..end).contains(token));
                    assert_eq!(rows.first(1, start..end), inside().min(), "{tokens} {start}..{end}");
                    assert_eq!(rows.last(1, start..end), inside().max(), "{tokens} {start}..{end}");
                }
            }
        }
    }

    #[test]
    fn rows_are_empty_and_unknown_again_for_the_next_text() {
        for width in [4, 1] {
            let mut rows = Rows::new(5, width);
            for row in 0..5 {
                assert_eq!(rows.met(row), Met::Unknown);
                assert_eq!(rows.filled(row), Met::Nowhere);
                note(&mut rows, row, &[3]);
                assert_eq!(rows.met(row), Met::Somewhere);
            }
        }
    }
}
