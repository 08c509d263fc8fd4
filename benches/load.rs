//! How much the bot answers: the built process and the stand-in for Discord together, over sockets on this machine.
//!
//! `cargo bench --bench load`: 10,000 messages at a pace of 500 a second, then as many again all at once. It prints what
//! `docs/performance.md` gives: replies a second, the time from an event in to the request out, and memory held with
//! 1,000 servers told of.

#[path = "../tests/stand_in/mod.rs"]
mod stand_in;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::json;
use stand_in::bot::Bot;
use stand_in::{Person, StandIn};

const MESSAGES: u64 = 10_000;
const PEOPLE: u64 = 2_000;
const SERVERS: u64 = 1_000;
/// Messages a second, where they are paced: half of what the bot must be able to answer.
const PACE: f64 = 500.0;
/// Statements as people write them in a chat; each message has one.
const SAID: [&str; 6] = [
    "My sister moved out last week and the flat is so quiet now.",
    "I failed my exam and I don't know how to tell my parents.",
    "work was awful today, my boss shouted at me in front of everyone",
    "I'm so tired of pretending that everything is fine when it isn't.",
    "My grandmother is in hospital and I can't visit her until Sunday.",
    "I finally finished the thing I had been putting off for months!",
];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.typing = false\nlog.level = \"warn\"").await;
    println!("memory after the start: {:.1} MiB", bot.memory());
    for number in 0..SERVERS {
        discord.event("GUILD_CREATE", &server(number));
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("memory with {SERVERS} servers told of: {:.1} MiB", bot.memory());

    let paced = run(&discord, Some(PACE)).await;
    let at = |share: f64| paced.waits[((paced.waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "at {PACE} a second, from event to request: median {:.2} ms, 99th of a hundred {:.2} ms, longest {:.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    println!("memory then: {:.1} MiB, at most {:.1} MiB", bot.memory(), bot.memory_at_most());
    let flood = run(&discord, None).await;
    let (took, memory) = (flood.took.as_secs_f64(), bot.memory_at_most());
    println!(
        "all at once: {MESSAGES} messages in {took:.2} s, {:.0} replies a second, memory at most {memory:.1} MiB",
        MESSAGES as f64 / took
    );
    println!("processor time of the bot: {:.2} s for {} replies", bot.processor(), 2 * MESSAGES);
    bot.stop().await;
}

struct Measured {
    took: Duration,
    /// From event to request, in order of length.
    waits: Vec<Duration>,
}

/// People write; the answers are waited for. `pace` is in messages a second.
async fn run(discord: &StandIn, pace: Option<f64>) -> Measured {
    let before = discord.requests().len();
    let began = Instant::now();
    let mut said = HashMap::new();
    for number in 0..MESSAGES {
        if let Some(pace) = pace {
            let due = began + Duration::from_secs_f64(number as f64 / pace);
            // Timers are no finer than a millisecond: what is due by then goes together.
            if due > Instant::now() {
                tokio::time::sleep_until(due.into()).await;
            }
        } else if number % 64 == 0 {
            tokio::task::yield_now().await;
        }
        let person = Person::new(number % PEOPLE);
        let text = SAID[number as usize % SAID.len()];
        let at = Instant::now();
        said.insert(discord.say(&person, person.direct(), text).to_string(), at);
    }
    while discord.request_count() < before + MESSAGES as usize {
        assert!(began.elapsed() < Duration::from_secs(120), "replies are missing");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut last = began;
    let mut waits = Vec::new();
    for request in &discord.requests()[before..] {
        let to = request.body["message_reference"]["message_id"].as_str().unwrap_or_default();
        let at = said.remove(to).expect("each message is answered once");
        waits.push(request.at.saturating_duration_since(at));
        last = last.max(request.at);
    }
    assert!(said.is_empty(), "each message is answered");
    waits.sort();
    Measured { took: last - began, waits }
}

fn server(number: u64) -> serde_json::Value {
    let id = |kind: u64, n: u64| (1_100_000_000_000_000_000 + kind * 1_000_000_000_000 + n).to_string();
    let channels: Vec<_> = (0..40)
        .map(|n| {
            json!({
                "id": id(2, number * 100 + n), "type": 0, "name": format!("channel-{n}"), "position": n, "permission_overwrites": [],
                "nsfw": false, "topic": null, "last_message_id": null, "parent_id": null, "flags": 0, "rate_limit_per_user": 0,
            })
        })
        .collect();
    json!({
        "id": id(1, number), "name": format!("Server {number}"), "icon": null, "icon_hash": null, "splash": null, "discovery_splash": null,
        "owner_id": "1000000000000001001", "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "roles": [], "emojis": [], "features": [], "mfa_level": 0,
        "application_id": null, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null, "vanity_url_code": null,
        "description": null, "banner": null, "premium_tier": 0, "preferred_locale": "en-US", "public_updates_channel_id": null,
        "nsfw_level": 0, "stickers": [], "premium_progress_bar_enabled": false, "joined_at": "2025-01-01T00:00:00.000000+00:00",
        "large": false, "unavailable": false, "member_count": 500, "voice_states": [], "members": [], "threads": [], "presences": [],
        "stage_instances": [], "guild_scheduled_events": [], "channels": channels,
    })
}
