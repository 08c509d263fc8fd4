//! # What it does
//! A fear put as a condition: "If I tell him, he'll leave me." – "You're afraid he'll leave you if you tell him." "What if he dates someone
//! else?" – "You're worried he might date someone else."
//!
//! # When
//! "What if" with anything but something plainly good; a condition whose outcome will be bad for the speaker.
//!
//! # Example
//! "If I fail, my parents will kill me." – "You're afraid your parents will kill you if you fail."

use super::{Clauses, Draft, Drafts, SHORT};
use crate::Engine;
use crate::reflection::asked::spoken;
use crate::reflection::voice::{Said, You, turn, who_is_you};
use crate::reflection::{Kind, pick, template};
use crate::understanding::phrase::Tense;
use crate::understanding::{Link, Parsed, Person};
use crate::words::Tag;

/// What one fears that others will do or that will come.
const THREATS: [&str; 40] = [
    "leave",
    "hate",
    "kill",
    "fire",
    "hurt",
    "judge",
    "laugh",
    "reject",
    "abandon",
    "die",
    "mad",
    "angry",
    "upset",
    "disappointed",
    "furious",
    "worse",
    "disown",
    "dump",
    "divorce",
    "break",
    "ruin",
    "punish",
    "yell",
    "scream",
    "fail",
    "lose",
    "collapse",
    "never",
    "alone",
    "expel",
    "sue",
    "evict",
    "report",
    "freak",
    "blame",
    "over",
    "homeless",
    "regret",
    "resent",
    "cheat",
];
/// What one wishes for.
const GOOD: [&str; 16] = [
    "better", "happy", "love", "chance", "luck", "good", "great", "win", "succeed", "right", "fun", "works", "work", "enjoy", "like", "change",
];

/// Proposes each fear that is put so.
pub(crate) fn propose<'h>(engine: &'h Engine, clauses: &'h Clauses<'h>, seed: u64, out: &mut Drafts<'h>) {
    let heard = clauses.heard;
    let parsed = &heard.parsed;
    for number in 0..parsed.clauses.len() {
        let c = &parsed.clauses[number];
        if c.quoted || c.verb.is_none() {
            continue;
        }
        let opener = |list: &[String]| {
            let mut words = Vec::new();
            template::plain(&mut words, pick(list, seed, number).map_or("You're afraid", String::as_str));
            words
        };
        if let Some((words, good)) = what_if(parsed, number) {
            let rows = &engine.kinds.rhetorical;
            let mut said = opener(if good { &rows.hoped } else { &rows.worried });
            said.extend(words);
            out.push(Draft::ready(Kind::FeelingReason, 3.2, "what if", Some(number), said));
        } else if let Some(words) = threat(clauses, number) {
            let mut said = opener(&engine.kinds.rhetorical.afraid);
            said.extend(words);
            let weight = heard.focus[number].max(0.0) + 1.6;
            out.push(Draft::ready(Kind::FeelingReason, weight, "threat in a condition", Some(number), said));
        }
    }
}

/// What "what if" fears, as what might be; and whether it is something good.
fn what_if(parsed: &Parsed, number: usize) -> Option<(Vec<Said>, bool)> {
    let tokens = parsed.tokens();
    let c = &parsed.clauses[number];
    let opens = |at: usize| at >= 2 && tokens[at - 1].is("if") && tokens[at - 2].is("what");
    let start = c.range.start;
    let from = if opens(start) {
        start
    } else if tokens.get(start).is_some_and(|t| t.is("if")) && opens(start + 1) {
        start + 1
    } else if tokens[start].is("what") && tokens.get(start + 1).is_some_and(|t| t.is("if")) {
        start + 2
    } else {
        return None;
    };
    let verb = c.verb.as_ref().filter(|v| v.range.start >= from)?;
    let kept = spoken(parsed, from..parsed.unit_end(number));
    let good = !verb.negated
        && kept.iter().any(|i| tokens[*i].is_any(&GOOD))
        && !kept.iter().any(|i| tokens[*i].is_any(&["never", "else", "nobody", "without", "not"]));
    let you = who_is_you(parsed, &(from..c.range.end));
    let mut said = turn(parsed, &kept, if you == You::Listener { You::Absent } else { you });
    let at = kept.iter().position(|i| *i == verb.range.start)?;
    // "I never meet": "might never meet"
    let before = kept[..at].iter().rev().take_while(|i| matches!(tokens[**i].tag, Tag::Adv | Tag::Not)).count();
    let first = &tokens[verb.range.start];
    let base = |at: usize| tokens[at].lemma.map(|l| l.text());
    match first.tag {
        Tag::Modal if matches!(first.word.as_str(), "will" | "would") => said[at].text = "might".into(),
        Tag::Modal => {}
        // "what if I had stayed": gone by, and wondered about
        Tag::Have if first.is("had") => return None,
        Tag::Do => said[at] = Said::new("might", Tag::Modal),
        Tag::Past if c.person == Person::Me => {
            let participle = tokens[verb.head].lemma?.verb_forms()?.participle;
            said[at] = Said::new(participle, Tag::Part);
            said.splice(
                at..at,
                [
                    Said::new("might", Tag::Modal),
                    Said {
                        auxiliary: true,
                        ..Said::new("have", Tag::Have)
                    },
                ],
            );
        }
        _ => {
            said[at] = Said::new(base(verb.range.start)?, Tag::Base);
            said.insert(at - before, Said::new("might", Tag::Modal));
        }
    }
    Some((said, good))
}

/// "he will leave me if I tell him", the outcome first.
fn threat(clauses: &Clauses<'_>, number: usize) -> Option<Vec<Said>> {
    let parsed = &clauses.heard.parsed;
    let tokens = parsed.tokens();
    let c = &parsed.clauses[number];
    let verb = c.verb.as_ref()?;
    if c.link.inner() || c.link.adjunct() || c.asks || c.person == Person::You {
        return None;
    }
    let words = c.range.start..parsed.unit_end(number);
    let going = tokens[verb.range.clone()].windows(1).any(|t| t[0].is("going"));
    let open = verb.tense == Tense::Open && tokens[verb.range.start].is_any(&["will", "would", "might", "could"]) || going;
    if !open {
        return None;
    }
    let bad = words.clone().any(|i| tokens[i].is_any(&THREATS) || THREATS.contains(&tokens[i].lemma_text()));
    // what the speaker will do is a threat only where it is suffered
    let suffered = match c.person {
        Person::Me | Person::Us => words.clone().any(|i| {
            tokens[i]
                .lemma
                .is_some_and(|l| ["lose", "fail", "die", "alone", "regret", "never", "break", "homeless"].contains(&l.text()))
                || tokens[i].is("never")
        }),
        _ => true,
    };
    // "he would have left me": it did not come to it
    let past = verb.perfect || tokens[verb.range.clone()].iter().any(|t| t.is("have"));
    if past || !bad || !suffered || verb.negated && !words.clone().any(|i| tokens[i].is("never")) {
        return None;
    }
    let side = parsed.clauses.iter().enumerate().find(|(n, o)| {
        o.link == Link::If
            && o.sentence == c.sentence
            && !o.quoted
            && o.verb.is_some()
            && (o.parent == Some(number) || *n + 1 == number || (o.parent.is_none() && *n < number))
    });
    let (side, _) = side?;
    let mut said = clauses.words(clauses.fitting(number, SHORT + 2)?);
    said.push(Said::new("if", Tag::Sub));
    said.extend(clauses.words(clauses.fitting(side, SHORT)?));
    Some(said)
}
