//! The HTTP API, as far as the bot calls it.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::state::{Fault, Shared};
use super::world::{self, BOT, Person, Place};
use super::{TOKEN, rules, schema};

/// Answers requests for as long as the stand-in runs.
pub async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let router = axum::Router::new().fallback(request).with_state(shared);
    axum::serve(listener, router).await.expect("the loopback interface stays");
}

async fn request(State(shared): State<Arc<Shared>>, method: Method, uri: Uri, headers: HeaderMap, bytes: Bytes) -> Response {
    let at = Instant::now();
    let call = format!("{method} {}", uri.path());
    let Some(path) = uri.path().strip_prefix("/api/v10") else {
        shared.breach(format!("{call}: outside /api/v10"));
        return StatusCode::NOT_FOUND.into_response();
    };
    let (json, files) = parts(&headers, bytes);
    let body = match json.is_empty() {
        true => Value::Null,
        false => serde_json::from_slice(&json).unwrap_or_else(|_| {
            shared.breach(format!("{call}: the body is no JSON"));
            Value::Null
        }),
    };
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let allowed = authorization == Some(&format!("Bot {TOKEN}"));
    if !headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.starts_with("DiscordBot ("))
    {
        shared.breach(format!("{call}: without the user agent that Discord asks for"));
    }

    let mut breaches = schema::check(method.as_str(), path, &body);
    breaches.extend(rules::check(method.as_str(), path, &body));
    breaches.extend(rules::files(&body, &files));
    let refused = !breaches.is_empty();
    for breach in breaches {
        shared.breach(format!("{call}: {breach}"));
    }

    let (status, answer) = match shared.take_fault(method.as_str(), path) {
        Some(Fault::Status(status, answer)) => (status, answer),
        _ if !allowed && !needs_no_token(path) => {
            shared.breach(format!("{call}: a wrong token"));
            (401, json!({"message": "401: Unauthorized", "code": 0}))
        }
        _ if refused => (400, json!({"message": "Invalid Form Body", "code": 50035})),
        late => {
            if let Some(Fault::Late(late)) = late {
                tokio::time::sleep(late).await;
            }
            answer(&shared, method.as_str(), path, &body)
        }
    };
    shared.record(method.as_str(), path, body, files, at, status, answer.clone());
    let status = StatusCode::from_u16(status).expect("a status");
    if answer.is_null() {
        status.into_response()
    } else {
        json_response(status, &answer)
    }
}

/// The JSON of a body, and the files that came with it, each by the name of its field (RFC 7578).
fn parts(headers: &HeaderMap, bytes: Bytes) -> (Bytes, Vec<(String, Bytes)>) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(boundary) = kind.strip_prefix("multipart/form-data; boundary=") else {
        return (bytes, Vec::new());
    };
    let find = |from: usize, what: &[u8]| bytes[from..].windows(what.len()).position(|part| part == what).map(|at| from + at);
    let delimiter = format!("--{}\r\n", boundary.trim_matches('"'));
    let end = format!("\r\n--{}", boundary.trim_matches('"'));
    let (mut json, mut files, mut from) = (Bytes::new(), Vec::new(), 0);
    while let Some(begins) = find(from, delimiter.as_bytes()) {
        let head = begins + delimiter.len();
        let body = find(head, b"\r\n\r\n").expect("a sound form") + 4;
        let ends = find(body, end.as_bytes()).expect("a sound form");
        let told = String::from_utf8_lossy(&bytes[head..body]);
        let name = told.split("; name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        if name == "payload_json" {
            json = bytes.slice(body..ends);
        } else {
            files.push((name.to_owned(), bytes.slice(body..ends)));
        }
        from = ends + 2;
    }
    (json, files)
}

fn json_response(status: StatusCode, answer: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

fn needs_no_token(path: &str) -> bool {
    path == "/gateway" || path.starts_with("/interactions/") || path.starts_with("/webhooks/")
}

/// What Discord would answer.
fn answer(shared: &Shared, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
    match (method, parts.as_slice()) {
        ("GET", ["gateway"]) => (200, json!({"url": shared.ws})),
        ("GET", ["gateway", "bot"]) => {
            let limit = json!({"total": 1000, "remaining": 999, "reset_after": 3_600_000, "max_concurrency": 1});
            (200, json!({"url": shared.ws, "shards": 1, "session_start_limit": limit}))
        }
        ("GET", ["users", "@me", "guilds"]) => (200, json!([world::membership()])),
        ("GET", ["users", "@me"]) => (200, Person::the_bot().user()),
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => (200, application(shared.content)),
        ("PUT", ["applications", _, "commands"]) => (200, commands(shared, body)),
        ("GET", ["applications", _, "commands"]) => (200, json!(shared.commands())),
        ("GET", ["channels", id]) => match number(id).and_then(world::channel) {
            Some(channel) => (200, channel),
            None => unknown(10_003, "Unknown Channel"),
        },
        ("POST", ["channels", id, "typing"]) => match number(id).and_then(world::channel) {
            Some(_) => (204, Value::Null),
            None => unknown(10_003, "Unknown Channel"),
        },
        ("POST", ["channels", id, "messages"]) => message(shared, id, body),
        ("POST", ["channels", id, "threads"]) => match number(id).and_then(world::channel) {
            Some(_) => (201, thread(shared, body)),
            None => unknown(10_003, "Unknown Channel"),
        },
        ("PUT", ["channels", _, "thread-members", _]) => (204, Value::Null),
        ("PATCH", ["channels", id]) => match number(id).and_then(world::channel) {
            Some(channel) => (200, channel),
            None => unknown(10_003, "Unknown Channel"),
        },
        ("GET", ["channels", channel, "messages", id]) => match number(id).map(|id| shared.message(id)) {
            Some(mut message) if message.is_object() => {
                if let Some(place) = number(channel).and_then(Place::of).filter(|_| !shared.content) {
                    world::hide_content(&mut message, place);
                }
                (200, message)
            }
            _ => unknown(10_008, "Unknown Message"),
        },
        ("DELETE", ["channels", _, "messages", id]) => match number(id) {
            Some(id) if shared.forget_message(id) => (204, Value::Null),
            _ => unknown(10_008, "Unknown Message"),
        },
        ("POST", ["interactions", id, token, "callback"]) => match shared.first_answer(number(id).unwrap_or(0), token) {
            Ok(()) => (204, Value::Null),
            Err(breach) => {
                shared.breach(format!("{method} {path}: {breach}"));
                unknown(10_062, "Unknown interaction")
            }
        },
        ("POST", ["webhooks", _, token]) | ("PATCH", ["webhooks", _, token, "messages", _]) => match shared.follow_up(token) {
            Ok(()) => (200, made(shared, Place::Public, body)),
            Err(breach) => {
                shared.breach(format!("{method} {path}: {breach}"));
                unknown(10_015, "Unknown Webhook")
            }
        },
        ("POST", ["users", "@me", "channels"]) => {
            shared.breach("opens direct messages with someone who did not ask");
            unknown(50_007, "Cannot send messages to this user")
        }
        _ => {
            shared.breach(format!("{method} {path}: the stand-in does not play this"));
            unknown(0, "404: Not Found")
        }
    }
}

fn unknown(code: u32, message: &str) -> (u16, Value) {
    (404, json!({"message": message, "code": code}))
}

fn number(id: &str) -> Option<u64> {
    id.parse().ok()
}

fn message(shared: &Shared, channel: &str, body: &Value) -> (u16, Value) {
    let Some(place) = number(channel).filter(|id| world::channel(*id).is_some()).map(place_of) else {
        return unknown(10_003, "Unknown Channel");
    };
    let reference = &body["message_reference"];
    if reference.is_object() {
        let target = shared.message(reference["message_id"].as_str().and_then(number).unwrap_or(0));
        let there = target["channel_id"] == channel;
        if !there && reference["fail_if_not_exists"] != false {
            shared.breach("replies to a message that is not there, and would fail");
            return (400, json!({"message": "Invalid Form Body", "code": 50035}));
        }
    }
    let nonce = match &body["nonce"] {
        Value::String(nonce) => nonce.clone(),
        Value::Number(nonce) => nonce.to_string(),
        _ => return (200, made(shared, place, body)),
    };
    if body["enforce_nonce"] == true
        && let Some(sent) = shared.sent_with_nonce(place.channel(), &nonce)
    {
        return (200, sent);
    }
    let made = made(shared, place, body);
    shared.keep_nonce(place.channel(), &nonce, made["id"].as_str().and_then(number).unwrap_or(0));
    (200, made)
}

fn place_of(channel: u64) -> Place {
    Place::of(channel).unwrap_or(Place::Direct(channel))
}

/// A thread that a body asks for.
fn thread(shared: &Shared, body: &Value) -> Value {
    let mut thread = Place::Thread(shared.id()).describe();
    world::merge(&mut thread, json!({"name": body["name"], "type": body["type"].as_u64().unwrap_or(11)}));
    thread
}

/// The message that a body makes, kept, and told to the bot as Discord does.
fn made(shared: &Shared, place: Place, body: &Value) -> Value {
    let id = shared.id();
    let mut message = world::message(id, &Person::the_bot(), place, body["content"].as_str().unwrap_or_default());
    for field in ["components", "embeds", "flags", "message_reference", "nonce"] {
        if !body[field].is_null() {
            world::merge(&mut message, json!({field: body[field]}));
        }
    }
    shared.keep_message(id, message.clone());
    shared.dispatch("MESSAGE_CREATE", &message);
    message
}

/// Takes the list of commands, gives each an id.
fn commands(shared: &Shared, body: &Value) -> Value {
    let mut commands = body.as_array().cloned().unwrap_or_default();
    for command in &mut commands {
        let id = shared.id().to_string();
        let description = command["description"].as_str().unwrap_or_default().to_owned();
        let kind = command["type"].as_u64().unwrap_or(1);
        let permissions = command["default_member_permissions"].clone();
        world::merge(
            command,
            json!({
                "id": id, "application_id": BOT.to_string(), "version": id, "description": description, "type": kind,
                "default_member_permissions": permissions, "nsfw": false,
            }),
        );
    }
    shared.set_commands(commands.clone());
    Value::Array(commands)
}

fn application(content: bool) -> Value {
    // Message Content, for a bot on fewer than 100 servers.
    let flags = if content { 1 << 19 } else { 0 };
    json!({
        "id": BOT.to_string(), "name": "Felt", "icon": null, "description": "", "summary": "", "bot_public": true,
        "bot_require_code_grant": false, "verify_key": "00", "flags": flags, "hook": true, "team": null,
    })
}
