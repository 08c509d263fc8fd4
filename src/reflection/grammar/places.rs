//! Places in a sentence: what has been said of a clause so far, and so what may follow. A set of them is a number.

/// A set of places.
pub(super) type Set = u64;

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Number { $($name),* }
        $($(#[$doc])* pub(super) const $name: Set = 1 << Number::$name as u8;)*
    };
}

places! {
    /// A clause begins.
    START,
    /// Inside the subject: its noun is still to come.
    SUBJECT_OPEN,
    /// After a subject that takes "is".
    SUBJECT_ONE,
    /// After a subject that takes "are".
    SUBJECT_MANY,
    /// After a subject that takes either.
    SUBJECT_ANY,
    /// After a subject that a clause may tell: "the problem".
    SUBJECT_IDEA,
    /// After "he", "it": no noun joins on.
    PRONOUN_ONE,
    /// After "you", "they".
    PRONOUN_MANY,
    /// After the listener's "I".
    PRONOUN_I,
    /// Inside the subject, after a preposition or a joint: a noun phrase is to come.
    SUBJECT_MORE,
    /// The same, past its determiner.
    SUBJECT_MORE_OPEN,
    /// After a preposition before the subject.
    FRONT_PREP,
    /// The same, past its determiner.
    FRONT_OPEN,
    /// After a phrase before the subject.
    FRONT,
    /// A finite verb is to come ("who …").
    FINITE,
    /// After a modal or "do".
    AFTER_MODAL,
    /// After a form of "have".
    AFTER_HAVE,
    /// After a form of "be".
    AFTER_BE,
    /// After a form of "be" whose subject is no pronoun: a clause may tell what it is.
    AFTER_BE_CLAUSE,
    /// After "to".
    AFTER_TO,
    /// An object is to come.
    OBJECT_DUE,
    /// An object is to come that more may follow.
    OBJECT_DUE_MORE,
    /// An adjective may come.
    LINKED,
    /// A clause may come.
    CLAUSE_DUE,
    /// A base form may come ("go see").
    BASE_DUE,
    /// Complete.
    DONE,
    /// Inside an object: its noun is still to come.
    OBJECT_OPEN,
    /// The same where more may follow.
    OBJECT_OPEN_MORE,
    /// After an object.
    NOUN_DONE,
    /// After an object that is a time, a way: a whole clause may narrow it.
    TIME_DONE,
    /// After an object that is a pronoun.
    PRONOUN_DONE,
    /// After a noun as an object that more may follow.
    NOUN_DONE_MORE,
    /// After a pronoun as an object that more may follow.
    PRONOUN_DONE_MORE,
    /// After an adjective that is said of the subject.
    ADJECTIVE_DONE,
    /// After a preposition.
    AFTER_PREP,
    /// After "while", "if", behind a predicate: its clause, or what is left of one.
    AFTER_SUB,
    /// After "so", "very".
    AFTER_DEGREE,
    /// After "so", "too", where an object is due.
    DEGREE_OBJECT,
    /// Inside a span of time or an amount: "every", "last".
    SPAN_OPEN,
    /// After a comma behind a noun.
    COMMA_NOUN,
    /// After a comma behind anything else.
    COMMA,
    /// After a joint behind a noun.
    JOINT_NOUN,
    /// After a joint behind anything else.
    JOINT_OTHER,
    /// After a question word: "how", "what" with what it asks for.
    AFTER_WH,
}

/// Where a predicate may stop.
pub(super) const COMPLETE: Set = DONE | NOUN_DONE | TIME_DONE | PRONOUN_DONE | NOUN_DONE_MORE | PRONOUN_DONE_MORE | ADJECTIVE_DONE;

/// Where the verb itself may be left out: "you know you can".
pub(super) const ELLIPSIS: Set = AFTER_MODAL | AFTER_TO;

/// Behind a noun or pronoun of a predicate.
pub(super) const NOUNS: Set = NOUN_DONE | TIME_DONE | PRONOUN_DONE | NOUN_DONE_MORE | PRONOUN_DONE_MORE;

/// Where what is missing from a relative clause may be missed.
pub(super) const GAPS: Set = OBJECT_DUE | OBJECT_DUE_MORE | CLAUSE_DUE | AFTER_PREP | AFTER_HAVE | AFTER_BE | AFTER_BE_CLAUSE | AFTER_MODAL | AFTER_TO | LINKED;
