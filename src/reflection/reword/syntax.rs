//! How a row is written: what is said, and how it is said otherwise (`docs/patterns.md`, "Rewording").

use crate::words::{Classes, Form, Tag};

/// One word that fits, of several.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alternative {
    pub what: What,
    /// The number of the word that is named, where the tables know it.
    pub form: Option<Form>,
    pub tag: Option<Tag>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// That word.
    Word(String),
    /// Any form of that word.
    Lemma(String),
    /// A word of a class.
    Class(Classes),
    /// Any word.
    Any,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// One of these words.
    One(Vec<Alternative>),
    /// Not one of these words; it takes none.
    Not(Vec<Alternative>),
    /// A noun phrase.
    NounPhrase,
    /// What a feeling can be about: a noun phrase or an -ing form with all that belongs to it.
    Topic,
    /// All that is left of the clause, at least a word.
    Rest,
    /// A few words of the clause, as few as will do: "(has not seen) your sister (in years)".
    Some,
    /// All that is left, where it is a clause: "he left me".
    Clause,
    /// How long: "three years", "a couple of months", "so long".
    Span,
    /// How much: "so", "really".
    Degree,
    /// The clause's start.
    Start,
    /// The clause's start, where the clause is all that is said.
    Alone,
    /// The clause's end.
    End,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub item: Item,
    pub name: Option<String>,
    pub optional: bool,
}

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    pub elements: Vec<Element>,
    /// Whether it holds where "not" stands before it too.
    pub denied_too: bool,
}

/// How it is said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fresh {
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// A word.
    Word(String),
    /// A word of the present, and that of the past.
    Tensed(String, String),
    /// The verb of that name, in the form of the first `~` that was found.
    Same(String),
    /// What was remembered.
    Slot(String, Shape),
    /// A verb that agrees with what was remembered.
    Agreeing(String, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    AsSaid,
    Ing,
    Base,
    Participle,
    Past,
    Third,
    Subject,
    Object,
}

/// One of 64 bits for a word: where the bit is missing, the word is.
pub(super) fn bit(form: Form) -> u64 {
    1 << (form.0.wrapping_mul(0x9e37_79b1) >> 26)
}

impl Pattern {
    pub fn new(text: &str) -> Result<Pattern, String> {
        let (denied_too, text) = match text.strip_prefix("(not) ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut elements = Vec::new();
        for piece in text.split_whitespace() {
            let (piece, optional) = match piece.strip_suffix('?') {
                Some(piece) => (piece, true),
                None => (piece, false),
            };
            let (name, piece) = match piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                Some(inner) => {
                    let (name, item) = inner.split_once('=').ok_or_else(|| format!("'{piece}' names nothing: write {{name=ITEM}}"))?;
                    (Some(name.to_owned()), item)
                }
                None => (None, piece),
            };
            let item = match piece {
                "<" => Item::Start,
                ">" => Item::End,
                "<<" => Item::Alone,
                "NP" => Item::NounPhrase,
                "TOPIC" => Item::Topic,
                "REST" => Item::Rest,
                "SOME" => Item::Some,
                "SPAN" => Item::Span,
                "CLAUSE" => Item::Clause,
                "DEGREE" => Item::Degree,
                _ => match piece.strip_prefix('!') {
                    Some(words) => Item::Not(alternatives(words)?),
                    None => Item::One(alternatives(piece)?),
                },
            };
            elements.push(Element { item, name, optional });
        }
        if elements.iter().all(|e| matches!(e.item, Item::Start | Item::Alone | Item::End)) {
            return Err("it listens for nothing".into());
        }
        Ok(Pattern { elements, denied_too })
    }

    /// The words of which one must be there, element by element.
    pub fn keys(&self) -> impl Iterator<Item = &[Alternative]> {
        self.elements.iter().filter(|e| !e.optional).filter_map(|e| match &e.item {
            Item::One(any) if any.iter().all(|a| matches!(a.what, What::Word(_) | What::Lemma(_))) => Some(any.as_slice()),
            _ => None,
        })
    }

    /// Whether it may stand only at the start of a clause.
    pub fn tied(&self) -> bool {
        self.elements.first().is_some_and(|e| matches!(e.item, Item::Start | Item::Alone))
    }

    /// What must be there besides: for each such element the bits of its words.
    pub fn needs(&self) -> Vec<u64> {
        let bits = |any: &[Alternative]| -> Option<u64> {
            let named = |a: &Alternative| a.form.filter(|_| matches!(a.what, What::Word(_) | What::Lemma(_)));
            any.iter().try_fold(0, |bits, a| Some(bits | bit(named(a)?)))
        };
        let asked = self.elements.iter().filter(|e| !e.optional);
        asked
            .filter_map(|e| match &e.item {
                Item::One(any) => bits(any),
                _ => None,
            })
            .collect()
    }

    /// How much it says: one that is tied to the whole clause, then one of more words.
    pub fn weight(&self) -> usize {
        self.elements
            .iter()
            .map(|e| match &e.item {
                Item::Start | Item::Alone => 2,
                Item::End => 1,
                Item::One(any) if any.iter().any(|a| a.what == What::Any) => 1,
                Item::One(_) if !e.optional => 2,
                _ => 0,
            })
            .sum()
    }
}

fn alternatives(text: &str) -> Result<Vec<Alternative>, String> {
    text.split('|')
        .map(|one| {
            let (word, tag) = match one.split_once('/') {
                Some((word, tag)) => (word, Some(Tag::from_name(tag).ok_or_else(|| format!("there is no tag '{tag}'"))?)),
                None => (one, None),
            };
            let what = match word.split_at_checked(1) {
                Some(("~", lemma)) => What::Lemma(lemma.to_owned()),
                Some(("@", class)) => What::Class(Classes::named(class).ok_or_else(|| format!("there is no class '{class}'"))?),
                Some(("*", "")) => What::Any,
                Some(_) => What::Word(word.to_owned()),
                None => return Err("a word is empty".to_owned()),
            };
            let form = match &what {
                What::Word(word) | What::Lemma(word) => Form::of(word),
                What::Class(_) | What::Any => None,
            };
            Ok(Alternative { what, form, tag })
        })
        .collect()
}

impl Fresh {
    pub fn new(text: &str, said: &Pattern) -> Result<Fresh, String> {
        let mut parts = Vec::new();
        let known = |name: &str| said.elements.iter().any(|e| e.name.as_deref() == Some(name));
        let apart = text.replace("},", "} ,");
        for piece in apart.split_whitespace() {
            let part = if let Some(inner) = piece.strip_prefix('{') {
                let inner = inner.strip_suffix('}').ok_or("a brace is not closed")?;
                let (name, shape) = inner.split_once('.').unwrap_or((inner, ""));
                if !known(name) {
                    return Err(format!("nothing is remembered as '{name}'"));
                }
                let shape = match shape {
                    "" => Shape::AsSaid,
                    "ing" => Shape::Ing,
                    "base" => Shape::Base,
                    "part" => Shape::Participle,
                    "past" => Shape::Past,
                    "third" => Shape::Third,
                    "subj" => Shape::Subject,
                    "obj" => Shape::Object,
                    verb => {
                        let verb = verb.strip_prefix('~').ok_or_else(|| format!("there is no form '.{verb}'"))?;
                        parts.push(Part::Agreeing(name.to_owned(), verb.to_owned()));
                        continue;
                    }
                };
                Part::Slot(name.to_owned(), shape)
            } else if let Some(verb) = piece.strip_prefix('~') {
                if !said
                    .elements
                    .iter()
                    .any(|e| matches!(&e.item, Item::One(any) if any.iter().any(|a| matches!(a.what, What::Lemma(_)))))
                {
                    return Err(format!("'~{verb}' needs a '~' in what is said"));
                }
                Part::Same(verb.to_owned())
            } else if let Some((now, then)) = piece.split_once('|') {
                Part::Tensed(now.to_owned(), then.to_owned())
            } else {
                Part::Word(piece.to_owned())
            };
            parts.push(part);
        }
        Ok(Fresh { parts })
    }

    /// Whether something that belongs further back comes first: "as you see it, …".
    pub fn fronts(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Word(word) if word.ends_with(',')))
    }

    /// What it begins with.
    pub fn opening(&self) -> Option<&Part> {
        self.parts.first()
    }
}
