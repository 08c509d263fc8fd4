//! The rows of the data files as they are written: what `build.rs` prepares and `--responses` reads anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::discord_rows::{CommandRow, DiscordRows};
use crate::pattern::Pattern;

#[path = "coach_rows.rs"]
pub mod coach;
#[path = "prompt_rows.rs"]
pub mod prompts;
#[path = "sets.rs"]
pub mod sets;

use prompts::{PromptRows, ThemeFile, ThemesFile};

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
    /// Entries of any of these tables that say little of what is felt ("nice", "glad", "alone"): they give way to a situation or to a
    /// plainer word, and those for a cause count only as a predicate ("it was nice", not "a nice house").
    #[serde(default)]
    pub weak: Vec<String>,
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
    /// What the talk does with it: `correction`, `goodbye`, `listener`, `summary`, `topic`.
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
    /// The adjectives of feelings that things bring about, by how that is said: "make", "leave", "feeling" ("left you feeling").
    pub caused: BTreeMap<String, Vec<String>>,
    /// Openings for the wish behind a question, by what is wished for.
    pub wishes: WishRows,
    /// Openings for a question that only sounds like one.
    pub rhetorical: RhetoricalRows,
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

/// How the wish behind a question is opened; what is asked follows. Those that end in a full stop stand alone.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct WishRows {
    /// Yes or no: "whether …" follows.
    pub fact: Vec<String>,
    /// A question word follows.
    pub know: Vec<String>,
    /// "do you think …": "whether …" follows.
    pub view: Vec<String>,
    /// A verb follows: "how do I …".
    pub way: Vec<String>,
    /// "what to …" follows.
    pub work_out: Vec<String>,
    /// A verb follows: "should I …".
    pub choice: Vec<String>,
    /// "what should I say".
    pub right_words: Vec<String>,
    /// "any advice", with what it is on where that was said.
    pub advice: Vec<String>,
    /// "any ideas", with what they are on where that was said.
    pub ideas: Vec<String>,
    /// "with …" or a verb in -ing follows.
    pub help: Vec<String>,
    /// What somebody is wanted to do follows.
    pub someone: Vec<String>,
    /// "someone who has …" follows.
    pub others: Vec<String>,
    /// "what do you think".
    pub opinion: Vec<String>,
    /// "it is okay to …" follows.
    pub allowed: Vec<String>,
}

impl WishRows {
    /// Every list with its name.
    pub fn lists(&self) -> [(&'static str, &Vec<String>); 13] {
        [
            ("wishes.fact", &self.fact),
            ("wishes.know", &self.know),
            ("wishes.view", &self.view),
            ("wishes.way", &self.way),
            ("wishes.work_out", &self.work_out),
            ("wishes.choice", &self.choice),
            ("wishes.right_words", &self.right_words),
            ("wishes.advice", &self.advice),
            ("wishes.ideas", &self.ideas),
            ("wishes.help", &self.help),
            ("wishes.others", &self.others),
            ("wishes.opinion", &self.opinion),
            ("wishes.allowed", &self.allowed),
        ]
    }
}

/// How a question that only sounds like one is opened; what is meant follows as a statement.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct RhetoricalRows {
    /// "why does everyone leave me"
    pub lament: Vec<String>,
    /// "what is the point"; stands alone.
    pub pointless: Vec<String>,
    /// "how could he …"
    pub disbelief: Vec<String>,
    /// "am I a bad mother"
    pub self_doubt: Vec<String>,
    /// "if I tell him, he will leave me", "he is not coming back, is he"
    pub afraid: Vec<String>,
    /// "what if …": what might be follows.
    pub worried: Vec<String>,
    /// "great, another sleepless night": said after what comes once more.
    pub irony: Vec<String>,
    /// After "it's fine, I guess".
    pub half_said: Vec<String>,
    /// "it wasn't my fault, was it"
    pub hoped: Vec<String>,
    /// "it is stupid, isn't it"
    pub half_held: Vec<String>,
    /// "you can not win"
    pub seems: Vec<String>,
}

impl RhetoricalRows {
    /// Every list with its name.
    pub fn lists(&self) -> [(&'static str, &Vec<String>); 11] {
        [
            ("rhetorical.lament", &self.lament),
            ("rhetorical.pointless", &self.pointless),
            ("rhetorical.disbelief", &self.disbelief),
            ("rhetorical.self_doubt", &self.self_doubt),
            ("rhetorical.afraid", &self.afraid),
            ("rhetorical.worried", &self.worried),
            ("rhetorical.irony", &self.irony),
            ("rhetorical.half_said", &self.half_said),
            ("rhetorical.hoped", &self.hoped),
            ("rhetorical.half_held", &self.half_held),
            ("rhetorical.seems", &self.seems),
        ]
    }
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

/// `responses/en/reword/*.toml`: the same said otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct RewordFile {
    /// Its rows.
    #[serde(default)]
    pub row: Vec<RewordRow>,
}

/// One way to say something otherwise.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewordRow {
    /// What is said, after the persons were swapped.
    pub said: String,
    /// How it may be said otherwise.
    pub fresh: String,
    /// A sentence, and what the row makes of it.
    pub example: (String, String),
}

/// `responses/en/terminal.toml`: what `felt chat` says of itself.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct TerminalRows {
    /// Said first: that it is a program, and no therapist.
    pub greeting: String,
    /// What can be typed.
    pub help: String,
    /// Said now and then in a long talk: that it is a program.
    pub reminder: String,
    /// After a command that is none; `{command}` is what was typed.
    pub unknown: String,
    /// Said last.
    pub goodbye: String,
}

/// `config/words/risk.toml` and the files of `config/words/risk/`: what risk is heard in.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct RiskFile {
    /// Signs of risk.
    #[serde(default)]
    pub cue: Vec<CueRow>,
    /// Sayings that hold a sign's words and mean something else: a sign inside one counts no further than the saying.
    #[serde(default)]
    pub guard: Vec<GuardRow>,
    /// What the talk may be about that gives a sign's words another sense: games, films, machines.
    #[serde(default)]
    pub setting: Vec<MarkRow>,
    /// Words that bear on a sign: long ago, just now, distress, a young speaker.
    #[serde(default)]
    pub mark: Vec<MarkRow>,
    /// Fields: words and sayings that mean the same for a sign (ways to die by, getting hold of something, being gone). Cues are put together of them.
    #[serde(default)]
    pub field: Vec<MarkRow>,
    /// What laughs a sign off: words and emoji.
    #[serde(default)]
    pub laughs: Vec<String>,
    /// Families of feelings that count as distress beside a denied sign.
    #[serde(default)]
    pub distress: Vec<String>,
    /// Answers to the plain question, by their first words.
    #[serde(default)]
    pub answers: AnswerWords,
}

impl RiskFile {
    /// Adds the fields, cues, guards, settings and marks of another file.
    pub fn join(&mut self, other: RiskFile) {
        self.cue.extend(other.cue);
        self.field.extend(other.field);
        self.guard.extend(other.guard);
        self.setting.extend(other.setting);
        self.mark.extend(other.mark);
    }
}

/// Signs of one kind.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRow {
    /// Its name, unique.
    pub name: String,
    /// The category, as `docs/safety.md` lists them.
    pub category: String,
    /// The tier where it is asserted, of the one it must be about, now.
    pub tier: u8,
    /// What it is heard in. Where it is empty, the sign is the first of the fields in `all`.
    #[serde(default)]
    pub r#match: Patterns,
    /// Fields that must all stand near the sign, in any order.
    #[serde(default)]
    pub all: Vec<String>,
    /// How many words may stand between the sign and each of the fields.
    #[serde(default = "ten")]
    pub within: usize,
    /// Fields of which none may stand near the sign.
    #[serde(default)]
    pub none: Vec<String>,
    /// Whose it must be.
    #[serde(default)]
    pub who: Whose,
    /// The tier where it is somebody else's: it is then another at risk. 0: no sign.
    #[serde(default)]
    pub others: u8,
    /// The tier where it is denied and the person is in distress; without distress a denied sign is none.
    #[serde(default = "one")]
    pub denied: u8,
    /// The tier where it was and nothing says that it was lately; what was long ago is 1 at most.
    #[serde(default)]
    pub past: Option<u8>,
    /// The tier where it is only thought of ("I would … if …").
    #[serde(default)]
    pub supposed: Option<u8>,
    /// The tier in a question.
    #[serde(default)]
    pub asked: Option<u8>,
    /// The tier in someone's quoted words.
    #[serde(default)]
    pub quoted: u8,
    /// Whether the words say all there is to say: no denial, tense or condition changes them.
    #[serde(default)]
    pub plain: bool,
    /// Whether a "not" in a gap of the pattern denies it.
    #[serde(default)]
    pub inner_denial: bool,
    /// Whether no guard lightens it.
    #[serde(default)]
    pub unguarded: bool,
    /// The settings in which it means something else.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Marks with which it is tier 1 at most, unless the text holds distress or says that it is meant; `laugh` stands for laughter.
    #[serde(default)]
    pub lighter: Vec<String>,
    /// A mark that must be there too.
    #[serde(default)]
    pub with: Option<String>,
    /// Statements and the tier that each must give.
    #[serde(default)]
    pub examples: Vec<(String, u8)>,
}

fn one() -> u8 {
    1
}

fn ten() -> usize {
    10
}

/// Whose a sign must be.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq, Default)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The speaker's, named or left out.
    #[default]
    Me,
    /// Another's, named.
    Other,
    /// Anyone's: the words say whose.
    Any,
}

/// A saying that holds a sign's words and means something else.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardRow {
    /// Its name, unique.
    pub name: String,
    /// What it is heard in, the sign's words included.
    pub r#match: Patterns,
    /// The tier that is left of a sign inside it.
    #[serde(default)]
    pub tier: u8,
    /// Statements and the tier that each must give.
    #[serde(default)]
    pub examples: Vec<(String, u8)>,
}

/// Words that bear on a sign.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRow {
    /// Its name; several rows may share one.
    pub name: String,
    /// What it is heard in.
    pub r#match: Patterns,
}

/// First words of an answer to the plain question.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct AnswerWords {
    /// Yes.
    pub yes: Vec<String>,
    /// No.
    pub no: Vec<String>,
    /// "That's not what I meant", typed.
    pub not_meant: Vec<String>,
}

/// `responses/en/safety.toml`: what is said where there is a risk.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct SafetyFile {
    /// That it is a program, said in every message.
    pub program: String,
    /// Added once to a reflection at tier 1.
    pub note: String,
    /// Said once after "That's not what I meant".
    pub not_meant: String,
    /// Said after a "no" to the plain question.
    pub no: String,
    /// Said while a tier holds and nothing new is heard.
    pub stay: Vec<String>,
    /// What `/help-now` says first.
    pub help_now: String,
    /// How the lines are given.
    pub lines: LineWords,
    /// What is said, by category and tier.
    pub case: Vec<CaseRow>,
    /// Guidance for someone who looks at another's message.
    pub helper: CaseRow,
}

/// How lines of help are given. `{number}`, `{name}` and the like stand for what `config/help_lines.toml` says.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    /// The emergency number.
    pub emergency: String,
    /// Where no emergency number is known.
    pub emergency_unknown: String,
    /// A line to call.
    pub call: String,
    /// A line to text.
    pub text: String,
    /// A line to call or text at one number.
    pub call_or_text: String,
    /// A line that can only be written to or looked up.
    pub web: String,
    /// Where to find a line anywhere.
    pub anywhere: String,
    /// The poison line.
    pub poison: String,
}

/// What is said in one case: acknowledge, ask plainly, the numbers, one human.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct CaseRow {
    /// Its name, unique.
    pub name: String,
    /// The categories it is for.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The lowest tier it is for.
    #[serde(default)]
    pub from: u8,
    /// What says that it was heard.
    pub acknowledge: String,
    /// The plain question; none where it would be the wrong one.
    #[serde(default)]
    pub ask: String,
    /// What to do now, where there is something.
    #[serde(default)]
    pub now: String,
    /// The kinds of lines, in the order they are given: `emergency`, `poison`, `crisis`, `child`, `abuse`.
    pub lines: Vec<String>,
    /// One human.
    pub person: String,
    /// Whether the lines come first.
    #[serde(default)]
    pub lines_first: bool,
    /// Said instead of the whole when the same is heard again.
    #[serde(default)]
    pub again: String,
}

/// `config/help_lines.toml`: lines of help by country.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct HelpFile {
    /// The countries.
    #[serde(default)]
    pub country: Vec<CountryRow>,
}

/// The lines of one country.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryRow {
    /// Its ISO 3166 code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its lines.
    pub line: Vec<LineRow>,
}

/// A line of help.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRow {
    /// `emergency`, `crisis`, `child`, `abuse` or `poison`.
    pub kind: String,
    /// What it is called; empty for an emergency number.
    #[serde(default)]
    pub name: String,
    /// The number to call.
    #[serde(default)]
    pub call: String,
    /// The number to text, with what to write where it asks for a word.
    #[serde(default)]
    pub text: String,
    /// Where it can be written to.
    #[serde(default)]
    pub web: String,
    /// The address of the page that was read.
    pub source: String,
    /// The day it was read, as year-month-day.
    pub read: String,
}

/// Every data file that `build.rs` prepares.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct Rows {
    /// Whether they are those built in without what only checks, tests and the coach need. `felt check` and the tests have found them sound:
    /// what is wrong with them is not looked for again.
    pub bare: bool,
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
    /// `responses/en/reword/*.toml`, by file
    pub reword: Vec<(String, RewordFile)>,
    /// `responses/en/terminal.toml`
    pub terminal: TerminalRows,
    /// `responses/en/discord.toml`
    pub discord: DiscordRows,
    /// `responses/en/commands.toml`
    pub commands: BTreeMap<String, CommandRow>,
    /// `config/words/risk.toml`
    pub risk: RiskFile,
    /// `responses/en/safety.toml`
    pub safety: SafetyFile,
    /// `config/help_lines.toml`
    pub help_lines: HelpFile,
    /// What the coach goes by.
    pub coach: coach::CoachRows,
    /// `config/words/themes.toml`
    pub themes: ThemesFile,
    /// `config/words/themes/*.toml`, by file
    pub theme: Vec<(String, ThemeFile)>,
    /// Prompts, cards and the self-check
    pub prompts: PromptRows,
}

impl Rows {
    /// Leaves out what only checks, tests and the coach need.
    #[allow(dead_code, reason = "build.rs makes them bare")]
    pub fn make_bare(&mut self) {
        self.bare = true;
        self.coach = coach::CoachRows::default();
        self.prompts.rules = prompts::PromptRules::default();
        let frames = self.frames.iter_mut().flat_map(|(_, file)| &mut file.frame);
        frames.for_each(|row| row.examples.clear());
        let phrases = self.feelings.values_mut().flat_map(|family| &mut family.phrase);
        phrases.for_each(|row| row.examples.clear());
        self.talk.talk.iter_mut().for_each(|row| row.examples.clear());
        let reword = self.reword.iter_mut().flat_map(|(_, file)| &mut file.row);
        reword.for_each(|row| row.example = Default::default());
        self.risk.cue.iter_mut().for_each(|row| row.examples.clear());
        self.risk.guard.iter_mut().for_each(|row| row.examples.clear());
        for row in self.theme.iter_mut().flat_map(|(_, file)| &mut file.row) {
            row.examples.clear();
            row.not.clear();
        }
        for row in &mut self.themes.abuse {
            row.examples.clear();
            row.not.clear();
        }
    }
}
