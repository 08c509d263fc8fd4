//! What a person writes in a modal.

use poise::serenity_prelude as serenity;
use serenity::{ActionRow, ActionRowComponent, CreateActionRow, CreateInputText, CreateModal, InputTextStyle};

use super::asked::{Asked, Way};
use super::practice::{Act, At, Trainee};
use super::reply::Reply;
use super::talks::Key;
use super::under::{Reflected, Verdict};
use super::{Data, Error, Shared, practice, roleplay, selfcheck};
use crate::data::discord_rows::{DiscordRows, PracticeSayRows, RolePlayRows, SelfCheckSayRows};

/// The field that holds what is written.
const FIELD: &str = "felt:text";

/// A hint has at most so many characters, the mark of an ellipsis aside.
const HINT: usize = 99;

/// The modal behind "Say more".
pub(super) fn say_more(say: &DiscordRows, reflected: &Reflected) -> CreateModal {
    let say = &say.reflection;
    let field = CreateInputText::new(InputTextStyle::Paragraph, &say.more_field, FIELD)
        .placeholder(&say.more_hint)
        .max_length(4_000)
        .required(true);
    CreateModal::new(reflected.id(Verdict::More), &say.more_title).components(vec![CreateActionRow::InputText(field)])
}

/// The modal in which a reflection is written in practice. `said` is what there is to reflect: the modal covers it on a phone.
pub(super) fn reflection(say: &PracticeSayRows, id: String, said: &str) -> CreateModal {
    to_write_in(id, &say.write_title, &say.write_field, said)
}

/// The modal in which a step of a self-check is answered.
pub(super) fn selfcheck(say: &SelfCheckSayRows, id: String, step: &str) -> CreateModal {
    to_write_in(id, &say.write_title, &say.write_field, step)
}

/// The modal in which somebody speaks in a role-play.
pub(super) fn speak(say: &RolePlayRows, id: String, label: &str) -> CreateModal {
    to_write_in(id, &say.speak_title, label, &say.speak_hint)
}

fn to_write_in(id: String, title: &str, label: &str, hint: &str) -> CreateModal {
    let hint = match hint.char_indices().nth(HINT) {
        Some((at, _)) => format!("{}…", hint[..at].trim_end()),
        None => hint.to_owned(),
    };
    let field = CreateInputText::new(InputTextStyle::Paragraph, label, FIELD)
        .placeholder(hint)
        .max_length(1_000)
        .required(true);
    CreateModal::new(id, title).components(vec![CreateActionRow::InputText(field)])
}

/// Answers a modal.
pub(super) async fn sent(http: &serenity::Http, data: Shared, sent: &serenity::ModalInteraction) -> Result<(), Error> {
    let asked = Asked::of(http, sent.id, &sent.token);
    let trainee = Trainee {
        person: sent.user.id.get(),
        channel: sent.channel_id.get(),
        server: sent.guild_id.map(serenity::GuildId::get),
    };
    if let Some((selfcheck::Act::Said, answered)) = selfcheck::read(&sent.data.custom_id) {
        return selfcheck::step(&asked, data, trainee, sent.id.get(), answered, written(&sent.data.components)).await;
    }
    if roleplay::read(&sent.data.custom_id) == Some(roleplay::Act::Said) {
        return match written(&sent.data.components) {
            Some(words) => roleplay::said(&asked, data, trainee, sent.id.get(), words).await,
            None => asked.answer(Way::ForYou, &Reply::own(&data.say.plain.no_words)).await,
        };
    }
    if let Some((Act::Said, at)) = At::read(&sent.data.custom_id) {
        return match written(&sent.data.components) {
            Some(words) => practice::said(&asked, data, trainee, sent.id.get(), at, words).await,
            None => asked.answer(Way::ForYou, &Reply::own(&data.say.plain.no_words)).await,
        };
    }
    let reply = answer(data, sent).await;
    asked.answer(Way::ForYou, &reply).await?;
    if reply.introduces {
        data.met(sent.user.id.get());
    }
    Ok(())
}

async fn answer(data: Shared, sent: &serenity::ModalInteraction) -> Reply {
    let person = sent.user.id.get();
    match (Reflected::read(&sent.data.custom_id), written(&sent.data.components)) {
        (Some((Verdict::More, _)), Some(text)) => {
            let key = Key {
                person,
                channel: sent.channel_id.get(),
                private: true,
            };
            reflected(data, key, sent.guild_id.map(serenity::GuildId::get), sent.id.get(), text).await
        }
        (Some((Verdict::More, _)), None) => Reply::own(&data.say.plain.no_words),
        _ => Reply::own(&data.say.plain.old_button),
    }
}

/// Reflects a text that only the one who wrote it sees.
pub(super) async fn reflected(data: &'static Data, key: Key, server: Option<u64>, to: u64, text: &str) -> Reply {
    let manner = data.manner(key.person, server).await;
    match data.talks.hear(key, to, text, &manner.wishes) {
        Ok(answer) => Reply::private(&manner, to, &answer),
        Err(why) => {
            tracing::error!(cause = %why, "a text was not answered");
            Reply::own(&manner.say.plain.failed)
        }
    }
}

/// What was written, where anything was.
fn written(rows: &[ActionRow]) -> Option<&str> {
    let parts = rows.iter().flat_map(|row| &row.components);
    let texts = parts.filter_map(|part| match part {
        ActionRowComponent::InputText(text) if text.custom_id == FIELD => text.value.as_deref(),
        _ => None,
    });
    texts.map(str::trim).find(|text| !text.is_empty())
}
