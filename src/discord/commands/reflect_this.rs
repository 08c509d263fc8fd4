//! The message menu's "Reflect this": one's own message or another's, seen only by the one who asked.
//!
//! One's own words belong to one's own talk. Another's belong to nobody's talk here: they are
//! answered once and not remembered.

use poise::serenity_prelude as serenity;

use crate::discord::reply::{Manner, Reply};
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
    let data = ctx.data();
    if chosen.author != key.person
        && let Some(server) = asked.guild_id
        && !data.kept.server(server.get()).await.settings.others
    {
        return send::to_command(ctx, &Reply::own(&data.say.plain.switched_off)).await;
    }
    let manner = data.manner(key.person, asked.guild_id.map(serenity::GuildId::get)).await;
    let reply = answer(&data.talks, &manner, key, asked.id.get(), &chosen)?;
    send::to_command(ctx, &reply).await
}

/// The message that was chosen.
struct Chosen<'m> {
    text: &'m str,
    author: u64,
    by_program: bool,
}

/// What is said to the one who asked.
fn answer(talks: &Talks, manner: &Manner<'_>, key: Key, to: u64, chosen: &Chosen<'_>) -> Result<Reply, EngineFailed> {
    if chosen.by_program {
        return Ok(Reply::own(&manner.say.plain.by_a_program));
    }
    if chosen.text.trim().is_empty() {
        return Ok(Reply::own(&manner.say.plain.no_words));
    }
    if chosen.author == key.person {
        return Ok(Reply::private(manner, to, &talks.hear(key, to, chosen.text, &manner.wishes)?));
    }
    Ok(Reply::of_anothers_words(manner.say, &talks.hear_once(to, chosen.text, &manner.wishes)?))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::Engine;

    fn with(check: impl FnOnce(&Talks, &Manner<'_>)) {
        let engine: &'static Engine = Box::leak(Box::new(Engine::built_in().expect("the built-in data is sound")));
        let manner = Manner {
            say: &engine.discord,
            mark: None,
            new: false,
            offer: "Something to sit with?",
            wishes: crate::discord::talks::Wishes::default(),
        };
        check(&Talks::new(engine, Duration::from_secs(60), 10), &manner);
    }

    const KEY: Key = Key {
        person: 1,
        channel: 1,
        private: true,
    };

    #[test]
    fn anothers_words_leave_no_trace_in_the_askers_talk() {
        with(|talks, manner| {
            let theirs = Chosen {
                text: "I feel so alone",
                author: 2,
                by_program: false,
            };
            answer(talks, manner, KEY, 0, &theirs).expect("an answer");
            assert_eq!(talks.tier(KEY), None);
            answer(talks, manner, KEY, 0, &Chosen { author: 1, ..theirs }).expect("an answer");
            assert!(talks.tier(KEY).is_some());
        });
    }

    #[test]
    fn a_program_and_a_picture_are_told_apart_from_a_person() {
        with(|talks, manner| {
            let bot = Chosen {
                text: "beep",
                author: 2,
                by_program: true,
            };
            let said = answer(talks, manner, KEY, 0, &bot).expect("an answer");
            assert_eq!(said, Reply::own(&manner.say.plain.by_a_program));
            let picture = Chosen {
                text: " ",
                author: 2,
                by_program: false,
            };
            let said = answer(talks, manner, KEY, 0, &picture).expect("an answer");
            assert_eq!(said, Reply::own(&manner.say.plain.no_words));
        });
    }
}
