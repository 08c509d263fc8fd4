//! A bot in several parts: shards, and processes that share a store, over sockets against the stand-in.

mod postgres;
mod stand_in;

use std::time::{Duration, Instant};

use postgres::Database;
use serde_json::json;
use stand_in::bot::Bot;
use stand_in::{BOT, Fault, Person, Place, StandIn, TOKEN};

/// One of two processes with two shards each.
fn process(discord: &StandIn, database: &Database, number: usize) -> Bot {
    let address = database.address();
    let number = number.to_string();
    let secret = "not a secret at all ".repeat(2);
    let environment = [
        ("DISCORD_TOKEN", TOKEN),
        ("DATABASE_URL", &address),
        ("FELT_SECRET", &secret),
        ("FELT_SHARDS_TOTAL", "4"),
        ("FELT_PROCESS", &number),
        ("FELT_PROCESSES", "2"),
    ];
    Bot::launch(discord.api(), "", &environment)
}

/// Waits until shards have signed in so often in all.
async fn signed_in(discord: &StandIn, times: usize) {
    let end = Instant::now() + Duration::from_secs(60);
    while discord.identified().len() < times {
        assert!(Instant::now() < end, "signed in {:?}", discord.identified());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Discord lets two queues sign in at once, for so many that ask.
fn two_queues(discord: &StandIn, processes: usize) {
    for _ in 0..processes {
        let limit = json!({"total": 1000, "remaining": 999, "reset_after": 3_600_000, "max_concurrency": 2});
        let answer = json!({"url": discord.gateway(), "shards": 4, "session_start_limit": limit});
        discord.fault("GET", "/gateway/bot", Fault::Status(200, answer));
    }
}

#[tokio::test]
async fn two_processes_answer_as_one() {
    let Some(database) = Database::make("processes").await else { return };
    let discord = StandIn::start().await;
    two_queues(&discord, 3);
    let first = process(&discord, &database, 0);
    let second = process(&discord, &database, 1);
    discord.ready().await;
    signed_in(&discord, 4).await;
    let came = discord.identified();
    for queue in [0, 1] {
        let times: Vec<_> = came.iter().filter(|(_, (shard, _))| shard % 2 == queue).map(|(at, _)| *at).collect();
        assert!(
            times[1] - times[0] >= Duration::from_millis(4_900),
            "a queue takes one in five seconds, whatever process it comes from"
        );
    }
    let mut shards: Vec<_> = came.iter().map(|(_, shard)| *shard).collect();
    shards.sort_unstable();
    assert_eq!(shards, [(0, 4), (1, 4), (2, 4), (3, 4)]);

    // Every message is answered, and once.
    let person = Person::new(1);
    let places = [
        Place::Elsewhere(0),
        Place::Elsewhere(1),
        Place::Elsewhere(2),
        Place::Elsewhere(3),
        person.direct(),
    ];
    let mut said = Vec::new();
    for round in 0..5 {
        for place in places {
            said.push(discord.say(&person, place, &format!("<@{BOT}> I'm worn out {round}")));
        }
    }
    for message in &said {
        discord.reply_to(*message).await;
    }

    // What is set on a server of the one is so in a direct message, which comes to the other.
    let elsewhere = Place::Elsewhere(3);
    let used = discord.slash(&person, elsewhere, "settings", &[]);
    let panel = discord.answer_to(&used).await;
    let press = discord.press(&person, elsewhere, discord.shown(elsewhere, &panel), &panel.id_of("Buttons: on"));
    discord.answer_to(&press).await;
    without_buttons(&discord, &person, &mut said).await;

    // One is killed: what it had acknowledged is kept, its shards sign in anew, and it answers again.
    first.signal("KILL");
    first.ended().await;
    let missed = discord.say(&person, person.direct(), "nobody hears this");
    let on_the_other = discord.say(&person, elsewhere, &format!("<@{BOT}> I'm worn out"));
    discord.reply_to(on_the_other).await;
    let first = process(&discord, &database, 0);
    discord.ready().await;
    signed_in(&discord, 6).await;
    let mut shards: Vec<_> = discord.identified()[4..].iter().map(|(_, shard)| *shard).collect();
    shards.sort_unstable();
    assert_eq!(shards, [(0, 4), (1, 4)]);
    without_buttons(&discord, &person, &mut said).await;
    for place in places {
        let message = discord.say(&person, place, &format!("<@{BOT}> I'm worn out"));
        discord.reply_to(message).await;
        said.push(message);
    }

    // What one is told to delete, the other forgets too: it says again what it is.
    let used = discord.slash(&person, elsewhere, "privacy", &[]);
    let privacy = discord.answer_to(&used).await;
    let press = discord.press(&person, elsewhere, discord.shown(elsewhere, &privacy), &privacy.id_of("Delete everything"));
    discord.answer_to(&press).await;
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let message = discord.say(&person, person.direct(), "I'm worn out");
        said.push(message);
        if discord.reply_to(message).await.words().contains("a program that listens") {
            break;
        }
        assert!(Instant::now() < end, "it was not forgotten");
    }

    let replies = |message: u64| discord.requests().iter().filter(|request| request.replies_to(message)).count();
    assert!(said.iter().all(|message| replies(*message) == 1));
    assert_eq!(replies(missed), 0, "Discord tells nobody again what a killed process has missed");
    first.stop().await;
    second.stop().await;
    database.end().await;
}

/// Writes until it is answered without buttons: the change is on its way from the one process to the other.
async fn without_buttons(discord: &StandIn, person: &Person, said: &mut Vec<u64>) {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let message = discord.say(person, person.direct(), "I'm worn out");
        said.push(message);
        if discord.reply_to(message).await.buttons().is_empty() {
            return;
        }
        assert!(Instant::now() < end, "the change was not seen");
    }
}

#[tokio::test]
async fn a_process_signs_in_with_each_of_its_shards_and_answers_on_all() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.shards.total = 2\n").await;
    discord.connected(2).await;
    let shards: Vec<_> = discord.identified().into_iter().map(|(_, shard)| shard).collect();
    assert_eq!(shards, [(0, 2), (1, 2)]);
    for (person, place) in [(1, Place::Elsewhere(0)), (2, Place::Elsewhere(1)), (3, Person::new(3).direct())] {
        let message = discord.say(&Person::new(person), place, &format!("<@{BOT}> I'm worn out"));
        assert_eq!(discord.reply_to(message).await.path, format!("/channels/{}/messages", place.channel()));
    }
    bot.stop().await;
}

#[tokio::test]
async fn all_that_is_to_be_set_right_is_named_at_once() {
    let environment = [("FELT_SHARDS_TOTAL", "many"), ("DATABASE_URL", "mysql://127.0.0.1/felt"), ("FELT_PROCESS", "2")];
    let bot = Bot::launch("discord.com", "safety.country = \"XX\"\ntalks.idle = 3", &environment);
    let (status, printed) = bot.ended().await;
    assert_eq!(status.code(), Some(2), "{printed}");
    for fault in [
        "discord.api",
        "talks.idle",
        "FELT_SHARDS_TOTAL",
        "FELT_PROCESSES",
        "DATABASE_URL",
        "DISCORD_TOKEN",
    ] {
        assert!(printed.contains(fault), "{fault} in:\n{printed}");
    }
}

#[tokio::test]
async fn a_part_of_the_shards_needs_a_store_that_all_share() {
    let environment = [("DISCORD_TOKEN", TOKEN), ("FELT_SHARDS_TOTAL", "4"), ("FELT_SHARDS_RANGE", "0-1")];
    let (status, printed) = Bot::launch("http://127.0.0.1:9", "", &environment).ended().await;
    assert!(status.code() == Some(2) && printed.contains("DATABASE_URL"), "{printed}");
    let environment = [("DISCORD_TOKEN", TOKEN), ("DATABASE_URL", "postgres://127.0.0.1:9/felt")];
    let (status, printed) = Bot::launch("http://127.0.0.1:9", "", &environment).ended().await;
    assert!(status.code() == Some(2) && printed.contains("FELT_SECRET"), "{printed}");
}
