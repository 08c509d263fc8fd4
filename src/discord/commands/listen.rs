//! `/listen start` and `/listen stop`: in direct messages whether each is answered, kept until it is changed; on a server a thread.

use poise::serenity_prelude::GuildId;

use crate::discord::reply::Reply;
use crate::discord::threads::{self, Wanted};
use crate::discord::{Context, Error, buttons, send};

/// Begin or end a talk.
#[poise::command(
    slash_command,
    subcommands("start", "stop"),
    subcommand_required,
    install_context = "Guild | User",
    interaction_context = "Guild | BotDm"
)]
#[allow(clippy::unused_async, reason = "poise asks for it; only its parts can be used")]
pub(super) async fn listen(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

/// In direct messages I answer each one; on a server I open a thread for the two of us.
#[poise::command(slash_command)]
async fn start(ctx: Context<'_>) -> Result<(), Error> {
    let asked = ctx.interaction;
    let Some(server) = asked.guild_id else {
        return send::to_command_when(ctx, in_direct_messages(ctx, true)).await;
    };
    let roles = asked.member.iter().flat_map(|member| &member.roles);
    let wanted = Wanted {
        person: asked.user.id.get(),
        server: server.get(),
        channel: asked.channel_id.get(),
        kind: asked.channel.as_ref().map(|channel| channel.kind),
        roles: roles.map(|role| role.get()).collect(),
        may: asked.app_permissions.unwrap_or_default(),
    };
    send::to_command_when(ctx, threads::open(ctx.http(), ctx.data(), &wanted)).await
}

/// I no longer answer here, until you start again or mention me.
#[poise::command(slash_command)]
async fn stop(ctx: Context<'_>) -> Result<(), Error> {
    match ctx.interaction.guild_id {
        None => send::to_command_when(ctx, in_direct_messages(ctx, false)).await,
        Some(server) => in_a_thread(ctx, server).await,
    }
}

async fn in_direct_messages(ctx: Context<'_>, listening: bool) -> Reply {
    let data = ctx.data();
    let person = ctx.interaction.user.id.get();
    let kept = data.kept.change_person(person, |settings| settings.listening = listening).await;
    match (kept, listening) {
        (Ok(_), true) => Reply::own(&data.say.listen.started),
        (Ok(_), false) => Reply::own(&data.say.listen.stopped),
        (Err(why), _) => buttons::failed(&why, &data.say.plain.not_saved),
    }
}

async fn in_a_thread(ctx: Context<'_>, _: GuildId) -> Result<(), Error> {
    let (data, asked) = (ctx.data(), ctx.interaction);
    let channel = asked.channel_id.get();
    let place = data.kept.place(channel);
    if !data.listening.to(place, data.kept.key(asked.user.id.get())) {
        return send::to_command(ctx, &Reply::own(&data.say.listen.nothing_to_stop)).await;
    }
    data.listening.close(place);
    send::to_command(ctx, &Reply::own(&data.say.listen.ended)).await?;
    threads::end(ctx.http(), data, place, Some(channel)).await;
    Ok(())
}
