//! The rows of attachment themes, of the prompts for them, of the cards on the ideas behind them, and of the self-check.

use serde::{Deserialize, Serialize};

use super::Patterns;

/// A file of `config/words/themes/`: what one theme is heard in.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// The theme's name, as in the contract.
    pub theme: String,
    /// Frames (`responses/en/frames/`) that are this theme wherever they are heard.
    #[serde(default)]
    pub frames: Vec<String>,
    /// Families of feelings that are this theme wherever the speaker feels them.
    #[serde(default)]
    pub feelings: Vec<String>,
    /// Families of pleasant feelings that make the same event something else: a partner's trip may be a relief.
    #[serde(default)]
    pub not_with: Vec<String>,
    /// What in the same text makes it something else, however it is heard.
    #[serde(default)]
    pub unless: Patterns,
    /// Its rows.
    #[serde(default)]
    pub row: Vec<ThemeRow>,
}

/// One way of speaking in which a theme is heard.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeRow {
    /// Its name, unique in its file.
    pub name: String,
    /// What it is heard in.
    pub r#match: Patterns,
    /// What in the same text makes it something else.
    #[serde(default)]
    pub unless: Patterns,
    /// Where a match counts.
    #[serde(default)]
    pub scope: ThemeScope,
    /// Whether gaps reach past commas and the ends of clauses, over the whole text.
    #[serde(default)]
    pub across: bool,
    /// From 1, a hint, to 3, plainly the theme: the weightier theme of a statement comes first.
    #[serde(default = "two")]
    pub weight: u8,
    /// Statements in which it is heard.
    pub examples: Vec<String>,
    /// Statements like them in which it is not.
    #[serde(default)]
    pub not: Vec<String>,
}

fn two() -> u8 {
    2
}

/// Where a match of a theme counts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq, Default)]
#[serde(rename_all = "lowercase")]
pub enum ThemeScope {
    /// Also in questions, fears and conditions; not where it is denied.
    #[default]
    Said,
    /// Only where the clause is held true.
    Held,
    /// Everywhere.
    Any,
}

/// `config/words/themes.toml`: what no theme is heard beside.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct ThemesFile {
    /// Abuse that is told of: themes and prompts are silent for the rest of the talk.
    pub abuse: Vec<AbuseRow>,
    /// What says that the words are about a story, a game or a machine: no theme is heard.
    pub elsewhere: Patterns,
}

/// One way of telling of abuse.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbuseRow {
    /// What it is heard in.
    pub r#match: Patterns,
    /// Statements in which it is heard.
    pub examples: Vec<String>,
    /// Statements like them in which it is not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// `responses/en/prompts.toml`: what is said around prompts, and the self-check.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct PromptWords {
    /// The quiet offer: a button's words.
    pub offer: String,
    /// The same as a line on a terminal.
    pub offer_line: String,
    /// Said when prompts are wanted.
    pub on: String,
    /// Said when they are not.
    pub off: String,
    /// Said instead of a prompt while a risk or abuse told of keeps them silent.
    pub silent: String,
    /// Said where every prompt of a theme has been given in this talk.
    pub all_given: String,
    /// Said where there is no such theme: `{theme}`, `{themes}`.
    pub unknown: String,
    /// Before the source of a theme or a card.
    pub source: String,
    /// First words of a message that say that the reflection before it did not land.
    pub not_landed: Vec<String>,
    /// First words that only look so.
    pub landed: Vec<String>,
    /// The moments of a talk.
    pub moment: Vec<MomentRow>,
    /// The check for listeners.
    pub selfcheck: SelfCheckRows,
}

/// How a moment of a talk is known; where none is, it is calm.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct MomentRow {
    /// `fresh_loss`, `conflict` or `longing`.
    pub name: String,
    /// Families of feelings of the speaker's.
    #[serde(default)]
    pub feelings: Vec<String>,
    /// Themes.
    #[serde(default)]
    pub themes: Vec<String>,
    /// What else it is heard in.
    #[serde(default)]
    pub r#match: Patterns,
}

/// The check for listeners: three short steps.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct SelfCheckRows {
    /// Said first.
    pub open: String,
    /// What can be typed on a terminal.
    pub hint: String,
    /// The steps, one after another.
    pub steps: Vec<String>,
    /// Said last.
    pub close: String,
    /// Said where it is left early.
    pub left: String,
}

/// A file of `responses/en/prompts/`: the prompts of one theme.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct PromptFile {
    /// The theme's name, as in the contract.
    pub theme: String,
    /// What it is called where people read it.
    pub title: String,
    /// What the theme is, in a sentence.
    pub about: String,
    /// Where the idea comes from.
    pub source: String,
    /// Its prompts.
    #[serde(default)]
    pub prompt: Vec<PromptRow>,
}

/// A prompt.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptRow {
    /// The one sentence.
    pub ask: String,
    /// The moments it fits: `fresh_loss`, `conflict`, `longing`, `calm`.
    pub fits: Vec<String>,
    /// The moments it does not fit.
    pub not: Vec<String>,
}

/// `config/words/prompt_rules.toml`: what no prompt may say.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct PromptRules {
    /// How many prompts a theme has at least.
    pub fewest: usize,
    /// How many words a prompt has at most.
    pub longest: usize,
    /// Words that label a person.
    pub labels: Vec<String>,
    /// A therapist's jargon.
    pub jargon: Vec<String>,
    /// Words that take something for granted: a gender, a living parent, that somebody is there, an age.
    pub assumes: Vec<String>,
    /// Blame, advice, comfort: words that steer.
    pub steers: Vec<String>,
    /// The first words of an invitation, where a prompt is no question.
    pub invitations: Vec<String>,
    /// Questions that a yes or a no would answer begin with these.
    pub closed: Vec<String>,
}

/// `responses/en/learn.toml`: cards on the ideas behind the prompts.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct LearnFile {
    /// What is said before the list of cards.
    pub open: String,
    /// The cards, in order.
    pub card: Vec<CardRow>,
}

/// A card.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardRow {
    /// A word to ask for it by.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What it tells.
    pub text: String,
    /// Where that is from.
    pub sources: Vec<String>,
    /// The prompt it ends in.
    pub ask: String,
}

/// All that prompts are made of.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct PromptRows {
    /// `responses/en/prompts.toml`
    pub words: PromptWords,
    /// `responses/en/prompts/*.toml`, by file
    pub themes: Vec<(String, PromptFile)>,
    /// `config/words/prompt_rules.toml`
    pub rules: PromptRules,
    /// `responses/en/learn.toml`
    pub learn: LearnFile,
}
