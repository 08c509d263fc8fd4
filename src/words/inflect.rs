//! Regular English inflection. The irregular forms are tables; `build.rs` applies both and the program looks the results up.

/// The form a verb takes by rule: `-s`, `-ed` or `-ing`. `doubles` says that the last consonant is doubled ("admit", "admitted").
pub fn verb(base: &str, ending: Ending, doubles: bool) -> String {
    match ending {
        Ending::S => plural(base),
        Ending::Ed if base.ends_with('e') => format!("{base}d"),
        Ending::Ed if ends_in_consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
        Ending::Ing if base.ends_with("ie") => format!("{}ying", &base[..base.len() - 2]),
        Ending::Ing if base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("oe") && !base.ends_with("ye") => {
            format!("{}ing", &base[..base.len() - 1])
        }
        _ if base.ends_with('c') && base.len() > 3 => format!("{base}k{}", ending.text()),
        _ if doubles || doubles_by_rule(base) => format!("{base}{}{}", &base[base.len() - 1..], ending.text()),
        _ => format!("{base}{}", ending.text()),
    }
}

/// The ending that a regular verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Third person singular.
    S,
    /// Past and past participle.
    Ed,
    /// Present participle.
    Ing,
}

impl Ending {
    fn text(self) -> &'static str {
        match self {
            Ending::S => "s",
            Ending::Ed => "ed",
            Ending::Ing => "ing",
        }
    }
}

/// The regular plural of a noun, and the third person of a verb, which is spelled by the same rule.
pub fn plural(word: &str) -> String {
    if ends_in_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) || ends_in_hard_o(word) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// Comparative and superlative of a short adjective ("happy": happier, happiest); none for a long one.
pub fn compared(word: &str) -> Option<[String; 2]> {
    let vowels = word.bytes().filter(|b| vowel(*b)).count();
    if word.len() > 7 || !word.is_ascii() || word.ends_with("ed") || word.ends_with("ing") || vowels > 2 {
        return None;
    }
    let stem = if ends_in_consonant_y(word) {
        format!("{}i", &word[..word.len() - 1])
    } else if let Some(stem) = word.strip_suffix('e') {
        stem.to_string()
    } else if doubles_by_rule(word) {
        format!("{word}{}", &word[word.len() - 1..])
    } else {
        word.to_string()
    };
    Some([format!("{stem}er"), format!("{stem}est")])
}

/// "go", "tomato", but not "photo", "piano".
fn ends_in_hard_o(word: &str) -> bool {
    word.ends_with('o') && word.len() > 1 && !vowel(word.as_bytes()[word.len() - 2]) && !word.ends_with("oto") && !word.ends_with("ano")
}

fn vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn ends_in_consonant_y(word: &str) -> bool {
    let b = word.as_bytes();
    b.len() > 1 && b[b.len() - 1] == b'y' && !vowel(b[b.len() - 2])
}

/// One syllable that ends consonant, vowel, consonant ("stop", not "fix", "show", "need").
fn doubles_by_rule(word: &str) -> bool {
    let b = word.as_bytes();
    let [.., before, middle, last] = b else { return false };
    let onset = &b[..b.len() - 2];
    !vowel(*last)
        && !matches!(last, b'w' | b'x' | b'y')
        && vowel(*middle)
        && (!vowel(*before) || onset.ends_with(b"qu"))
        && onset.iter().filter(|c| vowel(**c)).count() == usize::from(onset.ends_with(b"qu"))
}
