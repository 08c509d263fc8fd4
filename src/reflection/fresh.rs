//! Fresher words of the same strength (`responses/en/rephrase.toml`), where a reflection would parrot.
//!
//! A run of seven words that was only turned round is parroting (experts commit it in under 2% of their reflections); a shorter one
//! keeps the person's own words, which is good listening.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::voice::Said;
use crate::understanding::Parsed;
use crate::words::Tag;

/// The shortest run that parrots.
pub const PARROTS: usize = 7;

/// Phrases and what stands for them.
#[derive(Debug, Clone, Default)]
pub struct Rephrase(HashMap<String, Vec<Row>>);

#[derive(Debug, Clone)]
struct Row {
    from: Vec<(String, Option<Tag>)>,
    to: Vec<Said>,
}

impl Rephrase {
    /// Makes the table. The error names the entry and the cause.
    pub fn new(rows: &BTreeMap<String, String>) -> Result<Rephrase, String> {
        let mut map: HashMap<String, Vec<Row>> = HashMap::new();
        for (from, to) in rows {
            let mut words = Vec::new();
            for word in from.split(' ') {
                words.push(match word.split_once('/') {
                    Some((word, tag)) => (word.to_string(), Some(Tag::from_name(tag).ok_or_else(|| format!("'{from}': there is no tag '{tag}'"))?)),
                    None => (word.to_string(), None),
                });
            }
            let mut said = Vec::new();
            super::template::plain(&mut said, to);
            map.entry(words[0].0.clone()).or_default().push(Row { from: words, to: said });
        }
        map.values_mut().for_each(|list| list.sort_by_key(|row| std::cmp::Reverse(row.from.len())));
        Ok(Rephrase(map))
    }

    /// Breaks every run that parrots, as far as it can be done without changing what is said. Returns the longest run that is left.
    pub fn freshen(&self, words: &mut Vec<Said>, source: &Source) -> usize {
        for _ in 0..5 {
            let (length, run) = source.longest_run(words);
            if length < PARROTS {
                return length;
            }
            let done = toggle_that(words, run.clone()) || self.substitute(words, run.clone()) || lighten(words, run.clone()) || time_first(words, run);
            if !done {
                return length;
            }
        }
        source.longest_run(words).0
    }

    /// Fresher words for some of the run, as near to its middle as there are any.
    fn substitute(&self, words: &mut Vec<Said>, run: Range<usize>) -> bool {
        let middle = (run.start + run.end) / 2;
        let place = run.clone().filter_map(|at| self.at(words, at, run.end).map(|row| (at, row))).min_by_key(|(at, row)| (at + row.from.len() / 2).abs_diff(middle));
        let Some((at, row)) = place else { return false };
        words.splice(at..at + row.from.len(), row.to.iter().cloned());
        true
    }

    fn at(&self, words: &[Said], at: usize, end: usize) -> Option<&Row> {
        let fits = |row: &&Row| at + row.from.len() <= end && row.from.iter().zip(&words[at..]).all(|((word, tag), said)| said.text == word.as_str() && tag.is_none_or(|t| t == said.tag));
        self.0.get(words[at].text.as_str())?.iter().find(fits)
    }
}

/// "You think that he left" and "You think he left" say the same: whichever was not said.
fn toggle_that(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let subject = |w: &Said| matches!(w.text.as_str(), "you" | "he" | "she" | "they" | "it" | "there");
    let inside = run.start + 1..run.end.saturating_sub(1);
    for at in inside.clone() {
        if words[at].text == "that" && subject(&words[at + 1]) && matches!(words[at - 1].tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Adj | Tag::Noun | Tag::Plural) {
            words.remove(at);
            return true;
        }
    }
    for at in inside {
        let takes = matches!(words[at].text.as_str(), "think" | "thought" | "know" | "knew" | "believe" | "feel" | "felt" | "realized" | "realised" | "said" | "says" | "sure" | "glad" | "hope" | "sad" | "happy" | "proud" | "excited" | "told" | "worried" | "scared" | "afraid" | "wish");
        if takes && subject(&words[at + 1]) && words[at].text != "wish" {
            words.insert(at + 1, Said::new("that", Tag::Sub));
            return true;
        }
    }
    false
}

/// A word that colours the speaking may go.
fn lighten(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let light = (run.start + 1..run.end.saturating_sub(1)).find(|at| {
        let denied = words[at - 1].text == "not";
        !denied && matches!(words[*at].text.as_str(), "just" | "actually" | "really" | "definitely" | "even" | "probably" | "already" | "usually") && matches!(words[at - 1].tag, Tag::Pron | Tag::PronSub | Tag::Be | Tag::Have | Tag::Modal | Tag::Noun | Tag::Plural)
    });
    match light.filter(|at| matches!(words[*at].text.as_str(), "just" | "actually" | "already")) {
        Some(at) => {
            words.remove(at);
            true
        }
        None => false,
    }
}

/// "You finish a bottle in one night" as "In one night, you finish a bottle": a closing adverbial of time comes first.
fn time_first(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let end = words.iter().rposition(|w| w.tag != Tag::Edge).map_or(0, |e| e + 1);
    if run.end < end || words[0].tag == Tag::Edge || words[..end].iter().any(|w| w.tag == Tag::Edge) {
        return false;
    }
    let time = crate::words::Classes::named("time").unwrap_or_default();
    let is_time = |w: &Said| matches!(w.tag, Tag::Noun | Tag::Plural) && crate::words::Form::of(&w.text).is_some_and(|f| f.classes().meets(time));
    if !is_time(&words[end - 1]) {
        return false;
    }
    let opens = |w: &Said| matches!(w.text.as_str(), "in" | "on" | "at" | "for" | "after" | "before" | "since" | "during" | "over" | "every" | "last" | "this" | "these" | "next" | "by");
    let Some(start) = (end.saturating_sub(5)..end).find(|at| opens(&words[*at])).filter(|at| *at >= 3 && *at + 1 < end) else { return false };
    if words[start..end].iter().filter(|w| matches!(w.tag, Tag::Noun | Tag::Plural)).count() != 1 {
        return false;
    }
    let mut adverbial: Vec<Said> = words.drain(start..end).collect();
    adverbial.push(Said::plain(","));
    words.splice(0..0, adverbial);
    true
}

/// The words of a statement, turned round, to hold a reflection against.
#[derive(Debug)]
pub struct Source<'a>(Vec<&'a str>);

impl<'a> Source<'a> {
    /// The words of this statement; of a short one nothing can be parroted.
    pub fn of(parsed: &'a Parsed) -> Source<'a> {
        if parsed.statement.typed_words < 10 {
            return Source(Vec::new());
        }
        Source(
            parsed
                .tokens()
                .iter()
                .filter(|t| !t.is_mark())
                .map(|t| match t.word.as_str() {
                    "i" | "me" | "we" | "us" => "you",
                    "my" | "our" => "your",
                    "mine" => "yours",
                    "myself" => "yourself",
                    word => word,
                })
                .collect(),
        )
    }

    /// The longest run shared with these words: how many words a reader would count, and where it is.
    pub fn longest_run(&self, words: &[Said]) -> (usize, Range<usize>) {
        let spoken: Vec<usize> = (0..words.len()).filter(|i| words[*i].tag != Tag::Edge).collect();
        let mut best = (0, 0..0);
        let mut row = vec![0usize; spoken.len() + 1];
        for x in &self.0 {
            for j in (1..=spoken.len()).rev() {
                row[j] = if *x == words[spoken[j - 1]].text.as_str() { row[j - 1] + 1 } else { 0 };
                if row[j] >= PARROTS {
                    let run = spoken[j - row[j]]..spoken[j - 1] + 1;
                    let length = shown_words(&words[run.clone()]);
                    if length > best.0 {
                        best = (length, run);
                    }
                }
            }
        }
        best
    }
}

/// How many words a reader counts: "do not" is one, "you are" is one.
fn shown_words(words: &[Said]) -> usize {
    let drawn_in = |i: usize| words[i].text == "not" || (i > 0 && words[i - 1].text == "you" && matches!(words[i].tag, Tag::Be) && i + 1 < words.len());
    (0..words.len()).filter(|i| words[*i].tag != Tag::Edge && !drawn_in(*i)).count()
}
