//! Who "he" or "she" is, where a reflection would leave out who was named: "My friend played in a team. He was good." – "Your friend was good."

use std::ops::Range;

use super::voice::{Said, turn, who_is_you};
use crate::understanding::Parsed;
use crate::understanding::phrase::noun_phrase;
use crate::words::{Classes, Tag};

/// Puts the name of the one that a reflection's first word stands for in its place, if only one person who could be meant was named before
/// the clause that it is about.
pub(super) fn name(words: &mut Vec<Said>, parsed: &Parsed, clause: usize) {
    let Some(first) = words.first() else { return };
    let (own, other) = match first.text.to_ascii_lowercase().as_str() {
        "he" => ("he", "she"),
        "she" => ("she", "he"),
        _ => return,
    };
    let stands = |n: &usize| {
        let subject = parsed.clauses[*n].subject.clone();
        subject.is_some_and(|s| s.len() == 1 && parsed.tokens()[s.start].is(own))
    };
    let Some(spoken) = Some(clause).filter(stands).or_else(|| (0..parsed.clauses.len()).find(stands)) else {
        return;
    };
    let Some(named) = only_one(parsed, parsed.clauses[spoken].range.start, own, other) else {
        return;
    };
    let indices: Vec<usize> = named.clone().collect();
    let mut subject = turn(parsed, &indices, who_is_you(parsed, &named));
    // "a girl at work" is known by now
    if let Some(article) = subject.first_mut().filter(|w| matches!(w.text.as_str(), "a" | "an" | "this" | "some")) {
        *article = Said::new("the", Tag::Det);
    }
    words.splice(..1, subject);
}

/// The one person named before `end` whom "he" or "she" can mean; none where there are several.
fn only_one(parsed: &Parsed, end: usize, own: &str, other: &str) -> Option<Range<usize>> {
    let class = |name: &str| Classes::named(name).unwrap_or_default();
    let tokens = &parsed.tokens()[..end];
    let pronouns = if own == "he" { ["he", "him", "his"] } else { ["she", "her", "hers"] };
    let (of_own, of_other) = (class(own), class(other));
    let mut found: Option<Range<usize>> = None;
    let mut at = 0;
    while at < end {
        let starts = matches!(tokens[at].tag, Tag::Det | Tag::Poss | Tag::Noun | Tag::Name | Tag::Adj | Tag::Num);
        let Some(stop) = noun_phrase(tokens, at).filter(|_| starts) else {
            at += 1;
            continue;
        };
        let phrase = at..stop;
        at = stop;
        // "one of my friends", "a friend of mine": nobody that a "the" would name
        if phrase.clone().any(|i| tokens[i].is("of")) {
            return None;
        }
        let head = phrase.end - 1;
        let classes = tokens[head].form.map(|f| f.classes()).unwrap_or_default();
        let person = classes.meets(Classes::people_and_pets());
        let inside = phrase
            .clone()
            .any(|i| i != head && tokens[i].form.is_some_and(|f| f.classes().meets(Classes::people())));
        if tokens[head].tag == Tag::Name && !person {
            // whose name it is, or what: not known
            return None;
        }
        if !person || classes.meets(of_other) && !classes.meets(of_own) {
            // "my sister's husband" and "the mother of my son" name two
            if inside {
                return None;
            }
            continue;
        }
        let opened = matches!(tokens[phrase.start].tag, Tag::Poss | Tag::Det);
        let several = tokens[head].tag == Tag::Plural || phrase.len() > 4 || inside || !opened;
        let same = found
            .as_ref()
            .is_some_and(|f| f.clone().map(|i| &tokens[i].word).eq(phrase.clone().map(|i| &tokens[i].word)));
        if several || found.is_some() && !same {
            return None;
        }
        // "he met this person": he was there before
        if found.is_none() && tokens[..phrase.start].iter().any(|t| t.is_any(&pronouns)) {
            return None;
        }
        found = Some(phrase);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflection::sentence::write;

    #[test]
    fn he_and_she_are_named_where_only_one_can_be_meant() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        let table = [
            ("My cousin sang at the wedding. She was wonderful.", "Your cousin was wonderful."),
            ("A girl at the desk helped me. She was kind.", "The girl was kind."),
            ("My sister saw my aunt. She was ill.", "She was ill."),
            ("My brother called my mum. She was ill.", "Your mum was ill."),
            ("He met this girl. She was ill.", "The girl was ill."),
            ("He met this man. He was ill.", "He was ill."),
            ("I met Robin. He was ill.", "He was ill."),
            ("My sister's husband called. He was ill.", "He was ill."),
        ];
        let named = |said: &str| {
            let parsed = engine.reader.parse(said);
            let last = parsed.clauses.len() - 1;
            let indices: Vec<usize> = parsed.clauses[last].range.clone().collect();
            let mut words = turn(&parsed, &indices, who_is_you(&parsed, &parsed.clauses[last].range));
            name(&mut words, &parsed, last);
            write(&words)
        };
        let wrong: Vec<_> = table.iter().map(|(said, is)| (named(said), *is)).filter(|(got, is)| got != is).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
