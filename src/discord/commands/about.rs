//! `/about`: a program and no therapist, and what it keeps.

use crate::discord::reply::Reply;
use crate::discord::{Context, Error, send};

/// What I am, and what I keep.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn about(ctx: Context<'_>) -> Result<(), Error> {
    send::to_command(ctx, &Reply::own(&ctx.data().say.about.about)).await
}
