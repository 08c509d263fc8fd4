//! One word further: from a set of places to the next.

use super::kinds::*;
use super::places::*;
use super::verb::{Agrees, finite};

/// A main clause is owed: what was said so far only frames it ("when you get home").
pub(super) const CLAUSE_OWED: usize = 1;
/// A verb is owed: what was said so far is a subject ("what you want").
pub(super) const VERB_OWED: usize = 2;
/// A piece is missing that stood before ("the job you wanted").
pub(super) const GAP: usize = 4;

/// The places, apart by what is still owed or missing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places([Set; 8]);

impl Places {
    /// Where a sentence begins; a fragment may also be what "it is", "you see" or "you and" would open.
    pub fn opening(fragment: bool) -> Places {
        let mut places = Places([0; 8]);
        places.0[0] = START | if fragment { AFTER_BE | OBJECT_DUE | DONE | JOINT_OTHER } else { 0 };
        places
    }

    /// Whether nothing fits any more.
    pub fn lost(&self) -> bool {
        self.0.iter().all(|set| *set == 0)
    }

    /// Whether a sentence may end here; of a fragment also one that only frames another.
    pub fn complete(&self, fragment: bool) -> bool {
        let framed = if fragment { self.0[CLAUSE_OWED] } else { 0 };
        (self.0[0] | framed) & (COMPLETE | ELLIPSIS) != 0
    }

    /// Past a comma.
    pub fn comma(&self) -> Places {
        let mut next = Places([0; 8]);
        for (mode, set) in self.each() {
            next.0[mode] |= set & (START | FRONT | SUBJECT_OPEN | OBJECT_OPEN | OBJECT_OPEN_MORE | JOINT_NOUN | JOINT_OTHER | AFTER_PREP);
            if set & FRONT != 0 {
                next.0[mode] |= START;
            }
            if set & (SUBJECT_ONE | SUBJECT_MANY | SUBJECT_ANY | PRONOUN_MANY) != 0 {
                next.0[mode] |= SUBJECT_MORE;
            }
            if set & (COMPLETE | ELLIPSIS) != 0 {
                next.0[mode] |= if set & NOUNS != 0 { COMMA_NOUN | COMMA } else { COMMA };
                if mode & CLAUSE_OWED != 0 {
                    next.0[mode & !CLAUSE_OWED] |= START;
                }
            }
        }
        next
    }

    fn each(&self) -> impl Iterator<Item = (usize, Set)> {
        self.0.into_iter().enumerate().filter(|(_, set)| *set != 0)
    }

    /// One word further.
    pub fn step(&self, word: Kinds) -> Places {
        let mut next = Next { word, places: Places([0; 8]) };
        for (mode, set) in self.each() {
            if set & START != 0 {
                next.start(mode);
            }
            next.subject(mode, set);
            next.auxiliaries(mode, set);
            next.objects(mode, set);
            if set & COMPLETE != 0 {
                next.behind_predicate(mode, set);
            }
            next.joints(mode, set);
        }
        next.fill_gaps();
        next.places
    }
}

/// The word taken, and the places it leads to.
pub(super) struct Next {
    /// What the word can be.
    pub word: Kinds,
    places: Places,
}

impl Next {
    pub(super) fn is(&self, kinds: Kinds) -> bool {
        self.word & kinds != 0
    }

    pub(super) fn to(&mut self, mode: usize, set: Set) {
        self.places.0[mode] |= set;
    }

    pub(super) fn finite(&mut self, mode: usize, agrees: Agrees, pronoun: bool) {
        let to = finite(self.word, agrees, pronoun);
        self.to(mode, to);
    }

    /// Where a piece is missing, it may have been missed here.
    fn fill_gaps(&mut self) {
        for mode in 0..GAP {
            let set = self.places.0[mode | GAP];
            if set & GAPS != 0 {
                self.places.0[mode] |= DONE;
            }
            if set & OBJECT_DUE_MORE != 0 {
                self.places.0[mode] |= PRONOUN_DONE_MORE;
            }
        }
    }
}
