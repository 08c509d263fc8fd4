//! Sends each event from Discord to what handles it. What is not named here is ignored.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{FullEvent, Interaction, MessageType};

use super::message::{Arrived, Meaning, meaning, without_mention};
use super::reply::{self, Reply};
use super::rooms::Said;
use super::talks::Key;
use super::{Error, Shared, buttons, error, send};

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
            if let (Some(author), Some(text)) = (&event.author, &event.content) {
                let key = Key {
                    person: author.id.get(),
                    channel: event.channel_id.get(),
                    private: event.guild_id.is_none(),
                };
                let words = without_mention(text, framework.bot_id().get());
                data.rooms.edit(key, event.id.get(), (!words.is_empty()).then_some(words));
            }
            Ok(())
        }
        FullEvent::MessageDelete {
            channel_id,
            deleted_message_id,
            ..
        } => {
            data.rooms.take_back(channel_id.get(), deleted_message_id.get());
            Ok(())
        }
        FullEvent::InteractionCreate {
            interaction: Interaction::Component(press),
        } => {
            let _counted = data.under_way.token();
            buttons::pressed(http, data, press).await
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
    let arrived = Arrived {
        text: &message.content,
        bot: bot.get(),
        author: message.author.id.get(),
        by_program: message.author.bot || message.author.system || message.webhook_id.is_some(),
        typed: matches!(message.kind, MessageType::Regular | MessageType::InlineReply),
        direct,
        mentions_bot: message.mentions.iter().any(|user| user.id == bot),
    };
    let words = match meaning(&arrived) {
        Meaning::NotForUs => return,
        Meaning::OnlyCalls => None,
        Meaning::Says(words) => Some(words),
    };
    let key = Key {
        person: message.author.id.get(),
        channel: message.channel_id.get(),
        private: direct,
    };
    let said = Said {
        id: message.id.get(),
        words,
        mentions: arrived.mentions_bot,
    };
    if data.rooms.put(key, said) {
        let http = http.clone();
        data.under_way.spawn_on(async move { answer_all(&http, data, key).await }, &data.answering);
    }
}

/// Answers what waits in a room, until nothing is left.
async fn answer_all(http: &serenity::Http, data: Shared, key: Key) {
    let channel = serenity::ChannelId::new(key.channel);
    if data.settings.discord.typing && !data.settings.discord.burst.is_zero() && listens(data, key, false).await {
        send::typing(http, channel).await;
    }
    while let Some(burst) = data.rooms.next(key).await {
        if let Err(why) = answer(http, data, key, &burst).await {
            tracing::error!(event = "message", cause = %error::cause(&why), "an event was not answered");
        }
    }
}

/// Whether this talk's messages are answered. In direct messages, being called by name begins it again.
async fn listens(data: Shared, key: Key, called: bool) -> bool {
    if !key.private || data.kept.person(key.person).await.listening {
        return true;
    }
    if called && let Err(why) = data.kept.change_person(key.person, |settings| settings.listening = true).await {
        // This message is answered all the same.
        tracing::error!(cause = %why, "a setting could not be kept");
    }
    called
}

/// Answers a burst with one reply, to its last message.
async fn answer(http: &serenity::Http, data: Shared, key: Key, burst: &[Said]) -> Result<(), Error> {
    let Some(last) = burst.last() else { return Ok(()) };
    if !listens(data, key, burst.iter().any(|said| said.mentions)).await {
        return Ok(());
    }
    let words: Vec<&str> = burst.iter().filter_map(|said| said.words.as_deref()).collect();
    let heard = (!words.is_empty()).then(|| data.talks.hear(key, last.id, &words.join("\n"))).transpose();
    let reply = match &heard {
        Ok(None) => Reply::own(reply::ONLY_CALLED),
        Ok(Some(answer)) if key.private => Reply::private(answer),
        Ok(Some(answer)) => Reply::public(answer),
        Err(_) => Reply::own(reply::FAILED),
    };
    let channel = serenity::ChannelId::new(key.channel);
    if data.settings.discord.typing && data.settings.discord.burst.is_zero() {
        send::typing(http, channel).await;
    }
    send::to_message(http, channel, serenity::MessageId::new(last.id), &reply).await?;
    heard?;
    Ok(())
}
