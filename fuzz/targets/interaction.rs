//! Whatever Discord sends when somebody uses a command, presses, chooses or fills a field in: it is answered or refused, and the bot stays up.
//!
//! The payload is JSON, as on the gateway. Answers go to an address where nobody listens.
#![no_main]

use std::cell::OnceCell;

use felt::discord::fuzzed::Bot;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

thread_local! {
    static BOT: OnceCell<(Bot, TempDir)> = const { OnceCell::new() };
}

fuzz_target!(|payload: &[u8]| {
    BOT.with(|bot| {
        let (bot, _) = bot.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder");
            (Bot::start(folder.path()), folder)
        });
        bot.take(payload);
    });
});
