//! A reply as it was typed or transcribed: words with their characters, nothing dropped. The engine's reading drops fillers; here "mm-hmm" counts.

use std::ops::Range;

/// A word or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case; a clitic is a word of its own ("you", "'re").
    pub text: String,
    /// The characters it came from.
    pub span: Range<usize>,
    /// Whether it is a mark: `. ? ! ,` and `-` for a break.
    pub mark: bool,
}

/// What one breath says: a stretch that ends in a full stop, a question mark or a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its words, the closing mark left out.
    pub words: Range<usize>,
    /// Its characters, the closing mark included.
    pub span: Range<usize>,
    /// Whether a question mark closes it.
    pub asked: bool,
}

/// The endings that are words of their own.
const CLITICS: [&str; 7] = ["n't", "'re", "'ve", "'ll", "'s", "'m", "'d"];

/// The words and marks of a text. What stands in square brackets is a transcriber's and is passed over; a stutter ("I-I") counts once.
pub(super) fn words(text: &str) -> Vec<Word> {
    let chars: Vec<char> = text.chars().take(crate::statement::LONGEST).map(plain).collect();
    let mut words: Vec<Word> = Vec::with_capacity(chars.len() / 4);
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c == '[' {
            at = chars[at..].iter().position(|c| *c == ']').map_or(chars.len(), |close| at + close + 1);
        } else if c.is_alphanumeric() || (c == '\'' && chars.get(at + 1).is_some_and(|c| c.is_alphabetic()) && (at == 0 || !chars[at - 1].is_alphanumeric())) {
            let start = at;
            while chars.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '\'') {
                at += 1;
            }
            while at > start + 1 && chars[at - 1] == '\'' {
                at -= 1;
            }
            word(&chars, start..at, &mut words);
        } else {
            let mark = match c {
                '.' | '?' | '!' | ',' => Some(c),
                '\u{2014}' | '\u{2013}' => Some('-'),
                // a hyphen inside a word joins; at an edge it is a break
                '-' if !(at > 0 && chars[at - 1].is_alphanumeric() && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric())) => Some('-'),
                _ => None,
            };
            if let Some(mark) = mark.filter(|m| !words.last().is_some_and(|w| w.mark && w.text.starts_with(*m))) {
                words.push(Word {
                    text: mark.to_string(),
                    span: at..at + 1,
                    mark: true,
                });
            }
            at += 1;
        }
    }
    words
}

/// Smart apostrophes as plain ones; lower case where that is one character.
fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{b4}' | '`' => '\'',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

fn word(chars: &[char], span: Range<usize>, words: &mut Vec<Word>) {
    let text: String = chars[span.clone()].iter().collect();
    let stutter = span.start > 0
        && chars[span.start - 1] == '-'
        && words
            .last()
            .is_some_and(|w| !w.mark && text.starts_with(w.text.as_str()) && w.span.end + 1 == span.start);
    if stutter {
        words.pop();
    }
    let push = |words: &mut Vec<Word>, text: &str, span: Range<usize>| {
        words.push(Word {
            text: text.to_owned(),
            span,
            mark: false,
        });
    };
    match CLITICS.iter().find(|c| text.len() > c.len() && text.ends_with(**c)) {
        Some(clitic) => {
            let cut = span.end - clitic.len();
            push(words, &text[..text.len() - clitic.len()], span.start..cut);
            push(words, clitic, cut..span.end);
        }
        None => push(words, &text, span),
    }
}

/// The stretches of a reply.
pub(super) fn stretches(words: &[Word]) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for at in 0..=words.len() {
        let mark = words.get(at).filter(|w| w.mark && w.text != ",");
        if at < words.len() && mark.is_none() {
            continue;
        }
        if at > start {
            stretches.push(Stretch {
                words: start..at,
                span: words[start].span.start..mark.map_or(words[at - 1].span.end, |m| m.span.end),
                asked: mark.is_some_and(|m| m.text == "?"),
            });
        }
        start = at + 1;
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn clitics_are_words_and_stutters_and_brackets_are_not() {
        assert_eq!(texts("You\u{2019}re I-I don't, [laughs] OK?"), ["you", "'re", "i", "do", "n't", ",", "ok", "?"]);
        assert_eq!(texts("mm-hmm -so--"), ["mm", "hmm", "-", "so", "-"]);
    }

    #[test]
    fn spans_count_characters_of_the_text_as_given() {
        let words = words("\u{e9}t\u{e9} you're");
        assert_eq!(words[1].span, 4..7);
        assert_eq!(words[2].span, 7..10);
    }

    #[test]
    fn a_reply_is_cut_where_a_sentence_ends() {
        let words = words("Hm. You left? And then");
        let found: Vec<(Range<usize>, bool)> = stretches(&words).into_iter().map(|s| (s.span, s.asked)).collect();
        assert_eq!(found, [(0..3, false), (4..13, true), (14..22, false)]);
    }
}
