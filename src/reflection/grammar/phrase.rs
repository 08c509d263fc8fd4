//! Noun phrases and what goes on behind a predicate.

use super::kinds::*;
use super::places::*;

/// The places a noun phrase leads to, by where it stands.
#[derive(Clone, Copy)]
pub(super) struct Phrase {
    open: Set,
    noun: Set,
    plural: Set,
    time: Set,
    /// A pronoun or a number that stands alone.
    pronoun: Set,
}

/// As an object, behind a verb or a preposition.
pub(super) const OBJECT_PHRASE: Phrase = Phrase {
    open: OBJECT_OPEN,
    noun: NOUN_DONE,
    plural: NOUN_DONE,
    time: TIME_DONE,
    pronoun: PRONOUN_DONE,
};

/// As an object that more may follow: "you made him cry".
pub(super) const RICH_PHRASE: Phrase = Phrase {
    open: OBJECT_OPEN_MORE,
    noun: NOUN_DONE_MORE,
    plural: NOUN_DONE_MORE,
    time: TIME_DONE,
    pronoun: PRONOUN_DONE_MORE,
};

/// Inside a subject, behind its first noun.
pub(super) const MORE_PHRASE: Phrase = Phrase {
    open: SUBJECT_MORE_OPEN,
    noun: SUBJECT_ANY,
    plural: SUBJECT_ANY,
    time: SUBJECT_ANY,
    pronoun: SUBJECT_ANY,
};

/// Behind a preposition before the subject.
pub(super) const FRONT_PHRASE: Phrase = Phrase {
    open: FRONT_OPEN,
    noun: FRONT,
    plural: FRONT,
    time: FRONT,
    pronoun: FRONT,
};

/// Where a noun phrase that begins with this word leads.
pub(super) fn begins(word: Kinds, phrase: Phrase) -> Set {
    let mut to = head(word, phrase);
    if word & (DET | NUM | ADJ | PARTICIPLE | AMOUNT) != 0 {
        to |= phrase.open;
    }
    if word & (OBJECT | ANY_SUBJECT | NUM | AMOUNT) != 0 {
        to |= phrase.pronoun;
    }
    to
}

/// Where a word leads inside a noun phrase whose noun is to come.
pub(super) fn inside(word: Kinds, phrase: Phrase) -> Set {
    let mut to = head(word, phrase);
    // "your drinking", "a full stop", "a good read": a verb's name
    if word & (ING | BASE) != 0 {
        to |= phrase.noun;
    }
    if word & (NUM | ADJ | ADV | DEGREE | PARTICIPLE | ING | AMOUNT) != 0 {
        to |= phrase.open;
    }
    if word & NUM != 0 {
        to |= phrase.pronoun;
    }
    to
}

fn head(word: Kinds, phrase: Phrase) -> Set {
    let mut to = 0;
    if word & (NOUN | NAME) != 0 {
        to |= phrase.noun;
    }
    if word & PLURAL != 0 {
        to |= phrase.plural;
    }
    if word & TIME != 0 {
        to |= phrase.time;
    }
    to
}
