//! What of a reply is weighed: named, so that a trainer can read `config/coach_weights.toml`.
//!
//! | name | what |
//! |---|---|
//! | `cue NAME` | a cue of `responses/en/coach/cues/`, or any that shows this fault |
//! | `word W`, `pair A B` | general words (`responses/en/coach/general.toml`) next to one another |
//! | `opens A`, `opens A B` | how the reply begins |
//! | `starts A B` | how a sentence of it begins |
//! | `ends A` | its last word |
//! | `shape …` | length, marks, numbers |
//! | `said …` | what kind of statement it answers |
//! | `back …` | what it brings back of the statement |

use super::compare::Brought;
use super::words::{Stretch, Word};

/// Features with their values, 1 where they are simply there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Features(Vec<(String, f32)>);

impl Features {
    /// Notes a feature once.
    pub(super) fn note(&mut self, name: String, value: f32) {
        if !self.0.iter().any(|(known, _)| *known == name) {
            self.0.push((name, value));
        }
    }

    fn there(&mut self, name: impl Into<String>) {
        self.note(name.into(), 1.0);
    }

    /// Every feature.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f32)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

/// What features are taken from.
pub(super) struct Seen<'s> {
    /// The reply's words.
    pub words: &'s [Word],
    /// Its stretches.
    pub stretches: &'s [Stretch],
    /// The names of its cues.
    pub cues: Vec<&'s str>,
    /// What it brings back.
    pub brought: &'s Brought,
    /// The statement's words.
    pub said: &'s [Word],
}

/// Takes the features. `general` says of a word whether runs of it are weighed.
pub(super) fn features(seen: &Seen<'_>, general: &dyn Fn(&str) -> bool, sound: &dyn Fn(&str) -> bool) -> Features {
    let mut features = Features::default();
    for name in &seen.cues {
        features.there(format!("cue {name}"));
    }
    runs(seen, general, &mut features);
    shape(seen, sound, &mut features);
    statement(seen, sound, &mut features);
    back(seen, &mut features);
    features
}

fn runs(seen: &Seen<'_>, general: &dyn Fn(&str) -> bool, features: &mut Features) {
    let known: Vec<Option<&str>> = seen.words.iter().map(|w| (w.mark || general(&w.text)).then_some(w.text.as_str())).collect();
    for (i, word) in known.iter().enumerate() {
        let Some(a) = word else { continue };
        if !seen.words[i].mark {
            features.there(format!("word {a}"));
        }
        let Some(Some(b)) = known.get(i + 1) else { continue };
        features.there(format!("pair {a} {b}"));
    }
    let first: Vec<&str> = seen.words.iter().filter(|w| !w.mark).take(2).map(|w| w.text.as_str()).collect();
    if let Some(a) = first.first().filter(|a| general(a)) {
        features.there(format!("opens {a}"));
        if let Some(b) = first.get(1).filter(|b| general(b)) {
            features.there(format!("opens {a} {b}"));
        }
    }
    for stretch in seen.stretches {
        let known = &known[stretch.words.clone()];
        if let Some(Some(a)) = known.first() {
            features.there(format!("starts {a}"));
            if let Some(Some(b)) = known.get(1) {
                features.there(format!("starts {a} {b}"));
            }
        }
    }
    let last = seen.words.iter().rfind(|w| !w.mark).filter(|w| general(&w.text));
    if let Some(last) = last {
        features.there(format!("ends {}", last.text));
    }
}

/// Words that open a question by their order.
const ASKING: [&str; 30] = [
    "do", "does", "did", "are", "is", "was", "were", "have", "has", "had", "can", "could", "would", "will", "should", "may", "shall", "what", "how", "why",
    "when", "where", "who", "which", "any", "anything", "am", "might", "whose", "tell",
];

/// The step of a number on a scale.
fn step(number: usize, steps: &[usize]) -> usize {
    steps.iter().copied().rfind(|s| number >= *s).unwrap_or(0)
}

fn shape(seen: &Seen<'_>, sound: &dyn Fn(&str) -> bool, features: &mut Features) {
    let count = seen.words.iter().filter(|w| !w.mark).count();
    features.there(format!("shape words {}", step(count, &[1, 2, 3, 4, 6, 9, 13, 18, 26, 40, 70])));
    features.there(format!("shape sentences {}", step(seen.stretches.len(), &[1, 2, 3, 4, 6, 9])));
    let asked = seen.stretches.iter().filter(|s| s.asked).count();
    if asked > 0 {
        features.there("shape asks");
        features.there(format!("shape asks {}", step(asked, &[1, 2, 3])));
    }
    for stretch in seen.stretches {
        let words = &seen.words[stretch.words.clone()];
        let opening: Vec<&str> = words.iter().filter(|w| !w.mark && !sound(&w.text)).take(2).map(|w| w.text.as_str()).collect();
        let told = matches!(
            opening.first(),
            Some(&("you" | "your" | "it" | "that" | "there" | "this" | "he" | "she" | "they" | "but" | "and" | "because"))
        );
        let inverted = matches!(opening.as_slice(), [first, ..] if ASKING.contains(first));
        if stretch.asked && told {
            features.there("shape tells with a question mark");
        }
        if stretch.asked && inverted {
            features.there("shape asks by its words");
        }
        if !stretch.asked && inverted {
            features.there("shape asks without a mark");
        }
        if !stretch.asked && words.len() >= 5 && told {
            features.there("shape tells at length");
        }
    }
    if let Some(last) = seen.stretches.last() {
        features.there(if last.asked { "shape ends asking" } else { "shape ends telling" });
    }
    if seen.words.last().is_some_and(|w| w.text == "-") {
        features.there("shape broken off");
    }
    if seen.words.first().is_some_and(|w| w.text == "-") {
        features.there("shape goes on");
    }
    let numbers = seen.words.iter().filter(|w| w.text.starts_with(|c: char| c.is_ascii_digit())).count();
    if numbers > 0 {
        features.there(format!("shape numbers {}", step(numbers, &[1, 2, 4])));
    }
    if seen.words.iter().all(|w| w.mark || sound(&w.text)) {
        features.there("shape sounds alone");
    }
    let of = |list: &[&str]| seen.words.iter().filter(|w| list.contains(&w.text.as_str())).count();
    let you = of(&["you", "your", "yours", "yourself"]);
    let i = of(&["i", "me", "my", "mine", "we", "us", "our"]);
    features.there(format!("shape you {}", step(you, &[1, 2, 3, 5, 8])));
    features.there(format!("shape i {}", step(i, &[1, 2, 3, 5])));
    if you == 0 && i == 0 && count > 3 {
        features.there("shape nobody");
    }
    if you > i && asked == 0 && count > 3 {
        features.there("shape tells of you");
    }
    let they = of(&["he", "she", "they", "him", "her", "them", "his", "their"]);
    if they > 0 {
        features.there("shape they");
    }
}

fn statement(seen: &Seen<'_>, sound: &dyn Fn(&str) -> bool, features: &mut Features) {
    let count = seen.said.iter().filter(|w| !w.mark).count();
    features.there(format!("said words {}", step(count, &[1, 2, 4, 7, 12, 20, 35, 60])));
    if count > 0 && seen.said.iter().all(|w| w.mark || sound(&w.text)) {
        features.there("said sounds alone");
    }
    match seen.said.last().map(|w| w.text.as_str()) {
        Some("?") => features.there("said asks"),
        Some("-") => features.there("said broken off"),
        _ => {}
    }
    let reply = seen.words.iter().filter(|w| !w.mark).count();
    if count >= 4 && reply >= 4 {
        let ratio = reply * 4 / count;
        features.there(format!("shape against said {}", step(ratio, &[1, 2, 4, 6, 10, 20])));
    }
}

fn back(seen: &Seen<'_>, features: &mut Features) {
    let total = |list: &[(usize, f32)]| list.iter().map(|(_, tie)| *tie).sum::<f32>();
    let tied = total(&seen.brought.reply);
    let heavy = seen.brought.reply.len();
    let share = if heavy == 0 { 0.0 } else { tied / heavy as f32 };
    let covered = match seen.brought.statement.len() {
        0 => 0.0,
        n => total(&seen.brought.statement) / n as f32,
    };
    features.there(format!("back words {}", step(tied as usize, &[1, 2, 3, 5])));
    features.there(format!("back new {}", step((heavy as f32 - tied) as usize, &[1, 2, 4, 7, 12])));
    if heavy > 0 && !seen.brought.statement.is_empty() {
        features.there(format!("back share {}", step((share * 10.0) as usize, &[1, 2, 4, 6, 8])));
        features.there(format!("back covered {}", step((covered * 10.0) as usize, &[1, 2, 4, 6, 8])));
    }
    features.there(format!("back run {}", step(seen.brought.run, &[2, 3, 4, 5, 7])));
}
