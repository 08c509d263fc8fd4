//! Contractions opened: "I'm" is "i am", "can't" is "can not". What "'s" and "'d" stand for is decided by tagging.

use super::token::Token;

/// Clitics at a word's end and what they stand for; `'s` and `'d` stay as they are until the tags are known.
const ENDINGS: [(&str, &str); 7] = [
    ("n't", "not"),
    ("'m", "am"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'d", "'d"),
    ("'s", "'s"),
];

/// Whether the word ends in a clitic.
pub(super) fn has_clitic(word: &str) -> bool {
    ENDINGS.iter().any(|(ending, _)| word.ends_with(ending))
}

/// Whether a word may be one that is opened: all but one of them have an apostrophe.
pub(super) fn opens(word: &str) -> bool {
    word.contains('\'') || word == "cannot"
}

/// Pushes the word, opened.
pub(super) fn open(out: &mut Vec<Token>, word: &str, span: (u32, u32)) {
    let whole: &[&str] = match word {
        "can't" => &["can", "not"],
        "won't" => &["will", "not"],
        "shan't" => &["shall", "not"],
        "ain't" => &["is", "not"],
        "cannot" => &["can", "not"],
        "let's" => &["let", "us"],
        "y'all" => &["you"],
        _ => &[],
    };
    if !whole.is_empty() {
        whole.iter().for_each(|w| out.push(Token::word(w, span)));
        return;
    }
    let split = ENDINGS.iter().find(|(ending, _)| word.len() > ending.len() && word.ends_with(ending));
    match split {
        Some((ending, meant)) => {
            let stem = &word[..word.len() - ending.len()];
            let middle = span.1.saturating_sub(ending.len() as u32).max(span.0);
            open(out, stem, (span.0, middle));
            out.push(Token::word(meant, (middle, span.1)));
        }
        None => out.push(Token::word(word, span)),
    }
}
