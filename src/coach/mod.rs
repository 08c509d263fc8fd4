//! The coach: what a listener's reply does, how well it gives back what was said, and what a trainee is told of it.
//!
//! [`code`] is pure. It reads the reply and the statement with the engine's own understanding, takes named features of both ([`features`](Features)),
//! and weighs them with `config/coach_weights.toml`. Which words show what is a row of `responses/en/coach/`. See `docs/coach.md`.

mod actors;
mod behaviours;
mod better;
mod codes;
mod compare;
mod cues;
mod faults;
mod features;
mod feedback;
mod felt;
mod hearing;
mod score;
mod theirs;
mod turned;
mod weights;
mod words;

pub use codes::{Asked, Behaviour, Depth, Fault, Main};
pub use compare::Related;
pub use cues::{Cue, CueHit, Cues};
pub use features::Features;
pub use weights::Weights;

use std::collections::HashSet;
use std::ops::Range;

use crate::Engine;
use crate::data;
use crate::data::rows::coach::{CoachRows, FeedbackRows};
use hearing::{Heard, Said};

/// What the coach goes by, loaded and checked.
#[derive(Debug, Clone, Default)]
pub struct Coach {
    /// Words that say what a reply does.
    pub cues: Cues,
    /// Words that go together.
    pub related: Related,
    /// Words of no subject.
    general: HashSet<String>,
    /// Listeners' sounds.
    sounds: HashSet<String>,
    /// Openings that say nothing themselves.
    stems: turned::Stems,
    /// Words by which a person holds something: what follows them is the person's.
    views: HashSet<String>,
    /// What shows a feeling and does not say which.
    expressions: HashSet<String>,
    /// Words that carry weight and name no feeling.
    weighing: HashSet<String>,
    /// The weights.
    pub weights: Weights,
    /// What is told.
    pub feedback: FeedbackRows,
}

impl Coach {
    /// That of the rows built into the program, which the tests have found sound.
    pub fn built_in() -> Coach {
        let rows = data::built_in().map(|rows| rows.coach).unwrap_or_default();
        Coach::new(rows).unwrap_or_default()
    }

    /// Takes over the rows.
    ///
    /// # Errors
    /// Names every fault, a line each: the file, the entry, the cause.
    pub fn new(rows: CoachRows) -> Result<Coach, String> {
        Ok(Coach {
            cues: Cues::new(&rows.cues)?,
            related: Related::new(&rows.related)?,
            stems: turned::Stems::new(&rows.general.stems),
            general: rows.general.words.into_iter().collect(),
            sounds: rows.general.sounds.into_iter().collect(),
            expressions: rows.general.expressions.into_iter().collect(),
            weighing: rows.general.weighing.into_iter().collect(),
            views: rows.general.views.into_iter().collect(),
            weights: Weights::new(&rows.weights),
            feedback: rows.feedback,
        })
    }
}

/// What a reply does, and how well.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// What it mainly does.
    pub main: Main,
    /// How much its reflection adds, where there is one in it.
    pub reflection: Option<Depth>,
    /// How sure simple against complex is, 0.5 to 1; experts themselves differ.
    pub reflection_confidence: Option<f32>,
    /// What its question leaves open, where there is one in it.
    pub question: Option<Asked>,
    /// Its behaviours, each at most once, in the order of their words.
    pub codes: Vec<Coded>,
    /// What there is to mend, the weightiest first; empty for a reply with nothing to mend.
    pub faults: Vec<Mend>,
    /// How good a reflection of the statement it is, 0 to 1.
    pub score: f32,
    /// What a trainee is told.
    pub feedback: Feedback,
}

/// A behaviour and the words it hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// The behaviour.
    pub behaviour: Behaviour,
    /// Characters of the reply.
    pub span: Range<usize>,
}

/// A fault and the words it hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The fault.
    pub fault: Fault,
    /// Characters of the reply; empty where something is missing.
    pub span: Range<usize>,
}

/// What a trainee is told, piece by piece, so that it can be laid out or shortened. [`Feedback::text`] is the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feedback {
    /// What worked.
    pub worked: String,
    /// The one thing to change, with the words it is about.
    pub change: Option<String>,
    /// Where experts differ.
    pub note: Option<String>,
    /// The nearest better reply made from this one; none at risk tier 2 and above.
    pub better: Option<String>,
}

impl Feedback {
    /// All of it as one text.
    pub fn text(&self) -> String {
        let better = self.better.as_ref().map(|b| format!("Nearest to yours: \u{201c}{b}\u{201d}"));
        [Some(self.worked.clone()), self.change.clone(), self.note.clone(), better]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<String>>()
            .join(" ")
    }
}

/// What is this likely is in the reply; `tools/fit_coach.py` has the same number, and prints what it is worth.
const PRESENT: f32 = 0.45;

/// What the weights say of a reply.
struct Verdict {
    main: Main,
    reflection: Option<Depth>,
    /// How likely complex.
    complex: f32,
    question: Option<Asked>,
    /// Whether there is input in it.
    informs: bool,
    chances: [f32; 4],
    score: f32,
}

impl Verdict {
    fn of(engine: &Engine, heard: &Heard<'_>) -> Verdict {
        let weights = &engine.coach.weights;
        let features = heard.features(engine);
        let chances = weights.main(&features);
        let main = Main::likeliest(&chances);
        let present = weights.present(&features);
        let complex = weights.complex(&features);
        let open = weights.open(&features);
        let mut measures = score::measures(engine, heard);
        score::with_style(&mut measures, weights.style(&features));
        Verdict {
            main,
            reflection: (main == Main::Reflection || present[0] > PRESENT).then_some(if complex > 0.5 { Depth::Complex } else { Depth::Simple }),
            complex,
            question: (main == Main::Question || present[1] > PRESENT).then_some(if open > 0.5 { Asked::Open } else { Asked::Closed }),
            informs: main == Main::Input || present[2] > PRESENT,
            chances,
            score: weights.score(&measures),
        }
    }
}

/// Codes a reply to a statement. `earlier` are replies of the same listener before it, for openings that come again. It always codes, whatever the
/// risk in the statement; at risk tier 2 and above the feedback holds no reflection of it.
pub fn code(engine: &Engine, statement: &str, reply: &str, earlier: &[&str]) -> Coding {
    let said = Said::of(engine, statement);
    let heard = Heard::of(engine, &said, reply);
    let verdict = Verdict::of(engine, &heard);
    let utterances = behaviours::utterances(engine, &said, reply, &heard, verdict.chances);
    let codes = behaviours::codes(engine, &heard, &utterances, &verdict);
    let faults = faults::faults(engine, &heard, &utterances, &verdict, earlier);
    let at_risk = engine.risk(statement).is_some_and(|risk| risk.tier >= 2);
    let feedback = feedback::feedback(engine, reply, &heard, &verdict, &codes, &faults, at_risk);
    Coding {
        main: verdict.main,
        reflection: verdict.reflection,
        reflection_confidence: verdict.reflection.map(|_| verdict.complex.max(1.0 - verdict.complex)),
        question: verdict.question,
        codes,
        faults,
        score: verdict.score,
        feedback,
    }
}

/// What is amiss with the messages: one that is looked up and not there, or that says nothing.
pub fn faulty_messages(rows: &FeedbackRows) -> Vec<String> {
    let (worked, change, said) = feedback::names();
    [("worked", worked, &rows.worked), ("change", change, &rows.change), ("said", said, &rows.said)]
        .into_iter()
        .flat_map(|(table, names, rows)| names.into_iter().map(move |name| (table, name, rows.get(name))))
        .filter(|(.., text)| text.is_none_or(|text| text.trim().is_empty()))
        .map(|(table, name, _)| format!("[{table}] {name}: says nothing"))
        .collect()
}

/// A simple and a complex reflection of a statement, to be shown on request; either may be wanting, and both are at risk tier 2 and above.
pub fn examples(engine: &Engine, statement: &str) -> (Option<String>, Option<String>) {
    if engine.risk(statement).is_some_and(|risk| risk.tier >= 2) {
        return (None, None);
    }
    better::examples(engine, &Said::of(engine, statement))
}

/// What is weighed of a reply, as `tools/fit_coach.py` takes it: for the behaviours, and for the score.
pub fn features_of(engine: &Engine, statement: &str, reply: &str) -> (Features, Features) {
    let said = Said::of(engine, statement);
    let heard = Heard::of(engine, &said, reply);
    (heard.features(engine), score::measures(engine, &heard))
}
