//! The buttons under what the bot says, and what a press on each does.
//!
//! A button's id is all that is left of it after a restart, and everyone who sees the message can
//! read it. So it holds neither words nor a risk tier; the tier is looked up in the talk of the one
//! who pressed, and where there is none, the words are for anyone.

use poise::serenity_prelude as serenity;

use super::reply::{self, Reply};
use super::talks::Key;
use super::{Data, Error, safety, send};

/// The button that opens the private words.
const PRIVATE: &str = "felt:private";

/// The button that brings a talk back to listening.
const NOT_MEANT: &str = "felt:not-meant";

/// The button that gives the numbers once more.
const NUMBERS: &str = "felt:numbers";

/// The button that shows what is kept of the one who presses it.
const SHOW_KEPT: &str = "felt:kept:show";

/// The button that deletes it.
const DELETE_KEPT: &str = "felt:kept:delete";

/// The row under what `/privacy` says.
pub(super) fn privacy_row() -> serenity::CreateActionRow {
    let show = serenity::CreateButton::new(SHOW_KEPT)
        .label(reply::SHOW_LABEL)
        .style(serenity::ButtonStyle::Secondary);
    let delete = serenity::CreateButton::new(DELETE_KEPT)
        .label(reply::DELETE_LABEL)
        .style(serenity::ButtonStyle::Danger);
    serenity::CreateActionRow::Buttons(vec![show, delete])
}

/// The row with the button that opens the private words.
pub(super) fn private_row() -> serenity::CreateActionRow {
    let button = serenity::CreateButton::new(PRIVATE)
        .label(safety::BUTTON_LABEL)
        .style(serenity::ButtonStyle::Secondary);
    serenity::CreateActionRow::Buttons(vec![button])
}

/// The row under the words for someone at risk.
pub(super) fn safety_row() -> serenity::CreateActionRow {
    let button = |id: &str, label: &str| serenity::CreateButton::new(id).label(label).style(serenity::ButtonStyle::Secondary);
    serenity::CreateActionRow::Buttons(vec![button(NUMBERS, safety::NUMBERS_LABEL), button(NOT_MEANT, safety::NOT_MEANT_LABEL)])
}

/// Answers a press.
pub(super) async fn pressed(http: &serenity::Http, data: &Data, press: &serenity::ComponentInteraction) -> Result<(), Error> {
    let key = |private| Key {
        person: press.user.id.get(),
        channel: press.channel_id.get(),
        private,
    };
    // A direct message and an ephemeral answer belong to the private talk; the public one has its own.
    let reply = match press.data.custom_id.as_str() {
        PRIVATE => Reply::at_risk(&data.talks.numbers(key(false))),
        NUMBERS => Reply::at_risk(&data.talks.numbers_of_either(key(true), key(false))),
        NOT_MEANT => {
            data.talks.not_meant(key(false));
            Reply::own(&data.talks.not_meant(key(true)))
        }
        SHOW_KEPT => match data.kept.export(press.user.id.get()).await {
            Ok(kept) => Reply::export(&kept),
            Err(why) => {
                tracing::error!(cause = %why, "what is kept could not be read");
                Reply::own(reply::NOT_READ)
            }
        },
        DELETE_KEPT => match data.kept.forget(press.user.id.get()).await {
            Ok(()) => {
                data.talks.forget(press.user.id.get());
                Reply::own(reply::DELETED)
            }
            Err(why) => {
                tracing::error!(cause = %why, "what is kept could not be deleted");
                Reply::own(reply::NOT_SAVED)
            }
        },
        _ => Reply::own(reply::OLD_BUTTON),
    };
    send::to_press(http, press, &reply).await
}
