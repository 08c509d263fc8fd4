//! The kinds of words that the grammar tells apart. A set of them is a number.

/// A set of kinds.
pub(super) type Kinds = u64;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Number { $($name),* }
        $($(#[$doc])* pub(super) const $name: Kinds = 1 << Number::$name as u8;)*
    };
}

kinds! {
    /// Opens a noun phrase: the, your, this, many.
    DET,
    /// A number.
    NUM,
    /// An adjective.
    ADJ,
    /// A singular or mass noun.
    NOUN,
    /// A plural noun.
    PLURAL,
    /// A name.
    NAME,
    /// A noun that may stand as an adverb: week, way, time, lot.
    TIME,
    /// A noun that a clause may tell: the problem, the truth.
    IDEA,
    /// An adverb.
    ADV,
    /// An adverb that stands for a place or a time, also behind a preposition: here, now, home.
    PLACE,
    /// so, very, too: an adjective or adverb follows.
    DEGREE,
    /// An adverb that makes one verb with the verb before it: up, out, back.
    PARTICLE,
    /// not, never.
    NOT,
    /// A preposition.
    PREP,
    /// if, because, when.
    SUB,
    /// than, as, like: what follows may lack a piece.
    COMPARES,
    /// and, but, or, so.
    JOINT,
    /// who, what, how.
    WH,
    /// how, why, where, when: what follows lacks nothing.
    WH_ADVERB,
    /// that.
    THAT,
    /// there.
    THERE,
    /// to.
    TO,
    /// 's of a possessor.
    POSSESSOR,
    /// oh, yes.
    SOUND,
    /// he, she, it, somebody: takes "is".
    THIRD_SUBJECT,
    /// you, they: takes "are".
    OTHER_SUBJECT,
    /// The listener's "I".
    SPEAKER,
    /// some, all, most: takes either.
    ANY_SUBJECT,
    /// A pronoun that can be an object.
    OBJECT,
    /// yourself.
    REFLEXIVE,
    /// many, much, little, bit.
    AMOUNT,
    /// A base form.
    BASE,
    /// A third person.
    THIRD,
    /// A past.
    PAST,
    /// A past participle.
    PARTICIPLE,
    /// An -ing form.
    ING,
    /// A verb that must have its object.
    NEEDS_OBJECT,
    /// A verb that has none.
    NO_OBJECT,
    /// A verb that an adjective may follow.
    LINKS,
    /// A verb that a clause may follow.
    TAKES_CLAUSE,
    /// go, come, help: a base form may follow.
    GOES,
    /// A verb whose object may be followed by another, or by what it does or is.
    TWO_OBJECTS,
    /// can, will.
    MODAL,
    /// am
    AM,
    /// is
    IS,
    /// are
    ARE,
    /// was
    WAS,
    /// were
    WERE,
    /// be
    BE,
    /// been
    BEEN,
    /// being
    BEING,
    /// have
    HAVE,
    /// has
    HAS,
    /// had
    HAD,
    /// having
    HAVING,
    /// do
    DO,
    /// does
    DOES,
    /// did
    DID,
}
