//! What stands under a message: buttons and menus. Knows no Discord.
//!
//! An id is all that is left of a button after a restart, and everyone who sees the message can read
//! it. So it holds neither words nor a risk tier nor what was felt.

use crate::data::discord_rows::DiscordRows;

/// The button that opens the private words.
pub(super) const PRIVATE: &str = "felt:private";
/// The button that brings a talk back to listening.
pub(super) const NOT_MEANT: &str = "felt:not-meant";
/// The button that gives the numbers once more.
pub(super) const NUMBERS: &str = "felt:numbers";
/// The button that shows what is kept of the one who presses it.
pub(super) const SHOW_KEPT: &str = "felt:kept:show";
/// The button that deletes it.
pub(super) const DELETE_KEPT: &str = "felt:kept:delete";
/// The button that gives something to sit with.
pub(super) const SIT: &str = "felt:sit";
/// The menu of cards.
pub(super) const LEARN: &str = "felt:learn";
/// Before what was pressed under a reflection.
const REFLECTION: &str = "felt:r:";
/// Before what was pressed in a self-check.
pub(super) const CHECK: &str = "felt:check:";
/// Before what was pressed among numbers of practice.
pub(super) const PROGRESS: &str = "felt:progress:";
/// Before what was pressed in a role-play.
pub(super) const ROLEPLAY: &str = "felt:role:";
/// Before what was pressed in a practice.
pub(super) const PRACTICE: &str = "felt:p:";
/// Before what was chosen in a person's settings.
pub(super) const SETTINGS: &str = "felt:settings:";
/// Before what was chosen in a server's.
pub(super) const SETUP: &str = "felt:setup:";

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// Up to five buttons.
    Buttons(Vec<Button>),
    /// A menu.
    Menu(Menu),
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Button {
    /// What comes back when it is pressed.
    pub(super) id: String,
    /// What is written on it.
    pub(super) label: String,
    /// How it looks.
    pub(super) look: Look,
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As most do.
    Quiet,
    /// It takes something away for good.
    Grave,
    /// It was pressed, and can't be pressed again.
    Pressed,
}

/// A menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Menu {
    /// What comes back when something is chosen.
    pub(super) id: String,
    /// What stands in it while nothing is chosen.
    pub(super) hint: String,
    /// How many may be chosen: from none, or from one.
    pub(super) least: u8,
    /// How many at most.
    pub(super) most: u8,
    /// What can be chosen.
    pub(super) of: Of,
}

/// What a menu offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    /// These.
    Options(Vec<Choosable>),
    /// The server's text channels; these are chosen.
    Channels(Vec<u64>),
    /// The server's roles; these are chosen.
    Roles(Vec<u64>),
    /// The server's people.
    People,
}

/// One of a menu's options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choosable {
    /// What comes back.
    pub(super) value: String,
    /// What is written.
    pub(super) label: String,
    /// Whether it is chosen.
    pub(super) chosen: bool,
}

/// The name that an act has in the ids of its buttons, by the table of its names.
pub(super) fn name_of<A: PartialEq>(acts: &[(A, &'static str)], act: A) -> &'static str {
    acts.iter().find(|(other, _)| *other == act).map_or("", |(_, name)| name)
}

/// The act that has this name, where one has.
pub(super) fn act_of<A: Copy>(acts: &[(A, &'static str)], name: &str) -> Option<A> {
    acts.iter().find(|(_, other)| *other == name).map(|(act, _)| *act)
}

/// A button that looks as most do.
pub(super) fn quiet(id: impl Into<String>, label: &str) -> Button {
    Button {
        id: id.into(),
        label: label.to_owned(),
        look: Look::Quiet,
    }
}

/// A menu of options, of which one is chosen.
pub(super) fn one_of(id: impl Into<String>, hint: &str, options: Vec<Choosable>) -> Row {
    Row::Menu(Menu {
        id: id.into(),
        hint: hint.to_owned(),
        least: 1,
        most: 1,
        of: Of::Options(options),
    })
}

/// The row under what `/privacy` says.
pub(super) fn privacy(say: &DiscordRows) -> Row {
    let delete = Button {
        look: Look::Grave,
        ..quiet(DELETE_KEPT, &say.privacy.delete_label)
    };
    Row::Buttons(vec![quiet(SHOW_KEPT, &say.privacy.show_label), delete])
}

/// The row with the button that opens the private words.
pub(super) fn private(say: &DiscordRows) -> Row {
    Row::Buttons(vec![quiet(PRIVATE, &say.safety.private_label)])
}

/// The row under the words for someone at risk.
pub(super) fn at_risk(say: &DiscordRows) -> Row {
    let numbers = quiet(NUMBERS, &say.safety.numbers_label);
    Row::Buttons(vec![numbers, quiet(NOT_MEANT, &say.safety.not_meant_label)])
}

/// What can be said to a reflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// "That's it".
    Hit,
    /// "Not quite".
    Missed,
    /// "Say more".
    More,
}

/// A reflection, as its buttons know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reflected {
    /// A few signs of whom it was said to.
    pub(super) mark: String,
    /// The id of the message or command that it answered.
    pub(super) to: u64,
}

impl Reflected {
    /// The id of the button for a verdict; also that of the modal behind "Say more".
    pub(super) fn id(&self, verdict: Verdict) -> String {
        let verdict = match verdict {
            Verdict::Hit => "hit",
            Verdict::Missed => "missed",
            Verdict::More => "more",
        };
        format!("{REFLECTION}{verdict}:{}:{}", self.mark, self.to)
    }

    /// What an id means, where it is one of these.
    pub(super) fn read(id: &str) -> Option<(Verdict, Reflected)> {
        let mut parts = id.strip_prefix(REFLECTION)?.split(':');
        let verdict = match parts.next()? {
            "hit" => Verdict::Hit,
            "missed" => Verdict::Missed,
            "more" => Verdict::More,
            _ => return None,
        };
        let mark = parts.next()?.to_owned();
        let to = parts.next()?.parse().ok()?;
        Some((verdict, Reflected { mark, to }))
    }

    /// The buttons under the reflection.
    pub(super) fn buttons(&self, say: &DiscordRows) -> Vec<Button> {
        let say = &say.reflection;
        vec![
            quiet(self.id(Verdict::Hit), &say.hit_label),
            quiet(self.id(Verdict::Missed), &say.missed_label),
            quiet(self.id(Verdict::More), &say.more_label),
        ]
    }

    /// The row under it once it has landed.
    pub(super) fn landed(&self, say: &DiscordRows) -> Row {
        let hit = Button {
            look: Look::Pressed,
            ..quiet(self.id(Verdict::Hit), &say.reflection.hit_label)
        };
        Row::Buttons(vec![hit, quiet(self.id(Verdict::More), &say.reflection.more_label)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buttons_id_says_what_was_pressed_and_whose_it_is() {
        let reflected = Reflected {
            mark: "0011aabbccdd".into(),
            to: u64::MAX,
        };
        for verdict in [Verdict::Hit, Verdict::Missed, Verdict::More] {
            let id = reflected.id(verdict);
            assert!(id.len() <= 100);
            assert_eq!(Reflected::read(&id), Some((verdict, reflected.clone())));
        }
        for other in ["felt:private", "felt:r:hit", "felt:r:hit:a:b", "felt:r:else:a:1"] {
            assert_eq!(Reflected::read(other), None);
        }
    }
}
