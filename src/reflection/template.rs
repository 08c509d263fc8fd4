//! Wordings with typed slots (`docs/patterns.md`, "Wording"). What a person wrote fills a slot; it is never read as a template.

use std::ops::Range;

use super::voice::{Said, in_form, turn, who_is_you};
use crate::understanding::Parsed;
use crate::understanding::phrase::Tense;
use crate::words::Tag;

/// How a slot is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    AsSaid,
    Ing,
    Base,
}

/// Checks a wording against the names its pattern remembers. The error says what is wrong.
pub fn check(template: &str, slots: &[String]) -> Result<(), String> {
    if !template.ends_with('.') {
        return Err("a wording ends in a full stop".into());
    }
    if template.contains('?') {
        return Err("a wording asks nothing".into());
    }
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').ok_or("a brace is not closed")? + open;
        let name = rest[open + 1..close].split('.').next().unwrap_or_default();
        let shape = rest[open + 1..close].split_once('.').map(|(_, s)| s);
        if !matches!(shape, None | Some("ing" | "base")) {
            return Err(format!("there is no form '.{}' of a slot", shape.unwrap_or_default()));
        }
        if !matches!(name, "are" | "have" | "do") && !slots.iter().any(|s| s == name) {
            return Err(format!("the pattern remembers no '{name}'"));
        }
        rest = &rest[close + 1..];
    }
    Ok(())
}

/// Fills a wording. `None` where a slot is empty or too long to be said back.
pub fn fill(template: &str, parsed: &Parsed, tense: Tense, slot: impl Fn(&str) -> Option<Range<usize>>) -> Option<Vec<Said>> {
    let mut words = Vec::new();
    let mut rest = template;
    loop {
        let open = rest.find('{').unwrap_or(rest.len());
        plain(&mut words, &rest[..open]);
        if open == rest.len() {
            return Some(words);
        }
        let close = rest[open..].find('}')? + open;
        let (name, shape) = match rest[open + 1..close].split_once('.') {
            Some((name, "ing")) => (name, Shape::Ing),
            Some((name, "base")) => (name, Shape::Base),
            _ => (&rest[open + 1..close], Shape::AsSaid),
        };
        let past = tense == Tense::Past;
        match (slot(name), name) {
            (Some(range), _) => {
                let mut said = piece(parsed, range, shape)?;
                object_form(&words, &mut said);
                words.extend(said);
            }
            (None, "are") => words.push(Said::new(if past { "were" } else { "are" }, Tag::Be)),
            (None, "have") => words.push(Said::new(if past { "had" } else { "have" }, Tag::Have)),
            (None, "do") => words.push(Said::new(if past { "did" } else { "do" }, Tag::Do)),
            _ => return None,
        }
        rest = &rest[close + 1..];
    }
}

/// "she" filled in behind "you can be yourself with" is "her": a pronoun alone takes the form of its place.
fn object_form(before: &[Said], said: &mut [Said]) {
    let [only] = said else { return };
    let opens = |w: &Said| {
        w.tag == Tag::Edge
            || matches!(
                w.text.as_str(),
                "that" | "because" | "when" | "if" | "and" | "but" | "so" | "how" | "why" | "what" | "where" | "though" | "as" | "while" | "than"
            )
    };
    if !before.last().is_none_or(opens) {
        in_form(only, Tag::PronObj);
    }
}

/// The longest piece of a statement that a wording may carry.
const LONGEST_SLOT: usize = 12;

fn piece(parsed: &Parsed, range: Range<usize>, shape: Shape) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    let mut indices: Vec<usize> = super::compress::said_tokens(parsed, range.clone());
    while indices.last().is_some_and(|i| {
        tokens[*i].is_mark() || tokens[*i].is_any(&["anymore", "lately", "now", "though", "today"]) && indices.len() > 2 && shape != Shape::AsSaid
    }) {
        indices.pop();
    }
    if indices.is_empty() || indices.len() > LONGEST_SLOT {
        return None;
    }
    let mut said = turn(parsed, &indices, who_is_you(parsed, &range));
    if shape != Shape::AsSaid {
        let verb = indices.iter().position(|i| {
            matches!(
                tokens[*i].tag,
                Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Be | Tag::Have | Tag::Do
            )
        })?;
        let lemma = tokens[indices[verb]].lemma?;
        said[verb].text = match shape {
            Shape::Ing => lemma.verb_forms()?.ing.into(),
            _ => lemma.text().into(),
        };
    }
    Some(said)
}

/// The words of the plain part of a template, marks apart.
pub fn plain(words: &mut Vec<Said>, text: &str) {
    for piece in text.split_whitespace() {
        let word = piece.trim_end_matches([',', '.', ';', ':', '!']);
        for (n, part) in word.split('\u{2014}').enumerate() {
            if n > 0 {
                words.push(Said::plain("\u{2014}"));
            }
            if !part.is_empty() {
                words.push(Said::plain(part));
            }
        }
        for mark in piece[word.len()..].chars() {
            words.push(Said::plain(&mark.to_string()));
        }
    }
}
