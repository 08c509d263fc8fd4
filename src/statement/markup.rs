//! Discord's markdown, mentions, custom emoji, links and code, smart quotes and transcription brackets: what of a text was said in words.

/// A text without markup, each byte with the place it had in what was typed.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The words, with ASCII quotes and apostrophes; a newline stands for a line's end.
    pub text: String,
    /// For each byte of `text`, the character (not byte) of the original it came from; none where nothing was taken off.
    origin: Option<Vec<u32>>,
}

impl Plain {
    /// The character of the original that a byte of the text came from; the last one's behind its end.
    pub fn origin(&self, at: usize) -> u32 {
        match &self.origin {
            Some(origin) => origin.get(at).or(origin.last()).copied().unwrap_or(0),
            None => at.min(self.text.len().saturating_sub(1)) as u32,
        }
    }

    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        let origin = self.origin.get_or_insert_default();
        origin.extend(std::iter::repeat_n(from as u32, c.len_utf8()));
    }

    fn space(&mut self, from: usize) {
        if !self.text.ends_with([' ', '\n']) {
            self.push(' ', from);
        }
    }
}

/// Takes the markup off. Reads at most [`super::LONGEST`] characters.
pub(super) fn plain(text: &str) -> Plain {
    if is_plain(text.as_bytes()) {
        return Plain {
            text: text.to_owned(),
            origin: None,
        };
    }
    let chars: Vec<char> = text.chars().take(super::LONGEST).collect();
    let spoken = own_lines(&chars);
    let mut plain = Plain {
        text: String::with_capacity(chars.len()),
        origin: Some(Vec::with_capacity(chars.len())),
    };
    let mut at = 0;
    while at < chars.len() {
        if !spoken[at] {
            at += 1;
            continue;
        }
        let rest = &chars[at..];
        if rest[0].is_ascii_lowercase() && rest[0] != 'h' {
            plain.push(rest[0], at);
            at += 1;
            continue;
        }
        if let Some(skip) = skipped(rest, plain.text.is_empty() || plain.text.ends_with([' ', '\n'])) {
            plain.space(at);
            at += skip;
            continue;
        }
        match rest[0] {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{b4}' | '`' if rest[0] != '`' => plain.push('\'', at),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => plain.push('"', at),
            '\u{2014}' | '\u{2013}' | '\u{2015}' => "--".chars().for_each(|c| plain.push(c, at)),
            '\u{2026}' => "...".chars().for_each(|c| plain.push(c, at)),
            '\n' | '\r' => {
                if !plain.text.ends_with('\n') {
                    plain.push('\n', at);
                }
            }
            '*' | '`' | '|' | '~' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}' | '\u{feff}' => {}
            '_' if !(at > 0 && chars[at - 1].is_alphanumeric() && rest.get(1).is_some_and(|c| c.is_alphanumeric())) => {}
            c if c.is_alphanumeric() => plain.push(c, at),
            c @ ('\'' | '"' | '-' | '.' | ',' | '!' | '?' | ';' | ':' | '%' | '$' | '\u{a3}' | '\u{20ac}' | '/' | '&' | '+' | '@' | '#') => plain.push(c, at),
            _ => plain.space(at),
        }
        at += 1;
    }
    plain
}

/// Whether a text is words and common marks alone: most texts are.
fn is_plain(text: &[u8]) -> bool {
    // a quotation, a list and a heading begin with their marks
    let opens = text.first().is_none_or(u8::is_ascii_alphanumeric);
    let mut before = b'a';
    let common = |byte: &u8| {
        let twice = *byte == b' ' && before == b' ';
        let link = *byte == b':';
        before = *byte;
        !twice
            && !link
            && matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'\'' | b'"' | b'-' | b'.' | b',' | b'!' | b'?' | b'%' | b'$' | b'&' | b'+')
    };
    opens && text.len() <= super::LONGEST && text.iter().all(common)
}

/// Which characters are the person's own: lines that quote somebody ("> …") are not, unless there are no others.
fn own_lines(chars: &[char]) -> Vec<bool> {
    let mut own = vec![true; chars.len()];
    let mut any = false;
    let mut start = 0;
    while start < chars.len() {
        let end = chars[start..].iter().position(|c| *c == '\n').map_or(chars.len(), |n| start + n);
        let line = &chars[start..end];
        let marks = match line {
            ['>', ' ', ..] => line.len(),
            ['-' | '*', ' ', ..] => 2,
            ['#', ..] => line.iter().take_while(|c| **c == '#').count(),
            ['-', '#', ' ', ..] => 3,
            _ => 0,
        };
        own[start..start + marks].fill(false);
        any |= line[marks..].iter().any(|c| c.is_alphabetic());
        start = end + 1;
    }
    if any { own } else { vec![true; chars.len()] }
}

/// How many characters at the start of `rest` are markup that holds no words, if any.
fn skipped(rest: &[char], at_word_start: bool) -> Option<usize> {
    let until = |open: usize, close: &str| -> Option<usize> {
        let close: Vec<char> = close.chars().collect();
        rest[open..].windows(close.len()).position(|w| w == close).map(|n| open + n + close.len())
    };
    match rest {
        ['`', '`', '`', ..] => Some(until(3, "```").unwrap_or(rest.len())),
        ['~', '~', ..] => until(2, "~~"),
        ['<', '@' | '#' | ':' | 'a' | 't' | 'h' | '/', ..] => rest
            .iter()
            .take(120)
            .position(|c| *c == '>')
            .map(|n| n + 1)
            .filter(|n| !rest[..*n].contains(&' ')),
        ['[', ..] => until(1, "]").filter(|n| rest.get(*n) != Some(&'(')).filter(|n| *n <= 60),
        ['(', ..] => until(1, ")").filter(|n| *n <= 200),
        [']', '(', ..] => until(2, ")"),
        ['h', 't', 't', 'p', ..] if at_word_start => {
            let end = rest.iter().position(|c| c.is_whitespace()).unwrap_or(rest.len());
            rest[..end].windows(3).any(|w| w == [':', '/', '/']).then_some(end)
        }
        [':' | ';' | '=', ..] if at_word_start => {
            let nose = usize::from(matches!(rest.get(1), Some('-' | '\'' | 'o')));
            let mouth = rest.get(1 + nose)?;
            let last = rest.get(2 + nose).is_none_or(|c| !c.is_alphanumeric());
            (matches!(mouth, ')' | '(' | 'D' | 'P' | 'p' | '/' | '|' | '\\' | '3' | '*' | 'O' | ']' | '[' | '\'') && last).then_some(2 + nose)
        }
        ['<', '3', ..] => Some(2),
        _ => None,
    }
}
