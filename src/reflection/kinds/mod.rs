//! One file for each kind of reflection: what it is, when it is proposed, an example.

pub mod double_sided;
pub mod feeling;
pub mod meaning;
pub mod repeat;
pub mod rephrase;
pub mod sound;
pub mod wish;

use super::voice::{Said, turn, who_is_you};
use crate::understanding::{Link, Understanding};
use crate::words::{Tag, lower};

/// The most words of one clause in a reflection that has room for another.
pub(super) const SHORT: usize = 11;

/// A clause turned round, in its longest version of at most `most` words; with its subject where it was left out.
pub(super) fn clause(heard: &Understanding, number: usize, most: usize) -> Option<Vec<Said>> {
    let versions = super::compress::versions(&heard.parsed, number);
    let fits = versions.iter().find(|v| v.len() <= most).or(versions.last().filter(|v| v.len() <= most + 4))?;
    turned(heard, number, fits)
}

/// Every version of a clause of at most `most` words, turned round, the longest first.
pub(super) fn clause_versions(heard: &Understanding, number: usize, most: usize) -> Vec<Vec<Said>> {
    let versions = super::compress::versions(&heard.parsed, number);
    versions.iter().filter(|v| v.len() <= most).filter_map(|v| turned(heard, number, v)).collect()
}

/// A clause for a reflection of two: its longest short version and one of six words or fewer, each with how many words were left out.
pub(super) fn short_versions(heard: &Understanding, number: usize) -> Vec<(Vec<Said>, usize)> {
    let all = clause_versions(heard, number, SHORT + 12);
    let longest = all.first().map_or(0, |v| count(v));
    let mut chosen: Vec<(Vec<Said>, usize)> = Vec::with_capacity(2);
    for words in all.into_iter().filter(|v| count(v) <= SHORT) {
        let n = count(&words);
        if chosen.is_empty() || (chosen.len() == 1 && n <= 6 && count(&chosen[0].0) > 6) {
            chosen.push((words, longest - n));
        }
    }
    chosen
}

fn turned(heard: &Understanding, number: usize, fits: &[usize]) -> Option<Vec<Said>> {
    let parsed = &heard.parsed;
    let range = fits.first().copied()?..fits.last().copied()? + 1;
    let mut said = turn(parsed, fits, who_is_you(parsed, &range));
    let c = &parsed.clauses[number];
    if c.elided {
        let subject = match &c.subject {
            Some(subject) => turn(parsed, &subject.clone().collect::<Vec<_>>(), who_is_you(parsed, subject)),
            None => vec![Said::new("you", Tag::Pron)],
        };
        said.splice(0..0, subject);
    }
    Some(said)
}

/// A clause with the adjunct that belongs to it ("when you got home"), if both are short.
pub(super) fn with_adjunct(heard: &Understanding, number: usize, most: usize) -> Option<Vec<Said>> {
    let main = clause(heard, number, most)?;
    let adjunct = heard.parsed.clauses.iter().enumerate().find(|(n, c)| {
        let fronted = *n + 1 == number && c.parent.is_none() && c.link.adjunct() && c.sentence == heard.parsed.clauses[number].sentence;
        (c.parent == Some(number) && c.link.adjunct() && *n > number && *n <= number + 2 || fronted) && !c.cut && !c.quoted && c.verb.is_some()
    });
    let (n, c) = adjunct?;
    let side = clause(heard, n, SHORT)?;
    if side.len() + main.len() > most + SHORT {
        return None;
    }
    let joint;
    let joint = match c.link {
        Link::Because => "because",
        Link::Though => "even though",
        _ => {
            let tokens = heard.parsed.tokens();
            let connector: Vec<&str> = c
                .connector
                .clone()
                .map(|i| &tokens[i])
                .filter(|t| !t.is_mark() && t.tag != Tag::Conj)
                .map(|t| t.word.as_str())
                .collect();
            if connector.is_empty() {
                return None;
            }
            if n < number {
                let mut words: Vec<Said> = connector.iter().map(|w| Said::plain(w)).collect();
                words.extend(side);
                words.push(Said::plain(","));
                words.extend(main);
                return Some(words);
            }
            joint = connector.join(" ");
            joint.as_str()
        }
    };
    let mut words = main;
    if n < number && c.link == Link::Though {
        let mut said = side;
        said.push(Said::plain(","));
        said.push(Said::plain("and"));
        said.extend(words);
        return Some(said);
    }
    super::template::plain(&mut words, joint);
    words.extend(side);
    Some(words)
}

/// Two pieces as one sentence: "A, and B".
pub(super) fn joined(mut a: Vec<Said>, joint: &str, mut b: Vec<Said>) -> Vec<Said> {
    while a.last().is_some_and(|w| w.tag == Tag::Edge) {
        a.pop();
    }
    // a template begins with a capital
    if let Some(first) = b.first_mut().filter(|w| w.tag != Tag::Name && w.text != "I" && !w.text.starts_with("I'")) {
        first.text = lower(&first.text);
    }
    a.push(Said::plain(","));
    super::template::plain(&mut a, joint);
    a.extend(b);
    a
}

/// How many words, marks left out.
pub(super) fn count(words: &[Said]) -> usize {
    words.iter().filter(|w| w.tag != Tag::Edge).count()
}
