//! What a pattern is made of, and how it is read. `build.rs` uses this file too.

use serde::{Deserialize, Serialize};

use crate::words::{Classes, Form, Tag};

/// The most pieces that one pattern can remember.
pub const MOST_SLOTS: usize = 4;

/// A pattern, ready to be matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    pub(super) items: Box<[Item]>,
    /// The names of what it remembers, in the order of their numbers.
    pub slots: Vec<String>,
}

/// One word as a pattern asks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Wanted {
    /// A form or, where the tables do not know it, the word itself.
    Known(Form),
    Unknown(Box<str>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Item {
    Word(Wanted),
    Lemma(Wanted),
    Class(Classes),
    /// A set of tags.
    Tagged(u32),
    /// One word that is any of these.
    OneOf(Box<[Item]>),
    AnyOf(Box<[Box<[Item]>]>),
    NounPhrase,
    Rest,
    One,
    Gap(u8),
    Start,
    End,
    Without(Box<Item>),
    Slot(u8, Box<[Item]>),
    Optional(Box<[Item]>),
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A bracket or brace is not closed, or closed and never opened.
    #[error("'{0}' has an open or stray bracket")]
    Bracket(String),
    /// A class that `config/words/classes.toml` does not have.
    #[error("there is no class '@{0}' in config/words/classes.toml")]
    Class(String),
    /// A tag that is not one of those in `docs/patterns.md`.
    #[error("there is no tag '#{0}'")]
    Tag(String),
    /// More remembered pieces than a pattern can hold.
    #[error("a pattern can remember at most four pieces")]
    Slots,
    /// Nothing to look for.
    #[error("the pattern is empty")]
    Empty,
    /// Only optional or open items: it would match anything.
    #[error("the pattern needs at least one word, form or class that must be there")]
    Open,
}

impl Pattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Pattern, PatternError> {
        let mut slots = Vec::new();
        let items = sequence(text, &mut slots)?;
        if items.is_empty() {
            return Err(PatternError::Empty);
        }
        if !items.iter().any(Item::anchored) {
            return Err(PatternError::Open);
        }
        Ok(Pattern { items: items.into(), slots })
    }
}

impl Item {
    /// Whether it takes one word, by what that word shows.
    pub(super) fn is_leaf(&self) -> bool {
        matches!(self, Item::Word(_) | Item::Lemma(_) | Item::Class(_) | Item::Tagged(_) | Item::OneOf(_))
    }

    /// Whether it cannot match without a certain word or a word of a certain class.
    pub(super) fn anchored(&self) -> bool {
        match self {
            Item::Word(_) | Item::Lemma(_) | Item::Class(_) => true,
            Item::OneOf(choices) => choices.iter().all(Item::anchored),
            Item::AnyOf(choices) => choices.iter().all(|choice| choice.iter().any(Item::anchored)),
            Item::Slot(_, inner) => inner.iter().any(Item::anchored),
            _ => false,
        }
    }
}

fn sequence(text: &str, slots: &mut Vec<String>) -> Result<Vec<Item>, PatternError> {
    let mut items = Vec::new();
    for piece in pieces(text)? {
        item(piece, slots, &mut items)?;
    }
    Ok(items)
}

/// Cuts at spaces that stand in no bracket.
fn pieces(text: &str) -> Result<Vec<&str>, PatternError> {
    let mut pieces = Vec::new();
    let (mut depth, mut start) = (0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth -= 1,
            ' ' if depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        if depth < 0 {
            return Err(PatternError::Bracket(text.into()));
        }
    }
    if depth != 0 {
        return Err(PatternError::Bracket(text.into()));
    }
    pieces.push(&text[start..]);
    pieces.retain(|p| !p.is_empty());
    Ok(pieces)
}

fn item(piece: &str, slots: &mut Vec<String>, items: &mut Vec<Item>) -> Result<(), PatternError> {
    if let Some(inner) = piece.strip_suffix('?').filter(|p| !p.is_empty()) {
        let mut optional = Vec::new();
        item(inner, slots, &mut optional)?;
        items.push(Item::Optional(optional.into()));
        return Ok(());
    }
    if let Some(inner) = piece.strip_prefix('!').filter(|p| !p.is_empty()) {
        let mut without = Vec::new();
        item(inner, slots, &mut without)?;
        let denied = if without.len() == 1 {
            without.remove(0)
        } else {
            Item::AnyOf([without.into()].into())
        };
        items.push(Item::Without(Box::new(denied)));
        return Ok(());
    }
    if let Some(inner) = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
        let (name, what) = inner.split_once('=').ok_or_else(|| PatternError::Bracket(piece.into()))?;
        let number = slots.iter().position(|s| s == name).unwrap_or_else(|| {
            slots.push(name.to_string());
            slots.len() - 1
        });
        if number >= MOST_SLOTS {
            return Err(PatternError::Slots);
        }
        let inner = sequence(what, slots)?;
        items.push(Item::Slot(number as u8, inner.into()));
        return Ok(());
    }
    let choices = choices(piece);
    if choices.len() > 1 {
        items.push(any_of(choices, slots)?);
        return Ok(());
    }
    if let Some(inner) = piece.strip_prefix('(').and_then(|p| p.strip_suffix(')')) {
        items.push(any_of(self::choices(inner), slots)?);
        return Ok(());
    }
    one(piece, items)
}

/// Choices, each of which may be several words.
fn any_of(choices: Vec<&str>, slots: &mut Vec<String>) -> Result<Item, PatternError> {
    let mut any = Vec::with_capacity(choices.len());
    for choice in choices {
        any.push(sequence(choice.trim(), slots)?);
    }
    let one_word = |choice: &Vec<Item>| matches!(&choice[..], [item] if item.is_leaf());
    Ok(if any.iter().all(one_word) {
        Item::OneOf(any.into_iter().flatten().collect())
    } else {
        Item::AnyOf(any.into_iter().map(Vec::into).collect())
    })
}

/// Cuts at bars that stand in no bracket.
fn choices(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth -= 1,
            '|' if depth == 0 => {
                out.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

fn one(piece: &str, items: &mut Vec<Item>) -> Result<(), PatternError> {
    let wanted = |word: &str| Form::of(word).map_or_else(|| Wanted::Unknown(word.into()), Wanted::Known);
    items.push(match piece {
        "NP" => Item::NounPhrase,
        "REST" => Item::Rest,
        "_" => Item::One,
        ".." => Item::Gap(3),
        "..." => Item::Gap(8),
        "<" => Item::Start,
        ">" => Item::End,
        "" => return Err(PatternError::Empty),
        _ if piece.contains(['(', ')', '{', '}']) => return Err(PatternError::Bracket(piece.into())),
        _ => match piece.split_at(1) {
            ("~", lemma) => Item::Lemma(wanted(lemma)),
            ("@", class) => Item::Class(Classes::named(class).ok_or_else(|| PatternError::Class(class.into()))?),
            ("#", tag) => Item::Tagged(tags(tag).ok_or_else(|| PatternError::Tag(tag.into()))?),
            _ => Item::Word(wanted(piece)),
        },
    });
    Ok(())
}

/// The tags that a pattern means by a name, as a set.
fn tags(name: &str) -> Option<u32> {
    let tags: &[Tag] = match name {
        "noun" => &[Tag::Noun, Tag::Plural, Tag::Name],
        "plural" => &[Tag::Plural],
        "verb" => &[Tag::Base, Tag::Third, Tag::Past, Tag::Part, Tag::Ing],
        "base" => &[Tag::Base, Tag::Be, Tag::Have, Tag::Do],
        "past" => &[Tag::Past],
        "ing" => &[Tag::Ing],
        "participle" => &[Tag::Part],
        "adj" => &[Tag::Adj],
        "adv" => &[Tag::Adv],
        "num" => &[Tag::Num],
        "det" => &[Tag::Det],
        "poss" => &[Tag::Poss],
        "pron" => &[Tag::Pron, Tag::PronObj, Tag::PronSub],
        "name" => &[Tag::Name],
        _ => return None,
    };
    Some(tags.iter().fold(0, |set, tag| set | tag.bit()))
}
