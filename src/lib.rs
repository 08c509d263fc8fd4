//! Felt practises reflective listening: it says back what somebody has on their mind, accurately, warmly and in fewer words, by rules alone.
//!
//! Data flows one way:
//!
//! 1. [`statement`]: text as people type it becomes sentences of words; markup, fillers, stutters and cut-offs are gone.
//! 2. [`understanding`]: tags, clauses, feelings, situations: what was said, and what of it weighs most.
//! 3. [`reflection`]: kinds of reflection propose, the words are turned round to the listener's side, a last check refuses what is broken.
//! 4. delivery: a [`conversation`] remembers the talk; a terminal, a batch or Discord shows it.
//!
//! The [`coach`] goes the same way with a listener's reply beside the statement: what it does, how well, and what a trainee is told.
//!
//! The first three are pure: no clock, no input or output, no randomness but a seed that is passed in.

pub mod coach;
pub mod conversation;
pub mod data;
#[cfg(feature = "discord")]
pub mod discord;
mod later;
pub mod pattern;
pub mod practice;
pub mod prompts;
pub mod reflection;
pub mod safety;
pub mod session;
pub mod settings;
pub mod statement;
#[cfg(feature = "store")]
pub mod store;
pub mod terminal;
pub mod understanding;
pub mod words;

use std::collections::BTreeMap;

use data::DataError;
use data::discord_rows::{CommandRow, DiscordRows};
use data::rows::{KindRows, Rows, TerminalRows};
pub use later::Later;
use prompts::Prompts;
use reflection::fresh::Rephrase;
use reflection::reword::Reword;
use statement::Fillers;
use understanding::{Feelings, Frames, Reader, Themes, Understanding};

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
    /// The same said otherwise.
    pub reword: Reword,
    /// Turns about the talk itself.
    pub talk: conversation::TalkRules,
    /// What the terminal says of itself.
    pub terminal: TerminalRows,
    /// What the bot says of itself on Discord.
    pub discord: DiscordRows,
    /// What its commands are called there.
    pub commands: BTreeMap<String, CommandRow>,
    /// Signs of risk and what is said to them.
    pub safety: safety::Safety,
    /// What a listener in training is told.
    pub coach: Later<coach::Coach>,
    /// Attachment themes.
    pub themes: Themes,
    /// What may be offered to sit with.
    pub prompts: Prompts,
}

impl Engine {
    /// The rules built into the program.
    ///
    /// # Errors
    /// Where the built-in data breaks a rule, which `cargo test` would have caught.
    pub fn built_in() -> Result<Engine, DataError> {
        Engine::from_rows(data::bare()?)
    }

    /// Makes an engine of these rows.
    ///
    /// # Errors
    /// Names the file, the entry and the cause.
    pub fn from_rows(rows: Rows) -> Result<Engine, DataError> {
        let safety = safety::Safety::new(&rows).map_err(DataError::Entry)?;
        let feelings = Feelings::new(rows.feelings).map_err(|e| DataError::Entry(format!("config/words/feelings.toml: {e}")))?;
        let frames = Frames::new(rows.frames, &feelings, rows.bare).map_err(DataError::Entry)?;
        let coach = match rows.bare {
            true => Later::when_asked(coach::Coach::built_in),
            false => Later::made(coach::Coach::new(rows.coach).map_err(DataError::Entry)?),
        };
        let talk = conversation::TalkRules::new(rows.talk);
        let rephrase = Rephrase::new(&rows.rephrase.words).map_err(|e| DataError::Entry(format!("responses/en/rephrase.toml: {e}")))?;
        let reword = Reword::new(&rows.reword).map_err(DataError::Entry)?;
        let themes = Themes::new(rows.themes, rows.theme, &feelings, &frames, rows.bare).map_err(DataError::Entry)?;
        let prompts = Prompts::new(rows.prompts, &feelings, rows.bare).map_err(DataError::Entry)?;
        let reader = Reader::new(Fillers::new(&rows.fillers));
        Ok(Engine {
            reader,
            feelings,
            frames,
            kinds: rows.kinds,
            rephrase,
            reword,
            talk,
            terminal: rows.terminal,
            discord: rows.discord,
            commands: rows.commands,
            safety,
            coach,
            themes,
            prompts,
        })
    }

    /// Gives the lines of help that these settings ask for.
    ///
    /// # Errors
    /// Where the file of one's own is faulty, or the country is in none.
    pub fn with_safety(mut self, settings: &settings::Safety) -> Result<Engine, DataError> {
        if let Some(file) = &settings.help_lines {
            let mut rows = data::bare()?;
            data::with_help_lines(&mut rows, file)?;
            // those built in are sound: what is faulty is of the file
            let named = |why: String| why.replace("config/help_lines.toml", &file.display().to_string());
            self.safety.help = safety::help::HelpLines::new(&rows.help_lines).map_err(|why| DataError::Entry(named(why)))?;
        }
        if !self.safety.help.choose(&settings.country) {
            let known: Vec<&str> = self.safety.help.codes().collect();
            return Err(DataError::Entry(format!(
                "safety.country: there are no lines of help for '{}'; there are for {}",
                settings.country,
                known.join(", ")
            )));
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
