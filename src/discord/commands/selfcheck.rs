//! `/selfcheck`: three short steps for whoever has listened to somebody. Seen only by them, kept nowhere.

use poise::serenity_prelude::GuildId;

use crate::discord::practice::Trainee;
use crate::discord::{Context, Error, selfcheck as check, send};

/// For listeners: three short steps on what is yours in it. Only you see them; kept nowhere.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn selfcheck(ctx: Context<'_>) -> Result<(), Error> {
    let (data, asked) = (ctx.data(), ctx.interaction);
    let trainee = Trainee {
        person: asked.user.id.get(),
        channel: asked.channel_id.get(),
        server: asked.guild_id.map(GuildId::get),
    };
    send::to_command_when(ctx, check::begin(data, trainee, asked.id.get())).await
}
