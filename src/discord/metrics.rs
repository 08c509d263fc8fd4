//! What an operator can count: no text, no person, no server; of risk nothing but how often it was answered to.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use serenity::{ConnectionStage, ShardManager};

use super::shards::Own;
use crate::reflection::Kind;
use crate::store::StoreError;

/// One label with one of a few words.
type Label = [(&'static str, &'static str); 1];
/// A shard's number.
type OfShard = [(&'static str, u32); 1];

/// What was asked for by whom who waits for the answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    /// A message.
    Message,
    /// A command.
    Command,
    /// A press on a button, a choice in a menu, a modal.
    Press,
}

/// All numbers.
pub(super) struct Metrics {
    registry: Registry,
    replies: Family<Label, Counter>,
    risk: Counter,
    answered: Family<Label, Histogram, fn() -> Histogram>,
    failed: Counter,
    store: Histogram,
    store_errors: Family<Label, Counter>,
    connected: Family<OfShard, Gauge>,
    latency: Family<OfShard, Gauge<f64, AtomicU64>>,
}

/// From half a millisecond to four seconds and more.
fn times() -> Histogram {
    Histogram::new((0..14).map(|doubled| 0.0005 * f64::from(1 << doubled)))
}

impl Metrics {
    /// All at nought.
    pub(super) fn new() -> Metrics {
        let mut metrics = Metrics {
            registry: Registry::with_prefix("felt"),
            replies: Family::default(),
            risk: Counter::default(),
            answered: Family::new_with_constructor(times as fn() -> Histogram),
            failed: Counter::default(),
            store: times(),
            store_errors: Family::default(),
            connected: Family::default(),
            latency: Family::default(),
        };
        let all = &mut metrics.registry;
        all.register("replies", "What was said, by its kind", metrics.replies.clone());
        all.register(
            "risk_answers",
            "How often someone may have been at risk and was answered so",
            metrics.risk.clone(),
        );
        all.register_with_unit(
            "answer",
            "From having all of a message, command or press to its answer being taken by Discord",
            Unit::Seconds,
            metrics.answered.clone(),
        );
        all.register("unanswered", "Messages, commands and presses whose answer failed", metrics.failed.clone());
        all.register_with_unit("store", "What a call to the store takes", Unit::Seconds, metrics.store.clone());
        all.register("store_errors", "Calls to the store that failed, by cause", metrics.store_errors.clone());
        all.register("shard_connected", "Whether a shard of this process is connected", metrics.connected.clone());
        all.register_with_unit(
            "shard_latency",
            "How long Discord took to answer a shard's last sign of life",
            Unit::Seconds,
            metrics.latency.clone(),
        );
        for cause in ["full", "away", "unreadable"] {
            drop(metrics.store_errors.get_or_create(&[("cause", cause)]));
        }
        metrics
    }

    /// The engine has answered, with what is of this kind.
    pub(super) fn said(&self, kind: &'static str) {
        if kind == Kind::Safety.name() {
            self.risk.inc();
        } else {
            self.replies.get_or_create(&[("kind", kind)]).inc();
        }
    }

    /// Someone got their answer, or it failed.
    pub(super) fn answered<E>(&self, asked: Asked, took: Duration, outcome: &Result<(), E>) {
        let to = match asked {
            Asked::Message => "message",
            Asked::Command => "command",
            Asked::Press => "press",
        };
        match outcome {
            Ok(()) => self.answered.get_or_create(&[("to", to)]).observe(took.as_secs_f64()),
            Err(_) => {
                self.failed.inc();
            }
        }
    }

    /// The store was asked for something.
    pub(super) fn stored<T>(&self, took: Duration, outcome: &Result<T, StoreError>) {
        self.store.observe(took.as_secs_f64());
        if let Err(why) = outcome {
            let cause = match why {
                StoreError::Full => "full",
                StoreError::Away(_) => "away",
                StoreError::Unreadable(_) | StoreError::Open { .. } => "unreadable",
            };
            self.store_errors.get_or_create(&[("cause", cause)]).inc();
        }
    }

    /// All of it, as Prometheus reads it.
    pub(super) async fn page(&self, shards: &ShardManager, own: Option<&Own>) -> String {
        for (shard, connected, latency) in states(shards, own).await {
            self.connected.get_or_create(&[("shard", shard)]).set(i64::from(connected));
            if let Some(latency) = latency {
                self.latency.get_or_create(&[("shard", shard)]).set(latency.as_secs_f64());
            }
        }
        let mut page = String::new();
        // A text in memory takes whatever is written.
        let _ = encode(&mut page, &self.registry);
        page
    }
}

/// Each shard of this process: its number, whether it is connected, how fast Discord answers it.
pub(super) async fn states(shards: &ShardManager, own: Option<&Own>) -> Vec<(u32, bool, Option<Duration>)> {
    let runners = shards.runners.lock().await;
    let state = |shard| match runners.get(&serenity::ShardId(shard)) {
        Some(runner) => (shard, runner.stage == ConnectionStage::Connected, runner.latency),
        None => (shard, false, None),
    };
    own.into_iter().flat_map(|own| own.range.clone()).map(state).collect()
}
