//! What a pattern cannot match without: by this most patterns are ruled out before they are tried. `build.rs` uses this file too.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::syntax::{Item, Leaf};
use crate::words::{Form, Tag};

/// The words of which a text must show each, one after another, if all the items are to match.
pub(super) fn needs(items: &[Item<Leaf>]) -> Vec<Leaf> {
    let mut all = Vec::with_capacity(items.len());
    gather(items, &mut all);
    all
}

fn gather(items: &[Item<Leaf>], all: &mut Vec<Leaf>) {
    for item in items {
        match item {
            Item::Word(leaf) => all.push(leaf.clone()),
            Item::Slot(_, inner) => gather(inner, all),
            item if needed(item) => all.extend(needed_of(item)),
            _ => {}
        }
    }
}

/// Whether a text must show something if the item is to match.
fn needed(item: &Item<Leaf>) -> bool {
    match item {
        Item::Word(_) => true,
        Item::AnyOf(choices) => choices.iter().all(|choice| choice.iter().any(needed)),
        Item::Slot(_, inner) => inner.iter().any(needed),
        _ => false,
    }
}

/// What of an item a text must show.
fn needed_of(item: &Item<Leaf>) -> Option<Leaf> {
    match item {
        Item::Word(leaf) => Some(leaf.clone()),
        Item::AnyOf(choices) => {
            let rarest: Option<Vec<Leaf>> = choices.iter().map(|choice| rarest(choice)).collect();
            rarest.map(|leaves| Leaf::union(&leaves))
        }
        Item::Slot(_, inner) => rarest(inner),
        _ => None,
    }
}

/// What the first word of some items must be; `None` where they can begin with anything.
pub(super) fn opening(items: &[Item<Leaf>]) -> Option<Leaf> {
    let (item, rest) = items.split_first()?;
    match item {
        Item::Start | Item::Without(_) => opening(rest),
        Item::Slot(_, inner) => opening(inner),
        Item::Optional(inner) => either([opening(inner), opening(rest)]),
        Item::AnyOf(choices) => either(choices.iter().map(|choice| opening(choice))),
        Item::Word(leaf) => Some(leaf.clone()),
        Item::NounPhrase | Item::Rest | Item::One | Item::Gap(_) | Item::End => None,
    }
}

fn either(openings: impl IntoIterator<Item = Option<Leaf>>) -> Option<Leaf> {
    let openings: Option<Vec<Leaf>> = openings.into_iter().collect();
    openings.map(|leaves| Leaf::union(&leaves))
}

/// What of some items texts meet least.
fn rarest(items: &[Item<Leaf>]) -> Option<Leaf> {
    items.iter().filter_map(needed_of).min_by_key(cost)
}

/// Whether a denial is written anywhere in some items.
pub(super) fn denies(items: &[Item<Leaf>]) -> bool {
    const DENIALS: [&str; 5] = ["not", "never", "no", "nobody", "without"];
    let denial = |leaf: &Leaf| {
        let known = || leaf.keys.iter().any(|key| DENIALS.iter().any(|word| Form::of(word) == Some(key.form())));
        known() || leaf.unknown.iter().any(|word| DENIALS.contains(&&**word))
    };
    items.iter().any(|item| match item {
        Item::Word(leaf) => denial(leaf),
        Item::Slot(_, inner) | Item::Optional(inner) => denies(inner),
        Item::AnyOf(choices) => choices.iter().any(|choice| denies(choice)),
        _ => false,
    })
}

/// Content words that stand in most talk.
static COMMON: &str = include_str!("../../config/words/common.txt");

const TAG: usize = 1_000_000;
const CLASS: usize = 150;
const FUNCTION_WORD: usize = 100;
const COMMON_WORD: usize = 40;
const SMALL_WORD: usize = 3;

/// How often a leaf is met: tags in every sentence, function words in most.
pub(super) fn cost(leaf: &Leaf) -> usize {
    let words: usize = leaf.keys.iter().map(|key| how_common(key.form())).sum();
    words + leaf.unknown.len() + CLASS * leaf.classes.0.count_ones() as usize + if leaf.tags == 0 { 0 } else { TAG }
}

/// How often a word is met, beside others: function words in most sentences, and what `config/words/common.txt` lists in most talk.
pub fn how_common(form: Form) -> usize {
    use Tag::*;
    static KNOWN: OnceLock<HashSet<Form>> = OnceLock::new();
    let common = KNOWN.get_or_init(|| {
        let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).filter_map(Form::of).collect()
    });
    match form.likeliest() {
        Some(PronSub | Pron | PronObj | Be | Have | Do | Det | To | Poss | Modal | Prep | Conj | Sub | Wh | Not | There) => FUNCTION_WORD,
        _ if common.contains(&form) => COMMON_WORD,
        Some(Adv | Num | Interj) => SMALL_WORD,
        _ => 1,
    }
}
