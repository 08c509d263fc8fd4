//! What a pattern cannot match without, and what it can begin with: by these most patterns are ruled out before they are tried.

use super::syntax::{Item, Pattern, Wanted};
use super::traces::Traces;
use crate::words::{Form, Tag};

impl Pattern {
    /// The items of which each must match a word of the text, one after another.
    pub(super) fn needs(&self) -> Vec<&Item> {
        let mut all = Vec::with_capacity(self.items.len());
        needs(&self.items, &mut all);
        all
    }

    /// What its first word must show; `None` where it can begin with anything.
    pub(super) fn opening(&self) -> Option<Traces> {
        opening(&self.items)
    }
}

impl Item {
    /// The form that it asks for, where it asks for one.
    pub(super) fn form(&self) -> Option<Form> {
        match self {
            Item::Word(Wanted::Known(form)) | Item::Lemma(Wanted::Known(form)) => Some(*form),
            _ => None,
        }
    }

    /// Goes through the words, classes and tags of which a text must show one if it is to match.
    pub(super) fn leaves<'a>(&'a self, leaf: &mut dyn FnMut(&'a Item)) {
        match self {
            Item::OneOf(choices) => choices.iter().for_each(|choice| choice.leaves(leaf)),
            Item::AnyOf(choices) => choices.iter().filter_map(|choice| rarest(choice)).for_each(|item| item.leaves(leaf)),
            _ => leaf(self),
        }
    }

    /// What a text must show.
    pub(super) fn traces(&self) -> Traces {
        let mut traces = Traces::default();
        self.leaves(&mut |leaf| traces.add(leaf));
        traces
    }
}

fn needs<'a>(items: &'a [Item], all: &mut Vec<&'a Item>) {
    for item in items {
        match item {
            Item::Slot(_, inner) => needs(inner, all),
            item if needed(item) => all.push(item),
            _ => {}
        }
    }
}

/// Whether a text must show something if the item is to match.
fn needed(item: &Item) -> bool {
    match item {
        Item::AnyOf(choices) => choices.iter().all(|choice| choice.iter().any(needed)),
        Item::Slot(_, inner) => inner.iter().any(needed),
        item => item.is_leaf(),
    }
}

/// What of some items texts meet least.
fn rarest(items: &[Item]) -> Option<&Item> {
    let each = items
        .iter()
        .filter(|item| needed(item))
        .filter_map(|item| if let Item::Slot(_, inner) = item { rarest(inner) } else { Some(item) });
    each.min_by_key(|item| cost(item, &|_| 1))
}

const CLASS: usize = 200;
const FUNCTION_WORD: usize = 10;
const PRONOUN: usize = 20;
const TAG: usize = 1_000_000;

/// What it costs to look a pattern up by an item: how often the item is met (function words stand in most sentences, tags in all), and how many
/// patterns share each of its words.
pub(super) fn cost(item: &Item, sharing: &dyn Fn(&Item) -> usize) -> usize {
    let mut sum = 0;
    item.leaves(&mut |leaf| {
        let often = match leaf {
            Item::Word(Wanted::Known(form)) | Item::Lemma(Wanted::Known(form)) => form_cost(*form),
            Item::Class(_) => CLASS,
            Item::Tagged(_) => TAG,
            _ => 1,
        };
        sum += often * sharing(leaf);
    });
    sum
}

fn form_cost(form: Form) -> usize {
    use Tag::*;
    match form.readings().next().map(|r| r.tag) {
        Some(PronSub | Pron | Be | Have | Do | Det | To | Poss) => PRONOUN,
        Some(PronObj | Modal | Prep | Conj | Sub | Wh | Not | There | Adv | Num | Interj) => FUNCTION_WORD,
        _ => 1,
    }
}

fn opening(items: &[Item]) -> Option<Traces> {
    let (item, rest) = items.split_first()?;
    match item {
        Item::Start | Item::Without(_) => opening(rest),
        Item::Slot(_, inner) => opening(inner),
        Item::Optional(inner) => either([opening(inner), opening(rest)]),
        Item::AnyOf(choices) => either(choices.iter().map(|choice| opening(choice))),
        Item::Word(_) | Item::Lemma(_) | Item::Class(_) | Item::Tagged(_) | Item::OneOf(_) => Some(item.traces()),
        Item::NounPhrase | Item::Rest | Item::One | Item::Gap(_) | Item::End => None,
    }
}

fn either(openings: impl IntoIterator<Item = Option<Traces>>) -> Option<Traces> {
    let mut all = Traces::default();
    openings.into_iter().try_for_each(|one| one.map(|one| all.join(&one)))?;
    Some(all)
}
