//! `/setup`: what the bot may do on a server, for those who may manage it.

use crate::discord::setup::Page;
use crate::discord::{Context, Error, send};

/// For moderators: where I may listen on this server, and what is allowed.
#[poise::command(
    slash_command,
    subcommands("change", "show"),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild"
)]
#[allow(clippy::unused_async, reason = "poise asks for it; only its parts can be used")]
pub(super) async fn setup(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

/// Choose channels, roles, threads, help lines, blocks.
#[poise::command(slash_command)]
async fn change(ctx: Context<'_>) -> Result<(), Error> {
    with(ctx, true).await
}

/// See what is set on this server.
#[poise::command(slash_command)]
async fn show(ctx: Context<'_>) -> Result<(), Error> {
    with(ctx, false).await
}

async fn with(ctx: Context<'_>, changes: bool) -> Result<(), Error> {
    let data = ctx.data();
    let Some(server) = ctx.interaction.guild_id else {
        return send::to_command(ctx, &crate::discord::reply::Reply::own(&data.say.setup.not_a_moderator)).await;
    };
    let server = data.kept.server(server.get()).await;
    let panel = data.panel();
    let reply = if changes { panel.page(Page::Listening, &server) } else { panel.show(&server) };
    send::to_command(ctx, &reply).await
}
