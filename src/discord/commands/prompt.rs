//! `/prompt`: something to sit with, for whoever asks for it; `/prompt off` ends offers. Seen only by them.

use crate::discord::reply::Reply;
use crate::discord::talks::Key;
use crate::discord::{Context, Error, send, sitting};

/// Something to sit with: one sentence, for you alone.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn prompt(ctx: Context<'_>, #[description = "What it is about; or on, or off"] theme: Option<String>) -> Result<(), Error> {
    let (data, asked) = (ctx.data(), ctx.interaction);
    let prompts = &data.engine.prompts;
    let typed = theme.as_deref().map(|typed| typed.trim().to_lowercase());
    if let Some(on @ ("on" | "off")) = typed.as_deref() {
        return send::to_command_when(ctx, sitting::switch(data, asked.user.id.get(), on == "on")).await;
    }
    let wanted = theme.as_deref().and_then(|typed| prompts.theme(typed));
    if theme.is_some() && wanted.is_none() {
        // What was typed is not shown again: it may hold anything.
        let titles: Vec<&str> = prompts.shelves().iter().map(|shelf| shelf.title.as_str()).collect();
        let words = prompts.words.unknown.replace("{theme}", "of that name").replace("{themes}", &titles.join(", "));
        return send::to_command(ctx, &Reply::own(&words)).await;
    }
    let key = |private| Key {
        person: asked.user.id.get(),
        channel: asked.channel_id.get(),
        private,
    };
    let server = asked.guild_id.map(|id| id.get());
    let reply = sitting::prompt(data, [key(true), key(false)], server, wanted, asked.id.get()).await;
    send::to_command(ctx, &reply).await
}
