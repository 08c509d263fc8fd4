//! People and places, and how Discord describes them.

use serde_json::{Value, json};

use super::state::Interaction;

/// The bot's user id, and its application's.
pub const BOT: u64 = 1_000_000_000_000_000_001;
/// The one server.
pub const GUILD: u64 = 1_000_000_000_000_000_100;
/// The one channel that everyone on the server reads.
pub const CHANNEL: u64 = 1_000_000_000_000_000_200;
/// The other servers' ids begin here, each a step of Discord's shard formula after the one before: number n is on shard n % total.
const OTHER_GUILDS: u64 = 240_000_000_000;
/// Their channels' ids.
const OTHER_CHANNELS: u64 = 1_200_000_000_000_000_000;
/// What is added to a person's number to get the channel of their direct messages with the bot.
const DIRECT: u64 = 1_000_000_000_000_500_000;
/// Ids from here on are given while the stand-in runs.
pub const MADE: u64 = 1_300_000_000_000_000_000;
/// What someone may do who manages the server, and what the bot may: all that a text channel knows.
const MANAGES: u64 = 2_248_473_465_835_073 | 1 << 5 | 1 << 35 | 1 << 36 | 1 << 38;
/// What others may do.
const MAY: u64 = MANAGES & !(1 << 3 | 1 << 5);
/// Some moment.
const THEN: &str = "2025-01-01T00:00:00.000000+00:00";

/// Someone who writes.
#[derive(Debug, Clone)]
pub struct Person {
    /// The user's id.
    pub id: u64,
    name: String,
    bot: bool,
    /// The roles on the server.
    roles: Vec<u64>,
    /// Whether the person may manage the server.
    moderates: bool,
}

impl Person {
    /// A person, told apart by a small number.
    pub fn new(number: u64) -> Person {
        Person {
            id: 1_000_000_000_000_001_000 + number,
            name: format!("person{number}"),
            bot: false,
            roles: Vec::new(),
            moderates: false,
        }
    }

    /// The same person, who may manage the server.
    pub fn moderating(mut self) -> Person {
        self.moderates = true;
        self
    }

    /// The same person, with a role on the server.
    pub fn with_role(mut self, role: u64) -> Person {
        self.roles.push(role);
        self
    }

    /// Another bot.
    pub fn other_bot() -> Person {
        Person {
            id: 1_000_000_000_000_009_999,
            name: "otherbot".into(),
            bot: true,
            roles: Vec::new(),
            moderates: false,
        }
    }

    /// The bot that is tested, as the author of a message.
    pub fn the_bot() -> Person {
        Person {
            id: BOT,
            name: "felt".into(),
            bot: true,
            roles: Vec::new(),
            moderates: false,
        }
    }

    /// The place where this person and the bot are alone.
    pub fn direct(&self) -> Place {
        Place::Direct(DIRECT + (self.id % 100_000))
    }

    /// How Discord describes this user.
    pub fn user(&self) -> Value {
        json!({
            "id": self.id.to_string(), "username": self.name, "discriminator": "0", "global_name": null,
            "avatar": null, "bot": self.bot, "public_flags": 0, "flags": 0, "primary_guild": null,
        })
    }

    fn member(&self) -> Value {
        json!({
            "avatar": null, "banner": null, "communication_disabled_until": null, "deaf": false, "flags": 0,
            "joined_at": THEN, "mute": false, "nick": null, "pending": false, "premium_since": null,
            "roles": self.roles.iter().map(u64::to_string).collect::<Vec<_>>(),
        })
    }
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The server's channel.
    Public,
    /// The one channel of another server, by the server's number: it is on shard number % total.
    Elsewhere(u64),
    /// A channel of direct messages, by its id.
    Direct(u64),
    /// A thread in the server's channel, by its id.
    Thread(u64),
}

impl Place {
    /// The channel's id.
    pub fn channel(self) -> u64 {
        match self {
            Place::Public => CHANNEL,
            Place::Elsewhere(number) => OTHER_CHANNELS + number,
            Place::Direct(id) | Place::Thread(id) => id,
        }
    }

    /// Whether it is on the server.
    pub fn on_server(self) -> bool {
        !matches!(self, Place::Direct(_))
    }

    /// The server's id.
    pub fn guild(self) -> u64 {
        match self {
            Place::Elsewhere(number) => (OTHER_GUILDS + number) << 22,
            _ => GUILD,
        }
    }

    /// The place with this id, where there is one.
    pub fn of(channel: u64) -> Option<Place> {
        match channel {
            CHANNEL => Some(Place::Public),
            id if (OTHER_CHANNELS..OTHER_CHANNELS + 10_000).contains(&id) => Some(Place::Elsewhere(id - OTHER_CHANNELS)),
            // What the stand-in makes has ids past these.
            id if id >= MADE => Some(Place::Thread(id)),
            id if id >= DIRECT => Some(Place::Direct(id)),
            _ => None,
        }
    }

    /// How Discord describes the channel.
    pub fn describe(self) -> Value {
        match self {
            Place::Public | Place::Elsewhere(_) => json!({
                "id": self.channel().to_string(), "type": 0, "guild_id": self.guild().to_string(), "name": "general", "position": 0,
                "permission_overwrites": [], "nsfw": false, "topic": null, "last_message_id": null, "parent_id": null,
                "flags": 0, "rate_limit_per_user": 0,
            }),
            Place::Thread(id) => json!({
                "id": id.to_string(), "type": 12, "guild_id": GUILD.to_string(), "name": "a thread", "parent_id": CHANNEL.to_string(),
                "owner_id": BOT.to_string(), "last_message_id": null, "flags": 0, "rate_limit_per_user": 0, "message_count": 0,
                "member_count": 2, "total_message_sent": 0, "position": 0,
                "thread_metadata": {
                    "archived": false, "archive_timestamp": THEN, "auto_archive_duration": 60, "locked": false, "invitable": false,
                    "create_timestamp": THEN,
                },
            }),
            Place::Direct(id) => {
                json!({"id": id.to_string(), "type": 1, "last_message_id": null, "recipients": [], "flags": 0})
            }
        }
    }
}

/// The channel with this id, where there is one.
pub fn channel(id: u64) -> Option<Value> {
    Place::of(id).map(Place::describe)
}

/// A message as Discord describes it.
pub fn message(id: u64, author: &Person, place: Place, text: &str) -> Value {
    let mentions: Vec<_> = if names_bot(text) { vec![Person::the_bot().user()] } else { vec![] };
    let mut message = json!({
        "id": id.to_string(), "channel_id": place.channel().to_string(), "author": author.user(), "content": text,
        "timestamp": THEN, "edited_timestamp": null, "tts": false,
        "mention_everyone": text.contains("@everyone"), "mentions": mentions, "mention_roles": [],
        "attachments": [], "embeds": [], "components": [], "pinned": false, "type": 0, "flags": 0,
        "channel_type": place.describe()["type"],
    });
    if place.on_server() {
        merge(&mut message, json!({"guild_id": place.guild().to_string(), "member": author.member()}));
    }
    message
}

fn names_bot(text: &str) -> bool {
    text.contains(&format!("<@{BOT}>")) || text.contains(&format!("<@!{BOT}>"))
}

/// Takes away what Discord keeps from a bot without the Message Content intent.
pub fn hide_content(message: &mut Value, place: Place) {
    let mentioned = message["mentions"]
        .as_array()
        .is_some_and(|users| users.iter().any(|user| user["id"] == BOT.to_string().as_str()));
    let own = message["author"]["id"] == BOT.to_string().as_str();
    if place.on_server() && !mentioned && !own {
        merge(message, json!({"content": "", "embeds": [], "attachments": [], "components": []}));
    }
}

/// An interaction as Discord describes it.
pub fn interaction(interaction: &Interaction, who: &Person, place: Place, kind: u8, data: Value) -> Value {
    let public = place.on_server();
    let mut payload = json!({
        "id": interaction.id.to_string(), "application_id": BOT.to_string(), "type": kind, "data": data,
        "channel": place.describe(), "channel_id": place.channel().to_string(), "token": interaction.token,
        "version": 1, "app_permissions": MANAGES.to_string(), "locale": "en-US", "entitlements": [],
        "authorizing_integration_owners": {"0": if public { place.guild().to_string() } else { "0".into() }},
        "context": if public { 0 } else { 1 }, "attachment_size_limit": 10_485_760,
    });
    if public {
        let mut member = who.member();
        let may = if who.moderates { MANAGES } else { MAY };
        merge(&mut member, json!({"user": who.user(), "permissions": may.to_string()}));
        let guild = json!({"id": place.guild().to_string(), "locale": "en-US", "features": []});
        merge(
            &mut payload,
            json!({"guild_id": place.guild().to_string(), "guild": guild, "guild_locale": "en-US", "member": member}),
        );
    } else {
        merge(&mut payload, json!({"user": who.user()}));
    }
    payload
}

/// What READY tells.
pub fn ready(session: &str, url: &str, shard: &Value) -> Value {
    let mut user = Person::the_bot().user();
    merge(&mut user, json!({"verified": true, "mfa_enabled": false, "email": null}));
    json!({
        "v": 10, "user": user, "guilds": [{"id": GUILD.to_string(), "unavailable": true}],
        "session_id": session, "resume_gateway_url": url, "shard": shard,
        "application": {"id": BOT.to_string(), "flags": 0},
    })
}

/// The one server, as the list of those that the bot is on tells it.
pub fn membership() -> Value {
    json!({
        "id": GUILD.to_string(), "name": "A server", "icon": null, "banner": null, "owner": false,
        "permissions": MAY.to_string(), "features": [],
    })
}

/// What GUILD_CREATE tells.
pub fn guild() -> Value {
    json!({
        "id": GUILD.to_string(), "name": "A server", "icon": null, "icon_hash": null, "splash": null,
        "discovery_splash": null, "owner_id": "1000000000000001001", "afk_channel_id": null, "afk_timeout": 300,
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "roles": [],
        "emojis": [], "features": [], "mfa_level": 0, "application_id": null, "system_channel_id": null,
        "system_channel_flags": 0, "rules_channel_id": null, "vanity_url_code": null, "description": null,
        "banner": null, "premium_tier": 0, "preferred_locale": "en-US", "public_updates_channel_id": null,
        "nsfw_level": 0, "stickers": [], "premium_progress_bar_enabled": false, "joined_at": THEN, "large": false,
        "unavailable": false, "member_count": 3, "voice_states": [], "members": [], "threads": [], "presences": [],
        "stage_instances": [], "guild_scheduled_events": [], "channels": [Place::Public.describe()],
    })
}

/// Writes the fields of one object into another.
pub fn merge(into: &mut Value, fields: Value) {
    let (Value::Object(into), Value::Object(fields)) = (into, fields) else {
        panic!("both are objects")
    };
    into.extend(fields);
}
