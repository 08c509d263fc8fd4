//! A person's own settings as a panel: what is shown, and what a choice in it changes. Knows no Discord.

use super::reply::Reply;
use super::under::{Choosable, Row, SETTINGS, one_of, quiet};
use crate::data::discord_rows::DiscordRows;
use crate::store::PersonSettings;

/// What a choice changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// How far reflections go.
    Deeper(bool),
    /// Buttons under reflections.
    Buttons(bool),
    /// Prompts.
    Prompts(bool),
}

impl Change {
    /// What a button's or menu's id, and what was chosen in it, mean.
    pub(super) fn read(id: &str, chosen: Option<&str>) -> Option<Change> {
        match (id.strip_prefix(SETTINGS)?, chosen) {
            ("depth", Some("deeper")) => Some(Change::Deeper(true)),
            ("depth", Some("gentle")) => Some(Change::Deeper(false)),
            ("buttons:on", _) => Some(Change::Buttons(true)),
            ("buttons:off", _) => Some(Change::Buttons(false)),
            ("prompts:on", _) => Some(Change::Prompts(true)),
            ("prompts:off", _) => Some(Change::Prompts(false)),
            _ => None,
        }
    }

    /// Makes the change.
    pub(super) fn make(self, settings: &mut PersonSettings) {
        match self {
            Change::Deeper(deeper) => settings.deeper = deeper,
            Change::Buttons(buttons) => settings.buttons = buttons,
            Change::Prompts(prompts) => settings.prompts = prompts,
        }
    }
}

/// The panel, as the settings are.
pub(super) fn panel(say: &DiscordRows, settings: &PersonSettings) -> Reply {
    let say = &say.settings;
    let depth = |value: &str, label: &str, chosen: bool| Choosable {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen,
    };
    let depths = vec![
        depth("deeper", &say.deeper_label, settings.deeper),
        depth("gentle", &say.gentle_label, !settings.deeper),
    ];
    // A button says how it is, and a press makes it the other way.
    let switch = |what: &str, on: bool, labels: [&str; 2]| {
        let (label, next) = if on { (labels[0], "off") } else { (labels[1], "on") };
        quiet(format!("{SETTINGS}{what}:{next}"), label)
    };
    let buttons = switch("buttons", settings.buttons, [&say.buttons_on_label, &say.buttons_off_label]);
    let prompts = switch("prompts", settings.prompts, [&say.prompts_on_label, &say.prompts_off_label]);
    let rows = vec![
        one_of(format!("{SETTINGS}depth"), &say.depth_hint, depths),
        Row::Buttons(vec![buttons, prompts]),
    ];
    Reply::with(&say.says, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;

    #[test]
    fn every_switch_of_the_panel_makes_it_the_other_way() {
        let say = Engine::built_in().expect("the built-in data is sound").discord;
        for on in [true, false] {
            let before = PersonSettings {
                deeper: on,
                buttons: on,
                prompts: on,
                ..PersonSettings::default()
            };
            let mut after = before;
            for row in &panel(&say, &before).rows {
                match row {
                    Row::Buttons(buttons) => buttons
                        .iter()
                        .for_each(|button| Change::read(&button.id, None).expect("it means something").make(&mut after)),
                    Row::Menu(menu) => Change::read(&menu.id, Some(if on { "gentle" } else { "deeper" }))
                        .expect("it means something")
                        .make(&mut after),
                }
            }
            assert_eq!((after.deeper, after.buttons, after.prompts), (!on, !on, !on));
        }
        assert_eq!(Change::read("felt:settings:depth", None), None);
        assert_eq!(Change::read("felt:else", Some("deeper")), None);
    }
}
