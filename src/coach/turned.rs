//! A reply put back into the speaker's mouth: "It sounds like you're tired of it" as "I am tired of it". The engine can then hear the same feelings,
//! situations and denials in both, and like is compared with like.

use crate::statement::Token;
use crate::understanding::Parsed;
use crate::words::Tag;

/// Openings that say nothing themselves (`responses/en/coach/general.toml`), the longest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems(Vec<Vec<String>>);

impl Stems {
    /// Takes over the rows.
    pub(super) fn new(rows: &[String]) -> Stems {
        let mut stems: Vec<Vec<String>> = rows.iter().map(|row| row.split_whitespace().map(str::to_owned).collect()).collect();
        stems.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
        Stems(stems)
    }

    /// What a stem is a form of: its verb ("it sounds like" and "sounds as if" are one).
    pub(super) fn kind<'w>(&self, stem: &'w [String]) -> &'w str {
        let verb = |w: &&String| {
            !matches!(
                w.as_str(),
                "it" | "that" | "what" | "i" | "you" | "is" | "are" | "am" | "can" | "to" | "me" | "if" | "like" | "as" | "from" | "the" | "this"
            )
        };
        stem.iter().find(verb).map_or("", |w| w.trim_end_matches("ing").trim_end_matches('s'))
    }

    /// The stem that a sentence opens with, and how many tokens it takes, words like "so" before it included.
    pub(super) fn opening(&self, sentence: &[Token]) -> Option<(&[String], usize)> {
        let lead = sentence
            .iter()
            .take(3)
            .take_while(|t| t.is_mark() || t.is_any(&["so", "and", "but", "then", "okay", "well", "yeah", "now"]))
            .count();
        let rest = &sentence[lead..];
        let stem = self
            .0
            .iter()
            .find(|stem| rest.len() >= stem.len() && stem.iter().zip(rest).all(|(word, token)| token.is(word)))?;
        Some((stem, lead + stem.len()))
    }
}

/// The reply as the speaker would say it.
pub(super) fn turned(reply: &Parsed, stems: &Stems) -> String {
    let tokens = reply.tokens();
    let mut text = String::new();
    for sentence in &reply.statement.sentences {
        let words = &tokens[sentence.range.clone()];
        let skip = stems.opening(words).map_or(0, |(_, taken)| if taken < words.len() { taken } else { 0 });
        for i in skip..words.len() {
            let word = one(words, i);
            if !words[i].is_mark() && !text.is_empty() {
                text.push(' ');
            }
            match words[i].kind {
                crate::statement::Kind::Mark(mark) => text.push(mark),
                _ => text.push_str(word),
            }
        }
        text.push('.');
    }
    text
}

/// A word from the other side.
fn one(words: &[Token], i: usize) -> &str {
    let before = i.checked_sub(1).map(|b| &words[b]);
    let is_you = |t: &&Token| t.is("you");
    match words[i].word.as_str() {
        "you" if subject(words, i) => "i",
        "you" => "me",
        "your" => "my",
        "yours" => "mine",
        "yourself" => "myself",
        "i" | "me" | "we" | "us" => "you",
        "my" | "our" => "your",
        "are" if before.filter(is_you).is_some() => "am",
        "were" if before.filter(is_you).is_some() => "was",
        "am" if before.is_some_and(|t| t.is("i")) => "are",
        other => other,
    }
}

/// Whether the "you" at `i` does something, rather than has it done to.
fn subject(words: &[Token], i: usize) -> bool {
    let verb = |t: &Token| matches!(t.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing);
    let finite = |t: &Token| {
        matches!(
            t.tag,
            Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Past | Tag::Base | Tag::Adv | Tag::Not | Tag::Part
        )
    };
    let governed = i.checked_sub(1).map(|b| &words[b]).is_some_and(|t| verb(t) || t.tag == Tag::Prep);
    let made = i
        .checked_sub(1)
        .is_some_and(|b| matches!(words[b].lemma_text(), "make" | "let" | "help" | "have" | "get"));
    words.get(i + 1).is_some_and(finite) && !made || !governed && words.get(i + 1).is_some()
}
