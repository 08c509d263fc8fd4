//! The person shift: the speaker's words turned round to the listener's side, with the verb made to agree.

use std::ops::Range;

use compact_str::CompactString;

use crate::statement::{Kind, Token};
use crate::understanding::phrase::Tense;
use crate::understanding::{Clause, EVERYBODYS, Link, Parsed, Person};
use crate::words::{Form, Tag, form_of, lower};

/// A word of a reflection.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The word as it is shown, but for the capital of a sentence's start.
    pub text: CompactString,
    /// What it does; `Edge` for a mark.
    pub tag: Tag,
    /// Whether it is an auxiliary with its verb after it: only then "have" is shortened.
    pub auxiliary: bool,
    /// Whether it stands in a relative clause, whose object may be before it: "a job you interviewed for".
    pub relative: bool,
    /// Whether it is the listener's own "I", "me" or "my".
    pub own: bool,
}

impl Said {
    /// A word with its tag.
    pub fn new(text: &str, tag: Tag) -> Said {
        Said {
            text: text.into(),
            tag,
            auxiliary: false,
            relative: false,
            own: false,
        }
    }

    /// A word of a template.
    pub fn plain(text: &str) -> Said {
        let mark = text.chars().all(|c| c.is_ascii_punctuation() || c == '\u{2014}');
        let tag = if mark {
            Tag::Edge
        } else {
            form_of(text).and_then(|f| f.readings().next()).map_or(Tag::Noun, |r| r.tag)
        };
        Said::new(text, tag)
    }
}

/// Who "you" is in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum You {
    /// People in general: it stays.
    Generic,
    /// The listener: it becomes "I" and "me".
    Listener,
    /// Somebody who is spoken to and is not here ("you said you'd call me"): it becomes "they" and "them", never the listener.
    Absent,
}

/// What people do to those they are close to. Said of "you", it is said to somebody who is not here.
const BONDS: [&str; 26] = [
    "love", "miss", "leave", "lie", "cheat", "promise", "marry", "hate", "forgive", "abandon", "betray", "raise", "hurt", "break", "deserve", "date", "kiss",
    "dump", "ghost", "call", "text", "ignore", "steal", "ruin", "destroy", "respect",
];

/// Who "you" is here: the listener where the speaker stands beside it in the same sentence, else anybody. Several, and somebody to whom
/// things were done that no listener does, are absent.
pub fn who_is_you(parsed: &Parsed, range: &Range<usize>) -> You {
    let Some(sentence) = parsed.statement.sentences.iter().find(|s| s.range.contains(&range.start)) else {
        return You::Generic;
    };
    let tokens = &parsed.tokens()[sentence.range.clone()];
    let mut beside = false;
    let mut absent = false;
    for (i, token) in tokens.iter().enumerate() {
        beside |= token.is_any(&["i", "me", "my", "myself"]);
        if !token.is("you") {
            continue;
        }
        let several = tokens.get(i + 1).is_some_and(|t| t.is_any(&["guys", "two", "both", "all", "people"]))
            || tokens[..i].iter().rev().take(2).any(|t| t.is_any(&["both", "all"]));
        let never = tokens[i + 1..].iter().take(2).any(|t| t.is("never"));
        absent |= several || never && !tokens[i + 1..].iter().take(3).any(|t| t.is_any(&["know", "get", "really"])) || bound(tokens, i);
    }
    match (beside, absent) {
        (true, true) => You::Absent,
        (true, false) => You::Listener,
        _ => You::Generic,
    }
}

/// Whether the "you" at `i` does to the speaker, or has done to it by the speaker, what only people close to one another do.
fn bound(tokens: &[Token], i: usize) -> bool {
    let bond = |t: &Token| t.tag != Tag::Noun && BONDS.contains(&t.lemma_text());
    let between = |t: &&Token| !t.is_mark() && !matches!(t.tag, Tag::PronSub | Tag::Conj);
    let after = tokens[i + 1..].iter().take(5).take_while(between).position(bond);
    let done_to_me = after.is_some_and(|n| {
        tokens[i + 2 + n..]
            .iter()
            .take(4)
            .take_while(between)
            .any(|t| t.is_any(&["me", "my", "us", "our", "myself"]))
    });
    let doer = tokens[..i].iter().rev().take(5).position(|t| t.is("i"));
    let done_to_you = doer.is_some_and(|n| {
        n > 0 && (bond(&tokens[i - 1]) || tokens[i - 1].lemma_text() == "give") && !tokens[i - n..i - 1].iter().any(|t| t.is_mark() || t.is("would"))
    });
    let promised = tokens[i + 1..].iter().take(2).any(|t| t.is_any(&["said", "promised", "swore"]))
        && tokens[i + 2..].iter().take(4).any(|t| t.is_any(&["would", "will", "were", "never"]));
    let reminded = i > 2 && tokens[i - 1].is("of") && tokens[i - 2].is("me") && tokens[i - 3].lemma_text() == "remind";
    done_to_me || done_to_you || promised || reminded
}

/// What people do in a talk: beside "you" it is the listener who does it, or to whom it is done.
const TALKING: [&str; 27] = [
    "say",
    "mean",
    "tell",
    "ask",
    "suggest",
    "mention",
    "recommend",
    "understand",
    "help",
    "give",
    "listen",
    "answer",
    "reply",
    "write",
    "explain",
    "read",
    "advise",
    "agree",
    "thank",
    "show",
    "chat",
    "talk",
    "speak",
    "send",
    "see",
    "want",
    "mind",
];

/// What a listener gives, and what one wishes a listener: "your advice", "your day".
const LISTENERS: [&str; 46] = [
    "help",
    "advice",
    "time",
    "support",
    "question",
    "answer",
    "opinion",
    "suggestion",
    "idea",
    "kindness",
    "word",
    "point",
    "concern",
    "office",
    "listening",
    "patience",
    "understanding",
    "name",
    "work",
    "study",
    "day",
    "night",
    "evening",
    "week",
    "weekend",
    "schooling",
    "friendship",
    "company",
    "response",
    "message",
    "confidence",
    "attention",
    "service",
    "waiting",
    "program",
    "view",
    "experience",
    "insight",
    "feedback",
    "input",
    "kind",
    "business",
    "money",
    "mum",
    "mom",
    "family",
];

/// Whether the "you" or "your" at `i` is people in general though the speaker stands in the same sentence: "I feel like you can't win when
/// you're ill", "I know it's bad for your health".
fn in_general(parsed: &Parsed, i: usize) -> bool {
    let Some(clause) = parsed.clause_at(i).map(|c| &parsed.clauses[c]) else {
        return false;
    };
    let tokens = parsed.tokens();
    let token = &tokens[i];
    let next = |n: usize| tokens.get(i + n);
    if token.is("your") && next(1).is_some_and(|t| EVERYBODYS.contains(&t.lemma_text())) && clause.person != Person::Me {
        return true;
    }
    if clause.asks || tokens[clause.range.clone()].iter().any(|t| t.is_any(&["i", "me", "my", "us", "our", "we"])) {
        return false;
    }
    // "I hope you have a good day", "let me know if you have any idea": said to the listener
    let start = parsed.statement.sentences.iter().find(|s| s.range.contains(&i)).map_or(0, |s| s.range.start);
    let spoken_to = tokens[start..i].iter().any(|t| {
        t.is_any(&["please", "glad", "sorry", "grateful", "thankful", "thanks"])
            || matches!(t.lemma_text(), "wonder" | "appreciate" | "thank" | "hope" | "wish")
    }) || tokens[start..i].windows(2).any(|w| w[0].is("me") && w[1].is("know"));
    if spoken_to {
        return false;
    }
    if token.is_any(&["your", "yours", "yourself", "yourselves"]) {
        let listeners = next(1).is_some_and(|t| LISTENERS.contains(&t.lemma_text())) || next(2).is_some_and(|t| LISTENERS.contains(&t.lemma_text()));
        return match clause.person {
            Person::You => clause.subject.clone().is_some_and(|s| s.start != i && in_general(parsed, s.start)),
            Person::Other => !listeners && clause.subject.as_ref().is_none_or(|s| !s.contains(&i)),
            _ => false,
        };
    }
    let head = clause.verb.as_ref().map(|v| &tokens[v.head]);
    if head.is_some_and(|t| TALKING.contains(&t.lemma_text())) {
        return false;
    }
    if clause.subject.as_ref().is_some_and(|s| s.contains(&i)) {
        let modal = clause.verb.as_ref().is_some_and(|v| tokens[v.range.start].is_any(&["can", "must"]));
        let framed = |c: &Clause| matches!(c.link, Link::If | Link::When) || tokens[c.connector.clone()].iter().any(|t| t.is("like"));
        let framed = framed(clause)
            || i > 0 && tokens[i - 1].is_any(&["like", "how", "when", "if"])
            || parsed
                .clauses
                .iter()
                .any(|c| c.sentence == clause.sentence && c.person == Person::You && framed(c));
        return modal || framed && clause.tense() == Tense::Present;
    }
    // "it's not good for you", "they're always there for you", "it makes you think"
    let before = |n: usize| i.checked_sub(n).map(|b| &tokens[b]);
    let good = before(2).is_some_and(|t| t.is_any(&["good", "bad", "better", "best", "worse", "healthy", "unhealthy", "harmful", "there"]))
        && before(1).is_some_and(|t| t.is("for"));
    let done = before(1).is_some_and(|t| matches!(t.tag, Tag::Base | Tag::Third | Tag::Ing)) && clause.tense() == Tense::Present;
    clause.person == Person::Other && (good || done)
}

/// Who "you" is as the subject of a clause.
pub fn who_is_subject(parsed: &Parsed, clause: &Clause) -> You {
    let general = clause.person == Person::You && clause.subject.as_ref().is_some_and(|s| in_general(parsed, s.start));
    if general { You::Generic } else { who_is_you(parsed, &clause.range) }
}

/// A whole text turned round.
pub fn all(parsed: &Parsed) -> Vec<Said> {
    let indices: Vec<usize> = (0..parsed.tokens().len()).collect();
    turn(parsed, &indices, You::Generic)
}

/// Turns these tokens round.
pub fn turn(parsed: &Parsed, indices: &[usize], you: You) -> Vec<Said> {
    let tokens = parsed.tokens();
    let mut out: Vec<Said> = Vec::with_capacity(indices.len());
    let ordered = you_first(parsed, indices);
    for (n, &i) in ordered.iter().enumerate() {
        let token = &tokens[i];
        if let Kind::Mark(mark) = token.kind {
            if mark != '"' {
                out.push(Said::new(mark.encode_utf8(&mut [0; 4]), Tag::Edge));
            }
            continue;
        }
        let clause = parsed.clause_at(i).map(|c| &parsed.clauses[c]);
        let person = clause.map_or(Person::None, |c| c.person);
        let in_verb = clause.and_then(|c| c.verb.as_ref()).is_some_and(|v| v.range.contains(&i));
        // an auxiliary has its verb after it in the same group
        let auxiliary = clause.and_then(|c| c.verb.as_ref()).is_some_and(|v| v.range.contains(&i) && i < v.head);
        let subject_i = i > 0 && tokens[i - 1].is("i");
        // the verb goes with its subject
        let whose = clause
            .filter(|c| in_verb && c.person == Person::You)
            .and_then(|c| c.subject.as_ref().map(|s| s.start));
        let whose = whose.or_else(|| token.is_any(&["you", "your", "yours", "yourself"]).then_some(i));
        let general = you == You::Listener && whose.is_some_and(|i| in_general(parsed, i));
        let you = if general { You::Generic } else { you };
        if you == You::Absent && i > 0 && tokens[i - 1].is("you") && token.is_any(&["guys", "all", "people"]) {
            continue;
        }
        let text: &str = match token.word.as_str() {
            "i" | "me" | "we" | "us" => "you",
            "my" | "our" => "your",
            "mine" | "ours" => "yours",
            "myself" => "yourself",
            "ourselves" => "yourselves",
            "am" => "are",
            "was"
                if subject_i
                    || (in_verb && matches!(person, Person::Me | Person::Us))
                    || (clause.is_some_and(|c| c.subject.is_none() && in_verb && !c.link.inner()) && person == Person::None) =>
            {
                "were"
            }
            "you" if you == You::Listener => {
                if token_is_subject(parsed, i) {
                    "I"
                } else {
                    "me"
                }
            }
            "you" if you == You::Absent => {
                if token_is_subject(parsed, i) {
                    "they"
                } else {
                    "them"
                }
            }
            "your" if you == You::Absent => "their",
            "yours" if you == You::Absent => "theirs",
            "yourself" | "yourselves" if you == You::Absent => "themselves",
            "your" if you == You::Listener => "my",
            "yours" if you == You::Listener => "mine",
            "yourself" if you == You::Listener => "myself",
            "are" if you == You::Listener && person == Person::You && in_verb => "am",
            "were" if you == You::Listener && person == Person::You && in_verb => "was",
            word => word,
        };
        let own = you == You::Listener && token.is_any(&["you", "your", "yours", "yourself"]);
        let mut text = CompactString::from(text);
        if (token.capital && token.tag == Tag::Name) || proper(token.form) {
            capitalise(&mut text);
        }
        let relative = clause.is_some_and(|c| c.link == Link::Relative);
        out.push(Said {
            text,
            tag: token.tag,
            auxiliary,
            relative,
            own,
        });
        // "a" and "an" after a word between was dropped
        if n > 0 && out.len() > 1 {
            let last = out.len() - 1;
            article(&mut out, last);
        }
    }
    out
}

/// "my friends and I" becomes "you and your friends".
fn you_first(parsed: &Parsed, indices: &[usize]) -> Vec<usize> {
    let tokens = parsed.tokens();
    let mut ordered = indices.to_vec();
    let Some(&first) = indices.first() else { return ordered };
    let Some(subject) = parsed.clause_at(first).and_then(|c| parsed.clauses[c].subject.clone()) else {
        return ordered;
    };
    let ends = subject.len() > 2 && tokens[subject.end - 1].is_any(&["i", "me"]) && tokens[subject.end - 2].is("and");
    let Some(at) = indices.iter().position(|i| *i == subject.start).filter(|_| ends) else {
        return ordered;
    };
    let len = subject.len();
    if indices.len() >= at + len && indices[at..at + len].iter().zip(subject.clone()).all(|(a, b)| *a == b) {
        let mut turned = vec![subject.end - 1, subject.end - 2];
        turned.extend(subject.start..subject.end - 2);
        ordered.splice(at..at + len, turned);
    }
    ordered
}

/// Puts a pronoun that stands alone into the form of a subject or of an object: "she" and "her". Other words stay as they are.
pub fn in_form(word: &mut Said, tag: Tag) {
    const FORMS: [(&str, &str); 4] = [("he", "him"), ("she", "her"), ("they", "them"), ("I", "me")];
    if let Some((subject, object)) = FORMS.iter().find(|(subject, object)| word.text == *subject || word.text == *object) {
        *word = Said {
            own: word.own,
            ..Said::new(if tag == Tag::PronSub { subject } else { object }, tag)
        };
    }
}

fn token_is_subject(parsed: &Parsed, i: usize) -> bool {
    // "how did it make you feel"
    let caused = i > 0 && matches!(parsed.tokens()[i - 1].lemma_text(), "make" | "let" | "help");
    // "his cheating, as you call it": no clause of its own, but its subject
    let acts = i > 0
        && parsed.tokens()[i - 1].is_any(&["as", "than", "that", "when", "what", "how", "why", "because", "if"])
        && parsed
            .tokens()
            .get(i + 1)
            .is_some_and(|t| matches!(t.tag, Tag::Base | Tag::Past | Tag::Modal | Tag::Do | Tag::Have | Tag::Be));
    acts || !caused && parsed.clauses.iter().any(|c| c.subject.clone().is_some_and(|s| s.contains(&i)))
}

/// Days and months are written with a capital even where they were typed without.
fn proper(form: Option<Form>) -> bool {
    form.is_some_and(|f| {
        let text = f.text();
        matches!(
            text.strip_suffix('s').filter(|day| day.ends_with("day")).unwrap_or(text),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "january"
                | "february"
                | "april"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "christmas"
                | "halloween"
                | "thanksgiving"
                | "easter"
                | "english"
                | "god"
                | "america"
                | "american"
                | "covid"
        )
    })
}

/// Gives a word a capital.
pub fn capitalise(text: &mut CompactString) {
    let mut chars = text.chars();
    if let Some(first) = chars.next() {
        let rest: CompactString = chars.collect();
        *text = first.to_uppercase().collect();
        text.push_str(&rest);
    }
}

fn article(out: &mut [Said], at: usize) {
    let lower = lower(&out[at].text);
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u', '8']) && !["uni", "use", "usu", "eu", "one"].iter().any(|s| lower.starts_with(s))
        || ["hour", "hon", "unin", "unim"].iter().any(|s| lower.starts_with(s))
        || matches!(lower.as_str(), "11" | "18" | "11th" | "18th");
    let phrase = matches!(
        out[at].tag,
        Tag::Noun | Tag::Plural | Tag::Adj | Tag::Adv | Tag::Num | Tag::Name | Tag::Part | Tag::Ing
    );
    let before = &mut out[at - 1];
    if !phrase || before.tag != Tag::Det {
        return;
    }
    if before.text == "a" && vowel {
        before.text = "an".into();
    } else if before.text == "an" && !vowel {
        before.text = "a".into();
    }
}
