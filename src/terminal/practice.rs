//! `felt practice`: somebody to listen to, on a terminal or over a pipe. Nothing of it is kept.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use owo_colors::OwoColorize;
use rustyline::error::ReadlineError;

use super::lines::{Line, Lines};
use crate::Engine;
use crate::practice::rows::{PracticeRows, Vignette};
use crate::practice::{self, Came, Choice, Course, Line as CourseLine, Wish};
use crate::safety::AT_RISK;
use crate::session::Report;

/// The command's arguments.
#[derive(Debug, Default, Args)]
pub(super) struct Options {
    /// How hard: 1 plain, 2 more to hold, 3 hard
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    level: Option<u8>,
    /// What about; --list shows which themes there are
    #[arg(long)]
    theme: Option<String>,
    /// What to practise in the language: a feature; --list shows which there are
    #[arg(long)]
    feature: Option<String>,
    /// An exercise for one skill; --list shows which there are
    #[arg(long)]
    skill: Option<String>,
    /// A client who talks over several turns; --list shows who there is
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["skill", "feature"])]
    client: Option<String>,
    /// Leave out what is for grown-ups alone
    #[arg(long)]
    no_adult: bool,
    /// Decides who comes when; each practice on a terminal has its own where none is given
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Show what there is to practise with
    #[arg(long)]
    list: bool,
}

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options, responses: Option<&Path>) -> anyhow::Result<ExitCode> {
    let rows = responses.map_or_else(practice::built_in, practice::with_responses)?;
    if options.list {
        anstream::print!("{}", list(&rows));
        return Ok(ExitCode::SUCCESS);
    }
    let on_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let seed = options.seed.unwrap_or_else(|| if on_terminal { RandomState::new().hash_one(0) } else { 0 });
    let Some(mut practice) = Practice::new(engine, &rows, options, seed) else {
        anstream::eprintln!("{}", rows.general.words.none);
        return Ok(ExitCode::from(super::NOT_SET_UP));
    };
    if on_terminal {
        with_editor(&mut practice)?
    } else {
        piped(&mut practice)?
    }
    Ok(ExitCode::SUCCESS)
}

fn with_editor(practice: &mut Practice<'_>) -> anyhow::Result<()> {
    let mut editor = rustyline::DefaultEditor::new()?;
    let mut out = anstream::stdout();
    writeln!(out, "{}\n", practice.begin())?;
    while !practice.over {
        let answer = match editor.readline("> ") {
            Ok(line) => practice.answer(&line),
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => practice.finish(),
            Err(why) => return Err(why.into()),
        };
        writeln!(out, "\n{answer}\n")?;
    }
    Ok(())
}

/// A line in is a reply or a command; what comes of it is written at once.
fn piped(practice: &mut Practice<'_>) -> anyhow::Result<()> {
    let mut lines = Lines::new(io::stdin().lock());
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}\n", practice.begin())?;
    while !practice.over {
        out.flush()?;
        let answer = match lines.next(|| Ok(()))? {
            Some(Line::Whole(bytes)) => practice.answer(&String::from_utf8_lossy(bytes)),
            Some(Line::TooLong) => practice.answer(""),
            None => practice.finish(),
        };
        if !answer.is_empty() {
            writeln!(out, "{answer}\n")?;
        }
    }
    Ok(())
}

/// A practice that is going on.
struct Practice<'p> {
    engine: &'p Engine,
    rows: &'p PracticeRows,
    course: Course<'p>,
    seed: u64,
    over: bool,
}

impl<'p> Practice<'p> {
    /// `None` where there is nobody of that kind.
    fn new(engine: &'p Engine, rows: &'p PracticeRows, options: &Options, seed: u64) -> Option<Self> {
        let choice = Choice {
            wish: Wish {
                level: options.level,
                theme: options.theme.clone(),
                feature: options.feature.clone(),
                without_adult: options.no_adult,
            },
            skill: options.skill.clone(),
            client: options.client.clone(),
        };
        Some(Practice {
            engine,
            rows,
            course: Course::new(engine, rows, &choice, seed)?,
            seed,
            over: false,
        })
    }

    /// What is said first.
    fn begin(&mut self) -> String {
        let words = &self.rows.general.words;
        let greeting = if self.course.is_with_client() {
            &words.client_greeting
        } else {
            &words.greeting
        };
        let parts = [Some(greeting.clone()), self.course.task(), self.course.line().map(says)];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }

    /// What comes of a line.
    fn answer(&mut self, line: &str) -> String {
        let words = &self.rows.general.words;
        match line.trim() {
            "" => String::new(),
            "/help" => words.help.trim_end().to_owned(),
            "/help-now" | "/helpnow" => self.engine.safety.words.help_now(&self.engine.safety.help),
            "/finish" | "/quit" | "/exit" | "/q" => self.finish(),
            "/again" => self.course.line().map(says).unwrap_or_default(),
            "/next" => self.next(),
            "/example" | "/examples" => self.course.example(self.engine).unwrap_or_default(),
            command if command.starts_with('/') && command[1..].chars().all(|c| c.is_ascii_lowercase() || c == '-') => {
                self.engine.terminal.unknown.replace("{command}", command)
            }
            reply => self.reply(reply),
        }
    }

    fn reply(&mut self, reply: &str) -> String {
        // what a trainee says of their own danger is no exercise
        if self.engine.risk(reply).is_some_and(|risk| risk.tier >= AT_RISK) {
            return format!(
                "{}\n{}",
                self.rows.general.words.safety,
                self.engine.safety.words.help_now(&self.engine.safety.help)
            );
        }
        match self.course.reply(self.engine, reply) {
            Some(Came::Feedback(outcome)) => format!("{}\n{}", outcome.text(), self.rows.general.words.go_on.dimmed()),
            Some(Came::Answer(line)) => says(line),
            Some(Came::Last(line)) => format!("{}\n\n{}", says(line), self.finish()),
            None => self.finish(),
        }
    }

    fn next(&mut self) -> String {
        match self.course.go_on() {
            Some(line) => says(line),
            None if self.course.is_with_client() => self.finish(),
            None => format!("{}\n\n{}", self.rows.general.words.all_seen, self.finish()),
        }
    }

    /// The end, and how it went.
    fn finish(&mut self) -> String {
        self.over = true;
        let general = &self.rows.general;
        let ending = self.course.ending(self.engine);
        if ending.session.listener().next().is_none() {
            return self.engine.terminal.goodbye.clone();
        }
        let report = Report::of(&ending.session, general, self.seed).text(general);
        ending.under.map_or(report.clone(), |under| format!("{under}\n\n{report}"))
    }
}

fn says(line: CourseLine<'_>) -> String {
    format!("{}\n  {}", line.who.dimmed(), line.says.cyan())
}

/// What there is to practise with.
fn list(rows: &PracticeRows) -> String {
    let all: Vec<&Vignette> = rows.vignettes.iter().flat_map(|(_, file)| &file.vignette).collect();
    let mut text = format!("{} vignettes\n\nthemes (--theme)\n", all.len());
    let table = |key: &str, n: String, what: &str| format!("  {key:<14} {n:>3}  {what}\n");
    for (name, called) in &rows.general.themes {
        text += &table(name, all.iter().filter(|v| v.theme == *name).count().to_string(), called);
    }
    text += "\nlanguage features (--feature)\n";
    for (name, what) in &rows.general.features {
        text += &table(name, all.iter().filter(|v| v.feature == *name).count().to_string(), what);
    }
    text += "\nexercises (--skill)\n";
    for row in &rows.general.exercise {
        text += &table(&row.name, all.iter().filter(|v| row.picks.suits(v)).count().to_string(), &row.task);
    }
    text += "\nclients over several turns (--client)\n";
    for client in rows.clients(&Wish::default()) {
        text += &table(&client.id, String::new(), &format!("level {}: {}", client.level, client.who));
    }
    text
}
