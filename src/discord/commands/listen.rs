//! `/listen start` and `/listen stop`: whether direct messages are answered. Kept until it is changed.

use crate::discord::reply::{self, Reply};
use crate::discord::{Context, Error, send};

/// Begin or end a talk in direct messages.
#[poise::command(
    slash_command,
    subcommands("start", "stop"),
    subcommand_required,
    install_context = "Guild | User",
    interaction_context = "Guild | BotDm"
)]
#[allow(clippy::unused_async, reason = "poise asks for it; only its parts can be used")]
pub(super) async fn listen(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

/// I answer each of your direct messages.
#[poise::command(slash_command)]
async fn start(ctx: Context<'_>) -> Result<(), Error> {
    set(ctx, true).await
}

/// I no longer answer your direct messages, until you start again or mention me.
#[poise::command(slash_command)]
async fn stop(ctx: Context<'_>) -> Result<(), Error> {
    set(ctx, false).await
}

async fn set(ctx: Context<'_>, listening: bool) -> Result<(), Error> {
    let asked = ctx.interaction;
    if asked.guild_id.is_some() {
        return send::to_command(ctx, &Reply::own(reply::LISTENS_IN_PRIVATE)).await;
    }
    let kept = ctx
        .data()
        .kept
        .change_person(asked.user.id.get(), |settings| settings.listening = listening)
        .await;
    let words = match (kept, listening) {
        (Ok(()), true) => reply::LISTENING,
        (Ok(()), false) => reply::NOT_LISTENING,
        (Err(why), _) => {
            tracing::error!(cause = %why, "a setting could not be kept");
            reply::NOT_SAVED
        }
    };
    send::to_command(ctx, &Reply::own(words)).await
}
