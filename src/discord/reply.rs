//! What is said where. Knows no Discord: an answer of the engine in, words and a place for them out.

use super::talks::Heard;
use super::{safety, text};
use crate::store::Export;

/// Said when the bot was called and nothing else was written.
pub(super) const ONLY_CALLED: &str = "I'm here. Tell me what's on your mind, and I'll give back what I hear. I'm a program, not a therapist.";
/// Said when a message to reflect has no words: a picture, a sticker.
pub(super) const NO_WORDS: &str = "There are no words in that message for me to reflect.";
/// Said when a message to reflect was written by a program.
pub(super) const BY_A_PROGRAM: &str = "A program wrote that message, so there's nobody's meaning in it for me to reflect.";
/// Said when something failed.
pub(super) const FAILED: &str = "Something went wrong on my side, and I couldn't answer. Please try once more in a moment.";
/// Said when a setting could not be kept.
pub(super) const NOT_SAVED: &str = "I can't save that right now, so nothing was changed. Please try again in a minute.";
/// Said when listening to direct messages begins.
pub(super) const LISTENING: &str = "I'm listening here. Write whatever is on your mind; `/listen stop` ends it.";
/// Said when it ends.
pub(super) const NOT_LISTENING: &str =
    "I've stopped listening here. `/listen start`, or mentioning me, brings me back. `/reflect` and `/help-now` always work.";
/// Said when it is asked for on a server.
pub(super) const LISTENS_IN_PRIVATE: &str =
    "On servers I read only messages that mention me, so there is nothing to start or stop here. Send me a direct message and I'll listen there.";
/// What `/privacy` says.
const PRIVACY: &str = "**What is kept of you:** whether you want your direct messages answered, once you have set it. It is filed under a number that can't be turned back into your name without a secret of whoever runs this bot.\n\n**What is never kept:** what you write, what I answer, feelings, themes, or whether you were ever in danger. A talk is in memory while it goes on, and is gone soon after the last word.";
/// Said before what is kept.
const KEPT: &str = "This is all that is kept of you:";
/// Said where nothing is kept.
const NOTHING_KEPT: &str = "Nothing is kept of you.";
/// Said when all was deleted.
pub(super) const DELETED: &str = "Done. What was kept of you is deleted, and our talks are forgotten. The next time you write to me, I begin anew.";
/// Said when what is kept could not be read.
pub(super) const NOT_READ: &str = "I can't look that up right now. Please try again in a minute.";
/// Written on the button that shows what is kept.
pub(super) const SHOW_LABEL: &str = "Show what is kept";
/// Written on the button that deletes it.
pub(super) const DELETE_LABEL: &str = "Delete everything";
/// What `/help` says.
pub(super) const HELP: &str = r#"**I listen.** You write what's on your mind, and I say back what I hear: shorter, without advice, without judging. Hearing it from outside can make it clearer.

> **you**  my sister moved out and the flat is so quiet now
> **me**  Your sister moved out; the flat is so quiet now.

**How to talk with me**
`/reflect`: only you see the answer, anywhere
a direct message: I answer each one, until `/listen stop`
a message that mentions me: I answer that one
a message's menu, Apps, "Reflect this"

**When I get it wrong**, say "not quite". I try another way.
**What I don't do:** I give no advice, no diagnosis and no therapy, and I can't see whether you're safe. I'm a program.

`/about` what I am · `/privacy` what is kept, and how to delete it · `/help-now` people to talk to, at any time"#;
/// What `/about` says.
pub(super) const ABOUT: &str = "**Felt is a program.** No person reads along, and it is no therapist and no replacement for one. It practises reflective listening: it gives back what you said, so that you can hear it too and say whether that's it.\n\nIt works by rules that anyone can read. There is no language model behind it, and nothing you write leaves the computer it runs on, save for its answer to you here.\n\n**It keeps** whether you want your direct messages answered, under a number that can't be turned back into your name without a secret of whoever runs this bot. **It doesn't keep** what you write, what you feel, or anything about who you are. A talk is held in memory while it goes on and is soon forgotten after the last word.\n\nIt never writes to you unasked. `/privacy` shows and deletes what is kept of you; `/help-now` shows people to talk to.";
/// Said when a button is pressed that this version no longer knows.
pub(super) const OLD_BUTTON: &str = "That button is from an older message of mine and no longer does anything.";

/// What is sent.
#[derive(Debug, PartialEq)]
pub(super) struct Reply {
    /// The words: safe, within the limit, never empty.
    pub(super) words: String,
    /// Whether the button stands under it that opens the private words.
    pub(super) private_button: bool,
    /// Whether the buttons for someone at risk stand under it.
    pub(super) safety_buttons: bool,
    /// Whether the buttons stand under it that show and delete what is kept.
    pub(super) privacy_buttons: bool,
}

impl Reply {
    /// Words of the bot's own, with nothing in them that a person typed.
    pub(super) fn own(words: &str) -> Reply {
        Reply {
            words: text::within_limit(words),
            private_button: false,
            safety_buttons: false,
            privacy_buttons: false,
        }
    }

    /// What is kept and what is not, with the buttons that show it and delete it.
    pub(super) fn privacy() -> Reply {
        Reply {
            privacy_buttons: true,
            ..Reply::own(PRIVACY)
        }
    }

    /// All that is kept of a person, in words.
    pub(super) fn export(kept: &Export) -> Reply {
        let mut lines = Vec::new();
        if let Some(settings) = &kept.settings {
            let answered = if settings.listening { "are answered" } else { "are not answered" };
            lines.push(format!("- your direct messages {answered}"));
        }
        if let Some(day) = kept.day {
            lines.push(format!("- the day this was set: {day} days after 1 January 1970"));
        }
        if lines.is_empty() {
            Reply::own(NOTHING_KEPT)
        } else {
            Reply::own(&format!("{KEPT}\n{}", lines.join("\n")))
        }
    }

    /// The words for someone at risk, with their buttons.
    pub(super) fn at_risk(words: &str) -> Reply {
        Reply {
            safety_buttons: true,
            ..Reply::own(words)
        }
    }

    /// An answer that only the person sees: a direct message, an ephemeral reply.
    pub(super) fn private(answer: &Heard) -> Reply {
        if answer.response.trim().is_empty() {
            return Reply::own(ONLY_CALLED);
        }
        // The safe messages are the project's own words and may hold addresses; the rest holds the person's.
        if answer.tier >= safety::AT_RISK {
            return Reply::at_risk(&answer.response);
        }
        Reply::own(&text::literal(&answer.response))
    }

    /// What is made of someone else's message, for the one who asked about it.
    pub(super) fn of_anothers_words(answer: &Heard) -> Reply {
        if answer.tier >= safety::AT_RISK {
            return Reply::own(&answer.for_a_helper);
        }
        // Without the soft note of tier 1: it is meant for the one who wrote.
        let said = answer.reflection.as_ref().unwrap_or(&answer.response);
        if said.trim().is_empty() {
            return Reply::own(NO_WORDS);
        }
        Reply::own(&format!("One way to give that back:\n{}", text::literal(said)))
    }

    /// An answer that others can read.
    pub(super) fn public(answer: &Heard) -> Reply {
        if answer.tier >= safety::AT_RISK {
            return Reply {
                private_button: true,
                ..Reply::own(safety::NEUTRAL_LINE)
            };
        }
        Reply::private(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(tier: u8, response: &str) -> Heard {
        Heard {
            response: response.into(),
            reflection: None,
            tier,
            for_a_helper: "Ask whether they're thinking about killing themselves.".into(),
        }
    }

    #[test]
    fn in_public_risk_gets_one_neutral_line_and_a_button() {
        for tier in 2..=4 {
            let reply = Reply::public(&answer(tier, "Are you thinking about killing yourself?"));
            assert_eq!(
                reply,
                Reply {
                    private_button: true,
                    ..Reply::own(safety::NEUTRAL_LINE)
                }
            );
        }
        assert_eq!(Reply::public(&answer(1, "You're *so* tired.")), Reply::own(r"You're \*so\* tired."));
    }

    #[test]
    fn in_private_risk_gets_the_words_themselves() {
        let reply = Reply::private(&answer(3, "Please look at https://find_a_line.org"));
        assert_eq!(reply, Reply::at_risk("Please look at https://find_a_line.org"));
    }

    #[test]
    fn of_anothers_words_nothing_is_said_as_if_to_the_one_who_asks() {
        let soft = Heard {
            reflection: Some("You're worn out.".into()),
            ..answer(1, "You're worn out. If it gets worse, call.")
        };
        assert!(Reply::of_anothers_words(&soft).words.ends_with("\nYou're worn out."));
        let at_risk = Reply::of_anothers_words(&answer(3, "Are you thinking about killing yourself?"));
        assert!(at_risk.words.contains("they're thinking about") && !at_risk.words.contains("Are you thinking"));
    }

    #[test]
    fn nothing_empty_is_ever_sent() {
        assert!(!Reply::public(&answer(0, " \n")).words.trim().is_empty());
        assert!(!Reply::private(&answer(3, "")).words.trim().is_empty());
    }
}
