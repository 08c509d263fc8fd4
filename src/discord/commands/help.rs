//! `/help`: what it does and what it does not, by example.

use crate::discord::reply::Reply;
use crate::discord::{Context, Error, send};

/// What I do, what I don't, and how to talk with me.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn help(ctx: Context<'_>) -> Result<(), Error> {
    send::to_command(ctx, &Reply::own(&ctx.data().say.about.help)).await
}
