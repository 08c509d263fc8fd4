//! A statement and a reply to it, both understood, and what of one is in the other.

use std::collections::HashMap;
use std::ops::Range;

use super::compare::Brought;
use super::cues::CueHit;
use super::features::{self, Features, Seen};
use super::turned::turned;
use super::words::{self, Stretch, Word};
use crate::Engine;
use crate::understanding::{FeelingHit, Holder, How, Person, Understanding};
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

/// The speaker's feelings against those that the reply names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Felt {
    /// The statement's weightiest feeling: its family, word and strength.
    pub said: Option<(usize, String, u8)>,
    /// Whether it was named in plain words, so that leaving it out is a loss.
    pub plain: bool,
    /// The feelings in the reply: family, word, strength and the tokens of the turned reply.
    pub voiced: Vec<(usize, String, u8)>,
    /// One is of the same family as one said.
    pub same: bool,
    /// One is near one said.
    pub near: bool,
    /// One is of the opposite valence and none is the same or near.
    pub contrary: bool,
    /// There are feelings in the reply, and none in the statement.
    pub new: bool,
    /// The reply names a feeling in a word for the one who feels it ("you're angry").
    pub named_plainly: bool,
    /// A word for one said comes back, whoever or whatever feels it ("it hurts").
    pub echoed: bool,
}

impl Felt {
    /// Whether a plainly named feeling is left out, and no other stands for it.
    pub(super) fn missed(&self) -> bool {
        self.plain && self.voiced.is_empty() && !self.echoed
    }
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
            cues: self.cues.iter().map(|hit| coach.cues.rows[hit.row].name.as_str()).collect(),
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

    /// The feelings of both.
    pub(super) fn feelings(&self, engine: &Engine) -> Felt {
        let persons =
            |heard: &Understanding| -> Vec<FeelingHit> { heard.feelings.iter().filter(|h| h.holder == Holder::Person && !h.denied).cloned().collect() };
        let families = &engine.feelings.families;
        let near = |a: usize, b: usize| engine.coach.related.near(&families[a].name, &families[b].name);
        let in_statement = persons(&self.said.heard);
        let inferred: Vec<usize> = self.said.heard.frames.iter().filter_map(|f| f.family).collect();
        let in_reply = persons(&self.turned);
        let voiced: Vec<(usize, String, u8)> = in_reply.iter().map(|h| (h.family, h.word.clone(), h.intensity)).collect();
        let weightiest = self
            .said
            .heard
            .weightiest_feeling(&engine.feelings, &engine.frames)
            .filter(|w| w.holder == Holder::Person);
        let plain = in_statement
            .iter()
            .any(|h| matches!(h.how, How::Felt) && !h.weak && weightiest.as_ref().is_some_and(|w| w.family == h.family && w.named));
        let all: Vec<usize> = in_statement.iter().map(|h| h.family).chain(inferred.iter().copied()).collect();
        let same = voiced.iter().any(|(v, ..)| all.contains(v));
        let is_near = voiced.iter().any(|(v, ..)| all.iter().any(|f| near(*v, *f)));
        let valence = |f: usize| families[f].valence;
        let contrary = !same && !is_near && voiced.iter().any(|(v, ..)| all.iter().any(|f| valence(*f) * valence(*v) < 0));
        Felt {
            said: weightiest.map(|w| (w.family, w.word, w.intensity)),
            plain,
            new: all.is_empty() && !voiced.is_empty(),
            voiced,
            same,
            near: is_near,
            contrary,
            named_plainly: in_reply.iter().any(|h| matches!(h.how, How::Felt) && !h.weak),
            echoed: in_statement
                .iter()
                .any(|h| self.brought.statement.iter().any(|(token, tie)| h.range.contains(token) && *tie >= 0.8))
                || self.turned.feelings.iter().any(|h| !h.denied && all.contains(&h.family)),
        }
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
                if clause.asks || clause.link.adjunct() || clause.link.inner() || !engine.coach.related.weighty(&tokens[at]) {
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

    /// Where the reply gives the speaker what another did, or another what the speaker did: the token of the reply.
    pub(super) fn other_actor(&self, engine: &Engine) -> Option<usize> {
        let actors = |parsed: &crate::understanding::Parsed, me: Person| -> Vec<(String, bool, usize)> {
            let tokens = parsed.tokens();
            parsed
                .clauses
                .iter()
                .filter(|c| !c.asks && !c.quoted)
                .filter_map(|c| {
                    let verb = c.verb.as_ref().filter(|v| !v.passive)?;
                    let person = match c.person {
                        p if p == me => true,
                        Person::Other => c
                            .subject
                            .clone()
                            .and_then(|s| tokens[s].last())
                            .filter(|t| t.is_any(&["he", "she", "they"]) || t.form.is_some_and(|f| f.classes().meets(engine.coach.related.people)))
                            .map(|_| false)?,
                        _ => return None,
                    };
                    let does = !matches!(
                        tokens[verb.head].lemma_text(),
                        "be" | "have"
                            | "do"
                            | "feel"
                            | "get"
                            | "think"
                            | "know"
                            | "want"
                            | "say"
                            | "love"
                            | "see"
                            | "go"
                            | "need"
                            | "come"
                            | "keep"
                            | "make"
                            | "like"
                    );
                    (does && !c.link.adjunct()).then(|| (tokens[verb.head].lemma_text().to_owned(), person, verb.head))
                })
                .collect()
        };
        let said = actors(&self.said.heard.parsed, Person::Me);
        let given = actors(&self.reply, Person::You);
        given.iter().find_map(|(lemma, speaker, at)| {
            let mut before = said.iter().filter(|(l, ..)| l == lemma).peekable();
            (before.peek().is_some() && before.all(|(_, s, _)| s != speaker)).then_some(*at)
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

    /// The characters of the word by which the reply names a feeling; all of it where that is not one word.
    pub(super) fn voiced_span(&self, engine: &Engine) -> Range<usize> {
        let voiced = self.feelings(engine).voiced;
        let word = self
            .reply
            .tokens()
            .iter()
            .position(|t| voiced.iter().any(|(_, w, _)| t.is(w) || t.lemma_text() == w));
        match word {
            Some(at) => self.span(at..at + 1),
            None => self.span(0..self.reply.tokens().len()),
        }
    }

    /// Whether a cue's words of weight were all said before by the speaker.
    pub(super) fn gives_back(&self, hit: &CueHit) -> bool {
        let mut inside = self.brought.reply.iter().filter(|(token, _)| hit.tokens.contains(token)).peekable();
        inside.peek().is_some() && inside.all(|(_, tie)| *tie >= 1.0)
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
