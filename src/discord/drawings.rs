//! The drawings in `docs/discord.md`: made from what the bot really sends, and held to it.
//!
//! `FELT_DRAW=1 cargo test drawings` draws them anew.

use std::fmt::Write as _;
use std::path::Path;

use super::kept::Server;
use super::reply::{Manner, Reply};
use super::setup::{Page, Panel};
use super::talks::{Heard, Wishes};
use super::under::{Look, Of, Row};
use super::{practice, progress, roleplay, settings};
use crate::Engine;
use crate::store::{PersonSettings, ServerSettings};

fn draw(reply: &Reply) -> String {
    let mut drawn = String::new();
    for line in reply.words.lines() {
        let _ = writeln!(drawn, "│ {line}");
    }
    for row in &reply.rows {
        let parts = match row {
            Row::Buttons(buttons) => {
                let button = |look, label: &str| match look {
                    Look::Pressed => format!("( ✓ {label} )"),
                    Look::Quiet | Look::Grave => format!("( {label} )"),
                };
                buttons.iter().map(|one| button(one.look, &one.label)).collect::<Vec<_>>().join(" ")
            }
            Row::Menu(menu) => {
                let chosen = match &menu.of {
                    Of::Options(options) => options.iter().filter(|option| option.chosen).map(|option| option.label.clone()).collect(),
                    Of::Channels(ids) => ids.iter().map(|id| format!("<#{id}>")).collect(),
                    Of::Roles(ids) => ids.iter().map(|id| format!("<@&{id}>")).collect(),
                    Of::People => Vec::new(),
                };
                let shown = if chosen.is_empty() { menu.hint.clone() } else { chosen.join(" ") };
                format!("[ {shown} ▾ ]")
            }
        };
        let _ = writeln!(drawn, "│ {parts}");
    }
    drawn
}

fn all(engine: &Engine) -> Vec<(&'static str, String)> {
    let say = &engine.discord;
    let manner = Manner {
        say,
        mark: Some("0".into()),
        new: true,
        offer: &engine.prompts.words.offer,
        wishes: Wishes::default(),
    };
    let heard = |tier| Heard {
        response: "Your sister moved out; the flat is so quiet now.".into(),
        reflection: None,
        tier,
        for_a_helper: String::new(),
        can_miss: true,
        long: false,
        goodbye: false,
        offers: true,
    };
    let countries: Vec<_> = engine.safety.help.countries().map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    let panel = Panel {
        say: &say.setup,
        countries: &countries,
        intent: true,
    };
    let server = Server {
        settings: ServerSettings {
            channels: vec![1],
            country: "GB".into(),
            ..ServerSettings::default()
        },
        ..Server::default()
    };
    let practised = practice::for_drawing(engine);
    let played = roleplay::for_drawing(&say.roleplay, "(the numbers that `/help-now` gives)");
    vec![
        ("a first answer", draw(&Reply::private(&manner, 1, &heard(0)))),
        ("a risk in public", draw(&Reply::public(&manner, 1, &heard(3)))),
        ("practice", draw(&practised.0)),
        ("feedback", draw(&practised.1)),
        ("a role-play is proposed", draw(&played.0)),
        ("a role-play, the question to the one who spoke", draw(&played.1)),
        ("progress, before a yes", draw(&progress::asks(say, None))),
        ("settings", draw(&settings::panel(say, &PersonSettings::default()))),
        ("privacy", draw(&Reply::privacy(say))),
        ("setup", draw(&panel.page(Page::Listening, &server))),
        ("setup, help lines", draw(&panel.page(Page::Help, &server))),
        ("setup, blocks", draw(&panel.page(Page::Blocks, &server))),
    ]
}

#[test]
fn the_drawings_are_of_what_is_sent() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/discord.md");
    let mut page = std::fs::read_to_string(&path).expect("the page is there");
    let engine = Engine::built_in().expect("the built-in data is sound");
    let anew = std::env::var_os("FELT_DRAW").is_some();
    for (name, drawn) in all(&engine) {
        let opening = format!("<!-- drawing: {name} -->\n```text\n");
        let (before, rest) = page.split_once(&opening).unwrap_or_else(|| panic!("no place for the drawing: {name}"));
        let (old, after) = rest.split_once("```\n").expect("its end");
        if anew {
            page = format!("{before}{opening}{drawn}```\n{after}");
        } else {
            assert_eq!(old, drawn, "{name}: draw it anew");
        }
    }
    if anew {
        std::fs::write(&path, page).expect("written");
    }
}
