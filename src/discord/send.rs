//! The only place where words leave for Discord: nobody is pinged, no link opens a preview.

use poise::serenity_prelude as serenity;
use serenity::{CreateMessage, HttpError, MessageFlags};
use std::time::Duration;
use tokio::sync::Semaphore;

use super::asked::{Asked, Way};
use super::reply::Reply;
use super::{Context, Error, widgets};

/// An answer does not wait longer than this for the typing indicator to be taken.
const TYPING_AT_MOST: Duration = Duration::from_millis(500);

/// A reply is sent so often before it is given up: with these waits, over half a minute.
const ATTEMPTS: u32 = 8;
/// The wait before the second time; each after it is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// So many replies are on their way at once: each holds a connection, and many thousands would hold much memory.
static ON_THEIR_WAY: Semaphore = Semaphore::const_new(200);

/// Nobody is pinged, not even the one who is replied to.
pub(super) fn no_pings() -> serenity::CreateAllowedMentions {
    serenity::CreateAllowedMentions::new().replied_user(false)
}

/// Shows that the bot is typing. Fails silently: the answer is what matters.
pub(super) async fn typing(http: &serenity::Http, channel: serenity::ChannelId) {
    if let Ok(Err(why)) = tokio::time::timeout(TYPING_AT_MOST, channel.broadcast_typing(http)).await {
        tracing::debug!(cause = %super::error::cause(&why.into()), "the typing indicator was not taken");
    }
}

/// Answers a message with a reply to it. What failed on the way is sent again; a message that did arrive
/// is known to Discord by its nonce and comes no second time.
pub(super) async fn to_message(http: &serenity::Http, channel: serenity::ChannelId, to: serenity::MessageId, reply: &Reply) -> Result<(), Error> {
    let reference = serenity::MessageReference::from((channel, to)).fail_if_not_exists(false);
    let sent = message(reply).reference_message(reference);
    insistently(http, channel, sent.nonce(serenity::Nonce::String(to.to_string())).enforce_nonce(true)).await
}

/// Says something in a place where the bot was asked to be.
pub(super) async fn into(http: &serenity::Http, channel: serenity::ChannelId, reply: &Reply) -> Result<(), Error> {
    let nonce = serenity::Nonce::String(format!("b{channel}"));
    insistently(http, channel, message(reply).nonce(nonce).enforce_nonce(true)).await
}

/// Says something in a place where the bot was asked to be, after the message of this id.
pub(super) async fn into_after(http: &serenity::Http, channel: serenity::ChannelId, after: u64, reply: &Reply) -> Result<(), Error> {
    let nonce = serenity::Nonce::String(format!("a{after}"));
    insistently(http, channel, message(reply).nonce(nonce).enforce_nonce(true)).await
}

fn message(reply: &Reply) -> CreateMessage {
    let sent = CreateMessage::new()
        .content(&reply.words)
        .allowed_mentions(no_pings())
        .flags(MessageFlags::SUPPRESS_EMBEDS);
    let rows = widgets::rows(reply);
    if rows.is_empty() { sent } else { sent.components(rows) }
}

async fn insistently(http: &serenity::Http, channel: serenity::ChannelId, sent: CreateMessage) -> Result<(), Error> {
    let mut wait = FIRST_WAIT;
    for _ in 1..ATTEMPTS {
        match once(http, channel, sent.clone()).await {
            Err(why) if may_pass(&why) => {
                tracing::warn!(cause = %super::error::of_serenity(&why), "a reply could not be sent; it is sent again");
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            other => return Ok(other.map(drop)?),
        }
    }
    Ok(once(http, channel, sent).await.map(drop)?)
}

async fn once(http: &serenity::Http, channel: serenity::ChannelId, sent: CreateMessage) -> serenity::Result<serenity::Message> {
    // It is never closed.
    let _one_of_them = ON_THEIR_WAY.acquire().await;
    channel.send_message(http, sent).await
}

/// Whether the same request may succeed a little later.
fn may_pass(why: &serenity::Error) -> bool {
    match why {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) => answer.status_code.as_u16() == 429 || answer.status_code.is_server_error(),
        serenity::Error::Http(HttpError::Request(why)) => why.is_connect() || why.is_timeout() || why.is_request(),
        _ => false,
    }
}

/// Answers a command, seen only by the one who gave it.
pub(super) async fn to_command(ctx: Context<'_>, reply: &Reply) -> Result<(), Error> {
    to_command_in(ctx, Way::ForYou, reply).await
}

/// Answers a command, seen by the one who gave it or by everyone.
pub(super) async fn to_command_in(ctx: Context<'_>, way: Way, reply: &Reply) -> Result<(), Error> {
    let _counted = ctx.data().under_way.token();
    answered(ctx, &Asked::command(ctx), way, reply).await
}

/// Answers a command with what is worked out first, seen only by the one who gave it. Where that takes long, Discord is told that it does.
pub(super) async fn to_command_when(ctx: Context<'_>, work: impl Future<Output = Reply>) -> Result<(), Error> {
    let _counted = ctx.data().under_way.token();
    let asked = Asked::command(ctx);
    let reply = asked.in_time(Way::ForYou, work).await?;
    answered(ctx, &asked, Way::ForYou, &reply).await
}

async fn answered(ctx: Context<'_>, asked: &Asked<'_>, way: Way, reply: &Reply) -> Result<(), Error> {
    asked.answer(way, reply).await?;
    ctx.has_sent_initial_response.store(true, std::sync::atomic::Ordering::SeqCst);
    if reply.introduces {
        ctx.data().met(ctx.interaction.user.id.get());
    }
    Ok(())
}
