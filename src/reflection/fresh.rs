//! Fresher words of the same strength (`responses/en/rephrase.toml`), where a reflection would parrot.
//!
//! A run of seven words that was only turned round is parroting (experts commit it in under 2% of their reflections); a shorter one
//! keeps the person's own words, which is good listening.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use compact_str::CompactString;

use super::sentence;
use super::voice::Said;
use crate::understanding::Parsed;
use crate::words::{Tag, hash, lower};

/// The shortest run that parrots.
pub const PARROTS: usize = 7;

/// Phrases and what stands for them.
#[derive(Debug, Clone, Default)]
pub struct Rephrase(HashMap<String, Vec<Row>>);

#[derive(Debug, Clone)]
struct Row {
    /// Whether it must stand at the start of the sentence.
    opens: bool,
    /// The words, or any word ("*") of a tag.
    from: Vec<(String, Option<Tag>)>,
    /// What is said; "*" is the next word that was left open.
    to: Vec<Said>,
}

impl Rephrase {
    /// Makes the table. The error names the entry and the cause.
    pub fn new(rows: &BTreeMap<String, String>) -> Result<Rephrase, String> {
        let mut map: HashMap<String, Vec<Row>> = HashMap::new();
        for (from, to) in rows {
            let mut words = Vec::new();
            let opens = from.starts_with("^ ");
            for word in from.trim_start_matches("^ ").split(' ') {
                words.push(match word.split_once('/') {
                    Some((word, tag)) => (
                        word.to_string(),
                        Some(Tag::from_name(tag).ok_or_else(|| format!("'{from}': there is no tag '{tag}'"))?),
                    ),
                    None => (word.to_string(), None),
                });
            }
            let mut said = Vec::new();
            super::template::plain(&mut said, to);
            map.entry(words[0].0.clone()).or_default().push(Row { opens, from: words, to: said });
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
            let done = part_clauses(words, run.clone())
                || hardly(words, run.clone())
                || toggle_that(words, run.clone())
                || self.substitute(words, run.clone())
                || lighten(words, run.clone())
                || time_first(words, run);
            if !done {
                return length;
            }
        }
        source.longest_run(words).0
    }

    /// Fresher words for some of the run, as near to its middle as there are any.
    fn substitute(&self, words: &mut Vec<Said>, run: Range<usize>) -> bool {
        let middle = (run.start + run.end) / 2;
        let place = run
            .clone()
            .filter_map(|at| self.at(words, at, run.end).map(|row| (at, row)))
            .min_by_key(|(at, row)| (at + row.from.len() / 2).abs_diff(middle));
        let Some((at, row)) = place else { return false };
        let mut open: Vec<Said> = row
            .from
            .iter()
            .zip(&words[at..])
            .filter(|((word, _), _)| word == "*")
            .map(|(_, said)| said.clone())
            .rev()
            .collect();
        let fresh: Vec<Said> = row
            .to
            .iter()
            .map(|said| {
                if said.text == "*" {
                    open.pop().unwrap_or_else(|| said.clone())
                } else {
                    said.clone()
                }
            })
            .collect();
        words.splice(at..at + row.from.len(), fresh);
        true
    }

    fn at(&self, words: &[Said], at: usize, end: usize) -> Option<&Row> {
        let fits = |row: &&Row| {
            at + row.from.len() <= end
                && (!row.opens || at == 0)
                && row
                    .from
                    .iter()
                    .zip(&words[at..])
                    .all(|((word, tag), said)| (said.text.eq_ignore_ascii_case(word) || word == "*") && tag.is_none_or(|t| t == said.tag))
        };
        self.0.get(lower(&words[at].text).as_str())?.iter().find(fits)
    }
}

/// "A, and B" as "A; B": the joint was said too.
fn part_clauses(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let joint = (run.start + 1..run.end.saturating_sub(2)).find(|at| words[*at].text == "," && words[at + 1].text == "and");
    match joint {
        Some(at) => {
            words[at].text = ";".into();
            words.remove(at + 1);
            true
        }
        None => false,
    }
}

/// "You think that he left" and "You think he left" say the same: whichever was not said.
fn toggle_that(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let subject = |w: &Said| matches!(w.text.as_str(), "you" | "he" | "she" | "they" | "it" | "there");
    let inside = run.start + 1..run.end.saturating_sub(1);
    for at in inside.clone() {
        if words[at].text == "that"
            && subject(&words[at + 1])
            && matches!(
                words[at - 1].tag,
                Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Adj | Tag::Noun | Tag::Plural
            )
        {
            words.remove(at);
            return true;
        }
    }
    // "the things you do" as "the things that you do"; clauses that only ran on are apart by now
    for at in inside.clone() {
        let object = matches!(words[at].tag, Tag::Noun | Tag::Plural) && subject(&words[at + 1]) && words[at + 1].text != "it" && words[at + 1].text != "there";
        if object
            && words
                .get(at + 2)
                .is_some_and(|w| matches!(w.tag, Tag::Base | Tag::Past | Tag::Third | Tag::Have | Tag::Be | Tag::Modal | Tag::Adv))
        {
            words.insert(at + 1, Said::new("that", Tag::Sub));
            return true;
        }
    }
    for at in inside {
        let takes = matches!(
            words[at].text.as_str(),
            "think"
                | "thought"
                | "know"
                | "knew"
                | "believe"
                | "feel"
                | "felt"
                | "realized"
                | "realised"
                | "said"
                | "says"
                | "sure"
                | "glad"
                | "hope"
                | "sad"
                | "happy"
                | "proud"
                | "excited"
                | "worried"
                | "scared"
                | "afraid"
                | "wish"
        );
        // "she said it" has its object, "how proud they were" is one phrase
        let clause = words.get(at + 2).is_some_and(|w| {
            matches!(
                w.tag,
                Tag::Base | Tag::Past | Tag::Third | Tag::Have | Tag::Be | Tag::Do | Tag::Modal | Tag::Adv | Tag::Not
            )
        });
        let degree = words[..at].iter().rev().take(2).any(|w| w.text == "how" || w.text == "so");
        if takes && clause && !degree && subject(&words[at + 1]) && words[at].text != "wish" {
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
        !denied
            && matches!(
                words[*at].text.as_str(),
                "just" | "actually" | "really" | "definitely" | "even" | "probably" | "already" | "usually"
            )
            && matches!(
                words[at - 1].tag,
                Tag::Pron | Tag::PronSub | Tag::Be | Tag::Have | Tag::Modal | Tag::Noun | Tag::Plural
            )
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
    let verbs = words[..end]
        .iter()
        .filter(|w| matches!(w.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Be | Tag::Have | Tag::Modal))
        .count();
    if !is_time(&words[end - 1]) || verbs > 2 || words[..end].iter().any(|w| matches!(w.tag, Tag::Sub | Tag::Wh)) {
        return false;
    }
    let opens = |w: &Said| {
        matches!(
            w.text.as_str(),
            "in" | "on" | "at" | "for" | "after" | "before" | "since" | "during" | "over" | "every" | "last" | "this" | "these" | "next" | "by"
        )
    };
    let Some(start) = (end.saturating_sub(5)..end)
        .find(|at| opens(&words[*at]))
        .filter(|at| *at >= 3 && *at + 1 < end)
    else {
        return false;
    };
    if words[start..end].iter().filter(|w| matches!(w.tag, Tag::Noun | Tag::Plural)).count() != 1 {
        return false;
    }
    let mut adverbial: Vec<Said> = words.drain(start..end).collect();
    adverbial.push(Said::plain(","));
    words.splice(0..0, adverbial);
    true
}

/// "Does not really talk about it" as "hardly talks about it".
fn hardly(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let place = (run.start..run.end.saturating_sub(3))
        .find(|at| words[*at].tag == Tag::Do && words[at + 1].text == "not" && words[at + 2].text == "really" && words[at + 3].tag == Tag::Base);
    let Some(at) = place else { return false };
    let Some(forms) = crate::words::Form::of(&words[at + 3].text).and_then(crate::words::Form::verb_forms) else {
        return false;
    };
    match words[at].text.as_str() {
        "does" => words[at + 3].text = forms.third.into(),
        "did" => words[at + 3].text = forms.past.into(),
        _ => {}
    }
    words.splice(at..at + 3, [Said::new("hardly", Tag::Adv)]);
    true
}

/// The pieces of one typed word as that word, "you" and "are" as "you're".
fn take_glued(glued: &mut Vec<Said>, words: &mut Vec<CompactString>) {
    if glued.len() < 2 {
        words.extend(glued.drain(..).map(|word| lower(&word.text)));
        return;
    }
    // nothing is contracted at a sentence's end, and this is none
    glued.push(Said::new("on", Tag::Adv));
    words.extend(sentence::shown(glued).map(|(text, _)| text));
    words.pop();
    glued.clear();
}

/// The words of a statement, turned round and contracted as they were typed, to hold a reflection against.
#[derive(Debug)]
pub struct Source(Vec<(u32, CompactString)>);

impl Source {
    /// The words of this statement; of a short one nothing can be parroted.
    pub fn of(parsed: &Parsed) -> Source {
        if parsed.statement.typed_words < 10 {
            return Source(Vec::new());
        }
        let mut words: Vec<CompactString> = Vec::with_capacity(parsed.tokens().len());
        let mut glued: Vec<Said> = Vec::new();
        for (i, token) in parsed.tokens().iter().enumerate().filter(|(_, t)| !t.is_mark()) {
            let joined =
                i > 0 && parsed.tokens()[i - 1].span.1 == token.span.0 || glued.last().is_some_and(|_| i > 0 && parsed.tokens()[i - 1].span == token.span);
            if !joined {
                take_glued(&mut glued, &mut words);
            }
            let text = match token.word.as_str() {
                "i" | "me" | "we" | "us" => "you",
                "my" | "our" => "your",
                "mine" => "yours",
                "myself" => "yourself",
                "am" => "are",
                word => word,
            };
            glued.push(Said {
                auxiliary: true,
                ..Said::new(text, token.tag)
            });
        }
        take_glued(&mut glued, &mut words);
        Source(words.into_iter().map(|word| (hash::hash(&word), word)).collect())
    }

    /// The longest run shared with these words as they are shown: how many words, and which of them. One that is too short to parrot may
    /// be passed over for none.
    pub fn longest_run(&self, words: &[Said]) -> (usize, Range<usize>) {
        if self.0.len() < PARROTS || words.len() < PARROTS {
            return (0, 0..0);
        }
        let shown: Vec<(u32, CompactString, Range<usize>)> = sentence::shown(words).map(|(word, from)| (hash::hash(&word), word, from)).collect();
        let same = |source: usize, at: usize| self.0[source].0 == shown[at].0 && self.0[source].1 == shown[at].1;
        let mut best = (0, 0..0);
        // a run that parrots covers one of these words of the source
        for source in (PARROTS - 1..self.0.len()).step_by(PARROTS) {
            for at in (0..shown.len()).filter(|at| same(source, *at)) {
                let before = (1..=source.min(at)).take_while(|n| same(source - n, at - n)).count();
                let after = (1..(self.0.len() - source).min(shown.len() - at))
                    .take_while(|n| same(source + n, at + n))
                    .count();
                let length = before + 1 + after;
                if length > best.0 {
                    best = (length, shown[at - before].2.start..shown[at + after].2.end);
                }
            }
        }
        best
    }
}
