//! `/roleplay start` and `/roleplay end`: two people in a thread, of whom one is the client and one listens.

use poise::serenity_prelude as serenity;

use crate::discord::asked::Asked;
use crate::discord::practice::Trainee;
use crate::discord::roleplay::{self as play, Proposal};
use crate::discord::{Context, Error, send};
use crate::session::Who;

/// Practise listening with one another in a thread.
#[poise::command(
    slash_command,
    subcommands("start", "end"),
    subcommand_required,
    install_context = "Guild",
    interaction_context = "Guild"
)]
#[allow(clippy::unused_async, reason = "poise asks for it; only its parts can be used")]
pub(super) async fn roleplay(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

/// Propose a role-play to somebody in this thread. Both agree first.
#[poise::command(slash_command)]
async fn start(
    ctx: Context<'_>,
    #[description = "With whom"] with: serenity::User,
    #[description = "Whether you listen; otherwise you are the client"] listen: bool,
) -> Result<(), Error> {
    let (data, asked) = (ctx.data(), ctx.interaction);
    let proposal = Proposal {
        by: trainee(ctx),
        role: if listen { Who::Listener } else { Who::Client },
        with: with.id.get(),
        with_a_program: with.bot || with.system,
        kind: asked.channel.as_ref().map(|channel| channel.kind),
    };
    let (way, reply) = play::propose(data, &proposal).await;
    send::to_command_in(ctx, way, &reply).await
}

/// End the role-play in this thread, and see how it went.
#[poise::command(slash_command)]
async fn end(ctx: Context<'_>) -> Result<(), Error> {
    let _counted = ctx.data().under_way.token();
    let ended = play::end_by_command(&Asked::command(ctx), ctx.data(), trainee(ctx)).await;
    ctx.has_sent_initial_response.store(ended.is_ok(), std::sync::atomic::Ordering::SeqCst);
    ended
}

fn trainee(ctx: Context<'_>) -> Trainee {
    let asked = ctx.interaction;
    Trainee {
        person: asked.user.id.get(),
        channel: asked.channel_id.get(),
        server: asked.guild_id.map(serenity::GuildId::get),
    }
}
