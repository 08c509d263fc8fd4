//! `/reflect text:` gives back what was said, seen only by the one who said it.

use crate::discord::talks::Key;
use crate::discord::{Context, Error, modals, send};

/// Say what's on your mind and hear it reflected. Only you see the answer.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn reflect(
    ctx: Context<'_>,
    #[description = "What's on your mind"]
    #[max_length = 4000]
    text: String,
) -> Result<(), Error> {
    let asked = ctx.interaction;
    let key = Key {
        person: asked.user.id.get(),
        channel: asked.channel_id.get(),
        private: true,
    };
    let server = asked.guild_id.map(|id| id.get());
    let reply = modals::reflected(ctx.data(), key, server, asked.id.get(), &text).await;
    send::to_command(ctx, &reply).await
}
