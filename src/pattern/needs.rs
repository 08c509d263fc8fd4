//! What a pattern cannot match without, and what it can begin with: by these most patterns are ruled out before they are tried.

use super::traces::Traces;
use super::{Item, Pattern, Wanted};
use crate::words::{Form, Tag};

/// Words, classes and tags of which one must stand in the text: leaves of a pattern.
pub(super) type Need<'a> = Vec<&'a Item>;

impl Pattern {
    /// What must be there, the rarest first; none where no word or class must.
    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        let needs = needs(&self.items);
        if needs.first().is_some_and(|rarest| cost(rarest) < TAG) {
            needs
        } else {
            Vec::new()
        }
    }

    /// What its first word must show; `None` where it can begin with anything.
    pub(super) fn opening(&self) -> Option<Traces> {
        opening(&self.items)
    }
}

fn needs(items: &[Item]) -> Vec<Need<'_>> {
    let mut all: Vec<Need> = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Word(_) | Item::Lemma(_) | Item::Class(_) | Item::Tagged(_) => all.push(vec![item]),
            Item::OneOf(choices) => all.push(leaves(choices)),
            Item::AnyOf(choices) => all.extend(
                choices
                    .iter()
                    .map(|choice| needs(choice).into_iter().next())
                    .collect::<Option<Vec<Need>>>()
                    .map(|each| each.concat()),
            ),
            Item::Slot(_, inner) => all.extend(needs(inner)),
            _ => {}
        }
    }
    all.sort_by_key(|need| cost(need));
    all
}

fn leaves(choices: &[Item]) -> Need<'_> {
    choices
        .iter()
        .flat_map(|choice| if let Item::OneOf(inner) = choice { leaves(inner) } else { vec![choice] })
        .collect()
}

const FUNCTION_WORD: usize = 400;
const CLASS: usize = 600;
const TAG: usize = 100_000;

/// How often a need is met: function words stand in most sentences.
fn cost(need: &Need) -> usize {
    let of = |item: &Item| match item {
        Item::Word(Wanted::Known(form)) | Item::Lemma(Wanted::Known(form)) => 1 + if function_word(*form) { FUNCTION_WORD } else { 0 },
        Item::Class(_) => CLASS,
        Item::Tagged(_) => TAG,
        _ => 1,
    };
    need.iter().map(|item| of(item)).sum()
}

fn function_word(form: Form) -> bool {
    use Tag::*;
    form.readings().next().is_some_and(|r| {
        matches!(
            r.tag,
            PronSub | PronObj | Pron | Poss | Det | Modal | Be | Have | Do | To | Prep | Conj | Sub | Wh | Not | There | Adv | Num | Interj
        )
    })
}

fn opening(items: &[Item]) -> Option<Traces> {
    let (item, rest) = items.split_first()?;
    match item {
        Item::Start | Item::Without(_) => opening(rest),
        Item::Slot(_, inner) => opening(inner),
        Item::Optional(inner) => either([opening(inner), opening(rest)]),
        Item::AnyOf(choices) => either(choices.iter().map(|choice| opening(choice))),
        _ => Traces::wanted(item),
    }
}

fn either(openings: impl IntoIterator<Item = Option<Traces>>) -> Option<Traces> {
    let mut all = Traces::default();
    openings.into_iter().try_for_each(|one| one.map(|one| all.join(&one)))?;
    Some(all)
}
