//! `felt chat`: a talk on a terminal, or over a pipe with an answer a line. Nothing of it is kept.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use owo_colors::OwoColorize;
use rustyline::config::Config;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;

use super::lines::{Line, Lines};
use super::sit::Sit;
use crate::Engine;
use crate::conversation::{Answer, Talk};
use crate::safety::REMINDED_AFTER;
use crate::settings::Settings;

/// The command's arguments.
#[derive(Debug, Default, Args)]
pub(super) struct Options {
    /// Decides between wordings of equal worth; each talk on a terminal has its own where none is given
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// Lines that one can go back to with the arrow keys; they are in memory only.
const REMEMBERED: usize = 200;

/// Runs the command.
pub(super) fn run(_: &Settings, engine: &Engine, options: &Options) -> anyhow::Result<ExitCode> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        let seed = options.seed.unwrap_or_else(|| RandomState::new().hash_one(0));
        on_terminal(&mut Chat::new(engine, seed))?;
    } else {
        piped(&mut Chat::new(engine, options.seed.unwrap_or(0)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn on_terminal(chat: &mut Chat<'_>) -> anyhow::Result<()> {
    let config = Config::builder().max_history_size(REMEMBERED)?.auto_add_history(true).build();
    let history = MemHistory::with_config(&config);
    let mut editor = rustyline::Editor::<(), _>::with_history(config, history)?;
    let mut out = anstream::stdout();
    writeln!(out, "{}\n", chat.engine.terminal.greeting)?;
    loop {
        let line = match editor.readline("> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => {
                writeln!(out, "{}", chat.engine.terminal.goodbye)?;
                return Ok(());
            }
            Err(why) => return Err(why.into()),
        };
        match chat.answer(&line) {
            Reply::Nothing => {}
            Reply::Said { said, beside: None } => writeln!(out, "{}\n", said.cyan())?,
            Reply::Said { said, beside: Some(beside) } => writeln!(out, "{}\n\n{}\n", said.cyan(), beside.dimmed())?,
            Reply::Shown(text) => writeln!(out, "{text}\n")?,
            Reply::Leave => {
                writeln!(out, "{}", chat.engine.terminal.goodbye)?;
                return Ok(());
            }
        }
    }
}

/// No prompt, no greeting: an answer a line, at once.
fn piped(chat: &mut Chat<'_>) -> io::Result<()> {
    let mut lines = Lines::new(io::stdin().lock());
    let mut out = io::stdout().lock();
    while let Some(line) = lines.next(|| Ok(()))? {
        let text = match line {
            Line::Whole(bytes) => String::from_utf8_lossy(bytes),
            Line::TooLong => "".into(),
        };
        match chat.answer(&text) {
            Reply::Nothing => writeln!(out, "{}", one_line(&chat.hear("").response))?,
            Reply::Said { said, beside } => writeln!(out, "{}", one_line(&[Some(said), beside].into_iter().flatten().collect::<Vec<_>>().join("  ")))?,
            Reply::Shown(text) => writeln!(out, "{text}")?,
            Reply::Leave => break,
        }
        out.flush()?;
    }
    Ok(())
}

/// A talk that is going on.
struct Chat<'e> {
    engine: &'e Engine,
    talk: Talk,
    sit: Sit,
    began: Instant,
    /// How many answers there were since it was last said that this is a program, and when that was.
    told: (u32, Duration),
}

/// What comes of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Nothing,
    /// Felt's answer, and what stands quietly beside it.
    Said {
        /// The answer.
        said: String,
        /// An offer, or the next step of a self-check.
        beside: Option<String>,
    },
    /// What a command shows.
    Shown(String),
    Leave,
}

impl<'e> Chat<'e> {
    fn new(engine: &'e Engine, seed: u64) -> Self {
        Chat {
            engine,
            talk: Talk::new(seed),
            sit: Sit::new(seed),
            began: Instant::now(),
            told: (0, Duration::ZERO),
        }
    }

    fn answer(&mut self, line: &str) -> Reply {
        let line = line.trim();
        let words = &self.engine.terminal;
        if let Some(reply) = self.sit.take(self.engine, &mut self.talk, line, self.began.elapsed()) {
            return reply;
        }
        match line {
            "" => Reply::Nothing,
            "/help" => Reply::Shown(words.help.trim_end().to_owned()),
            "/help-now" | "/helpnow" => Reply::Shown(self.engine.safety.words.help_now(&self.engine.safety.help)),
            "/quit" | "/exit" | "/q" => Reply::Leave,
            _ if is_command(line) => Reply::Shown(words.unknown.replace("{command}", line)),
            _ => {
                let answer = self.hear(line);
                let beside = match answer.offer {
                    Some(_) => Some(self.engine.prompts.words.offer_line.clone()),
                    None => self.is_long(answer.tier).then(|| words.reminder.clone()),
                };
                Reply::Said { beside, said: answer.response }
            }
        }
    }

    /// Counts an answer; whether it is time to say again that this is a program. While a risk holds, that is said with the rest.
    fn is_long(&mut self, tier: u8) -> bool {
        self.told.0 += 1;
        let (count, time) = REMINDED_AFTER;
        let now = self.began.elapsed();
        let due = tier == 0 && (self.told.0 >= count || now.saturating_sub(self.told.1) >= time);
        if due {
            self.told = (0, now);
        }
        due
    }

    fn hear(&mut self, text: &str) -> Answer {
        self.talk.hear(self.engine, text, Some(self.began.elapsed()))
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// "/hlep" is a command misspelt; "/ it's all the same" is not.
fn is_command(line: &str) -> bool {
    line.strip_prefix('/')
        .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_a_slash_and_a_word() {
        assert!(is_command("/hlep"));
        for text in ["/", "/ what", "/shrug whatever", "nothing/nobody"] {
            assert!(!is_command(text), "{text}");
        }
    }
}
