//! How a clause begins: with a subject, a phrase before it, a question word, or straight behind a noun.

use super::kinds::*;
use super::places::*;
use super::step::{CLAUSE_OWED, GAP, Next, VERB_OWED};
use super::verb::ing;

impl Next {
    /// A clause begins with this word.
    pub(super) fn start(&mut self, mode: usize) {
        let word = self.word;
        if self.is(DET | NUM | ADJ | PARTICIPLE) {
            self.to(mode, SUBJECT_OPEN);
        }
        // "great, you agree"
        if self.is(ADJ) {
            self.to(mode, FRONT);
        }
        if self.is(NOUN | NAME) {
            self.to(mode, SUBJECT_ONE);
        }
        if self.is(PLURAL) {
            self.to(mode, SUBJECT_MANY);
        }
        if self.is(ANY_SUBJECT | NUM | AMOUNT) {
            self.to(mode, SUBJECT_ANY);
        }
        if self.is(IDEA) {
            self.to(mode, SUBJECT_IDEA);
        }
        if self.is(TIME) {
            self.to(mode, FRONT);
        }
        if self.is(THERE) {
            self.to(mode, SUBJECT_ANY);
        }
        if self.is(THIRD_SUBJECT) {
            self.to(mode, PRONOUN_ONE);
        }
        if self.is(OTHER_SUBJECT) {
            self.to(mode, PRONOUN_MANY);
        }
        if self.is(SPEAKER) {
            self.to(mode, PRONOUN_I);
        }
        // "being here hurt", "knowing that, you left"
        let gerund = ing(word);
        self.to(mode | VERB_OWED, gerund);
        self.to(mode | CLAUSE_OWED, gerund);
        if self.is(TO) {
            self.to(mode | VERB_OWED, AFTER_TO);
            self.to(mode | CLAUSE_OWED, AFTER_TO);
        }
        if self.is(ADV | DEGREE | NOT | SOUND | JOINT) {
            self.to(mode, START);
        }
        if self.is(PREP) {
            self.to(mode, FRONT_PREP);
        }
        if self.is(SUB) {
            self.to(mode | CLAUSE_OWED, START);
            if self.is(COMPARES | WH) {
                self.to(mode | CLAUSE_OWED | GAP, START);
            }
        }
        if self.is(WH | THAT) {
            self.question_word(mode | VERB_OWED);
        }
        self.framing_that(mode);
    }

    /// The same behind what a clause may follow: there a question word opens the clause, and is no subject.
    pub(super) fn start_inner(&mut self, mode: usize) {
        let word = self.word;
        self.word &= !(WH | THAT);
        self.start(mode);
        self.word = word;
    }

    pub(super) fn framing_that(&mut self, mode: usize) {
        // "now that you're here"
        if self.is(THAT) {
            self.to(mode | CLAUSE_OWED, START);
        }
    }

    /// A question word opens a clause in which what it asks for is missing.
    pub(super) fn question_word(&mut self, mode: usize) {
        self.to(mode, FINITE | AFTER_WH);
        self.to(mode | GAP, START | AFTER_WH);
        if self.is(WH_ADVERB | THAT) {
            self.to(mode, START);
        }
    }

    /// "the job you wanted": a subject straight behind a noun.
    pub(super) fn clause_without_opener(&mut self, mode: usize) {
        if self.is(DET | OTHER_SUBJECT | THIRD_SUBJECT | SPEAKER | NOUN | PLURAL | NAME | ANY_SUBJECT | THERE) && !self.is(JOINT) {
            let word = self.word;
            self.word = word & (DET | OTHER_SUBJECT | THIRD_SUBJECT | SPEAKER | NOUN | PLURAL | NAME | ANY_SUBJECT | THERE);
            self.start(mode);
            self.word = word;
        }
    }
}
