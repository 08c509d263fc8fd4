//! A word that is a slip of the keys away from what was typed.

use std::sync::LazyLock;

use super::{BLOB, Form, SPELLING_BYTES, place, text_at, u32_at};

/// The one word that the typed one is a slip away from, where the tables do not know it: two letters changed about, one too many, one too
/// few, a neighbour on the keyboard or another vowel. What it may be is a word that people often mistype (`spelling.tsv`); two letters
/// changed about in a long word may give any word. Names and rare words are left as they are.
pub fn near(typed: &str) -> Option<&'static str> {
    if typed.len() < 5 || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    swapped(typed).or_else(|| mistyped(typed))
}

fn swapped(typed: &str) -> Option<&'static str> {
    if typed.len() < 6 {
        return None;
    }
    let letters = typed.as_bytes();
    let mut found = (0..letters.len() - 1).filter(|at| letters[*at] != letters[at + 1]).filter_map(|at| {
        let mut other = letters.to_vec();
        other.swap(at, at + 1);
        Form::of(std::str::from_utf8(&other).ok()?)
    });
    let one = found.next()?;
    found.next().is_none().then(|| one.text())
}

/// The words that people often mistype, each once, by how long they are.
static OFTEN: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let mut by_length: Vec<Vec<&str>> = Vec::new();
    for row in 0..place::SPELLING.len() / SPELLING_BYTES {
        let at = place::SPELLING.start + row * SPELLING_BYTES;
        let (skip, length) = (usize::from(BLOB[at + 4]), usize::from(BLOB[at + 5]));
        if length >= 4 {
            by_length.resize(by_length.len().max(length + 1), Vec::new());
            by_length[length].push(text_at(u32_at(at) as usize + skip, length));
        }
    }
    for words in &mut by_length {
        words.sort_unstable();
        words.dedup();
    }
    by_length
});

fn mistyped(typed: &str) -> Option<&'static str> {
    let mut best: Option<(u8, &'static str)> = None;
    let mut twice = false;
    let lengths = typed.len() - 1..=typed.len() + 1;
    for meant in lengths.filter_map(|length| OFTEN.get(length)).flatten().copied() {
        let Some(cost) = slip(typed.as_bytes(), meant.as_bytes()) else { continue };
        match best {
            Some((least, _)) if least < cost => {}
            Some((least, _)) if least == cost => twice = true,
            _ => {
                best = Some((cost, meant));
                twice = false;
            }
        }
    }
    best.filter(|_| !twice).map(|(_, meant)| meant)
}

/// How unlikely the slip from `meant` to `typed` is, where it is one.
fn slip(typed: &[u8], meant: &[u8]) -> Option<u8> {
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let long = typed.len() > 6;
    if same == 0 && !long {
        return None;
    }
    let (a, b) = (&typed[same..], &meant[same..]);
    // a plural or a past of the word is no slip of it
    if b.is_empty() && matches!(a, [b's' | b'd']) {
        return None;
    }
    match (a, b) {
        ([x, y, a @ ..], [v, w, b @ ..]) if x == w && y == v && a == b && x != y => Some(0),
        // "creppy": the other letter was doubled
        ([x, y, a @ ..], [v, w, b @ ..]) if x == y && w == x && a == b && same > 0 && meant[same - 1] == *v => Some(1),
        ([x, a @ ..], b) if a == b && same > 0 => Some(if typed.get(same.wrapping_sub(1)) == Some(x) { 1 } else { 2 }),
        (a, [_, b @ ..]) if a == b && typed.len() > 5 => Some(2),
        ([x, a @ ..], [y, b @ ..]) if a == b && typed.len() > 4 && (same > 1 || long && same > 0) && beside(*x, *y) => Some(3),
        _ => None,
    }
}

/// Whether two letters are neighbours on a keyboard, or both vowels.
fn beside(a: u8, b: u8) -> bool {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let place = |c: u8| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.iter().position(|k| *k == c).map(|at| (row, at)))
    };
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    // each row lies half a key to the right of the one above
    let near = place(a).zip(place(b)).is_some_and(|((r, x), (s, y))| match (r, s) {
        _ if r == s => x.abs_diff(y) == 1,
        _ if r == s + 1 => y == x || y == x + 1,
        _ if s == r + 1 => x == y || x == y + 1,
        _ => false,
    });
    near || vowel(a) && vowel(b)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_of_the_keys_is_mended() {
        for (typed, meant) in [
            ("tomorrwo", "tomorrow"),
            ("realtionship", "relationship"),
            ("depresed", "depressed"),
            ("somethimg", "something"),
            ("walkign", "walking"),
            ("creppy", "creepy"),
        ] {
            assert_eq!(near(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn a_name_or_a_rare_word_stays() {
        for typed in ["daphne", "xbox", "kubernetes", "pikachu", "vegas", "oslo"] {
            assert_eq!(near(typed), None, "{typed}");
        }
    }
}
