//! Sets of patterns made ready to be searched for, as one block of bytes that [`Table`](super::table) reads where it lies. `build.rs` does
//! it for the patterns built in, the program for those of a folder of one's own.
//!
//! Each distinct word or choice of words that patterns ask for is a *row*. The block says for each word form, class and tag in which rows
//! it is asked for, so that one look at each word of a text gives all rows that are met; for each set by which row, the one met least, a
//! pattern is looked up; and for each pattern which rows it cannot do without. The rows that patterns are looked up by have the first
//! numbers, then come those that a pattern cannot do without, last those that are only asked for while a pattern is tried.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::needs::{cost, denies, needs, opening};
use super::syntax::{Item, Key, Leaf, Pattern, Read};
use crate::words::{Classes, Form, Tag};

/// The parts of the block, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// For each form where its rows end. Before the rows stands how many of them patterns are looked up by, and how many patterns cannot do
    /// without, those included.
    FormEnds,
    FormRows,
    /// The same for each class.
    ClassEnds,
    ClassRows,
    /// The same for each tag.
    TagEnds,
    TagRows,
    /// For each word that the tables do not know, in order, where it ends; and where its rows do.
    WordEnds,
    Words,
    WordRowEnds,
    WordRows,
    /// For each pattern where the rows end that it needs, one after another.
    NeedEnds,
    Needs,
    /// For each pattern the row of what must stand where a match begins; the last number of all where anything may.
    Openings,
    /// For each pattern whether a denial is written in it.
    Denials,
    ItemEnds,
    Items,
    /// For each pattern where the names end of what it remembers; and each name by number.
    SlotEnds,
    Slots,
    NameEnds,
    Names,
    /// For each pattern where its text ends.
    TextEnds,
    Texts,
    /// For each set where its patterns end.
    SetEnds,
    /// For each row that patterns are looked up by where these end.
    ListEnds,
    /// A pattern's number, and the row that it needs and that is met least but for the one it is looked up by.
    Lists,
    /// How many rows patterns are looked up by; how many they cannot do without, those included; how many there are but for those that are
    /// only asked for while a pattern is tried and ask for a class or a tag.
    Rows,
}

/// How many parts there are.
pub(super) const PARTS: usize = Part::Rows as usize + 1;

/// No row.
pub(super) const NO_ROW: u16 = u16::MAX;

/// How many rows share a number of bits.
pub(super) const BITS: usize = u64::BITS as usize;

/// What is being made ready.
#[derive(Default)]
pub struct Prepared {
    numbers: HashMap<Leaf, u16>,
    leaves: Vec<Leaf>,
    needs: Lists<u16>,
    openings: Vec<u16>,
    denials: Vec<u8>,
    items: Vec<Vec<Item<u16>>>,
    slots: Lists<u16>,
    names: Vec<String>,
    texts: Lists<u8>,
    /// The row that a pattern is looked up by, another that it needs, its number.
    looked_up: Vec<(u16, u16, u16)>,
    set_ends: Vec<u32>,
}

/// Lists, one after another.
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
    fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.all.extend(list);
        self.ends.push(self.all.len() as u32);
    }
}

impl Prepared {
    /// Adds a set. Those of its patterns that are built in are left out.
    pub fn add<'p>(&mut self, patterns: impl IntoIterator<Item = &'p Pattern>) {
        for pattern in patterns.into_iter().filter_map(Pattern::read) {
            let number = self.openings.len() as u16;
            let rows = self.pattern(pattern);
            let costs: Vec<usize> = rows.iter().map(|row| cost(&self.leaves[usize::from(*row)])).collect();
            let least = |but: Option<usize>| (0..rows.len()).filter(|n| Some(*n) != but).min_by_key(|n| costs[*n]);
            if let Some(first) = least(None) {
                let second = least(Some(first)).unwrap_or(first);
                self.looked_up.push((rows[first], rows[second], number));
            }
        }
        self.set_ends.push(self.openings.len() as u32);
    }

    /// Adds a pattern, and gives the rows that it needs.
    fn pattern(&mut self, read: &Arc<Read>) -> Vec<u16> {
        let rows: Vec<u16> = needs(&read.items).into_iter().map(|leaf| self.row(leaf)).collect();
        self.needs.push(rows.iter().copied());
        let opening = opening(&read.items).map_or(NO_ROW, |leaf| self.row(leaf));
        self.openings.push(opening);
        self.denials.push(u8::from(denies(&read.items)));
        let items = read.items.iter().map(|item| self.item(item)).collect();
        self.items.push(items);
        let slots: Vec<u16> = read.slots.iter().map(|name| self.name(name)).collect();
        self.slots.push(slots);
        self.texts.push(read.text.bytes());
        rows
    }

    fn row(&mut self, leaf: Leaf) -> u16 {
        *self.numbers.entry(leaf).or_insert_with_key(|leaf| {
            self.leaves.push(leaf.clone());
            self.leaves.len() as u16 - 1
        })
    }

    fn name(&mut self, name: &String) -> u16 {
        let number = self.names.iter().position(|n| n == name).unwrap_or_else(|| {
            self.names.push(name.clone());
            self.names.len() - 1
        });
        number as u16
    }

    fn item(&mut self, item: &Item<Leaf>) -> Item<u16> {
        let mut all = |items: &[Item<Leaf>]| -> Box<[Item<u16>]> { items.iter().map(|item| self.item(item)).collect() };
        match item {
            Item::Word(leaf) => Item::Word(self.row(leaf.clone())),
            Item::AnyOf(choices) => Item::AnyOf(choices.iter().map(|choice| all(choice)).collect()),
            Item::NounPhrase => Item::NounPhrase,
            Item::Rest => Item::Rest,
            Item::One => Item::One,
            Item::Gap(most) => Item::Gap(*most),
            Item::Start => Item::Start,
            Item::End => Item::End,
            Item::Without(inner) => Item::Without(Box::new(self.item(inner))),
            Item::Slot(number, inner) => Item::Slot(*number, all(inner)),
            Item::Optional(inner) => Item::Optional(all(inner)),
        }
    }

    /// Gives the rows their numbers. See [`Part::Rows`].
    fn number(&mut self) -> [usize; 3] {
        const LOOKED_UP: u8 = 0;
        const NEEDED: u8 = 1;
        const TRIED: u8 = 2;
        const OPEN: u8 = 3;
        let open = |leaf: &Leaf| leaf.tags != 0 || leaf.classes != Classes::default();
        let mut kinds: Vec<u8> = self.leaves.iter().map(|leaf| if open(leaf) { OPEN } else { TRIED }).collect();
        let openings = self.openings.iter().filter(|row| **row != NO_ROW);
        self.needs.all.iter().chain(openings).for_each(|row| kinds[usize::from(*row)] = NEEDED);
        self.looked_up.iter().for_each(|(row, ..)| kinds[usize::from(*row)] = LOOKED_UP);
        let mut order: Vec<u16> = (0..kinds.len() as u16).collect();
        // what is met often stands together, so that little memory is touched
        order.sort_by_cached_key(|row| (kinds[usize::from(*row)], Reverse(cost(&self.leaves[usize::from(*row)]))));
        let mut new = vec![0; order.len()];
        order.iter().zip(0..).for_each(|(old, number)| new[usize::from(*old)] = number);
        let renumber = |row: &mut u16| *row = new.get(usize::from(*row)).copied().unwrap_or(NO_ROW);
        self.needs.all.iter_mut().chain(&mut self.openings).for_each(renumber);
        let looked_up = self.looked_up.iter_mut();
        looked_up.for_each(|(row, second, _)| [row, second].into_iter().for_each(renumber));
        // what is asked for together stands together
        self.looked_up.sort_unstable();
        self.items.iter_mut().flatten().for_each(|item| each_row(item, &renumber));
        self.leaves = order.iter().map(|old| std::mem::take(&mut self.leaves[usize::from(*old)])).collect();
        let up_to = |kind: u8| kinds.iter().filter(|k| **k <= kind).count();
        [LOOKED_UP, NEEDED, TRIED].map(up_to)
    }

    /// The block: where each part ends, then the parts.
    pub fn bytes(mut self) -> Vec<u8> {
        // a folder of one's own that held more would have been refused
        assert!(
            self.leaves.len().max(self.openings.len()) < usize::from(NO_ROW),
            "more patterns, or more different words in them, than can be numbered"
        );
        let [looked_up, needed, closed] = self.number();
        let mut by_key: HashMap<Key, Vec<u16>> = HashMap::new();
        let mut by_word: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
        let (mut by_class, mut by_tag) = (vec![Vec::new(); BITS], vec![Vec::new(); Tag::ALL.len()]);
        for (row, leaf) in self.leaves.iter().enumerate() {
            let row = row as u16;
            leaf.keys.iter().for_each(|key| by_key.entry(*key).or_default().push(row));
            leaf.unknown.iter().for_each(|word| by_word.entry(word).or_default().push(row));
            leaf.classes.each().for_each(|class| by_class[class as usize].push(row));
            Classes(u64::from(leaf.tags)).each().for_each(|tag| by_tag[tag as usize].push(row));
        }
        // with how many of them are of which kind before them
        let counted = |mut rows: Vec<u16>| {
            rows.sort_unstable();
            rows.dedup();
            let below = |number: usize| rows.iter().filter(|row| usize::from(**row) < number).count() as u16;
            let counts = [below(looked_up), below(needed)];
            let counts = counts.into_iter().filter(|_| !rows.is_empty());
            counts.chain(rows.iter().copied()).collect::<Vec<u16>>()
        };
        let mut forms = Lists::default();
        for form in Form::all() {
            let lemmas = form.lemmas().chain([form]).map(Key::lemma);
            let keys = lemmas.chain([Key::exact(form)]).filter_map(|key| by_key.get(&key));
            forms.push(counted(keys.flatten().copied().collect()));
        }
        let (mut classes, mut tags, mut words, mut word_rows) = (Lists::default(), Lists::default(), Lists::default(), Lists::default());
        by_class.into_iter().for_each(|list| classes.push(counted(list)));
        by_tag.into_iter().for_each(|list| tags.push(counted(list)));
        for (word, list) in by_word {
            words.push(word.bytes());
            word_rows.push(counted(list));
        }
        let (mut names, mut items) = (Lists::default(), Lists::default());
        self.names.iter().for_each(|name| names.push(name.bytes()));
        // items hold nothing that cannot be written
        let packed = self.items.iter().map(|items| postcard::to_stdvec(items).unwrap_or_default());
        packed.for_each(|bytes| items.push(bytes));
        let mut lists = Lists::default();
        for same in self.looked_up.chunk_by(|a, b| a.0 == b.0) {
            lists.push(same.iter().map(|(_, second, pattern)| [*pattern, *second]));
        }
        let lists_all: Vec<u16> = lists.all.concat();
        let mut parts: Vec<(Part, Vec<u8>)> = vec![
            (Part::FormEnds, long(&forms.ends)),
            (Part::FormRows, short(&forms.all)),
            (Part::ClassEnds, long(&classes.ends)),
            (Part::ClassRows, short(&classes.all)),
            (Part::TagEnds, long(&tags.ends)),
            (Part::TagRows, short(&tags.all)),
            (Part::WordEnds, long(&words.ends)),
            (Part::Words, words.all),
            (Part::WordRowEnds, long(&word_rows.ends)),
            (Part::WordRows, short(&word_rows.all)),
            (Part::NeedEnds, long(&self.needs.ends)),
            (Part::Needs, short(&self.needs.all)),
            (Part::Openings, short(&self.openings)),
            (Part::Denials, self.denials),
            (Part::ItemEnds, long(&items.ends)),
            (Part::Items, items.all),
            (Part::SlotEnds, long(&self.slots.ends)),
            (Part::Slots, short(&self.slots.all)),
            (Part::NameEnds, long(&names.ends)),
            (Part::Names, names.all),
            (Part::TextEnds, long(&self.texts.ends)),
            (Part::Texts, self.texts.all),
            (Part::SetEnds, long(&self.set_ends)),
            (Part::ListEnds, long(&lists.ends)),
            (Part::Lists, short(&lists_all)),
            (Part::Rows, long(&[looked_up, needed, closed].map(|n| n as u32))),
        ];
        parts.sort_by_key(|(part, _)| *part as usize);
        let mut end = PARTS * 4;
        let mut bytes = Vec::new();
        for (_, part) in &parts {
            end += part.len();
            bytes.extend((end as u32).to_le_bytes());
        }
        parts.into_iter().for_each(|(_, part)| bytes.extend(part));
        bytes
    }
}

/// Does something to each row of an item.
fn each_row(item: &mut Item<u16>, does: &impl Fn(&mut u16)) {
    match item {
        Item::Word(row) => does(row),
        Item::AnyOf(choices) => choices.iter_mut().flatten().for_each(|item| each_row(item, does)),
        Item::Slot(_, inner) | Item::Optional(inner) => inner.iter_mut().for_each(|item| each_row(item, does)),
        Item::Without(inner) => each_row(inner, does),
        Item::NounPhrase | Item::Rest | Item::One | Item::Gap(_) | Item::Start | Item::End => {}
    }
}

fn short(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn long(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}
