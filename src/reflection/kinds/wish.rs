//! # What it does
//! A question is not answered but heard: what the person would like to know. "You're wondering how much exercise you should do."
//!
//! # When
//! The weightiest sentence asks. A question word, or "whether", opens what is asked, and the verb goes back behind its subject.
//!
//! # Example
//! "Why does everyone leave me?" – "You're wondering why everyone leaves you."

use crate::Engine;
use crate::reflection::voice::{Said, turn, You};
use crate::reflection::{Kind, Proposal, pick, template};
use crate::statement::Token;
use crate::understanding::phrase::{joined_noun_phrase, noun_phrase};
use crate::understanding::{Parsed, Understanding};
use crate::words::Tag;

/// Proposes each clause that asks.
pub(crate) fn propose(engine: &Engine, heard: &Understanding, seed: u64, out: &mut Vec<Proposal>) {
    for (number, clause) in heard.parsed.clauses.iter().enumerate() {
        if !clause.asks || clause.link.inner() {
            continue;
        }
        let end = heard.parsed.unit_end(number);
        let Some(asked) = asked(&heard.parsed, clause.range.start..end) else { continue };
        let mut words = Vec::new();
        template::plain(&mut words, pick(&engine.kinds.wishes, seed, number).map_or("You're wondering", String::as_str));
        words.extend(asked);
        let last = clause.sentence + 1 == heard.parsed.statement.sentences.len();
        let mut proposal = Proposal::new(Kind::Wish, words, if last { 1.2 } else { 0.4 }, "question", Some(number));
        proposal.own_voice = proposal.words.iter().any(|w| matches!(w.text.as_str(), "I" | "me" | "my"));
        out.push(proposal);
    }
}

/// What is asked, in the order of a statement and turned round.
fn asked(parsed: &Parsed, range: std::ops::Range<usize>) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    let mut at = range.start;
    let mut wh: Vec<usize> = Vec::new();
    if tokens[at].tag == Tag::Wh || tokens[at].is("when") {
        wh.push(at);
        at += 1;
        // "how much exercise", "what kind of", "how long"
        while at < range.end && !matches!(tokens[at].tag, Tag::Modal | Tag::Do | Tag::Be | Tag::Have | Tag::Third | Tag::Past | Tag::Base | Tag::PronSub) {
            wh.push(at);
            at += 1;
        }
    }
    let mut words = if wh.is_empty() { vec![Said::plain("whether")] } else { turn(parsed, &wh, You::Listener) };
    let verb = tokens.get(at).filter(|_| at < range.end)?;
    let auxiliary = matches!(verb.tag, Tag::Modal | Tag::Do | Tag::Be | Tag::Have);
    if !auxiliary {
        // "who left me": already in order; a bare statement with a question mark
        let rest: Vec<usize> = (at..range.end).collect();
        if wh.is_empty() {
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
    let subject_end = joined_noun_phrase(tokens, subject_at).or_else(|| noun_phrase(tokens, subject_at)).or_else(|| tokens.get(subject_at).filter(|t| t.tag == Tag::There).map(|_| subject_at + 1))?;
    if subject_end > range.end {
        return None;
    }
    let subject: Vec<usize> = (subject_at..subject_end).collect();
    let listener = tokens[subject_at].is("you");
    let me = tokens[subject_at].is_any(&["i", "we"]);
    words.extend(if listener { vec![Said { text: "I".into(), tag: Tag::PronSub, auxiliary: false }] } else { turn(parsed, &subject, You::Listener) });
    let rest: Vec<usize> = (subject_end..range.end).collect();
    let said_rest = turn(parsed, &rest, You::Listener);
    match verb.tag {
        Tag::Do if not.is_none() && tokens.get(subject_end).is_some_and(|t| matches!(t.tag, Tag::Base | Tag::Have | Tag::Do | Tag::Be | Tag::Adv)) => {
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
            words.push(Said { text: text.into(), tag: verb.tag, auxiliary: !rest.is_empty() });
            if not.is_some() {
                words.push(Said { text: "not".into(), tag: Tag::Not, auxiliary: false });
            }
            words.extend(said_rest);
        }
    }
    Some(words)
}

fn past(token: &Token) -> Option<&'static str> {
    token.lemma?.verb_forms().map(|f| f.past)
}
