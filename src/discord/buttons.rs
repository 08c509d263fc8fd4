//! What a press on a button, or a choice in a menu, does.

use poise::serenity_prelude as serenity;
use serenity::ComponentInteractionDataKind as Kind;

use super::asked::{Asked, Way};
use super::practice::Trainee;
use super::reply::Reply;
use super::setup::Chosen;
use super::talks::Key;
use super::under::{self, Reflected};
use super::verdict::Judged;
use super::{Error, Shared, practice, progress, roleplay, selfcheck, settings, setup, sitting};
use crate::store::StoreError;

/// Answers a press.
pub(super) async fn pressed(http: &serenity::Http, data: Shared, press: &serenity::ComponentInteraction) -> Result<(), Error> {
    let id = press.data.custom_id.as_str();
    if let Some((verdict, reflected)) = Reflected::read(id) {
        let judged = Judged {
            http,
            data,
            press,
            verdict,
            reflected,
        };
        return judged.answer().await;
    }
    let asked = Asked::of(http, press.id, &press.token);
    let trainee = Trainee {
        person: press.user.id.get(),
        channel: press.channel_id.get(),
        server: press.guild_id.map(serenity::GuildId::get),
    };
    if let Some((act, answered)) = selfcheck::read(id) {
        return selfcheck::pressed(&asked, data, trainee, press.id.get(), act, answered).await;
    }
    if let Some(act) = progress::read(id) {
        return progress::pressed(&asked, data, trainee, act).await;
    }
    if let Some(act) = roleplay::read(id) {
        return roleplay::pressed(&asked, data, trainee, act).await;
    }
    if let Some((act, at)) = practice::At::read(id) {
        return practice::pressed(&asked, data, trainee, press.id.get(), act, at).await;
    }
    if id == under::LEARN {
        let card = match &press.data.kind {
            Kind::StringSelect { values } => values.first().map(String::as_str),
            _ => None,
        };
        return asked.answer(Way::InPlace, &sitting::cards(data, card)).await;
    }
    if id.starts_with(under::SETTINGS) {
        return own_settings(&asked, data, press).await;
    }
    if id.starts_with(under::SETUP) {
        return server_settings(&asked, data, press).await;
    }
    let reply = asked.in_time(Way::ForYou, reply(data, press)).await?;
    asked.answer(Way::ForYou, &reply).await
}

async fn reply(data: Shared, press: &serenity::ComponentInteraction) -> Reply {
    let person = press.user.id.get();
    let key = |private| Key {
        person,
        channel: press.channel_id.get(),
        private,
    };
    let manner = data.manner(person, press.guild_id.map(serenity::GuildId::get)).await;
    // A direct message and an ephemeral answer belong to the private talk; the public one has its own.
    match press.data.custom_id.as_str() {
        under::PRIVATE => Reply::at_risk(data.say, &data.talks.numbers(key(false), &manner.wishes)),
        under::NUMBERS => Reply::at_risk(data.say, &data.talks.numbers_of_either(key(true), key(false), &manner.wishes)),
        under::SIT => {
            let ephemeral = press.message.flags.is_some_and(|flags| flags.contains(serenity::MessageFlags::EPHEMERAL));
            let own = ephemeral || press.guild_id.is_none();
            sitting::prompt(data, [key(own), key(!own)], press.guild_id.map(serenity::GuildId::get), None, press.id.get()).await
        }
        under::NOT_MEANT => {
            data.talks.not_meant(key(false));
            Reply::own(&data.talks.not_meant(key(true)))
        }
        under::SHOW_KEPT => match data.kept.export(person).await {
            Ok(kept) => Reply::export(data.say, &kept),
            Err(why) => failed(&why, &data.say.plain.not_read),
        },
        under::DELETE_KEPT => match data.kept.forget(person).await {
            Ok(()) => {
                data.talks.forget(person);
                data.courses.forget(|(whose, _), _| *whose == person);
                data.roleplays.forget(|_, play| play.who(person).is_some());
                Reply::own(&data.say.privacy.deleted)
            }
            Err(why) => failed(&why, &data.say.plain.not_saved),
        },
        _ => Reply::own(&data.say.plain.old_button),
    }
}

/// A person's choice in their settings: the panel is shown as it is then.
async fn own_settings(asked: &Asked<'_>, data: Shared, press: &serenity::ComponentInteraction) -> Result<(), Error> {
    let chosen = match &press.data.kind {
        Kind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    };
    let Some(change) = settings::Change::read(&press.data.custom_id, chosen) else {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await;
    };
    let changed = data.kept.change_person(press.user.id.get(), |settings| change.make(settings));
    match asked.in_time(Way::InPlace, changed).await? {
        Ok(kept) => asked.answer(Way::InPlace, &settings::panel(data.say, &kept)).await,
        Err(why) => asked.answer(Way::ForYou, &failed(&why, &data.say.plain.not_saved)).await,
    }
}

/// A moderator's choice in the server's settings. Whether it is one is asked at each press: the panel outlasts a role.
async fn server_settings(asked: &Asked<'_>, data: Shared, press: &serenity::ComponentInteraction) -> Result<(), Error> {
    let permissions = press.member.as_ref().and_then(|member| member.permissions).unwrap_or_default();
    let Some(server) = press.guild_id.filter(|_| permissions.manage_guild() || permissions.administrator()) else {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.setup.not_a_moderator)).await;
    };
    let chosen = match &press.data.kind {
        Kind::StringSelect { values } => Chosen::Words(values.clone()),
        Kind::ChannelSelect { values } => Chosen::Ids(values.iter().map(|id| id.get()).collect()),
        Kind::RoleSelect { values } => Chosen::Ids(values.iter().map(|id| id.get()).collect()),
        Kind::UserSelect { values } => Chosen::Ids(values.iter().map(|id| id.get()).collect()),
        _ => Chosen::Pressed,
    };
    let Some((page, change)) = setup::read(&press.data.custom_id, chosen) else {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await;
    };
    let changed = async {
        match change {
            Some(change) => data.kept.change_server(server.get(), change).await,
            None => Ok(data.kept.server(server.get()).await),
        }
    };
    match asked.in_time(Way::InPlace, changed).await? {
        Ok(server) => asked.answer(Way::InPlace, &data.panel().page(page, &server)).await,
        Err(why) => asked.answer(Way::ForYou, &failed(&why, &data.say.plain.not_saved)).await,
    }
}

/// The plain sentence for the person, and the cause for the operator.
pub(super) fn failed(why: &StoreError, said: &str) -> Reply {
    tracing::error!(cause = %why, "the store did not do what was asked of it");
    Reply::own(said)
}
