//! Inside a subject and behind it.

use super::kinds::*;
use super::phrase::*;
use super::places::*;
use super::step::{GAP, Next, VERB_OWED};
use super::verb::{Agrees, ing, participle};

impl Next {
    /// Inside a subject and behind it.
    pub(super) fn subject(&mut self, mode: usize, set: Set) {
        let word = self.word;
        if set & SUBJECT_OPEN != 0 {
            if self.is(NOUN | NAME | ING) {
                self.to(mode, SUBJECT_ONE);
            }
            if self.is(PLURAL) {
                self.to(mode, SUBJECT_MANY);
            }
            if self.is(NUM) {
                self.to(mode, SUBJECT_ANY | FRONT);
            }
            if self.is(TIME) {
                self.to(mode, FRONT);
            }
            if self.is(IDEA) {
                self.to(mode, SUBJECT_IDEA);
            }
            if self.is(NUM | ADJ | ADV | DEGREE | PARTICIPLE | ING | AMOUNT | JOINT) {
                self.to(mode, SUBJECT_OPEN);
            }
        }
        if set & SUBJECT_MORE != 0 {
            self.to(mode, begins(word, MORE_PHRASE));
            if self.is(ADV | NOT | PREP | DEGREE) {
                self.to(mode, SUBJECT_MORE);
            }
            if self.is(WH | THAT) {
                self.question_word(mode | VERB_OWED);
            }
            self.to(mode | VERB_OWED, ing(word));
        }
        if set & SUBJECT_MORE_OPEN != 0 {
            self.to(mode, inside(word, MORE_PHRASE));
        }
        let nouns = SUBJECT_ONE | SUBJECT_MANY | SUBJECT_ANY | SUBJECT_IDEA;
        let all = nouns | PRONOUN_ONE | PRONOUN_MANY | PRONOUN_I;
        if set & all == 0 {
            return;
        }
        for (place, agrees) in [
            (SUBJECT_ONE, Agrees::One),
            (SUBJECT_MANY, Agrees::Many),
            (SUBJECT_ANY, Agrees::Any),
            (SUBJECT_IDEA, Agrees::Any),
            (PRONOUN_ONE, Agrees::One),
            (PRONOUN_MANY, Agrees::Many),
            (PRONOUN_I, Agrees::Speaker),
        ] {
            if set & place != 0 {
                self.finite(mode, agrees, place != SUBJECT_IDEA);
                if self.is(ADV | DEGREE) {
                    self.to(mode, place);
                }
            }
        }
        if self.is(JOINT) {
            self.to(mode, SUBJECT_MORE);
        }
        // "something bad", "nobody else"
        if set & PRONOUN_ONE != 0 && self.is(ADJ) {
            self.to(mode, SUBJECT_ONE);
        }
        if set & (nouns | PRONOUN_ONE) != 0 && self.is(WH | THAT) {
            self.question_word(mode | VERB_OWED);
        }
        if set & nouns == 0 {
            return;
        }
        if self.is(NOUN | NAME | NUM) {
            self.to(mode, SUBJECT_ONE);
        }
        if self.is(PLURAL) {
            self.to(mode, SUBJECT_MANY);
        }
        if self.is(POSSESSOR) {
            self.to(
                mode,
                if set & SUBJECT_ANY != 0 {
                    SUBJECT_OPEN | SUBJECT_MORE_OPEN
                } else {
                    SUBJECT_OPEN
                },
            );
        }
        if self.is(PREP) {
            self.to(mode, SUBJECT_MORE);
        }
        if self.is(TO) {
            self.to(mode | VERB_OWED, AFTER_TO);
        }
        self.to(mode | VERB_OWED, ing(word) | participle(word, true));
        self.clause_without_opener(mode | VERB_OWED | GAP);
    }
}
