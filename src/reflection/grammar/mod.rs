//! Whether a draft is a sentence: a grammar of English clauses over all that each word can be, made to be missed by what is broken and by
//! hardly anything else.
//!
//! It keeps a set of places in a clause (`places.rs`) and takes one word after another (`step.rs`). A word is all it can be by the tables
//! (`lexicon.rs`); a verb leads to what may follow it (`verb.rs`): some must have an object, some have none. Nothing is understood here.

mod auxiliary;
mod kinds;
mod lexicon;
mod object;
mod opening;
mod phrase;
mod places;
mod predicate;
mod step;
mod subject;
mod verb;

use super::voice::Said;
use crate::words::Tag;
use step::Places;

/// Stands for "kind of" among the kinds.
const HEDGE: kinds::Kinds = kinds::Kinds::MAX;

/// Whether the words are sentences, or, where that is meant, fragments of one.
pub fn stands(words: &[Said], fragment: bool) -> bool {
    let opening = Places::opening(fragment);
    let mut places = opening;
    let mut empty = true;
    let mut before = 0;
    for (at, word) in words.iter().enumerate() {
        // "you kind of like it": one adverb of two words
        let hedges = |at: usize| words.get(at).is_some_and(|w| matches!(w.text.as_str(), "kind" | "sort")) && words.get(at + 1).is_some_and(|w| w.text == "of");
        if hedges(at) && before & kinds::DET == 0 || at > 0 && hedges(at - 1) && before == HEDGE {
            before = HEDGE;
            continue;
        }
        // "if only he were here": a wish is a whole sentence
        let wish = |at: usize| words.get(at).is_some_and(|w| w.text.eq_ignore_ascii_case("if")) && words.get(at + 1).is_some_and(|w| w.text == "only");
        if wish(at) || at > 0 && wish(at - 1) {
            continue;
        }
        // "your two year old", "a three month old puppy": an age is one with its noun
        let age = |at: usize| matches!(words[at].text.as_str(), "year" | "years" | "month" | "months" | "week" | "weeks");
        if word.text == "old" && at > 1 && age(at - 1) && words[at - 2].tag == Tag::Num {
            continue;
        }
        // "broken into": one verb of two words, with its object or without
        if word.text == "into" && at > 0 && matches!(words[at - 1].text.as_str(), "break" | "broke" | "broken" | "breaking") {
            continue;
        }
        if word.tag == Tag::Edge {
            match word.text.as_str() {
                "," if !empty => places = places.comma(),
                "." | "!" | ";" | "\u{2014}" if !empty => {
                    if !places.complete(fragment) {
                        return false;
                    }
                    places = opening;
                    empty = true;
                }
                ":" => {
                    places = Places::opening(true);
                    empty = true;
                }
                _ => {}
            }
            continue;
        }
        empty = false;
        let (mut first, second) = lexicon::kinds(word);
        // "time to think things through": with its particle it has an object
        let thinks = matches!(word.text.as_str(), "think" | "thinking" | "thought" | "talk" | "talking" | "talked");
        if thinks && words.iter().skip(at + 2).take(3).any(|w| matches!(w.text.as_str(), "through" | "over")) {
            first |= kinds::NEEDS_OBJECT | kinds::NO_OBJECT;
        }
        before = second.unwrap_or(first);
        places = places.step(first);
        if let Some(second) = second {
            places = places.step(second);
        }
        if places.lost() {
            return false;
        }
    }
    empty || places.complete(fragment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflection::template;

    fn read(line: &str) -> bool {
        let mut words = Vec::new();
        template::plain(&mut words, line);
        stands(&words, false)
    }

    #[test]
    fn good_sentences_stand() {
        let refused: Vec<&str> = include_str!("stands.txt").lines().filter(|l| !l.is_empty() && !read(l)).collect();
        assert!(refused.is_empty(), "{refused:#?}");
    }

    #[test]
    fn broken_sentences_fall() {
        let passed: Vec<&str> = include_str!("falls.txt").lines().filter(|l| !l.is_empty() && read(l)).collect();
        assert!(passed.is_empty(), "{passed:#?}");
    }
}
