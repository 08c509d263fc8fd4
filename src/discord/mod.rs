//! The bot on Discord.
//!
//! Commands, events and buttons translate between Discord and the engine; they never think. What a
//! message means to the bot ([`message`]), what is said in which place ([`reply`]), and how a text
//! is made safe ([`text`]) is decided in functions that know no Discord and are tested alone.
//!
//! | part | what it does |
//! |---|---|
//! | `token` | finds the bot's token, says how to get one |
//! | `client` | connects, stays connected, stops cleanly |
//! | `events` | sends each event to its handler |
//! | `commands` | one file per command |
//! | `buttons` | what a press on a button does |
//! | `send` | the only place where words leave for Discord |
//! | `talks` | each person's talk, in memory, forgotten when idle |
//! | `rooms` | messages that wait: in order, a burst together |
//! | `kept` | what people have set, from the store |
//! | `error`, `log` | plain words for the user, causes for the operator, nobody's text in the log |

mod buttons;
mod client;
mod commands;
mod error;
mod events;
mod kept;
mod log;
mod message;
mod reply;
mod rooms;
mod safety;
mod send;
mod talks;
mod text;
mod token;

use std::process::ExitCode;
use std::sync::Arc;

use tokio_util::task::TaskTracker;

use crate::Engine;
use crate::settings::Settings;
use kept::Kept;
use rooms::Rooms;
use talks::Talks;

/// What every command and event can reach.
struct Data {
    settings: Settings,
    talks: Talks,
    /// Messages that wait for their answer.
    rooms: Rooms,
    /// What people have set.
    kept: Arc<Kept>,
    /// Where messages are answered.
    answering: tokio::runtime::Handle,
    /// Answers on their way: a shutdown waits for them.
    under_way: TaskTracker,
}

/// What went wrong, for the operator. The user is told in plain words by [`error`].
type Error = anyhow::Error;

/// What a command gets from poise.
type Context<'a> = poise::ApplicationContext<'a, Shared, Error>;

/// As long as the process lives, so that a task of its own can answer a message.
type Shared = &'static Data;

/// The exit code for what the operator must set right before the bot can start.
const NOT_SET_UP: u8 = 2;

/// Runs the bot until it is told to stop (SIGTERM or Ctrl-C).
///
/// # Errors
/// When the bot could not start, or Discord ended its work for good.
pub fn run(settings: Settings, engine: Engine) -> anyhow::Result<ExitCode> {
    let token = match token::find() {
        Ok(token) => token,
        Err(why) => {
            eprintln!("{why}");
            return Ok(ExitCode::from(NOT_SET_UP));
        }
    };
    log::start(settings.log.level);
    // The engine lives as long as the process, and so do the talks that borrow from it.
    let engine: &'static Engine = Box::leak(Box::new(engine));
    // Events are taken in by one thread, in the order they come; what answers them runs on all.
    let answering = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(client::run(settings, engine, &token, answering.handle().clone()));
    // Nothing of worth is left running: answers under way were waited for.
    runtime.shutdown_background();
    answering.shutdown_background();
    ended
}
