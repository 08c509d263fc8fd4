//! # What it does
//! A listener's sound: "Mm-hm.", or for what was broken off an invitation: "Go on."
//!
//! # When
//! Nothing that can be said back.
//!
//! # Example
//! "Yeah." – "Mm-hm."

use crate::Engine;
use crate::reflection::{Kind, Proposal, pick, template};
use crate::understanding::Understanding;

/// The sound for this statement.
pub(crate) fn sound(engine: &Engine, heard: &Understanding, seed: u64) -> Proposal {
    let statement = &heard.parsed.statement;
    let broken_off = statement.typed_words > 4 || statement.sentences.last().is_some_and(|s| s.cut);
    let list = if broken_off { &engine.kinds.invitations } else { &engine.kinds.sounds };
    let text = pick(list, seed, statement.typed_words).map_or("Mm-hm.", String::as_str);
    let mut words = Vec::new();
    template::plain(&mut words, text);
    Proposal {
        own_voice: true,
        ..Proposal::new(Kind::Sound, words, 0.0, "sound", None)
    }
}
