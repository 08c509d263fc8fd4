//! Sends each event from Discord to what handles it. What is not named here is ignored.

use poise::serenity_prelude as serenity;
use serenity::{FullEvent, Interaction, MessageType};

use super::message::{Arrived, Meaning, meaning};
use super::reply::{self, Reply};
use super::talks::Key;
use super::{Data, Error, buttons, send};

/// What poise hands over with an event.
pub(super) type Framework<'a> = poise::FrameworkContext<'a, Data, Error>;

/// Handles one event. Commands are poise's own and do not pass here.
pub(super) async fn handle(framework: Framework<'_>, event: &FullEvent) -> Result<(), Error> {
    let http = &framework.serenity_context.http;
    let data = framework.user_data;
    match event {
        FullEvent::Message { new_message } => {
            let _counted = data.under_way.token();
            heard(http, data, framework.bot_id(), new_message).await
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

/// Answers a message, where it is for the bot.
async fn heard(http: &serenity::Http, data: &Data, bot: serenity::UserId, message: &serenity::Message) -> Result<(), Error> {
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
        Meaning::NotForUs => return Ok(()),
        Meaning::OnlyCalls => None,
        Meaning::Says(words) => Some(words),
    };
    if direct && !data.kept.person(message.author.id.get()).await.listening {
        if !arrived.mentions_bot {
            return Ok(());
        }
        // Called by name, it listens again. Where that cannot be kept, this message is answered all the same.
        let again = data.kept.change_person(message.author.id.get(), |settings| settings.listening = true).await;
        if let Err(why) = again {
            tracing::error!(cause = %why, "a setting could not be kept");
        }
    }
    // Heard before the first request, so that what waits for the network changes no order.
    let key = Key {
        person: message.author.id.get(),
        channel: message.channel_id.get(),
        private: direct,
    };
    let heard = words.map(|words| data.talks.hear(key, message.id.get(), &words)).transpose();
    let reply = match &heard {
        Ok(None) => Reply::own(reply::ONLY_CALLED),
        Ok(Some(answer)) if direct => Reply::private(answer),
        Ok(Some(answer)) => Reply::public(answer),
        Err(_) => Reply::own(reply::FAILED),
    };
    if data.settings.discord.typing {
        send::typing(http, message.channel_id).await;
    }
    send::to_message(http, message, &reply).await?;
    heard?;
    Ok(())
}
