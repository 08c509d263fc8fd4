//! `/help-now`: people to call, text or chat with, whatever the reason. Always there, seen only by the one who asked.

use crate::discord::reply::Reply;
use crate::discord::{Context, Error, send};

/// People you can call, text or chat with right now. Only you see the answer.
#[poise::command(
    slash_command,
    rename = "help-now",
    install_context = "Guild | User",
    interaction_context = "Guild | BotDm | PrivateChannel"
)]
pub(super) async fn help_now(ctx: Context<'_>) -> Result<(), Error> {
    let server = ctx.interaction.guild_id.map(|id| id.get());
    let manner = ctx.data().manner(ctx.interaction.user.id.get(), server).await;
    let words = ctx.data().talks.help_now(&manner.wishes);
    send::to_command(ctx, &Reply::own(&words)).await
}
