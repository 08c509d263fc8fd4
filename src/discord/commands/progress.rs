//! `/progress show` and `/progress share`: numbers of practice over time, for the one who practised, and as a picture for whom they choose.

use crate::discord::{Context, Error, progress as numbers, send};

/// Numbers of your practice over time, kept only if you say yes.
#[poise::command(
    slash_command,
    subcommands("show", "share"),
    subcommand_required,
    install_context = "Guild | User",
    interaction_context = "Guild | BotDm | PrivateChannel"
)]
#[allow(clippy::unused_async, reason = "poise asks for it; only its parts can be used")]
pub(super) async fn progress(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

/// See your numbers as a picture. Only you see it.
#[poise::command(slash_command)]
async fn show(ctx: Context<'_>) -> Result<(), Error> {
    send::to_command_when(ctx, numbers::show(ctx.data(), ctx.interaction.user.id.get())).await
}

/// Give somebody a picture of your numbers. They get the picture and nothing else.
#[poise::command(slash_command)]
async fn share(ctx: Context<'_>) -> Result<(), Error> {
    let data = ctx.data();
    let shown = async { numbers::show(data, ctx.interaction.user.id.get()).await };
    let shared = async {
        let reply = shown.await;
        if reply.file.is_some() {
            reply.under(&data.say.progress.to_share)
        } else {
            reply
        }
    };
    send::to_command_when(ctx, shared).await
}
