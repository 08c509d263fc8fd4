//! A stand-in for Discord: real HTTP and a real WebSocket on loopback.
//!
//! The built binary is pointed at it and tested as a process. The stand-in plays people who write,
//! use commands and press buttons; it records every request with the time it came, and checks each
//! as Discord would: the body against Discord's own OpenAPI description (`schema`), and by hand what
//! that description lets through (`rules`). A breach fails the test when the stand-in is dropped.
//!
//! | file | what it plays |
//! |---|---|
//! | `world` | people, places, and how Discord describes them |
//! | `state` | what was sent and received, who is connected |
//! | `gateway` | the WebSocket |
//! | `rest` | the HTTP API |
//! | `rules`, `schema` | what Discord would refuse |
//! | `bot` | the bot's process |
//! | `panel` | a panel, and a person before it |

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod bot;
mod gateway;
pub mod panel;
mod rest;
mod rules;
mod schema;
mod state;
mod world;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

#[allow(unused_imports, reason = "each test binary uses a part of it")]
pub use schema::loaded_or_noticed as described;
pub use state::{Fault, Interaction, Recorded};
#[allow(unused_imports, reason = "each test binary uses a part of it")]
pub use world::{BOT, Person, Place};

use state::Shared;

/// No test waits longer than this for one thing.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often the bot is asked to give a sign of life.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// The token the stand-in takes. Made up, in the form of a real one.
pub const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.stand-in.no-secret-at-all";

/// A running stand-in.
pub struct StandIn {
    shared: Arc<Shared>,
    api: String,
    servers: Vec<JoinHandle<()>>,
}

impl StandIn {
    /// Opens both doors on free ports of the loopback interface.
    pub async fn start() -> StandIn {
        StandIn::start_as(false, HEARTBEAT).await
    }

    /// The same, where Message Content is switched on in the developer portal.
    pub async fn start_with_content() -> StandIn {
        StandIn::start_as(true, HEARTBEAT).await
    }

    /// The same, with a sign of life wanted so often.
    pub async fn start_with_heartbeat(heartbeat: Duration) -> StandIn {
        StandIn::start_as(false, heartbeat).await
    }

    async fn start_as(content: bool, heartbeat: Duration) -> StandIn {
        schema::loaded_or_noticed();
        let http = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let ws = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = |listener: &TcpListener| listener.local_addr().expect("bound");
        let api = format!("http://{}", address(&http));
        let shared = Arc::new(Shared::new(format!("ws://{}", address(&ws)), content, heartbeat));
        let servers = vec![
            tokio::spawn(rest::serve(http, shared.clone())),
            tokio::spawn(gateway::serve(ws, shared.clone())),
        ];
        StandIn { shared, api, servers }
    }

    /// The address of the API, for the bot's settings.
    pub fn api(&self) -> &str {
        &self.api
    }

    /// The address of the gateway.
    pub fn gateway(&self) -> &str {
        &self.shared.ws
    }

    /// A person writes a message. Gives back its id.
    pub fn say(&self, who: &Person, place: Place, text: &str) -> u64 {
        self.say_with(who, place, text, json!({}))
    }

    /// A person writes a message with some fields of their own.
    pub fn say_with(&self, who: &Person, place: Place, text: &str, fields: Value) -> u64 {
        let id = self.shared.id();
        let mut message = world::message(id, who, place, text);
        world::merge(&mut message, fields);
        self.shared.keep_message(id, message.clone());
        if !self.shared.content {
            world::hide_content(&mut message, place);
        }
        self.shared.dispatch("MESSAGE_CREATE", &message);
        id
    }

    /// A person uses a slash command.
    pub fn slash(&self, who: &Person, place: Place, name: &str, options: &[(&str, &str)]) -> Interaction {
        let options: Vec<_> = options.iter().map(|(name, value)| json!({"name": name, "type": 3, "value": value})).collect();
        let data = json!({"id": self.shared.command_id(name), "name": name, "type": 1, "options": options});
        self.interact(who, place, 2, data, json!({}))
    }

    /// A person uses a slash command with options as Discord describes them.
    pub fn slash_with(&self, who: &Person, place: Place, name: &str, options: &[Value]) -> Interaction {
        let data = json!({"id": self.shared.command_id(name), "name": name, "type": 1, "options": options});
        self.interact(who, place, 2, data, json!({}))
    }

    /// A person uses a part of a slash command.
    pub fn slash_part(&self, who: &Person, place: Place, name: &str, part: &str) -> Interaction {
        let part = json!({"name": part, "type": 1, "options": []});
        let data = json!({"id": self.shared.command_id(name), "name": name, "type": 1, "options": [part]});
        self.interact(who, place, 2, data, json!({}))
    }

    /// A person uses a part of a slash command, where some facts of the interaction are otherwise.
    pub fn slash_part_where(&self, who: &Person, place: Place, name: &str, part: &str, fields: Value) -> Interaction {
        let part = json!({"name": part, "type": 1, "options": []});
        let data = json!({"id": self.shared.command_id(name), "name": name, "type": 1, "options": [part]});
        self.interact(who, place, 2, data, fields)
    }

    /// A person uses a part of a slash command, with options as Discord describes them; people in them are told of beside.
    pub fn slash_part_with(&self, who: &Person, place: Place, name: &str, part: &str, options: &[Value], people: &[&Person]) -> Interaction {
        let part = json!({"name": part, "type": 1, "options": options});
        let users: serde_json::Map<String, Value> = people.iter().map(|person| (person.id.to_string(), person.user())).collect();
        let data = json!({"id": self.shared.command_id(name), "name": name, "type": 1, "options": [part], "resolved": {"users": users}});
        self.interact(who, place, 2, data, json!({}))
    }

    /// A person chooses an entry of a message's menu.
    pub fn menu(&self, who: &Person, place: Place, name: &str, message: u64) -> Interaction {
        let target = self.shared.message(message);
        let data = json!({
            "id": self.shared.command_id(name), "name": name, "type": 3, "target_id": message.to_string(),
            "resolved": {"messages": {message.to_string(): target}},
        });
        self.interact(who, place, 2, data, json!({}))
    }

    /// A person presses a button under a message of the bot's.
    pub fn press(&self, who: &Person, place: Place, message: u64, custom_id: &str) -> Interaction {
        let data = json!({"component_type": 2, "custom_id": custom_id, "id": 2});
        self.interact(who, place, 3, data, json!({"message": self.shared.message(message)}))
    }

    /// A person chooses in a menu of this kind (3 words, 5 people, 6 roles, 8 channels) under a message of the bot's.
    pub fn choose(&self, who: &Person, place: Place, message: u64, custom_id: &str, kind: u8, values: &[&str]) -> Interaction {
        let data = json!({"component_type": kind, "custom_id": custom_id, "id": 2, "values": values});
        self.interact(who, place, 3, data, json!({"message": self.shared.message(message)}))
    }

    /// A person sends the modal that a press has opened, with this text in it.
    pub fn send_modal(&self, who: &Person, place: Place, opened: &Recorded, text: &str) -> Interaction {
        let modal = &opened.body["data"];
        let fields = modal["components"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| &row["components"][0]["custom_id"]);
        let row = |field: &Value| json!({"type": 1, "id": 1, "components": [{"type": 4, "id": 2, "custom_id": field, "value": text}]});
        let rows: Vec<_> = fields.map(row).collect();
        let data = json!({"custom_id": modal["custom_id"], "components": rows});
        self.interact(who, place, 5, data, json!({}))
    }

    /// The same, of a modal that a press under a message has opened.
    pub fn send_modal_of(&self, who: &Person, place: Place, message: u64, opened: &Recorded, text: &str) -> Interaction {
        let modal = &opened.body["data"];
        let field = &modal["components"][0]["components"][0]["custom_id"];
        let row = json!({"type": 1, "id": 1, "components": [{"type": 4, "id": 2, "custom_id": field, "value": text}]});
        let data = json!({"custom_id": modal["custom_id"], "components": [row]});
        self.interact(who, place, 5, data, json!({"message": self.shared.message(message)}))
    }

    /// The bot has shown a panel to one person: a message that its buttons can be pressed under.
    pub fn shown(&self, place: Place, answer: &Recorded) -> u64 {
        self.say_with(&Person::the_bot(), place, answer.words(), json!({"flags": 64}))
    }

    fn interact(&self, who: &Person, place: Place, kind: u8, data: Value, fields: Value) -> Interaction {
        let interaction = self.shared.new_interaction();
        let mut payload = world::interaction(&interaction, who, place, kind, data);
        world::merge(&mut payload, fields);
        self.shared.dispatch("INTERACTION_CREATE", &payload);
        interaction
    }

    /// A message is deleted.
    pub fn delete(&self, place: Place, message: u64) {
        self.shared.forget_message(message);
        let gone = json!({"id": message.to_string(), "channel_id": place.channel().to_string()});
        self.shared.dispatch("MESSAGE_DELETE", &gone);
    }

    /// Sends any event.
    pub fn event(&self, name: &str, data: &Value) {
        self.shared.dispatch(name, data);
    }

    /// Sends a frame that is no event at all.
    pub fn raw_frame(&self, text: &str) {
        self.shared.raw(text);
    }

    /// Cuts every connection. The bot is expected to come back.
    pub fn drop_connections(&self) {
        self.shared.hang_up();
    }

    /// The connections there are stay open, and nothing comes on them any more. The bot is expected to notice.
    pub fn go_silent(&self) {
        self.shared.silence();
    }

    /// Cuts every connection and refuses to resume its session: the bot is expected to sign in anew.
    pub fn end_sessions(&self) {
        self.shared.forget_sessions();
    }

    /// The next request whose method and path fit meets this fault instead of an answer.
    pub fn fault(&self, method: &'static str, path_end: &'static str, fault: Fault) {
        self.shared.add_fault(method, path_end, fault);
    }

    /// Waits for a request that no one waited for yet.
    pub async fn wait(&self, what: &str, fits: impl Fn(&Recorded) -> bool) -> Recorded {
        let end = Instant::now() + PATIENCE;
        loop {
            let changed = self.shared.changed();
            if let Some(found) = self.shared.take(&fits) {
                return found;
            }
            let left = end.saturating_duration_since(Instant::now());
            let in_time = tokio::time::timeout(left, changed).await.is_ok();
            assert!(in_time, "waited in vain for {what}; came:\n{}", self.shared.summary());
        }
    }

    /// Waits for the reply to a message.
    pub async fn reply_to(&self, message: u64) -> Recorded {
        self.wait("a reply to a message", |request| request.replies_to(message)).await
    }

    /// Waits for the first answer to an interaction.
    pub async fn answer_to(&self, interaction: &Interaction) -> Recorded {
        let path = format!("/interactions/{}/{}/callback", interaction.id, interaction.token);
        self.wait("an answer to an interaction", |request| request.path == path).await
    }

    /// Waits for what is said after the first answer to an interaction.
    pub async fn also_to(&self, interaction: &Interaction) -> Recorded {
        let path = format!("/webhooks/{BOT}/{}", interaction.token);
        self.wait("more after an answer", |request| request.method == "POST" && request.path == path)
            .await
    }

    /// Waits until the bot is connected and its commands are taken.
    pub async fn ready(&self) {
        self.wait("the commands", |request| request.method == "PUT" && request.path.ends_with("/commands"))
            .await;
    }

    /// Waits until the bot has identified, or resumed, this many times in all.
    pub async fn connected(&self, times: usize) {
        let end = Instant::now() + PATIENCE;
        while self.shared.connections() < times {
            assert!(Instant::now() < end, "connected {} times, not {times}", self.shared.connections());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// When which shards have signed in, each as its number and how many there are.
    pub fn identified(&self) -> Vec<(Instant, (u64, u64))> {
        self.shared.identified()
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.requests()
    }

    /// How many requests there were.
    pub fn request_count(&self) -> usize {
        self.shared.request_count()
    }

    /// The registered commands.
    pub fn commands(&self) -> Vec<Value> {
        self.shared.commands()
    }

    /// Takes the breaches noted so far. Only a test of the stand-in itself does this; what is left fails the test.
    pub fn take_breaches(&self) -> Vec<String> {
        self.shared.take_breaches()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.shared.hang_up();
        for server in &self.servers {
            server.abort();
        }
        let breaches = self.shared.take_breaches();
        if !std::thread::panicking() {
            assert!(breaches.is_empty(), "Discord would have refused:\n{}", breaches.join("\n"));
        }
    }
}
