//! A text once more without what hides its words: brackets, line breaks, broken-off ends, letters written as signs or spaced out.
//!
//! The engine rightly leaves some of it aside for a reflection ("I want to die -- I want to sleep" is taken as a second try); for safety nothing may be left aside.

/// A text as it is read the second time, with the place that each of its characters had in the original.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// The text.
    pub text: String,
    /// For each character of `text`, the character of the original.
    pub origin: Vec<u32>,
}

/// `None` where nothing is hidden, so that most texts are read once.
pub(super) fn undisguise(text: &str) -> Option<Bare> {
    if !suspicious(text.as_bytes()) && !spaced_out(text) {
        return None;
    }
    let chars: Vec<char> = text.chars().take(crate::statement::LONGEST).collect();
    let mut bare = Bare {
        text: String::with_capacity(text.len()),
        origin: Vec::with_capacity(chars.len()),
    };
    let mut changed = false;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let before = at.checked_sub(1).map(|b| chars[b]);
        let after = chars.get(at + 1).copied();
        // a blank, and what stands inside a word, is no single letter
        if c == ' ' || c.is_ascii_alphabetic() && before.is_some_and(|b| b.is_ascii_alphanumeric()) {
            bare.push(c, at);
            at += 1;
            continue;
        }
        let inside = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
        if let Some(length) = letters_apart(&chars, at) {
            for (i, letter) in chars[at..at + length].iter().enumerate().filter(|(_, l)| l.is_alphabetic()) {
                bare.push(*letter, at + i);
            }
            changed = true;
            at += length;
            continue;
        }
        let shown = match c {
            '(' | ')' | '[' | ']' | '{' | '}' | '~' | '`' | '|' => Some('.').filter(|_| !inside).or(Some('l').filter(|_| c == '|')),
            '\n' | '\r' => Some(' '),
            '\u{2014}' | '\u{2013}' | '\u{2015}' => Some(','),
            '-' if after == Some('-') || before == Some('-') => Some(','),
            '!' | '1' if inside => Some('i'),
            '@' | '4' if inside => Some('a'),
            '3' if inside => Some('e'),
            '0' if inside => Some('o'),
            '$' | '5' if inside => Some('s'),
            '*' | '_' | '.' if inside && (c != '.' || dotted(&chars, at)) => None,
            '#' if inside => None,
            _ => Some(c),
        };
        changed |= shown != Some(c);
        if let Some(shown) = shown {
            bare.push(shown, at);
        }
        at += 1;
    }
    changed.then_some(bare)
}

/// The characters that hide nothing, wherever they stand.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        plain[byte] = b.is_ascii_alphabetic() || matches!(b, b' ' | b',' | b'?' | b'\'' | b'"');
        byte += 1;
    }
    plain
};

/// Whether there may be something to take off: most texts show none of its signs.
fn suspicious(text: &[u8]) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let mut odd = text.iter().enumerate().filter(|(_, byte)| !PLAIN[usize::from(**byte)]);
    odd.any(|(at, byte)| match byte {
        b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'~' | b'`' | b'|' | b'\n' | b'\r' => true,
        b'-' => text.get(at + 1) == Some(&b'-'),
        b'!' | b'@' | b'$' | b'*' | b'_' | b'.' | b'#' | b'0'..=b'9' => letter(at.checked_sub(1)) && letter(Some(at + 1)),
        byte => !byte.is_ascii(),
    })
}

impl Bare {
    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        self.origin.push(from as u32);
    }

    /// A span of the bare text as one of the original.
    pub(super) fn original(&self, span: (u32, u32)) -> (u32, u32) {
        let at = |i: u32| self.origin.get(i as usize).or(self.origin.last()).copied().unwrap_or(0);
        (at(span.0), at(span.1.saturating_sub(1)) + 1)
    }
}

/// "k.i.l.l": single letters with dots between them.
fn dotted(chars: &[char], at: usize) -> bool {
    let single = |letter: usize, outside: Option<usize>| chars[letter].is_alphabetic() && outside.and_then(|o| chars.get(o)).is_none_or(|o| !o.is_alphabetic());
    single(at - 1, (at - 1).checked_sub(1)) || single(at + 1, Some(at + 2))
}

/// Whether single letters stand in a row, at least four of them.
fn spaced_out(text: &str) -> bool {
    let b = text.as_bytes();
    let blank = |c: u8| matches!(c, b' ' | b'.');
    // a blank is rarer than a letter
    let apart = |w: &[u8]| blank(w[1]) && blank(w[3]) && blank(w[5]) && [0, 2, 4, 6].iter().all(|at| w[*at].is_ascii_alphabetic());
    b.windows(7).any(apart)
}

/// How many characters from `at` on are single letters with blanks between them ("d i e"), where at least four letters are.
fn letters_apart(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && chars[at - 1].is_alphanumeric() {
        return None;
    }
    let mut end = at;
    let mut letters = 0;
    while chars.get(end).is_some_and(|c| c.is_alphabetic()) && chars.get(end + 1).is_none_or(|c| !c.is_alphanumeric() && *c != '\'') {
        letters += 1;
        end += 1;
        if chars.get(end) == Some(&' ')
            && chars.get(end + 1).is_some_and(|c| c.is_alphabetic())
            && chars.get(end + 2).is_none_or(|c| !c.is_alphanumeric() && *c != '\'')
        {
            end += 1;
        } else {
            break;
        }
    }
    (letters >= 4).then_some(end - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Option<String> {
        undisguise(text).map(|b| b.text)
    }

    #[test]
    fn what_hides_words_is_taken_off() {
        for (text, shown) in [
            ("fine (i want to die)", "fine .i want to die."),
            ("i want to\ndie", "i want to die"),
            ("i want to die\u{2014}i want out", "i want to die,i want out"),
            ("k!ll my$elf", "kill myself"),
            ("su1c1de", "suicide"),
            ("k.i.l.l me", "kill me"),
            ("i want to k i l l myself", "i want to kill myself"),
            ("s*icide", "sicide"),
        ] {
            assert_eq!(bare(text).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn a_plain_text_is_not_read_twice() {
        for text in ["I had a long day.", "It's fine, really?", "We met at 3 and left at 10!"] {
            assert_eq!(bare(text), None, "{text}");
        }
    }

    #[test]
    fn a_span_leads_back_to_the_original() {
        let bare = undisguise("so k i l l myself").expect("spaced out");
        assert_eq!(bare.text, "so kill myself");
        assert_eq!(bare.original((3, 7)), (3, 10));
        assert_eq!(bare.original((8, 14)), (11, 17));
    }
}
