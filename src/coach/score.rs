//! How good a reflection of *this* statement a reply is: a few measures, weighed by `[score]` of `config/coach_weights.toml`.
//!
//! | name | what, 0 to 1 |
//! |---|---|
//! | `brings back` | how many of the statement's words of weight, or words tied to them, it holds; four are all |
//! | `covers`, `covers core` | which share of the statement's words of weight; of those in the clauses that weigh most |
//! | `of this` | which share of its own words of weight are tied to the statement |
//! | `adds` | how many are not |
//! | `same words`, `brings one`, `brings two` | words said again as they were; one or two words brought back at all |
//! | `off field`, `new person` | words of a field of life, or somebody, that the statement does not touch |
//! | `of another` | nothing in it is tied to the statement, though it says something |
//! | `feeling same`, `near`, `missed`, `contrary`, `new` | the speaker's feeling against the one it names |
//! | `situation same` | the engine hears the same situation in both |
//! | `denial differs` | what one denies the other says |
//! | `run` | a long run of the statement's own words |
//! | `short`, `long`, `longer` | its length, also against the statement's |
//! | `speaks of you`, `speaks of i`, `opens with you` | who it is about |
//! | `asks`, `ends asking` | question marks |
//! | `fault …` | a fault's cue is in it |
//! | `style`, `style sum` | how much it is worded as a reflection (`[style]`), as a chance and as a sum of at most 1 either way |
//! | `gated …` | a measure that counts only in a reply worded so: advice can be full of the statement's words |

use super::codes::Fault;
use super::features::Features;
use super::hearing::Heard;
use super::weights::logistic;
use crate::Engine;

/// The measures, without what the other tables say.
pub(super) fn measures(engine: &Engine, heard: &Heard<'_>) -> Features {
    let mut features = Features::default();
    let brought = &heard.brought;
    let sum = |list: &[(usize, f32)]| list.iter().map(|(_, tie)| *tie).sum::<f32>();
    let tied = sum(&brought.reply);
    let own = brought.reply.len() as f32;
    features.note("brings back".into(), (tied / 4.0).min(1.0));
    let same = brought.reply.iter().filter(|(_, tie)| *tie >= 1.0).count();
    features.note("same words".into(), (same as f32 / 3.0).min(1.0));
    let off = engine.coach.related.off_field(&heard.said.heard.parsed, &heard.reply, brought);
    features.note("off field".into(), (off as f32 / 3.0).min(1.0));
    if own > 0.0 {
        features.note("of this".into(), tied / own);
        features.note("adds".into(), ((own - tied) / 10.0).min(1.0));
    }
    if !brought.statement.is_empty() {
        features.note("covers".into(), sum(&brought.statement) / brought.statement.len() as f32);
        features.note("covers core".into(), heard.core_covered());
    }
    if own >= 2.0 && tied < 0.5 {
        features.note("of another".into(), 1.0);
    }
    let felt = heard.feelings(engine);
    for (name, there) in [
        ("feeling same", felt.same),
        ("feeling near", felt.near && !felt.same),
        ("feeling missed", felt.missed()),
        ("feeling contrary", felt.contrary),
        ("feeling new", felt.new),
        ("situation same", heard.same_situation()),
        ("denial differs", heard.denial_differs(engine).is_some()),
        ("run", brought.run >= 7),
        ("brings one", tied >= 0.8),
        ("brings two", tied >= 1.8),
        ("new person", engine.coach.related.new_person(&heard.said.heard.parsed, &heard.reply, brought)),
    ] {
        if there {
            features.note(name.into(), 1.0);
        }
    }
    let (words, said) = (heard.word_count(), heard.said_count());
    for (name, there) in [
        ("short", words < 4),
        ("long", said >= 6 && words as f32 > 1.3 * said as f32),
        ("longer", words > 30 && words as f32 > 2.0 * said as f32),
        ("speaks of you", heard.count(&["you", "your", "yours", "yourself"]) > 0),
        ("speaks of i", heard.count(&["i", "me", "my", "we", "us", "our"]) > 0),
        ("opens with you", heard.opens_with_you()),
        ("asks", heard.stretches.iter().any(|s| s.asked)),
        ("ends asking", heard.stretches.last().is_some_and(|s| s.asked)),
    ] {
        if there {
            features.note(name.into(), 1.0);
        }
    }
    for fault in Fault::ALL {
        if heard.cues.iter().any(|hit| engine.coach.cues.rows[hit.row].fault == Some(*fault)) {
            features.note(format!("fault {}", fault.name()), 1.0);
        }
    }
    features
}

/// The measures that count only in a reply worded as a reflection.
const GATED: [&str; 5] = ["brings back", "covers", "feeling same", "same words", "brings one"];

/// Adds how much the reply is worded as a reflection.
pub(super) fn with_style(features: &mut Features, sum: f32) {
    let chance = logistic(sum);
    features.note("style".into(), chance);
    features.note("style sum".into(), (sum / 4.0).clamp(-1.0, 1.0));
    let gated: Vec<(String, f32)> = features
        .iter()
        .filter(|(name, _)| GATED.contains(name))
        .map(|(name, value)| (format!("gated {name}"), value * chance))
        .collect();
    for (name, value) in gated {
        features.note(name, value);
    }
}
