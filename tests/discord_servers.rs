//! What moderators allow and what Discord lets it do, over sockets against the stand-in.

mod stand_in;

use serde_json::{Value, json};
use stand_in::bot::Bot;
use stand_in::panel::Panel;
use stand_in::{Person, Place, StandIn};

const READS_ALONG: &str = "discord.message_content = true";

/// The panel of a server's settings, before a moderator.
async fn setup(discord: &StandIn) -> Panel<'_> {
    let moderator = Person::new(90).moderating();
    let used = discord.slash_part(&moderator, Place::Public, "setup", "change");
    Panel::of(discord, &moderator, Place::Public, discord.answer_to(&used).await)
}

/// Allows talks in the channel.
async fn open_for_talks(discord: &StandIn) {
    let panel = setup(discord).await;
    let channels = panel.shown.id_of("Channels where people may open a talk");
    let chosen = discord.choose(
        &Person::new(90).moderating(),
        Place::Public,
        panel.message,
        &channels,
        8,
        &[&Place::Public.channel().to_string()],
    );
    discord.answer_to(&chosen).await;
}

/// Opens a thread for a person, and gives back where it is and what was asked of Discord for it.
async fn thread(discord: &StandIn, person: &Person) -> (Place, Value) {
    let used = discord.slash_part(person, Place::Public, "listen", "start");
    let opened = discord.wait("a thread", |request| request.path.ends_with("/threads")).await;
    discord.answer_to(&used).await;
    (Place::Thread(opened.made()), opened.body)
}

#[tokio::test]
async fn every_command_says_where_it_can_be_installed_and_used() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    for command in discord.commands() {
        let name = command["name"].as_str().expect("a name");
        let on_servers_alone = ["setup", "roleplay"].contains(&name);
        let installed = if on_servers_alone { json!([0]) } else { json!([0, 1]) };
        assert_eq!(command["integration_types"], installed, "{name}");
        let contexts = match name {
            _ if on_servers_alone => json!([0]),
            "listen" => json!([0, 1]),
            _ => json!([0, 1, 2]),
        };
        assert_eq!(command["contexts"], contexts, "{name}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_thread_is_not_promised_where_it_may_not_open_one() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, READS_ALONG).await;
    open_for_talks(&discord).await;
    let may_send_alone = json!({"app_permissions": (1u64 << 11).to_string()});
    let used = discord.slash_part_where(&Person::new(1), Place::Public, "listen", "start", may_send_alone);
    let answer = discord.answer_to(&used).await;
    assert!(answer.ephemeral() && answer.words().contains("not allowed to open a thread"), "{}", answer.body);
    assert!(discord.requests().iter().all(|request| !request.path.ends_with("/threads")));
    let used = discord.slash_part(&Person::new(1), Place::Thread(1_300_000_000_900_000_001), "listen", "start");
    assert!(discord.answer_to(&used).await.words().contains("can't open a thread from here"));
    bot.stop().await;
}

#[tokio::test]
async fn threads_are_of_the_kind_that_moderators_have_chosen() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, READS_ALONG).await;
    open_for_talks(&discord).await;
    assert_eq!(thread(&discord, &Person::new(1)).await.1["type"], 12, "private");
    let panel = setup(&discord).await;
    let moderator = Person::new(90).moderating();
    let chosen = discord.choose(&moderator, Place::Public, panel.message, &panel.shown.id_of("Kind of thread"), 3, &["public"]);
    discord.answer_to(&chosen).await;
    assert_eq!(thread(&discord, &Person::new(2)).await.1["type"], 11, "public");
    bot.stop().await;
}

#[tokio::test]
async fn a_thread_in_which_nothing_is_said_for_long_is_put_away_and_one_that_is_deleted_is_forgotten() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, &format!("{READS_ALONG}\ntalks.idle_minutes = 0.03")).await;
    open_for_talks(&discord).await;
    let (silent, _) = thread(&discord, &Person::new(1)).await;
    let path = format!("/channels/{}", silent.channel());
    let put_away = discord
        .wait("it is put away", |request| request.method == "PATCH" && request.path == path)
        .await;
    assert_eq!(put_away.body["archived"], true);
    let unheard = discord.say(&Person::new(1), silent, "My sister moved out");

    let person = Person::new(2);
    let (deleted, _) = thread(&discord, &person).await;
    let gone = json!({"id": deleted.channel().to_string(), "guild_id": "1000000000000000100", "parent_id": Place::Public.channel().to_string(), "type": 12});
    discord.event("THREAD_DELETE", &gone);
    let used = discord.slash_part(&person, deleted, "listen", "stop");
    assert!(discord.answer_to(&used).await.words().contains("nothing to stop"));
    assert!(!discord.requests().iter().any(|request| request.replies_to(unheard)));
    bot.stop().await;
}

#[tokio::test]
async fn prompts_are_given_only_where_moderators_allow_them() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let used = discord.slash(&person, Place::Public, "prompt", &[]);
    assert!(discord.answer_to(&used).await.words().contains("From:"));
    setup(&discord).await.press("Prompts: on").await;
    let used = discord.slash(&person, Place::Public, "prompt", &[]);
    assert!(discord.answer_to(&used).await.words().contains("switched that off"));
    let used = discord.slash(&person, person.direct(), "prompt", &[]);
    assert!(discord.answer_to(&used).await.words().contains("From:"));
    bot.stop().await;
}

#[tokio::test]
async fn every_page_of_the_panel_leads_back_and_every_country_can_be_chosen() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let moderator = Person::new(90).moderating();
    let mut panel = setup(&discord).await;
    for page in ["Help lines, language", "Blocks"] {
        panel.press(page).await;
        panel.press("Back").await;
    }
    panel.press("Help lines, language").await;
    let menus = panel.shown.components();
    let countries: Vec<(String, String)> = menus
        .iter()
        .filter(|menu| menu["custom_id"].as_str().is_some_and(|id| id.contains("country")))
        .flat_map(|menu| {
            let options = menu["options"].as_array().expect("options");
            options
                .iter()
                .map(|option| {
                    (
                        menu["custom_id"].as_str().expect("an id").to_owned(),
                        option["value"].as_str().expect("a value").to_owned(),
                    )
                })
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(countries.len() > 2);
    for (menu, country) in &countries {
        let chosen = discord.choose(&moderator, Place::Public, panel.message, menu, 3, &[country]);
        let shown = discord.answer_to(&chosen).await;
        let options = shown
            .components()
            .into_iter()
            .flat_map(|menu| menu["options"].as_array().cloned().unwrap_or_default());
        let set: Vec<String> = options
            .filter(|option| option["default"] == true)
            .filter_map(|option| Some(option["value"].as_str()?.to_owned()))
            .collect();
        assert!(set.contains(country), "{country}: {set:?}");
    }
    bot.stop().await;
}
