//! Many patterns over one statement: an index by a word that each pattern cannot do without, a sieve by its other words, then a
//! backtracking match.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::syntax::{Item, MOST_SLOTS, Pattern, Wanted};
use super::traces::Traces;
use crate::statement::Token;
use crate::understanding::Parsed;
use crate::understanding::phrase::noun_phrase;
use crate::words::Form;

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
    sieves: Vec<Sieve>,
    by_form: Index<Form>,
    by_word: Index<Box<str>>,
    by_class: Index<u32>,
}

/// Numbers of patterns by something that they cannot do without.
type Index<Key> = HashMap<Key, Vec<u32>, BuildHasherDefault<rustc_hash::FxHasher>>;

/// What rules a pattern out without trying it.
#[derive(Debug, Clone)]
struct Sieve {
    /// Each must meet the sentence.
    needs: Box<[Traces]>,
    /// Must meet the word where a match begins, if anything.
    opening: Option<Traces>,
}

impl PatternSet {
    /// Makes the index.
    pub fn new(patterns: Vec<Pattern>) -> PatternSet {
        let mut set = PatternSet {
            sieves: Vec::with_capacity(patterns.len()),
            ..PatternSet::default()
        };
        for (number, pattern) in patterns.iter().enumerate() {
            let number = number as u32;
            let needs = pattern.needs();
            let mut index = |leaf: &Item| match leaf {
                Item::Word(Wanted::Known(form)) | Item::Lemma(Wanted::Known(form)) => set.by_form.entry(*form).or_default().push(number),
                Item::Word(Wanted::Unknown(word)) | Item::Lemma(Wanted::Unknown(word)) => set.by_word.entry(word.clone()).or_default().push(number),
                Item::Class(classes) => classes.each().for_each(|class| set.by_class.entry(class).or_default().push(number)),
                _ => {}
            };
            needs.iter().take(1).for_each(|rarest| rarest.leaves(&mut index));
            set.sieves.push(Sieve {
                needs: needs.iter().map(|need| need.traces()).collect(),
                opening: pattern.opening(),
            });
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

    /// The pattern of that number.
    pub fn pattern(&self, number: usize) -> &Pattern {
        &self.patterns[number]
    }

    /// Every pattern that matches, at most once a sentence, in the order of the pattern numbers within each sentence.
    pub fn find(&self, parsed: &Parsed) -> Vec<Match> {
        let mut found = Vec::new();
        let mut candidates: Vec<u32> = Vec::new();
        for sentence in &parsed.statement.sentences {
            candidates.clear();
            self.candidates(
                &parsed.statement.tokens[sentence.range.clone()],
                &parsed.traces[sentence.range.clone()],
                &mut candidates,
            );
            for number in candidates.iter().map(|n| *n as usize) {
                let (pattern, opening) = (&self.patterns[number], &self.sieves[number].opening);
                found.extend(
                    pattern
                        .find_in(parsed, sentence.range.clone(), opening.as_ref())
                        .map(|(range, slots)| Match { pattern: number, range, slots }),
                );
            }
        }
        found
    }

    /// The numbers of the patterns all of whose needs a sentence meets, in order.
    fn candidates(&self, tokens: &[Token], traces: &[Traces], candidates: &mut Vec<u32>) {
        let mut sentence = Traces::default();
        traces.iter().for_each(|one| sentence.join(one));
        let mut consider = |numbers: Option<&Vec<u32>>| {
            let met = |number: &&u32| self.sieves[**number as usize].needs.iter().all(|need| need.meets(&sentence));
            candidates.extend(numbers.into_iter().flatten().filter(met));
        };
        for token in tokens {
            match token.form {
                Some(form) => {
                    consider(self.by_form.get(&form));
                    form.lemmas()
                        .filter(|lemma| *lemma != form)
                        .for_each(|lemma| consider(self.by_form.get(&lemma)));
                }
                None => consider(self.by_word.get(token.word.as_str())),
            }
        }
        sentence.classes().each().for_each(|class| consider(self.by_class.get(&class)));
        candidates.sort_unstable();
        candidates.dedup();
    }
}

impl Pattern {
    fn find_in(&self, parsed: &Parsed, range: Range<usize>, opening: Option<&Traces>) -> Option<(Range<usize>, Slots)> {
        range
            .clone()
            .filter(|start| opening.is_none_or(|opening| opening.meets(&parsed.traces[*start])))
            .find_map(|start| {
                let mut slots = [None; MOST_SLOTS];
                let text = Text {
                    parsed,
                    tokens: &parsed.statement.tokens[..range.end],
                    begun: start,
                };
                // a light word cannot open a match: the same match without it comes next
                let end = text.sequence(&self.items, start, &mut slots, true)?;
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
}

impl Text<'_> {
    /// The end of the match of all items from `at` on.
    fn sequence(&self, items: &[Item], at: usize, slots: &mut Slots, first: bool) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(at) };
        match item {
            Item::Optional(inner) => {
                let kept = *slots;
                self.then(inner, rest, at, slots).or_else(|| {
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
                    slots[usize::from(*number)] = Some((at as u16, end as u16));
                    if let Some(end) = self.sequence(rest, end, slots, false) {
                        return Some(end);
                    }
                    *slots = kept;
                }
                self.past_light(items, at, slots, first)
            }
            Item::Gap(most) => {
                let clause = self.parsed.clause_of.get(at).or(self.parsed.clause_of.get(at.wrapping_sub(1))).copied();
                for taken in 0..=usize::from(*most) {
                    let kept = *slots;
                    if let Some(end) = self.sequence(rest, at + taken, slots, false) {
                        return Some(end);
                    }
                    *slots = kept;
                    let Some(token) = self.tokens.get(at + taken) else { break };
                    if token.is_mark() || self.parsed.clause_of.get(at + taken).copied() != clause {
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
                if end >= close || end >= self.tokens.len() {
                    self.sequence(rest, at, slots, false)
                } else {
                    None
                }
            }
            Item::Without(denied) => {
                let mut unused = *slots;
                if self.sequence(std::slice::from_ref(denied), at, &mut unused, true).is_some() {
                    None
                } else {
                    self.sequence(rest, at, slots, first)
                }
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

    /// The same items after a light word.
    fn past_light(&self, items: &[Item], at: usize, slots: &mut Slots, first: bool) -> Option<usize> {
        let skip = !first && at > self.begun && self.tokens.get(at).is_some_and(|t| self.light(t));
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
            Item::Lemma(wanted) => {
                is(token, wanted)
                    || token
                        .form
                        .is_some_and(|f| matches!(wanted, Wanted::Known(w) if f.lemmas().any(|lemma| lemma == *w)))
            }
            Item::Class(class) => token.form.is_some_and(|f| f.classes().meets(*class)),
            Item::Tagged(tags) => tags & token.tag.bit() != 0,
            Item::OneOf(choices) => choices.iter().any(|choice| self.single(choice, at).is_some()),
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
        Wanted::Unknown(word) => token.word == **word,
    }
}
