//! What is said on Discord when a talk is at risk tier 2 or above.
//!
//! In a public place others read along, so there only one neutral line is said, and a button. The
//! press opens the words for the one who pressed. They are made from the tier alone: no text is kept.

/// From this tier on, nothing is reflected.
pub(super) const AT_RISK: u8 = 2;

/// The line said in public. It gives away nothing of why.
pub(super) const NEUTRAL_LINE: &str = "I'd like to answer this one just to you.";

/// What is written on the button under it.
pub(super) const BUTTON_LABEL: &str = "Read it privately";

/// The private words for a tier; `None` where the talk is no longer known, after a restart for one.
///
/// A number is given only where its source was read, so none is given here yet.
pub(super) fn private_words(tier: Option<u8>) -> String {
    let emergency = "If you or someone else is in danger right now, call your local emergency number.";
    let lines = "At findahelpline.com you can find someone to call, text or chat with where you live, free and confidential.";
    let person = "Is there one person you could be with, or let know how it is right now?";
    let program = "I'm a program: I can't see whether you're safe, and I'd rather you had a person with you.";
    let ask = "Are you thinking about killing yourself?";
    let heard = "Thank you for saying it. What you wrote sounds heavy, and I don't want to pass over it.";
    match tier {
        Some(4..) => [emergency, heard, ask, lines, person, program].join("\n"),
        Some(3) => [heard, lines, emergency, ask, person, program].join("\n"),
        Some(2) => [heard, ask, lines, emergency, person, program].join("\n"),
        _ => [
            "This is for anyone who needs it, whatever the reason.",
            emergency,
            lines,
            "One person who knows how it is can make a difference: who could that be?",
            program,
        ]
        .join("\n"),
    }
}

/// The words for someone who looks at another's message that shows a risk. What is for the one at
/// risk would be said to the wrong person.
pub(super) fn words_for_a_helper() -> String {
    [
        "What this person wrote sounds heavy, and I'd rather not put it into other words.",
        "If they may be in danger right now, call your local emergency number, or the one where they are.",
        "If you can, ask them plainly and in private whether they're thinking about killing themselves. \
         Asking doesn't put the idea there, and it can be a relief to be asked.",
        "At findahelpline.com there are people to call, text or chat with, for them and for you.",
        "You don't have to carry this alone: who could you bring in?",
        "I'm a program: I can't see whether they're safe.",
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tier_names_help_and_that_this_is_a_program() {
        for tier in [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(9)] {
            let words = private_words(tier);
            for needed in ["findahelpline.com", "local emergency number", "I'm a program"] {
                assert!(words.contains(needed), "{tier:?}: {words}");
            }
            let asks = words.contains("killing yourself?");
            assert_eq!(asks, tier.is_some_and(|tier| tier >= AT_RISK), "{tier:?}");
        }
        assert!(private_words(Some(4)).starts_with("If you or someone else is in danger"));
    }
}
