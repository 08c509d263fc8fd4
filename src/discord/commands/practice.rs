//! `/practice`: somebody made up says something, and what is written to that is looked at. Seen only by the one who practises.

use std::borrow::Cow;

use poise::serenity_prelude::{CommandOptionType, GuildId};

use crate::data::discord_rows::PracticeSayRows;
use crate::discord::practice::{self as practising, Trainee};
use crate::discord::{Context, Error, Shared, send};
use crate::practice::rows::GeneralRows;
use crate::practice::{Choice, Wish};

/// Practise listening with made-up clients, and hear what came of it. Only you see it.
#[poise::command(slash_command, install_context = "Guild | User", interaction_context = "Guild | BotDm | PrivateChannel")]
pub(super) async fn practice(
    ctx: Context<'_>,
    #[description = "How hard it is"] level: Option<i64>,
    #[description = "What it is about"] theme: Option<i64>,
    #[description = "An exercise for one skill"] skill: Option<i64>,
    #[description = "Somebody who talks over several turns"] client: Option<bool>,
) -> Result<(), Error> {
    let (data, asked) = (ctx.data(), ctx.interaction);
    let general = &data.practice.general;
    let choice = Choice {
        wish: Wish {
            level: level.and_then(|at| u8::try_from(at + 1).ok()).filter(|level| *level <= 3),
            theme: nth(general.themes.keys(), theme),
            ..Wish::default()
        },
        skill: nth(general.exercise.iter().map(|row| &row.name), skill),
        client: client.filter(|client| *client).map(|_| String::new()),
    };
    let trainee = Trainee {
        person: asked.user.id.get(),
        channel: asked.channel_id.get(),
        server: asked.guild_id.map(GuildId::get),
    };
    send::to_command_when(ctx, practising::begin(data, trainee, asked.id.get(), choice)).await
}

fn nth<'n>(mut names: impl Iterator<Item = &'n String>, at: Option<i64>) -> Option<String> {
    names.nth(usize::try_from(at?).ok()?).cloned()
}

/// Gives the options what there is to choose from, in the order in which the command counts it.
pub(super) fn choices(commands: &mut [poise::Command<Shared, Error>], say: &PracticeSayRows, general: &GeneralRows) {
    let levels = vec![say.plain_label.clone(), say.more_label.clone(), say.hard_label.clone()];
    let themes: Vec<String> = general.themes.values().cloned().collect();
    let skills: Vec<String> = general.exercise.iter().map(|row| row.title.clone()).collect();
    let parameters = commands
        .iter_mut()
        .filter(|command| command.source_code_name == "practice")
        .flat_map(|command| &mut command.parameters);
    for (parameter, names) in parameters.zip([levels, themes, skills]) {
        // The numbers to choose from are given; Discord wants no bounds beside them.
        parameter.type_setter = Some(|option| option.kind(CommandOptionType::Integer));
        let choice = |name| poise::CommandParameterChoice {
            name: Cow::Owned(name),
            localizations: Cow::Borrowed(&[]),
            __non_exhaustive: (),
        };
        parameter.choices = names.into_iter().take(25).map(choice).collect();
    }
}
