//! `/settings`: how the bot answers the one who asks. Seen only by them.

use crate::discord::{Context, Error, send, settings as panel};

/// How I answer you: depth, buttons, prompts. Only you see this.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn settings(ctx: Context<'_>) -> Result<(), Error> {
    let data = ctx.data();
    let kept = data.kept.person(ctx.interaction.user.id.get()).await;
    send::to_command(ctx, &panel::panel(data.say, &kept)).await
}
