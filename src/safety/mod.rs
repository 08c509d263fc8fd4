//! Risk: what in a message says that somebody may be in danger, how long that holds over a talk, and what is said instead of a reflection.
//!
//! 1. [`Signs`] finds cues (`config/words/risk.toml`) in a parsed text and weighs each by what stands around it (`scope`): whose it is, denied, past,
//!    quoted, only thought of. Keywords alone fail both ways; the rows are patterns, and the same words in a game, a saying or a denial weigh less or nothing.
//! 2. [`Watch`] keeps the tier over a talk.
//! 3. [`words`] says it (`responses/en/safety.toml`), with lines of help by country ([`help`]).
//!
//! `docs/safety.md` is the protocol for those who run the bot.

pub mod help;
mod scope;
mod signs;
mod undisguise;
mod watch;
pub mod words;

pub use signs::Signs;
pub use watch::{Heard, Watch};

use std::time::Duration;

use crate::data::rows::Rows;
use crate::understanding::{Feelings, Parsed, Reader};

use help::HelpLines;
use words::Words;

/// From this tier on nothing is reflected.
pub const AT_RISK: u8 = 2;

/// After so many answers, or so long, it is said again that this is a program (California's SB 243 asks for three hours).
pub const REMINDED_AFTER: (u32, Duration) = (40, Duration::from_secs(3 * 60 * 60));

/// A risk heard in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// 1 to 4.
    pub tier: u8,
    /// What kind of risk.
    pub category: Category,
    /// The characters of the original text that it hangs on.
    pub words: (u32, u32),
    /// The row that heard it.
    pub row: String,
    /// Whether the speaker says to be a minor.
    pub minor: bool,
}

/// What kind of risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "their names say it; docs/safety.md says more")]
pub enum Category {
    PassiveIdeation,
    ActiveIdeation,
    Plan,
    SelfHarm,
    Overdose,
    ViolenceToOthers,
    Abuse,
    ChildAbuse,
    CommandingVoices,
    MinorAtRisk,
    OtherAtRisk,
    Ambiguous,
}

impl Category {
    /// Every category.
    pub const ALL: [Category; 12] = [
        Category::PassiveIdeation,
        Category::ActiveIdeation,
        Category::Plan,
        Category::SelfHarm,
        Category::Overdose,
        Category::ViolenceToOthers,
        Category::Abuse,
        Category::ChildAbuse,
        Category::CommandingVoices,
        Category::MinorAtRisk,
        Category::OtherAtRisk,
        Category::Ambiguous,
    ];

    /// Its name in data files and batch output.
    pub fn name(self) -> &'static str {
        match self {
            Category::PassiveIdeation => "passive_ideation",
            Category::ActiveIdeation => "active_ideation",
            Category::Plan => "plan",
            Category::SelfHarm => "self_harm",
            Category::Overdose => "overdose",
            Category::ViolenceToOthers => "violence_to_others",
            Category::Abuse => "abuse",
            Category::ChildAbuse => "child_abuse",
            Category::CommandingVoices => "commanding_voices",
            Category::MinorAtRisk => "minor_at_risk",
            Category::OtherAtRisk => "other_at_risk",
            Category::Ambiguous => "ambiguous",
        }
    }

    /// The category of that name.
    pub fn named(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|c| c.name() == name)
    }

    /// Whether it is abuse, of whoever it may be.
    pub fn is_abuse(self) -> bool {
        matches!(self, Category::Abuse | Category::ChildAbuse)
    }

    /// Whether it is the speaker's own life that is at stake.
    pub fn own_life(self) -> bool {
        matches!(
            self,
            Category::PassiveIdeation | Category::ActiveIdeation | Category::Plan | Category::SelfHarm | Category::Overdose
        )
    }
}

/// All that safety needs, loaded and checked. Part of the engine.
#[derive(Debug, Clone)]
pub struct Safety {
    /// The signs.
    pub signs: Signs,
    /// What is said.
    pub words: Words,
    /// Lines of help.
    pub help: HelpLines,
}

impl Safety {
    /// Makes it of the data. Every fault, a line each, names file, entry and cause.
    pub fn new(rows: &Rows) -> Result<Safety, String> {
        let mut faults = Vec::new();
        let signs = Signs::new(&rows.risk).unwrap_or_else(|e| {
            faults.push(e);
            Signs::default()
        });
        let help = HelpLines::new(&rows.help_lines).unwrap_or_else(|e| {
            faults.push(e);
            HelpLines::default()
        });
        let checked = if rows.bare {
            Ok(Words::of(&rows.safety))
        } else {
            Words::new(&rows.safety, &help)
        };
        let words = checked.unwrap_or_else(|e| {
            faults.push(e);
            Words::default()
        });
        if faults.is_empty() {
            Ok(Safety { signs, words, help })
        } else {
            Err(faults.join("\n"))
        }
    }

    /// The weightiest risk in a text, if there is any. `parsed` is the text as the engine read it.
    pub fn hear(&self, reader: &Reader, feelings: &Feelings, text: &str, parsed: &Parsed) -> Option<Risk> {
        let mut heard = self.signs.hear(text, parsed, feelings, None);
        if let Some(bare) = undisguise::undisguise(text) {
            let again = reader.parse(&bare.text);
            let other = self.signs.hear(text, &again, feelings, Some(&bare));
            if other.as_ref().map_or(0, |r| r.tier) > heard.as_ref().map_or(0, |r| r.tier) {
                heard = other;
            }
        }
        heard
    }
}
