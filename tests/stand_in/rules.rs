//! What Discord refuses although its OpenAPI description lets it through, and what this bot must never send.

use serde_json::Value;

/// Everything wrong with a request.
pub fn check(method: &str, path: &str, body: &Value) -> Vec<String> {
    let mut breaches = Breaches::default();
    let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
    match (method, parts.as_slice()) {
        ("POST", ["channels", _, "messages"]) => breaches.message(body, true),
        ("PATCH", ["channels", _, "messages", _]) => breaches.message(body, false),
        ("POST", ["webhooks", _, _]) => breaches.message(body, true),
        ("PATCH", ["webhooks", _, _, "messages", _]) => breaches.message(body, false),
        ("POST", ["interactions", _, _, "callback"]) => breaches.callback(body),
        ("PUT", ["applications", _, "commands"]) => breaches.commands(body),
        _ => {}
    }
    breaches.0
}

/// Everything wrong with the files beside a body.
pub fn files(body: &Value, files: &[(String, axum::body::Bytes)]) -> Vec<String> {
    let message = if body["data"].is_object() { &body["data"] } else { body };
    let attached = message["attachments"].as_array().cloned().unwrap_or_default();
    let mut breaches = Breaches::default();
    if attached.len() != files.len() {
        breaches.add(format!("{} files, and {} told of", files.len(), attached.len()));
    }
    for attachment in &attached {
        let field = format!("files[{}]", attachment["id"].as_str().unwrap_or_default());
        match files.iter().find(|(name, _)| *name == field) {
            None => breaches.add(format!("no file {field}")),
            Some((_, held)) if held.len() > 10 << 20 => breaches.add("a file of more than 10 MiB"),
            Some((_, held)) if attachment["filename"].as_str().is_some_and(|name| name.ends_with(".png")) && !held.starts_with(b"\x89PNG") => {
                breaches.add("a picture that is none");
            }
            Some(_) => {}
        }
        let told = attachment["description"].as_str().unwrap_or_default().chars().count();
        if told == 0 || told > 1_024 {
            breaches.add(format!("a file described in {told} characters"));
        }
    }
    breaches.0
}

#[derive(Default)]
struct Breaches(Vec<String>);

impl Breaches {
    fn add(&mut self, what: impl Into<String>) {
        self.0.push(what.into());
    }

    fn callback(&mut self, body: &Value) {
        match body["type"].as_u64() {
            // A pong, "I'll answer later", "I'll edit later": nothing to say yet.
            Some(1 | 5 | 6) => {}
            Some(4) => self.message(&body["data"], true),
            Some(7) => self.message(&body["data"], false),
            Some(9) => self.modal(&body["data"]),
            other => self.add(format!("callback of unknown type {other:?}")),
        }
    }

    /// `whole`: a message that is made, and must hold something. An edit may leave things as they are.
    fn message(&mut self, message: &Value, whole: bool) {
        let content = message["content"].as_str().unwrap_or_default();
        let length = content.chars().count();
        if length > 2_000 {
            self.add(format!("content of {length} characters, more than 2,000"));
        }
        if whole && content.trim().is_empty() && !holds_something(message) {
            self.add("an empty message");
        }
        let mentions = &message["allowed_mentions"];
        if whole || !content.is_empty() {
            if !mentions.is_object() {
                self.add("no allowed_mentions: whatever looks like a ping, pings");
            } else {
                let pings = |field: &str| mentions[field].as_array().is_some_and(|list| !list.is_empty());
                if ["parse", "users", "roles"].into_iter().any(pings) || mentions["replied_user"] == true {
                    self.add("allowed_mentions lets someone be pinged");
                }
            }
        }
        if let Some(nonce) = message["nonce"].as_str()
            && nonce.chars().count() > 25
        {
            self.add("a nonce of more than 25 characters");
        }
        self.components(&message["components"], message["flags"].as_u64().unwrap_or(0));
    }

    fn components(&mut self, rows: &Value, flags: u64) {
        const COMPONENTS_V2: u64 = 1 << 15;
        let Some(rows) = rows.as_array() else { return };
        if rows.len() > 5 && flags & COMPONENTS_V2 == 0 {
            self.add("more than 5 rows of components");
        }
        let mut ids = Vec::new();
        for row in rows {
            let parts = row["components"].as_array().cloned().unwrap_or_default();
            if row["type"] == 1 && (parts.is_empty() || parts.len() > 5) {
                self.add(format!("a row of {} components", parts.len()));
            }
            for part in &parts {
                self.component(part, &mut ids);
            }
        }
    }

    fn component(&mut self, part: &Value, ids: &mut Vec<String>) {
        let kind = part["type"].as_u64().unwrap_or(0);
        let style = part["style"].as_u64().unwrap_or(0);
        let needs_id = match kind {
            // Links (5) and purchases (6) have none.
            2 => !matches!(style, 5 | 6),
            3..=8 => true,
            _ => false,
        };
        let id = part["custom_id"].as_str().unwrap_or_default();
        if needs_id && id.is_empty() {
            self.add(format!("a component of type {kind} without custom_id"));
        }
        if id.chars().count() > 100 {
            self.add("a custom_id of more than 100 characters");
        }
        if !id.is_empty() {
            if ids.iter().any(|other| other == id) {
                self.add(format!("the custom_id {id} twice in one message"));
            }
            ids.push(id.to_owned());
        }
        if kind == 2 {
            let label = part["label"].as_str().unwrap_or_default();
            if label.chars().count() > 80 {
                self.add("a button's label of more than 80 characters");
            }
            if label.is_empty() && part["emoji"].is_null() && style != 6 {
                self.add("a button with neither label nor emoji");
            }
        }
    }

    fn modal(&mut self, modal: &Value) {
        let title = modal["title"].as_str().unwrap_or_default().chars().count();
        if title == 0 || title > 45 {
            self.add(format!("a modal's title of {title} characters"));
        }
        let id = modal["custom_id"].as_str().unwrap_or_default().chars().count();
        if id == 0 || id > 100 {
            self.add("a modal without a sound custom_id");
        }
        self.components(&modal["components"], 0);
    }

    fn commands(&mut self, body: &Value) {
        let mut seen = Vec::new();
        for command in body.as_array().into_iter().flatten() {
            let kind = command["type"].as_u64().unwrap_or(1);
            let name = command["name"].as_str().unwrap_or_default();
            if seen.contains(&(kind, name)) {
                self.add(format!("the command {name} twice"));
            }
            seen.push((kind, name));
            let description = command["description"].as_str().unwrap_or_default();
            if kind == 1 {
                self.slash_name(name);
                self.description(name, description);
                self.options(name, &command["options"]);
            } else if !description.is_empty() {
                self.add(format!("the menu entry {name} has a description"));
            }
        }
    }

    fn options(&mut self, of: &str, options: &Value) {
        let mut optional_before = false;
        for option in options.as_array().into_iter().flatten() {
            let name = option["name"].as_str().unwrap_or_default();
            self.slash_name(name);
            self.description(&format!("{of} {name}"), option["description"].as_str().unwrap_or_default());
            let required = option["required"] == true;
            if required && optional_before {
                self.add(format!("{of}: the required option {name} after an optional one"));
            }
            optional_before |= !required;
            self.options(&format!("{of} {name}"), &option["options"]);
        }
    }

    fn slash_name(&mut self, name: &str) {
        let length = name.chars().count();
        let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
        if length == 0 || length > 32 || !name.chars().all(sound) || name.to_lowercase() != name {
            self.add(format!("{name:?} is no name for a slash command or its option"));
        }
    }

    fn description(&mut self, of: &str, description: &str) {
        let length = description.chars().count();
        if length == 0 || length > 100 {
            self.add(format!("{of}: a description of {length} characters"));
        }
    }
}

fn holds_something(message: &Value) -> bool {
    let filled = |field: &str| message[field].as_array().is_some_and(|list| !list.is_empty());
    ["embeds", "components", "sticker_ids", "attachments"].into_iter().any(filled) || message["poll"].is_object()
}
