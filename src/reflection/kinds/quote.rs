//! # What it does
//! Words between quotation marks are somebody's: given back they keep whose they are. "She said, 'You are useless.'" – "She said you're useless."
//!
//! # When
//! A verb of speaking or thinking with its subject stands before the marks, or behind them.
//!
//! # Example
//! "He told me 'I don't love you anymore.'" – "He told you he doesn't love you anymore."

use std::ops::Range;

use super::{Draft, Drafts};
use crate::reflection::Kind;
use crate::reflection::compress::said_tokens;
use crate::reflection::voice::{Said, You, turn};
use crate::statement::Kind as TokenKind;
use crate::understanding::{Clause, Parsed, Person, Understanding};
use crate::words::Tag;

/// What a quotation weighs besides its clause.
const WEIGHT: f32 = 2.0;
/// The most words that are given back of one.
const LONGEST: usize = 16;

/// Who stands behind "I" or "you" inside the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The one who tells it.
    Teller,
    He,
    She,
    They,
}

impl Who {
    fn subject(self) -> &'static str {
        match self {
            Who::Teller => "you",
            Who::He => "he",
            Who::She => "she",
            Who::They => "they",
        }
    }

    fn object(self) -> &'static str {
        match self {
            Who::Teller => "you",
            Who::He => "him",
            Who::She => "her",
            Who::They => "them",
        }
    }

    fn possessive(self) -> &'static str {
        match self {
            Who::Teller => "your",
            Who::He => "his",
            Who::She => "her",
            Who::They => "their",
        }
    }

    fn reflexive(self) -> &'static str {
        match self {
            Who::Teller => "yourself",
            Who::He => "himself",
            Who::She => "herself",
            Who::They => "themselves",
        }
    }

    fn one(self) -> bool {
        matches!(self, Who::He | Who::She)
    }
}

const MEN: [&str; 26] = [
    "he",
    "dad",
    "father",
    "daddy",
    "brother",
    "son",
    "husband",
    "boyfriend",
    "uncle",
    "grandpa",
    "grandfather",
    "grandad",
    "stepdad",
    "stepfather",
    "nephew",
    "bf",
    "man",
    "guy",
    "boy",
    "hubby",
    "fiance",
    "priest",
    "him",
    "papa",
    "ex-husband",
    "ex-boyfriend",
];
const WOMEN: [&str; 27] = [
    "she",
    "mom",
    "mum",
    "mother",
    "sister",
    "daughter",
    "wife",
    "girlfriend",
    "aunt",
    "grandma",
    "grandmother",
    "nana",
    "stepmom",
    "stepmother",
    "niece",
    "gf",
    "woman",
    "girl",
    "lady",
    "mama",
    "mommy",
    "mummy",
    "her",
    "gran",
    "auntie",
    "ex-wife",
    "ex-girlfriend",
];

/// Proposes each quotation whose speaker is named.
pub(crate) fn propose<'h>(heard: &'h Understanding, out: &mut Drafts<'h>) {
    let parsed = &heard.parsed;
    let tokens = parsed.tokens();
    let marks: Vec<usize> = (0..tokens.len()).filter(|i| tokens[*i].kind == TokenKind::Mark('"')).collect();
    if marks.is_empty() {
        return;
    }
    // what stands between the marks is nobody's to say without its speaker
    let quoted = |d: &Draft<'_>| d.clause().is_some_and(|c| parsed.clauses[c].quoted);
    if !parsed.clauses.iter().all(|c| c.quoted) {
        out.retain(|d| !quoted(d));
    }
    for pair in marks.chunks(2) {
        let open = pair[0];
        let close = pair.get(1).copied().unwrap_or(tokens.len());
        let Some((saying, number)) = saying(parsed, open, close) else { continue };
        let Some(words) = said(parsed, &saying, &parsed.clauses[number], open + 1..close) else {
            continue;
        };
        let base = if heard.focus[number].is_finite() { heard.focus[number] } else { 0.0 };
        // the bare "you keep telling yourself" says less than the whole
        out.retain(|d| d.clause() != Some(number) || d.kind() != Kind::Rephrase || d.rule() == "quotation");
        out.push(Draft::ready(Kind::Rephrase, base.max(-0.5) + WEIGHT, "quotation", Some(number), words));
    }
}

/// The words that say who speaks, before the marks or behind them, and their clause.
fn saying(parsed: &Parsed, open: usize, close: usize) -> Option<(Range<usize>, usize)> {
    let tokens = parsed.tokens();
    let speaks = |n: usize| {
        let c = &parsed.clauses[n];
        c.subject.is_some() && !c.asks && c.verb.as_ref().is_some_and(|v| speaking(parsed, c, v.head))
    };
    let before = parsed.clauses.iter().rposition(|c| {
        let end = (c.range.start..c.range.end.min(open))
            .rev()
            .find(|i| !tokens[*i].is_mark() && !tokens[*i].is_any(&["like", "that"]));
        c.range.start < open && end.is_some_and(|end| tokens[end + 1..open].iter().all(|t| t.is_mark() || t.is_any(&["like", "that"])))
    });
    if let Some(n) = before.filter(|n| speaks(*n)) {
        let c = &parsed.clauses[n];
        return Some((c.range.start..c.range.end.min(open), n));
    }
    let after = parsed
        .clauses
        .iter()
        .position(|c| c.range.start > open && (c.range.start == close + 1 || c.range.start == close) && !c.range.is_empty())?;
    let c = &parsed.clauses[after];
    let start = (c.range.start..c.range.end).find(|i| !tokens[*i].is_mark())?;
    speaks(after).then_some((start..c.range.end, after))
}

fn speaking(parsed: &Parsed, clause: &Clause, head: usize) -> bool {
    let tokens = parsed.tokens();
    const VERBS: [&str; 22] = [
        "say", "tell", "ask", "reply", "text", "write", "yell", "scream", "shout", "whisper", "answer", "think", "insist", "explain", "promise", "warn",
        "message", "go", "hear", "repeat", "swear", "mutter",
    ];
    let verb = |i: usize| VERBS.contains(&tokens[i].lemma_text());
    // "I keep telling myself"
    let kept = tokens[head].lemma_text() == "keep" && tokens.get(head + 1).is_some_and(|t| t.tag == Tag::Ing && verb(head + 1));
    // "she was like": the "like" is gone as a filler
    let finite = tokens[head].is_any(&["is", "am", "are", "was", "were"]);
    let like = finite && tokens.get(head + 1).is_some_and(|t| t.is("like") || t.is_mark());
    (verb(head) || kept || like) && clause.person != Person::You
}

/// The saying and what was said, turned round.
fn said(parsed: &Parsed, saying: &Range<usize>, clause: &Clause, inner: Range<usize>) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    let speaker = match clause.person {
        Person::Me | Person::Us => Who::Teller,
        Person::Other => who(parsed, clause.subject.clone()?),
        _ => return None,
    };
    let verb = clause.verb.as_ref()?;
    let object = (verb.head + 1..saying.end).find(|i| matches!(tokens[*i].tag, Tag::PronObj | Tag::Noun | Tag::Name | Tag::Plural));
    let hearer = match object {
        Some(i) if tokens[i].is_any(&["me", "us", "myself"]) => Who::Teller,
        Some(i) => who(parsed, i..i + 1),
        None if speaker == Who::Teller => Who::They,
        None => Who::Teller,
    };
    // the first sentence between the marks is enough
    let sentence = parsed.statement.sentences.iter().find(|s| s.range.contains(&inner.start))?;
    let end = inner.end.min(sentence.range.end);
    let kept: Vec<usize> = said_tokens(parsed, inner.start..end)
        .into_iter()
        .filter(|i| tokens[*i].kind != TokenKind::Mark('"'))
        .collect();
    let (first, last) = (*kept.first()?, *kept.last()?);
    if kept.len() > LONGEST || sentence.asked && end == sentence.range.end || sentence.cut {
        return None;
    }
    let heads: Vec<usize> = said_tokens(parsed, saying.clone())
        .into_iter()
        .filter(|i| !tokens[*i].is_any(&["that"]))
        .collect();
    let mut words = turn(parsed, &heads, You::Absent);
    while words.last().is_some_and(|w| w.tag == Tag::Edge) {
        words.pop();
    }
    // "she was like": "she said"
    if let Some(at) = words.iter().position(|w| w.text == "like") {
        words.truncate(at);
    }
    if tokens[verb.head].tag == Tag::Be && words.last().is_some_and(|w| w.tag == Tag::Be) {
        words.pop();
        words.push(Said::new("said", Tag::Past));
    }
    let spoken_clause = parsed.clauses.iter().find(|c| c.range.start <= first && first < c.range.end && c.quoted);
    let order = tokens[first].tag == Tag::Base || tokens[first].tag == Tag::Do && tokens.get(first + 1).is_some_and(|t| t.tag == Tag::Not);
    if order && hearer == Who::Teller && speaker != Who::Teller {
        // "get out": an order is told
        let told = turned(parsed, &kept, speaker, hearer);
        let mut words: Vec<Said> = turn(parsed, &clause.subject.clone()?.collect::<Vec<_>>(), You::Absent);
        words.extend([Said::new("told", Tag::Past), Said::new("you", Tag::PronObj)]);
        let rest = if tokens[first].tag == Tag::Do {
            words.push(Said::new("not", Tag::Not));
            told[2..].to_vec()
        } else {
            told
        };
        words.push(Said::new("to", Tag::To));
        words.extend(rest);
        return Some(words);
    }
    let whole = spoken_clause.is_some_and(|c| c.verb.is_some() && !c.asks && c.subject.is_some());
    if !whole {
        let text: Vec<&str> = kept.iter().map(|i| tokens[*i].word.as_str()).collect();
        if kept.len() > 5 || tokens[last].is_mark() {
            return None;
        }
        words.push(Said::new(&format!("\"{}\"", text.join(" ")), Tag::Noun));
        return Some(words);
    }
    words.extend(turned(parsed, &kept, speaker, hearer));
    Some(words)
}

/// Somebody's gender where the word says it.
fn who(parsed: &Parsed, range: Range<usize>) -> Who {
    let tokens = &parsed.tokens()[range];
    if tokens.iter().any(|t| t.is("and")) || tokens.iter().any(|t| t.tag == Tag::Plural) {
        return Who::They;
    }
    match tokens.last() {
        Some(t) if t.is_any(&MEN) => Who::He,
        Some(t) if t.is_any(&WOMEN) => Who::She,
        _ => Who::They,
    }
}

/// The quoted words with "I" and "you" as who they are.
fn turned(parsed: &Parsed, kept: &[usize], speaker: Who, hearer: Who) -> Vec<Said> {
    let tokens = parsed.tokens();
    let plain = turn(parsed, kept, You::Generic);
    // "we can't keep you on": those who speak are apart from the one who is told
    let together = speaker.one() && !kept.iter().any(|i| tokens[*i].is_any(&["you", "your"]));
    let mut out = Vec::with_capacity(plain.len());
    for (said, &i) in plain.into_iter().zip(kept) {
        let token = &tokens[i];
        let subject = parsed.clauses.iter().any(|c| c.subject.clone().is_some_and(|s| s.contains(&i)));
        let text: Option<&str> = match token.word.as_str() {
            "i" => Some(speaker.subject()),
            "we" if speaker == Who::Teller => Some("you"),
            "we" if together => Some("the two of you"),
            "we" => Some("they"),
            "us" if speaker != Who::Teller && !together => Some("them"),
            "our" if speaker != Who::Teller && !together => Some("their"),
            "me" => Some(speaker.object()),
            "my" => Some(speaker.possessive()),
            "myself" => Some(speaker.reflexive()),
            "you" if subject => Some(hearer.subject()),
            "you" => Some(hearer.object()),
            "your" => Some(hearer.possessive()),
            "yourself" => Some(hearer.reflexive()),
            _ => agreeing(parsed, i, speaker, hearer),
        };
        let mut said = said;
        if let Some(text) = text {
            said.text = text.into();
        }
        out.push(said);
    }
    out
}

/// A verb that agrees with who its subject is.
fn agreeing(parsed: &Parsed, i: usize, speaker: Who, hearer: Who) -> Option<&'static str> {
    let tokens = parsed.tokens();
    let clause = parsed.clauses.iter().find(|c| c.verb.as_ref().is_some_and(|v| v.range.start == i))?;
    let subject = match clause.person {
        Person::Me => speaker,
        Person::You => hearer,
        _ => return None,
    };
    let token = &tokens[i];
    let one = subject.one();
    Some(match token.word.as_str() {
        "am" | "are" => {
            if one {
                "is"
            } else {
                "are"
            }
        }
        "was" | "were" => {
            if one {
                "was"
            } else {
                "were"
            }
        }
        "have" if one => "has",
        "do" if one => "does",
        _ if one && token.tag == Tag::Base => token.lemma?.verb_forms()?.third,
        _ => return None,
    })
}
