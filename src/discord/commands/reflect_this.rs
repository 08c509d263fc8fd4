//! The message menu's "Reflect this": one's own message or another's, seen only by the one who asked.
//!
//! One's own words belong to one's own talk. Another's belong to nobody's talk here: they are
//! answered once and not remembered.

use poise::serenity_prelude as serenity;

use crate::discord::reply::{self, Reply};
use crate::discord::talks::{EngineFailed, Key, Talks};
use crate::discord::{Context, Error, send};

/// Reflects the message it is used on.
#[poise::command(
    context_menu_command = "Reflect this",
    install_context = "Guild | User",
    interaction_context = "Guild | BotDm | PrivateChannel"
)]
pub(super) async fn reflect_this(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    let asked = ctx.interaction;
    let key = Key {
        person: asked.user.id.get(),
        channel: asked.channel_id.get(),
        private: true,
    };
    let chosen = Chosen {
        text: &message.content,
        author: message.author.id.get(),
        by_program: message.author.bot || message.webhook_id.is_some(),
    };
    let reply = answer(&ctx.data().talks, key, asked.id.get(), &chosen)?;
    send::to_command(ctx, &reply).await
}

/// The message that was chosen.
struct Chosen<'m> {
    text: &'m str,
    author: u64,
    by_program: bool,
}

/// What is said to the one who asked.
fn answer(talks: &Talks, key: Key, seed: u64, chosen: &Chosen<'_>) -> Result<Reply, EngineFailed> {
    if chosen.by_program {
        return Ok(Reply::own(reply::BY_A_PROGRAM));
    }
    if chosen.text.trim().is_empty() {
        return Ok(Reply::own(reply::NO_WORDS));
    }
    if chosen.author == key.person {
        return Ok(Reply::private(&talks.hear(key, seed, chosen.text)?));
    }
    Ok(Reply::of_anothers_words(&talks.hear_once(seed, chosen.text)?))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::Engine;

    #[test]
    fn anothers_words_leave_no_trace_in_the_askers_talk() {
        let talks = Talks::new(
            Box::leak(Box::new(Engine::built_in().expect("the built-in data is sound"))),
            Duration::from_secs(60),
            10,
        );
        let key = Key {
            person: 1,
            channel: 1,
            private: true,
        };
        let theirs = Chosen {
            text: "I feel so alone",
            author: 2,
            by_program: false,
        };
        answer(&talks, key, 0, &theirs).expect("an answer");
        assert_eq!(talks.tier(key), None);
        answer(&talks, key, 0, &Chosen { author: 1, ..theirs }).expect("an answer");
        assert!(talks.tier(key).is_some());
    }

    #[test]
    fn a_program_and_a_picture_are_told_apart_from_a_person() {
        let talks = Talks::new(
            Box::leak(Box::new(Engine::built_in().expect("the built-in data is sound"))),
            Duration::from_secs(60),
            10,
        );
        let key = Key {
            person: 1,
            channel: 1,
            private: true,
        };
        let bot = Chosen {
            text: "beep",
            author: 2,
            by_program: true,
        };
        assert_eq!(answer(&talks, key, 0, &bot).expect("an answer"), Reply::own(reply::BY_A_PROGRAM));
        let picture = Chosen {
            text: " ",
            author: 2,
            by_program: false,
        };
        assert_eq!(answer(&talks, key, 0, &picture).expect("an answer"), Reply::own(reply::NO_WORDS));
    }
}
