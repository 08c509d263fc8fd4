//! Nothing of what people say is kept: made-up words typed into everything the bot has, then looked for wherever it leaves a trace.
//!
//! Every command is found in the list that the bot gives to Discord, every button and menu in what it answers: what is added
//! later is tried too.

mod postgres;
mod stand_in;

use std::collections::{HashSet, VecDeque};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use postgres::Database;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use stand_in::bot::Bot;
use stand_in::{Interaction, PATIENCE, Person, Place, Recorded, StandIn, TOKEN};

/// Made up: they occur nowhere else.
const WORDS: [&str; 2] = ["zorbaquint", "yelvantrosk"];
/// Buttons that are left for the end: they take away what is looked for.
const LAST: &str = "delete";

/// What is said everywhere: made-up words, a feeling, a loss.
fn said() -> String {
    format!(
        "My {} left me and I feel so {}, sad and alone. My grandmother died and I'm scared.",
        WORDS[0], WORDS[1]
    )
}

/// Uses a command with all its options: the made-up words wherever a text is taken.
fn options(of: &Value) -> Vec<Value> {
    let of = of.as_array().cloned().unwrap_or_default();
    let value = |option: &Value| match option["type"].as_u64() {
        Some(3) if option["choices"][0].is_object() => option["choices"][0]["value"].clone(),
        Some(3) => json!(said()),
        Some(4) => option["min_value"].as_i64().map_or(json!(1), |least| json!(least)),
        Some(5) => json!(true),
        Some(6) => json!(Person::new(77).id.to_string()),
        Some(10) => json!(1.0),
        other => panic!("an option of the type {other:?} must be learned here: {option}"),
    };
    of.iter()
        .map(|option| json!({"name": option["name"], "type": option["type"], "value": value(option)}))
        .collect()
}

/// The first answer to an interaction; where it was only announced, what followed.
async fn answer(discord: &StandIn, asked: &Interaction) -> Recorded {
    let first = discord.answer_to(asked).await;
    if first.body["type"] == 5 || first.body["type"] == 6 {
        let follows = |request: &Recorded| request.path.contains(&asked.token) && !request.path.ends_with("/callback");
        return discord.wait("what was announced", follows).await;
    }
    first
}

/// Presses and chooses whatever stands under an answer, and under what that leads to; writes into every modal.
async fn try_all(discord: &StandIn, person: &Person, place: Place, from: Recorded, tried: &mut HashSet<String>) {
    let mut waiting = VecDeque::from([from]);
    while let Some(answer_before) = waiting.pop_front() {
        if answer_before.body["type"] == 9 {
            let sent = discord.send_modal(person, place, &answer_before, &said());
            waiting.push_back(answer(discord, &sent).await);
            continue;
        }
        let message = discord.shown(place, &answer_before);
        for part in answer_before.components() {
            let id = part["custom_id"].as_str().unwrap_or_default().to_owned();
            // Ids that end in a number are of one message: what they do is tried once.
            let mut kind = id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            // Those of a practice tell whom it is with: each kind is tried once.
            if id.starts_with("felt:p:") {
                kind = id.splitn(4, ':').take(3).collect::<Vec<_>>().join(":");
            }
            if part["disabled"] == true || id.is_empty() || id.contains(LAST) || !tried.insert(kind) {
                continue;
            }
            let number = person.id.to_string();
            let pressed = match part["type"].as_u64() {
                Some(2) => discord.press(person, place, message, &id),
                Some(3) => {
                    let value = part["options"][0]["value"].as_str().expect("an option").to_owned();
                    discord.choose(person, place, message, &id, 3, &[&value])
                }
                // a role and a channel are nobody
                Some(kind @ (6 | 8)) => {
                    let nobody = (Place::Public.channel() + 7).to_string();
                    discord.choose(person, place, message, &id, u8::try_from(kind).expect("small"), &[&nobody])
                }
                Some(kind @ 5) => discord.choose(person, place, message, &id, u8::try_from(kind).expect("small"), &[&number]),
                other => panic!("a part of the type {other:?} must be learned here: {part}"),
            };
            waiting.push_back(answer(discord, &pressed).await);
        }
    }
}

/// Types the words into everything.
async fn use_everything(discord: &StandIn) {
    let mut tried = HashSet::new();
    let mut number = 100;
    let commands = discord.commands();
    assert!(commands.len() >= 11, "{commands:?}");
    for place in [Place::Public, Place::Direct(0)] {
        for command in &commands {
            let name = command["name"].as_str().expect("a name");
            let context = if place == Place::Public { 0 } else { 1 };
            if command["contexts"]
                .as_array()
                .is_some_and(|contexts| contexts.iter().all(|there| *there != context))
            {
                continue;
            }
            // A person for each: nobody is slowed down.
            number += 1;
            let person = Person::new(number).moderating();
            let place = if place == Place::Public { place } else { person.direct() };
            let message = discord.say(&person, place, &said());
            if command["type"] == 3 {
                let used = discord.menu(&person, place, name, message);
                try_all(discord, &person, place, answer(discord, &used).await, &mut tried).await;
                continue;
            }
            let parts: Vec<Value> = command["options"].as_array().cloned().unwrap_or_default();
            let (within, own): (Vec<Value>, Vec<Value>) = parts.into_iter().partition(|part| part["type"] == 1);
            let uses = if within.is_empty() {
                vec![Value::Array(options(&json!(own)))]
            } else {
                let part = |part: &Value| json!([{"name": part["name"], "type": 1, "options": options(&part["options"])}]);
                within.iter().map(part).collect()
            };
            for options in uses {
                let used = discord.slash_with(&person, place, name, options.as_array().expect("a list"));
                try_all(discord, &person, place, answer(discord, &used).await, &mut tried).await;
            }
        }
    }
    // Messages of every tier, and what stands under the answers.
    let person = Person::new(99);
    for text in [
        said(),
        format!("I feel {} and I want to die", WORDS[0]),
        format!("I'm going to kill myself tonight, {}", WORDS[1]),
    ] {
        for place in [person.direct(), Place::Public] {
            let text = if place == Place::Public {
                format!("<@{}> {text}", stand_in::BOT)
            } else {
                text.clone()
            };
            let message = discord.say(&person, place, &text);
            let reply = discord.reply_to(message).await;
            try_all(discord, &person, place, reply, &mut tried).await;
        }
    }
    assert!(tried.len() >= 10, "{tried:?}");
}

/// None of the words stands in it, nor anyone's id.
fn clean(where_from: &str, held: &[u8], ids: bool) {
    let holds = |word: &str| held.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    for word in WORDS {
        assert!(!holds(word), "{word} in {where_from}");
    }
    for number in (99..160).filter(|_| ids) {
        let id = Person::new(number).id;
        assert!(!holds(&id.to_string()), "a person in {where_from}");
        assert!(
            !held.windows(8).any(|part| part == id.to_be_bytes() || part == id.to_le_bytes()),
            "a person in {where_from}"
        );
    }
}

fn all_files(folder: &Path) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("its folder") {
        let path = entry.expect("a file").path();
        clean(&path.display().to_string(), &std::fs::read(&path).expect("read"), true);
        files += usize::from(path.to_string_lossy().contains("felt.sqlite"));
    }
    files
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("bound").port()
}

fn numbers(port: u16) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("set");
    write!(stream, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("asked");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("read");
    assert!(answer.contains("felt_risk_answers_total"), "{answer}");
    answer
}

fn settings(port: u16, format: &str) -> String {
    format!("metrics.address = \"127.0.0.1:{port}\"\nlog.level = \"debug\"\nlog.format = \"{format}\"\ndiscord.message_content = true\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_it_is_in_the_files_the_log_or_the_numbers() {
    let discord = StandIn::start_with_content().await;
    let port = free_port();
    let bot = Bot::start_with(&discord, &settings(port, "text")).await;
    use_everything(&discord).await;
    clean("the numbers", numbers(port).as_bytes(), true);
    assert!(all_files(bot.folder()) >= 2, "the file and its log");
    clean("what felt admin shows", bot.admin(&["landed"]).as_bytes(), true);
    clean("the log", bot.stop().await.as_bytes(), true);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_it_is_in_postgres_or_a_log_in_json() {
    let Some(database) = Database::make("privacy").await else { return };
    let discord = StandIn::start_with_content().await;
    let (port, address, secret) = (free_port(), database.address(), "not a secret at all ".repeat(2));
    let environment = [("DISCORD_TOKEN", TOKEN), ("DATABASE_URL", &address), ("FELT_SECRET", &secret)];
    let bot = Bot::launch(discord.api(), &settings(port, "json"), &environment);
    discord.ready().await;
    use_everything(&discord).await;
    clean("the numbers", numbers(port).as_bytes(), true);
    clean("the log", bot.stop().await.as_bytes(), true);
    let mut connection = PgConnection::connect(&address).await.expect("there");
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.expect("read");
    let mut rows = 0;
    for table in tables {
        let held: Vec<String> = sqlx::query_scalar(&format!("SELECT t::text FROM {table} t"))
            .fetch_all(&mut connection)
            .await
            .expect("read");
        rows += held.len();
        // A row's keys are in hexadecimal there, and so would an id be.
        clean(&table, held.join("\n").as_bytes(), true);
        for number in 99..160 {
            assert!(
                !held.iter().any(|row| row.contains(&format!("{:016x}", Person::new(number).id))),
                "a person in {table}"
            );
        }
    }
    assert!(rows >= 3, "something was kept: {rows} rows");
    connection.close().await.expect("closed");
    database.end().await;
}

/// A person's whole is shown, and then taken off the disk, by one command.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_deleted_is_not_on_the_disk_either() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let people: Vec<Person> = (1..=3).map(Person::new).collect();
    for person in &people {
        let used = discord.slash(person, person.direct(), "settings", &[]);
        let panel = discord.answer_to(&used).await;
        let press = discord.press(person, person.direct(), discord.shown(person.direct(), &panel), &panel.id_of("Buttons: on"));
        answer(&discord, &press).await;
    }
    let secret = std::fs::read_to_string(bot.folder().join("felt.secret")).expect("there");
    let secret = felt::store::Secret::new(&secret).expect("a secret");
    let on_disk = |person: &Person| {
        let mark = secret.person(person.id).mark();
        let begin: Vec<u8> = (0..mark.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&mark[at..at + 2], 16).expect("a byte"))
            .collect();
        let held = |path: &Path| std::fs::read(path).expect("read").windows(begin.len()).any(|part| part == begin);
        let mut files = std::fs::read_dir(bot.folder()).expect("its folder").map(|entry| entry.expect("a file").path());
        files.any(|path| held(&path))
    };
    assert!(people.iter().all(on_disk));
    let (gone, place) = (&people[1], people[1].direct());
    let used = discord.slash(gone, place, "privacy", &[]);
    let privacy = discord.answer_to(&used).await;
    let message = discord.shown(place, &privacy);
    let shown = discord.press(gone, place, message, &privacy.id_of("Show what is kept"));
    let shown = discord.answer_to(&shown).await;
    assert!(shown.ephemeral() && shown.words().contains("buttons"), "{}", shown.body);
    let deleted = discord.press(gone, place, message, &privacy.id_of("Delete everything"));
    answer(&discord, &deleted).await;
    assert!(!on_disk(gone), "at once, while the bot runs");
    assert!(on_disk(&people[0]) && on_disk(&people[2]));
    bot.stop().await;
}
