//! The rows of the data files as they are written: what `build.rs` prepares and `--responses` reads anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;

/// One pattern or several of equal meaning. As written they are text; a pattern that cannot be read is an error of the file.
#[derive(Debug, Clone, Serialize, PartialEq, Default)]
pub struct Patterns(pub Vec<Pattern>);

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Vec::deserialize(deserializer).map(Patterns);
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

/// Reads a pattern or a list of them, and says so where it is neither.
struct OneOrMany;

impl<'de> serde::de::Visitor<'de> for OneOrMany {
    type Value = Patterns;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a pattern or a list of patterns")
    }

    fn visit_str<E: serde::de::Error>(self, one: &str) -> Result<Patterns, E> {
        Ok(Patterns(vec![read(one)?]))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Patterns, A::Error> {
        let mut many = Vec::new();
        while let Some(one) = list.next_element::<String>()? {
            many.push(read(&one)?);
        }
        Ok(Patterns(many))
    }
}

fn read<E: serde::de::Error>(text: &str) -> Result<Pattern, E> {
    Pattern::parse(text).map_err(|e| E::custom(format!("pattern '{text}': {e}")))
}

/// `config/words/fillers.toml`: what people say while they look for words.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FillerRows {
    /// Sounds, dropped anywhere.
    pub sounds: Vec<String>,
    /// Phrases dropped anywhere.
    pub anywhere: Vec<String>,
    /// Phrases dropped at a start.
    pub start: Vec<String>,
    /// Phrases dropped at an end.
    pub end: Vec<String>,
}

/// `config/words/feelings.toml`: one family of feelings.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FamilyRow {
    /// -1 painful, 0 neither, 1 pleasant.
    pub valence: i8,
    /// The family's name as a noun.
    pub noun: String,
    /// Words for the one who feels, by intensity 1 to 3.
    #[serde(default)]
    pub felt: BTreeMap<String, Vec<String>>,
    /// Those of the felt words that say what somebody does to one ("abandoned"): voiced after "you feel", never after "you're".
    #[serde(default)]
    pub feel: Vec<String>,
    /// Words for what causes it, and the felt word each stands for.
    #[serde(default)]
    pub causing: BTreeMap<String, String>,
    /// Nouns that name it, by intensity.
    #[serde(default)]
    pub nouns: BTreeMap<String, Vec<String>>,
    /// Verbs whose subject feels it, and the felt word.
    #[serde(default)]
    pub verbs: BTreeMap<String, String>,
    /// Verbs whose object feels it, and the felt word.
    #[serde(default)]
    pub affecting: BTreeMap<String, String>,
    /// Idioms and signs.
    #[serde(default)]
    pub phrase: Vec<PhraseRow>,
}

/// An idiom for a feeling, or a sign of one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseRow {
    /// What it is heard in.
    pub r#match: Patterns,
    /// How it is voiced.
    pub say: String,
    /// 1 to 3.
    pub intensity: u8,
    /// Whether it is only a sign, from which the feeling is likely.
    #[serde(default)]
    pub sign: bool,
    /// Whether it counts in questions, conditions and denials too.
    #[serde(default)]
    pub scope: Scope,
    /// Statements and their reflections.
    #[serde(default)]
    pub examples: Vec<(String, String)>,
}

/// Where a match counts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq, Default)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Only where the clause is held true.
    #[default]
    Held,
    /// Everywhere.
    Any,
}

/// A file of `responses/en/frames/`.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FrameFile {
    /// Its rows.
    #[serde(default)]
    pub frame: Vec<FrameRow>,
}

/// A situation, what it means to most people, and how it is said back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameRow {
    /// Its name, unique over all files.
    pub name: String,
    /// What it is heard in.
    pub r#match: Patterns,
    /// Wordings of equal worth; none where the statement's own words are given back.
    #[serde(default)]
    pub say: Vec<String>,
    /// The family of the feeling that it most likely brings.
    #[serde(default)]
    pub feeling: Option<String>,
    /// The felt word.
    #[serde(default)]
    pub word: Option<String>,
    /// 1 to 3.
    #[serde(default = "two")]
    pub intensity: u8,
    /// How surely the feeling is there, 0 to 1.
    #[serde(default)]
    pub sure: f32,
    /// `meaning`, `rephrase` or `feeling`.
    #[serde(default = "meaning")]
    pub kind: String,
    /// From 1, small talk, to 5, the heaviest thing one can say.
    #[serde(default = "two")]
    pub weight: u8,
    /// Whether it counts in questions, conditions and denials too.
    #[serde(default)]
    pub scope: Scope,
    /// Statements and their reflections.
    #[serde(default)]
    pub examples: Vec<(String, String)>,
}

fn two() -> u8 {
    2
}

fn meaning() -> String {
    "meaning".into()
}

/// `responses/en/talk.toml`: greetings, thanks, questions about the program, talk about the talk.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct TalkFile {
    /// Its rows.
    #[serde(default)]
    pub talk: Vec<TalkRow>,
}

/// A turn that is no statement about the person's life, and what is answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkRow {
    /// Its name, unique.
    pub name: String,
    /// What it is heard in.
    pub r#match: Patterns,
    /// Answers of equal worth.
    pub say: Vec<String>,
    /// Whether a reflection that can be made goes first (a "thank you" before something said of oneself).
    #[serde(default)]
    pub yields: bool,
    /// What the talk does with it: `correction`, `goodbye`, `summary`, `topic`.
    #[serde(default)]
    pub does: Option<String>,
    /// Statements and their answers.
    #[serde(default)]
    pub examples: Vec<(String, String)>,
}

/// `responses/en/kinds.toml`: the wordings of the kinds of reflection.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct KindRows {
    /// A listener's sounds after nothing that can be reflected.
    pub sounds: Vec<String>,
    /// Sounds that invite, for a cut-off or unclear statement.
    pub invitations: Vec<String>,
    /// How a sure feeling is voiced after the event, by family: for what is now and for what was.
    pub voiced: BTreeMap<String, VoicedRow>,
    /// Openings that ask to know, for a question's wish.
    pub wishes: Vec<String>,
    /// Joins of two sides.
    pub double: Vec<String>,
    /// After "that's not it".
    pub missed: MissedRow,
    /// Several reflections drawn together; `{all}` stands for them.
    pub summary: String,
    /// A feeling that has turned: `{before}` and `{now}`.
    pub turned: String,
    /// After a real question was asked again.
    pub asked_again: String,
}

/// What is said after "that's not it".
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct MissedRow {
    /// Where there is another focus: `{other}`.
    pub other: String,
    /// Where there is none.
    pub none: String,
}

/// How a feeling is voiced after an event.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct VoicedRow {
    /// About what is.
    pub now: Vec<String>,
    /// About what was.
    pub then: Vec<String>,
}

/// `responses/en/rephrase.toml`: fresher words of the same strength.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct RephraseFile {
    /// Words as said, and the words that stand for them.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// `responses/en/terminal.toml`: what `felt chat` says of itself.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct TerminalRows {
    /// Said first: that it is a program, and no therapist.
    pub greeting: String,
    /// What can be typed.
    pub help: String,
    /// Where to find a person to talk to.
    pub help_now: String,
    /// After a command that is none; `{command}` is what was typed.
    pub unknown: String,
    /// Said last.
    pub goodbye: String,
}

/// Every data file that `build.rs` prepares.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct Rows {
    /// `config/words/fillers.toml`
    pub fillers: FillerRows,
    /// `config/words/feelings.toml`
    pub feelings: BTreeMap<String, FamilyRow>,
    /// `responses/en/frames/*.toml`, by file
    pub frames: Vec<(String, FrameFile)>,
    /// `responses/en/talk.toml`
    pub talk: TalkFile,
    /// `responses/en/kinds.toml`
    pub kinds: KindRows,
    /// `responses/en/rephrase.toml`
    pub rephrase: RephraseFile,
    /// `responses/en/terminal.toml`
    pub terminal: TerminalRows,
}
