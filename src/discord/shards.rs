//! Signs in: which shards this process runs, and when each may identify.
//!
//! Discord takes one identify in five seconds for each of `max_concurrency` queues, whatever process it comes from; a shard
//! waits in the queue of its number modulo `max_concurrency`. serenity waits five seconds between the shards of one process
//! and knows of no other. So each shard's first identify waits for its queue's turn, which the store gives to one process at
//! a time; later ones (after a session that could not be resumed) are serenity's own, which has no place to wait in.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use serenity::{ConnectionStage, ShardId, ShardManager};

use super::Shared;
use crate::settings::shard_of;
use crate::store::Turn;

/// A day in milliseconds: Discord counts sign-ins by the day.
const DAY: u64 = 24 * 60 * 60 * 1000;
/// A queue takes one identify in this time.
const QUEUE: Duration = Duration::from_secs(5);
/// A shard that is not there by then keeps others waiting no longer.
const SIGNED_IN_AT_MOST: Duration = Duration::from_secs(30);

/// The shards of this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Own {
    /// Theirs, both ends included.
    pub(super) range: RangeInclusive<u32>,
    /// How many there are in all processes together.
    pub(super) total: u32,
}

impl Own {
    /// Whether a server's events come to this process.
    pub(super) fn has(&self, server: u64) -> bool {
        self.range.contains(&shard_of(server, self.total))
    }

    fn count(&self) -> u64 {
        u64::from(self.range.end() - self.range.start()) + 1
    }
}

/// Signs in with this process's shards, and stays until the end.
pub(super) async fn stay_connected(client: &mut serenity::Client, data: Shared) -> serenity::Result<()> {
    let (own, queues) = loop {
        let advised = client.http.get_bot_gateway().await?;
        let wanted = &data.settings.discord.shards;
        let total = wanted.total.unwrap_or(advised.shards).max(1);
        let range = wanted.of(total);
        let own = Own { range, total };
        let limit = advised.session_start_limit;
        if limit.remaining >= own.count() {
            break (own, u32::try_from(limit.max_concurrency).unwrap_or(1).max(1));
        }
        // Past the day's sign-ins Discord resets the token. A bot that is restarted over and over gets here.
        let wait = Duration::from_millis(limit.reset_after.clamp(100, DAY));
        tracing::warn!(seconds = wait.as_secs(), "no sign-ins are left for today: waiting for more");
        tokio::time::sleep(wait).await;
    };
    let own = data.shards.get_or_init(|| own);
    data.take_up_threads(own).await;
    let (first, last) = (*own.range.start(), *own.range.end());
    let manager = client.shard_manager.clone();
    let turn = data.kept.turn(first % queues).await;
    let others = async {
        tokio::spawn(hold(turn, manager.clone(), first));
        // only with the first does the manager learn of how many the others are
        while first < last && !manager.runners.lock().await.contains_key(&ShardId(first)) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        for shard in first + 1..=last {
            let turn = data.kept.turn(shard % queues).await;
            // A restart of what was never started is its start; that nothing is left to shut down must be said.
            manager.shutdown_finished(ShardId(shard));
            manager.restart(ShardId(shard)).await;
            tokio::spawn(hold(turn, manager.clone(), shard));
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        // serenity's ranges include their end.
        ended = client.start_shard_range(first..first, own.total) => ended,
        () = others => Ok(()),
    }
}

/// Keeps a queue's turn until the shard is signed in and the queue may take the next.
async fn hold(turn: Option<Turn>, manager: Arc<ShardManager>, shard: u32) {
    let Some(turn) = turn else { return };
    let signed_in = async {
        while !is_connected(&manager, shard).await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    if tokio::time::timeout(SIGNED_IN_AT_MOST, signed_in).await.is_err() {
        tracing::warn!(shard, "a shard is not signed in yet; others go on");
    }
    tokio::time::sleep(QUEUE).await;
    turn.end().await;
}

async fn is_connected(manager: &ShardManager, shard: u32) -> bool {
    let runners = manager.runners.lock().await;
    runners.get(&ShardId(shard)).is_some_and(|runner| runner.stage == ConnectionStage::Connected)
}
