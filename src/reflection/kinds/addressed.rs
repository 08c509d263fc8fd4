//! # What it does
//! What is said to "you". Of people in general it is the speaker's own feeling: "It feels like you can't win." To somebody who is not here it is
//! said of them: "You never call me" – "They never call you." Never a confession of the listener's.
//!
//! # When
//! The subject is "you" and nothing says that the listener is meant.
//!
//! # Example
//! "You guys never answer me." – "It feels like nobody answers you."

use super::{Clauses, Draft, Drafts, SHORT, joined};
use crate::Engine;
use crate::reflection::compress::said_tokens;
use crate::reflection::voice::{Said, You, turn, who_is_subject};
use crate::reflection::{Kind, pick, template};
use crate::understanding::phrase::Tense;
use crate::understanding::{Link, Parsed, Person};
use crate::words::Tag;

/// What such a reflection weighs: more than a sound, less than what is said of oneself.
const WEIGHT: f32 = 1.0;

/// Proposes for each clause whose subject is "you".
pub(crate) fn propose<'h>(engine: &'h Engine, clauses: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    let heard = clauses.heard;
    let parsed = &heard.parsed;
    for (number, c) in parsed.clauses.iter().enumerate() {
        if c.person != Person::You || c.asks || c.cut || c.quoted || c.elided || c.link.inner() || matches!(c.link, Link::If | Link::When) {
            continue;
        }
        let (Some(verb), Some(subject)) = (&c.verb, &c.subject) else { continue };
        let tokens = parsed.tokens();
        let range = c.range.start..parsed.unit_end(number);
        let mut opener = Vec::new();
        template::plain(
            &mut opener,
            pick(&engine.kinds.rhetorical.seems, seed, number).map_or("It feels like", String::as_str),
        );
        let mut push = |words: Vec<Said>, more: f32, rule: &'static str| out.push(Draft::ready(Kind::Rephrase, WEIGHT + more, rule, Some(number), words));
        let own = tokens[range.clone()].iter().any(|t| t.is_any(&["me", "my", "us", "our"]));
        if subject.len() > 1
            && own
            && let Some(words) = nobody(parsed, number)
        {
            opener.extend(words);
            push(opener, 0.6, "several who do not");
            continue;
        }
        match who_is_subject(parsed, c) {
            You::Listener => {}
            You::Absent => {
                let mut words = turn(parsed, &said_tokens(parsed, range.clone()), You::Absent);
                // "I loved you, and you threw it away"
                let before = number.checked_sub(1).filter(|b| {
                    let b = &parsed.clauses[*b];
                    b.sentence == c.sentence && b.person == Person::Me && b.verb.is_some() && !b.link.inner() && !b.link.adjunct() && !b.quoted
                });
                if let Some(version) = before.and_then(|b| clauses.fitting(b, SHORT)) {
                    words = joined(clauses.words(version), if c.link == Link::But { "but" } else { "and" }, words);
                } else if let Some(whole) = clauses.with_adjunct(number, SHORT) {
                    words = whole;
                }
                // "you said you'd call, and I waited": their side and the speaker's
                let next = parsed.clauses.iter().enumerate().skip(number + 1).find(|(_, n)| !n.link.inner());
                let own = next.filter(|(_, n)| matches!(n.link, Link::And | Link::But | Link::So) && n.person == Person::Me && n.sentence == c.sentence);
                if let Some((second, own)) = own
                    && let Some(said) = clauses.fitting(second, SHORT).map(|v| clauses.words(v))
                {
                    let joint = if own.link == Link::But { "but" } else { "and" };
                    push(joined(words.clone(), joint, said), 2.2, "somebody absent");
                }
                push(words, 0.4, "somebody absent");
            }
            You::Generic => {
                let oneself = tokens[range.clone()].iter().any(|t| t.is_any(&["yourself", "yourselves"]));
                if oneself && verb.negated && !verb.modal {
                    opener.extend(turn(parsed, &said_tokens(parsed, range), You::Absent));
                    push(opener, 0.4, "somebody absent");
                } else if (verb.negated || verb.modal)
                    && verb.tense != Tense::Past
                    && let Some(words) = clauses
                        .with_adjunct(number, SHORT)
                        .or_else(|| clauses.fitting(number, SHORT).map(|v| clauses.words(v)))
                {
                    opener.extend(words);
                    push(opener, 0.6, "people in general");
                }
            }
        }
    }
}

/// "you guys never answer me": "nobody answers you".
fn nobody(parsed: &Parsed, number: usize) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    let c = &parsed.clauses[number];
    let verb = c.verb.as_ref().filter(|v| v.tense == Tense::Present && !v.modal)?;
    let denied = verb.negated || tokens[c.range.start..verb.head].iter().any(|t| t.is("never"));
    let lemma = tokens[verb.head].lemma.filter(|_| denied && tokens[verb.head].tag == Tag::Base)?;
    let kept: Vec<usize> = said_tokens(parsed, verb.head..parsed.unit_end(number));
    let mut said = turn(parsed, &kept, You::Absent);
    said.first_mut()?.text = lemma.verb_forms()?.third.into();
    said.insert(0, Said::new("nobody", Tag::Pron));
    Some(said)
}
