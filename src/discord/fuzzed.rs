//! A bot without a gateway, for `fuzz/targets/interaction.rs` and the test below: it takes what Discord would send, and its answers go nowhere.

use std::path::Path;
use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{HttpBuilder, Interaction, ResolvedTarget, ResolvedValue};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

use super::kept::Kept;
use super::message::{Arrived, meaning};
use super::metrics::Metrics;
use super::talks::Key;
use super::{Data, Shared, buttons, modals, sitting};
use crate::Engine;
use crate::practice;
use crate::settings::Settings;
use crate::store::{Secret, Sqlite};

/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The bot.
pub struct Bot {
    runtime: Runtime,
    http: serenity::Http,
    data: Shared,
}

impl Bot {
    /// Starts it, with its store in a folder.
    #[expect(clippy::missing_panics_doc, reason = "it must stand, or there is nothing to try")]
    pub fn start(folder: &Path) -> Bot {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let settings = Settings::parse("none", &format!("discord.api = \"{NOWHERE}\"")).expect("sound");
        let engine = Box::leak(Box::new(Engine::built_in().expect("sound")));
        let practice = Box::leak(Box::new(practice::built_in().expect("sound")));
        let metrics = Arc::new(Metrics::new());
        let store = runtime.block_on(Sqlite::open(&folder.join("felt.sqlite"))).expect("a store");
        let secret = Secret::new(&"not a secret at all ".repeat(2)).expect("long enough");
        let kept = Arc::new(Kept::new(Box::new(store), secret, settings.talks.at_most, metrics.clone()));
        let data = Data::new(settings, engine, practice, kept, metrics, runtime.handle().clone(), CancellationToken::new());
        Bot {
            http: HttpBuilder::new("none").proxy(NOWHERE).ratelimiter_disabled(true).build(),
            data: Box::leak(Box::new(data)),
            runtime,
        }
    }

    /// Takes what Discord would send, as JSON: an interaction, or a message. What it answers cannot be sent; that is no fault.
    pub fn take(&self, payload: &[u8]) {
        if let Ok(interaction) = serde_json::from_slice::<Interaction>(payload) {
            self.runtime.block_on(self.interaction(&interaction));
        } else if let Ok(message) = serde_json::from_slice::<serenity::Message>(payload) {
            meaning(&Arrived {
                text: &message.content,
                bot: 1,
                author: message.author.id.get(),
                by_program: message.author.bot,
                typed: true,
                direct: message.guild_id.is_none(),
                listened: false,
                mentions_bot: true,
            });
        }
    }

    async fn interaction(&self, interaction: &Interaction) {
        match interaction {
            Interaction::Component(press) => drop(buttons::pressed(&self.http, self.data, press).await),
            Interaction::Modal(sent) => drop(modals::sent(&self.http, self.data, sent).await),
            // poise finds the command; what the commands then do with a text, a message or a name is done here
            Interaction::Command(used) => {
                let key = Key {
                    person: used.user.id.get(),
                    channel: used.channel_id.get(),
                    private: true,
                };
                let server = used.guild_id.map(serenity::GuildId::get);
                for option in used.data.options() {
                    if let ResolvedValue::String(text) = option.value {
                        modals::reflected(self.data, key, server, used.id.get(), text).await;
                        let theme = self.data.engine.prompts.theme(text);
                        sitting::prompt(self.data, [key, Key { private: false, ..key }], server, theme, used.id.get()).await;
                    }
                }
                if let Some(ResolvedTarget::Message(message)) = used.data.target() {
                    modals::reflected(self.data, key, server, used.id.get(), &message.content).await;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;
    use proptest::sample::select;
    use serde_json::{Value, json};

    use super::*;

    /// What takes the place of a value.
    const OTHER: [&str; 20] = [
        "",
        "0",
        "-1",
        "18446744073709551615",
        "felt:",
        "felt:p:said:0:9:::",
        "felt:p:next:18446744073709551615:255:loss:feeling:",
        "felt:p:finish:1:0::@:rosa-swims",
        "felt:r:more:00:0",
        "felt:check:said:99",
        "felt:role:said",
        "felt:progress:yes:1.2.3.4",
        "felt:settings:depth",
        "felt:setup:country",
        "I want to die",
        "My sister moved out and it's so quiet.",
        "\u{202e}**<@1>** ||x|| \u{0}",
        "null",
        "[]",
        "{}",
    ];

    /// Where in a payload its values stand.
    fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), found)),
            Value::Array(all) => all.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{at}/{n}"), found)),
            _ => found.push(at.to_owned()),
        }
    }

    fn seeds() -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/interaction");
        let files = fs::read_dir(folder).expect("the seeds are there");
        let mut seeds: Vec<_> = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("read")).collect();
        seeds.sort();
        assert!(seeds.len() >= 30, "{} seeds", seeds.len());
        seeds
    }

    #[test]
    fn whatever_discord_sends_is_answered_or_refused_and_the_bot_stays_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let bot = Bot::start(folder.path());
        for seed in seeds() {
            assert!(
                serde_json::from_str::<Interaction>(&seed).is_ok() || serde_json::from_str::<serenity::Message>(&seed).is_ok(),
                "a seed is what Discord sends: {seed}"
            );
            bot.take(seed.as_bytes());
        }
        // up to three of its values give way to others
        let changes = prop::collection::vec((any::<prop::sample::Index>(), select(&OTHER[..])), 1..4);
        let config = ProptestConfig {
            failure_persistence: None,
            rng_seed: proptest::test_runner::RngSeed::Fixed(1),
            ..ProptestConfig::with_cases(1_500)
        };
        proptest!(config, |(seed in select(seeds()), changes in changes)| {
            let mut payload: Value = serde_json::from_str(&seed).expect("JSON");
            let mut places = Vec::new();
            leaves(&payload, "", &mut places);
            for (at, other) in changes {
                let place: &String = at.get(&places);
                let place = payload.pointer_mut(place).expect("it was there");
                // of the same kind where it can be, so that it is read and not refused at once
                *place = match (place.is_string(), serde_json::from_str(other)) {
                    (false, Ok(other)) => other,
                    _ => json!(other),
                };
            }
            bot.take(payload.to_string().as_bytes());
        });
    }
}
