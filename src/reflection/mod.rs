//! From what was understood to what is said back: person shift, fewer words, a wording, and a last check.
//!
//! Each kind of reflection is a file under `kinds/` that proposes; the heaviest proposal that the last check lets pass is said.

pub mod check;
pub mod compress;
pub mod fresh;
pub mod kinds;
pub mod sentence;
pub mod template;
pub mod voice;

use crate::Engine;
use crate::understanding::Understanding;
use check::Refusal;
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
    /// The feeling hit or frame family it voices.
    pub voiced: Option<usize>,
    /// Whether "I" and "me" in it are the listener's own.
    pub own_voice: bool,
    /// Why it may not be said, if so.
    pub refused: Option<Refusal>,
}

impl Proposal {
    /// A proposal before its check.
    pub fn new(kind: Kind, words: Vec<Said>, weight: f32, rule: impl Into<String>, clause: Option<usize>) -> Proposal {
        Proposal { kind, words, weight, rule: rule.into(), clause, voiced: None, own_voice: false, refused: None }
    }

    /// The sentence.
    pub fn text(&self) -> String {
        sentence::write(&self.words)
    }
}

/// Everything that could be said back, the heaviest first; refused proposals come last.
pub fn propose(engine: &Engine, heard: &Understanding, seed: u64) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    kinds::meaning::propose(engine, heard, seed, &mut proposals);
    kinds::feeling::propose(engine, heard, seed, &mut proposals);
    kinds::rephrase::propose(engine, heard, seed, &mut proposals);
    kinds::double_sided::propose(engine, heard, seed, &mut proposals);
    kinds::wish::propose(engine, heard, seed, &mut proposals);
    kinds::repeat::propose(engine, heard, &mut proposals);
    let typed = heard.parsed.statement.typed_words;
    for proposal in &mut proposals {
        engine.rephrase.apply(&mut proposal.words);
        proposal.refused = check::refuse(&proposal.words, typed, proposal.own_voice);
        proposal.weight -= verbatim(heard, &proposal.words);
    }
    proposals.sort_by(|a, b| a.refused.is_some().cmp(&b.refused.is_some()).then(b.weight.total_cmp(&a.weight)));
    proposals
}

/// Parroting costs: a run of seven words and more that was only turned round (experts commit it in under 2% of reflections).
fn verbatim(heard: &Understanding, words: &[Said]) -> f32 {
    if heard.parsed.statement.typed_words < 10 {
        return 0.0;
    }
    let mut source: Vec<&str> = Vec::with_capacity(heard.parsed.tokens().len());
    source.extend(heard.parsed.tokens().iter().filter(|t| !t.is_mark()).map(|t| match t.word.as_str() {
        "i" | "me" | "we" | "us" => "you",
        "my" | "our" => "your",
        "mine" => "yours",
        "myself" => "yourself",
        word => word,
    }));
    let said: Vec<&str> = words.iter().filter(|w| w.tag != crate::words::Tag::Edge).map(|w| w.text.as_str()).collect();
    let longest = longest_run(&source, &said);
    if longest >= 7 { 0.25 * (longest - 6) as f32 + 0.6 } else { 0.0 }
}

/// The longest run of words that two lists share.
fn longest_run(a: &[&str], b: &[&str]) -> usize {
    let mut best = 0;
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        for j in (1..=b.len()).rev() {
            row[j] = if *x == b[j - 1] { row[j - 1] + 1 } else { 0 };
            best = best.max(row[j]);
        }
    }
    best
}

/// Chooses one of several wordings of equal worth: by the seed and by what is said, so that a talk varies and a test repeats.
pub fn pick<T>(list: &[T], seed: u64, salt: usize) -> Option<&T> {
    let mixed = (seed ^ (salt as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 33;
    list.get(mixed as usize % list.len().max(1))
}
