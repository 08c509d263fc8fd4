//! What was sent and received, who is connected, what is wrong.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::{Notify, mpsc};

/// One request the bot made.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// When it came.
    pub at: Instant,
    /// The method.
    pub method: String,
    /// The path behind `/api/v10`, without the query.
    pub path: String,
    /// The body; null where there is none.
    pub body: Value,
    /// The files beside it, each by the name of its field.
    pub files: Vec<(String, axum::body::Bytes)>,
    /// What the stand-in answered.
    pub status: u16,
    /// What the stand-in answered with.
    pub answer: Value,
    taken: bool,
}

impl Recorded {
    /// Whether this sends a message that replies to the given one.
    pub fn replies_to(&self, message: u64) -> bool {
        self.method == "POST" && self.body["message_reference"]["message_id"] == message.to_string().as_str()
    }

    /// The words of the message, or of the message in an answer to an interaction.
    pub fn words(&self) -> &str {
        self.message()["content"].as_str().unwrap_or_default()
    }

    /// Whether only one person sees it.
    pub fn ephemeral(&self) -> bool {
        self.message()["flags"].as_u64().is_some_and(|flags| flags & 64 != 0)
    }

    /// The `custom_id` of every button in it.
    pub fn buttons(&self) -> Vec<String> {
        let rows = self.message()["components"].as_array().cloned().unwrap_or_default();
        let parts = rows.iter().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
        parts.filter_map(|part| Some(part["custom_id"].as_str()?.to_owned())).collect()
    }

    /// The menus and buttons in it, as they were sent.
    pub fn components(&self) -> Vec<Value> {
        let rows = self.message()["components"].as_array().cloned().unwrap_or_default();
        rows.iter().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default()).collect()
    }

    /// The `custom_id` of what is labelled or hinted so.
    pub fn id_of(&self, label: &str) -> String {
        let fits = |part: &Value| part["label"] == label || part["placeholder"] == label;
        let found = self.components().into_iter().find(fits);
        let id = found.and_then(|part| Some(part["custom_id"].as_str()?.to_owned()));
        id.unwrap_or_else(|| panic!("no {label} in {}", self.body))
    }

    /// The id of the message that was made.
    pub fn made(&self) -> u64 {
        self.answer["id"].as_str().and_then(|id| id.parse().ok()).expect("a message was made")
    }

    fn message(&self) -> &Value {
        if self.path.ends_with("/callback") { &self.body["data"] } else { &self.body }
    }
}

/// What a request meets instead of an answer.
#[derive(Debug, Clone)]
pub enum Fault {
    /// A status with a body.
    Status(u16, Value),
    /// An answer that comes late.
    Late(Duration),
}

/// Someone used a command or pressed a button.
#[derive(Debug, Clone)]
pub struct Interaction {
    /// Its id.
    pub id: u64,
    /// The secret that its answers need.
    pub token: String,
    /// When it was sent.
    pub at: Instant,
}

/// What goes out on a connection.
pub enum Out {
    /// A frame.
    Text(String),
    /// The connection is cut, without a word.
    HangUp,
}

/// One session: it outlives its connection, so that it can be resumed.
#[derive(Default)]
struct Session {
    /// Its number, and how many there are.
    shard: (u64, u64),
    seq: u64,
    sent: Vec<(u64, String)>,
    out: Option<mpsc::UnboundedSender<Out>>,
}

#[derive(Default)]
struct Inner {
    last_id: u64,
    requests: Vec<Recorded>,
    breaches: Vec<String>,
    commands: Vec<Value>,
    messages: HashMap<u64, Value>,
    nonces: HashMap<(u64, String), u64>,
    interactions: HashMap<String, Answered>,
    sessions: HashMap<String, Session>,
    faults: Vec<(&'static str, &'static str, Fault)>,
    connections: usize,
    identified: Vec<(Instant, (u64, u64))>,
}

struct Answered {
    id: u64,
    at: Instant,
    first: bool,
}

/// All of it, shared by both servers and the test.
pub struct Shared {
    /// Where the WebSocket is.
    pub ws: String,
    /// Whether the bot may ask for message content.
    pub content: bool,
    /// How often the bot is asked to give a sign of life.
    pub heartbeat: Duration,
    /// How many connections there were, and how many of the first have gone silent.
    met: AtomicUsize,
    silenced: AtomicUsize,
    inner: Mutex<Inner>,
    notify: Notify,
}

impl Shared {
    pub fn new(ws: String, content: bool, heartbeat: Duration) -> Shared {
        let inner = Inner {
            last_id: 1_300_000_000_000_000_000,
            ..Inner::default()
        };
        Shared {
            ws,
            content,
            heartbeat,
            met: AtomicUsize::new(0),
            silenced: AtomicUsize::new(0),
            inner: Mutex::new(inner),
            notify: Notify::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test panics under the lock")
    }

    /// Counts a new connection, and gives its number.
    pub fn new_connection(&self) -> usize {
        self.met.fetch_add(1, Ordering::SeqCst)
    }

    /// From now on nothing comes on the connections there are, and nothing is heard on them.
    pub fn silence(&self) {
        self.silenced.store(self.met.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    /// Whether the connection of this number has gone silent.
    pub fn is_silent(&self, number: usize) -> bool {
        number < self.silenced.load(Ordering::SeqCst)
    }

    /// A new id, greater than all before.
    pub fn id(&self) -> u64 {
        let mut inner = self.lock();
        inner.last_id += 1;
        inner.last_id
    }

    pub fn breach(&self, what: impl Into<String>) {
        self.lock().breaches.push(what.into());
    }

    pub fn take_breaches(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().breaches)
    }

    // Requests

    #[allow(clippy::too_many_arguments, reason = "a request has many sides")]
    pub fn record(&self, method: &str, path: &str, body: Value, files: Vec<(String, axum::body::Bytes)>, at: Instant, status: u16, answer: Value) {
        let (method, path) = (method.to_owned(), path.to_owned());
        self.lock().requests.push(Recorded {
            at,
            method,
            path,
            body,
            files,
            status,
            answer,
            taken: false,
        });
        self.notify.notify_waiters();
    }

    /// Resolves at the next change. Made before looking, so that no change is missed.
    pub fn changed(&self) -> tokio::sync::futures::Notified<'_> {
        self.notify.notified()
    }

    pub fn take(&self, fits: &impl Fn(&Recorded) -> bool) -> Option<Recorded> {
        let mut inner = self.lock();
        let found = inner.requests.iter_mut().find(|request| !request.taken && fits(request))?;
        found.taken = true;
        Some(found.clone())
    }

    pub fn requests(&self) -> Vec<Recorded> {
        self.lock().requests.clone()
    }

    pub fn request_count(&self) -> usize {
        self.lock().requests.len()
    }

    pub fn summary(&self) -> String {
        let inner = self.lock();
        let lines = inner.requests.iter().map(|r| format!("  {} {} -> {} {}", r.method, r.path, r.status, r.body));
        lines
            .chain(inner.breaches.iter().map(|b| format!("  breach: {b}")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    // Faults

    pub fn add_fault(&self, method: &'static str, path_end: &'static str, fault: Fault) {
        self.lock().faults.push((method, path_end, fault));
    }

    pub fn take_fault(&self, method: &str, path: &str) -> Option<Fault> {
        let mut inner = self.lock();
        let at = inner.faults.iter().position(|(m, end, _)| *m == method && path.ends_with(end))?;
        Some(inner.faults.remove(at).2)
    }

    // Messages and commands

    pub fn keep_message(&self, id: u64, message: Value) {
        self.lock().messages.insert(id, message);
    }

    pub fn message(&self, id: u64) -> Value {
        self.lock().messages.get(&id).cloned().unwrap_or(Value::Null)
    }

    pub fn forget_message(&self, id: u64) -> bool {
        self.lock().messages.remove(&id).is_some()
    }

    /// The message that was sent with this nonce in this channel before, where there is one.
    pub fn sent_with_nonce(&self, channel: u64, nonce: &str) -> Option<Value> {
        let inner = self.lock();
        let id = inner.nonces.get(&(channel, nonce.to_owned()))?;
        inner.messages.get(id).cloned()
    }

    pub fn keep_nonce(&self, channel: u64, nonce: &str, id: u64) {
        self.lock().nonces.insert((channel, nonce.to_owned()), id);
    }

    pub fn set_commands(&self, commands: Vec<Value>) {
        self.lock().commands = commands;
    }

    pub fn commands(&self) -> Vec<Value> {
        self.lock().commands.clone()
    }

    pub fn command_id(&self, name: &str) -> String {
        let inner = self.lock();
        let known = inner.commands.iter().find(|command| command["name"] == name);
        known.and_then(|command| command["id"].as_str()).unwrap_or("1").to_owned()
    }

    // Interactions

    pub fn new_interaction(&self) -> Interaction {
        let id = self.id();
        let interaction = Interaction {
            id,
            token: format!("interaction-secret-{id}"),
            at: Instant::now(),
        };
        let answered = Answered {
            id,
            at: interaction.at,
            first: false,
        };
        self.lock().interactions.insert(interaction.token.clone(), answered);
        interaction
    }

    /// Notes the first answer to an interaction, and what is wrong with it.
    pub fn first_answer(&self, id: u64, token: &str) -> Result<(), &'static str> {
        let mut inner = self.lock();
        let Some(known) = inner.interactions.get_mut(token).filter(|known| known.id == id) else {
            return Err("answers an interaction that never was");
        };
        if known.at.elapsed() > Duration::from_secs(3) {
            return Err("answers an interaction later than 3 s");
        }
        if std::mem::replace(&mut known.first, true) {
            return Err("answers an interaction twice");
        }
        Ok(())
    }

    /// Whether a follow-up may be sent.
    pub fn follow_up(&self, token: &str) -> Result<(), &'static str> {
        match self.lock().interactions.get(token) {
            None => Err("follows up an interaction that never was"),
            Some(known) if !known.first => Err("follows up an interaction before the first answer"),
            Some(known) if known.at.elapsed() > Duration::from_secs(15 * 60) => Err("follows up an interaction later than 15 minutes"),
            Some(_) => Ok(()),
        }
    }

    // Connections

    /// Begins a session of a shard on a connection.
    pub fn begin_session(&self, shard: (u64, u64), out: mpsc::UnboundedSender<Out>) -> String {
        let name = format!("session-{}", self.id());
        let mut inner = self.lock();
        inner.sessions.insert(
            name.clone(),
            Session {
                shard,
                out: Some(out),
                ..Session::default()
            },
        );
        inner.connections += 1;
        inner.identified.push((Instant::now(), shard));
        name
    }

    /// Goes on with a session: sends what was missed since `seq`. `false` where there is no such session.
    pub fn resume_session(&self, name: &str, seq: u64, out: mpsc::UnboundedSender<Out>) -> bool {
        let mut inner = self.lock();
        let Some(session) = inner.sessions.get_mut(name) else {
            return false;
        };
        for (_, frame) in session.sent.iter().filter(|(at, _)| *at > seq) {
            let _ = out.send(Out::Text(frame.clone()));
        }
        session.out = Some(out);
        session.send("RESUMED", &Value::Null);
        inner.connections += 1;
        true
    }

    pub fn connections(&self) -> usize {
        self.lock().connections
    }

    /// Sends an event to one session.
    pub fn dispatch_to(&self, session: &str, name: &str, data: &Value) {
        if let Some(session) = self.lock().sessions.get_mut(session) {
            session.send(name, data);
        }
    }

    /// When which shards have signed in.
    pub fn identified(&self) -> Vec<(Instant, (u64, u64))> {
        self.lock().identified.clone()
    }

    /// Sends an event to the sessions of the shard it belongs to: a server's by its id, what is of no server to shard 0.
    pub fn dispatch(&self, name: &str, data: &Value) {
        let guild = data["guild_id"].as_str().and_then(|id| id.parse::<u64>().ok());
        for session in self.lock().sessions.values_mut() {
            let (shard, total) = session.shard;
            if guild.map_or(0, |guild| (guild >> 22) % total) == shard {
                session.send(name, data);
            }
        }
    }

    /// Sends a frame as it is to every connection.
    pub fn raw(&self, text: &str) {
        self.to_all(|| Out::Text(text.to_owned()));
    }

    /// Cuts every connection; the sessions stay.
    pub fn hang_up(&self) {
        self.to_all(|| Out::HangUp);
    }

    /// Cuts every connection and knows no session any more: what asks to resume is refused.
    pub fn forget_sessions(&self) {
        self.hang_up();
        self.lock().sessions.clear();
    }

    fn to_all(&self, out: impl Fn() -> Out) {
        for session in self.lock().sessions.values() {
            if let Some(sender) = &session.out {
                let _ = sender.send(out());
            }
        }
    }
}

impl Session {
    fn send(&mut self, name: &str, data: &Value) {
        self.seq += 1;
        let frame = json!({"op": 0, "t": name, "s": self.seq, "d": data}).to_string();
        if let Some(out) = &self.out {
            let _ = out.send(Out::Text(frame.clone()));
        }
        self.sent.push((self.seq, frame));
    }
}
