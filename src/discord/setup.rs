//! A server's settings as a panel of three pages: what is shown, and what a choice changes. Knows no Discord.

use super::kept::{Server, ServerChange};
use super::reply::Reply;
use super::under::{Choosable, Menu, Of, Row, SETUP, one_of, quiet};
use crate::data::discord_rows::SetupRows;
use crate::store::Threads;

/// Discord takes so many options in a menu.
const OPTIONS: usize = 25;
/// So many channels and roles can be chosen.
const MOST: u8 = 25;

/// A page of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// Where and with whom talks may be held.
    Listening,
    /// Lines of help and language.
    Help,
    /// Where the bot is silent.
    Blocks,
}

/// What the panel is made of.
pub(super) struct Panel<'a> {
    /// Its words.
    pub(super) say: &'a SetupRows,
    /// Countries with lines of help: code and name, in order.
    pub(super) countries: &'a [(String, String)],
    /// Whether the bot runs with the Message Content intent.
    pub(super) intent: bool,
}

/// What was chosen in a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    /// A button was pressed.
    Pressed,
    /// Words.
    Words(Vec<String>),
    /// Ids: channels, roles, people.
    Ids(Vec<u64>),
}

/// What a press asks for: the page it stands on, and what it changes there.
pub(super) fn read(id: &str, chosen: Chosen) -> Option<(Page, Option<ServerChange>)> {
    fn settings(page: Page, change: impl FnOnce(&mut crate::store::ServerSettings) + Send + 'static) -> Option<(Page, Option<ServerChange>)> {
        Some((page, Some(ServerChange::Settings(Box::new(change)))))
    }
    use Page::{Blocks, Help, Listening};
    match (id.strip_prefix(SETUP)?, chosen) {
        ("listening", _) => Some((Listening, None)),
        ("help", _) => Some((Help, None)),
        ("blocks", _) => Some((Blocks, None)),
        ("channels", Chosen::Ids(ids)) => settings(Listening, |settings| settings.channels = ids),
        ("roles", Chosen::Ids(ids)) => settings(Listening, |settings| settings.roles = ids),
        ("threads", Chosen::Words(words)) => {
            let threads = Threads::named(words.first()?)?;
            settings(Listening, move |settings| settings.threads = threads)
        }
        ("prompts:on", _) => settings(Listening, |settings| settings.prompts = true),
        ("prompts:off", _) => settings(Listening, |settings| settings.prompts = false),
        ("practice:on", _) => settings(Listening, |settings| settings.practice = true),
        ("practice:off", _) => settings(Listening, |settings| settings.practice = false),
        ("adult:on", _) => settings(Listening, |settings| settings.adult = true),
        ("adult:off", _) => settings(Listening, |settings| settings.adult = false),
        ("others:on", _) => settings(Listening, |settings| settings.others = true),
        ("others:off", _) => settings(Listening, |settings| settings.others = false),
        ("country" | "country2", Chosen::Words(words)) => {
            let code = words.first()?.clone();
            let code = if code == "none" { String::new() } else { code };
            settings(Help, |settings| settings.country = code)
        }
        ("language", Chosen::Words(words)) => {
            let language = words.first()?.clone();
            settings(Help, |settings| settings.language = language)
        }
        ("silent", Chosen::Ids(ids)) => Some((Blocks, Some(ServerChange::SilentIn(ids)))),
        ("block", Chosen::Ids(ids)) => Some((Blocks, Some(ServerChange::Block(ids, true)))),
        ("unblock", Chosen::Ids(ids)) => Some((Blocks, Some(ServerChange::Block(ids, false)))),
        _ => None,
    }
}

impl Panel<'_> {
    /// All that is set, in words.
    pub(super) fn show(&self, server: &Server) -> Reply {
        Reply::own(&self.lines(server).join("\n"))
    }

    /// A page.
    pub(super) fn page(&self, page: Page, server: &Server) -> Reply {
        let say = self.say;
        let (words, rows) = match page {
            Page::Listening => (self.lines(server).join("\n"), self.listening(server)),
            Page::Help => (say.help_says.clone(), self.help(server)),
            Page::Blocks => {
                let people = say.blocked_people.replace("{what}", &server.blocked_people.len().to_string());
                (format!("{}\n{people}", say.blocks_says), self.blocks(server))
            }
        };
        Reply::with(&words, rows)
    }

    fn lines(&self, server: &Server) -> Vec<String> {
        let (say, set) = (self.say, &server.settings);
        let yes = |on: bool| if on { &say.yes } else { &say.no };
        let list = |ids: &[u64], before: &str, none: &str| {
            if ids.is_empty() {
                none.to_owned()
            } else {
                ids.iter().map(|id| format!("<{before}{id}>")).collect::<Vec<_>>().join(" ")
            }
        };
        let country = self.countries.iter().find(|(code, _)| *code == set.country);
        let filled = [
            (&say.channels, list(&set.channels, "#", &say.no_channels)),
            (&say.roles, list(&set.roles, "@&", &say.everyone)),
            (
                &say.threads,
                match set.threads {
                    Threads::Private => say.private.clone(),
                    Threads::Public => say.public.clone(),
                },
            ),
            (&say.country, country.map_or(say.no_country.clone(), |(_, name)| name.clone())),
            (&say.language, say.english.clone()),
            (&say.prompts, yes(set.prompts).clone()),
            (&say.practice, yes(set.practice).clone()),
            (&say.adult, yes(set.adult).clone()),
            (&say.others, yes(set.others).clone()),
            (&say.blocked_channels, list(&server.blocked_channels, "#", &say.none)),
            (
                &say.blocked_people,
                match server.blocked_people.len() {
                    0 => say.none.clone(),
                    many => many.to_string(),
                },
            ),
        ];
        let mut lines = vec![say.says.clone()];
        lines.extend(filled.iter().map(|(line, what)| line.replace("{what}", what)));
        if !self.intent {
            lines.push(say.no_intent.clone());
        }
        lines
    }

    fn listening(&self, server: &Server) -> Vec<Row> {
        let (say, set) = (self.say, &server.settings);
        let threads = Threads::ALL.map(|threads| Choosable {
            value: threads.name().to_owned(),
            label: match threads {
                Threads::Private => say.private_label.clone(),
                Threads::Public => say.public_label.clone(),
            },
            chosen: threads == set.threads,
        });
        let switch = |what: &str, on: bool, labels: [&str; 2]| {
            let (label, next) = if on { (labels[0], "off") } else { (labels[1], "on") };
            quiet(format!("{SETUP}{what}:{next}"), label)
        };
        let switches = vec![
            switch("prompts", set.prompts, [&say.prompts_on_label, &say.prompts_off_label]),
            switch("practice", set.practice, [&say.practice_on_label, &say.practice_off_label]),
            switch("adult", set.adult, [&say.adult_on_label, &say.adult_off_label]),
            switch("others", set.others, [&say.others_on_label, &say.others_off_label]),
        ];
        vec![
            some_of("channels", &say.channels_hint, 0, Of::Channels(set.channels.clone())),
            some_of("roles", &say.roles_hint, 0, Of::Roles(set.roles.clone())),
            one_of(format!("{SETUP}threads"), &say.threads_hint, threads.to_vec()),
            Row::Buttons(switches),
            Row::Buttons(vec![
                quiet(format!("{SETUP}help"), &say.help_label),
                quiet(format!("{SETUP}blocks"), &say.blocks_label),
            ]),
        ]
    }

    fn help(&self, server: &Server) -> Vec<Row> {
        let (say, set) = (self.say, &server.settings);
        let choosable = |value: &str, label: &str, chosen: bool| Choosable {
            value: value.to_owned(),
            label: label.to_owned(),
            chosen,
        };
        let countries: Vec<_> = self.countries.iter().map(|(code, name)| choosable(code, name, *code == set.country)).collect();
        let mut first = vec![choosable("none", &say.no_country_label, set.country.is_empty())];
        let (here, rest) = countries.split_at(countries.len().min(OPTIONS - 1));
        first.extend_from_slice(here);
        let mut rows = vec![one_of(format!("{SETUP}country"), &say.country_hint, first)];
        if !rest.is_empty() {
            let rest = rest[..rest.len().min(OPTIONS)].to_vec();
            rows.push(one_of(format!("{SETUP}country2"), &say.more_countries_hint, rest));
        }
        let english = choosable("en", &say.english, true);
        rows.push(one_of(format!("{SETUP}language"), &say.language_hint, vec![english]));
        rows.push(self.back());
        rows
    }

    fn blocks(&self, server: &Server) -> Vec<Row> {
        let say = self.say;
        vec![
            some_of("silent", &say.block_channels_hint, 0, Of::Channels(server.blocked_channels.clone())),
            some_of("block", &say.block_people_hint, 1, Of::People),
            some_of("unblock", &say.unblock_people_hint, 1, Of::People),
            self.back(),
        ]
    }

    fn back(&self) -> Row {
        Row::Buttons(vec![quiet(format!("{SETUP}listening"), &self.say.listening_label)])
    }
}

fn some_of(what: &str, hint: &str, least: u8, mut of: Of) -> Row {
    // More than can be chosen may have been set elsewhere: Discord would refuse the whole panel.
    if let Of::Channels(chosen) | Of::Roles(chosen) = &mut of {
        chosen.truncate(usize::from(MOST));
    }
    Row::Menu(Menu {
        id: format!("{SETUP}{what}"),
        hint: hint.to_owned(),
        least,
        most: MOST,
        of,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;
    use crate::store::ServerSettings;

    #[test]
    fn every_id_of_the_panel_means_something_and_no_page_is_too_large() {
        let engine = Engine::built_in().expect("the built-in data is sound");
        let countries: Vec<_> = (0..60).map(|n| (format!("{n:02}"), "Nowhere".to_owned())).collect();
        let panel = Panel {
            say: &engine.discord.setup,
            countries: &countries,
            intent: false,
        };
        for page in [Page::Listening, Page::Help, Page::Blocks] {
            let reply = panel.page(page, &Server::default());
            assert!(reply.rows.len() <= 5, "{page:?}");
            for row in &reply.rows {
                let ids = match row {
                    Row::Buttons(buttons) => buttons.iter().map(|button| (button.id.clone(), Chosen::Pressed)).collect(),
                    Row::Menu(menu) => match &menu.of {
                        Of::Options(options) => {
                            assert!(options.len() <= OPTIONS && options.iter().filter(|option| option.chosen).count() <= 1);
                            options
                                .iter()
                                .map(|option| (menu.id.clone(), Chosen::Words(vec![option.value.clone()])))
                                .collect()
                        }
                        _ => vec![(menu.id.clone(), Chosen::Ids(vec![1]))],
                    },
                };
                for (id, chosen) in ids {
                    assert!(read(&id, chosen).is_some(), "{id}");
                }
            }
        }
        assert!(read("felt:setup:else", Chosen::Pressed).is_none());
        assert!(read("felt:setup:channels", Chosen::Pressed).is_none());
    }

    #[test]
    fn what_is_set_is_shown() {
        let engine = Engine::built_in().expect("the built-in data is sound");
        let panel = Panel {
            say: &engine.discord.setup,
            countries: &[("GB".into(), "the United Kingdom".into())],
            intent: true,
        };
        let server = Server {
            settings: ServerSettings {
                channels: vec![7],
                roles: vec![8],
                country: "GB".into(),
                ..ServerSettings::default()
            },
            blocked_channels: vec![9],
            blocked_people: vec![],
        };
        let shown = panel.show(&server).words;
        for part in ["<#7>", "<@&8>", "the United Kingdom", "<#9>"] {
            assert!(shown.contains(part), "{shown}");
        }
        assert!(!shown.contains(&engine.discord.setup.no_intent));
    }
}
