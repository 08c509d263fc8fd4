//! Behind what may stop: what else a sentence may say, its joints and commas.

use super::kinds::*;
use super::phrase::*;
use super::places::*;
use super::step::{CLAUSE_OWED, GAP, Next, VERB_OWED};
use super::verb::{Agrees, bare, ing, participle};

impl Next {
    /// Behind a predicate that may stop.
    pub(super) fn behind_predicate(&mut self, mode: usize, set: Set) {
        let word = self.word;
        if self.is(ADV | NOT | REFLEXIVE | SOUND) {
            self.to(mode, DONE);
        }
        if self.is(DEGREE | AMOUNT) {
            self.to(mode, AFTER_DEGREE);
        }
        if self.is(PREP) {
            self.to(mode, AFTER_PREP);
        }
        if self.is(TO) {
            self.to(mode, AFTER_TO);
        }
        if self.is(SUB | WH_ADVERB) {
            self.to(mode, START | AFTER_SUB);
        }
        if self.is(COMPARES) {
            self.to(mode | GAP, START);
            self.to(mode, AFTER_DEGREE);
        }
        if self.is(JOINT) {
            self.to(mode, if set & NOUNS != 0 { JOINT_NOUN | JOINT_OTHER } else { JOINT_OTHER });
        }
        if self.is(DET | NUM) {
            self.to(mode, SPAN_OPEN);
        }
        if self.is(TIME) {
            self.to(mode, TIME_DONE);
        }
        self.to(mode, ing(word));
        // a subject is over, its verb comes
        if mode & VERB_OWED != 0 {
            self.finite(mode & !VERB_OWED, Agrees::Any, false);
        }
        if mode & CLAUSE_OWED != 0 {
            self.start(mode & !CLAUSE_OWED);
        }
        if set & NOUNS != 0 {
            if self.is(WH | THAT) {
                self.question_word(mode);
            }
            if set & !(PRONOUN_DONE | PRONOUN_DONE_MORE) & NOUNS != 0 {
                if self.is(NOUN | PLURAL | NAME | NUM) {
                    self.to(mode, set & (NOUN_DONE | NOUN_DONE_MORE) | if set & TIME_DONE != 0 { NOUN_DONE } else { 0 });
                }
                if self.is(POSSESSOR) {
                    self.to(mode, OBJECT_OPEN);
                }
            }
            // "something new"
            if set & (PRONOUN_DONE | PRONOUN_DONE_MORE) != 0 && self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            self.to(mode, participle(word, true));
            self.clause_without_opener(mode | GAP);
            // "somebody to talk to"
            if self.is(TO) {
                self.to(mode | GAP, AFTER_TO);
            }
            if set & TIME_DONE != 0 {
                self.clause_without_opener(mode);
                // "three years old"
                if self.is(ADJ) {
                    self.to(mode, ADJECTIVE_DONE);
                }
            }
        }
        if set & (NOUN_DONE_MORE | PRONOUN_DONE_MORE) != 0 {
            self.to(mode, begins(word, OBJECT_PHRASE) | bare(word) | ing(word) | participle(word, true));
            if self.is(ADV | DEGREE | NOT) {
                self.to(mode, set & (NOUN_DONE_MORE | PRONOUN_DONE_MORE));
            }
            if self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            if self.is(THAT | SUB) {
                self.to(mode, START);
            }
            if self.is(WH) {
                self.question_word(mode);
            }
            self.start_inner(mode);
        }
        if set & ADJECTIVE_DONE != 0 {
            if self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            if self.is(NOUN | PLURAL) {
                self.to(mode, NOUN_DONE);
            }
            if self.is(THAT) {
                self.to(mode, START);
            }
            if self.is(WH) {
                self.question_word(mode);
            }
            self.start_inner(mode);
        }
    }

    /// Behind "and" and behind a comma.
    pub(super) fn joints(&mut self, mode: usize, set: Set) {
        let word = self.word;
        if set & (JOINT_NOUN | COMMA_NOUN) != 0 {
            self.to(mode, begins(word, OBJECT_PHRASE));
        }
        if set & (JOINT_NOUN | JOINT_OTHER) != 0 {
            self.start(mode);
            self.finite(mode, Agrees::Any, false);
            self.to(mode, bare(word) | participle(word, true) | ing(word));
            if self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            if self.is(ADV | NOT | JOINT | DEGREE | SOUND) {
                self.to(mode, set & (JOINT_NOUN | JOINT_OTHER));
            }
            if self.is(ADV) {
                self.to(mode, DONE);
            }
            if self.is(DEGREE | AMOUNT) {
                self.to(mode, AFTER_DEGREE);
            }
        }
        if set & (COMMA | COMMA_NOUN) != 0 {
            if self.is(JOINT) {
                self.to(mode, if set & COMMA_NOUN != 0 { JOINT_NOUN | JOINT_OTHER } else { JOINT_OTHER });
            }
            if self.is(ADV | SOUND | REFLEXIVE) {
                self.to(mode, DONE);
            }
            if self.is(ADV | DEGREE | NOT | SOUND) {
                self.to(mode, set & (COMMA | COMMA_NOUN));
            }
            if self.is(ADJ) {
                self.to(mode, ADJECTIVE_DONE);
            }
            self.to(mode, ing(word) | participle(word, true));
        }
        if set & (COMMA | COMMA_NOUN | JOINT_NOUN | JOINT_OTHER) != 0 {
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
        }
    }
}
