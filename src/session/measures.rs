//! Counts over a session, and MITI's summary measures.
//!
//! The marks are those of the MITI 4.2.1 manual, which calls them expert opinion: reflections to questions 1:1 fair and 2:1 good; complex of all
//! reflections 40% fair and 50% good (as given in PMC9461167). They are shown as such, never as a grade.

use std::collections::{BTreeMap, BTreeSet};

use super::Session;
use crate::coach::{Asked, Depth, Fault, Main};

/// Where experts put fair and good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// From here on they call it fair.
    pub fair: f32,
    /// From here on they call it good.
    pub good: f32,
}

/// Reflections to a question.
pub const RATIO: Mark = Mark { fair: 1.0, good: 2.0 };
/// The complex share of all reflections.
pub const COMPLEX: Mark = Mark { fair: 0.4, good: 0.5 };

impl Mark {
    /// What experts would call a value.
    pub fn of(self, value: f32) -> &'static str {
        if value >= self.good {
            "good"
        } else if value >= self.fair {
            "fair"
        } else {
            "under fair"
        }
    }
}

/// What is counted over a session. A reply that reflects and asks counts for both.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    /// The listener's turns.
    pub replies: usize,
    /// Those with a reflection in them.
    pub reflections: usize,
    /// Those of them that add meaning, as a tendency.
    pub complex: usize,
    /// Turns with a question in them.
    pub questions: usize,
    /// Those of them that leave the answer open.
    pub open: usize,
    /// Turns that mainly inform, advise or offer.
    pub input: usize,
    /// Turns that mainly do something else.
    pub other: usize,
    /// Each fault, and the numbers of the turns it is in.
    pub flags: BTreeMap<&'static str, Vec<usize>>,
    /// Words of the client and of the listener.
    pub words: (usize, usize),
}

/// What of a session may be kept over time: counts alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The listener's turns.
    pub replies: u32,
    /// Those with a reflection in them.
    pub reflections: u32,
    /// Those of them that add meaning, as a tendency.
    pub complex: u32,
    /// Turns with a question in them.
    pub questions: u32,
    /// Turns with something to mend.
    pub flagged: u32,
}

impl Numbers {
    /// Reflections to a question; none where nothing was asked.
    pub fn ratio(&self) -> Option<f32> {
        (self.questions > 0).then(|| self.reflections as f32 / self.questions as f32)
    }

    /// The complex share of all reflections; none where there was no reflection.
    pub fn complex_share(&self) -> Option<f32> {
        (self.reflections > 0).then(|| self.complex as f32 / self.reflections as f32)
    }

    /// The share of replies with nothing to mend; none where there was no reply.
    pub fn clean_share(&self) -> Option<f32> {
        (self.replies > 0).then(|| self.replies.saturating_sub(self.flagged) as f32 / self.replies as f32)
    }
}

impl Measures {
    /// The counts that may be kept.
    pub fn numbers(&self) -> Numbers {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let flagged: BTreeSet<usize> = self.flags.values().flatten().copied().collect();
        Numbers {
            replies: count(self.replies),
            reflections: count(self.reflections),
            complex: count(self.complex),
            questions: count(self.questions),
            flagged: count(flagged.len()),
        }
    }

    /// Counts.
    pub fn of(session: &Session) -> Measures {
        let mut counted = Measures::default();
        for turn in &session.turns {
            let words = turn.text.split_whitespace().count();
            match turn.coding {
                None => counted.words.0 += words,
                Some(_) => counted.words.1 += words,
            }
        }
        for (n, turn) in session.listener() {
            let Some(coding) = &turn.coding else { continue };
            counted.replies += 1;
            counted.reflections += usize::from(coding.reflection.is_some());
            counted.complex += usize::from(coding.reflection == Some(Depth::Complex));
            counted.questions += usize::from(coding.question.is_some());
            counted.open += usize::from(coding.question == Some(Asked::Open));
            counted.input += usize::from(coding.main == Main::Input);
            counted.other += usize::from(coding.main == Main::Other);
            for mend in &coding.faults {
                counted.flags.entry(mend.fault.name()).or_default().push(n);
            }
        }
        counted
    }

    /// Reflections to a question; none where nothing was asked.
    pub fn ratio(&self) -> Option<f32> {
        (self.questions > 0).then(|| self.reflections as f32 / self.questions as f32)
    }

    /// The complex share of all reflections; none where there was no reflection.
    pub fn complex_share(&self) -> Option<f32> {
        (self.reflections > 0).then(|| self.complex as f32 / self.reflections as f32)
    }

    /// The fault that was there most, where it was there twice or more.
    pub fn habit(&self) -> Option<Fault> {
        let most = self.flags.iter().max_by_key(|(_, turns)| turns.len())?;
        (most.1.len() > 1).then(|| Fault::named(most.0)).flatten()
    }
}
