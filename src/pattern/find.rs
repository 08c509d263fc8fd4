//! Many patterns over one statement: an index by a word that each pattern cannot do without, then a backtracking match.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::{Item, MOST_SLOTS, Pattern, Wanted};
use crate::statement::{Kind, Token};
use crate::understanding::Parsed;
use crate::understanding::phrase::noun_phrase;
use crate::words::{Classes, Form, Tag};

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

/// A word that a pattern cannot match without.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Anchor {
    Word(Wanted),
    Class(Classes),
}

/// Patterns that are searched for together.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    by_form: HashMap<u32, Vec<u32>, BuildHasherDefault<rustc_hash::FxHasher>>,
    by_word: HashMap<String, Vec<u32>>,
    by_class: Vec<(Classes, u32)>,
    all_classes: u64,
    across: bool,
}

impl PatternSet {
    /// The same patterns, but over the whole text, with gaps that reach past commas, clauses and sentences: for signs that must not be missed where the cutting of clauses went wrong.
    pub fn across_clauses(mut self) -> PatternSet {
        self.across = true;
        self
    }

    /// Makes the index.
    pub fn new(patterns: Vec<Pattern>) -> PatternSet {
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for pattern in &patterns {
            for anchor in pattern.anchors().into_iter().flatten() {
                if let Anchor::Word(Wanted::Known(form)) = anchor {
                    *shared.entry(form.0).or_default() += 1;
                }
            }
        }
        let mut set = PatternSet { patterns, ..PatternSet::default() };
        for number in 0..set.patterns.len() {
            let choices = set.patterns[number].anchors();
            let cost = |anchors: &Vec<Anchor>| -> usize {
                anchors
                    .iter()
                    .map(|a| match a {
                        Anchor::Word(Wanted::Unknown(_)) => 1,
                        Anchor::Word(Wanted::Known(form)) => shared.get(&form.0).copied().unwrap_or(1) + commonness(*form),
                        Anchor::Class(_) => 600,
                    })
                    .sum()
            };
            let best = choices.into_iter().min_by_key(cost).unwrap_or_default();
            for anchor in best {
                let number = number as u32;
                match anchor {
                    Anchor::Word(Wanted::Known(form)) => set.by_form.entry(form.0).or_default().push(number),
                    Anchor::Word(Wanted::Unknown(word)) => set.by_word.entry(word.to_string()).or_default().push(number),
                    Anchor::Class(class) => {
                        set.all_classes |= class.0;
                        set.by_class.push((class, number));
                    }
                }
            }
        }
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
        self.patterns[number].find_in(parsed, range, self.across).map(|(range, slots)| Match { pattern: number, range, slots })
    }

    /// The pattern of that number.
    pub fn pattern(&self, number: usize) -> &Pattern {
        &self.patterns[number]
    }

    /// Every pattern that matches, at most once a sentence, in the order of the pattern numbers within each sentence.
    pub fn find(&self, parsed: &Parsed) -> Vec<Match> {
        let mut found = Vec::new();
        let mut candidates: Vec<u32> = Vec::new();
        let whole = parsed.statement.tokens.len();
        let stretches = if self.across { &mut std::iter::once(0..whole) as &mut dyn Iterator<Item = Range<usize>> } else { &mut parsed.statement.sentences.iter().map(|s| s.range.clone()) };
        for range in stretches {
            candidates.clear();
            let mut classes = 0;
            for token in &parsed.statement.tokens[range.clone()] {
                let Some(form) = token.form else {
                    if !token.is_mark() && !self.by_word.is_empty() {
                        candidates.extend(self.by_word.get(token.word.as_str()).into_iter().flatten());
                    }
                    continue;
                };
                candidates.extend(self.by_form.get(&form.0).into_iter().flatten());
                let mut last = form;
                for reading in form.readings() {
                    if reading.lemma != form && reading.lemma != last {
                        last = reading.lemma;
                        candidates.extend(self.by_form.get(&reading.lemma.0).into_iter().flatten());
                    }
                }
                classes |= form.classes().0;
            }
            if classes & self.all_classes != 0 {
                candidates.extend(self.by_class.iter().filter(|(c, _)| c.0 & classes != 0).map(|(_, n)| *n));
            }
            candidates.sort_unstable();
            candidates.dedup();
            for number in &candidates {
                let pattern = &self.patterns[*number as usize];
                found.extend(pattern.find_in(parsed, range.clone(), self.across).map(|(range, slots)| Match { pattern: *number as usize, range, slots }));
            }
        }
        found
    }
}

/// Function words stand in most sentences: a poor index.
fn commonness(form: Form) -> usize {
    let function = form.readings().next().is_some_and(|r| {
        use Tag::*;
        matches!(r.tag, PronSub | PronObj | Pron | Poss | Det | Modal | Be | Have | Do | To | Prep | Conj | Sub | Wh | Not | There | Adv | Num | Interj)
    });
    if function { 400 } else { 0 }
}

impl Pattern {
    /// For each item that must be there, the words of which one must stand in the text.
    pub(super) fn anchors(&self) -> Vec<Vec<Anchor>> {
        let mut all = Vec::new();
        collect(&self.items, &mut all);
        all
    }

    fn find_in(&self, parsed: &Parsed, range: Range<usize>, across: bool) -> Option<(Range<usize>, Slots)> {
        range.clone().find_map(|start| {
            let mut slots = [None; MOST_SLOTS];
            let text = Text { parsed, tokens: &parsed.statement.tokens[..range.end], begun: start, across };
            // a light word cannot open a match: the same match without it comes next
            let end = text.sequence(&self.items, start, &mut slots, true)?;
            (end > start).then_some((start..end, slots))
        })
    }
}

fn collect(items: &[Item], all: &mut Vec<Vec<Anchor>>) {
    for item in items {
        match item {
            Item::Word(w) | Item::Lemma(w) => all.push(vec![Anchor::Word(w.clone())]),
            Item::Class(c) => all.push(vec![Anchor::Class(*c)]),
            Item::AnyOf(choices) => {
                let mut union = Vec::new();
                let whole = choices.iter().all(|choice| {
                    let mut inner = Vec::new();
                    collect(choice, &mut inner);
                    inner.sort_by_key(|a| a.iter().map(|x| usize::from(matches!(x, Anchor::Class(_))) * 600 + if let Anchor::Word(Wanted::Known(f)) = x { commonness(*f) } else { 0 }).sum::<usize>());
                    inner.into_iter().next().map(|a| union.extend(a)).is_some()
                });
                if whole {
                    all.push(union);
                }
            }
            Item::Slot(_, inner) => collect(inner, all),
            _ => {}
        }
    }
}

type Slots = [Option<(u16, u16)>; MOST_SLOTS];

struct Text<'a> {
    parsed: &'a Parsed,
    /// The statement's tokens up to the end of the sentence.
    tokens: &'a [Token],
    begun: usize,
    /// Whether the whole text is one stretch, and gaps reach past commas and clauses.
    across: bool,
}

impl Text<'_> {
    /// The end of the match of all items from `at` on.
    fn sequence(&self, items: &[Item], at: usize, slots: &mut Slots, first: bool) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(at) };
        match item {
            Item::Optional(inner) => {
                let kept = *slots;
                let with: Option<usize> = self.then(inner, rest, at, slots);
                with.or_else(|| {
                    *slots = kept;
                    self.sequence(rest, at, slots, first)
                })
            }
            Item::AnyOf(choices) => {
                let kept = *slots;
                for choice in choices {
                    *slots = kept;
                    if let Some(end) = self.then(choice, rest, at, slots) {
                        return Some(end);
                    }
                }
                *slots = kept;
                self.past_light(items, at, slots, first)
            }
            Item::Slot(number, inner) => {
                let kept = *slots;
                for end in self.ends(inner, at, slots) {
                    slots[*number] = Some((at as u16, end as u16));
                    if let Some(end) = self.sequence(rest, end, slots, false) {
                        return Some(end);
                    }
                    *slots = kept;
                }
                self.past_light(items, at, slots, first)
            }
            Item::Gap(most) => {
                let clause = self.parsed.clause_of.get(at).or(self.parsed.clause_of.get(at.wrapping_sub(1))).copied();
                for taken in 0..=*most {
                    let kept = *slots;
                    if let Some(end) = self.sequence(rest, at + taken, slots, false) {
                        return Some(end);
                    }
                    *slots = kept;
                    let Some(token) = self.tokens.get(at + taken) else { break };
                    let past = if self.across { token.kind == Kind::Mark('"') } else { token.is_mark() || self.parsed.clause_of.get(at + taken).copied() != clause };
                    if past {
                        break;
                    }
                }
                None
            }
            Item::Start => {
                let begins = at == self.begun && self.parsed.clause_starts(at);
                if begins { self.sequence(rest, at, slots, first) } else { None }
            }
            Item::End => {
                let mut end = at;
                let close = at.checked_sub(1).map_or(at, |b| self.parsed.clause_end(b));
                while end < close && self.tokens.get(end).is_some_and(|t| self.light(t) || t.is_mark()) {
                    end += 1;
                }
                if end >= close || end >= self.tokens.len() { self.sequence(rest, at, slots, false) } else { None }
            }
            Item::Without(denied) => {
                let mut unused = *slots;
                if self.sequence(std::slice::from_ref(denied), at, &mut unused, true).is_some() { None } else { self.sequence(rest, at, slots, first) }
            }
            _ => match self.single(item, at) {
                Some(end) => {
                    let kept = *slots;
                    self.sequence(rest, end, slots, false).or_else(|| {
                        *slots = kept;
                        self.past_light(items, at, slots, first)
                    })
                }
                None => self.past_light(items, at, slots, first),
            },
        }
    }

    /// `inner`, then `rest`.
    fn then(&self, inner: &[Item], rest: &[Item], at: usize, slots: &mut Slots) -> Option<usize> {
        for end in self.ends(inner, at, slots) {
            let kept = *slots;
            if let Some(end) = self.sequence(rest, end, slots, false) {
                return Some(end);
            }
            *slots = kept;
        }
        None
    }

    /// Where `inner` may end; the longest first where it has a choice.
    fn ends(&self, inner: &[Item], at: usize, slots: &mut Slots) -> impl Iterator<Item = usize> + use<> {
        let several = match inner {
            [Item::Gap(most)] => Some((1..=*most).map(|n| at + n).filter(|e| *e <= self.tokens.len() && !self.tokens[at..*e].iter().any(Token::is_mark)).collect::<Vec<_>>()),
            _ => None,
        };
        let one = if several.is_some() { None } else { self.sequence(inner, at, slots, true) };
        several.into_iter().flatten().chain(one)
    }

    /// The same items after a light word.
    fn past_light(&self, items: &[Item], at: usize, slots: &mut Slots, first: bool) -> Option<usize> {
        let skip = !first && at > self.begun && self.tokens.get(at).is_some_and(|t| self.light(t) || (self.across && t.kind == Kind::Mark(',')));
        if skip { self.sequence(items, at + 1, slots, first) } else { None }
    }

    fn light(&self, token: &Token) -> bool {
        token.form.is_some_and(|f| f.classes().meets(self.parsed.light))
    }

    /// The end of an item that takes one word or phrase at `at`.
    fn single(&self, item: &Item, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let fits = match item {
            Item::Word(wanted) => is(token, wanted),
            Item::Lemma(wanted) => is(token, wanted) || token.form.is_some_and(|f| matches!(wanted, Wanted::Known(w) if f.readings().any(|r| r.lemma == *w))),
            Item::Class(class) => token.form.is_some_and(|f| f.classes().meets(*class)),
            Item::Tagged(tags) => tags.contains(&token.tag),
            Item::One => !token.is_mark(),
            Item::NounPhrase => return noun_phrase(self.tokens, at).filter(|e| *e > at),
            Item::Rest => {
                let end = self.parsed.clause_end(at).min(self.tokens.len());
                return (end > at && !token.is_mark()).then_some(end);
            }
            _ => false,
        };
        fits.then_some(at + 1)
    }
}

fn is(token: &Token, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Known(form) => token.form == Some(*form),
        Wanted::Unknown(word) => token.word == *word,
    }
}
