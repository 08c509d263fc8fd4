//! # What it does
//! A short fragment given back as it was: "Every single day."
//!
//! # When
//! The statement has no clause that can stand; a fragment of two to eight words has something of its own.
//!
//! # Example
//! "Not in my family, no." – "Not in your family."

use super::{Draft, Drafts};
use crate::reflection::voice::{turn, who_is_you};
use crate::reflection::{Kind, check, compress};
use crate::understanding::{Link, Understanding};
use crate::words::Tag;

/// Proposes fragments, and at the least weight the heaviest noun phrase of what could not be cut into clauses.
pub(crate) fn propose<'h>(heard: &'h Understanding, out: &mut Drafts<'h>) {
    let parsed = &heard.parsed;
    for (number, clause) in parsed.clauses.iter().enumerate() {
        if clause.verb.is_some() || clause.asks || clause.quoted || matches!(clause.link, Link::If) {
            continue;
        }
        let kept = compress::said_tokens(parsed, clause.range.clone());
        let tokens = parsed.tokens();
        let starts_badly = kept.first().is_some_and(|i| {
            matches!(
                tokens[*i].tag,
                Tag::PronSub | Tag::Conj | Tag::Wh | Tag::Modal | Tag::Be | Tag::Do | Tag::Base | Tag::To
            ) || tokens[*i].is_any(&["that", "than", "of"])
        });
        if kept.is_empty() || kept.len() > 8 || starts_badly || clause.cut && kept.len() < 3 {
            continue;
        }
        let range = kept[0]..kept[kept.len() - 1] + 1;
        let words = move || {
            let words = turn(parsed, &kept, who_is_you(parsed, &range));
            words.iter().any(check::content).then_some(words)
        };
        let weight = if heard.focus[number].is_finite() { heard.focus[number] } else { -1.0 };
        out.push(Draft::new(Kind::Repeat, weight - 0.4, "fragment", Some(number), words).worded());
    }
}
