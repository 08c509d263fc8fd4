//! The only place where words leave for Discord: nobody is pinged, no link opens a preview.

use poise::serenity_prelude as serenity;
use serenity::{CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage, HttpError, InteractionResponseFlags, MessageFlags};
use std::time::Duration;

use super::reply::Reply;
use super::{Context, Error, buttons};

/// An answer does not wait longer than this for the typing indicator to be taken.
const TYPING_AT_MOST: Duration = Duration::from_millis(500);

/// A reply is sent so often before it is given up: with these waits, over half a minute.
const ATTEMPTS: u32 = 8;
/// The wait before the second time; each after it is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(250);

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
    let mut sent = CreateMessage::new()
        .content(&reply.words)
        .reference_message(reference)
        .nonce(serenity::Nonce::String(to.to_string()))
        .enforce_nonce(true)
        .allowed_mentions(no_pings())
        .flags(MessageFlags::SUPPRESS_EMBEDS);
    let rows = rows(reply);
    if !rows.is_empty() {
        sent = sent.components(rows);
    }
    let mut wait = FIRST_WAIT;
    for _ in 1..ATTEMPTS {
        match channel.send_message(http, sent.clone()).await {
            Err(why) if may_pass(&why) => {
                tracing::warn!(cause = %super::error::of_serenity(&why), "a reply could not be sent; it is sent again");
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            other => return Ok(other.map(drop)?),
        }
    }
    Ok(channel.send_message(http, sent).await.map(drop)?)
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
    let _counted = ctx.data().under_way.token();
    let answer = only_for_you(reply);
    ctx.interaction.create_response(ctx.http(), answer).await?;
    ctx.has_sent_initial_response.store(true, std::sync::atomic::Ordering::SeqCst);
    Ok(())
}

/// Answers the press on a button, seen only by the one who pressed.
pub(super) async fn to_press(http: &serenity::Http, press: &serenity::ComponentInteraction, reply: &Reply) -> Result<(), Error> {
    press.create_response(http, only_for_you(reply)).await?;
    Ok(())
}

fn only_for_you(reply: &Reply) -> CreateInteractionResponse {
    let ephemeral = InteractionResponseFlags::EPHEMERAL | InteractionResponseFlags::SUPPRESS_EMBEDS;
    let mut message = CreateInteractionResponseMessage::new()
        .content(&reply.words)
        .allowed_mentions(no_pings())
        .flags(ephemeral);
    let rows = rows(reply);
    if !rows.is_empty() {
        message = message.components(rows);
    }
    CreateInteractionResponse::Message(message)
}

/// The rows of buttons under a reply.
fn rows(reply: &Reply) -> Vec<serenity::CreateActionRow> {
    let private = reply.private_button.then(buttons::private_row);
    let safety = reply.safety_buttons.then(buttons::safety_row);
    let privacy = reply.privacy_buttons.then(buttons::privacy_row);
    private.into_iter().chain(safety).chain(privacy).collect()
}
