//! Answers messages: what waits in a room, one burst after another.

use std::time::Instant;

use poise::serenity_prelude as serenity;

use super::metrics::Asked;
use super::reply::Reply;
use super::rooms::Said;
use super::talks::Key;
use super::{Error, Shared, error, send, text, threads};

/// Where a message was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whose talk, and where.
    pub(super) key: Key,
    /// The server; none for a direct message.
    pub(super) server: Option<u64>,
    /// Whether it is a thread that was opened for the talk.
    pub(super) thread: bool,
}

/// Answers what waits in a room, until nothing is left.
pub(super) async fn all(http: &serenity::Http, data: Shared, place: Place) {
    let channel = serenity::ChannelId::new(place.key.channel);
    if data.settings.discord.typing && !data.settings.discord.burst.is_zero() && listens(data, place, false).await {
        send::typing(http, channel).await;
    }
    while let Some(burst) = data.rooms.next(place.key).await {
        let began = Instant::now();
        let answered = one(http, data, place, &burst).await;
        data.metrics.answered(Asked::Message, began.elapsed(), &answered);
        if let Err(why) = answered {
            tracing::error!(event = "message", cause = %error::cause(&why), "an event was not answered");
        }
    }
}

/// Whether this talk's messages are answered. In direct messages, being called by name begins it again; on a server, moderators can say no.
async fn listens(data: Shared, place: Place, called: bool) -> bool {
    let key = place.key;
    if let Some(server) = place.server {
        let server = data.kept.server(server).await;
        return !server.blocked_channels.contains(&key.channel) && !data.kept.is_blocked(&server, key.person);
    }
    if data.kept.person(key.person).await.listening {
        return true;
    }
    if called && let Err(why) = data.kept.change_person(key.person, |settings| settings.listening = true).await {
        // This message is answered all the same.
        tracing::error!(cause = %why, "a setting could not be kept");
    }
    called
}

/// Answers a burst with one reply, to its last message.
async fn one(http: &serenity::Http, data: Shared, place: Place, burst: &[Said]) -> Result<(), Error> {
    let Some(last) = burst.last() else { return Ok(()) };
    if !listens(data, place, burst.iter().any(|said| said.mentions)).await {
        return Ok(());
    }
    let manner = data.manner(place.key.person, place.server).await;
    let words: Vec<&str> = burst.iter().filter_map(|said| said.words.as_deref()).collect();
    let heard = (!words.is_empty())
        .then(|| data.talks.hear(place.key, last.id, &words.join("\n"), &manner.wishes))
        .transpose();
    let over = place.thread && matches!(&heard, Ok(Some(answer)) if answer.goodbye);
    let mut reply = match &heard {
        Ok(None) => Reply::called(&manner),
        Ok(Some(answer)) if place.key.private => Reply::private(&manner, last.id, answer),
        Ok(Some(answer)) => Reply::public(&manner, last.id, answer),
        Err(_) => Reply::own(&manner.say.plain.failed),
    };
    if over {
        reply.words = text::with_line(&reply.words, &format!("-# {}", manner.say.listen.ended));
    }
    let channel = serenity::ChannelId::new(place.key.channel);
    if data.settings.discord.typing && data.settings.discord.burst.is_zero() {
        send::typing(http, channel).await;
    }
    send::to_message(http, channel, serenity::MessageId::new(last.id), &reply).await?;
    if reply.introduces {
        data.met(place.key.person);
    }
    if over {
        threads::end(http, data, data.kept.place(place.key.channel), Some(place.key.channel)).await;
    }
    heard?;
    Ok(())
}
