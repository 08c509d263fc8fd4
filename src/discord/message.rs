//! What a message that arrived means to the bot. Knows no Discord: facts in, decision out.

/// What is known of a message, as far as the decision hangs on it.
pub(super) struct Arrived<'m> {
    /// What was typed.
    pub(super) text: &'m str,
    /// The bot's own id.
    pub(super) bot: u64,
    /// Who wrote it.
    pub(super) author: u64,
    /// Whether a program wrote it: a bot, a webhook, Discord itself.
    pub(super) by_program: bool,
    /// Whether a person typed it, and it is no notice such as "joined the server".
    pub(super) typed: bool,
    /// Whether it is a direct message.
    pub(super) direct: bool,
    /// Whether it stands in a thread in which its author has asked to be listened to.
    pub(super) listened: bool,
    /// Whether it mentions the bot by name. A ping of everyone, or of a role, does not count.
    pub(super) mentions_bot: bool,
}

/// What to do with a message.
#[derive(Debug, PartialEq)]
pub(super) enum Meaning {
    /// It is not for the bot.
    NotForUs,
    /// It calls the bot and says nothing.
    OnlyCalls,
    /// It says this to the bot.
    Says(String),
}

/// Decides whether a message is for the bot, and takes the words out of it.
pub(super) fn meaning(arrived: &Arrived<'_>) -> Meaning {
    let ours = arrived.typed && !arrived.by_program && arrived.author != arrived.bot;
    if !ours || !(arrived.direct || arrived.listened || arrived.mentions_bot) {
        return Meaning::NotForUs;
    }
    let words = without_mention(arrived.text, arrived.bot);
    if words.is_empty() { Meaning::OnlyCalls } else { Meaning::Says(words) }
}

/// The text without the bot's mention. The comma or colon that belongs to a mention at the start goes with it.
pub(super) fn without_mention(text: &str, bot: u64) -> String {
    let (plain, nick) = (format!("<@{bot}>"), format!("<@!{bot}>"));
    let trimmed = text.trim();
    let called_first = trimmed.starts_with(&plain) || trimmed.starts_with(&nick);
    let rest = trimmed.replace(&nick, " ").replace(&plain, " ");
    let rest = rest.trim();
    if called_first {
        rest.trim_start_matches([',', ':', '-']).trim_start().to_owned()
    } else {
        rest.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(text: &str) -> Arrived<'_> {
        Arrived {
            text,
            bot: 1,
            author: 7,
            by_program: false,
            typed: true,
            direct: false,
            listened: false,
            mentions_bot: true,
        }
    }

    #[test]
    fn a_mention_is_taken_off_and_the_words_stay() {
        for (text, words) in [
            ("<@1> I'm tired", "I'm tired"),
            ("<@!1>, I'm tired", "I'm tired"),
            ("I'm tired <@1>", "I'm tired"),
            ("<@1> I miss <@2>", "I miss <@2>"),
            ("- I'm tired <@1>", "- I'm tired"),
        ] {
            assert_eq!(meaning(&arrived(text)), Meaning::Says(words.into()));
        }
        assert_eq!(meaning(&arrived(" <@1> ")), Meaning::OnlyCalls);
    }

    #[test]
    fn only_people_who_speak_to_it_are_answered() {
        let not_for_us = [
            Arrived {
                mentions_bot: false,
                ..arrived("hello")
            },
            Arrived {
                by_program: true,
                ..arrived("hello")
            },
            Arrived {
                author: 1,
                direct: true,
                ..arrived("hello")
            },
            Arrived {
                typed: false,
                ..arrived("hello")
            },
        ];
        for message in not_for_us {
            assert_eq!(meaning(&message), Meaning::NotForUs);
        }
        let direct = Arrived {
            direct: true,
            mentions_bot: false,
            ..arrived("hello")
        };
        assert_eq!(meaning(&direct), Meaning::Says("hello".into()));
        let listened = Arrived {
            listened: true,
            mentions_bot: false,
            ..arrived("hello")
        };
        assert_eq!(meaning(&listened), Meaning::Says("hello".into()));
    }
}
