//! Something to sit with, on request, and cards on the ideas behind it. Seen only by the one who asks.

use super::buttons::failed;
use super::reply::Reply;
use super::talks::Key;
use super::under::{Choosable, LEARN, one_of};
use super::{Shared, text};
use crate::prompts::Asked;
use crate::understanding::Theme;

/// A prompt for the first of a person's two talks in a place: none while there is any risk in either, or where moderators have said no.
pub(super) async fn prompt(data: Shared, keys: [Key; 2], server: Option<u64>, theme: Option<Theme>, seed: u64) -> Reply {
    let words = &data.engine.prompts.words;
    if let Some(server) = server
        && !data.kept.server(server).await.settings.prompts
    {
        return Reply::own(&data.say.plain.switched_off);
    }
    if keys.iter().any(|key| data.talks.tier(*key).is_some_and(|tier| tier >= 1)) {
        return Reply::own(&words.silent);
    }
    match data.talks.prompt(keys[0], theme, seed) {
        Asked::Silent => Reply::own(&words.silent),
        Asked::AllGiven => Reply::own(&words.all_given),
        Asked::Prompt(prompt) => match data.engine.prompts.shelf(prompt.theme) {
            Some(shelf) => {
                let about = format!("-# **{}.** {}\n-# {} {}", shelf.title, shelf.about, words.source, shelf.source);
                Reply::own(&text::with_line(&prompt.ask, &about))
            }
            None => Reply::own(&prompt.ask),
        },
    }
}

/// Offers begin, or end, from now on: what `/prompt on` and `/prompt off` say.
pub(super) async fn switch(data: Shared, person: u64, on: bool) -> Reply {
    let words = &data.engine.prompts.words;
    match data.kept.change_person(person, |settings| settings.prompts = on).await {
        Ok(_) => Reply::own(if on { &words.on } else { &words.off }),
        Err(why) => failed(&why, &data.say.plain.not_saved),
    }
}

/// The cards, with the one that was chosen.
pub(super) fn cards(data: Shared, chosen: Option<&str>) -> Reply {
    let prompts = &data.engine.prompts;
    let cards = &prompts.learn.card;
    let options = cards.iter().map(|card| Choosable {
        value: card.name.clone(),
        label: card.title.clone(),
        chosen: chosen == Some(card.name.as_str()),
    });
    let menu = one_of(LEARN, &data.say.plain.cards_hint, options.collect());
    let words = match cards.iter().find(|card| chosen == Some(card.name.as_str())) {
        None => prompts.learn.open.clone(),
        Some(card) => {
            let sources = card.sources.join("; ");
            let told = format!("**{}**\n{}\n\n*{}*", card.title, card.text, card.ask);
            text::with_line(&told, &format!("-# {} {sources}", prompts.words.source))
        }
    };
    Reply::with(&words, vec![menu])
}
