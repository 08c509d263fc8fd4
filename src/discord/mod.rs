//! The bot on Discord.
//!
//! Commands, events and buttons translate between Discord and the engine; they never think. What a
//! message means to the bot (`message`), what is said in which place (`reply`), and how a text
//! is made safe (`text`) is decided in functions that know no Discord and are tested alone.
//!
//! | part | what it does |
//! |---|---|
//! | `token` | finds the bot's token, says how to get one |
//! | `client` | connects, stays connected, stops cleanly |
//! | `shards` | signs in, each shard in its turn |
//! | `events` | sends each event to its handler |
//! | `answer` | answers messages |
//! | `commands` | one file per command |
//! | `buttons`, `verdict`, `modals` | what a press, a choice or a modal does |
//! | `sitting` | something to sit with, and cards |
//! | `practice`, `roleplay`, `selfcheck` | practising with made-up clients, with one another; the check for listeners |
//! | `progress` | numbers of practice over time |
//! | `settings`, `setup` | the panels of a person and of a server |
//! | `send`, `asked`, `widgets` | the only places where words leave for Discord |
//! | `reply`, `under` | what is said where, and what stands under it |
//! | `talks` | each person's talk, in memory, forgotten when idle |
//! | `awhile` | what is held in memory for a while, and forgotten when idle |
//! | `rooms` | messages that wait: in order, a burst together |
//! | `listening`, `threads` | threads on servers in which a person is listened to |
//! | `pace` | how fast a person may use commands |
//! | `kept` | what people and moderators have set, from the store |
//! | `metrics`, `watch` | what an operator can count, and the local page that shows it |
//! | `doctor` | whether all is there that the bot needs |
//! | `error`, `log` | plain words for the user, causes for the operator, nobody's text in the log |

mod answer;
mod asked;
mod awhile;
mod buttons;
mod client;
mod commands;
pub mod doctor;
#[cfg(test)]
mod drawings;
mod error;
mod events;
#[cfg(any(fuzzing, test))]
pub mod fuzzed;
mod kept;
mod listening;
mod log;
mod message;
mod metrics;
mod modals;
mod pace;
mod practice;
mod progress;
mod reply;
mod roleplay;
mod rooms;
mod selfcheck;
mod send;
mod settings;
mod setup;
mod shards;
mod sitting;
mod talks;
mod text;
mod threads;
mod token;
mod under;
mod verdict;
mod watch;
mod widgets;

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::Engine;
use crate::data::discord_rows::DiscordRows;
use crate::practice::rows::PracticeRows;
use crate::safety::help::HelpLines;
use crate::settings::Settings;
use crate::store::Location;
use kept::Kept;
use listening::Listening;
use metrics::Metrics;
use pace::Pace;
use practice::Courses;
use reply::Manner;
use roleplay::RolePlays;
use rooms::Rooms;
use setup::Panel;
use shards::Own;
use talks::{Talks, Wishes};

/// What every command and event can reach.
struct Data {
    settings: Settings,
    engine: &'static Engine,
    /// What the bot says of itself.
    say: &'static DiscordRows,
    /// Countries with lines of help: code and name.
    countries: Vec<(String, String)>,
    /// Their lines, for those that a server has chosen.
    help: Mutex<HashMap<String, Arc<HelpLines>>>,
    talks: Talks,
    /// Messages that wait for their answer.
    rooms: Rooms,
    /// Whom there is to practise with, and what is said around it.
    practice: &'static PracticeRows,
    /// Practices that are going on.
    courses: Courses,
    /// Role-plays in threads.
    roleplays: RolePlays,
    /// What people and moderators have set.
    kept: Arc<Kept>,
    /// Threads in which people are listened to.
    listening: Listening,
    /// How fast people use commands.
    pace: Pace,
    /// What an operator can count.
    metrics: Arc<Metrics>,
    /// The shards of this process, once it signs in.
    shards: OnceLock<Own>,
    /// Where messages are answered.
    answering: tokio::runtime::Handle,
    /// Answers on their way: a shutdown waits for them.
    under_way: TaskTracker,
}

impl Data {
    /// Nothing was said yet.
    fn new(
        settings: Settings,
        engine: &'static Engine,
        rows: &'static PracticeRows,
        kept: Arc<Kept>,
        metrics: Arc<Metrics>,
        answering: tokio::runtime::Handle,
        stopping: CancellationToken,
    ) -> Data {
        let countries = engine.safety.help.countries();
        Data {
            answering,
            engine,
            say: &engine.discord,
            countries: countries.map(|(code, name)| (code.to_owned(), name.to_owned())).collect(),
            help: Mutex::default(),
            rooms: Rooms::new(settings.discord.burst, stopping),
            listening: Listening::new(settings.talks.idle),
            pace: Pace::default(),
            talks: Talks::new(engine, settings.talks.idle, settings.talks.at_most).counted_in(metrics.clone()),
            metrics,
            shards: OnceLock::new(),
            practice: rows,
            courses: practice::none_yet(settings.talks.idle),
            roleplays: roleplay::none_yet(settings.talks.idle),
            settings,
            kept,
            under_way: TaskTracker::new(),
        }
    }

    /// How a person is answered, on a server or in direct messages.
    async fn manner(&'static self, person: u64, server: Option<u64>) -> Manner<'static> {
        let set = self.kept.person(person).await;
        let server = match server {
            Some(server) => self.kept.server(server).await,
            None => Arc::default(),
        };
        Manner {
            say: self.say,
            mark: set.buttons.then(|| self.kept.mark(person)),
            new: !set.met,
            offer: &self.engine.prompts.words.offer,
            wishes: Wishes {
                close: !set.deeper,
                prompts: set.prompts && server.settings.prompts,
                help: self.help_of(&server.settings.country),
            },
        }
    }

    /// The lines of help of a country; none where it is not set, or is in no table.
    fn help_of(&self, country: &str) -> Option<Arc<HelpLines>> {
        if country.is_empty() {
            return None;
        }
        let mut made = self.help.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(help) = made.get(country) {
            return Some(help.clone());
        }
        let mut help = self.engine.safety.help.clone();
        help.choose(country).then(|| {
            let help = Arc::new(help);
            made.insert(country.to_owned(), help.clone());
            help
        })
    }

    /// Notes that a person was told what to expect.
    fn met(&'static self, person: u64) {
        if self.kept.met(person) {
            self.under_way.spawn_on(self.kept.note_met(), &self.answering);
        }
    }

    /// Listens again in the threads of before: those of this process's servers. Others' are for other processes to end.
    async fn take_up_threads(&self, own: &Own) {
        if !self.settings.discord.message_content {
            return;
        }
        match self.kept.opt_ins().await {
            Ok(mut opt_ins) => {
                opt_ins.retain(|opt_in| own.has(opt_in.server));
                self.listening.take_up(&opt_ins);
            }
            Err(why) => tracing::error!(cause = %why, "threads of before are not listened to"),
        }
    }

    /// The panel of a server's settings.
    fn panel(&self) -> Panel<'_> {
        Panel {
            say: &self.say.setup,
            countries: &self.countries,
            intent: self.settings.discord.message_content,
        }
    }
}

/// What went wrong, for the operator. The user is told in plain words by [`error`].
type Error = anyhow::Error;

/// What a command gets from poise.
type Context<'a> = poise::ApplicationContext<'a, Shared, Error>;

/// As long as the process lives, so that a task of its own can answer a message.
type Shared = &'static Data;

/// The exit code for what the operator must set right before the bot can start.
const NOT_SET_UP: u8 = 2;

/// What the environment holds for the bot: it is found before anything is begun.
pub struct Found {
    token: token::Token,
    store: Location,
}

/// Finds the token and the store's place.
///
/// # Errors
/// With all that is missing or cannot be, each in words for the operator.
pub fn find(settings: &Settings) -> Result<Found, Vec<String>> {
    let mut missing = Vec::new();
    let store = Location::find(settings.store.file.as_deref()).map_err(|why| missing.push(why.to_string()));
    if let Ok(store) = &store {
        if let Err(why) = store.secret_is_set_right() {
            missing.push(why.to_string());
        }
        if settings.discord.shards.is_a_part() && matches!(store, Location::File(_)) {
            missing.push("a part of the shards needs PostgreSQL, which all processes share: set DATABASE_URL".into());
        }
    }
    let token = token::find().map_err(|why| missing.push(why.to_string()));
    match (token, store) {
        (Ok(token), Ok(store)) if missing.is_empty() => Ok(Found { token, store }),
        _ => Err(missing),
    }
}

/// Runs the bot until it is told to stop (SIGTERM or Ctrl-C).
///
/// # Errors
/// When the bot could not start, or Discord ended its work for good.
pub fn run(settings: Settings, engine: Engine, practice: PracticeRows, found: &Found) -> anyhow::Result<ExitCode> {
    log::start(&settings.log);
    // The engine lives as long as the process, and so do the talks that borrow from it.
    let engine: &'static Engine = Box::leak(Box::new(engine));
    let practice: &'static PracticeRows = Box::leak(Box::new(practice));
    // Events are taken in by one thread, in the order they come; what answers them runs on all.
    let answering = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(client::run(settings, engine, practice, found, answering.handle().clone()));
    // Nothing of worth is left running: answers under way were waited for.
    runtime.shutdown_background();
    answering.shutdown_background();
    ended
}
