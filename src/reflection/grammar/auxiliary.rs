//! Before a subject, and between the words of a verb.

use super::kinds::*;
use super::phrase::*;
use super::places::*;
use super::step::{CLAUSE_OWED, GAP, Next, VERB_OWED};
use super::verb::{Agrees, bare, ing, participle};

impl Next {
    /// Before the subject, and between the words of a verb.
    pub(super) fn auxiliaries(&mut self, mode: usize, set: Set) {
        let word = self.word;
        if set & FRONT_PREP != 0 {
            self.to(mode, begins(word, FRONT_PHRASE));
            self.to(mode | CLAUSE_OWED, ing(word));
            if self.is(PLACE) {
                self.to(mode, FRONT);
            }
            if self.is(PREP | ADV | NOT | DEGREE) {
                self.to(mode, FRONT_PREP);
            }
            if self.is(WH | THAT) {
                self.question_word(mode | CLAUSE_OWED);
            }
        }
        if set & FRONT_OPEN != 0 {
            self.to(mode, inside(word, FRONT_PHRASE));
        }
        if set & FRONT != 0 {
            self.start(mode);
            if self.is(NOUN | PLURAL | NAME | ADV) {
                self.to(mode, FRONT);
            }
            if self.is(PREP | JOINT) {
                self.to(mode, FRONT_PREP);
            }
            if self.is(POSSESSOR) {
                self.to(mode, FRONT_OPEN);
            }
            if self.is(WH | THAT) {
                self.question_word(mode | CLAUSE_OWED);
            }
        }
        if set & FINITE != 0 {
            self.finite(mode, Agrees::Any, false);
            if self.is(ADV | NOT | DEGREE) {
                self.to(mode, FINITE);
            }
        }
        if set & AFTER_WH != 0 {
            if self.is(NOUN | PLURAL | ADJ | ADV | AMOUNT | TIME | NAME) {
                self.to(mode, AFTER_WH | FINITE | START);
            }
            if self.is(PREP) && mode & GAP == 0 {
                self.to(mode, AFTER_PREP);
            }
            if self.is(TO) {
                self.to(mode & !VERB_OWED, AFTER_TO);
                self.to(mode | GAP, AFTER_TO);
                self.to(mode, AFTER_TO);
            }
        }
        let adverb = self.is(ADV | NOT | DEGREE);
        if set & AFTER_MODAL != 0 {
            self.to(mode, bare(word));
            if adverb {
                self.to(mode, AFTER_MODAL);
            }
        }
        if set & AFTER_TO != 0 {
            self.to(mode, bare(word));
            if adverb {
                self.to(mode, AFTER_TO);
            }
        }
        if set & AFTER_HAVE != 0 {
            self.to(mode, participle(word, false));
            self.to(mode, begins(word, RICH_PHRASE));
            if adverb {
                self.to(mode, AFTER_HAVE);
            }
            if self.is(TO) {
                self.to(mode, AFTER_TO);
            }
        }
        if set & (AFTER_BE | AFTER_BE_CLAUSE) != 0 {
            self.behind_be(mode, set);
        }
    }

    pub(super) fn behind_be(&mut self, mode: usize, set: Set) {
        let word = self.word;
        self.to(mode, ing(word) | participle(word, true) | begins(word, OBJECT_PHRASE));
        // "it's been": the clitic may have been "has"
        if self.is(BEEN) {
            self.to(mode, AFTER_BE);
        }
        if self.is(ADJ) {
            self.to(mode, ADJECTIVE_DONE);
        }
        if self.is(ADV | NOT | DEGREE) {
            self.to(mode, set & (AFTER_BE | AFTER_BE_CLAUSE));
        }
        if self.is(ADV | TIME) {
            self.to(mode, DONE);
        }
        if self.is(AMOUNT) {
            self.to(mode, AFTER_DEGREE);
        }
        if self.is(PREP) {
            self.to(mode, AFTER_PREP);
        }
        if self.is(TO) {
            self.to(mode, AFTER_TO);
        }
        if self.is(SUB | THAT) {
            self.to(mode, START);
        }
        if self.is(COMPARES) {
            self.to(mode | GAP, START);
        }
        if self.is(WH) {
            self.question_word(mode);
        }
        if set & AFTER_BE_CLAUSE != 0 {
            self.start(mode);
            self.to(mode, bare(word));
        }
    }
}
