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

/// The row with the button that opens the private words.
pub(super) fn private_row() -> serenity::CreateActionRow {
    let button = serenity::CreateButton::new(PRIVATE)
        .label(safety::BUTTON_LABEL)
        .style(serenity::ButtonStyle::Secondary);
    serenity::CreateActionRow::Buttons(vec![button])
}

/// Answers a press.
pub(super) async fn pressed(http: &serenity::Http, data: &Data, press: &serenity::ComponentInteraction) -> Result<(), Error> {
    let reply = if press.data.custom_id == PRIVATE {
        let key = Key {
            person: press.user.id.get(),
            channel: press.channel_id.get(),
            private: false,
        };
        Reply::own(&safety::private_words(data.talks.tier(key)))
    } else {
        Reply::own(reply::OLD_BUTTON)
    };
    send::to_press(http, press, &reply).await
}
