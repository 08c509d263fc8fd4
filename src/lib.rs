//! Felt practises reflective listening: it says back what somebody has on their mind, accurately, warmly and in fewer words, by rules alone.
//!
//! Data flows one way:
//!
//! 1. [`statement`]: text as people type it becomes sentences of words; markup, fillers, stutters and cut-offs are gone.
//! 2. [`understanding`]: tags, clauses, feelings, situations: what was said, and what of it weighs most.
//! 3. [`reflection`]: kinds of reflection propose, the words are turned round to the listener's side, a last check refuses what is broken.
//! 4. delivery: a [`conversation`] remembers the talk; a terminal, a batch or Discord shows it.
//!
//! The first three are pure: no clock, no input or output, no randomness but a seed that is passed in.

pub mod conversation;
pub mod data;
#[cfg(feature = "discord")]
pub mod discord;
pub mod pattern;
pub mod reflection;
pub mod safety;
pub mod settings;
pub mod statement;
pub mod understanding;
pub mod words;

use data::DataError;
use data::rows::{KindRows, Rows};
use reflection::fresh::Rephrase;
use statement::Fillers;
use understanding::{Feelings, Frames, Reader, Understanding};

/// The rules and word tables, loaded and checked. Shared by every talk.
#[derive(Debug, Clone)]
pub struct Engine {
    /// Reads text.
    pub reader: Reader,
    /// Feelings.
    pub feelings: Feelings,
    /// Situations.
    pub frames: Frames,
    /// Wordings of the kinds.
    pub kinds: KindRows,
    /// Fresher words.
    pub rephrase: Rephrase,
    /// Turns about the talk itself.
    pub talk: conversation::TalkRules,
    /// Signs of risk and what is said to them.
    pub safety: safety::Safety,
}

impl Engine {
    /// The rules built into the program.
    ///
    /// # Errors
    /// Where the built-in data breaks a rule, which `cargo test` would have caught.
    pub fn built_in() -> Result<Engine, DataError> {
        Engine::from_rows(&data::built_in()?)
    }

    /// Makes an engine of these rows.
    ///
    /// # Errors
    /// Names the file, the entry and the cause.
    pub fn from_rows(rows: &Rows) -> Result<Engine, DataError> {
        let feelings = Feelings::new(&rows.feelings).map_err(|e| DataError::Entry(format!("config/words/feelings.toml: {e}")))?;
        let frames = Frames::new(&rows.frames, &feelings).map_err(DataError::Entry)?;
        let talk = conversation::TalkRules::new(&rows.talk).map_err(|e| DataError::Entry(format!("responses/en/talk.toml: {e}")))?;
        let safety = safety::Safety::new(rows).map_err(DataError::Entry)?;
        Ok(Engine { reader: Reader::new(Fillers::new(&rows.fillers)), feelings, frames, kinds: rows.kinds.clone(), rephrase: Rephrase::new(&rows.rephrase.words), talk, safety })
    }

    /// Gives the lines of help that these settings ask for.
    ///
    /// # Errors
    /// Where the file of one's own is faulty, or the country is in none.
    pub fn with_safety(mut self, settings: &settings::Safety) -> Result<Engine, DataError> {
        if let Some(file) = &settings.help_lines {
            let mut rows = data::built_in()?;
            data::with_help_lines(&mut rows, file)?;
            self.safety.help = safety::help::HelpLines::new(&rows.help_lines).map_err(DataError::Entry)?;
        }
        if !self.safety.help.choose(&settings.country) {
            let known: Vec<&str> = self.safety.help.codes().collect();
            return Err(DataError::Entry(format!("safety.country: there are no lines of help for '{}'; there are for {}", settings.country, known.join(", "))));
        }
        Ok(self)
    }

    /// The weightiest risk in a text, if there is any.
    pub fn risk(&self, text: &str) -> Option<safety::Risk> {
        self.safety.hear(&self.reader, &self.feelings, text, &self.reader.parse(text))
    }

    /// Understands a text.
    pub fn understand(&self, text: &str) -> Understanding {
        Understanding::of(self.reader.parse(text), &self.feelings, &self.frames)
    }
}

/// How the engine got to its reflection, for people: words with tags, clauses, feelings, situations, what was proposed and what refused.
pub fn explain(engine: &Engine, text: &str) -> String {
    use std::fmt::Write;
    let heard = engine.understand(text);
    let mut out = String::new();
    let tokens = heard.parsed.tokens();
    let _ = writeln!(out, "words     {}", tokens.iter().map(|t| format!("{}/{}", if t.is_mark() { "," } else { t.word.as_str() }, t.tag.name())).collect::<Vec<_>>().join(" "));
    for (n, c) in heard.parsed.clauses.iter().enumerate() {
        let text = c.range.clone().map(|i| tokens[i].word.as_str()).collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "clause {n}  {:?} {:?} parent {:?} held {} weight {:.1} subj {:?} verb {:?}: {text}", c.link, c.person, c.parent, heard.parsed.held[n], heard.focus[n], c.subject, c.verb.as_ref().map(|v| (v.range.clone(), v.head, v.tense)));
    }
    match engine.safety.hear(&engine.reader, &engine.feelings, text, &heard.parsed) {
        Some(risk) => {
            let words: String = text.chars().skip(risk.words.0 as usize).take((risk.words.1 - risk.words.0) as usize).collect();
            let minor = if risk.minor { ", says to be a minor" } else { "" };
            let _ = writeln!(out, "risk      tier {} {} by '{}'{minor}: {words}", risk.tier, risk.category.name(), risk.row);
        }
        None => {
            let _ = writeln!(out, "risk      none");
        }
    }
    for h in &heard.feelings {
        let _ = writeln!(out, "feeling   {} {} {:?} {:?} denied {} at {:?}", engine.feelings.families[h.family].name, h.word, h.holder, h.how, h.denied, h.range);
    }
    for f in &heard.frames {
        let _ = writeln!(out, "frame     {} clause {}", engine.frames.rows[f.row].name, f.clause);
    }
    for p in reflection::propose(engine, &heard, 0) {
        let _ = writeln!(out, "{:>6.2} {} [{}] {} {}", p.weight, p.kind.name(), p.rule, p.text(), p.refused.map(|r| format!("REFUSED {r:?}")).unwrap_or_default());
    }
    out
}
