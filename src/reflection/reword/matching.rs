//! Finds what is said among turned words.

use std::ops::Range;

use compact_str::CompactString;

use super::denies;
use super::syntax::{Alternative, Item, Pattern, What};
use crate::reflection::voice::Said;
use crate::words::{Classes, Form, Tag, form_of, lower};

/// A pattern found.
#[derive(Debug, Clone)]
pub(super) struct Found<'p> {
    /// The words it covers.
    pub range: Range<usize>,
    /// What was remembered.
    pub slots: Vec<(&'p str, Range<usize>)>,
    /// The first word that was given by its dictionary form.
    pub verb: Option<usize>,
    /// Where its clause begins.
    pub start: usize,
}

/// Turned words with what the tables know of each, looked up once for all rows.
pub(super) struct Known<'a> {
    pub words: &'a [Said],
    pub forms: &'a [Option<Form>],
}

/// What the tables know of each word.
pub(super) fn forms(words: &[Said]) -> Vec<Option<Form>> {
    words.iter().map(|w| if w.tag == Tag::Edge { None } else { form_of(&w.text) }).collect()
}

impl Known<'_> {
    /// The forms of a stretch of the words.
    pub fn forms(&self, stretch: Range<usize>) -> impl Iterator<Item = Form> {
        self.forms[stretch].iter().copied().flatten()
    }

    /// Those words of a stretch that the tables do not know, in lower case.
    pub fn unknown(&self, stretch: Range<usize>) -> impl Iterator<Item = CompactString> {
        let unknown = stretch.filter(|at| self.forms[*at].is_none() && self.words[*at].tag != Tag::Edge);
        unknown.map(|at| lower(&self.words[at].text))
    }

    fn fits(&self, wanted: &Alternative, at: usize) -> bool {
        fits(wanted, &self.words[at], self.forms[at])
    }

    fn fits_any(&self, wanted: &[Alternative], at: usize) -> bool {
        wanted.iter().any(|a| self.fits(a, at))
    }
}

/// The clauses of a reflection: what stands between its joints.
pub(super) fn pieces(words: &[Said]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = opening(words, 0);
    let mut at = start;
    while at < words.len() {
        let word = &words[at];
        let hard = word.tag == Tag::Edge && !word.text.starts_with(',');
        let joined = word.text == "," && words.get(at + 1).is_some_and(joint);
        let reason = at > start && (word.text == "because" || word.text == "though" || word.text == "although");
        if hard || joined || reason {
            if at > start {
                pieces.push(start..at);
            }
            start = opening(words, if word.tag == Tag::Edge { at + 1 } else { at });
            at = start.max(at + 1);
        } else {
            at += 1;
        }
    }
    if start < words.len() {
        pieces.push(start..words.len());
    }
    pieces
}

/// Past the words that join a clause to the one before.
fn opening(words: &[Said], mut at: usize) -> usize {
    while words
        .get(at)
        .is_some_and(|w| joint(w) || matches!(w.text.as_str(), "even" | "at" | "the" | "same" | "time") && behind_and(words, at))
    {
        at += 1;
    }
    at
}

/// "and at the same time", "even though"
fn behind_and(words: &[Said], at: usize) -> bool {
    if words[at].text == "even" {
        return words.get(at + 1).is_some_and(|w| w.text == "though");
    }
    let phrase = ["at", "the", "same", "time"];
    phrase
        .iter()
        .position(|p| *p == words[at].text)
        .is_some_and(|n| at > n && words[at - n - 1].text == "and" && (0..4).all(|k| words.get(at - n + k).is_some_and(|w| w.text == phrase[k])))
}

fn joint(word: &Said) -> bool {
    matches!(word.text.as_str(), "and" | "but" | "so" | "because" | "though" | "although" | "yet") && word.tag != Tag::Adv
}

impl Pattern {
    /// Where it is found in this clause.
    pub fn find(&self, known: &Known, piece: &Range<usize>) -> Option<Found<'_>> {
        let tied = match self.elements.first().map(|e| &e.item) {
            Some(Item::Alone) => vec![piece.start],
            Some(Item::Start) => std::iter::once(piece.start).chain(behind_adverbial(known.words, piece)).collect(),
            _ => Vec::new(),
        };
        let starts = if self.tied() { tied } else { piece.clone().collect() };
        for at in starts {
            // what comes before a subject says when or where, and is no part of what is said of it
            let start = if self.tied() { at } else { piece.start };
            let mut found = Found {
                range: 0..0,
                slots: Vec::new(),
                verb: None,
                start,
            };
            if let Some(end) = self.step(known, &(start..piece.end), 0, at, &mut found) {
                let before = if self.tied() { &known.words[piece.start..at] } else { &known.words[..at] };
                let before = before.iter().rev().take(4).take_while(|w| w.tag != Tag::Edge && w.text != "because");
                if !self.denied_too && before.into_iter().any(denies) {
                    continue;
                }
                found.range = at..end;
                return Some(found);
            }
        }
        None
    }

    fn step<'p>(&'p self, known: &Known, piece: &Range<usize>, element: usize, at: usize, found: &mut Found<'p>) -> Option<usize> {
        let Some(e) = self.elements.get(element) else { return Some(at) };
        if e.item == Item::Some {
            return self.few(known, piece, element, at, found);
        }
        if let Some(length) = taken(&e.item, known, piece, at) {
            let before = (found.slots.len(), found.verb);
            if let Some(name) = &e.name {
                found.slots.push((name.as_str(), at..at + length));
            }
            if let Item::One(any) = &e.item
                && found.verb.is_none()
                && any.iter().any(|a| matches!(a.what, What::Lemma(_)))
            {
                found.verb = Some(at);
            }
            if let Some(end) = self.step(known, piece, element + 1, at + length, found) {
                return Some(end);
            }
            found.slots.truncate(before.0);
            found.verb = before.1;
        }
        if e.optional { self.step(known, piece, element + 1, at, found) } else { None }
    }

    /// As few words as will do, for what comes behind them.
    fn few<'p>(&'p self, known: &Known, piece: &Range<usize>, element: usize, at: usize, found: &mut Found<'p>) -> Option<usize> {
        let e = &self.elements[element];
        let most = known.words[at.min(piece.end)..piece.end]
            .iter()
            .take(MOST)
            .take_while(|w| w.tag != Tag::Edge)
            .count();
        let before = (found.slots.len(), found.verb);
        for length in usize::from(!e.optional)..=most {
            if let Some(name) = e.name.as_ref().filter(|_| length > 0) {
                found.slots.push((name.as_str(), at..at + length));
            }
            if let Some(end) = self.step(known, piece, element + 1, at + length, found) {
                return Some(end);
            }
            found.slots.truncate(before.0);
            found.verb = before.1;
        }
        None
    }
}

/// The most words of a `SOME`.
const MOST: usize = 8;

/// Where the subject stands behind an adverbial at the start of a clause: "last week, you won", "sometimes you cry".
fn behind_adverbial(words: &[Said], piece: &Range<usize>) -> Option<usize> {
    let clause = &words[piece.clone()];
    let first = clause.first()?;
    let subject = |w: &Said| matches!(w.tag, Tag::Pron | Tag::PronSub | Tag::Poss | Tag::There);
    if clause.get(1).is_some_and(subject) && first.tag == Tag::Adv && passes(&first.text) {
        return Some(piece.start + 1);
    }
    let comma = clause.iter().take(LONGEST_ADVERBIAL).position(|w| w.text == ",")?;
    let opens = matches!(first.tag, Tag::Prep | Tag::Sub | Tag::Wh | Tag::Num)
        || first.tag == Tag::Adv && passes(&first.text)
        || matches!(
            first.text.as_str(),
            "last" | "next" | "this" | "every" | "one" | "all" | "some" | "a" | "the" | "these"
        );
    // "this guy, he left": who is meant is said first, and no time
    let named = first.tag != Tag::Sub && first.tag != Tag::Wh && clause[..comma].iter().any(|w| verbal(w.tag) || w.tag == Tag::PronSub);
    (opens && !named && clause.get(comma + 1).is_some_and(subject)).then_some(piece.start + comma + 1)
}

/// The longest adverbial at a clause's start, in words.
const LONGEST_ADVERBIAL: usize = 11;

/// Whether an adverb at a clause's start leaves what is said as it is: "only", "hardly", "so" do not.
fn passes(adverb: &str) -> bool {
    matches!(
        lower(adverb).as_str(),
        "sometimes"
            | "usually"
            | "often"
            | "lately"
            | "recently"
            | "now"
            | "nowadays"
            | "currently"
            | "today"
            | "tonight"
            | "tomorrow"
            | "yesterday"
            | "eventually"
            | "finally"
            | "unfortunately"
            | "fortunately"
            | "luckily"
            | "sadly"
            | "suddenly"
            | "still"
            | "then"
            | "perhaps"
            | "maybe"
    )
}

/// How many words the item takes at `at`, if it fits.
fn taken(item: &Item, known: &Known, piece: &Range<usize>, at: usize) -> Option<usize> {
    let words = known.words;
    let clause = &words[..piece.end];
    let from = |end: usize| end - at;
    let only_marks = |words: &[Said]| words.iter().all(|w| w.tag == Tag::Edge);
    match item {
        Item::Alone => (at == piece.start && at == 0 && only_marks(&words[piece.end..])).then_some(0),
        Item::Start => (at == piece.start).then_some(0),
        Item::End => only_marks(&words[at..piece.end]).then_some(0),
        Item::Not(any) => (at >= piece.end || !known.fits_any(any, at)).then_some(0),
        Item::One(any) => (at < piece.end && known.fits_any(any, at)).then_some(1),
        Item::NounPhrase => noun_phrase(clause, at).map(from),
        Item::Topic => topic(clause, at).map(from),
        Item::Span => span(clause, at).map(from),
        Item::Degree => (at < piece.end && degree(&words[at])).then_some(1),
        Item::Clause => self::clause(clause, at).map(from),
        Item::Rest => rest(clause, at).map(from),
        // as many as what comes behind it leaves: `Pattern::few`
        Item::Some => None,
    }
}

fn fits(wanted: &Alternative, word: &Said, form: Option<Form>) -> bool {
    let tagged = |t: Tag| match t {
        Tag::Base => word.tag == t || matches!(word.text.as_str(), "be" | "have" | "do"),
        Tag::Plural => nominal(word.tag) && several(word),
        Tag::Noun => word.tag == t && !several(word),
        _ => word.tag == t,
    };
    if word.tag == Tag::Edge || wanted.tag.is_some_and(|t| !tagged(t)) {
        return false;
    }
    // a word that the tables know is one number
    let same = |text: &str| match wanted.form {
        Some(_) => form == wanted.form,
        None => word.text.eq_ignore_ascii_case(text),
    };
    match &wanted.what {
        What::Any => true,
        What::Word(text) => same(text),
        What::Class(class) => form.is_some_and(|f| f.classes().meets(*class)),
        What::Lemma(lemma) => {
            same(lemma) && word.tag != Tag::Noun && word.tag != Tag::Adj
                || form.is_some_and(|f| {
                    f.readings()
                        .any(|r| Some(r.lemma) == wanted.form && (r.tag == word.tag || verbal(r.tag) && verbal(word.tag)))
                })
        }
    }
}

pub(super) fn verbal(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Be | Tag::Have | Tag::Do | Tag::Modal
    )
}

fn nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Plural | Tag::Name)
}

/// The end of the noun phrase that begins here.
fn noun_phrase(words: &[Said], at: usize) -> Option<usize> {
    let tag = |i: usize| words.get(i).map(|w| w.tag);
    let first = words.get(at)?;
    if matches!(first.tag, Tag::PronSub | Tag::PronObj | Tag::Pron) {
        let indefinite = matches!(
            first.text.as_str(),
            "someone" | "something" | "nobody" | "nothing" | "everyone" | "everything" | "anyone" | "anything" | "somebody"
        );
        return Some(if indefinite && words.get(at + 1).is_some_and(|w| w.text == "else" || w.tag == Tag::Adj) {
            at + 2
        } else {
            at + 1
        });
    }
    let mut i = at;
    while matches!(tag(i), Some(Tag::Det | Tag::Poss | Tag::Num)) {
        i += 1;
    }
    let opened = i > at;
    let mut head = None;
    while let Some(t) = tag(i) {
        match t {
            t if nominal(t) => {
                head = Some(i);
                i += 1;
            }
            Tag::Adj | Tag::Num if head.is_none() => i += 1,
            Tag::Part | Tag::Ing if opened && head.is_none() && tag(i + 1).is_some_and(nominal) => i += 1,
            Tag::Adv if opened && head.is_none() && tag(i + 1) == Some(Tag::Adj) => i += 1,
            Tag::PossS if head.is_some() => {
                head = None;
                i += 1;
            }
            _ => break,
        }
    }
    let head = head.or_else(|| (opened && matches!(words[i - 1].text.as_str(), "this" | "that" | "these" | "those" | "all")).then(|| i - 1))?;
    let mut end = head + 1;
    if words.get(end).is_some_and(|w| w.text == "of")
        && let Some(inner) = noun_phrase(words, end + 1)
    {
        end = inner;
    }
    if words.get(end).is_some_and(|w| w.text == "and")
        && let Some(inner) = noun_phrase(words, end + 1).filter(|e| !words.get(*e).is_some_and(|w| verbal(w.tag)) || nominal(words[*e - 1].tag))
    {
        end = inner;
    }
    Some(end)
}

/// The most words of a topic: a longer one is no subject that can be followed.
const LONGEST_TOPIC: usize = 9;

fn topic(words: &[Said], at: usize) -> Option<usize> {
    let first = words.get(at)?;
    let begins = matches!(
        first.tag,
        Tag::Ing | Tag::Det | Tag::Poss | Tag::Noun | Tag::Plural | Tag::Name | Tag::PronObj | Tag::Adj | Tag::Num
    ) || matches!(first.text.as_str(), "it" | "her" | "everything" | "nothing" | "people");
    let not_me = !matches!(first.text.as_str(), "you" | "yourself");
    let end = (at..words.len())
        .find(|i| words[*i].tag == Tag::Edge || *i > at && (words[*i].tag == Tag::Sub && words[*i].text != "that"))
        .unwrap_or(words.len());
    if words[at..end].iter().any(|w| matches!(w.text.as_str(), "and" | "or" | "but")) && first.tag != Tag::Ing && noun_phrase(&words[..end], at) != Some(end) {
        return None;
    }
    let goes_on = words[end..].first().is_some_and(|w| w.tag == Tag::Edge) && rest(words, end).is_some();
    let trails = words[end - 1].tag == Tag::Adv && first.tag != Tag::Ing || matches!(words[end - 1].text.as_str(), "much" | "lot" | "too" | "all" | "now");
    (begins && not_me && !goes_on && !trails && end > at && end - at <= LONGEST_TOPIC).then_some(end)
}

/// The most words of a span of time: "the better part of three whole years".
const LONGEST_SPAN: usize = 7;

/// The end of a span of time: "three years", "a couple of months", "ages", "so long".
fn span(words: &[Said], at: usize) -> Option<usize> {
    let text = |i: usize| words.get(i).map(|w| w.text.as_str());
    let long = usize::from(matches!(text(at), Some("so" | "very" | "too")));
    if text(at) == Some("ages") || text(at + long) == Some("long") && text(at + long + 1) != Some("time") {
        return Some(at + long + 1);
    }
    let time = Classes::named("time")?;
    let end = (at..words.len().min(at + LONGEST_SPAN))
        .find(|i| nominal(words[*i].tag) && Form::of(&words[*i].text).is_some_and(|f| f.classes().meets(time)) || *i > at && words[*i].text == "time")?;
    let counts = |w: &Said| {
        matches!(w.tag, Tag::Det | Tag::Num | Tag::Adj | Tag::Adv)
            || matches!(
                w.text.as_str(),
                "of" | "couple" | "half" | "lot" | "or" | "to" | "good" | "long" | "more" | "than" | "lots"
            )
    };
    (end > at && words[at..end].iter().all(counts)).then_some(end + 1)
}

/// Words that say how much.
fn degree(word: &Said) -> bool {
    matches!(
        word.text.as_str(),
        "so" | "very"
            | "really"
            | "super"
            | "extremely"
            | "pretty"
            | "quite"
            | "too"
            | "incredibly"
            | "absolutely"
            | "totally"
            | "completely"
            | "deeply"
            | "especially"
            | "truly"
    )
}

/// The end of the clause that begins here: a subject, and its verb behind it.
fn clause(words: &[Said], at: usize) -> Option<usize> {
    let subject = noun_phrase(words, at)?;
    if words[at].tag == Tag::PronObj {
        return None;
    }
    let verb = (subject..words.len()).find(|i| !matches!(words[*i].tag, Tag::Adv | Tag::Not))?;
    let finite = matches!(words[verb].tag, Tag::Third | Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
        || words[verb].tag == Tag::Base && many(&words[at..subject]);
    if !finite || words[verb].text == "to" { None } else { rest(words, at) }
}

fn rest(words: &[Said], at: usize) -> Option<usize> {
    let mut end = words.len();
    while end > at && words[end - 1].tag == Tag::Edge {
        end -= 1;
    }
    (end > at).then_some(end)
}

/// Whether a word is a plural by its form; the tagger may have taken it for a verb or a name.
pub(super) fn several(word: &Said) -> bool {
    word.tag == Tag::Plural || form_of(&word.text).is_some_and(|f| f.readings().any(|r| r.tag == Tag::Plural && r.lemma != f))
}

/// Whether several are meant.
pub(super) fn many(words: &[Said]) -> bool {
    let head = words
        .iter()
        .take_while(|w| nominal(w.tag) || matches!(w.tag, Tag::Det | Tag::Poss | Tag::Num | Tag::Adj | Tag::PossS | Tag::Adv | Tag::Part));
    let head: Vec<&Said> = head.collect();
    if words.first().is_some_and(|w| w.tag == Tag::Ing) {
        return false;
    }
    let plural = |w: &Said| several(w) || matches!(w.text.as_str(), "they" | "them" | "you" | "people" | "these" | "those" | "both");
    words.first().is_some_and(plural) || head.last().is_some_and(|w| plural(w)) || head.len() < words.len() && words[head.len()].text == "and"
}
