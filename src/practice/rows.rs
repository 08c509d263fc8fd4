//! The rows of practice as they are written: `responses/en/practice.toml`, `vignettes/*.toml`, `clients/*.toml`. `build.rs` prepares them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All of it, each file of vignettes and clients with its name.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct PracticeRows {
    /// `practice.toml`.
    pub general: GeneralRows,
    /// `vignettes/*.toml`.
    pub vignettes: Vec<(String, VignetteFile)>,
    /// `clients/*.toml`.
    pub clients: Vec<(String, ClientFile)>,
}

/// `practice.toml`.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct GeneralRows {
    /// What is said around the vignettes.
    pub words: WordRows,
    /// Language features, and what each is.
    pub features: BTreeMap<String, String>,
    /// Themes, and how each is called.
    pub themes: BTreeMap<String, String>,
    /// What no good reflection of a vignette may hold.
    pub forbidden: ForbiddenRows,
    /// Exercises for one skill.
    #[serde(default)]
    pub exercise: Vec<ExerciseRow>,
    /// How a client takes a reply, the first row that fits.
    #[serde(default)]
    pub r#move: Vec<MoveRow>,
    /// What a session's measures suggest to try.
    #[serde(default)]
    pub advice: Vec<TryRow>,
}

/// What is said around the vignettes.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct WordRows {
    /// At the start of vignettes.
    pub greeting: String,
    /// At the start of a talk with a client.
    pub client_greeting: String,
    /// What can be typed.
    pub help: String,
    /// After the feedback.
    pub go_on: String,
    /// Where nothing of the sort that was asked for is there.
    pub none: String,
    /// Where all of the sort were shown.
    pub all_seen: String,
    /// At the end of a talk that came to the bottom.
    pub opened: String,
    /// At the end of one that did not.
    pub not_opened: String,
    /// To a reply that is about the trainee's own danger.
    pub safety: String,
    /// Before one of `sit_with`.
    pub sit_with_title: String,
    /// The parallel-process check: what of it is one's own.
    pub sit_with: Vec<String>,
}

/// What no good reflection of a vignette may hold.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenRows {
    /// Words and phrases, found as whole words in any case.
    pub words: Vec<String>,
}

/// A file of vignettes.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct VignetteFile {
    /// Its rows.
    #[serde(default)]
    pub vignette: Vec<Vignette>,
}

/// Something a client says, what is in it, and replies to it, good and bad.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Vignette {
    /// Unique over all files.
    pub id: String,
    /// 1, plain, to 3, hard.
    pub level: u8,
    /// One of the themes.
    pub theme: String,
    /// The language feature there is to practise with.
    pub feature: String,
    /// Whether it is for grown-ups alone.
    #[serde(default)]
    pub adult: bool,
    /// Who speaks, in a few words.
    pub who: String,
    /// What they say.
    pub says: String,
    /// What they feel, the weightiest first.
    pub feelings: Vec<String>,
    /// The family of the weightiest.
    pub family: String,
    /// What happened.
    pub content: String,
    /// What it means to them.
    pub meaning: String,
    /// The two sides, where there are two.
    #[serde(default)]
    pub ambivalence: Option<String>,
    /// Good simple reflections.
    pub simple: Vec<String>,
    /// Good complex reflections.
    pub complex: Vec<String>,
    /// Typical bad answers: the fault and the answer.
    pub bad: Vec<(String, String)>,
}

/// A file of clients.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct ClientFile {
    /// Its rows.
    #[serde(default)]
    pub client: Vec<ClientRow>,
}

/// A client who talks over several turns, and opens up or closes up after what is said.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct ClientRow {
    /// Unique over all files.
    pub id: String,
    /// 1 to 3.
    pub level: u8,
    /// One of the themes.
    pub theme: String,
    /// Whether they are for grown-ups alone.
    #[serde(default)]
    pub adult: bool,
    /// Who they are, in a few words.
    pub who: String,
    /// What lies under what they say first; told at the end.
    pub under: String,
    /// The state they begin in.
    pub starts: String,
    /// Their states.
    pub state: Vec<StateRow>,
}

/// A state of a client: what they say, and where a reply takes them. A reply for which no state is named leaves them where they are.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct StateRow {
    /// Its name, unique within the client.
    pub name: String,
    /// How far they have opened up, from 0.
    pub depth: u8,
    /// Whether the talk has come to its end here.
    #[serde(default)]
    pub ends: bool,
    /// What they say on coming here: the first time, the second …; the last of them from then on.
    pub says: Vec<String>,
    /// What they say where a reply leaves them here.
    #[serde(default)]
    pub stays: Vec<String>,
    /// After a reflection that meets them.
    #[serde(default)]
    pub felt: Option<String>,
    /// After any other reflection.
    #[serde(default)]
    pub heard: Option<String>,
    /// After a question.
    #[serde(default)]
    pub asked: Option<String>,
    /// After advice and the like.
    #[serde(default)]
    pub pushed: Option<String>,
    /// After a reflection that misses them.
    #[serde(default)]
    pub missed: Option<String>,
    /// After anything else.
    #[serde(default)]
    pub other: Option<String>,
}

/// How a client takes a reply, and in which replies it is seen. What is not given does not matter.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct MoveRow {
    /// `felt`, `heard`, `asked`, `pushed`, `missed` or `other`.
    pub name: String,
    /// One of these faults is in it.
    #[serde(default)]
    pub flags: Vec<String>,
    /// What it mainly does.
    #[serde(default)]
    pub code: Option<String>,
    /// How good a reflection it is at least.
    #[serde(default)]
    pub score: f32,
}

/// An exercise for one skill.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct ExerciseRow {
    /// Its name, as it is typed.
    pub name: String,
    /// Its name, as it is shown.
    pub title: String,
    /// What is to be done.
    pub task: String,
    /// What it is good for.
    pub why: String,
    /// Which vignettes suit.
    pub picks: Picks,
    /// At most so many words.
    #[serde(default)]
    pub longest: Option<usize>,
    /// At most this share of the statement's words.
    #[serde(default)]
    pub share: Option<f32>,
    /// No longer run of words that stand in the statement too.
    #[serde(default)]
    pub run: Option<usize>,
    /// One of these words must be there.
    #[serde(default)]
    pub any: Vec<String>,
    /// None of these words may be there.
    #[serde(default)]
    pub none: Vec<String>,
    /// None of these faults may be there.
    #[serde(default)]
    pub flags: Vec<String>,
    /// Vignettes and replies that keep the task.
    pub kept: Vec<(String, String)>,
    /// Vignettes and replies that miss it.
    pub missed: Vec<(String, String)>,
}

/// Which vignettes suit an exercise.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Picks {
    /// Those with one of these features; any where none is named.
    #[serde(default)]
    pub features: Vec<String>,
    /// Those with two sides alone.
    #[serde(default)]
    pub ambivalence: bool,
    /// Those of at least so many words.
    #[serde(default)]
    pub words: usize,
}

/// One thing to try after a session, and when: the first row that fits.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct TryRow {
    /// Where this fault was there most, and at least twice.
    #[serde(default)]
    pub flag: Option<String>,
    /// Where there were fewer reflections to a question than this.
    #[serde(default)]
    pub ratio_below: Option<f32>,
    /// Where less than this share of the reflections was complex.
    #[serde(default)]
    pub complex_below: Option<f32>,
    /// What to try.
    pub say: String,
}

impl StateRow {
    /// The ways on from here: how the reply was taken, and the state it leads to.
    pub fn ways(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("felt", &self.felt),
            ("heard", &self.heard),
            ("asked", &self.asked),
            ("pushed", &self.pushed),
            ("missed", &self.missed),
            ("other", &self.other),
        ]
        .into_iter()
        .filter_map(|(way, to)| Some((way, to.as_deref()?)))
    }
}
