//! One word further: from a set of places to the next.

use super::lexicon::*;
use super::phrase::*;
use super::places::*;
use super::verb::{Agrees, bare, finite, ing, participle};

/// A main clause is owed: what was said so far only frames it ("when you get home").
const CLAUSE_OWED: usize = 1;
/// A verb is owed: what was said so far is a subject ("what you want").
const VERB_OWED: usize = 2;
/// A piece is missing that stood before ("the job you wanted").
const GAP: usize = 4;

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

struct Next {
    word: Kinds,
    places: Places,
}

impl Next {
    fn is(&self, kinds: Kinds) -> bool {
        self.word & kinds != 0
    }

    fn to(&mut self, mode: usize, set: Set) {
        self.places.0[mode] |= set;
    }

    /// A clause begins with this word.
    fn start(&mut self, mode: usize) {
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
    fn start_inner(&mut self, mode: usize) {
        let word = self.word;
        self.word &= !(WH | THAT);
        self.start(mode);
        self.word = word;
    }

    fn framing_that(&mut self, mode: usize) {
        // "now that you're here"
        if self.is(THAT) {
            self.to(mode | CLAUSE_OWED, START);
        }
    }

    /// A question word opens a clause in which what it asks for is missing.
    fn question_word(&mut self, mode: usize) {
        self.to(mode, FINITE | AFTER_WH);
        self.to(mode | GAP, START | AFTER_WH);
        if self.is(WH_ADVERB | THAT) {
            self.to(mode, START);
        }
    }

    fn finite(&mut self, mode: usize, agrees: Agrees, pronoun: bool) {
        let to = finite(self.word, agrees, pronoun);
        self.to(mode, to);
    }

    /// Inside a subject and behind it.
    fn subject(&mut self, mode: usize, set: Set) {
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

    /// "the job you wanted": a subject straight behind a noun.
    fn clause_without_opener(&mut self, mode: usize) {
        if self.is(DET | OTHER_SUBJECT | THIRD_SUBJECT | SPEAKER | NOUN | PLURAL | NAME | ANY_SUBJECT | THERE) && !self.is(JOINT) {
            let word = self.word;
            self.word = word & (DET | OTHER_SUBJECT | THIRD_SUBJECT | SPEAKER | NOUN | PLURAL | NAME | ANY_SUBJECT | THERE);
            self.start(mode);
            self.word = word;
        }
    }

    /// Before the subject, and between the words of a verb.
    fn auxiliaries(&mut self, mode: usize, set: Set) {
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

    fn behind_be(&mut self, mode: usize, set: Set) {
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

    /// Where an object is due, and inside it.
    fn objects(&mut self, mode: usize, set: Set) {
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

    /// Behind a predicate that may stop.
    fn behind_predicate(&mut self, mode: usize, set: Set) {
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
    fn joints(&mut self, mode: usize, set: Set) {
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
