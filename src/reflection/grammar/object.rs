//! Where an object, an adjective or a clause is due, and inside them.

use super::kinds::*;
use super::phrase::*;
use super::places::*;
use super::step::{GAP, Next};
use super::verb::{bare, ing, participle};

impl Next {
    /// Where an object is due, and inside it.
    pub(super) fn objects(&mut self, mode: usize, set: Set) {
        let word = self.word;
        for (place, phrase) in [(OBJECT_DUE, OBJECT_PHRASE), (OBJECT_DUE_MORE, RICH_PHRASE), (AFTER_PREP, OBJECT_PHRASE)] {
            if set & place == 0 {
                continue;
            }
            self.to(mode, begins(word, phrase) | ing(word));
            if self.is(ADV | NOT) {
                self.to(mode, place);
            }
            if self.is(DEGREE) {
                self.to(mode, DEGREE_OBJECT);
            }
            if self.is(WH) {
                self.question_word(mode);
            }
            if place == AFTER_PREP {
                if self.is(PLACE) {
                    self.to(mode, DONE);
                }
                if self.is(PREP) {
                    self.to(mode, AFTER_PREP);
                }
            } else {
                if self.is(PARTICLE) {
                    self.to(mode, DONE);
                }
                if self.is(TO) {
                    self.to(mode, AFTER_TO);
                }
            }
            // "what you want and need"
            if mode & GAP != 0 && self.is(JOINT) {
                self.to(mode, JOINT_OTHER);
            }
        }
        if set & OBJECT_OPEN != 0 {
            self.to(mode, inside(word, OBJECT_PHRASE));
            if self.is(JOINT) {
                self.to(mode, OBJECT_OPEN);
            }
            if self.is(AMOUNT) {
                self.to(mode, AFTER_DEGREE);
            }
        }
        if set & OBJECT_OPEN_MORE != 0 {
            self.to(mode, inside(word, RICH_PHRASE));
            if self.is(JOINT) {
                self.to(mode, OBJECT_OPEN_MORE);
            }
        }
        if set & LINKED != 0 {
            if self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            self.to(mode, participle(word, true) | ing(word));
            if self.is(ADV | DEGREE | NOT) {
                self.to(mode, LINKED);
            }
            if self.is(AMOUNT) {
                self.to(mode, AFTER_DEGREE);
            }
            if self.is(DET) {
                self.to(mode, SPAN_OPEN);
            }
        }
        if set & CLAUSE_DUE != 0 {
            self.start_inner(mode);
            if self.is(THAT | SUB) {
                self.to(mode, START);
            }
            if self.is(WH) {
                self.question_word(mode);
            }
            // "you don't know why", "you think so"
            if self.is(WH_ADVERB | DEGREE) {
                self.to(mode, DONE);
            }
            if self.is(OBJECT) {
                self.to(mode, CLAUSE_DUE);
            }
        }
        if set & DEGREE_OBJECT != 0 {
            if self.is(ADJ | AMOUNT | PARTICIPLE | ADV) {
                self.to(mode, OBJECT_OPEN);
            }
            if self.is(AMOUNT | ADV) {
                self.to(mode, PRONOUN_DONE);
            }
        }
        // "while taking a walk", "if possible"
        if set & AFTER_SUB != 0 {
            self.to(mode, ing(word) | participle(word, true));
            if self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            if self.is(PREP) {
                self.to(mode, AFTER_PREP);
            }
            if self.is(ADV | NOT) {
                self.to(mode, AFTER_SUB);
            }
        }
        if set & BASE_DUE != 0 {
            self.to(mode, bare(word));
        }
        if set & ELLIPSIS != 0 {
            if self.is(JOINT) {
                self.to(mode, JOINT_OTHER);
            }
            if self.is(SUB) {
                self.to(mode, START);
            }
            if self.is(PREP) && !self.is(TO) {
                self.to(mode, AFTER_PREP);
            }
        }
        if set & AFTER_DEGREE != 0 {
            if self.is(ADJ | PARTICIPLE) {
                self.to(mode, ADJECTIVE_DONE);
            }
            if self.is(ADV | AMOUNT) {
                self.to(mode, DONE | AFTER_DEGREE);
            }
            if self.is(PREP) {
                self.to(mode, AFTER_PREP);
            }
        }
        if set & SPAN_OPEN != 0 {
            if self.is(ADJ | NUM | AMOUNT | DEGREE) {
                self.to(mode, SPAN_OPEN);
            }
            if self.is(TIME) {
                self.to(mode, TIME_DONE);
            }
            if self.is(AMOUNT) {
                self.to(mode, DONE | AFTER_DEGREE);
            }
        }
    }
}
