//! The commands: one file each. A command takes Discord's facts, asks an inner function, and sends.

mod about;
mod help;
mod help_now;
mod learn;
mod listen;
mod names;
mod practice;
mod privacy;
mod progress;
mod prompt;
mod reflect;
mod reflect_this;
mod roleplay;
mod selfcheck;
mod settings;
mod setup;

use std::collections::BTreeMap;

use super::reply::Reply;
use super::{Error, Shared, send};
use crate::data::discord_rows::{CommandRow, DiscordRows};
use crate::practice::rows::PracticeRows;

/// Commands that nobody is kept from, however often and wherever: they say where help is, what this is and what it keeps.
const ALWAYS: [&str; 4] = ["about", "help", "help_now", "privacy"];

/// Every command the bot has, under the names of the file.
pub(super) fn all(rows: &BTreeMap<String, CommandRow>, say: &DiscordRows, practice: &PracticeRows) -> Vec<poise::Command<Shared, Error>> {
    let mut commands = unnamed();
    names::give(&mut commands, rows);
    practice::choices(&mut commands, &say.practice, &practice.general);
    commands
}

fn unnamed() -> Vec<poise::Command<Shared, Error>> {
    vec![
        reflect::reflect(),
        reflect_this::reflect_this(),
        listen::listen(),
        settings::settings(),
        prompt::prompt(),
        learn::learn(),
        practice::practice(),
        progress::progress(),
        roleplay::roleplay(),
        selfcheck::selfcheck(),
        help::help(),
        about::about(),
        privacy::privacy(),
        help_now::help_now(),
        setup::setup(),
    ]
}

/// Whether a command is carried out: not where a person is faster than anyone needs, nor where moderators have said no. Says so then.
pub(super) async fn may(ctx: poise::Context<'_, Shared, Error>) -> Result<bool, Error> {
    let poise::Context::Application(ctx) = ctx else { return Ok(false) };
    let whole = ctx.command_tree.first().copied().unwrap_or(ctx.command());
    if ALWAYS.contains(&whole.source_code_name.as_ref()) {
        return Ok(true);
    }
    let (data, asked) = (ctx.data(), ctx.interaction);
    let person = asked.user.id.get();
    if !data.pace.allows(person, asked.id.get()) {
        send::to_command(ctx, &Reply::own(&data.say.plain.too_fast)).await?;
        return Ok(false);
    }
    if let Some(server) = asked.guild_id {
        let server = data.kept.server(server.get()).await;
        if whole.source_code_name != "setup" && data.kept.is_blocked(&server, person) {
            send::to_command(ctx, &Reply::own(&data.say.plain.switched_off)).await?;
            return Ok(false);
        }
    }
    Ok(true)
}
