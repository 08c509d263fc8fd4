//! A piece of a draft that can be said where the whole cannot: one of its clauses, or a clause up to a phrase that it can do without.

use super::voice::Said;
use super::{check, grammar};
use crate::words::Tag;

/// The fewest words of a piece: fewer would fit anybody.
const FEWEST: usize = 3;

/// The longest phrase that is given back by itself.
const LONGEST_PHRASE: usize = 8;

/// The longest piece of the words that stands and passes the other checks; the first clause before the others.
pub(super) fn piece(words: &[Said], typed: usize, fragment: bool) -> Option<Vec<Said>> {
    let whole = words.len();
    clauses(words).find_map(|clause| {
        (FEWEST..=clause.len())
            .rev()
            .filter(|end| *end < whole && (*end == clause.len() || may_stop(&clause[*end])))
            .map(|end| &clause[..end])
            .filter(|piece| piece.iter().any(|w| matches!(w.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj)))
            .find(|piece| grammar::stands(piece, fragment) && check::refuse(piece, typed, false).is_none())
            .map(<[Said]>::to_vec)
    })
}

/// The longest phrase around a noun in words that make no sentence: unsure, the weightiest phrase is given back as it was.
pub(super) fn phrase(words: &[Said], typed: usize) -> Option<Vec<Said>> {
    let opens = |w: &Said| matches!(w.tag, Tag::Poss | Tag::Det | Tag::Num) && w.text != "no";
    let inside = |w: &Said| opens(w) || matches!(w.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Prep | Tag::Conj | Tag::PossS);
    let closes = |w: &Said| matches!(w.tag, Tag::Noun | Tag::Plural | Tag::Name);
    let starts = (0..words.len()).filter(|start| opens(&words[*start]));
    let spans = starts.flat_map(|start| (start + FEWEST..=(start + LONGEST_PHRASE).min(words.len())).map(move |end| &words[start..end]));
    let whole = |span: &&[Said]| {
        span.last().is_some_and(closes) && span.iter().all(inside) && grammar::stands(span, true) && check::refuse(span, typed, false).is_none()
    };
    spans.filter(whole).max_by_key(|span| span.len()).map(<[Said]>::to_vec)
}

/// A condition or a time that stands alone, given back as it was: there is nothing else to give back.
pub(super) fn frame(words: &[Said]) -> bool {
    framing(words) && words.len() > FEWEST && grammar::stands(words, true)
}

fn framing(clause: &[Said]) -> bool {
    let opens = |w: &Said| ["if", "unless", "when", "whenever", "until"].iter().any(|o| w.text.eq_ignore_ascii_case(o));
    clause.iter().take(2).any(opens)
}

/// The clauses that a draft joins: "A, and B", up to a condition, without which what follows would be said as true.
fn clauses(words: &[Said]) -> impl Iterator<Item = &[Said]> {
    let joint = |w: &Said| matches!(w.text.as_str(), "and" | "but" | "so" | "though");
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let comma = (start..words.len()).find(|i| words[*i].tag == Tag::Edge);
        at = comma
            .map(|c| c + 1 + usize::from(words.get(c + 1).is_some_and(joint)))
            .filter(|next| *next < words.len());
        Some(&words[start..comma.unwrap_or(words.len())])
    })
    .take_while(|clause| !framing(clause))
}

/// Whether a clause may stop before this word: a phrase or a reason begins that says more, and takes nothing back.
fn may_stop(next: &Said) -> bool {
    match next.tag {
        Tag::Edge | Tag::Conj => true,
        Tag::Prep => !matches!(next.text.as_str(), "of" | "than" | "as" | "like" | "without" | "except"),
        Tag::Sub => next.text == "because",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflection::{sentence, template};

    #[test]
    fn the_piece_that_stands_is_kept() {
        let table = [
            ("your neighbours are avoid you, and you miss the garden", Some("You miss the garden.")),
            ("you lost your keys in the was yesterday", Some("You lost your keys.")),
            ("if the garden of is", None),
            ("you was they", None),
        ];
        for (draft, kept) in table {
            let mut words = Vec::new();
            template::plain(&mut words, draft);
            assert_eq!(piece(&words, 12, false).map(|p| sentence::write(&p)).as_deref(), kept, "{draft}");
        }
    }
}
