//! Sends each event from Discord to what handles it. What is not named here is ignored.

use std::sync::Arc;
use std::time::Instant;

use poise::serenity_prelude as serenity;
use serenity::{FullEvent, Interaction, MessageType};

use super::answer::{self, Place};
use super::message::{Arrived, Meaning, meaning, without_mention};
use super::metrics::Asked;
use super::rooms::Said;
use super::talks::Key;
use super::{Error, Shared, buttons, error, modals, roleplay, threads};

/// What poise hands over with an event.
pub(super) type Framework<'a> = poise::FrameworkContext<'a, Shared, Error>;

/// Handles one event. Commands are poise's own and do not pass here.
pub(super) async fn handle(framework: Framework<'_>, event: &FullEvent) -> Result<(), Error> {
    let http = &framework.serenity_context.http;
    let data: Shared = *framework.user_data;
    match event {
        FullEvent::Message { new_message } => {
            heard(http, data, framework.bot_id(), new_message);
            Ok(())
        }
        FullEvent::MessageUpdate { event, .. } => {
            if let Some(text) = &event.content {
                roleplay::edited(http, data, event.channel_id.get(), event.id.get(), text);
                let words = without_mention(text, framework.bot_id().get());
                data.rooms.edit(event.channel_id.get(), event.id.get(), (!words.is_empty()).then_some(words));
            }
            Ok(())
        }
        FullEvent::MessageDelete {
            channel_id,
            deleted_message_id,
            ..
        } => {
            roleplay::taken_back(data, channel_id.get(), deleted_message_id.get());
            data.rooms.take_back(channel_id.get(), deleted_message_id.get());
            Ok(())
        }
        FullEvent::InteractionCreate {
            interaction: Interaction::Component(press),
        } => {
            let _counted = data.under_way.token();
            let began = Instant::now();
            let answered = buttons::pressed(http, data, press).await;
            data.metrics.answered(Asked::Press, began.elapsed(), &answered);
            unless_too_late(answered)
        }
        FullEvent::InteractionCreate {
            interaction: Interaction::Modal(sent),
        } => {
            let _counted = data.under_way.token();
            let began = Instant::now();
            let answered = modals::sent(http, data, sent).await;
            data.metrics.answered(Asked::Press, began.elapsed(), &answered);
            unless_too_late(answered)
        }
        FullEvent::ThreadDelete { thread, .. } => {
            let place = data.kept.place(thread.id.get());
            if data.listening.anywhere() && data.listening.close(place) {
                threads::end(http, data, place, None).await;
            }
            Ok(())
        }
        FullEvent::Ready { data_about_bot } => {
            let (shard, shards) = data_about_bot.shard.map_or((0, 1), |shard| (shard.id.0, shard.total));
            tracing::info!(bot = %data_about_bot.user.name, shard, shards, servers = data_about_bot.guilds.len(), "ready");
            Ok(())
        }
        FullEvent::Resume { .. } => {
            tracing::info!("resumed");
            Ok(())
        }
        FullEvent::ShardStageUpdate { event } => {
            tracing::debug!(shard = event.shard_id.0, from = %event.old, to = %event.new, "connection");
            Ok(())
        }
        FullEvent::Ratelimit { data } => {
            tracing::warn!(seconds = data.timeout.as_secs_f32(), limit = data.limit, "Discord asks to slow down");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Takes in a message, where it is for the bot, and sees to it that it is answered. It is put in its
/// place before anything is waited for, so that what waits for the network changes no order.
fn heard(http: &Arc<serenity::Http>, data: Shared, bot: serenity::UserId, message: &serenity::Message) {
    let direct = message.guild_id.is_none();
    let (author, channel) = (message.author.id.get(), message.channel_id.get());
    if !direct && roleplay::heard(http, data, message) {
        return;
    }
    let listened = !direct && data.listening.anywhere() && data.listening.heard(data.kept.place(channel), data.kept.key(author), channel);
    let arrived = Arrived {
        text: &message.content,
        bot: bot.get(),
        author,
        by_program: message.author.bot || message.author.system || message.webhook_id.is_some(),
        typed: matches!(message.kind, MessageType::Regular | MessageType::InlineReply),
        direct,
        listened,
        mentions_bot: message.mentions.iter().any(|user| user.id == bot),
    };
    let words = match meaning(&arrived) {
        Meaning::NotForUs => return,
        Meaning::OnlyCalls => None,
        Meaning::Says(words) => Some(words),
    };
    let place = Place {
        key: Key {
            person: author,
            channel,
            private: direct,
        },
        server: message.guild_id.map(serenity::GuildId::get),
        thread: listened,
    };
    let said = Said {
        id: message.id.get(),
        words,
        mentions: arrived.mentions_bot,
    };
    if data.rooms.put(place.key, said) {
        let http = http.clone();
        data.under_way.spawn_on(async move { answer::all(&http, data, place).await }, &data.answering);
    }
}

/// An interaction that Discord no longer knows is nobody's fault: its three seconds, or its quarter of an hour, were over.
fn unless_too_late(answered: Result<(), Error>) -> Result<(), Error> {
    match answered {
        Err(why) if error::is_too_late(&why) => {
            tracing::warn!("an answer came too late: Discord no longer waited for it");
            Ok(())
        }
        answered => answered,
    }
}
