//! What a pattern cannot match without: by this most patterns are ruled out before they are tried. `build.rs` uses this file too.

use super::syntax::{Item, Leaf};
use crate::words::{Form, Tag};

/// The words of which a text must show each, one after another, if all the items are to match.
pub(super) fn needs(items: &[Item]) -> Vec<Leaf> {
    let mut all = Vec::with_capacity(items.len());
    gather(items, &mut all);
    all
}

fn gather(items: &[Item], all: &mut Vec<Leaf>) {
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
fn needed(item: &Item) -> bool {
    match item {
        Item::Word(_) => true,
        Item::AnyOf(choices) => choices.iter().all(|choice| choice.iter().any(needed)),
        Item::Slot(_, inner) => inner.iter().any(needed),
        _ => false,
    }
}

/// What of an item a text must show.
fn needed_of(item: &Item) -> Option<Leaf> {
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

/// What of some items texts meet least.
fn rarest(items: &[Item]) -> Option<Leaf> {
    items.iter().filter_map(needed_of).min_by_key(|leaf| cost(leaf, |_| 1))
}

const CLASS: usize = 200;
const FUNCTION_WORD: usize = 10;
const PRONOUN: usize = 20;
const TAG: usize = 1_000_000;

/// What it costs to look a pattern up by a leaf: how often it is met (function words stand in most sentences, tags in all), and how many
/// patterns share each of its words.
pub(super) fn cost(leaf: &Leaf, sharing: impl Fn(super::syntax::Key) -> usize) -> usize {
    let words: usize = leaf.keys.iter().map(|key| form_cost(key.form()) * sharing(*key)).sum();
    words + leaf.unknown.len() + CLASS * leaf.classes.0.count_ones() as usize + if leaf.tags == 0 { 0 } else { TAG }
}

fn form_cost(form: Form) -> usize {
    use Tag::*;
    match form.likeliest() {
        Some(PronSub | Pron | Be | Have | Do | Det | To | Poss) => PRONOUN,
        Some(PronObj | Modal | Prep | Conj | Sub | Wh | Not | There | Adv | Num | Interj) => FUNCTION_WORD,
        _ => 1,
    }
}
