//! What a person typed, as sentences of words: the first step of the flow. Nothing is understood here yet.

mod agreement;
mod asides;
mod clitic;
mod markup;
mod repair;
mod slips;
mod speaker;
mod token;
mod wrong_word;

pub use repair::Fillers;
pub use token::{Kind, Token};

use std::ops::Range;

/// The most characters of one statement that are read; the rest is left aside, so that cost and memory are bounded.
pub const LONGEST: usize = 4000;

/// A statement, prepared: markup, fillers, stutters and cut-offs gone, spelling mended, contractions opened.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// The words and punctuation that are left, in order.
    pub tokens: Vec<Token>,
    /// The sentences, as ranges of `tokens`; none is empty.
    pub sentences: Vec<Sentence>,
    /// How many words were typed before any was dropped.
    pub typed_words: usize,
    /// Where a word was typed behind "and", "but" or "so", and which: these may be gone from `tokens`.
    pub joints: Vec<(u32, &'static str)>,
    /// Whether it closed with "I guess" or "I suppose".
    pub guessed: bool,
    /// Whether most of it is not English words: another language, binary noise.
    pub foreign: bool,
}

/// One sentence of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, closing punctuation left out.
    pub range: Range<usize>,
    /// Whether it closed with a question mark.
    pub asked: bool,
    /// Whether it closed with an exclamation mark.
    pub exclaimed: bool,
    /// Whether the speaker broke it off.
    pub cut: bool,
}

impl Statement {
    /// Reads a text of at most [`LONGEST`] characters (what is longer is cut there).
    pub fn read(text: &str, fillers: &Fillers) -> Statement {
        let plain = markup::plain(text);
        let (mut tokens, typed_words) = token::tokens(&plain);
        let foreign = foreign(&tokens);
        let guessed = guessed(&tokens);
        let joints = joints(&tokens);
        repair::restarts(&mut tokens);
        asides::nods(&mut tokens);
        asides::courtesies(&mut tokens);
        asides::hoped(&mut tokens);
        fillers.drop_from(&mut tokens);
        repair::repeats(&mut tokens);
        repair::its(&mut tokens);
        slips::mend(&mut tokens);
        asides::hedges(&mut tokens);
        wrong_word::mend(&mut tokens);
        agreement::mend(&mut tokens);
        speaker::mend(&mut tokens);
        let (tokens, sentences) = sentences(tokens);
        Statement {
            tokens,
            sentences,
            typed_words,
            joints,
            guessed,
            foreign,
        }
    }
}

/// What stands behind "and", "but" and "so".
fn joints(tokens: &[Token]) -> Vec<(u32, &'static str)> {
    let words = tokens.iter().filter(|t| !t.is_mark());
    let joint = |t: &Token| ["and", "but", "so"].into_iter().find(|joint| t.is(joint));
    words
        .clone()
        .zip(words.skip(1))
        .filter_map(|(t, next)| joint(t).map(|joint| (next.span.0, joint)))
        .collect()
}

/// "It's fine, I guess.": what is said is only half held.
fn guessed(tokens: &[Token]) -> bool {
    let last: Vec<&Token> = tokens.iter().rev().filter(|t| !t.is_mark()).take(3).collect();
    matches!(last.as_slice(), [verb, i, _] if verb.is_any(&["guess", "suppose"]) && i.is("i"))
}

/// More than half of at least three words unknown, or of any number where none is known.
fn foreign(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == Kind::Word).count();
    let known = tokens.iter().filter(|t| t.kind == Kind::Word && t.form.is_some()).count();
    words >= 3 && known * 2 < words
}

/// Cuts the tokens into sentences and drops the punctuation between them.
fn sentences(tokens: Vec<Token>) -> (Vec<Token>, Vec<Sentence>) {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut start = 0;
    let mut close = |kept: &mut Vec<Token>, mark: char| {
        while kept.len() > start && kept.last().is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | ':'))) {
            kept.pop();
        }
        if kept.len() > start {
            let range = start..kept.len();
            sentences.push(Sentence {
                range,
                asked: mark == '?',
                exclaimed: mark == '!',
                cut: mark == '-',
            });
            start = kept.len();
        }
    };
    for token in tokens {
        match token.kind {
            Kind::Mark(mark @ ('.' | '!' | '?' | '-')) => close(&mut kept, mark),
            Kind::Mark(',' | ';' | ':') if kept.len() == sentences_start(&kept) => {}
            _ => kept.push(token),
        }
    }
    close(&mut kept, '.');
    (kept, sentences)
}

/// Nothing kept yet: a mark cannot open a statement.
fn sentences_start(kept: &[Token]) -> usize {
    if kept.is_empty() { 0 } else { usize::MAX }
}
