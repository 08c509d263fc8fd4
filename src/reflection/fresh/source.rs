//! What was said, to hold a reflection against: how long a run of it a reflection repeats.

use std::ops::Range;

use compact_str::CompactString;

use super::PARROTS;
use crate::reflection::sentence;
use crate::reflection::voice::Said;
use crate::understanding::Parsed;
use crate::words::{Tag, hash, lower};

/// Fewer typed words than this leave little to say otherwise.
const SHORT: usize = 10;

/// The pieces of one typed word as that word, "you" and "are" as "you're".
fn take_glued(glued: &mut Vec<Said>, words: &mut Vec<CompactString>) {
    if glued.len() < 2 {
        words.extend(glued.drain(..).map(|word| lower(&word.text)));
        return;
    }
    // nothing is contracted at a sentence's end, and this is none
    glued.push(Said::new("on", Tag::Adv));
    words.extend(sentence::shown(glued).map(|(text, _)| text));
    words.pop();
    glued.clear();
}

/// The words as they are held against one another: the pieces of "out-of-state" apart, what has no letter left out.
fn pieces<T: Clone>(words: impl Iterator<Item = (CompactString, T)>, most: usize) -> Vec<(u32, CompactString, T)> {
    let lettered = |piece: &str| piece.bytes().any(|b| b.is_ascii_alphabetic());
    let mut all = Vec::with_capacity(most);
    for (word, from) in words {
        if word.as_bytes().contains(&b'-') {
            let pieces = word.split('-').filter(|piece| lettered(piece));
            all.extend(pieces.map(|piece| (hash::hash(piece), CompactString::from(piece), from.clone())));
        } else if lettered(&word) {
            all.push((hash::hash(&word), word, from));
        }
    }
    all
}

/// The words of a statement, turned round and contracted as they were typed, to hold a reflection against.
#[derive(Debug)]
pub struct Source {
    /// Each word as a number first: most differ in it.
    hashes: Vec<u32>,
    words: Vec<CompactString>,
}

impl Source {
    /// The words of this statement; of a short one nothing can be parroted.
    pub fn of(parsed: &Parsed) -> Source {
        if parsed.statement.typed_words < SHORT {
            return Source {
                hashes: Vec::new(),
                words: Vec::new(),
            };
        }
        let mut words: Vec<CompactString> = Vec::with_capacity(parsed.tokens().len());
        let mut glued: Vec<Said> = Vec::new();
        for (i, token) in parsed.tokens().iter().enumerate().filter(|(_, t)| !t.is_mark()) {
            let joined =
                i > 0 && parsed.tokens()[i - 1].span.1 == token.span.0 || glued.last().is_some_and(|_| i > 0 && parsed.tokens()[i - 1].span == token.span);
            if !joined {
                take_glued(&mut glued, &mut words);
                let joint = parsed.statement.joints.iter().find(|(at, _)| *at == token.span.0);
                if let Some((_, joint)) = joint.filter(|(_, joint)| words.last().is_none_or(|last| last != joint)) {
                    words.push((*joint).into());
                }
            }
            let text = match token.word.as_str() {
                "i" | "me" | "we" | "us" => "you",
                "my" | "our" => "your",
                "mine" => "yours",
                "myself" => "yourself",
                "am" => "are",
                word => word,
            };
            glued.push(Said {
                auxiliary: true,
                ..Said::new(text, token.tag)
            });
        }
        take_glued(&mut glued, &mut words);
        let most = words.len();
        let words = pieces(words.into_iter().map(|word| (word, ())), most);
        let (hashes, words) = words.into_iter().map(|(hash, word, ())| (hash, word)).unzip();
        Source { hashes, words }
    }

    /// The longest run shared with these words as they are shown: how many words, and which of them. One that is too short to parrot may
    /// be passed over for none.
    pub fn longest_run(&self, words: &[Said]) -> (usize, Range<usize>) {
        if self.hashes.len() < PARROTS || words.len() < PARROTS {
            return (0, 0..0);
        }
        let shown = pieces(sentence::shown(words), words.len());
        let hashes: Vec<u32> = shown.iter().map(|(hash, ..)| *hash).collect();
        let same = |source: usize, at: usize| self.hashes[source] == hashes[at] && self.words[source] == shown[at].1;
        let mut best = (0, 0..0);
        // a run that parrots covers one of these words of the source
        for source in (PARROTS - 1..self.hashes.len()).step_by(PARROTS) {
            let sought = self.hashes[source];
            let may_be = hashes.iter().enumerate().filter(|(_, hash)| **hash == sought).map(|(at, _)| at);
            for at in may_be.filter(|at| same(source, *at)) {
                let before = (1..=source.min(at)).take_while(|n| same(source - n, at - n)).count();
                let after = (1..(self.hashes.len() - source).min(shown.len() - at))
                    .take_while(|n| same(source + n, at + n))
                    .count();
                let length = before + 1 + after;
                if length > best.0 {
                    best = (length, shown[at - before].2.start..shown[at + after].2.end);
                }
            }
        }
        best
    }
}
