//! A bot without a gateway, for `fuzz/targets/interaction.rs`: it takes what Discord would send, and its answers go nowhere.

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
