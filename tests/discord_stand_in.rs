//! The stand-in itself: a check that never refuses proves nothing. Here it gets what Discord would
//! refuse, and must notice each; and what Discord would take, and must let it pass.

mod stand_in;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use stand_in::{Fault, PATIENCE, Person, Place, StandIn, TOKEN, described};
use tokio_tungstenite::tungstenite::Message;

/// A request as a bot makes it. Gives back the status and the answer.
fn call(discord: &StandIn, method: &str, path: &str, body: &Value) -> (u16, Value) {
    call_as(discord, TOKEN, method, path, body)
}

fn call_as(discord: &StandIn, token: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let host = discord.api().trim_start_matches("http://").to_owned();
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let request = format!(
        "{method} /api/v10{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Bot {token}\r\n\
         User-Agent: DiscordBot (test, 1)\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    tokio::task::block_in_place(|| {
        let mut stream = TcpStream::connect(host).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream.write_all(request.as_bytes()).expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("read");
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    })
}

/// Sends it, and expects that the stand-in notes exactly what is named and refuses.
fn refused(discord: &StandIn, method: &str, path: &str, body: &Value, noted: &str) {
    let (status, _) = call(discord, method, path, body);
    let breaches = discord.take_breaches();
    assert!((400..500).contains(&status), "{status} for {body}");
    assert!(
        breaches.iter().any(|breach| breach.contains(noted)),
        "wanted {noted:?}, noted {breaches:?} for {body}"
    );
}

fn channel() -> String {
    format!("/channels/{}/messages", Place::Public.channel())
}

/// A sound message with some fields changed.
fn message(fields: Value) -> Value {
    let mut message = json!({
        "content": "You're worn out.", "tts": false, "flags": 4,
        "allowed_mentions": {"parse": [], "users": [], "roles": [], "replied_user": false},
    });
    let (Value::Object(into), Value::Object(fields)) = (&mut message, fields) else {
        panic!("objects")
    };
    into.extend(fields);
    message
}

fn button(fields: Value) -> Value {
    let mut button = json!({"type": 2, "style": 2, "label": "Press", "custom_id": "one"});
    let (Value::Object(into), Value::Object(fields)) = (&mut button, fields) else {
        panic!("objects")
    };
    into.extend(fields);
    message(json!({"components": [{"type": 1, "components": [button]}]}))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_discord_takes_passes() {
    let discord = StandIn::start().await;
    let said = discord.say(&Person::new(1), Place::Public, "hello");
    let reply = json!({"message_reference": {"message_id": said.to_string(), "fail_if_not_exists": false}});
    for sound in [
        message(json!({})),
        message(reply),
        message(json!({"content": "x".repeat(2_000)})),
        button(json!({})),
    ] {
        assert_eq!(call(&discord, "POST", &channel(), &sound).0, 200);
    }
    assert_eq!(discord.take_breaches(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_breach_of_the_rules_for_messages_is_noted() {
    let discord = StandIn::start().await;
    let post = |body: Value, noted: &str| refused(&discord, "POST", &channel(), &body, noted);
    post(message(json!({"content": "x".repeat(2_001)})), "2001 characters");
    post(message(json!({"content": " \n"})), "an empty message");
    post(json!({"content": "hi"}), "no allowed_mentions");
    post(message(json!({"allowed_mentions": {"parse": ["users"]}})), "lets someone be pinged");
    post(
        message(json!({"allowed_mentions": {"parse": [], "replied_user": true}})),
        "lets someone be pinged",
    );
    post(message(json!({"nonce": "x".repeat(26)})), "a nonce of more");
    post(button(json!({"custom_id": null})), "without custom_id");
    post(button(json!({"custom_id": "x".repeat(101)})), "custom_id of more than 100");
    post(button(json!({"label": ""})), "neither label nor emoji");
    post(message(json!({"components": [{"type": 1, "components": []}]})), "a row of 0");
    let twice = json!({"type": 2, "style": 2, "label": "Press", "custom_id": "one"});
    post(
        message(json!({"components": [{"type": 1, "components": [twice, twice]}]})),
        "twice in one message",
    );
    post(
        message(json!({"message_reference": {"message_id": "5"}})),
        "replies to a message that is not there",
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_breach_of_the_rules_for_commands_is_noted() {
    let discord = StandIn::start().await;
    let path = format!("/applications/{}/commands", stand_in::BOT);
    let put = |command: Value, noted: &str| refused(&discord, "PUT", &path, &json!([command]), noted);
    put(json!({"name": "Reflect", "description": "x"}), "is no name for a slash command");
    put(json!({"name": "two words", "description": "x"}), "is no name for a slash command");
    put(json!({"name": "reflect"}), "a description of 0");
    put(json!({"name": "reflect", "description": "x".repeat(101)}), "a description of 101");
    put(json!({"name": "Reflect this", "type": 3, "description": "x"}), "has a description");
    let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
    put(json!({"name": "a", "description": "x", "options": [option("Text", true)]}), "is no name");
    let order = [option("a", false), option("b", true)];
    put(json!({"name": "a", "description": "x", "options": order}), "after an optional one");
    let twice = json!([{"name": "a", "description": "x"}, {"name": "a", "description": "x"}]);
    refused(&discord, "PUT", &path, &twice, "twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_breach_of_the_order_of_answers_is_noted() {
    let discord = StandIn::start().await;
    let answer = json!({"type": 4, "data": message(json!({"flags": 64}))});
    let used = discord.slash(&Person::new(1), Place::Public, "reflect", &[("text", "hello")]);
    let path = format!("/interactions/{}/{}/callback", used.id, used.token);
    let follow_up = format!("/webhooks/{}/{}", stand_in::BOT, used.token);
    refused(&discord, "POST", &follow_up, &message(json!({})), "before the first answer");
    refused(&discord, "POST", "/interactions/5/made-up/callback", &answer, "never was");
    assert_eq!(call(&discord, "POST", &path, &answer).0, 204);
    assert_eq!(call(&discord, "POST", &follow_up, &message(json!({}))).0, 200);
    assert_eq!(discord.take_breaches(), [""; 0]);
    refused(&discord, "POST", &path, &answer, "answers an interaction twice");

    let late = discord.slash(&Person::new(1), Place::Public, "reflect", &[("text", "hello")]);
    tokio::time::sleep(Duration::from_millis(3_050)).await;
    let path = format!("/interactions/{}/{}/callback", late.id, late.token);
    refused(&discord, "POST", &path, &answer, "later than 3 s");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_and_an_unknown_address_are_noted() {
    let discord = StandIn::start().await;
    assert_eq!(call_as(&discord, "made-up", "POST", &channel(), &message(json!({}))).0, 401);
    assert!(discord.take_breaches()[0].contains("a wrong token"));
    refused(&discord, "GET", "/guilds/5/prune", &Value::Null, "does not play this");
    let (status, answer) = call(&discord, "POST", "/channels/5/typing", &Value::Null);
    assert_eq!((status, &answer["code"]), (404, &json!(10_003)));
    refused(&discord, "POST", "/users/@me/channels", &json!({"recipient_id": "5"}), "did not ask");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_the_description_knows_is_noted() {
    if !described() {
        return;
    }
    let discord = StandIn::start().await;
    let post = |body: Value, noted: &str| refused(&discord, "POST", &channel(), &body, noted);
    post(message(json!({"tts": "no"})), "against Discord's description at \"/tts\"");
    post(message(json!({"text": "hello"})), "a field that Discord does not know: /text");
    post(
        message(json!({"message_reference": {"message": "5"}})),
        "does not know: /message_reference/message",
    );
    post(button(json!({"colour": 5})), "does not know: /components/0/components/0/colour");
    let path = format!("/applications/{}/commands", stand_in::BOT);
    let long = json!([{"name": "x".repeat(33), "description": "x"}]);
    refused(&discord, "PUT", &path, &long, "against Discord's description");
    refused(&discord, "GET", "/no/such/thing", &Value::Null, "no such operation");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_come_once_and_a_nonce_keeps_a_second_message_away() {
    let discord = StandIn::start().await;
    let once = message(json!({"nonce": "n1", "enforce_nonce": true}));
    discord.fault("POST", "/messages", Fault::Status(503, json!({"message": "", "code": 0})));
    assert_eq!(call(&discord, "POST", &channel(), &once).0, 503);
    let (_, first) = call(&discord, "POST", &channel(), &once);
    let (_, second) = call(&discord, "POST", &channel(), &once);
    assert!(first["id"].is_string());
    assert_eq!(first["id"], second["id"]);
}

type Socket = tokio_tungstenite::WebSocketStream<tokio::net::TcpStream>;

async fn connect(discord: &StandIn) -> Socket {
    let url = call(discord, "GET", "/gateway", &Value::Null).1["url"].as_str().expect("an address").to_owned();
    let stream = tokio::net::TcpStream::connect(url.trim_start_matches("ws://")).await.expect("it listens");
    tokio_tungstenite::client_async(url, stream).await.expect("a handshake").0
}

async fn send(socket: &mut Socket, frame: Value) {
    socket.send(Message::Text(frame.to_string())).await.expect("sent");
}

/// The next frame: an event's or an opcode's name, or the code the connection was closed with.
async fn next(socket: &mut Socket) -> String {
    let came = tokio::time::timeout(PATIENCE, socket.next()).await.expect("in time");
    match came {
        Some(Ok(Message::Text(text))) => {
            let frame: Value = serde_json::from_str(&text).expect("JSON");
            frame["t"].as_str().map_or_else(|| format!("op {}", frame["op"]), str::to_owned)
        }
        Some(Ok(Message::Close(Some(frame)))) => format!("closed {}", u16::from(frame.code)),
        other => format!("{other:?}"),
    }
}

fn identify(token: &str, intents: u64) -> Value {
    let properties = json!({"os": "linux", "browser": "test", "device": "test"});
    json!({"op": 2, "d": {"token": token, "intents": intents, "properties": properties}})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_gateway_plays_its_part_and_resumes() {
    let discord = StandIn::start().await;
    let mut socket = connect(&discord).await;
    assert_eq!(next(&mut socket).await, "op 10");
    send(&mut socket, json!({"op": 1, "d": null})).await;
    assert_eq!(next(&mut socket).await, "op 11");
    send(&mut socket, identify(TOKEN, 512)).await;
    let Some(Ok(Message::Text(ready))) = socket.next().await else {
        panic!("READY")
    };
    let ready: Value = serde_json::from_str(&ready).expect("JSON");
    assert_eq!(next(&mut socket).await, "GUILD_CREATE");
    discord.drop_connections();
    discord.say(&Person::new(1), Place::Public, "missed");

    let mut socket = connect(&discord).await;
    assert_eq!(next(&mut socket).await, "op 10");
    send(
        &mut socket,
        json!({"op": 6, "d": {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 2}}),
    )
    .await;
    assert_eq!(next(&mut socket).await, "MESSAGE_CREATE");
    assert_eq!(next(&mut socket).await, "RESUMED");

    let mut socket = connect(&discord).await;
    assert_eq!(next(&mut socket).await, "op 10");
    send(&mut socket, json!({"op": 6, "d": {"token": TOKEN, "session_id": "made-up", "seq": 2}})).await;
    assert_eq!(next(&mut socket).await, "op 9");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_gateway_closes_on_a_breach() {
    let discord = StandIn::start().await;
    let wrong = [
        (identify("made-up", 512), "closed 4004", "a wrong token"),
        (identify(TOKEN, 512 | 1 << 15), "closed 4014", "privileged intents"),
        (json!({"op": 77}), "closed 4001", "unknown opcode"),
    ];
    for (frame, closed, noted) in wrong {
        let mut socket = connect(&discord).await;
        assert_eq!(next(&mut socket).await, "op 10");
        send(&mut socket, frame).await;
        assert_eq!(next(&mut socket).await, closed);
        assert!(discord.take_breaches()[0].contains(noted));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[should_panic(expected = "Discord would have refused")]
async fn a_breach_that_nobody_looks_at_fails_the_test() {
    let discord = StandIn::start().await;
    call(&discord, "POST", &channel(), &json!({"content": ""}));
}
