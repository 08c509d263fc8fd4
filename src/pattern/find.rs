//! Many patterns over one statement: an index by a word that each pattern cannot do without, a sieve by its other words, then a
//! backtracking match.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::OnceLock;

use super::needs::cost;
use super::syntax::{Item, Key, Leaf, MOST_SLOTS, Pattern};
use super::traces::{Mark, Traces};
use crate::statement::{Kind, Token};
use crate::understanding::Parsed;
use crate::understanding::phrase::noun_phrase;

/// A pattern found in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The number of the pattern in its set.
    pub pattern: usize,
    /// The tokens it covers.
    pub range: Range<usize>,
    /// What it remembered, by slot number.
    pub slots: [Option<(u16, u16)>; MOST_SLOTS],
}

impl Match {
    /// The tokens remembered in a slot.
    pub fn slot(&self, number: usize) -> Option<Range<usize>> {
        self.slots.get(number).copied().flatten().map(|(a, b)| usize::from(a)..usize::from(b))
    }
}

/// Patterns that are searched for together.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// Made when a text first comes near the pattern.
    sieves: Vec<OnceLock<Sieve>>,
    by_key: Index<Key>,
    by_word: Index<Box<str>>,
    by_class: Index<u32>,
    /// Whether gaps reach past commas and the ends of clauses.
    across: bool,
}

/// Patterns by something that they cannot do without.
type Index<Key> = HashMap<Key, Vec<Entry>, BuildHasherDefault<rustc_hash::FxHasher>>;

/// A pattern in the index, with the marks of other words that it cannot do without: most are ruled out by these alone.
#[derive(Debug, Clone, Copy)]
struct Entry {
    pattern: u32,
    marks: [Mark; 4],
}

/// What rules a pattern out without trying it.
#[derive(Debug, Clone)]
struct Sieve {
    /// Each must meet a word, one after another.
    needs: Box<[Traces]>,
    /// Must meet the word where a match begins, if anything.
    opening: Option<Traces>,
}

impl PatternSet {
    /// The same patterns, but over the whole text, with gaps that reach past commas, clauses and sentences: for signs that must not be missed where the cutting of clauses went wrong.
    pub fn across_clauses(mut self) -> PatternSet {
        self.across = true;
        self
    }

    /// Makes the index.
    pub fn new(patterns: Vec<Pattern>) -> PatternSet {
        let mut shared: HashMap<Key, usize, BuildHasherDefault<rustc_hash::FxHasher>> = HashMap::default();
        for need in patterns.iter().flat_map(|p| &p.needs) {
            need.keys.iter().for_each(|key| *shared.entry(*key).or_default() += 1);
        }
        let sharing = |key| shared.get(&key).copied().unwrap_or(1);
        let mut set = PatternSet {
            sieves: vec![OnceLock::new(); patterns.len()],
            ..PatternSet::default()
        };
        for (number, pattern) in patterns.iter().enumerate() {
            let mut needs: Vec<(usize, &Leaf)> = pattern.needs.iter().map(|need| (cost(need, sharing), need)).collect();
            needs.sort_by_key(|(cost, _)| *cost);
            let mut marks = needs.iter().filter_map(|(_, need)| Mark::of(need));
            let entry = Entry {
                pattern: number as u32,
                marks: std::array::from_fn(|_| marks.next().unwrap_or_default()),
            };
            if let Some((_, rarest)) = needs.first() {
                rarest.keys.iter().for_each(|key| set.by_key.entry(*key).or_default().push(entry));
                rarest.unknown.iter().for_each(|word| set.by_word.entry(word.clone()).or_default().push(entry));
                rarest.classes.each().for_each(|class| set.by_class.entry(class).or_default().push(entry));
            }
        }
        set.patterns = patterns;
        set
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Where the pattern of that number matches next, from a token to the end of its sentence.
    pub fn next(&self, parsed: &Parsed, number: usize, range: Range<usize>) -> Option<Match> {
        let found = self.patterns[number].find_in(parsed, range.end, range, self.across);
        found.map(|(range, slots)| Match { pattern: number, range, slots })
    }

    /// The pattern of that number.
    pub fn pattern(&self, number: usize) -> &Pattern {
        &self.patterns[number]
    }

    /// Every pattern that matches, at most once a sentence, in the order of the pattern numbers within each sentence.
    pub fn find(&self, parsed: &Parsed) -> Vec<Match> {
        self.find_of(parsed, 0..self.len())
    }

    /// The same, of the patterns with these numbers alone.
    pub fn find_of(&self, parsed: &Parsed, numbers: Range<usize>) -> Vec<Match> {
        let numbers = numbers.start as u32..numbers.end as u32;
        let mut found = Vec::new();
        let mut candidates: Vec<u32> = Vec::new();
        if self.across {
            self.find_within(parsed, 0..parsed.statement.tokens.len(), &numbers, &mut candidates, &mut found);
        } else {
            for sentence in &parsed.statement.sentences {
                self.find_within(parsed, sentence.range.clone(), &numbers, &mut candidates, &mut found);
            }
        }
        found
    }

    fn find_within(&self, parsed: &Parsed, stretch: Range<usize>, numbers: &Range<u32>, candidates: &mut Vec<u32>, found: &mut Vec<Match>) {
        candidates.clear();
        let mut all = Traces::default();
        parsed.shown.traces[stretch.clone()].iter().for_each(|one| all.join(one));
        self.candidates(parsed, stretch.clone(), &all, numbers, candidates);
        for number in candidates.iter().map(|n| *n as usize) {
            let sieve = self.sieve(number);
            // something that is nowhere need not be sought word by word
            if !sieve.needs.iter().all(|need| need.meets(&all)) {
                continue;
            }
            let starts = sieve.starts(&parsed.shown.traces, stretch.clone());
            found.extend(
                self.patterns[number]
                    .find_in(parsed, stretch.end, starts, self.across)
                    .map(|(range, slots)| Match { pattern: number, range, slots }),
            );
        }
    }

    fn sieve(&self, number: usize) -> &Sieve {
        self.sieves[number].get_or_init(|| Sieve::of(&self.patterns[number]))
    }

    /// Those of the numbers, in order, whose patterns the index and the marks of a stretch of words, which shows `all`, leave.
    fn candidates(&self, parsed: &Parsed, stretch: Range<usize>, all: &Traces, numbers: &Range<u32>, candidates: &mut Vec<u32>) {
        let mut consider = |entries: Option<&Vec<Entry>>| {
            let asked = entries.into_iter().flatten().filter(|entry| numbers.contains(&entry.pattern));
            let met = asked.filter(|entry| entry.marks.iter().all(|mark| all.shows(*mark)));
            candidates.extend(met.map(|entry| entry.pattern));
        };
        parsed.shown.keys_of(stretch.clone()).iter().for_each(|key| consider(self.by_key.get(key)));
        if !self.by_word.is_empty() {
            let unknown = parsed.statement.tokens[stretch].iter().filter(|t| t.form.is_none() && !t.is_mark());
            unknown.for_each(|token| consider(self.by_word.get(token.word.as_str())));
        }
        all.classes().each().for_each(|class| consider(self.by_class.get(&class)));
        candidates.sort_unstable();
        candidates.dedup();
    }
}

impl Sieve {
    fn of(pattern: &Pattern) -> Sieve {
        Sieve {
            needs: pattern.needs.iter().map(Traces::wanted).collect(),
            opening: opening(pattern.items()),
        }
    }

    /// Where in a sentence a match can begin: before all its needs, which are there one after another, and at a word that can open it.
    fn starts(&self, traces: &[Traces], sentence: Range<usize>) -> impl Iterator<Item = usize> {
        let before = |end: usize, need: &Traces| (sentence.start..end).rev().find(|i| need.meets(&traces[*i]));
        let latest = self.needs.iter().rev().try_fold(sentence.end, before);
        let starts = latest.map_or(0..0, |latest| sentence.start..latest + 1);
        starts.filter(move |start| self.opening.as_ref().is_none_or(|opening| opening.meets(&traces[*start])))
    }
}

impl Pattern {
    /// Whether one of these words stands anywhere in it.
    pub fn mentions(&self, words: &[&str]) -> bool {
        mentions(self.items(), words)
    }

    fn find_in(&self, parsed: &Parsed, end: usize, mut starts: impl Iterator<Item = usize>, across: bool) -> Option<(Range<usize>, Slots)> {
        starts.find_map(|start| {
            let mut slots = [None; MOST_SLOTS];
            let text = Text {
                parsed,
                tokens: &parsed.statement.tokens[..end],
                begun: start,
                across,
            };
            // a light word cannot open a match: the same match without it comes next
            let end = text.sequence(self.items(), start, &mut slots, true)?;
            (end > start).then_some((start..end, slots))
        })
    }
}

type Slots = [Option<(u16, u16)>; MOST_SLOTS];

struct Text<'a> {
    parsed: &'a Parsed,
    /// The statement's tokens up to the end of the sentence.
    tokens: &'a [Token],
    begun: usize,
    /// Whether gaps reach past commas and the ends of clauses.
    across: bool,
}

impl Text<'_> {
    /// The end of the match of all items from `at` on. Only before the `first` of a group no light word is passed over.
    fn sequence(&self, mut items: &[Item], mut at: usize, slots: &mut Slots, mut first: bool) -> Option<usize> {
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
    fn gap(&self, most: usize, rest: &[Item], at: usize, slots: &mut Slots) -> Option<usize> {
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
    fn then(&self, inner: &[Item], rest: &[Item], at: usize, slots: &mut Slots) -> Option<usize> {
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
    fn ends(&self, inner: &[Item], at: usize, slots: &mut Slots) -> Range<usize> {
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
        let light = |token: &Token| self.parsed.shown.traces[at].classes().meets(self.parsed.light) || (self.across && token.kind == Kind::Mark(','));
        self.tokens.get(at).is_some_and(light)
    }

    /// The end of an item that takes one word or phrase at `at`.
    fn single(&self, item: &Item, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        match item {
            Item::One => (!token.is_mark()).then_some(at + 1),
            Item::NounPhrase => noun_phrase(self.tokens, at).filter(|e| *e > at),
            Item::Rest => {
                let end = self.parsed.clause_end(at).min(self.tokens.len());
                (end > at && !token.is_mark()).then_some(end)
            }
            Item::Word(leaf) => self.is(at, token, leaf).then_some(at + 1),
            _ => None,
        }
    }

    /// Whether the items cannot begin at `at`: only the first is looked at, and only where it is a question of one word.
    fn refused(&self, items: &[Item], at: usize) -> bool {
        match (items.first(), self.tokens.get(at)) {
            (Some(Item::Word(leaf)), Some(token)) => !self.is(at, token, leaf),
            _ => false,
        }
    }
    /// Whether the word at `at` is one that the leaf takes.
    fn is(&self, at: usize, token: &Token, leaf: &Leaf) -> bool {
        let shown = &self.parsed.shown;
        leaf.tags & token.tag.bit() != 0
            || shown.traces[at].classes().meets(leaf.classes)
            || match &*leaf.keys {
                [] => false,
                [key] => shown.keys(at).contains(key),
                keys => shown.keys(at).iter().any(|key| keys.binary_search(key).is_ok()),
            }
            || token.form.is_none() && leaf.unknown.iter().any(|word| token.word == **word)
    }
}

/// What the first word of some items must show; `None` where they can begin with anything.
fn opening(items: &[Item]) -> Option<Traces> {
    let (item, rest) = items.split_first()?;
    match item {
        Item::Start | Item::Without(_) => opening(rest),
        Item::Slot(_, inner) => opening(inner),
        Item::Optional(inner) => either([opening(inner), opening(rest)]),
        Item::AnyOf(choices) => either(choices.iter().map(|choice| opening(choice))),
        Item::Word(leaf) => Some(Traces::wanted(leaf)),
        Item::NounPhrase | Item::Rest | Item::One | Item::Gap(_) | Item::End => None,
    }
}

fn either(openings: impl IntoIterator<Item = Option<Traces>>) -> Option<Traces> {
    let mut all = Traces::default();
    openings.into_iter().try_for_each(|one| one.map(|one| all.join(&one)))?;
    Some(all)
}

fn mentions(items: &[Item], words: &[&str]) -> bool {
    items.iter().any(|item| match item {
        Item::Word(leaf) => leaf.keys.iter().any(|key| words.contains(&key.form().text())) || leaf.unknown.iter().any(|word| words.contains(&&**word)),
        Item::Slot(_, inner) | Item::Optional(inner) => mentions(inner, words),
        Item::AnyOf(choices) => choices.iter().any(|choice| mentions(choice, words)),
        _ => false,
    })
}
