//! Word classes as the engine sees them: the Penn set, folded to what reflecting needs.

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What a word does in its sentence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Tag { $($(#[$doc])* $name),* }

        impl Tag {
            /// Every tag, in the order of its number.
            pub const ALL: &'static [Tag] = &[$(Tag::$name),*];

            /// The tag of that name, as the tables under `config/words/` write it.
            #[allow(dead_code, reason = "used where the tables are read")]
            pub fn from_name(name: &str) -> Option<Tag> {
                match name { $(stringify!($name) => Some(Tag::$name),)* _ => None }
            }

            /// The tag as a set of one.
            #[allow(dead_code, reason = "used where tags are sought")]
            pub const fn bit(self) -> u32 {
                1 << self as u32
            }

            /// The tag's name.
            #[allow(dead_code, reason = "used where a tag is shown")]
            pub fn name(self) -> &'static str {
                match self { $(Tag::$name => stringify!($name)),* }
            }
        }
    };
}

tags! {
    /// The edge of a sentence, and punctuation.
    Edge,
    /// A pronoun that can only be a subject: I, he, they.
    PronSub,
    /// A pronoun that can only be an object: me, him, themselves.
    PronObj,
    /// Any other pronoun: you, it, this, nobody.
    Pron,
    /// A possessive determiner: my, your, her.
    Poss,
    /// An article or another determiner.
    Det,
    /// A number.
    Num,
    /// A singular or mass noun.
    Noun,
    /// A plural noun.
    Plural,
    /// A proper name.
    Name,
    /// An adjective, participial ones ("tired") included.
    Adj,
    /// An adverb or a verb's particle.
    Adv,
    /// A full verb's base form, the present of I, you, we and they included.
    Base,
    /// Third person singular present.
    Third,
    /// Simple past.
    Past,
    /// Past participle.
    Part,
    /// Present participle or gerund.
    Ing,
    /// can, will, should …
    Modal,
    /// Any form of "be".
    Be,
    /// Any form of "have".
    Have,
    /// Any form of "do".
    Do,
    /// "to" before a verb.
    To,
    /// A preposition.
    Prep,
    /// and, but, or.
    Conj,
    /// A word that opens a clause under another: because, if, that.
    Sub,
    /// who, what, how …
    Wh,
    /// not, never.
    Not,
    /// yes, oh, hi.
    Interj,
    /// The possessive 's.
    PossS,
    /// "there" in "there is".
    There,
}
