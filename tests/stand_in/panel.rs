//! A panel of the bot's, and a person before it who presses and writes.

use serde_json::Value;

use super::{Person, Place, Recorded, StandIn};

/// What a person has before them: a panel that only they see.
pub struct Panel<'d> {
    discord: &'d StandIn,
    person: Person,
    place: Place,
    /// The message it is.
    pub message: u64,
    /// What the bot has sent last.
    pub shown: Recorded,
}

impl<'d> Panel<'d> {
    /// A person uses a command, and is shown a panel.
    pub async fn open(discord: &'d StandIn, person: &Person, place: Place, command: &str, options: &[Value]) -> Panel<'d> {
        let used = discord.slash_with(person, place, command, options);
        let shown = discord.answer_to(&used).await;
        assert!(shown.ephemeral(), "{}", shown.body);
        Panel::of(discord, person, place, shown)
    }

    /// A panel that the bot has shown to a person.
    pub fn of(discord: &'d StandIn, person: &Person, place: Place, shown: Recorded) -> Panel<'d> {
        let message = discord.shown(place, &shown);
        Panel {
            discord,
            person: person.clone(),
            place,
            message,
            shown,
        }
    }

    /// Presses a button, and gives back the answer, wherever it stands.
    pub async fn pressed(&self, label: &str) -> Recorded {
        let press = self.discord.press(&self.person, self.place, self.message, &self.shown.id_of(label));
        self.discord.answer_to(&press).await
    }

    /// Presses a button that changes the panel.
    pub async fn press(&mut self, label: &str) -> &str {
        let changed = self.pressed(label).await;
        assert_eq!(changed.body["type"], 7, "the panel itself changes: {}", changed.body);
        self.shown = changed;
        self.shown.words()
    }

    /// Writes in the modal that a button opens, and gives back the answer.
    pub async fn written(&self, label: &str, text: &str) -> Recorded {
        let opened = self.pressed(label).await;
        assert_eq!(opened.body["type"], 9, "{}", opened.body);
        let sent = self.discord.send_modal_of(&self.person, self.place, self.message, &opened, text);
        self.discord.answer_to(&sent).await
    }

    /// Writes in a modal, where that changes the panel.
    pub async fn write(&mut self, label: &str, text: &str) -> &str {
        let changed = self.written(label, text).await;
        assert_eq!(changed.body["type"], 7, "the panel itself changes: {}", changed.body);
        self.shown = changed;
        self.shown.words()
    }

    /// The words on it.
    pub fn words(&self) -> &str {
        self.shown.words()
    }
}
