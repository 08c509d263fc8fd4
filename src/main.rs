//! The `felt` program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use felt::settings::Settings;

/// A listener that reflects what it hears. A program, not a therapist.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Settings to use instead of the built-in ones.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reflect each line of the input.
    Reflect {
        /// JSON lines in and out.
        #[arg(long)]
        json: bool,
    },
    /// Show how the engine gets to its reflection.
    Explain {
        /// What was said.
        text: String,
    },
    /// Run the Discord bot.
    #[cfg(feature = "discord")]
    Bot,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = match &arguments.config {
        Some(file) => Settings::load(file),
        None => Settings::built_in(),
    };
    let settings = match settings {
        Ok(settings) => settings,
        Err(faults) => {
            eprintln!("{faults}");
            return ExitCode::from(2);
        }
    };
    let engine = match felt::Engine::built_in().and_then(|e| e.with_safety(&settings.safety)) {
        Ok(engine) => engine,
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::from(2);
        }
    };
    let ended = match arguments.command {
        #[cfg(feature = "discord")]
        Command::Bot => felt::discord::run(settings, engine),
        Command::Explain { text } => {
            print!("{}", felt::explain(&engine, &text));
            Ok(ExitCode::SUCCESS)
        }
        Command::Reflect { .. } => reflect(&engine),
    };
    ended.unwrap_or_else(|why| {
        eprintln!("{why:#}");
        ExitCode::FAILURE
    })
}

fn reflect(engine: &felt::Engine) -> anyhow::Result<ExitCode> {
    use std::io::BufRead;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (id, text) = match serde_json::from_str::<serde_json::Value>(&line) {
            Ok(v) => (v["id"].clone(), v["text"].as_str().unwrap_or("").to_string()),
            Err(_) => (serde_json::Value::Null, line),
        };
        let mut talk = felt::conversation::Talk::new(0);
        let a = talk.hear(engine, &text, None);
        let feeling = a.feeling.map(|(w, voiced)| serde_json::json!({"word": w.word, "family": engine.feelings.families[w.family].name, "intensity": w.intensity, "named": w.named, "voiced": voiced}));
        println!("{}", serde_json::json!({"id": id, "response": a.response, "reflection": a.reflection, "kind": a.kind.name(), "feeling": feeling, "themes": [], "risk": {"tier": a.tier, "category": a.category}, "rule": a.rule}));
    }
    Ok(ExitCode::SUCCESS)
}
