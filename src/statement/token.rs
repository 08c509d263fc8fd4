//! Words, numbers and marks, spelling mended and contractions opened.

use compact_str::CompactString;

use super::clitic;
use super::markup::Plain;
use crate::words::{self, Form, Tag};

/// A word or a mark of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The word, lower case, mended, a contraction opened ("'m" is "am").
    pub word: CompactString,
    /// What kind of token.
    pub kind: Kind,
    /// The form, where the tables know the word.
    pub form: Option<Form>,
    /// The dictionary form of the reading chosen; until tagging that of the likeliest.
    pub lemma: Option<Form>,
    /// What it does; set by tagging.
    pub tag: Tag,
    /// Whether it was typed with a capital and is no start of a sentence.
    pub capital: bool,
    /// The characters of the original it came from.
    pub span: (u32, u32),
    /// What tells the word from most others.
    pub(super) key: Key,
}

/// How long a word is, with its first two bytes and its last: for one of up to three bytes all there is to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u32);

impl Key {
    /// The longest that is told from a longer one.
    const MOST: usize = 255;

    const fn of(word: &[u8]) -> Key {
        let length = if word.len() > Key::MOST { Key::MOST } else { word.len() };
        Key(match word {
            [] => 0,
            [only] => u32::from_le_bytes([1, *only, 0, *only]),
            [first, second, ..] => u32::from_le_bytes([length as u8, *first, *second, word[word.len() - 1]]),
        })
    }
}

/// What kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// A number, with its signs ("50%", "$20", "3:30").
    Number,
    /// A mark: `. ! ? , ; : "`; `-` is where the speaker broke off.
    Mark(char),
}

impl Token {
    pub(super) fn word(word: &str, span: (u32, u32)) -> Token {
        Token::known(word, Form::of(word), span)
    }

    /// A word that is written so, whose form is known.
    fn known(word: &str, form: Option<Form>, span: (u32, u32)) -> Token {
        let lemma = form.and_then(|f| f.readings().next()).map(|r| r.lemma);
        Token {
            word: word.into(),
            key: Key::of(word.as_bytes()),
            kind: Kind::Word,
            form,
            lemma,
            tag: Tag::Noun,
            capital: false,
            span,
        }
    }

    fn mark(mark: char, at: u32) -> Token {
        Token {
            word: CompactString::const_new(""),
            key: Key::of(b""),
            kind: Kind::Mark(mark),
            form: None,
            lemma: None,
            tag: Tag::Edge,
            capital: false,
            span: (at, at + 1),
        }
    }

    /// Whether it is this word.
    #[inline(always)]
    pub fn is(&self, word: &str) -> bool {
        self.key == Key::of(word.as_bytes()) && (word.len() <= 3 || self.word == word)
    }

    /// Whether it is one of these words.
    #[inline]
    pub fn is_any(&self, words: &[&str]) -> bool {
        let [length, first, ..] = self.key.0.to_le_bytes();
        let may_be = |word: &str| word.len().min(Key::MOST) == usize::from(length) && word.as_bytes().first() == Some(&first);
        words.iter().any(|word| may_be(word) && self.word == **word)
    }

    /// Makes it another word, so tagged.
    pub(crate) fn become_word(&mut self, word: &str, tag: Tag, lemma: &str) {
        self.word = word.into();
        self.key = Key::of(word.as_bytes());
        self.form = Form::of(word);
        self.lemma = Form::of(lemma);
        self.tag = tag;
    }

    /// The dictionary form as text; the word itself where it is unknown.
    pub fn lemma_text(&self) -> &str {
        match self.lemma {
            Some(form) => form.text(),
            None => self.word.as_str(),
        }
    }

    /// Whether it is a mark, such as `Kind::Mark(',')`.
    pub fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Mark(_))
    }
}

/// The tokens of a text, and how many words were typed.
pub(super) fn tokens(plain: &Plain) -> (Vec<Token>, usize) {
    let text = plain.text.as_str();
    let shouting = shouting(text);
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 4);
    let mut words = 0;
    let mut chars = text.char_indices().peekable();
    let origin = |at: usize| plain.origin(at);
    while let Some((at, c)) = chars.next() {
        let clipped = c == '\'' && (at == 0 || text[..at].ends_with(|b: char| !b.is_alphanumeric())) && clipped(&text[at + 1..]);
        if clipped || c.is_alphanumeric() || (matches!(c, '$' | '\u{a3}' | '\u{20ac}') && text[at + c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit())) {
            let mut end = at + c.len_utf8();
            while let Some((next, d)) = chars.peek().copied() {
                if d.is_ascii_alphabetic() {
                    end = next + 1;
                    chars.next();
                    continue;
                }
                let after = text[next + d.len_utf8()..].chars().next();
                let inside = d.is_alphanumeric()
                    || (matches!(d, '\'' | '-' | '_') && after.is_some_and(char::is_alphanumeric))
                    || (matches!(d, '.' | ',' | ':') && text[..next].ends_with(|e: char| e.is_ascii_digit()) && after.is_some_and(|e| e.is_ascii_digit()))
                    || (d == '%' && text[..next].ends_with(|e: char| e.is_ascii_digit()))
                    || (d == '.' && abbreviation(&text[at..next]));
                if !inside {
                    break;
                }
                end = next + d.len_utf8();
                chars.next();
            }
            words += 1;
            let span = (origin(at), origin(end.saturating_sub(1)) + 1);
            push_typed(&mut out, &text[at..end], span, shouting);
            if text[end..].starts_with('\'') && text[at..end].ends_with('s') {
                chars.next();
            }
            continue;
        }
        let from = origin(at);
        match c {
            '\n' => out.push(Token::mark('.', from)),
            '-' => {
                let run = text[at..].bytes().take_while(|b| *b == b'-').count();
                for _ in 1..run {
                    chars.next();
                }
                let spaced = run == 1 && text[..at].ends_with(' ') && text[at + 1..].starts_with(' ');
                if spaced {
                    out.push(Token::mark(',', from));
                } else if !out.is_empty() {
                    out.push(Token::mark('-', from));
                }
            }
            '&' | '+' => push_typed(&mut out, "and", (from, from + 1), false),
            '.' | '!' | '?' => {
                let closing = out.last().and_then(|t| if let Kind::Mark(m) = t.kind { Some(m) } else { None });
                match closing {
                    Some('.' | '!' | '?') if c == '.' => {}
                    Some('.' | '!' | '?') => {
                        out.pop();
                        out.push(Token::mark(if closing == Some('?') { '?' } else { c }, from));
                    }
                    _ => out.push(Token::mark(c, from)),
                }
            }
            ',' | ';' | ':' | '"' => out.push(Token::mark(c, from)),
            _ => {}
        }
    }
    (out, words)
}

/// "'cause", "'em", "'til": a word that begins with its apostrophe.
fn clipped(rest: &str) -> bool {
    let word: CompactString = rest.chars().take_while(|c| c.is_alphabetic()).take(6).flat_map(char::to_lowercase).collect();
    matches!(word.as_str(), "cause" | "cuz" | "cos" | "em" | "til" | "bout" | "cus")
}

/// More than half of at least eight letters are capitals.
fn shouting(text: &str) -> bool {
    let count = |of: fn(&u8) -> bool| text.bytes().filter(of).count();
    let (upper, letters) = if text.is_ascii() {
        (count(u8::is_ascii_uppercase), count(u8::is_ascii_alphabetic))
    } else {
        let count = |of: fn(&char) -> bool| text.chars().filter(of).count();
        (count(|c| c.is_uppercase()), count(|c| c.is_alphabetic()))
    };
    letters >= 8 && upper * 2 > letters
}

fn abbreviation(word: &str) -> bool {
    ["mr", "mrs", "ms", "dr", "st", "vs", "e.g", "i.e", "a.m", "p.m"]
        .iter()
        .any(|a| a.eq_ignore_ascii_case(word))
}

/// One typed word becomes tokens: respelled, stutters apart, contraction opened.
fn push_typed(out: &mut Vec<Token>, typed: &str, span: (u32, u32), shouting: bool) {
    if typed.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '\u{a3}' | '\u{20ac}')) {
        let mut number = Token::word(&words::lower(typed), span);
        number.kind = Kind::Number;
        number.tag = Tag::Num;
        out.push(number);
        return;
    }
    let sentence_start = out.last().is_none_or(|t| matches!(t.kind, Kind::Mark('.' | '!' | '?' | '-' | '"')));
    let capital = !shouting && typed.starts_with(char::is_uppercase);
    let lower = words::lower(typed);
    let first = out.len();
    let clip = match lower.as_str() {
        "'cause" | "'cuz" | "'cos" | "'cus" => Some("because"),
        "'em" => Some("them"),
        "'til" => Some("until"),
        "'bout" => Some("about"),
        _ => None,
    };
    let hash = words::hash::hash(&lower);
    let form = Form::of_hashed(&lower, hash);
    // a word with a capital inside a sentence is more often a name than a slip
    let slip = || (form.is_none() && (!capital || sentence_start)).then(|| words::near(&lower)).flatten();
    let respelled = clip.or_else(|| words::respelled_hashed(&lower, hash)).or_else(slip);
    let form = form.filter(|_| respelled.is_none());
    if form.is_some() && !clitic::opens(&lower) {
        out.push(Token::known(&lower, form, span));
    } else if let Some(meant) = respelled {
        meant
            .split(' ')
            .filter(|w| !w.is_empty())
            .for_each(|w| clitic::open(out, &words::lower(w), span));
    } else if lower.contains('-') && form.is_none() {
        hyphened(out, &lower, span);
    } else if let Some(shorter) = unstretched(&lower) {
        match words::respelled(&shorter) {
            Some(meant) => meant
                .split(' ')
                .filter(|w| !w.is_empty())
                .for_each(|w| clitic::open(out, &words::lower(w), span)),
            None => clitic::open(out, &shorter, span),
        }
    } else {
        clitic::open(out, &lower, span);
    }
    for (i, token) in out[first..].iter_mut().enumerate() {
        token.capital = capital && i == 0 && (!sentence_start || token.form.is_none());
    }
}

/// "b-bad", "I-I", "it's-it's", "the-all the": a stutter or a break; "self-doubt": a word.
fn hyphened(out: &mut Vec<Token>, word: &str, span: (u32, u32)) {
    let parts: Vec<&str> = word.split('-').filter(|p| !p.is_empty()).collect();
    let closed = |p: &str| clitic::has_clitic(p) || Form::of(p).is_some_and(|f| f.readings().next().is_some_and(|r| function_word(r.tag)));
    let stutter = parts.windows(2).any(|w| w[1].starts_with(w[0]) || (w[0].len() == 1 && w[0] != "x"));
    let breaks = stutter || parts.first().is_some_and(|p| closed(p)) || parts.last().is_some_and(|p| closed(p) && Form::of(p).is_none_or(|f| !particle(f)));
    if !breaks {
        out.push(Token::word(word, span));
        return;
    }
    for (i, part) in parts.iter().enumerate() {
        if parts
            .get(i + 1)
            .is_some_and(|next| next.starts_with(part) || (part.len() == 1 && !matches!(*part, "a" | "i")))
        {
            continue;
        }
        clitic::open(out, part, span);
        if i + 1 < parts.len() {
            out.push(Token::mark('-', span.1));
        }
    }
}

fn function_word(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        PronSub | PronObj | Pron | Poss | Det | Modal | Be | Have | Do | To | Prep | Conj | Sub | Wh | Not | There
    )
}

fn particle(form: Form) -> bool {
    form.readings().any(|r| r.tag == Tag::Adv)
}

/// "sooooo" is "so", "nooo" is "no", "reeeally" is "really": a letter three times over stands for two or for one, whichever is a word.
fn unstretched(word: &str) -> Option<CompactString> {
    if Form::of(word).is_some() || !word.is_ascii() {
        return None;
    }
    let b = word.as_bytes();
    if !b.windows(3).any(|w| w[0] == w[1] && w[1] == w[2]) {
        return None;
    }
    let squeeze = |most: usize| -> CompactString {
        let mut run = 0;
        let mut last = 0;
        b.iter()
            .filter(|c| {
                run = if **c == last { run + 1 } else { 1 };
                last = **c;
                run <= most
            })
            .map(|c| char::from(*c))
            .collect()
    };
    let (one, two) = (squeeze(1), squeeze(2));
    let known = |w: &str| Form::of(w).is_some() || words::respelled(w).is_some();
    if known(&two) { Some(two) } else { Some(one) }
}
