//! The names of what a reply can do, and of what can be amiss with it, as `felt code --json` gives them.

/// Names for the variants of an enum, both ways.
macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($(#[$each:meta])* $name:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $kind { $($(#[$each])* $name),* }

        impl $kind {
            /// All of them, in their order.
            pub const ALL: &'static [$kind] = &[$($kind::$name),*];

            /// The name in the contract.
            pub fn name(self) -> &'static str {
                match self { $($kind::$name => $text),* }
            }

            /// The one of that name.
            pub fn named(name: &str) -> Option<$kind> {
                $kind::ALL.iter().copied().find(|k| k.name() == name)
            }
        }
    };
}

named! {
    /// What a reply mainly does: the four behaviours that public corpora code.
    Main {
        /// It gives back what was said.
        Reflection = "reflection",
        /// It asks.
        Question = "question",
        /// It informs, advises, offers.
        Input = "input",
        /// Anything else: sounds, thanks, greetings, affirmations.
        Other = "other",
    }
}

named! {
    /// A behaviour, after MITI 4.2.1 section E, with three that it leaves uncoded.
    Behaviour {
        /// Neutral information.
        GivingInformation = "giving_information",
        /// Unasked advice or opinion.
        Persuade = "persuade",
        /// Advice that was asked for, or that leaves the choice.
        PersuadeWithPermission = "persuade_with_permission",
        /// Any question.
        Question = "question",
        /// What was said, with little or nothing added.
        SimpleReflection = "simple_reflection",
        /// What was said, with meaning or emphasis added.
        ComplexReflection = "complex_reflection",
        /// A specific strength or effort.
        Affirm = "affirm",
        /// Shares the lead.
        SeekingCollaboration = "seeking_collaboration",
        /// The choice is theirs.
        EmphasizingAutonomy = "emphasizing_autonomy",
        /// Disagrees, corrects, shames, warns.
        Confront = "confront",
        /// About the listener's own life.
        SelfDisclosure = "self_disclosure",
        /// About the session: what comes next.
        Structure = "structure",
        /// Sounds, thanks, greetings.
        Filler = "filler",
    }
}

named! {
    /// What there is to mend in a reply.
    Fault {
        /// Disagrees, blames or gives the person a name for what they are.
        Label = "label",
        /// Unasked advice.
        Advice = "advice",
        /// "It'll be fine".
        Reassurance = "reassurance",
        /// The listener's own life.
        SelfDisclosure = "self_disclosure",
        /// Feels for them instead of with them.
        Sympathy = "sympathy",
        /// It asks where it should say.
        Question = "question",
        /// Another's act or feeling given to the speaker, or the speaker's to another.
        WrongReferent = "wrong_referent",
        /// A feeling that was not there.
        WrongFeeling = "wrong_feeling",
        /// A cause, a trait, a childhood that was not said.
        OverReach = "over_reach",
        /// The speaker's own words, all of them.
        Parroting = "parroting",
        /// The feeling left out.
        MissedFeeling = "missed_feeling",
        /// The feeling made small.
        DilutedFeeling = "diluted_feeling",
        /// Longer than the statement, by far.
        TooLong = "too_long",
        /// The same opening again.
        RepeatedStem = "repeated_stem",
    }
}

named! {
    /// How much a reflection adds: a tendency, on which experts differ.
    Depth {
        /// Little or nothing.
        Simple = "simple",
        /// Meaning or emphasis.
        Complex = "complex",
    }
}

named! {
    /// What kind of question.
    Asked {
        /// Room for any answer.
        Open = "open",
        /// Yes, no, or a fact.
        Closed = "closed",
    }
}

impl Main {
    /// The likeliest of the four.
    pub(super) fn likeliest(chances: &[f32; 4]) -> Main {
        let best = (0..chances.len()).max_by(|a, b| chances[*a].total_cmp(&chances[*b]));
        best.and_then(|n| Main::ALL.get(n)).copied().unwrap_or(Main::Other)
    }
}
