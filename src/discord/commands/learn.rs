//! `/learn`: cards on the ideas behind the prompts. Seen only by the one who asks.

use crate::discord::{Context, Error, send, sitting};

/// Short cards on the ideas behind the prompts.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn learn(ctx: Context<'_>) -> Result<(), Error> {
    send::to_command(ctx, &sitting::cards(ctx.data(), None)).await
}
