//! What stands under the bot's messages, and its panels: buttons, menus, modals, over sockets against the stand-in.

mod stand_in;

use std::time::Duration;

use serde_json::json;
use stand_in::bot::Bot;
use stand_in::{BOT, Fault, Person, Place, Recorded, StandIn};

/// Two things on one's mind, so that there is another focus.
const TWO_THINGS: &str = "My sister moved out and I feel so lonely. I failed my exam and I'm scared of my father.";

async fn pressed(discord: &StandIn, who: &Person, place: Place, under: &Recorded, label: &str) -> Recorded {
    let press = discord.press(who, place, under.made(), &under.id_of(label));
    discord.answer_to(&press).await
}

#[tokio::test]
async fn not_quite_gives_another_focus_in_place_of_the_first() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, person.direct(), TWO_THINGS);
    let reply = discord.reply_to(message).await;
    let other = pressed(&discord, &person, person.direct(), &reply, "Not quite").await;
    assert_eq!(other.body["type"], 7, "the message itself changes: {}", other.body);
    assert!(other.words() != reply.words() && other.words().contains("missed"), "{}", other.body);
    let landed = pressed(&discord, &person, person.direct(), &reply, "That's it").await;
    assert!(landed.body["type"] == 7 && landed.components()[0]["disabled"] == true, "{}", landed.body);
    assert_eq!(landed.words(), reply.words(), "the words stay");
    bot.stop().await;
}

#[tokio::test]
async fn after_a_restart_what_was_answered_is_read_again_and_what_cannot_be_is_asked_for() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let in_public = format!("<@{BOT}> {TWO_THINGS}");
    let mut replies = Vec::new();
    for (place, text) in [(person.direct(), TWO_THINGS), (Place::Public, &in_public)] {
        let message = discord.say(&person, place, text);
        replies.push((place, message, discord.reply_to(message).await));
    }
    let bot = bot.restart(&discord).await;
    for (place, message, reply) in &replies {
        let other = pressed(&discord, &person, *place, reply, "Not quite").await;
        assert!(other.body["type"] == 7 && other.words() != reply.words(), "{}", other.body);
        discord.delete(*place, *message);
    }
    let bot = bot.restart(&discord).await;
    let (place, _, reply) = &replies[0];
    let asked = pressed(&discord, &person, *place, reply, "Not quite").await;
    assert!(asked.ephemeral() && asked.words().contains("no longer have what you wrote"), "{}", asked.body);
    bot.stop().await;
}

#[tokio::test]
async fn say_more_opens_a_modal_and_what_is_written_there_is_reflected() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, Place::Public, &format!("<@{BOT}> {TWO_THINGS}"));
    let reply = discord.reply_to(message).await;
    let opened = pressed(&discord, &person, Place::Public, &reply, "Say more").await;
    assert_eq!(opened.body["type"], 9, "{}", opened.body);
    let sent = discord.send_modal(&person, Place::Public, &opened, "My grandmother died last week");
    let answer = discord.answer_to(&sent).await;
    assert!(answer.ephemeral() && answer.words().contains("grandmother"), "{}", answer.body);
    let sent = discord.send_modal(&person, Place::Public, &opened, "I want to kill myself");
    let answer = discord.answer_to(&sent).await;
    assert!(answer.ephemeral() && answer.words().contains("findahelpline.com"), "{}", answer.body);
    // While safety is in question, an older button gives the numbers and no reflection.
    let instead = pressed(&discord, &person, Place::Public, &reply, "Not quite").await;
    assert!(instead.ephemeral() && instead.words().contains("findahelpline.com"), "{}", instead.body);
    bot.stop().await;
}

#[tokio::test]
async fn buttons_under_what_was_said_to_someone_else_do_nothing() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let message = discord.say(&Person::new(1), Place::Public, &format!("<@{BOT}> {TWO_THINGS}"));
    let reply = discord.reply_to(message).await;
    for label in ["That's it", "Not quite", "Say more"] {
        let answer = pressed(&discord, &Person::new(2), Place::Public, &reply, label).await;
        assert!(answer.ephemeral() && answer.words().contains("for the one I answered"), "{}", answer.body);
    }
    bot.stop().await;
}

#[tokio::test]
async fn what_to_expect_is_told_once_also_after_a_restart() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let first = discord.say(&person, person.direct(), "I'm worn out");
    assert!(discord.reply_to(first).await.words().contains("a program that listens"));
    let bot = bot.restart(&discord).await;
    let second = discord.say(&person, person.direct(), "I'm worn out");
    assert!(!discord.reply_to(second).await.words().contains("a program that listens"));
    bot.stop().await;
}

#[tokio::test]
async fn a_persons_settings_are_shown_changed_and_kept() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let used = discord.slash(&person, person.direct(), "settings", &[]);
    let panel = discord.answer_to(&used).await;
    assert!(panel.ephemeral(), "{}", panel.body);
    let message = discord.shown(person.direct(), &panel);
    for (label, after) in [("Prompts: off", "Prompts: on"), ("Buttons: on", "Buttons: off")] {
        let press = discord.press(&person, person.direct(), message, &panel.id_of(label));
        let changed = discord.answer_to(&press).await;
        assert_eq!(changed.body["type"], 7);
        changed.id_of(after);
    }
    let chosen = discord.choose(&person, person.direct(), message, &panel.id_of("How far I go"), 3, &["gentle"]);
    let changed = discord.answer_to(&chosen).await;
    let depths = &changed.components()[0]["options"];
    assert!(depths[0]["default"] == false && depths[1]["default"] == true, "{depths}");
    let bot = bot.restart(&discord).await;
    let used = discord.slash(&person, Place::Public, "settings", &[]);
    let panel = discord.answer_to(&used).await;
    panel.id_of("Prompts: on");
    panel.id_of("Buttons: off");
    let message = discord.say(&person, person.direct(), TWO_THINGS);
    assert!(discord.reply_to(message).await.buttons().is_empty(), "no buttons are wanted");
    bot.stop().await;
}

#[tokio::test]
async fn something_to_sit_with_is_offered_where_it_is_wanted_and_not_while_there_is_a_risk() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (person, place) = (Person::new(1), Person::new(1).direct());
    let used = discord.slash(&person, place, "settings", &[]);
    let panel = discord.answer_to(&used).await;
    let message = discord.shown(place, &panel);
    let press = discord.press(&person, place, message, &panel.id_of("Prompts: off"));
    discord.answer_to(&press).await;
    let mut offered = None;
    for text in [
        "I miss my mother so much since she moved away",
        "I miss her every day",
        "I feel so alone without her",
        "I miss her voice",
    ] {
        let message = discord.say(&person, place, text);
        let reply = discord.reply_to(message).await;
        if reply.buttons().iter().any(|id| id == "felt:sit") {
            offered = Some(reply);
            break;
        }
    }
    let reply = offered.expect("an offer");
    let given = pressed(&discord, &person, place, &reply, "Something to sit with?").await;
    assert!(given.ephemeral() && given.words().contains("From:"), "{}", given.body);
    let used = discord.slash(&person, place, "prompt", &[("theme", "safe haven")]);
    let other = discord.answer_to(&used).await;
    assert!(other.ephemeral() && other.words() != given.words(), "{}", other.body);
    let used = discord.slash(&person, place, "prompt", &[("theme", "no such thing")]);
    assert!(discord.answer_to(&used).await.words().contains("There are"));
    let shelf = discord.slash(&person, place, "prompt", &[("theme", "closeness")]);
    let told = discord.answer_to(&shelf).await;
    assert!(
        told.words().contains("Near and free") && told.words().contains("Bowlby"),
        "what it is about, and its source: {}",
        told.body
    );
    let at_risk = discord.say(&person, place, "I want to kill myself");
    discord.reply_to(at_risk).await;
    let used = discord.slash(&person, place, "prompt", &[]);
    assert!(discord.answer_to(&used).await.words().contains("nothing to sit with just now"));
    bot.stop().await;
}

#[tokio::test]
async fn offers_begin_and_end_by_a_word_to_the_prompt_command() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (person, place) = (Person::new(1), Person::new(1).direct());
    for (typed, label) in [("On", "Prompts: on"), ("off", "Prompts: off")] {
        let used = discord.slash(&person, place, "prompt", &[("theme", typed)]);
        assert!(discord.answer_to(&used).await.words().contains("/prompt"), "{typed}");
        let used = discord.slash(&person, place, "settings", &[]);
        discord.answer_to(&used).await.id_of(label);
    }
    bot.stop().await;
}

#[tokio::test]
async fn cards_are_chosen_from_a_menu() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (person, place) = (Person::new(1), Place::Public);
    let used = discord.slash(&person, place, "learn", &[]);
    let list = discord.answer_to(&used).await;
    let message = discord.shown(place, &list);
    for option in list.components()[0]["options"].as_array().expect("cards") {
        let name = option["value"].as_str().expect("a name");
        let chosen = discord.choose(&person, place, message, &list.id_of("Choose a card"), 3, &[name]);
        let card = discord.answer_to(&chosen).await;
        assert!(
            card.body["type"] == 7 && card.words().contains(option["label"].as_str().expect("a title")),
            "{}",
            card.body
        );
        assert!(card.words().contains("From:"), "whole: {}", card.words());
    }
    bot.stop().await;
}

#[tokio::test]
async fn only_those_who_manage_the_server_set_it_up() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let setup = discord.commands().into_iter().find(|command| command["name"] == "setup");
    assert_eq!(setup.expect("registered")["default_member_permissions"], "32");
    let moderator = Person::new(1).moderating();
    let used = discord.slash_part(&moderator, Place::Public, "setup", "change");
    let panel = discord.answer_to(&used).await;
    let message = discord.shown(Place::Public, &panel);
    let press = discord.press(&Person::new(2), Place::Public, message, &panel.id_of("Others' messages: on"));
    let refused = discord.answer_to(&press).await;
    assert!(refused.ephemeral() && refused.words().contains("may manage the server"), "{}", refused.body);
    bot.stop().await;
}

#[tokio::test]
async fn every_setting_of_a_server_is_chosen_and_shown() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (moderator, place) = (Person::new(1).moderating(), Place::Public);
    let used = discord.slash_part(&moderator, place, "setup", "change");
    let first = discord.answer_to(&used).await;
    let message = discord.shown(place, &first);
    let channel = place.channel().to_string();
    for (hint, kind, value) in [
        ("Channels where people may open a talk", 8, channel.as_str()),
        ("Roles that may (none: everyone)", 6, "1000000000000000400"),
        ("Kind of thread", 3, "public"),
    ] {
        let chosen = discord.choose(&moderator, place, message, &first.id_of(hint), kind, &[value]);
        assert_eq!(discord.answer_to(&chosen).await.body["type"], 7, "{hint}");
    }
    for label in ["Prompts: on", "Practice: on", "Adult themes: off", "Others' messages: on"] {
        let press = discord.press(&moderator, place, message, &first.id_of(label));
        assert_eq!(discord.answer_to(&press).await.body["type"], 7, "{label}");
    }
    let press = discord.press(&moderator, place, message, &first.id_of("Help lines, language"));
    let second = discord.answer_to(&press).await;
    let chosen = discord.choose(&moderator, place, message, &second.id_of("Country"), 3, &["GB"]);
    discord.answer_to(&chosen).await;
    let chosen = discord.choose(&moderator, place, message, &second.id_of("Language"), 3, &["en"]);
    let back = discord.answer_to(&chosen).await;
    back.id_of("Back");
    let press = discord.press(&moderator, place, message, &first.id_of("Blocks"));
    let third = discord.answer_to(&press).await;
    let chosen = discord.choose(
        &moderator,
        place,
        message,
        &third.id_of("Don't answer these people here"),
        5,
        &["1000000000000001007"],
    );
    discord.answer_to(&chosen).await;
    let chosen = discord.choose(
        &moderator,
        place,
        message,
        &third.id_of("Channels where I'm silent"),
        8,
        &["1000000000000000201"],
    );
    discord.answer_to(&chosen).await;
    let used = discord.slash_part(&moderator, place, "setup", "show");
    let shown = discord.answer_to(&used).await;
    for part in [
        format!("<#{channel}>"),
        "<@&1000000000000000400>".into(),
        "public threads".into(),
        "the United Kingdom".into(),
        "offered: no".into(),
        "listening: no".into(),
        "pregnancy): yes".into(),
        "message: no".into(),
        "<#1000000000000000201>".into(),
        "don't answer here: 1".into(),
    ] {
        assert!(shown.words().contains(&part), "{part} in {}", shown.words());
    }
    // What was set counts: the help lines are those of the country, and another's message is not reflected.
    let used = discord.slash(&moderator, place, "help-now", &[]);
    assert!(discord.answer_to(&used).await.words().contains("999"));
    let theirs = discord.say(&Person::new(2), place, "I'm worn out");
    let used = discord.menu(&moderator, place, "Reflect this", theirs);
    assert!(discord.answer_to(&used).await.words().contains("switched that off"));
    bot.stop().await;
}

#[tokio::test]
async fn a_blocked_person_and_a_blocked_channel_get_no_answer_and_help_is_there_all_the_same() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (moderator, blocked, place) = (Person::new(1).moderating(), Person::new(7), Place::Public);
    let used = discord.slash_part(&moderator, place, "setup", "change");
    let first = discord.answer_to(&used).await;
    let message = discord.shown(place, &first);
    let press = discord.press(&moderator, place, message, &first.id_of("Blocks"));
    let blocks = discord.answer_to(&press).await;
    let block = blocks.id_of("Don't answer these people here");
    let chosen = discord.choose(&moderator, place, message, &block, 5, &[&blocked.id.to_string()]);
    discord.answer_to(&chosen).await;
    let unheard = discord.say(&blocked, place, &format!("<@{BOT}> I'm worn out"));
    let heard = discord.say(&Person::new(2), place, &format!("<@{BOT}> I'm worn out"));
    discord.reply_to(heard).await;
    let used = discord.slash(&blocked, place, "reflect", &[("text", "I'm worn out")]);
    assert!(discord.answer_to(&used).await.words().contains("switched that off"));
    let used = discord.slash(&blocked, place, "help-now", &[]);
    assert!(discord.answer_to(&used).await.words().contains("findahelpline.com"));
    let unblock = blocks.id_of("Answer these people again");
    let chosen = discord.choose(&moderator, place, message, &unblock, 5, &[&blocked.id.to_string()]);
    discord.answer_to(&chosen).await;
    let heard = discord.say(&blocked, place, &format!("<@{BOT}> I'm worn out"));
    discord.reply_to(heard).await;
    let silent = blocks.id_of("Channels where I'm silent");
    let chosen = discord.choose(&moderator, place, message, &silent, 8, &[&place.channel().to_string()]);
    discord.answer_to(&chosen).await;
    let silence = discord.say(&Person::new(2), place, &format!("<@{BOT}> I'm worn out"));
    let direct = Person::new(3);
    let heard = discord.say(&direct, direct.direct(), "I'm worn out");
    discord.reply_to(heard).await;
    for message in [unheard, silence] {
        assert!(!discord.requests().iter().any(|request| request.replies_to(message)));
    }
    bot.stop().await;
}

#[tokio::test]
async fn without_the_intent_a_thread_is_not_promised() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let used = discord.slash_part(&Person::new(1), Place::Public, "listen", "start");
    let answer = discord.answer_to(&used).await;
    assert!(answer.ephemeral() && answer.words().contains("direct message"), "{}", answer.body);
    assert!(discord.requests().iter().all(|request| !request.path.ends_with("/threads")));
    bot.stop().await;
}

/// Opens the channel for talks, and a thread in it.
async fn in_a_thread(discord: &StandIn, person: &Person) -> Place {
    let (moderator, place) = (Person::new(90).moderating(), Place::Public);
    let used = discord.slash_part(person, place, "listen", "start");
    assert!(discord.answer_to(&used).await.words().contains("haven't opened this channel"));
    let used = discord.slash_part(&moderator, place, "setup", "change");
    let panel = discord.answer_to(&used).await;
    let message = discord.shown(place, &panel);
    let channels = panel.id_of("Channels where people may open a talk");
    let chosen = discord.choose(&moderator, place, message, &channels, 8, &[&place.channel().to_string()]);
    discord.answer_to(&chosen).await;
    let used = discord.slash_part(person, place, "listen", "start");
    let opened = discord.wait("a thread", |request| request.path.ends_with("/threads")).await;
    assert_eq!(opened.body["type"], 12, "a private one: {}", opened.body);
    let thread = opened.made();
    let member = format!("/channels/{thread}/thread-members/{}", person.id);
    discord.wait("the person in it", |request| request.path == member).await;
    let begin = discord
        .wait("its beginning", |request| request.path == format!("/channels/{thread}/messages"))
        .await;
    assert!(begin.words().contains("a program"));
    let answer = discord.answer_to(&used).await;
    assert!(answer.ephemeral() && answer.words().contains(&thread.to_string()), "{}", answer.body);
    Place::Thread(thread)
}

#[tokio::test]
async fn in_a_thread_it_listens_to_the_one_who_asked_until_a_goodbye() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, "discord.message_content = true").await;
    let person = Person::new(1);
    let thread = in_a_thread(&discord, &person).await;
    let message = discord.say(&person, thread, "My sister moved out");
    assert!(discord.reply_to(message).await.words().contains("sister"));
    let others = discord.say(&Person::new(2), thread, "Hello you two");
    let at_risk = discord.say(&person, thread, "I want to kill myself");
    let neutral = discord.reply_to(at_risk).await;
    assert!(!neutral.words().contains("kill"), "moderators can read along: {}", neutral.words());
    let press = discord.press(&person, thread, neutral.made(), &neutral.id_of("Read it privately"));
    let words = discord.answer_to(&press).await;
    let message = discord.shown(thread, &words);
    let press = discord.press(&person, thread, message, &words.id_of("That's not what I meant"));
    discord.answer_to(&press).await;
    let message = discord.say(&person, thread, "Goodbye");
    assert!(discord.reply_to(message).await.words().contains("stopped listening"));
    discord.wait("it is put away", |request| request.body["archived"] == true).await;
    let unheard = discord.say(&person, thread, "My sister moved out");
    let direct = discord.say(&person, person.direct(), "I'm worn out");
    discord.reply_to(direct).await;
    for message in [others, unheard] {
        assert!(!discord.requests().iter().any(|request| request.replies_to(message)));
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_thread_outlasts_a_restart_and_ends_when_it_is_stopped() {
    let discord = StandIn::start_with_content().await;
    let content = "discord.message_content = true";
    let bot = Bot::start_with(&discord, content).await;
    let person = Person::new(1);
    let thread = in_a_thread(&discord, &person).await;
    let bot = bot.restart_with(&discord, content).await;
    let message = discord.say(&person, thread, "My sister moved out");
    discord.reply_to(message).await;
    let used = discord.slash_part(&Person::new(2), thread, "listen", "stop");
    assert!(discord.answer_to(&used).await.words().contains("nothing to stop"));
    let used = discord.slash_part(&person, thread, "listen", "stop");
    assert!(discord.answer_to(&used).await.words().contains("stopped listening in this thread"));
    discord.wait("it is put away", |request| request.body["archived"] == true).await;
    let unheard = discord.say(&person, thread, "My sister moved out");
    let called = discord.say(&person, thread, &format!("<@{BOT}> I'm worn out"));
    discord.reply_to(called).await;
    assert!(!discord.requests().iter().any(|request| request.replies_to(unheard)));
    bot.stop().await;
}

#[tokio::test]
async fn talks_with_it_can_be_for_certain_roles() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, "discord.message_content = true").await;
    let (moderator, place) = (Person::new(90).moderating(), Place::Public);
    let used = discord.slash_part(&moderator, place, "setup", "change");
    let panel = discord.answer_to(&used).await;
    let message = discord.shown(place, &panel);
    let channel = place.channel().to_string();
    for (hint, kind, value) in [
        ("Channels where people may open a talk", 8, channel.as_str()),
        ("Roles that may (none: everyone)", 6, "1000000000000000400"),
    ] {
        let chosen = discord.choose(&moderator, place, message, &panel.id_of(hint), kind, &[value]);
        discord.answer_to(&chosen).await;
    }
    let used = discord.slash_part(&Person::new(1), place, "listen", "start");
    assert!(discord.answer_to(&used).await.words().contains("certain roles"));
    let used = discord.slash_part(&Person::new(2).with_role(1_000_000_000_000_000_400), place, "listen", "start");
    assert!(discord.answer_to(&used).await.words().contains("I'm listening in"));
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_that_discord_no_longer_waits_for_is_no_failure() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let gone = json!({"message": "Unknown interaction", "code": 10_062});
    discord.fault("POST", "/callback", Fault::Status(404, gone));
    let used = discord.slash(&Person::new(1), Place::Public, "reflect", &[("text", "I'm worn out")]);
    assert_eq!(discord.answer_to(&used).await.status, 404);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let answers = discord.requests().iter().filter(|request| request.path.ends_with("/callback")).count();
    assert_eq!(answers, 1, "it is not tried again");
    let printed = bot.stop().await;
    assert!(printed.contains("too late") && !printed.contains("failed"), "{printed}");
}

#[tokio::test]
async fn a_store_that_is_slow_is_waited_for_and_what_it_kept_is_then_shown() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    // Another program holds the file for longer than Discord waits for a first answer.
    let file = bot.folder().join("felt.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut other = sqlx::ConnectOptions::connect(&options).await.expect("opened");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("held");
    let used = discord.slash_part(&person, person.direct(), "listen", "stop");
    let announced = discord.answer_to(&used).await;
    assert!(announced.body["type"] == 5 && announced.ephemeral(), "{}", announced.body);
    assert!(announced.at - used.at < Duration::from_secs(3));
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("let go");
    let edited = discord.wait("the answer", |request| request.method == "PATCH").await;
    assert!(edited.words().contains("stopped listening"), "{}", edited.body);
    bot.stop().await;
}

/// Made-up words, which occur nowhere else, typed wherever something can be typed.
#[tokio::test]
async fn nothing_of_what_people_say_is_in_the_store_or_the_log() {
    const WORD: &str = "zorbaquint";
    let discord = StandIn::start_with_content().await;
    let content = "discord.message_content = true\nlog.level = \"debug\"";
    let bot = Bot::start_with(&discord, content).await;
    let person = Person::new(1);
    let text = format!("My {WORD} left me and I feel {WORD}. I failed my exam and I'm scared of my father.");
    let thread = in_a_thread(&discord, &person).await;
    for place in [person.direct(), thread] {
        let message = discord.say(&person, place, &text);
        let reply = discord.reply_to(message).await;
        for label in ["Not quite", "That's it"] {
            pressed(&discord, &person, place, &reply, label).await;
        }
        let opened = pressed(&discord, &person, place, &reply, "Say more").await;
        let sent = discord.send_modal(&person, place, &opened, &text);
        discord.answer_to(&sent).await;
        let used = discord.menu(&person, place, "Reflect this", message);
        discord.answer_to(&used).await;
    }
    let used = discord.slash(&person, Place::Public, "reflect", &[("text", &text)]);
    discord.answer_to(&used).await;
    let at_risk = discord.say(&person, person.direct(), &format!("I want to kill myself because of {WORD}"));
    discord.reply_to(at_risk).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut files = 0;
    for entry in std::fs::read_dir(bot.folder()).expect("its folder") {
        let path = entry.expect("a file").path();
        let held = std::fs::read(&path).expect("read");
        assert!(!held.windows(WORD.len()).any(|part| part == WORD.as_bytes()), "{}", path.display());
        assert!(
            !held.windows(person.id.to_string().len()).any(|part| part == person.id.to_string().as_bytes()),
            "{}",
            path.display()
        );
        files += usize::from(path.to_string_lossy().contains("felt.sqlite"));
    }
    assert!(files >= 2, "the file and its log");
    assert!(!bot.stop().await.contains(WORD));
}

#[tokio::test]
async fn commands_one_after_another_are_slowed_down_and_help_is_not() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let mut slowed = 0;
    for _ in 0..12 {
        let used = discord.slash(&person, Place::Public, "settings", &[]);
        slowed += usize::from(discord.answer_to(&used).await.words().contains("a little fast"));
    }
    assert_eq!(slowed, 4);
    let used = discord.slash(&person, Place::Public, "help-now", &[]);
    assert!(discord.answer_to(&used).await.words().contains("findahelpline.com"));
    bot.stop().await;
}

#[tokio::test]
async fn what_lands_is_counted_by_kind_and_rule_and_shown_to_the_operator() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    for label in ["That's it", "Not quite"] {
        let message = discord.say(&person, person.direct(), TWO_THINGS);
        let reply = discord.reply_to(message).await;
        pressed(&discord, &person, person.direct(), &reply, label).await;
        // The same press again counts no second time.
        if label == "That's it" {
            pressed(&discord, &person, person.direct(), &reply, label).await;
        }
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let printed = bot.admin(&["landed"]);
    let rows: Vec<Vec<&str>> = printed.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    let sum = |column: usize| rows.iter().map(|row| row[column].parse::<u32>().expect("a number")).sum::<u32>();
    assert!(sum(0) == 1 && sum(1) == 1, "{printed}");
    assert!(!printed.contains("sister") && !printed.contains(&person.id.to_string()), "{printed}");
    bot.stop().await;
}
