//! A backtracking match of one pattern.

use std::ops::Range;

use super::rows::Rows;
use super::syntax::{Item, MOST_SLOTS};
use super::table::Table;
use crate::statement::{Kind, Token};
use crate::understanding::Parsed;
use crate::understanding::phrase::noun_phrase;

/// What a match remembers, by slot number.
pub(super) type Slots = [Option<(u16, u16)>; MOST_SLOTS];

/// A text in which a pattern is tried.
pub(super) struct Text<'a> {
    parsed: &'a Parsed,
    table: &'a Table,
    rows: &'a Rows,
    /// The statement's tokens up to the end of the sentence.
    tokens: &'a [Token],
    begun: usize,
    /// Whether gaps reach past commas and the ends of clauses.
    across: bool,
}

impl<'a> Text<'a> {
    /// A parsed text up to the end of a stretch at whose start a match begins.
    pub fn of(parsed: &'a Parsed, (table, rows): (&'a Table, &'a Rows), stretch: Range<usize>, across: bool) -> Text<'a> {
        Text {
            parsed,
            table,
            rows,
            tokens: &parsed.tokens()[..stretch.end],
            begun: stretch.start,
            across,
        }
    }

    /// The end of a match of these items, and what it remembers.
    pub fn matched(&self, items: &[Item<u16>]) -> Option<(usize, Slots)> {
        let mut slots = [None; MOST_SLOTS];
        // a light word cannot open a match: the same match without it comes next
        let end = self.sequence(items, self.begun, &mut slots, true)?;
        (end > self.begun).then_some((end, slots))
    }

    /// The end of the match of all items from `at` on. Only before the `first` of a group no light word is passed over.
    fn sequence(&self, mut items: &[Item<u16>], mut at: usize, slots: &mut Slots, mut first: bool) -> Option<usize> {
        while let Some((item, rest)) = items.split_first() {
            let light = !first && at > self.begun && self.light(at);
            match item {
                Item::Optional(inner) => {
                    if let Some(end) = self.then(inner, rest, at, slots) {
                        return Some(end);
                    }
                    items = rest;
                    continue;
                }
                Item::AnyOf(choices) => {
                    if let Some(end) = choices.iter().find_map(|choice| self.then(choice, rest, at, slots)) {
                        return Some(end);
                    }
                }
                Item::Slot(number, inner) => {
                    let kept = *slots;
                    for end in self.ends(inner, at, slots) {
                        slots[usize::from(*number)] = Some((at as u16, end as u16));
                        if let Some(end) = self.sequence(rest, end, slots, false) {
                            return Some(end);
                        }
                        *slots = kept;
                    }
                    *slots = kept;
                }
                Item::Gap(most) => return self.gap(usize::from(*most), rest, at, slots),
                Item::Start => {
                    if at != self.begun || !self.parsed.clause_starts(at) {
                        return None;
                    }
                    items = rest;
                    continue;
                }
                Item::End => {
                    if !self.at_end(at) {
                        return None;
                    }
                    items = rest;
                    first = false;
                    continue;
                }
                Item::Without(denied) => {
                    if self.sequence(std::slice::from_ref(denied), at, &mut { *slots }, true).is_some() {
                        return None;
                    }
                    items = rest;
                    continue;
                }
                _ => match self.single(item, at) {
                    Some(end) if !light => {
                        (items, at, first) = (rest, end, false);
                        continue;
                    }
                    Some(end) => {
                        let kept = *slots;
                        if let Some(end) = self.sequence(rest, end, slots, false) {
                            return Some(end);
                        }
                        *slots = kept;
                    }
                    None => {}
                },
            }
            if !light {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// `rest` after up to `most` words of the clause.
    fn gap(&self, most: usize, rest: &[Item<u16>], at: usize, slots: &mut Slots) -> Option<usize> {
        let clause_of = &self.parsed.clause_of;
        let clause = clause_of.get(at).or(clause_of.get(at.wrapping_sub(1)));
        for taken in at..=at + most {
            let kept = *slots;
            if let Some(end) = self.sequence(rest, taken, slots, false) {
                return Some(end);
            }
            *slots = kept;
            let Some(token) = self.tokens.get(taken) else { break };
            let past = if self.across {
                token.kind == Kind::Mark('"')
            } else {
                token.is_mark() || clause_of.get(taken) != clause
            };
            if past {
                break;
            }
        }
        None
    }

    /// Whether nothing of the clause is left but light words and marks.
    fn at_end(&self, at: usize) -> bool {
        let close = at.checked_sub(1).map_or(at, |before| self.parsed.clause_end(before)).min(self.tokens.len());
        (at..close).all(|i| self.light(i) || self.tokens[i].is_mark())
    }

    /// `inner`, then `rest`; the slots are as before where it does not match.
    fn then(&self, inner: &[Item<u16>], rest: &[Item<u16>], at: usize, slots: &mut Slots) -> Option<usize> {
        if self.refused(inner, at) {
            return None;
        }
        let kept = *slots;
        for end in self.ends(inner, at, slots) {
            if let Some(end) = self.sequence(rest, end, slots, false) {
                return Some(end);
            }
            *slots = kept;
        }
        *slots = kept;
        None
    }

    /// Where `inner` may end, if it fits.
    fn ends(&self, inner: &[Item<u16>], at: usize, slots: &mut Slots) -> Range<usize> {
        match inner {
            [Item::Gap(most)] => {
                let words = self.tokens[at.min(self.tokens.len())..]
                    .iter()
                    .take(usize::from(*most))
                    .take_while(|t| !t.is_mark())
                    .count();
                at + 1..at + 1 + words
            }
            _ => self.sequence(inner, at, slots, true).map_or(0..0, |end| end..end + 1),
        }
    }

    fn light(&self, at: usize) -> bool {
        let light = |token: &Token| self.parsed.shown.classes(at).meets(self.parsed.light) || (self.across && token.kind == Kind::Mark(','));
        self.tokens.get(at).is_some_and(light)
    }

    /// The end of an item that takes one word or phrase at `at`.
    fn single(&self, item: &Item<u16>, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        match item {
            Item::One => (!token.is_mark()).then_some(at + 1),
            Item::NounPhrase => noun_phrase(self.tokens, at).filter(|e| *e > at),
            Item::Rest => {
                let end = self.parsed.clause_end(at).min(self.tokens.len());
                (end > at && !token.is_mark()).then_some(end)
            }
            Item::Word(row) => self.is(*row, at, token).then_some(at + 1),
            _ => None,
        }
    }

    /// Whether the items cannot begin at `at`: only the first is looked at, and only where it is a question of one word.
    fn refused(&self, items: &[Item<u16>], at: usize) -> bool {
        match (items.first(), self.tokens.get(at)) {
            (Some(Item::Word(row)), Some(token)) => !self.is(*row, at, token),
            _ => false,
        }
    }

    /// Whether the word at `at` is one that a row asks for.
    fn is(&self, row: u16, at: usize, token: &Token) -> bool {
        self.rows.has(row, at).unwrap_or_else(|| self.table.asks(row, token))
    }
}
