//! What a talk remembers of itself: in memory only, bounded, gone with the talk.

use crate::reflection::Kind;

/// How many reflections are known again; older ones may come back.
const KNOWN: usize = 40;
/// How many reflections are kept in words, for a summary.
const NOTED: usize = 12;
/// How many reflections a stretch has, after which a summary is due.
const STRETCH: usize = 6;

/// How much less a reflection weighs for the next summary when one had it.
const GATHERED: f32 = 3.0;

/// A reflection kept for a summary.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Note {
    /// What was said.
    pub text: String,
    /// How much it weighed.
    pub weight: f32,
}

/// A feeling that the person named, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Felt {
    /// The felt word.
    pub word: String,
    /// -1 painful, 0 neither, 1 pleasant.
    pub valence: i8,
}

/// The memory of one talk.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    known: Vec<u64>,
    /// Whether the last of `known` was said to the latest message.
    answered: bool,
    notes: Vec<Note>,
    since_summary: usize,
    /// What else could have been said to the last message, for "that's not it".
    pub others: Vec<String>,
    /// The last feeling that was named.
    pub felt: Option<Felt>,
    /// The last kind said, and how it opened.
    last: Option<(Kind, String)>,
    /// Whether the last message was a question that was heard as a wish.
    pub wished: bool,
}

impl Memory {
    /// Whether this was said before.
    pub fn knows(&self, text: &str) -> bool {
        self.known.contains(&fingerprint(text))
    }

    /// Keeps what was said to the latest message.
    pub fn keep(&mut self, text: &str, kind: Kind, weight: f32) {
        self.know(text);
        self.answered = true;
        self.last = Some((kind, opening(text)));
        if !matches!(kind, Kind::Wish | Kind::Summary | Kind::Repeat) {
            self.since_summary += 1;
            self.notes.push(Note {
                text: text.to_string(),
                weight,
            });
            if self.notes.len() > NOTED {
                self.notes.remove(0);
            }
        }
    }

    /// Takes back what was kept for the latest message: something else was in fact said, or it was not it.
    pub fn take_back(&mut self) {
        if std::mem::take(&mut self.answered) {
            self.notes.pop();
        }
    }

    /// Notes a text as said, whoever chose it.
    pub fn know(&mut self, text: &str) {
        self.known.push(fingerprint(text));
        if self.known.len() > KNOWN {
            self.known.remove(0);
        }
    }

    /// A new message: what was answered to the one before stands.
    pub fn listen(&mut self) {
        self.answered = false;
    }

    /// How much less a reflection is worth because it has the form of the last one.
    pub fn sameness(&self, kind: Kind, text: &str) -> f32 {
        let Some((last, begun)) = &self.last else { return 0.0 };
        let opens = opening(text);
        // "you" and a verb is no stem; "what you want", "it feels like" are
        let stem = !opens.starts_with("you") && opens == *begun;
        let form = *last == kind && matches!(kind, Kind::DoubleSided | Kind::Summary);
        f32::from(u8::from(stem)) * 1.0 + f32::from(u8::from(form)) * 0.5
    }

    /// Whether a summary is due.
    pub fn stretched(&self) -> bool {
        self.since_summary >= STRETCH
    }

    /// The weightiest things said back, in the order they came; none where there are fewer than two.
    pub fn summary(&mut self) -> Option<Vec<String>> {
        let mut chosen: Vec<(usize, &Note)> = self.notes.iter().enumerate().collect();
        chosen.sort_by(|(_, a), (_, b)| b.weight.total_cmp(&a.weight));
        chosen.truncate(3);
        chosen.sort_by_key(|(n, _)| *n);
        let numbers: Vec<usize> = chosen.iter().map(|(n, _)| *n).collect();
        let texts: Vec<String> = chosen.into_iter().map(|(_, note)| note.text.clone()).collect();
        if texts.len() < 2 {
            return None;
        }
        self.since_summary = 0;
        // what was gathered once gives way to what was said since
        numbers.into_iter().for_each(|n| self.notes[n].weight -= GATHERED);
        Some(texts)
    }
}

/// The first three words.
fn opening(text: &str) -> String {
    text.split_whitespace().take(3).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn fingerprint(text: &str) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(text)
}
