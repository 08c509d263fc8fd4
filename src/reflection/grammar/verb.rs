//! Verbs: which form a subject takes, and what may follow each.

use super::kinds::*;
use super::places::*;

/// Who a finite verb is said of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agrees {
    /// he, the dog
    One,
    /// you, they, the dogs
    Many,
    /// the listener
    Speaker,
    /// either
    Any,
}

/// Where a finite verb leads; nowhere where it does not agree.
pub(super) fn finite(word: Kinds, agrees: Agrees, pronoun: bool) -> Set {
    let one = matches!(agrees, Agrees::One | Agrees::Any);
    let many = matches!(agrees, Agrees::Many | Agrees::Any);
    let speaker = agrees == Agrees::Speaker;
    let mut fits = PAST | HAD | DID | MODAL | WERE;
    if one {
        fits |= THIRD | IS | WAS | HAS | DOES;
    }
    if many {
        fits |= BASE | ARE | HAVE | DO;
    }
    if speaker {
        fits |= BASE | AM | WAS | HAVE | DO;
    }
    let word_fits = word & fits;
    let mut to = 0;
    if word_fits & (BASE | THIRD | PAST) != 0 {
        to |= full(word);
    }
    if word_fits & MODAL != 0 {
        to |= AFTER_MODAL;
    }
    if word_fits & (DO | DOES | DID) != 0 {
        to |= AFTER_MODAL | OBJECT_DUE | LINKED;
    }
    if word_fits & (HAVE | HAS | HAD) != 0 {
        to |= AFTER_HAVE;
    }
    if word_fits & (IS | ARE | WAS | WERE | AM) != 0 {
        to |= if pronoun { AFTER_BE } else { AFTER_BE | AFTER_BE_CLAUSE };
    }
    to
}

/// Where a base form leads, after "to" or a modal.
pub(super) fn bare(word: Kinds) -> Set {
    let mut to = 0;
    if word & BASE != 0 {
        to |= full(word);
    }
    if word & BE != 0 {
        to |= AFTER_BE;
    }
    if word & HAVE != 0 {
        to |= AFTER_HAVE;
    }
    if word & DO != 0 {
        to |= OBJECT_DUE | DONE;
    }
    to
}

/// Where an -ing form leads.
pub(super) fn ing(word: Kinds) -> Set {
    let mut to = 0;
    if word & ING != 0 {
        to |= full(word);
    }
    if word & BEING != 0 {
        to |= AFTER_BE;
    }
    if word & HAVING != 0 {
        to |= AFTER_HAVE;
    }
    to
}

/// Where a participle leads: behind "have", or where its object is the subject ("was left").
pub(super) fn participle(word: Kinds, passive: bool) -> Set {
    let mut to = 0;
    if word & PARTICIPLE != 0 {
        to |= match passive {
            false => full(word),
            true => DONE | if word & TWO_OBJECTS != 0 { OBJECT_DUE | LINKED | BASE_DUE } else { 0 } | if word & TAKES_CLAUSE != 0 { CLAUSE_DUE } else { 0 },
        };
    }
    if word & BEEN != 0 && !passive {
        to |= AFTER_BE;
    }
    if word & HAD != 0 && !passive {
        to |= OBJECT_DUE_MORE | AFTER_HAVE;
    }
    to
}

/// What may follow a full verb.
fn full(word: Kinds) -> Set {
    let object = if word & TWO_OBJECTS != 0 { OBJECT_DUE_MORE } else { OBJECT_DUE };
    let mut to = match (word & NEEDS_OBJECT != 0, word & NO_OBJECT != 0) {
        (true, false) => object,
        (false, true) => DONE,
        _ => object | DONE,
    };
    if word & LINKS != 0 {
        to |= LINKED | DONE;
    }
    if word & TAKES_CLAUSE != 0 {
        to |= CLAUSE_DUE;
    }
    if word & GOES != 0 {
        to |= BASE_DUE;
    }
    to
}
