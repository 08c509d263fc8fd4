//! What whoever runs the bot sees of it: numbers, state, the log. Over sockets against the stand-in.

mod stand_in;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use stand_in::bot::Bot;
use stand_in::{BOT, Fault, PATIENCE, Person, Place, StandIn, TOKEN};

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("bound").port()
}

/// A page of the bot's: its status and what is on it.
fn page(port: u16, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("set");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("asked");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("read");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, answer.split_once("\r\n\r\n").map(|(_, page)| page.to_owned()).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_numbers_and_its_state_can_be_asked_for_and_hold_no_text_and_no_person() {
    let discord = StandIn::start().await;
    let port = free_port();
    let bot = Bot::start_with(&discord, &format!("metrics.address = \"127.0.0.1:{port}\"")).await;
    let person = Person::new(1);
    for text in ["My zindelbark is broken and I feel so sad", "I want to kill myself"] {
        let message = discord.say(&person, person.direct(), text);
        discord.reply_to(message).await;
    }
    let used = discord.slash(&person, Place::Public, "reflect", &[("text", "My zindelbark is gone")]);
    discord.answer_to(&used).await;

    // A number is counted when its answer was taken, a moment after the stand-in has seen it.
    let end = Instant::now() + PATIENCE;
    let numbers = loop {
        let (status, numbers) = page(port, "/metrics");
        assert_eq!(status, 200);
        if numbers.contains("felt_answer_seconds_count{to=\"command\"} 1") && numbers.contains("felt_answer_seconds_count{to=\"message\"} 2") {
            break numbers;
        }
        assert!(Instant::now() < end, "{numbers}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    for line in [
        "felt_risk_answers_total 1",
        "felt_shard_connected{shard=\"0\"} 1",
        "felt_store_errors_total{cause=\"away\"} 0",
        "felt_replies_total{kind=\"",
        "felt_store_seconds_count ",
    ] {
        assert!(numbers.contains(line), "{line} in\n{numbers}");
    }
    let person = person.id.to_string();
    for never in ["zindelbark", "kill", person.as_str(), "suicide", "ideation"] {
        assert!(!numbers.contains(never), "{never} in\n{numbers}");
    }

    assert_eq!(page(port, "/health"), (200, "shards connected: 1 of 1\nthe store answers\n".into()));
    assert_eq!(page(port, "/other").0, 404);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_well_is_told_by_the_page_on_its_state() {
    let discord = StandIn::start().await;
    let port = free_port();
    let bot = Bot::start_with(&discord, &format!("metrics.address = \"127.0.0.1:{port}\"\ndiscord.shards.total = 2")).await;
    let (status, state) = page(port, "/health");
    assert!(
        status == 503 && state.contains("shards connected: 1 of 2"),
        "the second waits for its turn: {state}"
    );
    discord.connected(2).await;
    let end = Instant::now() + PATIENCE;
    while page(port, "/health").0 != 200 {
        assert!(Instant::now() < end, "{:?}", page(port, "/health"));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bot.stop().await;
}

#[tokio::test]
async fn an_address_that_is_taken_is_named_at_the_start() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let taken = listener.local_addr().expect("bound").to_string();
    let bot = Bot::launch("http://127.0.0.1:9", &format!("metrics.address = \"{taken}\""), &[("DISCORD_TOKEN", TOKEN)]);
    let (status, printed) = bot.ended().await;
    assert!(status.code() == Some(2) && printed.contains(&taken), "{printed}");
}

#[tokio::test]
async fn its_log_can_be_an_object_a_line() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "log.format = \"json\"\nlog.level = \"debug\"").await;
    // serenity reports what it cannot read, with the text in it: of that only the place may be told.
    discord.raw_frame("{\"op\": 0, \"s\": 9, \"t\": \"MESSAGE_CREATE\", \"d\": {\"content\": \"zindelbark\"}}");
    let message = discord.say(&Person::new(1), Place::Public, &format!("<@{BOT}> I'm worn out"));
    discord.reply_to(message).await;
    let printed = bot.stop().await;
    let lines: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}")))
        .collect();
    assert!(lines.iter().all(|line| line["timestamp"].is_string() && line["level"].is_string()), "{printed}");
    assert!(lines.iter().any(|line| line["message"] == "ready" && line["shards"] == 1), "{printed}");
    assert!(
        lines.iter().any(|line| line["part"].as_str().is_some_and(|part| part.starts_with("serenity"))),
        "{printed}"
    );
    assert!(!printed.contains("zindelbark"), "{printed}");
}

/// What was found of one thing: `ok`, `note` or `WRONG`, and the words.
fn finding<'p>(printed: &'p str, what: &str) -> (&'p str, &'p str) {
    let parts = |line: &'p str| {
        let (state, rest) = line.split_at_checked(6)?;
        let (named, found) = rest.split_at_checked(13)?;
        (named.trim() == what).then_some((state.trim(), found))
    };
    let found = printed.lines().find_map(parts);
    found.unwrap_or_else(|| panic!("nothing of {what} in:\n{printed}"))
}

#[tokio::test]
async fn the_doctor_finds_all_well_and_signs_no_shard_in() {
    let discord = StandIn::start().await;
    let (status, printed) = Bot::doctor(discord.api(), "", &[("DISCORD_TOKEN", TOKEN)]).await;
    assert_eq!(status.code(), Some(0), "{printed}");
    for what in ["data files", "store", "token", "clock", "Discord", "intents", "permissions"] {
        assert_eq!(finding(&printed, what).0, "ok", "{what} in:\n{printed}");
    }
    assert!(finding(&printed, "Discord").1.contains("it advises 1 shards, 999 of 1000"), "{printed}");
    assert!(!printed.contains(TOKEN), "a token is never printed");
    assert!(discord.identified().is_empty(), "no session is used up");
}

#[tokio::test]
async fn the_doctor_names_what_is_wrong_and_what_would_be_right() {
    let discord = StandIn::start().await;
    let token = [("DISCORD_TOKEN", TOKEN)];

    // An intent that the settings want and the portal does not give.
    let (status, printed) = Bot::doctor(discord.api(), "discord.message_content = true", &token).await;
    let (state, found) = finding(&printed, "intents");
    assert!(status.code() == Some(1) && state == "WRONG" && found.contains("developer portal"), "{printed}");

    // More shards advised than are set, and fewer sign-ins left than it takes.
    let limit = json!({"total": 1000, "remaining": 1, "reset_after": 3_600_000, "max_concurrency": 1});
    let answer = json!({"url": discord.gateway(), "shards": 9, "session_start_limit": limit});
    for _ in 0..2 {
        discord.fault("GET", "/gateway/bot", Fault::Status(200, answer.clone()));
    }
    let (status, printed) = Bot::doctor(discord.api(), "discord.shards.total = 2", &token).await;
    assert!(status.code() == Some(0), "it runs all the same: {printed}");
    assert!(
        finding(&printed, "shards") == ("note", "discord.shards.total is 2; Discord advises 9"),
        "{printed}"
    );
    assert_eq!(finding(&printed, "Discord").0, "note", "{printed}");

    // A server where a permission is missing.
    let server = json!({"id": "77", "name": "a server", "icon": null, "owner": false, "permissions": "0", "features": []});
    discord.fault("GET", "/users/@me/guilds", Fault::Status(200, json!([server])));
    let (_, printed) = Bot::doctor(discord.api(), "", &token).await;
    let (state, found) = finding(&printed, "permissions");
    assert!(state == "note" && found.contains("missing on 1 of 1 servers: 77"), "{printed}");

    // Discord refuses the token.
    let refused = json!({"message": "401: Unauthorized", "code": 0});
    discord.fault("GET", "/gateway/bot", Fault::Status(401, refused));
    let (status, printed) = Bot::doctor(discord.api(), "", &token).await;
    assert!(
        status.code() == Some(1) && finding(&printed, "Discord").1.contains("refused the token"),
        "{printed}"
    );
}

#[tokio::test]
async fn the_doctor_needs_no_discord_to_find_what_is_wrong_here() {
    // Nobody listens there.
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    let (status, printed) = Bot::doctor(&nowhere, "", &[("DISCORD_TOKEN", TOKEN)]).await;
    let (state, found) = finding(&printed, "Discord");
    assert!(status.code() == Some(1) && state == "WRONG" && found.contains(&nowhere), "{printed}");

    // What is no token is told as such, and not shown.
    let (status, printed) = Bot::doctor(&nowhere, "", &[("DISCORD_TOKEN", "not-a-token-at-all")]).await;
    assert!(status.code() == Some(1) && finding(&printed, "token").0 == "WRONG", "{printed}");
    assert!(!printed.contains("not-a-token-at-all"), "{printed}");
    let (status, printed) = Bot::doctor(&nowhere, "", &[]).await;
    assert!(status.code() == Some(1) && finding(&printed, "token").0 == "WRONG", "{printed}");

    // A store that cannot be made.
    let file = tempfile::NamedTempFile::new().expect("a file");
    let below = format!("store.file = {:?}", file.path().join("felt.sqlite"));
    let (status, printed) = Bot::doctor(&nowhere, &below, &[]).await;
    assert!(status.code() == Some(1) && finding(&printed, "store").0 == "WRONG", "{printed}");

    // Settings that cannot be read end it at once.
    let (status, printed) = Bot::doctor(&nowhere, "talks.idle = 3", &[]).await;
    assert!(status.code() == Some(2) && printed.contains("talks.idle"), "{printed}");
}
