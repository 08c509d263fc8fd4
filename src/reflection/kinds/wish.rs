//! # What it does
//! A question is not answered but heard: what the person would like to know. "You're wondering how much exercise you should do."
//!
//! # When
//! The weightiest sentence asks. A question word, or "whether", opens what is asked, and the verb goes back behind its subject.
//!
//! # Example
//! "Why does everyone leave me?" – "You're wondering why everyone leaves you."

use super::{Draft, Drafts};
use crate::Engine;
use crate::reflection::voice::{Said, You, turn};
use crate::reflection::{Kind, pick, template};
use crate::statement::Token;
use crate::understanding::phrase::{joined_noun_phrase, noun_phrase};
use crate::understanding::{Link, Parsed, Understanding};
use crate::words::Tag;

/// Proposes each clause that asks.
pub(crate) fn propose<'h>(engine: &'h Engine, heard: &'h Understanding, seed: u64, out: &mut Drafts<'h>) {
    for (number, clause) in heard.parsed.clauses.iter().enumerate() {
        if !clause.asks || clause.link.inner() {
            continue;
        }
        let end = heard.parsed.unit_end(number);
        let wish = move || {
            let asked = asked(&heard.parsed, clause.range.start..end)?;
            let mut words = Vec::new();
            template::plain(&mut words, pick(&engine.kinds.wishes, seed, number).map_or("You're wondering", String::as_str));
            words.extend(asked);
            Some(words)
        };
        let last = clause.sentence + 1 == heard.parsed.statement.sentences.len();
        out.push(Draft::new(Kind::Wish, if last { 1.2 } else { 0.4 }, "question", Some(number), wish).worded());
    }
}

/// What is asked, in the order of a statement and turned round.
fn asked(parsed: &Parsed, range: std::ops::Range<usize>) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    if range.is_empty() {
        return None;
    }
    // "do you think i should …", "so you think …": what is asked is the thought
    let thought =
        (range.start..range.end.min(range.start + 4)).find(|i| tokens[*i].is_any(&["think", "know"]) && tokens[*i - usize::from(*i > range.start)].is("you"));
    let inner = thought.and_then(|t| {
        parsed
            .clauses
            .iter()
            .find(|c| c.link == Link::Complement && c.range.start > t && c.range.start <= t + 2)
    });
    if let Some(inner) = inner.filter(|_| tokens[range.start].tag != Tag::Wh) {
        let wh = tokens[inner.range.start].tag == Tag::Wh;
        let mut words = if wh { Vec::new() } else { vec![Said::plain("whether")] };
        words.extend(turn(parsed, &(inner.range.start..range.end).collect::<Vec<_>>(), You::Listener));
        return Some(words);
    }
    let mut at = range.start;
    let mut wh: Vec<usize> = Vec::new();
    if tokens[at].tag == Tag::Wh || tokens[at].is("when") {
        wh.push(at);
        at += 1;
        // "how much exercise", "what kind of", "how long"
        let auxiliary =
            |i: usize| matches!(tokens[i].tag, Tag::Modal | Tag::Do | Tag::Be | Tag::Have) && tokens.get(i + 1).is_some_and(|t| !matches!(t.tag, Tag::Edge));
        let verb = (at..range.end)
            .find(|i| auxiliary(*i))
            .or_else(|| (at..range.end).find(|i| matches!(tokens[*i].tag, Tag::Third | Tag::Past | Tag::Base | Tag::PronSub)));
        let verb = verb.unwrap_or(range.end);
        wh.extend(at..verb);
        at = verb;
        if at == range.end {
            // "what kind of health problems": no verb was said
            return (wh.len() > 1).then(|| turn(parsed, &wh, You::Listener));
        }
    }
    let mut words = if wh.is_empty() {
        vec![Said::plain("whether")]
    } else {
        turn(parsed, &wh, You::Listener)
    };
    let verb = tokens.get(at).filter(|_| at < range.end)?;
    let auxiliary = matches!(verb.tag, Tag::Modal | Tag::Do | Tag::Be | Tag::Have);
    if !auxiliary {
        // "who left me", "so i should talk to him": already in order
        let rest: Vec<usize> = (at..range.end).collect();
        let clause = parsed.clause_at(at).map(|c| &parsed.clauses[c]);
        if wh.is_empty() && clause.is_none_or(|c| c.verb.is_none() || c.elided) {
            return None;
        }
        words.extend(turn(parsed, &rest, You::Listener));
        return Some(words);
    }
    let mut subject_at = at + 1;
    let mut not = None;
    if tokens.get(subject_at).is_some_and(|t| t.tag == Tag::Not) {
        not = Some(subject_at);
        subject_at += 1;
    }
    let subject_end = joined_noun_phrase(tokens, subject_at)
        .or_else(|| noun_phrase(tokens, subject_at))
        .or_else(|| tokens.get(subject_at).filter(|t| t.tag == Tag::There).map(|_| subject_at + 1))?;
    if subject_end > range.end {
        return None;
    }
    let subject: Vec<usize> = (subject_at..subject_end).collect();
    let listener = tokens[subject_at].is("you");
    let me = tokens[subject_at].is_any(&["i", "we"]);
    words.extend(if listener {
        vec![Said {
            own: true,
            ..Said::new("I", Tag::PronSub)
        }]
    } else {
        turn(parsed, &subject, You::Listener)
    });
    let rest: Vec<usize> = (subject_end..range.end).collect();
    // "what are some things that you do": the subject is what is asked about
    if verb.tag == Tag::Be
        && !wh.is_empty()
        && tokens
            .get(subject_end)
            .is_some_and(|t| subject_end < range.end && (t.tag == Tag::Wh || t.is("that") || t.tag == Tag::To))
    {
        let all: Vec<usize> = (subject_at..range.end).collect();
        let mut words = vec![Said::plain("about")];
        words.extend(turn(parsed, &all, You::Listener));
        return Some(words);
    }
    let said_rest = turn(parsed, &rest, You::Listener);
    match verb.tag {
        Tag::Do
            if not.is_none()
                && tokens
                    .get(subject_end)
                    .is_some_and(|t| matches!(t.tag, Tag::Base | Tag::Have | Tag::Do | Tag::Be | Tag::Adv)) =>
        {
            let mut rest_words = said_rest;
            let main = rest.iter().position(|i| matches!(tokens[*i].tag, Tag::Base | Tag::Have | Tag::Do | Tag::Be))?;
            if verb.is("did") {
                rest_words[main].text = past(&tokens[rest[main]])?.into();
            } else if verb.is("does") {
                rest_words[main].text = tokens[rest[main]].lemma?.verb_forms()?.third.into();
            }
            words.extend(rest_words);
        }
        _ => {
            let text = match verb.word.as_str() {
                "am" => "are",
                "was" if me => "were",
                "are" if listener => "am",
                "were" if listener => "was",
                word => word,
            };
            words.push(Said {
                auxiliary: !rest.is_empty(),
                ..Said::new(text, verb.tag)
            });
            if not.is_some() {
                words.push(Said::new("not", Tag::Not));
            }
            words.extend(said_rest);
        }
    }
    Some(words)
}

fn past(token: &Token) -> Option<&'static str> {
    token.lemma?.verb_forms().map(|f| f.past)
}
