//! How soon the bot is there, and what a shard costs: the built process and the stand-in for Discord, over sockets on this machine.
//!
//! `cargo bench --bench start` prints what `docs/scaling.md` gives: from the start of the process to Discord's READY, with the
//! store in SQLite and, where `FELT_TEST_POSTGRES` names a server, in PostgreSQL; and the memory held with one shard and with eight.

#[path = "../tests/postgres/mod.rs"]
mod postgres;
#[path = "../tests/stand_in/mod.rs"]
mod stand_in;

use std::time::{Duration, Instant};

use postgres::Database;
use stand_in::bot::Bot;
use stand_in::{StandIn, TOKEN};

const RUNS: usize = 21;
const SHARDS: usize = 8;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    measure("SQLite", &[]).await;
    if let Some(database) = Database::make("start").await {
        let (address, secret) = (database.address(), "not a secret at all ".repeat(2));
        measure("PostgreSQL", &[("DATABASE_URL", &address), ("FELT_SECRET", &secret)]).await;
        database.end().await;
    }

    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, &format!("discord.shards.total = {SHARDS}")).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let one = bot.memory();
    while discord.identified().len() < SHARDS {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let all = bot.memory();
    let came = discord.identified();
    let took = came[SHARDS - 1].0 - came[0].0;
    println!("memory with 1 shard: {one:.1} MiB, with {SHARDS}: {all:.1} MiB; from the first to the last identify: {took:.1?}");
    bot.stop().await;
}

/// The first start makes the store; those after it find it.
async fn measure(store: &str, environment: &[(&str, &str)]) {
    let environment = [&[("DISCORD_TOKEN", TOKEN)][..], environment].concat();
    let (mut first, mut others) = (Duration::ZERO, Vec::new());
    let kept = tempfile::tempdir().expect("a folder");
    let settings = format!("store.file = {:?}", kept.path().join("felt.sqlite"));
    for run in 0..RUNS {
        let discord = StandIn::start().await;
        let began = Instant::now();
        let bot = Bot::launch(discord.api(), &settings, &environment);
        while discord.identified().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // READY follows an identify at once.
        let took = discord.identified()[0].0 - began;
        discord.ready().await;
        if run == 0 {
            first = took;
        } else {
            others.push(took);
        }
        bot.stop().await;
    }
    others.sort();
    println!(
        "from start to READY with {store}: at first use {first:.0?}, later {:.0?} (half of {} starts), at most {:.0?}",
        others[others.len() / 2],
        others.len(),
        others[others.len() - 1]
    );
}
