//! The settings in `config/felt.toml`: loaded, checked, and every fault named at once.
//!
//! Whoever edits a settings file wants to know all that is wrong with it, not the first thing. So
//! each key is read by hand from the parsed file, a fault is noted with its line, and reading goes
//! on. A key nobody asked for is a fault too: a misspelt setting must not be silently ignored.

mod reader;
mod shards;

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reader::Reader;
pub use shards::{Shards, shard_of};

/// The settings built into the program.
const BUILT_IN: &str = include_str!("../config/felt.toml");

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How Discord is reached, and how the bot behaves there.
    pub discord: Discord,
    /// How long talks are kept in memory.
    pub talks: Talks,
    /// Where what lasts is kept.
    pub store: Store,
    /// Whose lines of help are given.
    pub safety: Safety,
    /// Where the bot's numbers are shown.
    pub metrics: Metrics,
    /// What is logged.
    pub log: Log,
}

/// `[discord]`
#[derive(Debug, Clone, PartialEq)]
pub struct Discord {
    /// The API's base address, without a slash at its end.
    pub api: String,
    /// Whether the typing indicator is shown before an answer to a message.
    pub typing: bool,
    /// Whether the bot asks for the privileged Message Content intent, without which it cannot listen in a thread.
    pub message_content: bool,
    /// Messages that come within this time of one another get one reply; zero: each gets its own.
    pub burst: Duration,
    /// Which of the bot's shards this process runs.
    pub shards: Shards,
}

impl Discord {
    /// Discord's own address.
    pub const API: &str = "https://discord.com";

    /// Whether another server stands in Discord's place: a REST proxy or a stand-in for tests.
    pub fn is_elsewhere(&self) -> bool {
        self.api != Self::API
    }
}

/// `[talks]`
#[derive(Debug, Clone, PartialEq)]
pub struct Talks {
    /// A talk is forgotten after this long without a word.
    pub idle: Duration,
    /// No more talks than this are kept.
    pub at_most: usize,
}

/// `[store]`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Store {
    /// The SQLite file; none for `felt.sqlite` in the platform's data folder.
    pub file: Option<PathBuf>,
}

/// `[safety]`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Safety {
    /// The country whose lines of help are given, as two letters; empty for none.
    pub country: String,
    /// A file whose countries take the place of the built-in ones.
    pub help_lines: Option<PathBuf>,
}

/// `[metrics]`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metrics {
    /// The address on which numbers and state can be asked for; none: nowhere.
    pub address: Option<SocketAddr>,
}

/// `[log]`
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// How a line is written.
    pub format: Format,
    /// The least grave level that is written.
    pub level: Level,
}

/// How a line in the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// As an object a line.
    Json,
}

/// How grave a line in the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Only what went wrong.
    Error,
    /// Also what may go wrong.
    Warn,
    /// Also the milestones: connected, registered, stopping.
    Info,
    /// Also each step.
    Debug,
}

/// One thing that is wrong with a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line it is on, where it is on one.
    pub line: Option<usize>,
    /// The key, as `section.key`; empty where the file is no TOML at all.
    pub key: String,
    /// What is wrong, and what would be right.
    pub cause: String,
}

/// All that is wrong with one settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// The file's name, as the operator gave it.
    pub file: String,
    /// Its faults, in the order of the lines.
    pub faults: Vec<Fault>,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}", self.file)?;
            if let Some(line) = fault.line {
                write!(f, ":{line}")?;
            }
            if !fault.key.is_empty() {
                write!(f, ": {}", fault.key)?;
            }
            write!(f, ": {}", fault.cause)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

impl Settings {
    /// The settings built into the program.
    ///
    /// # Errors
    /// When the built-in file is faulty, which a test rules out.
    pub fn built_in() -> Result<Settings, Faults> {
        Self::parse("config/felt.toml", BUILT_IN)
    }

    /// The settings in the file at `path`.
    ///
    /// # Errors
    /// With every fault of the file, or with the cause why it could not be read.
    pub fn load(path: &Path) -> Result<Settings, Faults> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&file, &text),
            Err(why) => Err(Faults {
                file,
                faults: vec![Fault {
                    line: None,
                    key: String::new(),
                    cause: format!("cannot be read: {why}"),
                }],
            }),
        }
    }

    /// The same, with what the environment says instead: see [`Shards::or_by_environment`].
    ///
    /// # Errors
    /// With every fault of the environment.
    pub fn or_by_environment(mut self, get: impl Fn(&str) -> Option<String>) -> Result<Settings, Faults> {
        self.discord.shards = self.discord.shards.or_by_environment(get)?;
        Ok(self)
    }

    /// Reads settings from `text`; `file` is the name that faults are reported under.
    ///
    /// # Errors
    /// With every fault found.
    pub fn parse(file: &str, text: &str) -> Result<Settings, Faults> {
        let mut reader = Reader::new(text);

        let mut section = reader.section("discord");
        section.holds("shards");
        let mut discord = Discord {
            shards: Shards::default(),
            api: section.address("api", Discord::API),
            typing: section.yes_or_no("typing", true),
            message_content: section.yes_or_no("message_content", false),
            burst: section.seconds("burst_seconds", Duration::from_secs(3), 30),
        };
        section.end();
        discord.shards = Shards::read(&mut reader);

        let mut section = reader.section("talks");
        let talks = Talks {
            idle: section.minutes("idle_minutes", Duration::from_secs(30 * 60), 24 * 60),
            at_most: usize::try_from(section.whole("at_most", 10_000, 1..=10_000_000)).unwrap_or(10_000),
        };
        section.end();

        let mut section = reader.section("store");
        let kept_in = section.text("file", "");
        let store = Store {
            file: (!kept_in.is_empty()).then(|| PathBuf::from(kept_in)),
        };
        section.end();

        let mut section = reader.section("safety");
        let help_lines = section.text("help_lines", "");
        let safety = Safety {
            country: section.country("country"),
            help_lines: (!help_lines.is_empty()).then(|| PathBuf::from(help_lines)),
        };
        section.end();

        let mut section = reader.section("metrics");
        let metrics = Metrics {
            address: section.socket("address"),
        };
        section.end();

        let mut section = reader.section("log");
        let levels = [("error", Level::Error), ("warn", Level::Warn), ("info", Level::Info), ("debug", Level::Debug)];
        let log = Log {
            format: section.one_of("format", Format::Text, &[("text", Format::Text), ("json", Format::Json)]),
            level: section.one_of("level", Level::Info, &levels),
        };
        section.end();

        let faults = reader.end();
        if faults.is_empty() {
            Ok(Settings {
                discord,
                talks,
                store,
                safety,
                metrics,
                log,
            })
        } else {
            Err(Faults { file: file.to_owned(), faults })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_says_what_an_empty_one_means() {
        let built_in = Settings::built_in().expect("the built-in settings are sound");
        assert_eq!(Ok(built_in), Settings::parse("empty", ""));
    }

    #[test]
    fn every_fault_is_named_at_once_with_its_line() {
        let text = "[discord]\napi = \"discord.com\"\ntyping = 3\n[talks]\nidle_minutes = 0\nat_least = 4\n[logs]\n";
        let faults = Settings::parse("mine.toml", text).expect_err("five faults");
        let found: Vec<_> = faults.faults.iter().map(|f| (f.line, f.key.as_str())).collect();
        assert_eq!(
            found,
            [
                (Some(2), "discord.api"),
                (Some(3), "discord.typing"),
                (Some(5), "talks.idle_minutes"),
                (Some(6), "talks.at_least"),
                (Some(7), "logs"),
            ],
            "{faults}"
        );
        assert!(faults.to_string().starts_with("mine.toml:2: discord.api: "), "{faults}");
    }

    #[test]
    fn what_is_no_toml_is_a_fault_on_its_line() {
        let faults = Settings::parse("mine.toml", "[discord]\napi = \n").expect_err("no TOML");
        assert_eq!(faults.faults[0].line, Some(2), "{faults}");
    }

    #[test]
    fn a_slash_at_the_end_of_the_address_is_taken_off() {
        let settings = Settings::parse("mine.toml", "discord.api = \"http://127.0.0.1:3000/\"").expect("sound");
        assert_eq!(settings.discord.api, "http://127.0.0.1:3000");
        assert!(settings.discord.is_elsewhere());
    }
}
