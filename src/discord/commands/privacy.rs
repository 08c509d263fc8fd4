//! `/privacy`: what is kept, with buttons that show it and that delete it.

use crate::discord::reply::Reply;
use crate::discord::{Context, Error, send};

/// What is kept of you: see it, take it with you, delete it.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn privacy(ctx: Context<'_>) -> Result<(), Error> {
    send::to_command(ctx, &Reply::privacy(ctx.data().say)).await
}
