//! From words to a sentence: contractions made, marks set, capitals given.

use std::ops::Range;

use compact_str::CompactString;

use super::voice::{Said, capitalise};
use crate::words::{Tag, lower, lowered};

/// Writes the words as one or more sentences that end in a full stop.
pub fn write(words: &[Said]) -> String {
    let mut text = String::with_capacity(words.len() * 6);
    let mut start = true;
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if word.tag == Tag::Edge {
            let stop = word.text.starts_with(['.', '!']);
            let doubled = text.is_empty() || text.ends_with([',', '.', ';', ':', '!']) || (word.text.starts_with(',') && text.ends_with('\u{2014}'));
            if word.text == "\u{2014}" {
                text.push('\u{2014}');
            } else if !doubled {
                text.push_str(&word.text);
            }
            start |= stop;
            at += 1;
            continue;
        }
        let (mut shown, taken) = contracted(words, at);
        // a template's own capital, where something was put before it
        if !start && (shown.starts_with("You") || shown.starts_with("It")) && word.tag != Tag::Name {
            shown = lower(&shown);
        }
        if start {
            capitalise(&mut shown);
            start = false;
        }
        if !text.is_empty() && !text.ends_with('\u{2014}') && shown != "'s" {
            text.push(' ');
        }
        text.push_str(&shown);
        at += taken;
    }
    while text.ends_with([',', ';', ':', ' ', '\u{2014}']) {
        text.pop();
    }
    if !text.is_empty() && !text.ends_with(['.', '!']) {
        text.push('.');
    }
    text
}

/// The words as they are shown, contracted and in lower case, each with the words that went into it; marks are left out.
pub fn shown(words: &[Said]) -> impl Iterator<Item = (CompactString, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while words.get(at)?.tag == Tag::Edge {
            at += 1;
        }
        let (text, taken) = contracted(words, at);
        at += taken;
        Some((lowered(text), at - taken..at))
    })
}

/// How many words are shown.
pub fn count(words: &[Said]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < words.len() {
        if words[at].tag == Tag::Edge {
            at += 1;
            continue;
        }
        let alone = words.get(at + 1).is_none_or(|next| next.tag == Tag::Edge || !drawn_in(&next.text));
        at += if alone { 1 } else { contracted(words, at).1 };
        count += 1;
    }
    count
}

/// The next word as it is shown, with what was drawn into it, and how many words that took.
fn contracted(all: &[Said], at: usize) -> (CompactString, usize) {
    let words = &all[at..];
    let first = &words[0];
    let follows = |n: usize| words.get(n).filter(|w| w.tag != Tag::Edge);
    // "your sister and you are at odds": two are the subject
    let named = |w: &Said| matches!(w.tag, Tag::Poss | Tag::Det | Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj);
    let two = (2..6).contains(&at) && all[at - 1].text == "and" && all[..at - 1].iter().all(named);
    if let Some(second) = follows(1).filter(|w| drawn_in(&w.text) && !two) {
        let lower = lower(&first.text);
        let third = follows(2).is_some();
        let denied = follows(2).is_some_and(|w| w.text == "not") && !matches!(second.text.as_str(), "are" | "is" | "am");
        // "how safe that is though", "who you are there": the verb of a question keeps its weight where only adverbs follow
        let rest = words[2..].iter().take_while(|w| w.tag != Tag::Edge);
        let stranded = second.tag == Tag::Be
            && !second.auxiliary
            && rest
                .clone()
                .all(|w| w.tag == Tag::Adv || matches!(w.text.as_str(), "there" | "here" | "now" | "though" | "that"));
        // "how hard it is for you": what was moved forward leaves the verb whole
        let degree = second.tag == Tag::Be
            && at > 1
            && matches!(all[at - 1].tag, Tag::Adj | Tag::Adv | Tag::Noun | Tag::Plural)
            && all[..at - 1].iter().rev().take(2).any(|w| w.text.eq_ignore_ascii_case("how"))
            && !words.get(2).is_some_and(|w| matches!(w.tag, Tag::Ing | Tag::Part));
        if let Some(clitic) = clitic(&lower, first.tag, second).filter(|_| third && !denied && !stranded && !degree) {
            let mut text = first.text.clone();
            text.push_str(clitic);
            return (text, 2);
        }
        if second.text == "not"
            && let Some(negative) = negative(&lower)
        {
            return (negative.into(), 2);
        }
    }
    (first.text.clone(), 1)
}

/// Whether a word can be drawn into the one before it: most cannot, and need no more looking at.
fn drawn_in(word: &str) -> bool {
    matches!(word, "are" | "am" | "is" | "has" | "have" | "will" | "would" | "had" | "not")
}

/// "you are" is "you're"; "have" only as an auxiliary, "had" and "would" only after a pronoun.
fn clitic(word: &str, tag: Tag, next: &Said) -> Option<&'static str> {
    if tag == Tag::PronObj {
        return None;
    }
    let many = matches!(word, "you" | "they" | "we");
    let one = matches!(
        word,
        "he" | "she" | "it" | "that" | "there" | "what" | "who" | "where" | "everything" | "nothing" | "nobody" | "everyone"
    );
    let pronoun = many || matches!(word, "i" | "he" | "she" | "it") || tag == Tag::PronSub;
    Some(match next.text.as_str() {
        "are" if many => "'re",
        "am" if word == "i" => "'m",
        "is" if one => "'s",
        "has" if one && next.auxiliary => "'s",
        "have" if next.auxiliary && (many || word == "i") => "'ve",
        "will" if pronoun => "'ll",
        "would" if pronoun => "'d",
        "had" if next.auxiliary && pronoun => "'d",
        _ => return None,
    })
}

fn negative(word: &str) -> Option<&'static str> {
    Some(match word {
        "is" => "isn't",
        "are" => "aren't",
        "was" => "wasn't",
        "were" => "weren't",
        "do" => "don't",
        "does" => "doesn't",
        "did" => "didn't",
        "have" => "haven't",
        "has" => "hasn't",
        "had" => "hadn't",
        "can" => "can't",
        "could" => "couldn't",
        "will" => "won't",
        "would" => "wouldn't",
        "should" => "shouldn't",
        _ => return None,
    })
}
