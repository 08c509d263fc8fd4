//! The words the engine knows: forms, their readings (tag, weight, dictionary form), classes, verb forms, spelling as typed.
//!
//! The tables are `config/words/*`; `build.rs` prepares them as one block of bytes that is read where it lies, without parsing.

pub(crate) mod hash;
pub mod inflect;
mod near;
mod number;
mod tag;

pub use near::near;
pub use number::{Classes, Form};
pub use tag::Tag;

use std::sync::OnceLock;

use compact_str::CompactString;

static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));
static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

mod place {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// One way to read a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What it does.
    pub tag: Tag,
    /// How likely, 1 to 9.
    pub weight: u8,
    /// Its dictionary form.
    pub lemma: Form,
}

/// The four forms of a verb besides its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbForms {
    /// "goes"
    pub third: &'static str,
    /// "went"
    pub past: &'static str,
    /// "gone"
    pub participle: &'static str,
    /// "going"
    pub ing: &'static str,
}

/// The text in lower case; quick for ASCII.
pub fn lower(text: &str) -> CompactString {
    if is_lower(text) {
        CompactString::new(text)
    } else {
        CompactString::from_str_to_lowercase(text)
    }
}

/// The same of a text that is not needed any more.
pub fn lowered(text: CompactString) -> CompactString {
    if is_lower(&text) { text } else { CompactString::from_str_to_lowercase(&text) }
}

/// Whether it is ASCII without capitals.
fn is_lower(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The form of a word in capitals or small letters, if the tables know it.
pub fn form_of(word: &str) -> Option<Form> {
    if is_lower(word) { Form::of(word) } else { Form::of(&lower(word)) }
}

fn u32_at(at: usize) -> u32 {
    BLOB.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn bytes_at(start: usize, len: usize) -> &'static [u8] {
    TEXT.as_bytes().get(start..start + len).unwrap_or_default()
}

fn text_at(start: usize, len: usize) -> &'static str {
    TEXT.get(start..start + len).unwrap_or("")
}

fn probe(slots: std::ops::Range<usize>, key: &str, hash: u32, text: impl Fn(u32) -> &'static [u8]) -> Option<u32> {
    let mask = slots.len() / 4 - 1;
    let mut at = hash as usize & mask;
    loop {
        match u32_at(slots.start + at * 4) {
            0 => return None,
            n if text(n - 1) == key.as_bytes() => return Some(n - 1),
            _ => at = (at + 1) & mask,
        }
    }
}

const FORM_BYTES: usize = 20;
const READING_BYTES: usize = 6;
const VERB_BYTES: usize = 20;
const SPELLING_BYTES: usize = 6;

impl Form {
    /// Every form.
    pub fn all() -> impl Iterator<Item = Form> {
        (0..(place::FORMS.len() / FORM_BYTES) as u32).map(Form)
    }

    /// The form written so (lower case), if the tables know it.
    pub fn of(word: &str) -> Option<Form> {
        Form::of_hashed(word, hash::hash(word))
    }

    /// The same, where the word's hash is known.
    pub(crate) fn of_hashed(word: &str, hash: u32) -> Option<Form> {
        probe(place::FORM_SLOTS, word, hash, |n| Form(n).bytes()).map(Form)
    }

    fn at(self) -> usize {
        place::FORMS.start + self.0 as usize * FORM_BYTES
    }

    fn bytes(self) -> &'static [u8] {
        let at = self.at();
        bytes_at(u32_at(at) as usize, usize::from(BLOB.get(at + 4).copied().unwrap_or(0)))
    }

    /// How it is written.
    pub fn text(self) -> &'static str {
        let at = self.at();
        text_at(u32_at(at) as usize, usize::from(BLOB.get(at + 4).copied().unwrap_or(0)))
    }

    /// Its readings, the likeliest first.
    pub fn readings(self) -> impl Iterator<Item = Reading> + Clone {
        let at = self.at();
        let count = usize::from(BLOB.get(at + 5).copied().unwrap_or(0));
        let first = place::READINGS.start + u32_at(at + 8) as usize * READING_BYTES;
        (0..count).map(move |i| {
            let at = first + i * READING_BYTES;
            Reading {
                tag: Tag::ALL[usize::from(BLOB[at])],
                weight: BLOB[at + 1],
                lemma: Form(u32_at(at + 2)),
            }
        })
    }

    /// The tag of its likeliest reading.
    pub fn likeliest(self) -> Option<Tag> {
        self.readings().next().map(|r| r.tag)
    }

    /// The dictionary forms of its readings; one may come twice.
    pub fn lemmas(self) -> impl Iterator<Item = Form> + Clone {
        self.readings().map(|r| r.lemma)
    }

    /// The classes of `classes.toml` that it, or a word it is a form of, belongs to.
    pub fn classes(self) -> Classes {
        let at = self.at() + 12;
        Classes(u64::from(u32_at(at)) | u64::from(u32_at(at + 4)) << 32)
    }

    /// The forms of the verb whose dictionary form this is.
    pub fn verb_forms(self) -> Option<VerbForms> {
        let rows = place::VERBS.len() / VERB_BYTES;
        let row = |i: usize| place::VERBS.start + i * VERB_BYTES;
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = (low + high) / 2;
            if u32_at(row(middle)) < self.0 { low = middle + 1 } else { high = middle }
        }
        let at = row(low);
        (low < rows && u32_at(at) == self.0).then(|| {
            let form = |i: usize| Form(u32_at(at + i * 4)).text();
            VerbForms {
                third: form(1),
                past: form(2),
                participle: form(3),
                ing: form(4),
            }
        })
    }
}

impl Classes {
    /// Spans of time.
    pub fn time() -> Classes {
        static TIME: OnceLock<Classes> = OnceLock::new();
        *TIME.get_or_init(|| Classes::named("time").unwrap_or_default())
    }

    /// Who is somebody: kin, a partner, a friend, anyone by what they do.
    pub fn people() -> Classes {
        static PEOPLE: OnceLock<Classes> = OnceLock::new();
        *PEOPLE.get_or_init(|| Classes::all(&["kin", "partner", "friend", "person"]))
    }

    /// People and pets.
    pub fn people_and_pets() -> Classes {
        static ALL: OnceLock<Classes> = OnceLock::new();
        *ALL.get_or_init(|| Classes(Classes::people().0 | Classes::all(&["pet"]).0))
    }

    /// What says when: spans of time, weekdays and months.
    pub fn when() -> Classes {
        static WHEN: OnceLock<Classes> = OnceLock::new();
        *WHEN.get_or_init(|| Classes::all(&["time", "weekday_month"]))
    }

    /// What says where, or at what: places, and events that one is at.
    pub fn where_at() -> Classes {
        static WHERE: OnceLock<Classes> = OnceLock::new();
        *WHERE.get_or_init(|| Classes::all(&["place", "home", "school", "work_place", "event", "good_event", "vehicle"]))
    }

    fn all(names: &[&str]) -> Classes {
        let classes = names.iter().filter_map(|name| Classes::named(name));
        classes.fold(Classes::default(), |all, class| Classes(all.0 | class.0))
    }

    /// The class of that name in `classes.toml`.
    pub fn named(name: &str) -> Option<Classes> {
        place::CLASS_NAMES.iter().position(|n| *n == name).map(|i| Classes(1 << i))
    }
}

/// What a word typed so means, by `spelling.tsv` (lower case; empty where it means nothing).
pub fn respelled(typed: &str) -> Option<&'static str> {
    respelled_hashed(typed, hash::hash(typed))
}

/// The same, where the word's hash is known.
pub(crate) fn respelled_hashed(typed: &str, hash: u32) -> Option<&'static str> {
    let at = |n: u32| place::SPELLING.start + n as usize * SPELLING_BYTES;
    let part = |n: u32| {
        let at = at(n);
        (u32_at(at) as usize, usize::from(BLOB[at + 4]), usize::from(BLOB[at + 5]))
    };
    let n = probe(place::SPELLING_SLOTS, typed, hash, |n| {
        let (start, len, _) = part(n);
        bytes_at(start, len)
    })?;
    let (start, len, meant) = part(n);
    Some(text_at(start + len, meant))
}

/// How well a word tagged `next` follows one tagged `tag`, -5 to 4 (`tag_order.tsv`).
pub fn follows(tag: Tag, next: Tag) -> i8 {
    BLOB[place::ORDER.start + tag as usize * Tag::ALL.len() + next as usize] as i8
}
