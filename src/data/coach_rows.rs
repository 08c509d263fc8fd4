//! The coach's rows: what a reply's behaviours are heard in, what words have to do with one another, weights, and what a trainee is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Patterns;

/// The coach's files.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct CoachRows {
    /// `responses/en/coach/cues/*.toml`, by file
    pub cues: Vec<(String, CueFile)>,
    /// `responses/en/coach/related.toml`
    pub related: RelatedFile,
    /// `responses/en/coach/general.toml`
    pub general: GeneralFile,
    /// `responses/en/coach/feedback.toml`
    pub feedback: FeedbackRows,
    /// `config/coach_weights.toml`
    pub weights: WeightRows,
}

/// A file of `responses/en/coach/cues/`.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    /// Its rows.
    #[serde(default)]
    pub cue: Vec<CueRow>,
}

/// Words in a listener's reply that say what it does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRow {
    /// Its name, unique over all files.
    pub name: String,
    /// What it is heard in.
    pub r#match: Patterns,
    /// The behaviour (MITI 4.2.1) whose words these are, where they are enough to name it.
    #[serde(default)]
    pub code: Option<String>,
    /// The fault they show, where they show one.
    #[serde(default)]
    pub fault: Option<String>,
    /// Replies in which it is heard.
    pub examples: Vec<String>,
    /// Replies much like these in which it is not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// `responses/en/coach/related.toml`: words that speak of the same thing.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct RelatedFile {
    /// Families of feelings that stand close to one another.
    pub feelings: Vec<Vec<String>>,
    /// Families that can go along with any other.
    pub either: Vec<String>,
    /// Words of nearly one meaning.
    pub same: Vec<Vec<String>>,
    /// Fields that any talk can touch: worry, change, help.
    pub anywhere: BTreeMap<String, Vec<String>>,
    /// Fields of life of their own: a reply that speaks of one that was not touched answers somebody else.
    pub field: BTreeMap<String, Vec<String>>,
}

/// `responses/en/coach/general.toml`: the words, of no subject in particular, of which short runs are weighed.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct GeneralFile {
    /// Single words and sounds, lower case.
    pub words: Vec<String>,
    /// What a listener says to show that they are there.
    pub sounds: Vec<String>,
    /// What shows a feeling and does not say which: laughing, crying.
    pub expressions: Vec<String>,
    /// Words that carry weight and name no feeling.
    pub weighing: Vec<String>,
    /// Verbs and adjectives by which a person holds, says or feels what follows, as in the dictionary.
    pub views: Vec<String>,
    /// Openings that say nothing themselves, in prepared words.
    pub stems: Vec<String>,
}

/// `config/coach_weights.toml`, made by `tools/fit_coach.py`.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct WeightRows {
    /// For the main behaviour: reflection, question, input, other.
    pub main: BTreeMap<String, [f32; 4]>,
    /// Whether there is a reflection, a question, input in it at all.
    pub present: BTreeMap<String, [f32; 3]>,
    /// Whether its reflection is complex.
    pub complex: BTreeMap<String, f32>,
    /// Whether its question is open.
    pub open: BTreeMap<String, f32>,
    /// Whether it is worded as a reflection, whatever it is about.
    pub style: BTreeMap<String, f32>,
    /// How good a reflection of the statement it is.
    pub score: BTreeMap<String, f32>,
}

/// `responses/en/coach/feedback.toml`: what a trainee is told.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FeedbackRows {
    /// What worked, by its name.
    #[serde(default)]
    pub worked: BTreeMap<String, String>,
    /// What to change, by fault.
    #[serde(default)]
    pub change: BTreeMap<String, String>,
    /// Everything else that is said, by its name.
    #[serde(default)]
    pub said: BTreeMap<String, String>,
}
