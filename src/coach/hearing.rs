//! A statement and a reply to it, both understood, and what of one is in the other.

use std::collections::HashMap;
use std::ops::Range;

use super::compare::Brought;
use super::cues::CueHit;
use super::features::{self, Features, Seen};
use super::turned::turned;
use super::words::{self, Stretch, Word};
use crate::Engine;
use crate::understanding::Understanding;
use crate::words::Tag;

/// A statement, read and understood.
pub(super) struct Said {
    /// Its words as typed.
    pub words: Vec<Word>,
    /// What was said.
    pub heard: Understanding,
}

impl Said {
    /// Reads a statement.
    pub(super) fn of(engine: &Engine, statement: &str) -> Said {
        Said {
            words: words::words(statement),
            heard: engine.understand(statement),
        }
    }
}

/// A statement and a reply, read.
pub(super) struct Heard<'s> {
    /// The statement.
    pub said: &'s Said,
    /// The reply's words as typed.
    pub words: Vec<Word>,
    /// The reply's stretches.
    pub stretches: Vec<Stretch>,
    /// The reply as the engine reads it.
    pub reply: crate::understanding::Parsed,
    /// The reply in the speaker's mouth.
    pub turned: Understanding,
    /// The reply's cues.
    pub cues: Vec<CueHit>,
    /// What it brings back.
    pub brought: Brought,
}

impl<'s> Heard<'s> {
    /// Reads both.
    pub(super) fn of(engine: &Engine, said: &'s Said, reply: &str) -> Heard<'s> {
        let words = words::words(reply);
        let read = engine.reader.parse(reply);
        let brought = engine.coach.related.compare(&said.heard.parsed, &read);
        Heard {
            said,
            stretches: words::stretches(&words),
            words,
            turned: engine.understand(&turned(&read, &engine.coach.stems)),
            cues: engine.coach.cues.hear(&read),
            reply: read,
            brought,
        }
    }

    /// What the behaviour tables weigh.
    pub(super) fn features(&self, engine: &Engine) -> Features {
        let coach = &engine.coach;
        let seen = Seen {
            words: &self.words,
            stretches: &self.stretches,
            cues: self
                .cues
                .iter()
                .flat_map(|hit| {
                    let row = &coach.cues.rows[hit.row];
                    [Some(row.name.as_str()), row.fault.map(super::Fault::name)]
                })
                .flatten()
                .collect(),
            brought: &self.brought,
            said: &self.said.words,
        };
        features::features(&seen, &|word| coach.general.contains(word), &|word| coach.sounds.contains(word))
    }

    /// How many words the reply has.
    pub(super) fn word_count(&self) -> usize {
        self.words.iter().filter(|w| !w.mark && !w.text.starts_with('\'')).count()
    }

    /// How many the statement has.
    pub(super) fn said_count(&self) -> usize {
        self.said.words.iter().filter(|w| !w.mark && !w.text.starts_with('\'')).count()
    }

    /// How often the reply has one of these words.
    pub(super) fn count(&self, of: &[&str]) -> usize {
        self.words.iter().filter(|w| of.contains(&w.text.as_str())).count()
    }

    /// Whether the statement has one of these words.
    pub(super) fn said_any(&self, of: &[&str]) -> bool {
        self.said.words.iter().any(|w| of.contains(&w.text.as_str()))
    }

    /// Whether it begins with the speaker, sounds and "so" aside.
    pub(super) fn opens_with_you(&self) -> bool {
        self.words
            .iter()
            .filter(|w| !w.mark)
            .find(|w| !matches!(w.text.as_str(), "so" | "and" | "but" | "okay" | "yeah" | "well" | "then" | "oh" | "mm" | "hmm"))
            .is_some_and(|w| matches!(w.text.as_str(), "you" | "your"))
    }

    /// Which share of the words of weight in the weightiest clauses comes back.
    pub(super) fn core_covered(&self) -> f32 {
        let parsed = &self.said.heard.parsed;
        let weight = |token: usize| parsed.clause_at(token).map_or(0.0, |c| self.said.heard.focus[self.said.heard.outer(c)]);
        let most = self.brought.statement.iter().map(|(t, _)| weight(*t)).fold(f32::MIN, f32::max);
        let core: Vec<f32> = self
            .brought
            .statement
            .iter()
            .filter(|(t, _)| weight(*t) >= most - 0.5)
            .map(|(_, tie)| *tie)
            .collect();
        if core.is_empty() { 0.0 } else { core.iter().sum::<f32>() / core.len() as f32 }
    }

    /// Whether the engine hears the same situation in both.
    pub(super) fn same_situation(&self) -> bool {
        self.said.heard.frames.iter().any(|a| self.turned.frames.iter().any(|b| a.row == b.row))
    }

    /// Where the reply says what the statement denies, or denies what it says: the token of the reply.
    pub(super) fn denial_differs(&self, engine: &Engine) -> Option<usize> {
        let denials = |parsed: &crate::understanding::Parsed| -> HashMap<String, Vec<(bool, usize)>> {
            let tokens = parsed.tokens();
            let mut found: HashMap<String, Vec<(bool, usize)>> = HashMap::new();
            for clause in &parsed.clauses {
                let Some(verb) = &clause.verb else { continue };
                let head = &tokens[verb.head];
                // "I'm not happy": the denial is of what follows the copula
                let at = if head.lemma_text() == "be" {
                    (verb.head + 1..clause.range.end).find(|i| tokens[*i].tag == Tag::Adj).unwrap_or(verb.head)
                } else {
                    verb.head
                };
                // "I've never slept better", "not this happy since": more than ever, and no denial
                let ever = clause.negated(tokens)
                    && tokens[clause.range.clone()]
                        .iter()
                        .any(|t| t.is_any(&["better", "more", "so", "this", "worse", "such", "than"]));
                if ever || clause.asks || clause.link.adjunct() || clause.link.inner() || !engine.coach.related.weighty(&tokens[at]) {
                    continue;
                }
                found.entry(tokens[at].lemma_text().to_owned()).or_default().push((clause.negated(tokens), at));
            }
            found
        };
        let said = denials(&self.said.heard.parsed);
        let given = denials(&self.reply);
        given.iter().find_map(|(lemma, uses)| {
            let before = said.get(lemma)?;
            let (denied, at) = uses.first()?;
            (before.iter().all(|(d, _)| d != denied) && uses.iter().all(|(d, _)| d == denied)).then_some(*at)
        })
    }

    /// The characters of tokens of the reply.
    pub(super) fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let words = self.reply.tokens().get(tokens).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.0 as usize..last.span.1 as usize,
            _ => 0..0,
        }
    }

    /// Whether these characters hold a listener's sounds and nothing else.
    pub(super) fn sounds_alone(&self, engine: &Engine, span: &Range<usize>) -> bool {
        self.words
            .iter()
            .filter(|w| span.contains(&w.span.start))
            .all(|w| w.mark || engine.coach.sounds.contains(&w.text))
    }

    /// Whether the reply is a listener's sounds and nothing else.
    pub(super) fn all_sounds(&self, engine: &Engine) -> bool {
        self.words.iter().all(|w| w.mark || engine.coach.sounds.contains(&w.text))
    }

    /// Whether it ends in what is a statement but for its question mark ("So you left?").
    pub(super) fn told_as_question(&self) -> bool {
        let Some(last) = self.stretches.last().filter(|s| s.asked) else {
            return false;
        };
        let mut words = self.words[last.words.clone()].iter().filter(|w| !w.mark).map(|w| w.text.as_str());
        let first = words.find(|w| {
            !matches!(
                *w,
                "so" | "and" | "but" | "okay" | "yeah" | "well" | "then" | "right" | "mm" | "hmm" | "um" | "oh"
            )
        });
        let tag = self.words[last.words.clone()].iter().rfind(|w| !w.mark).is_some_and(|w| w.text == "right");
        !tag && first.is_some_and(|w| matches!(w, "you" | "your" | "it" | "that" | "there" | "he" | "she" | "they" | "this" | "because"))
    }

    /// Whether the statement ends in a question, which the reply may answer.
    pub(super) fn asked(&self) -> bool {
        self.said.words.last().is_some_and(|w| w.text == "?")
    }

    /// Whether the statement asks for advice.
    pub(super) fn advice_asked(&self) -> bool {
        let said: Vec<&str> = self.said.words.iter().map(|w| w.text.as_str()).collect();
        let asks = said.contains(&"?");
        let pair = |a: &str, b: &str| said.windows(2).any(|w| w[0] == a && w[1] == b);
        asks && (pair("should", "i") || pair("can", "i") || pair("do", "i") || pair("could", "i")) || said.contains(&"advice") || said.contains(&"suggestions")
    }
}
