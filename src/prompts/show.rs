//! Prompts and cards as plain text.

use super::{Prompt, Prompts};
use crate::data::rows::prompts::CardRow;

/// A prompt with what its theme is, in a sentence, and where the idea comes from.
pub fn prompt(prompts: &Prompts, prompt: &Prompt) -> String {
    match prompts.shelf(prompt.theme) {
        Some(shelf) => format!("{}\n\n{}. {}\n{} {}", prompt.ask, shelf.title, shelf.about, prompts.words.source, shelf.source),
        None => prompt.ask.clone(),
    }
}

/// The list of cards.
pub fn cards(prompts: &Prompts) -> String {
    let titles = prompts.learn.card.iter().enumerate();
    let lines: Vec<String> = titles.map(|(n, card)| format!("{}  {}", n + 1, card.title)).collect();
    format!("{}\n\n{}", prompts.learn.open, lines.join("\n"))
}

/// A card: what it tells, where that is from, and the prompt it ends in.
pub fn card(prompts: &Prompts, card: &CardRow) -> String {
    let sources: Vec<String> = card.sources.iter().map(|source| format!("{} {source}", prompts.words.source)).collect();
    format!("{}\n\n{}\n\n{}\n\n{}", card.title, card.text, sources.join("\n"), card.ask)
}
