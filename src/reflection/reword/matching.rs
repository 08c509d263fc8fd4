//! Finds what is said among turned words, and fills in how it is said otherwise.

use std::ops::Range;

use super::denies;
use super::syntax::{Alternative, Fresh, Item, Part, Pattern, Shape, What};
use crate::reflection::template;
use crate::reflection::voice::Said;
use crate::words::{Form, Tag, VerbForms, lower};

/// A pattern found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The words it covers.
    pub range: Range<usize>,
    /// What was remembered.
    slots: Vec<(String, Range<usize>)>,
    /// The first word that was given by its dictionary form.
    verb: Option<usize>,
    /// Where its clause begins.
    start: usize,
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
    pub fn find(&self, words: &[Said], piece: &Range<usize>) -> Option<Found> {
        let tied = self.elements.first().is_some_and(|e| matches!(e.item, Item::Start | Item::Alone));
        let starts = if tied { piece.start..piece.start + 1 } else { piece.clone() };
        for at in starts {
            let before = &words[piece.start..at];
            if !self.denied_too && before.iter().rev().take(4).any(denies) {
                continue;
            }
            let mut found = Found {
                range: at..at,
                slots: Vec::new(),
                verb: None,
                start: piece.start,
            };
            if let Some(end) = self.step(words, piece, 0, at, &mut found) {
                found.range.end = end;
                return Some(found);
            }
        }
        None
    }

    fn step(&self, words: &[Said], piece: &Range<usize>, element: usize, at: usize, found: &mut Found) -> Option<usize> {
        let Some(e) = self.elements.get(element) else { return Some(at) };
        let lengths: Vec<usize> = match &e.item {
            Item::Alone => (at == piece.start && at == 0 && words[piece.end..].iter().all(|w| w.tag == Tag::Edge))
                .then_some(0)
                .into_iter()
                .collect(),
            Item::Start => (at == piece.start).then_some(0).into_iter().collect(),
            Item::End => (words[at..piece.end].iter().all(|w| w.tag == Tag::Edge)).then_some(0).into_iter().collect(),
            Item::Not(any) => (at >= piece.end || !any.iter().any(|a| fits(a, &words[at]))).then_some(0).into_iter().collect(),
            Item::One(any) => (at < piece.end && any.iter().any(|a| fits(a, &words[at]))).then_some(1).into_iter().collect(),
            Item::NounPhrase => noun_phrase(&words[..piece.end], at).map(|end| end - at).into_iter().collect(),
            Item::Topic => topic(&words[..piece.end], at).map(|end| end - at).into_iter().collect(),
            Item::Degree => (at < piece.end && degree(&words[at])).then_some(1).into_iter().collect(),
            Item::Clause => clause(&words[..piece.end], at).map(|end| end - at).into_iter().collect(),
            Item::Rest => rest(&words[..piece.end], at).map(|end| end - at).into_iter().collect(),
        };
        for length in lengths {
            let known = (found.slots.len(), found.verb);
            if let Some(name) = &e.name {
                found.slots.push((name.clone(), at..at + length));
            }
            if let Item::One(any) = &e.item
                && found.verb.is_none()
                && any.iter().any(|a| matches!(a.what, What::Lemma(_)))
            {
                found.verb = Some(at);
            }
            if let Some(end) = self.step(words, piece, element + 1, at + length, found) {
                return Some(end);
            }
            found.slots.truncate(known.0);
            found.verb = known.1;
        }
        if e.optional { self.step(words, piece, element + 1, at, found) } else { None }
    }
}

fn fits(wanted: &Alternative, word: &Said) -> bool {
    let tagged = |t: Tag| match t {
        Tag::Base => word.tag == t || matches!(word.text.as_str(), "be" | "have" | "do"),
        Tag::Plural => nominal(word.tag) && several(word),
        Tag::Noun => word.tag == t && !several(word),
        _ => word.tag == t,
    };
    if word.tag == Tag::Edge || wanted.tag.is_some_and(|t| !tagged(t)) {
        return false;
    }
    let form = || Form::of(&lower(&word.text));
    match &wanted.what {
        What::Any => true,
        What::Word(text) => lower(&word.text) == text.as_str(),
        What::Class(class) => form().is_some_and(|f| f.classes().meets(*class)),
        What::Lemma(lemma) => {
            let text = lower(&word.text);
            text == lemma.as_str() && word.tag != Tag::Noun && word.tag != Tag::Adj
                || form().is_some_and(|f| {
                    f.readings()
                        .any(|r| r.lemma.text() == lemma && (r.tag == word.tag || verbal(r.tag) && verbal(word.tag)))
                })
        }
    }
}

fn verbal(tag: Tag) -> bool {
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

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VerbForm {
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

impl Found {
    fn slot(&self, name: &str) -> Option<Range<usize>> {
        self.slots.iter().find(|(n, _)| n == name).map(|(_, r)| r.clone())
    }

    /// The form of the first verb that was given by its dictionary form.
    fn form(&self, words: &[Said]) -> Option<VerbForm> {
        let word = &words[self.verb?];
        Some(match (word.tag, word.text.as_str()) {
            (_, "was" | "were" | "had" | "did") => VerbForm::Past,
            (_, "is" | "has" | "does") => VerbForm::Third,
            (_, "am" | "are" | "be" | "have" | "do") => VerbForm::Base,
            (_, "been" | "done") => VerbForm::Participle,
            (_, "being" | "having" | "doing") => VerbForm::Ing,
            (Tag::Base, _) => VerbForm::Base,
            (Tag::Third, _) => VerbForm::Third,
            (Tag::Past, _) => VerbForm::Past,
            (Tag::Part, _) => VerbForm::Participle,
            (Tag::Ing, _) => VerbForm::Ing,
            (Tag::Prep, "like") => VerbForm::Base,
            _ => return None,
        })
    }

    /// Whether that verb is its clause's own, with a subject and no "to", "can" or "did" before it.
    fn finite(&self, words: &[Said]) -> bool {
        let Some(verb) = self.verb else { return true };
        let free = !words[self.start..verb]
            .iter()
            .any(|w| verbal(w.tag) || w.tag == Tag::To || w.tag == Tag::Sub || w.tag == Tag::Wh);
        free && match self.form(words) {
            Some(VerbForm::Past | VerbForm::Third) => true,
            Some(VerbForm::Base) => words[verb].text != "be",
            _ => false,
        }
    }

    fn past(&self, words: &[Said]) -> bool {
        self.form(words) == Some(VerbForm::Past)
    }
}

fn inflect(lemma: &str, form: VerbForm) -> Option<String> {
    let forms: VerbForms = match lemma {
        "have" => VerbForms {
            third: "has",
            past: "had",
            participle: "had",
            ing: "having",
        },
        "do" => VerbForms {
            third: "does",
            past: "did",
            participle: "done",
            ing: "doing",
        },
        "be" => VerbForms {
            third: "is",
            past: "was",
            participle: "been",
            ing: "being",
        },
        _ => Form::of(lemma)?.verb_forms()?,
    };
    Some(
        match form {
            VerbForm::Base => lemma,
            VerbForm::Third => forms.third,
            VerbForm::Past => forms.past,
            VerbForm::Participle => forms.participle,
            VerbForm::Ing => forms.ing,
        }
        .to_owned(),
    )
}

/// Whether a word is a plural by its form; the tagger may have taken it for a verb or a name.
fn several(word: &Said) -> bool {
    word.tag == Tag::Plural || Form::of(&lower(&word.text)).is_some_and(|f| f.readings().any(|r| r.tag == Tag::Plural && r.lemma != f))
}

/// Whether several are meant.
fn many(words: &[Said]) -> bool {
    let head = words
        .iter()
        .take_while(|w| nominal(w.tag) || matches!(w.tag, Tag::Det | Tag::Poss | Tag::Num | Tag::Adj | Tag::PossS | Tag::Adv | Tag::Part));
    let head: Vec<&Said> = head.collect();
    if words.first().is_some_and(|w| w.tag == Tag::Ing) {
        return false;
    }
    let plural = |w: &Said| several(w) || matches!(w.text.as_str(), "they" | "them" | "you" | "people" | "these" | "those" | "both");
    words.first().is_some_and(|w| plural(w)) || head.last().is_some_and(|w| plural(w)) || head.len() < words.len() && words[head.len()].text == "and"
}

impl Fresh {
    /// The words to be said. `None` where a form cannot be made.
    pub fn fill(&self, words: &[Said], found: &Found) -> Option<Vec<Said>> {
        let mut out = Vec::new();
        for part in &self.parts {
            match part {
                Part::Word(word) => template::plain(&mut out, word),
                Part::Tensed(now, then) => {
                    if !found.finite(words) {
                        return None;
                    }
                    template::plain(&mut out, if found.past(words) { then } else { now });
                }
                Part::Same(lemma) => {
                    let form = found.form(words)?;
                    let source = &words[found.verb?];
                    let (text, tag) = if lemma == "be" {
                        (be(words, found, form)?, Tag::Be)
                    } else {
                        let tag = match (lemma.as_str(), form) {
                            ("have", _) => Tag::Have,
                            ("do", _) => Tag::Do,
                            (_, VerbForm::Base) => Tag::Base,
                            (_, VerbForm::Third) => Tag::Third,
                            (_, VerbForm::Past) => Tag::Past,
                            (_, VerbForm::Participle) => Tag::Part,
                            (_, VerbForm::Ing) => Tag::Ing,
                        };
                        (inflect(lemma, form)?, tag)
                    };
                    out.push(Said {
                        auxiliary: lemma == "be" && source.auxiliary,
                        ..Said::new(&text, tag)
                    });
                }
                Part::Agreeing(name, lemma) => {
                    let range = found.slot(name)?;
                    let slot = &words[range];
                    let past = found.verb.is_some() && found.past(words);
                    if found.verb.is_some() && !found.finite(words) {
                        return None;
                    }
                    let text = match (lemma.as_str(), many(slot), past) {
                        ("be", true, true) => "were".to_owned(),
                        ("be", true, false) => "are".to_owned(),
                        (_, true, false) => lemma.clone(),
                        (_, _, true) => inflect(lemma, VerbForm::Past)?,
                        (_, false, false) => inflect(lemma, VerbForm::Third)?,
                    };
                    out.push(Said::plain(&text));
                }
                Part::Slot(name, shape) => {
                    if let Some(range) = found.slot(name) {
                        out.extend(shaped(&words[range.clone()], *shape)?);
                        // "talking about it is hard": an object is not drawn together with the verb behind it
                        if let Some(last) = out.last_mut().filter(|w| range.len() > 1 && w.tag == Tag::Pron) {
                            last.tag = Tag::PronObj;
                        }
                    }
                }
            }
        }
        Some(out)
    }
}

/// The form of "be" for the subject of the verb that it stands for.
fn be(words: &[Said], found: &Found, form: VerbForm) -> Option<String> {
    let verb = found.verb?;
    if words[verb].tag == Tag::Be {
        return Some(words[verb].text.to_string());
    }
    let subject: Vec<Said> = words[found.start..verb].iter().rev().find(|w| w.tag != Tag::Adv).cloned().into_iter().collect();
    Some(
        match form {
            VerbForm::Base if found.finite(words) => "are",
            VerbForm::Base => "be",
            VerbForm::Third => "is",
            VerbForm::Past if many(&subject) => "were",
            VerbForm::Past => "was",
            VerbForm::Participle => "been",
            VerbForm::Ing => "being",
        }
        .to_owned(),
    )
}

fn shaped(words: &[Said], shape: Shape) -> Option<Vec<Said>> {
    let mut out = words.to_vec();
    let form = match shape {
        Shape::AsSaid => return Some(out),
        Shape::Subject | Shape::Object => {
            if let [one] = out.as_mut_slice() {
                let pairs = [("he", "him"), ("she", "her"), ("they", "them"), ("I", "me")];
                let found = pairs.iter().find(|(s, o)| one.text == *s || one.text == *o);
                if let Some((subject, object)) = found {
                    let (text, tag) = if shape == Shape::Subject {
                        (*subject, Tag::PronSub)
                    } else {
                        (*object, Tag::PronObj)
                    };
                    *one = Said {
                        own: one.own,
                        ..Said::new(text, tag)
                    };
                }
            }
            return Some(out);
        }
        Shape::Ing => VerbForm::Ing,
        Shape::Base => VerbForm::Base,
        Shape::Participle => VerbForm::Participle,
        Shape::Past => VerbForm::Past,
        Shape::Third => VerbForm::Third,
    };
    let at = out.iter().position(|w| verbal(w.tag))?;
    if out[..at].iter().any(denies) && matches!(shape, Shape::Past | Shape::Third) {
        return None;
    }
    let text = lower(&out[at].text);
    let lemma = match text.as_str() {
        "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being" => "be",
        "has" | "had" | "have" | "having" => "have",
        "do" | "does" | "did" | "done" | "doing" => "do",
        other => Form::of(other)?
            .readings()
            .find(|r| verbal(r.tag) && r.lemma.verb_forms().is_some())?
            .lemma
            .text(),
    };
    let made = match (lemma, form) {
        ("be", VerbForm::Past) => "were".to_owned(),
        _ => inflect(lemma, form)?,
    };
    out[at].text = made.as_str().into();
    out[at].tag = match form {
        VerbForm::Base => Tag::Base,
        VerbForm::Third => Tag::Third,
        VerbForm::Past => Tag::Past,
        VerbForm::Participle => Tag::Part,
        VerbForm::Ing => Tag::Ing,
    };
    Some(out)
}
