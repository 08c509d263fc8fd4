//! Many patterns over one text. A pattern is looked up by that of its words which is met least. Each distinct word (or choice of words)
//! that patterns ask for has a row of bits that says where in the text it is met, worked out when it is first asked for; a pattern is tried
//! only where the words that it cannot do without are met one after another.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::find::{Slots, Text};
use super::needs::cost;
use super::rows::{Met, Rows};
use super::shown::{BITS, Place};
use super::syntax::{Key, Leaf, Opening, Pattern};
use crate::understanding::Parsed;
use crate::words::{Classes, Tag};

/// A pattern found in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The number of the pattern in its set.
    pub pattern: usize,
    /// The tokens it covers.
    pub range: Range<usize>,
    /// What it remembered, by slot number.
    pub slots: Slots,
}

impl Match {
    /// The tokens remembered in a slot.
    pub fn slot(&self, number: usize) -> Option<Range<usize>> {
        self.slots.get(number).copied().flatten().map(|(a, b)| usize::from(a)..usize::from(b))
    }
}

type Map<K, V> = HashMap<K, V, BuildHasherDefault<FxHasher>>;

/// Patterns that are searched for together.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// What the patterns ask for, each thing once: the rows.
    rows: Vec<Row>,
    /// The words and dictionary forms that the rows ask for.
    keys: Lists<Key>,
    /// Their places in the filter of a text.
    places: Lists<Place>,
    /// Rows that patterns are looked up by, by a word or dictionary form that is asked for.
    by_key: Map<Key, u32>,
    /// The same by words that the tables do not know.
    by_word: Map<Box<str>, u32>,
    asking: Lists<u32>,
    /// The same by class and by tag.
    by_class: Lists<u32>,
    by_tag: Lists<u32>,
    /// For each row the patterns that are looked up by it: of all that they cannot do without, it is met least.
    looked_up: Lists<LookedUp>,
    /// For each pattern the rows that it cannot match without, one after another.
    needs: Lists<u32>,
    /// For each pattern the row of what must stand where a match begins, if anything.
    openings: Vec<Option<u32>>,
    /// Whether gaps reach past commas and the ends of clauses.
    across: bool,
}

/// What a row asks for besides its keys.
#[derive(Debug, Clone)]
struct Row {
    unknown: Box<[Box<str>]>,
    classes: Classes,
    tags: u32,
}

/// A pattern, with what else it cannot do without: of that the row that is met least.
#[derive(Debug, Clone, Copy)]
struct LookedUp {
    pattern: u32,
    second: u32,
    /// The place of that row's key, where it asks for nothing else.
    place: Option<Place>,
}

/// A pattern whose words are met one after another.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    /// The number of the pattern.
    pub pattern: usize,
    /// The last token where a match can begin.
    latest: usize,
}

impl PatternSet {
    /// The same patterns, but over the whole text, with gaps that reach past commas, clauses and sentences: for signs that must not be missed where the cutting of clauses went wrong.
    pub fn across_clauses(mut self) -> PatternSet {
        self.across = true;
        self
    }

    /// Makes the index.
    pub fn new(mut patterns: Vec<Pattern>) -> PatternSet {
        let mut set = PatternSet::default();
        let mut numbers: Map<Leaf, u32> = Map::default();
        // what it costs to look a pattern up by each row, and the row's key where it asks for nothing else
        let mut costs: Vec<(usize, Option<Key>)> = Vec::new();
        let mut looked_up: Vec<Vec<LookedUp>> = Vec::new();
        let mut row_of = |leaf: Leaf| {
            *numbers.entry(leaf).or_insert_with_key(|leaf| {
                costs.push((cost(leaf), leaf.only_key()));
                looked_up.push(Vec::new());
                costs.len() as u32 - 1
            })
        };
        let mut all_needs: Vec<Vec<u32>> = Vec::with_capacity(patterns.len());
        for pattern in &mut patterns {
            let needs: Vec<u32> = std::mem::take(&mut pattern.needs).into_iter().map(&mut row_of).collect();
            set.openings.push(match std::mem::replace(&mut pattern.opening, Opening::Any) {
                Opening::Any => None,
                Opening::Need => needs.first().copied(),
                Opening::Word(leaf) => Some(row_of(leaf)),
            });
            all_needs.push(needs);
        }
        for (number, needs) in all_needs.iter().enumerate() {
            let rarest = |but: Option<usize>| {
                let rows = needs.iter().enumerate().filter(|(n, _)| Some(*n) != but);
                rows.min_by_key(|(_, row)| costs[**row as usize].0).map(|(n, row)| (n, *row))
            };
            if let Some((n, rarest_row)) = rarest(None) {
                let second = rarest(Some(n)).map_or(rarest_row, |(_, row)| row);
                looked_up[rarest_row as usize].push(LookedUp {
                    pattern: number as u32,
                    second,
                    place: costs[second as usize].1.filter(|_| second != rarest_row).map(Place::of),
                });
            }
        }
        // what is asked for together stands together
        looked_up
            .iter_mut()
            .for_each(|list| list.sort_unstable_by_key(|entry| (entry.second, entry.pattern)));
        set.ask(numbers, &looked_up);
        set.looked_up = Lists::of(looked_up);
        set.needs = Lists::of(all_needs);
        set.patterns = patterns;
        set
    }

    /// Keeps what each row asks for, and lists the rows that patterns are looked up by.
    fn ask(&mut self, numbers: Map<Leaf, u32>, looked_up: &[Vec<LookedUp>]) {
        let mut leaves: Vec<(u32, Leaf)> = numbers.into_iter().map(|(leaf, row)| (row, leaf)).collect();
        leaves.sort_unstable_by_key(|(row, _)| *row);
        let mut keys: Map<Key, Vec<u32>> = Map::default();
        let mut words: Map<Box<str>, Vec<u32>> = Map::default();
        let (mut classes, mut tags) = (vec![Vec::new(); u64::BITS as usize], vec![Vec::new(); Tag::ALL.len()]);
        for (row, leaf) in leaves {
            if !looked_up[row as usize].is_empty() {
                leaf.keys.iter().for_each(|key| keys.entry(*key).or_default().push(row));
                leaf.unknown.iter().for_each(|word| words.entry(word.clone()).or_default().push(row));
                leaf.classes.each().for_each(|class| classes[class as usize].push(row));
                each_tag(leaf.tags).for_each(|tag| tags[tag as usize].push(row));
            }
            self.places.push(leaf.keys.iter().copied().map(Place::of));
            self.keys.push(leaf.keys);
            self.rows.push(Row {
                unknown: leaf.unknown,
                classes: leaf.classes,
                tags: leaf.tags,
            });
        }
        self.by_key = keys.into_iter().map(|(key, list)| (key, self.asking.push(list))).collect();
        self.by_word = words.into_iter().map(|(word, list)| (word, self.asking.push(list))).collect();
        self.by_class = Lists::of(classes);
        self.by_tag = Lists::of(tags);
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The pattern of that number.
    pub fn pattern(&self, number: usize) -> &Pattern {
        &self.patterns[number]
    }

    /// Every pattern that matches, at most once a sentence, in the order of the pattern numbers within each sentence.
    pub fn find(&self, parsed: &Parsed) -> Vec<Match> {
        let mut search = self.search(parsed);
        let numbers = search.numbers();
        let mut found = Vec::new();
        let mut within = |range: Range<usize>| {
            for number in &numbers {
                let near = search.near(*number, range.clone());
                found.extend(near.and_then(|near| search.next(near, range.clone())));
            }
        };
        if self.across {
            within(0..parsed.tokens().len());
        } else if !numbers.is_empty() {
            parsed.statement.sentences.iter().for_each(|sentence| within(sentence.range.clone()));
        }
        found
    }

    /// Begins a search in a text.
    pub fn search<'a>(&'a self, parsed: &'a Parsed) -> Search<'a> {
        Search {
            set: self,
            parsed,
            rows: Rows::new(self.rows.len(), parsed.shown.width),
        }
    }
}

/// A search for the patterns of a set in a text.
#[derive(Debug)]
pub struct Search<'a> {
    set: &'a PatternSet,
    parsed: &'a Parsed,
    rows: Rows,
}

impl<'a> Search<'a> {
    /// The text.
    pub fn parsed(&self) -> &'a Parsed {
        self.parsed
    }

    /// The patterns all of whose words are met, in order.
    pub fn numbers(&mut self) -> Vec<u32> {
        let (set, parsed) = (self.set, self.parsed);
        let mut numbers: Vec<u32> = Vec::with_capacity(64);
        let mut look_up = |rows: &[u32]| rows.iter().for_each(|row| self.look_up(*row, &mut numbers));
        for key in parsed.shown.distinct() {
            if let Some(list) = set.by_key.get(key) {
                look_up(set.asking.get(*list as usize));
            }
        }
        parsed.shown.all_classes().each().for_each(|class| look_up(set.by_class.get(class as usize)));
        for tag in Tag::ALL {
            let rows = set.by_tag.get(*tag as usize);
            if !rows.is_empty() && parsed.shown.where_tag(*tag as u32).iter().any(|bits| *bits != 0) {
                look_up(rows);
            }
        }
        if !set.by_word.is_empty() {
            let unknown = parsed.tokens().iter().filter(|token| token.form.is_none() && !token.is_mark());
            unknown
                .filter_map(|token| set.by_word.get(token.word.as_str()))
                .for_each(|list| look_up(set.asking.get(*list as usize)));
        }
        numbers.sort_unstable();
        numbers
    }

    /// The patterns that are looked up by a row which is met, once.
    fn look_up(&mut self, row: u32, numbers: &mut Vec<u32>) {
        let set = self.set;
        if !self.rows.look_up(row) {
            return;
        }
        for entry in set.looked_up.get(row as usize) {
            // most are ruled out here, and need no row
            let missing = entry.place.is_some_and(|place| !self.parsed.shown.may_hold(&[place]));
            if !missing && self.met(entry.second) && set.needs.get(entry.pattern as usize).iter().all(|need| self.met(*need)) {
                numbers.push(entry.pattern);
            }
        }
    }

    /// Whether what a row asks for is met anywhere.
    fn met(&mut self, row: u32) -> bool {
        match self.rows.met(row) {
            Met::Here | Met::Somewhere => true,
            Met::Nowhere => false,
            Met::Unknown => self.work_out(row) == Met::Somewhere,
        }
    }

    fn fill(&mut self, row: u32) {
        if matches!(self.rows.met(row), Met::Unknown | Met::Here) {
            self.work_out(row);
        }
    }

    fn work_out(&mut self, number: u32) -> Met {
        let (shown, row) = (&self.parsed.shown, &self.set.rows[number as usize]);
        let bits = self.rows.bits(number);
        let mut join = |there: &[u64]| bits.iter_mut().zip(there).for_each(|(mine, theirs)| *mine |= theirs);
        let places = self.set.places.get(number as usize);
        // all at once first: of many words none is there as a rule
        if shown.may_hold(places) {
            let keys = self.set.keys.get(number as usize).iter().zip(places);
            let may_be = keys.filter(|(_, place)| shown.may_hold(std::slice::from_ref(*place)));
            may_be.filter_map(|(key, _)| shown.where_key(*key)).for_each(&mut join);
        }
        row.classes.each().for_each(|class| join(shown.where_class(class)));
        each_tag(row.tags).for_each(|tag| join(shown.where_tag(tag)));
        if !row.unknown.is_empty() {
            for (at, token) in self.parsed.tokens().iter().enumerate().filter(|(_, token)| token.form.is_none()) {
                if row.unknown.iter().any(|word| token.word == **word) {
                    bits[at / BITS] |= 1 << (at % BITS);
                }
            }
        }
        self.rows.filled(number)
    }

    /// The pattern of that number, if its words are met one after another in a stretch of the text.
    pub fn near(&mut self, number: u32, stretch: Range<usize>) -> Option<Near> {
        let needs = self.set.needs.get(number as usize).iter();
        let latest = needs.rev().try_fold(stretch.end, |end, need| {
            self.fill(*need);
            self.rows.last(*need, stretch.start..end)
        })?;
        if let Some(opening) = self.set.openings[number as usize] {
            self.fill(opening);
        }
        Some(Near {
            pattern: number as usize,
            latest,
        })
    }

    /// Where the pattern matches first in a stretch of the text.
    pub fn next(&self, near: Near, stretch: Range<usize>) -> Option<Match> {
        let pattern = &self.set.patterns[near.pattern];
        let starts = stretch.start..(near.latest + 1).min(stretch.end);
        let opening = self.set.openings[near.pattern];
        let mut from = starts.start;
        while from < starts.end {
            let start = match opening {
                Some(row) => self.rows.first(row, from..starts.end)?,
                None => from,
            };
            let text = Text::of(self.parsed, start, stretch.end, self.set.across);
            if let Some((end, slots)) = text.matched(pattern.items()) {
                return Some(Match {
                    pattern: near.pattern,
                    range: start..end,
                    slots,
                });
            }
            from = start + 1;
        }
        None
    }
}

/// Lists, one after another.
#[derive(Debug, Clone)]
struct Lists<T> {
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists {
            ends: Vec::new(),
            all: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    fn of(lists: Vec<Vec<T>>) -> Lists<T> {
        let mut all = Lists {
            ends: Vec::with_capacity(lists.len()),
            all: Vec::with_capacity(lists.iter().map(Vec::len).sum()),
        };
        for list in lists {
            all.push(list);
        }
        all
    }

    /// Adds a list, and gives its number.
    fn push(&mut self, list: impl IntoIterator<Item = T>) -> u32 {
        self.all.extend(list);
        self.ends.push(self.all.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The list of that number; an empty one where there is none.
    fn get(&self, number: usize) -> &[T] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        &self.all[start as usize..end as usize]
    }
}

/// The numbers of a set of tags.
fn each_tag(tags: u32) -> impl Iterator<Item = u32> {
    Classes(u64::from(tags)).each()
}
