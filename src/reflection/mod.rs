//! From what was understood to what is said back: person shift, fewer words, a wording, and a last check.
//!
//! Each kind of reflection is a file under `kinds/` that drafts; the heaviest draft that the last check lets pass is said.

pub mod asked;
pub mod check;
pub mod choice;
pub mod clauses;
pub mod compress;
pub mod fresh;
pub mod grammar;
pub mod kinds;
mod referent;
pub mod reword;
pub mod sentence;
mod shorten;
mod stops;
pub mod template;
pub mod voice;

use crate::Engine;
use crate::understanding::Understanding;
use check::Refusal;
use choice::Finish;
use clauses::Clauses;
use voice::Said;

/// The kinds of reflection (and of answers that are none), as `felt reflect --json` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A listener's sound.
    Sound,
    /// The phrase given back.
    Repeat,
    /// The same in fewer or fresher words.
    Rephrase,
    /// The feeling.
    Feeling,
    /// The feeling and what it is about.
    FeelingReason,
    /// What it means.
    Meaning,
    /// Two sides at once.
    DoubleSided,
    /// The next sentence of the paragraph.
    Continuing,
    /// Several things drawn together.
    Summary,
    /// A question's wish.
    Wish,
    /// About the talk itself.
    Talk,
    /// The safe message.
    Safety,
}

impl Kind {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sound => "sound",
            Kind::Repeat => "repeat",
            Kind::Rephrase => "rephrase",
            Kind::Feeling => "feeling",
            Kind::FeelingReason => "feeling_reason",
            Kind::Meaning => "meaning",
            Kind::DoubleSided => "double_sided",
            Kind::Continuing => "continuing",
            Kind::Summary => "summary",
            Kind::Wish => "wish",
            Kind::Talk => "talk",
            Kind::Safety => "safety",
        }
    }

    /// Simple or complex (MITI 4.2.1, section E), where it is a reflection.
    pub fn depth(self) -> Option<&'static str> {
        match self {
            Kind::Repeat | Kind::Rephrase | Kind::Feeling | Kind::Wish => Some("simple"),
            Kind::FeelingReason | Kind::Meaning | Kind::DoubleSided | Kind::Continuing | Kind::Summary => Some("complex"),
            Kind::Sound | Kind::Talk | Kind::Safety => None,
        }
    }
}

/// A reflection that a kind proposes.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Its kind.
    pub kind: Kind,
    /// Its words.
    pub words: Vec<Said>,
    /// How much it brings back: the weight of what it is about, and of the kind.
    pub weight: f32,
    /// The rule that made it.
    pub rule: String,
    /// The clause it is about.
    pub clause: Option<usize>,
    /// Whether "I" and "me" in it are the listener's own.
    pub own_voice: bool,
    /// Whether a row gave it its words.
    pub worded: bool,
    /// Why it may not be said, if so.
    pub refused: Option<Refusal>,
}

impl Proposal {
    /// A proposal before its check.
    pub fn new(kind: Kind, words: Vec<Said>, weight: f32, rule: impl Into<String>, clause: Option<usize>) -> Proposal {
        Proposal {
            kind,
            words,
            weight,
            rule: rule.into(),
            clause,
            own_voice: false,
            worded: false,
            refused: None,
        }
    }

    /// The sentence.
    pub fn text(&self) -> String {
        sentence::write(&self.words)
    }
}

/// Everything that could be said back, the heaviest first; refused proposals come last.
pub fn propose(engine: &Engine, heard: &Understanding, seed: u64) -> Vec<Proposal> {
    let clauses = Clauses::of(heard);
    let finish = Finish::of(engine, heard, seed);
    let drafts = choice::drafts(engine, &clauses, seed);
    let mut proposals: Vec<Proposal> = drafts.into_iter().filter_map(|draft| finish.finish(draft)).collect();
    for proposal in &mut proposals {
        proposal.refused = proposal.refused.or_else(|| check::refuse_unread(proposal));
    }
    proposals.sort_by(|a, b| a.refused.is_some().cmp(&b.refused.is_some()).then(b.weight.total_cmp(&a.weight)));
    proposals
}

/// Chooses one of several wordings of equal worth: by the seed and by what is said, so that a talk varies and a test repeats.
pub fn pick<T>(list: &[T], seed: u64, salt: usize) -> Option<&T> {
    let mixed = (seed ^ (salt as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 33;
    list.get(mixed as usize % list.len().max(1))
}
