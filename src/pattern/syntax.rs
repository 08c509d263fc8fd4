//! What a pattern is made of, and how it is read. `build.rs` uses this file too.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::words::{Classes, Form, Tag};

/// The most pieces that one pattern can remember.
pub const MOST_SLOTS: usize = 4;

/// A pattern: one of those built in, by its number, or one that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern(Source);

#[derive(Debug, Clone, PartialEq)]
enum Source {
    /// `build.rs` has prepared it.
    BuiltIn(u32),
    Read(Arc<Read>),
}

/// A pattern as it was read.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    pub(super) text: String,
    pub(super) items: Vec<Item<Leaf>>,
    /// The names of what it remembers, in the order of their numbers.
    pub(super) slots: Vec<String>,
}

// among the rows built in a pattern stands as its number
impl Serialize for Pattern {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Source::BuiltIn(number) => serializer.serialize_u32(*number),
            Source::Read(read) => Err(serde::ser::Error::custom(format!("the pattern '{}' belongs to no set", read.text))),
        }
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(Pattern::built_in)
    }
}

/// A word or its dictionary form, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub(super) u32);

impl Key {
    pub(super) fn exact(form: Form) -> Key {
        Key(form.0 << 1)
    }

    pub(super) fn lemma(form: Form) -> Key {
        Key(form.0 << 1 | 1)
    }

    pub(super) fn form(self) -> Form {
        Form(self.0 >> 1)
    }
}

/// What one word is asked to be: any of these.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Leaf {
    /// Words and dictionary forms that the tables know, in order.
    pub(super) keys: Box<[Key]>,
    /// Those they do not know.
    pub(super) unknown: Box<[Box<str>]>,
    pub(super) classes: Classes,
    /// A set of tags.
    pub(super) tags: u32,
}

impl Leaf {
    /// One that asks for any of what these ask for.
    pub(super) fn union<'l>(leaves: impl IntoIterator<Item = &'l Leaf>) -> Leaf {
        let (mut keys, mut unknown) = (Vec::new(), Vec::new());
        let (mut classes, mut tags) = (Classes::default(), 0);
        for leaf in leaves {
            keys.extend_from_slice(&leaf.keys);
            unknown.extend_from_slice(&leaf.unknown);
            classes.0 |= leaf.classes.0;
            tags |= leaf.tags;
        }
        keys.sort_unstable();
        keys.dedup();
        Leaf {
            keys: keys.into(),
            unknown: unknown.into(),
            classes,
            tags,
        }
    }
}

/// What one word is asked to be: a [`Leaf`] as it is read, its row's number once it is prepared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Item<W> {
    /// One word.
    Word(W),
    AnyOf(Box<[Box<[Item<W>]>]>),
    NounPhrase,
    Rest,
    One,
    Gap(u8),
    Start,
    End,
    Without(Box<Item<W>>),
    Slot(u8, Box<[Item<W>]>),
    Optional(Box<[Item<W>]>),
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
        let read = Read {
            text: text.to_owned(),
            items,
            slots,
        };
        Ok(Pattern(Source::Read(Arc::new(read))))
    }

    /// The pattern built in under that number.
    pub fn built_in(number: u32) -> Pattern {
        Pattern(Source::BuiltIn(number))
    }

    /// Its number, where it is built in.
    #[allow(dead_code, reason = "the program asks")]
    pub(super) fn number(&self) -> Option<u32> {
        match self.0 {
            Source::BuiltIn(number) => Some(number),
            Source::Read(_) => None,
        }
    }

    /// What was read, where it is not built in.
    pub(super) fn read(&self) -> Option<&Arc<Read>> {
        match &self.0 {
            Source::BuiltIn(_) => None,
            Source::Read(read) => Some(read),
        }
    }
}

impl Item<Leaf> {
    /// Whether it cannot match without a certain word or a word of a certain class.
    pub(super) fn anchored(&self) -> bool {
        match self {
            Item::Word(leaf) => leaf.tags == 0,
            Item::AnyOf(choices) => choices.iter().all(|choice| choice.iter().any(Item::anchored)),
            Item::Slot(_, inner) => inner.iter().any(Item::anchored),
            _ => false,
        }
    }
}

fn sequence(text: &str, slots: &mut Vec<String>) -> Result<Vec<Item<Leaf>>, PatternError> {
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

fn item(piece: &str, slots: &mut Vec<String>, items: &mut Vec<Item<Leaf>>) -> Result<(), PatternError> {
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
fn any_of(choices: Vec<&str>, slots: &mut Vec<String>) -> Result<Item<Leaf>, PatternError> {
    // words that stand side by side are asked for at once
    let mut any: Vec<Vec<Item<Leaf>>> = Vec::with_capacity(choices.len());
    for choice in choices {
        let choice = sequence(choice.trim(), slots)?;
        match (any.last_mut().map(Vec::as_mut_slice), &choice[..]) {
            (Some([Item::Word(before)]), [Item::Word(word)]) => *before = Leaf::union([&*before, word]),
            _ => any.push(choice),
        }
    }
    Ok(match &any[..] {
        [one] if matches!(one[..], [Item::Word(_)]) => any.remove(0).remove(0),
        _ => Item::AnyOf(any.into_iter().map(Vec::into).collect()),
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

fn one(piece: &str, items: &mut Vec<Item<Leaf>>) -> Result<(), PatternError> {
    let word = |word: &str, key: fn(Form) -> Key| match Form::of(word) {
        Some(form) => Leaf {
            keys: Box::new([key(form)]),
            ..Leaf::default()
        },
        None => Leaf {
            unknown: Box::new([word.into()]),
            ..Leaf::default()
        },
    };
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
        _ => match piece.split_at_checked(1) {
            Some(("~", lemma)) => Item::Word(word(lemma, Key::lemma)),
            Some(("@", class)) => Item::Word(Leaf {
                classes: Classes::named(class).ok_or_else(|| PatternError::Class(class.into()))?,
                ..Leaf::default()
            }),
            Some(("#", tag)) => Item::Word(Leaf {
                tags: tags(tag).ok_or_else(|| PatternError::Tag(tag.into()))?,
                ..Leaf::default()
            }),
            _ => Item::Word(word(piece, Key::exact)),
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
