//! Questions read: what is asked, with the verb put back behind its subject.

use std::ops::Range;

use super::voice::{Said, You, turn};
use crate::statement::Token;
use crate::understanding::phrase::{joined_noun_phrase, noun_phrase};
use crate::understanding::{Clause, Parsed};
use crate::words::Tag;

/// A question, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The question word and what belongs to it ("how much exercise"); empty where yes or no is asked.
    pub wh: Range<usize>,
    /// The auxiliary before the subject, where the order is a question's.
    pub verb: Option<usize>,
    /// "not" between auxiliary and subject.
    pub not: bool,
    /// The subject; empty where the question word is the subject, or the order is a statement's.
    pub subject: Range<usize>,
    /// What comes after.
    pub rest: Range<usize>,
}

fn auxiliary(token: &Token) -> bool {
    matches!(token.tag, Tag::Modal | Tag::Do | Tag::Be | Tag::Have)
}

impl Asked {
    /// Reads the question in a range of tokens.
    pub fn read(parsed: &Parsed, range: Range<usize>) -> Option<Asked> {
        let tokens = parsed.tokens();
        let mut at = range.start;
        while at < range.end && (tokens[at].is_mark() || tokens[at].tag == Tag::Interj || tokens[at].is_any(&["so", "and", "but", "or", "then"])) {
            at += 1;
        }
        if at >= range.end {
            return None;
        }
        let opened = at;
        let mut wh = at..at;
        if tokens[at].tag == Tag::Wh || tokens[at].is_any(&["when", "how", "why"]) {
            at += 1;
            // "how much exercise should", "what kind of job is", "how long"
            let verb = (at..range.end)
                .find(|i| auxiliary(&tokens[*i]) && i + 1 < range.end)
                .or_else(|| (at..range.end).find(|i| matches!(tokens[*i].tag, Tag::Third | Tag::Past | Tag::Base | Tag::PronSub | Tag::To)))
                .unwrap_or(range.end);
            wh = opened..verb;
            at = verb;
        }
        let plain = |at: usize| Asked {
            wh: wh.clone(),
            verb: None,
            not: false,
            subject: at..at,
            rest: at..range.end,
        };
        if at >= range.end || !auxiliary(&tokens[at]) {
            return Some(plain(at));
        }
        let not = tokens.get(at + 1).is_some_and(|t| t.tag == Tag::Not);
        let mut start = at + 1 + usize::from(not);
        while start < range.end && tokens[start].tag == Tag::Adv && !tokens[start].is_any(&["there", "here"]) {
            start += 1;
        }
        let end = joined_noun_phrase(tokens, start).or_else(|| noun_phrase(tokens, start)).or_else(|| {
            tokens
                .get(start)
                .filter(|t| t.tag == Tag::There || t.tag == Tag::Ing && wh.is_empty() || t.is_any(&["there", "that", "this"]))
                .map(|_| start + 1)
        });
        match end.filter(|end| *end <= range.end && start < range.end) {
            Some(end) => Some(Asked {
                wh,
                verb: Some(at),
                not,
                subject: start..end,
                rest: end..range.end,
            }),
            // "who is always late": the question word is the subject
            None if !wh.is_empty() => Some(plain(at)),
            None => None,
        }
    }

    /// What is asked in the order of a statement, turned round: "everyone leaves you"; the question word is left out.
    pub fn statement(&self, parsed: &Parsed, you: You) -> Option<Vec<Said>> {
        let tokens = parsed.tokens();
        let rest: Vec<usize> = spoken(parsed, self.rest.clone());
        let Some(at) = self.verb else {
            return (!rest.is_empty()).then(|| turn(parsed, &rest, you));
        };
        let verb = &tokens[at];
        let (listener, me) = (tokens[self.subject.start].is("you"), tokens[self.subject.start].is_any(&["i", "we"]));
        let mut words = match (listener, you) {
            (true, You::Listener) => vec![Said {
                own: true,
                ..Said::new("I", Tag::PronSub)
            }],
            (true, You::Absent) => vec![Said::new("they", Tag::PronSub)],
            _ => turn(parsed, &self.subject.clone().collect::<Vec<_>>(), you),
        };
        let mut said = turn(parsed, &rest, you);
        if verb.tag == Tag::Do {
            let base = |i: &usize| tokens[*i].form.and_then(|f| f.readings().find(|r| r.tag == Tag::Base)).map(|r| r.lemma);
            let main = rest
                .iter()
                .position(|i| matches!(tokens[*i].tag, Tag::Base | Tag::Have | Tag::Do | Tag::Be))
                .or_else(|| rest.iter().position(|i| base(i).is_some()))?;
            if self.not {
                words.push(Said::new(&verb.word, Tag::Do));
                words.push(Said::new("not", Tag::Not));
            } else if let Some(forms) = base(&rest[main]).or(tokens[rest[main]].lemma).and_then(|l| l.verb_forms()) {
                said[main].tag = Tag::Base;
                match verb.word.as_str() {
                    "did" => said[main].text = forms.past.into(),
                    "does" => said[main].text = forms.third.into(),
                    _ => {}
                }
            } else {
                return None;
            }
            words.extend(said);
            return Some(words);
        }
        let text = match verb.word.as_str() {
            "am" => "are",
            "was" if me => "were",
            "are" if listener && you == You::Listener => "am",
            "were" if listener && you == You::Listener => "was",
            word => word,
        };
        words.push(Said {
            auxiliary: !rest.is_empty(),
            ..Said::new(text, verb.tag)
        });
        if self.not {
            words.push(Said::new("not", Tag::Not));
        }
        words.extend(said);
        Some(words)
    }

    /// The question word turned round; "whether" where there is none.
    pub fn opening(&self, parsed: &Parsed) -> Vec<Said> {
        if self.wh.is_empty() {
            vec![Said::plain("whether")]
        } else {
            turn(parsed, &self.wh.clone().collect::<Vec<_>>(), You::Listener)
        }
    }

    /// The question as it is reported: "how much exercise you should do".
    pub fn reported(&self, parsed: &Parsed, clause: Option<&Clause>) -> Option<Vec<Said>> {
        let tokens = parsed.tokens();
        if self.rest.is_empty() && self.verb.is_none() {
            // "what kind of health problems": no verb was said
            return (self.wh.len() > 1).then(|| self.opening(parsed));
        }
        if self.verb.is_none() {
            // "who left me", "so i should talk to him": already in order
            let finite = clause.is_some_and(|c| c.verb.is_some() && !c.elided);
            if self.wh.is_empty() && !finite {
                return None;
            }
        }
        // "what are some things that help": the subject is what is asked about
        let about = self.verb.is_some_and(|v| tokens[v].tag == Tag::Be)
            && !self.wh.is_empty()
            && tokens
                .get(self.rest.start)
                .is_some_and(|t| !self.rest.is_empty() && (t.tag == Tag::Wh || t.is("that") || t.tag == Tag::To));
        if about {
            let all: Vec<usize> = spoken(parsed, self.subject.start..self.rest.end);
            let mut words = vec![Said::plain("about")];
            words.extend(turn(parsed, &all, You::Listener));
            return Some(words);
        }
        let mut words = self.opening(parsed);
        words.extend(self.statement(parsed, You::Listener)?);
        Some(words)
    }
}

/// The tokens of a range that are said back.
pub fn spoken(parsed: &Parsed, range: Range<usize>) -> Vec<usize> {
    let idle = |i: &usize| !parsed.tokens()[*i].is_any(&["please", "then", "anyway", "exactly"]);
    super::compress::said_tokens(parsed, range).into_iter().filter(idle).collect()
}

/// "do you think i should …", "you think …": the tokens of the thought that is asked for.
pub fn thought(parsed: &Parsed, range: &Range<usize>) -> Option<Range<usize>> {
    let tokens = parsed.tokens();
    let think = (range.start + 1..range.end.min(range.start + 5)).find(|i| tokens[*i].is_any(&["think", "believe"]) && tokens[*i - 1].is("you"))?;
    if tokens[range.start].tag == Tag::Wh {
        return None;
    }
    let start = think + 1 + usize::from(tokens.get(think + 1).is_some_and(|t| t.is("that") && t.tag != Tag::Pron));
    let opens = tokens.get(start).is_some_and(|t| {
        matches!(
            t.tag,
            Tag::PronSub | Tag::Pron | Tag::Det | Tag::Poss | Tag::Noun | Tag::Plural | Tag::Name | Tag::There | Tag::Wh | Tag::Num | Tag::Ing | Tag::Adj
        )
    });
    (start + 1 < range.end && opens).then_some(start..range.end)
}
