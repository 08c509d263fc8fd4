//! Practice of listening on Discord, over sockets against the stand-in.

mod stand_in;

use felt::practice::rows::{PracticeRows, Vignette};
use serde_json::{Value, json};
use stand_in::bot::Bot;
use stand_in::panel::Panel;
use stand_in::{Person, Place, StandIn};

fn rows() -> PracticeRows {
    felt::practice::built_in().expect("the built-in rows are sound")
}

fn vignettes(rows: &PracticeRows) -> Vec<&Vignette> {
    rows.vignettes.iter().flat_map(|(_, file)| &file.vignette).collect()
}

/// The number by which Discord gives back a choice.
fn number(name: &str, at: usize) -> Value {
    json!({"name": name, "type": 4, "value": at})
}

/// Whose turn it is on a panel.
fn shown_on<'r>(panel: &Panel<'_>, rows: &'r PracticeRows) -> &'r Vignette {
    let plain = panel.words().replace('\\', "");
    let found = vignettes(rows).into_iter().find(|vignette| plain.contains(&vignette.says));
    found.unwrap_or_else(|| panic!("no vignette in {plain}"))
}

#[tokio::test]
async fn a_statement_is_answered_in_a_modal_and_the_feedback_leads_on() {
    let rows = rows();
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    for place in [Place::Public, person.direct()] {
        let mut panel = Panel::open(&discord, &person, place, "practice", &[]).await;
        assert!(panel.words().contains("only you see this"), "{}", panel.words());
        let first = shown_on(&panel, &rows);
        assert!(
            panel
                .write("Reflect", "You should just talk to them about it.")
                .await
                .contains("You should just talk")
        );
        assert_eq!(shown_on(&panel, &rows).id, first.id, "it still stands there");
        assert!(panel.write("Again", &first.simple[0]).await.contains(&first.simple[0]));
        let example = panel.press("Examples").await;
        assert!(example.contains("Simple:") && example.contains("Complex:"), "{example}");
        panel.press("Next").await;
        let second = shown_on(&panel, &rows);
        assert_ne!(second.id, first.id);
        panel.write("Reflect", &second.complex[0]).await;
        let end = panel.press("Finish").await;
        for part in ["2 replies", "an opinion and no grade", "Something to sit with"] {
            assert!(
                end.contains(part) || part.starts_with("an opinion") && end.contains("no question"),
                "{part} in {end}"
            );
        }
        assert_eq!(panel.shown.files.len(), 1, "a picture is beside it");
        let again = panel.press("Another practice").await;
        assert!(again.contains("Somebody made up"), "{again}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn level_theme_and_skill_are_chosen_from_what_there_is() {
    let rows = rows();
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let command = discord
        .commands()
        .into_iter()
        .find(|command| command["name"] == "practice")
        .expect("registered");
    let titles = |at: usize| -> Vec<&str> {
        let choices = command["options"][at]["choices"].as_array().expect("choices");
        choices.iter().map(|choice| choice["name"].as_str().expect("a name")).collect()
    };
    assert_eq!(titles(0).len(), 3);
    assert_eq!(titles(1), rows.general.themes.values().collect::<Vec<_>>());
    assert_eq!(titles(2), rows.general.exercise.iter().map(|row| &row.title).collect::<Vec<_>>());
    for (at, theme) in rows.general.themes.keys().enumerate() {
        let panel = Panel::open(
            &discord,
            &Person::new(at as u64),
            Place::Public,
            "practice",
            &[number("level", at % 3), number("theme", at)],
        )
        .await;
        let came = shown_on(&panel, &rows);
        assert_eq!((&came.theme, usize::from(came.level)), (theme, at % 3 + 1));
    }
    for (at, exercise) in rows.general.exercise.iter().enumerate() {
        let mut panel = Panel::open(&discord, &Person::new(100 + at as u64), Place::Public, "practice", &[number("skill", at)]).await;
        assert!(panel.words().contains(&exercise.title), "{}", panel.words());
        assert!(exercise.picks.suits(shown_on(&panel, &rows)));
        let feedback = panel
            .write(
                "Reflect",
                "It sounds like you feel a bit sad, but it will pass, and I have been there myself too.",
            )
            .await;
        assert!(feedback.contains("The task is"), "{feedback}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_client_opens_up_over_several_turns_and_what_was_under_it_is_told() {
    let rows = rows();
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let client = json!({"name": "client", "type": 5, "value": true});
    let mut panel = Panel::open(&discord, &Person::new(1), Place::Public, "practice", &[client]).await;
    let all: Vec<_> = rows.clients.iter().flat_map(|(_, file)| &file.client).collect();
    let who = *all.iter().find(|client| panel.words().contains(&client.who)).expect("a client");
    let example = panel.press("Examples").await.to_owned();
    assert!(example.contains(&who.who));
    let answer = panel.write("Reflect", "You should see a doctor about that.").await.to_owned();
    assert!(
        answer.contains("You should see a doctor") && answer.matches(&who.who).count() == 2,
        "what was said, and the answer: {answer}"
    );
    panel.write("Reflect", "You're so tired of it.").await;
    let end = panel.press("Finish").await;
    assert!(end.contains("What was under it") && end.contains("2 replies"), "{end}");
    bot.stop().await;
}

#[tokio::test]
async fn a_practice_goes_on_after_a_restart_where_its_buttons_stand() {
    let rows = rows();
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let mut panel = Panel::open(&discord, &person, Place::Public, "practice", &[number("level", 1)]).await;
    panel.press("Next").await;
    let before = shown_on(&panel, &rows);
    let client = json!({"name": "client", "type": 5, "value": true});
    let mut talk = Panel::open(&discord, &person, Place::Public, "practice", &[client]).await;
    let bot = bot.restart(&discord).await;
    panel.write("Reflect", &before.simple[0]).await;
    assert_eq!(shown_on(&panel, &rows).id, before.id);
    panel.press("Next").await;
    let after = shown_on(&panel, &rows);
    assert!(after.level == 2 && after.id != before.id);
    talk.write("Reflect", "You're so tired of it.").await;
    assert!(talk.words().contains("You're so tired of it."));
    bot.stop().await;
}

#[tokio::test]
async fn moderators_decide_whether_there_is_practice_and_whether_adult_themes_come_up() {
    let rows = rows();
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (person, place, moderator) = (Person::new(1), Place::Public, Person::new(90).moderating());
    let theme = rows.general.themes.keys().position(|theme| theme == "change").expect("the theme");
    let adult = |seen: &[&Vignette]| seen.iter().filter(|vignette| vignette.adult).count();
    // Everyone of a theme comes, one after the other.
    let all_of = async |place: Place| {
        let mut panel = Panel::open(&discord, &person, place, "practice", &[number("theme", theme)]).await;
        let mut seen = Vec::new();
        while panel.shown.components().len() == 4 {
            seen.push(shown_on(&panel, &rows));
            panel.press("Next").await;
        }
        seen
    };
    let open = all_of(place).await;
    assert!(
        open.len() > 3 && adult(&open) == 0 && adult(&all_of(person.direct()).await) == 0,
        "13-year-olds may be there"
    );

    let used = discord.slash_part(&moderator, place, "setup", "change");
    let first = discord.answer_to(&used).await;
    let message = discord.shown(place, &first);
    let press = discord.press(&moderator, place, message, &first.id_of("Adult themes: off"));
    discord.answer_to(&press).await;
    let whole = all_of(place).await;
    assert!(adult(&whole) > 0 && whole.len() == open.len() + adult(&whole));

    let going_on = Panel::open(&discord, &person, place, "practice", &[]).await;
    let press = discord.press(&moderator, place, message, &first.id_of("Practice: on"));
    discord.answer_to(&press).await;
    let used = discord.slash_with(&person, place, "practice", &[]);
    assert!(discord.answer_to(&used).await.words().contains("switched that off"));
    let refused = going_on.pressed("Next").await;
    assert!(refused.ephemeral() && refused.words().contains("switched that off"), "{}", refused.body);
    Panel::open(&discord, &person, person.direct(), "practice", &[]).await;
    bot.stop().await;
}

#[tokio::test]
async fn what_a_trainee_writes_of_their_own_danger_is_no_exercise() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let panel = Panel::open(&discord, &Person::new(1), Place::Public, "practice", &[]).await;
    let words = panel.written("Reflect", "I want to kill myself").await;
    assert!(words.ephemeral() && words.body["type"] == 4, "{}", words.body);
    assert!(
        words.words().contains("If this is about you") && words.words().contains("findahelpline.com"),
        "{}",
        words.body
    );
    for label in ["Reflect", "Examples", "Next", "Finish"] {
        let instead = panel.pressed(label).await;
        assert!(
            instead.ephemeral() && instead.words().contains("findahelpline.com"),
            "no score meanwhile: {}",
            instead.body
        );
    }
    let message = discord.shown(Place::Public, &words);
    let press = discord.press(&Person::new(1), Place::Public, message, &words.id_of("That's not what I meant"));
    discord.answer_to(&press).await;
    let back = panel.written("Reflect", "You're so tired of it.").await;
    assert!(back.words().contains("You're so tired of it."), "{}", back.body);
    bot.stop().await;
}

#[tokio::test]
async fn a_self_check_is_three_steps_that_are_reflected_and_goes_on_after_a_restart() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let mut panel = Panel::open(&discord, &person, Place::Public, "selfcheck", &[]).await;
    assert!(
        panel.words().contains("nothing of this is kept") && !panel.words().contains("/skip"),
        "{}",
        panel.words()
    );
    let second = panel.write("Write", "I felt so sad when she talked about her father.").await;
    assert!(second.contains("sad") && second.contains("what is theirs"), "{second}");
    let bot = bot.restart(&discord).await;
    let third = panel.press("Leave it out").await;
    assert!(third.contains("supervision"), "{third}");
    let closed = panel.write("Write", "I miss my own father and I want to tell my supervisor.").await;
    assert!(closed.contains("father") && closed.contains("That's the third"), "{closed}");
    assert!(panel.shown.buttons().is_empty());

    let mut left = Panel::open(&discord, &person, person.direct(), "selfcheck", &[]).await;
    assert!(left.press("Stop").await.contains("leave it there"));
    let mut grave = Panel::open(&discord, &person, person.direct(), "selfcheck", &[]).await;
    let words = grave.write("Write", "I want to kill myself").await;
    assert!(words.contains("findahelpline.com"), "{words}");
    let used = discord.slash(&person, person.direct(), "selfcheck", &[]);
    assert!(
        discord.answer_to(&used).await.words().contains("findahelpline.com"),
        "not while safety is in question"
    );
    bot.stop().await;
}

/// Made-up words, which occur nowhere else, written wherever something can be written in practice.
#[tokio::test]
async fn nothing_that_a_trainee_writes_is_in_the_store_or_the_log() {
    const WORD: &str = "plimbergast";
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "log.level = \"debug\"").await;
    let person = Person::new(1);
    let text = format!("You feel so {WORD} about it.");
    let client = json!({"name": "client", "type": 5, "value": true});
    for options in [vec![], vec![client]] {
        let mut panel = Panel::open(&discord, &person, Place::Public, "practice", &options).await;
        panel.write("Reflect", &text).await;
        panel.press("Finish").await;
    }
    let mut check = Panel::open(&discord, &person, Place::Public, "selfcheck", &[]).await;
    check.write("Write", &text).await;
    let panel = Panel::open(&discord, &person, Place::Public, "practice", &[]).await;
    panel.written("Reflect", &format!("I want to kill myself because of {WORD}")).await;
    bot.has_kept_nothing_of(&[WORD, &person.id.to_string()]);
    assert!(!bot.stop().await.contains(WORD));
}
