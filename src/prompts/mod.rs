//! Something to sit with: optional prompts on attachment themes, cards on the ideas behind them, and a check for listeners.
//!
//! 1. `understanding::Themes` hears the themes of a statement.
//! 2. [`Sitting`] keeps them over a talk and says when a prompt may be offered: after a reflection that landed, beside the next answer and
//!    never in its place, never twice in a row, never where there is a risk or abuse was told of, and only where prompts are wanted.
//! 3. [`Prompts`] holds what is asked (`responses/en/prompts/`), by theme and by the moment it fits.
//!
//! All of it is pure: nothing is kept but in a [`Sitting`], which lives and ends with its talk. `docs/prompts.md` shows how it is used.

mod moment;
mod rules;
mod selfcheck;
pub mod show;
mod sitting;

pub use moment::{Moment, Moments};
pub use rules::faults;
pub use selfcheck::{SelfCheck, Step};
pub(crate) use sitting::Heard;
pub use sitting::{Asked, Offer, Sitting};

use crate::data::rows::prompts::{CardRow, LearnFile, PromptRows, PromptWords};
use crate::understanding::{Feelings, Theme};

/// Every prompt and card, loaded and checked. Part of the engine.
#[derive(Debug, Clone, Default)]
pub struct Prompts {
    /// What is said around prompts, and the self-check.
    pub words: PromptWords,
    /// The cards.
    pub learn: LearnFile,
    /// How moments are known.
    pub moments: Moments,
    shelves: Vec<Shelf>,
}

/// One theme and its prompts.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The theme.
    pub theme: Theme,
    /// What it is called where people read it.
    pub title: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Where the idea comes from.
    pub source: String,
    /// Its prompts.
    pub prompts: Vec<Prompt>,
}

/// A prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its theme.
    pub theme: Theme,
    /// Its number among those of its theme.
    pub number: usize,
    /// The one sentence.
    pub ask: String,
    fits: Vec<Moment>,
    unfit: Vec<Moment>,
}

impl Prompt {
    /// Whether it may be given in this moment.
    pub fn does_fit(&self, moment: Moment) -> bool {
        !self.unfit.contains(&moment)
    }
}

impl Prompts {
    /// Makes it of the data. Every fault, a line each, names file, entry and cause; rows that are `bare` are not looked through again.
    pub fn new(rows: PromptRows, feelings: &Feelings, bare: bool) -> Result<Prompts, String> {
        let mut faults = if bare { Vec::new() } else { rules::of_rules(&rows.rules) };
        let mut shelves: Vec<Shelf> = Vec::new();
        for (file, given) in &rows.themes {
            let Some(theme) = Theme::named(&given.theme) else {
                faults.push(format!("{file}: there is no theme '{}'", given.theme));
                continue;
            };
            if shelves.iter().any(|s| s.theme == theme) {
                faults.push(format!("{file}: the theme '{}' is there twice", given.theme));
            }
            if !bare {
                faults.extend(rules::of_file(given, &rows.rules).into_iter().map(|cause| format!("{file}: {cause}")));
            }
            let mut prompts = Vec::with_capacity(given.prompt.len());
            for (number, row) in given.prompt.iter().enumerate() {
                let mut moments = |names: &[String]| {
                    let mut found = Vec::new();
                    for name in names {
                        match Moment::named(name) {
                            Some(moment) => found.push(moment),
                            None => faults.push(format!("{file}: prompt \"{}\": there is no moment '{name}'", row.ask)),
                        }
                    }
                    found
                };
                prompts.push(Prompt {
                    theme,
                    number,
                    ask: row.ask.clone(),
                    fits: moments(&row.fits),
                    unfit: moments(&row.not),
                });
            }
            shelves.push(Shelf {
                theme,
                title: given.title.clone(),
                about: given.about.clone(),
                source: given.source.clone(),
                prompts,
            });
        }
        shelves.sort_by_key(|s| s.theme);
        for missing in Theme::ALL.into_iter().filter(|t| !shelves.iter().any(|s| s.theme == *t)) {
            faults.push(format!("responses/en/prompts: the theme '{}' has no file", missing.name()));
        }
        if !bare {
            faults.extend(rules::twice(&rows.themes));
            faults.extend(rules::of_words(&rows.words));
            faults.extend(rules::of_cards(&rows.learn, &rows.rules));
        }
        let moments = Moments::new(&rows.words.moment, feelings).unwrap_or_else(|why| {
            faults.push(why);
            Moments::default()
        });
        if !faults.is_empty() {
            return Err(faults.join("\n"));
        }
        Ok(Prompts {
            words: rows.words,
            learn: rows.learn,
            moments,
            shelves,
        })
    }

    /// The themes with their prompts, in the contract's order.
    pub fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    /// A theme with its prompts.
    pub fn shelf(&self, theme: Theme) -> Option<&Shelf> {
        self.shelves.iter().find(|s| s.theme == theme)
    }

    /// The theme that somebody means by a word or two: its name ("safe haven", "safe_haven") or its title, capitals aside.
    pub fn theme(&self, typed: &str) -> Option<Theme> {
        let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ").trim().to_owned();
        let typed = plain(typed);
        let shelves = || self.shelves.iter().filter(|_| !typed.is_empty());
        let whole = shelves().find(|s| plain(s.theme.name()) == typed || plain(&s.title) == typed);
        let begun = || shelves().find(|s| plain(s.theme.name()).starts_with(&typed) || plain(&s.title).starts_with(&typed));
        whole.or_else(begun).map(|s| s.theme)
    }

    /// The card that somebody means: its number from 1, or its name.
    pub fn card(&self, asked: &str) -> Option<&CardRow> {
        let asked = asked.trim().to_lowercase();
        let numbered = asked.parse::<usize>().ok().and_then(|n| self.learn.card.get(n.checked_sub(1)?));
        numbered.or_else(|| self.learn.card.iter().find(|card| card.name == asked))
    }

    /// A prompt of a theme that is not among the `already` given: one that fits the moment before one that neither fits nor does not, and
    /// none that does not fit. `seed` decides between those of equal worth. None where no such prompt is left.
    pub fn prompt(&self, theme: Theme, moment: Moment, seed: u64, already: &[(Theme, usize)]) -> Option<&Prompt> {
        let left = || {
            let prompts = self.shelf(theme).map(|s| s.prompts.as_slice()).unwrap_or_default();
            prompts.iter().filter(|p| !already.contains(&(p.theme, p.number)) && p.does_fit(moment))
        };
        let fitting: Vec<&Prompt> = left().filter(|p| p.fits.contains(&moment)).collect();
        let chosen = if fitting.is_empty() { left().collect() } else { fitting };
        // a seed one greater is another prompt, a seed of any size is one
        let at = usize::try_from(seed % (chosen.len().max(1) as u64)).unwrap_or(0);
        chosen.get(at).copied()
    }

    /// Whether a message says, in its first words, that the reflection before it did not land: "no", "not really".
    pub(crate) fn not_landed(&self, text: &str) -> bool {
        let words = rules::words(text);
        let begins = |list: &[String]| list.iter().any(|opening| rules::begins_with(&words, opening));
        begins(&self.words.not_landed) && !begins(&self.words.landed)
    }
}
