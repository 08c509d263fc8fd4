//! Whether a reply keeps an exercise's task.

use super::rows::{ExerciseRow, Picks, Vignette};
use super::text;

/// How a reply misses the task.
#[derive(Debug, Clone, PartialEq)]
pub enum Miss {
    /// It has so many words, and may have so many.
    TooLong(usize, usize),
    /// It has these words, which it must not.
    Has(String),
    /// It has none of the words of which it must have one.
    Lacks,
    /// It has so many words in a row from the statement, and may have so many.
    Borrows(usize, usize),
    /// It has this fault.
    Fault(String),
}

impl std::fmt::Display for Miss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Miss::TooLong(words, most) => write!(f, "it has {words} words, and the task allows {most}"),
            Miss::Has(words) => write!(f, "\u{201c}{words}\u{201d} is in it"),
            Miss::Lacks => f.write_str("the two sides are not joined"),
            Miss::Borrows(run, most) => write!(f, "it takes over {run} words in a row, and the task allows {most}"),
            Miss::Fault(flag) => write!(f, "{}", flag.replace('_', " ")),
        }
    }
}

impl ExerciseRow {
    /// How a reply misses the task; `None` where it keeps it. `flags` are the faults that the coach found in it.
    pub fn missed<'f>(&self, statement: &str, reply: &str, flags: impl IntoIterator<Item = &'f str>) -> Option<Miss> {
        let said = text::words(statement);
        let words = text::words(reply);
        let share = self.share.map(|share| ((said.len() as f32) * share).ceil() as usize);
        if let Some(most) = [self.longest, share].into_iter().flatten().min().filter(|most| words.len() > *most) {
            return Some(Miss::TooLong(words.len(), most));
        }
        if let Some(phrase) = self.none.iter().find(|phrase| text::holds(&words, phrase)) {
            return Some(Miss::Has(phrase.clone()));
        }
        if !self.any.is_empty() && !self.any.iter().any(|phrase| text::holds(&words, phrase)) {
            return Some(Miss::Lacks);
        }
        let run = text::longest_run(&said, &words);
        if let Some(most) = self.run.filter(|most| run > *most) {
            return Some(Miss::Borrows(run, most));
        }
        let fault = flags.into_iter().find(|flag| self.flags.iter().any(|f| f == flag));
        fault.map(|flag| Miss::Fault(flag.to_owned()))
    }
}

impl Picks {
    /// Whether a vignette suits.
    pub fn suits(&self, vignette: &Vignette) -> bool {
        (self.features.is_empty() || self.features.contains(&vignette.feature))
            && (!self.ambivalence || vignette.ambivalence.is_some())
            && text::words(&vignette.says).len() >= self.words
    }
}
