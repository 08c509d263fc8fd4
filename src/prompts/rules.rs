//! What no prompt may say (`config/words/prompt_rules.toml`): every prompt and card is held to it, those built in by `felt check` and the tests,
//! those of a folder of one's own when the program starts.

use std::collections::HashSet;

use super::Moment;
use crate::data::rows::prompts::{LearnFile, PromptFile, PromptRules, PromptWords};

const RULES: &str = "config/words/prompt_rules.toml";
const WORDS: &str = "responses/en/prompts.toml";
const CARDS: &str = "responses/en/learn.toml";
/// How many cards there are.
const CARD_COUNT: usize = 6;
/// How many words a card has at most: it is read in a chat.
const CARD_WORDS: usize = 110;
/// How many steps the self-check has.
const STEPS: usize = 3;

/// What is wrong with one prompt; nothing where it keeps every rule.
pub fn faults(ask: &str, rules: &PromptRules) -> Vec<String> {
    let mut faults = Vec::new();
    let words = words(ask);
    if words.is_empty() {
        faults.push("it says nothing".to_owned());
        return faults;
    }
    if words.len() > rules.longest {
        faults.push(format!("it has {} words, more than {}", words.len(), rules.longest));
    }
    let ends = ask.matches(['.', '?', '!']).count();
    if ends != 1 || !ask.ends_with(['.', '?']) {
        faults.push("it is not one sentence that ends in a question mark or a full stop".into());
    }
    let invites = |list: &[String]| list.iter().any(|opening| begins_with(&words, opening));
    if ask.ends_with('.') && !invites(&rules.invitations) {
        faults.push("it is no question and begins like no invitation".into());
    }
    if ask.ends_with('?') && invites(&rules.closed) {
        faults.push("a yes or a no would answer it".into());
    }
    let lists = [
        ("a label", &rules.labels),
        ("jargon", &rules.jargon),
        ("an assumption", &rules.assumes),
        ("steering", &rules.steers),
    ];
    for (what, list) in lists {
        let said = list.iter().filter(|phrase| says(&words, phrase));
        faults.extend(said.map(|phrase| format!("'{phrase}' is {what}")));
    }
    if ask.contains(['{', '}', '\n', '*', '_', '`', '~']) {
        faults.push("it holds a mark that is not text".into());
    }
    faults
}

/// What is wrong with the rules: an empty list would let everything through.
pub(super) fn of_rules(rules: &PromptRules) -> Vec<String> {
    let lists = [
        ("labels", &rules.labels),
        ("jargon", &rules.jargon),
        ("assumes", &rules.assumes),
        ("steers", &rules.steers),
        ("invitations", &rules.invitations),
        ("closed", &rules.closed),
    ];
    let mut faults = Vec::new();
    for (name, list) in lists {
        if list.is_empty() {
            faults.push(format!("{RULES}: {name}: there is none"));
        }
        let odd = list.iter().filter(|phrase| words(phrase).join(" ") != **phrase);
        faults.extend(odd.map(|phrase| format!("{RULES}: {name}: '{phrase}' is not in plain lower-case words")));
    }
    if rules.fewest == 0 || rules.longest == 0 {
        faults.push(format!("{RULES}: fewest and longest must be above 0"));
    }
    faults
}

/// What is wrong with the prompts of one theme.
pub(super) fn of_file(file: &PromptFile, rules: &PromptRules) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text) in [("title", &file.title), ("about", &file.about), ("source", &file.source)] {
        if text.trim().is_empty() {
            faults.push(format!("{name}: says nothing"));
        }
    }
    faults.extend(self::told(&file.about, rules).into_iter().map(|cause| format!("about: {cause}")));
    if file.prompt.len() < rules.fewest {
        faults.push(format!("{} prompts, fewer than {}", file.prompt.len(), rules.fewest));
    }
    for row in &file.prompt {
        let mut wrong = self::faults(&row.ask, rules);
        if row.fits.is_empty() {
            wrong.push("fits: there is no moment".into());
        }
        let both = row.fits.iter().filter(|moment| row.not.contains(moment));
        wrong.extend(both.map(|moment| format!("it fits '{moment}' and does not")));
        faults.extend(wrong.into_iter().map(|cause| format!("prompt \"{}\": {cause}", row.ask)));
    }
    for moment in Moment::ALL {
        if !file.prompt.iter().any(|row| row.fits.iter().any(|m| m == moment.name())) {
            faults.push(format!("no prompt fits '{}'", moment.name()));
        }
    }
    faults
}

/// Prompts that are there twice, in any theme.
pub(super) fn twice(files: &[(String, PromptFile)]) -> Vec<String> {
    let mut seen = HashSet::new();
    let all = files.iter().flat_map(|(file, rows)| rows.prompt.iter().map(move |row| (file, &row.ask)));
    all.filter(|(_, ask)| !seen.insert(words(ask)))
        .map(|(file, ask)| format!("{file}: prompt \"{ask}\": it is there twice"))
        .collect()
}

/// What is wrong with what is said around prompts.
pub(super) fn of_words(given: &PromptWords) -> Vec<String> {
    let mut faults = Vec::new();
    let check = &given.selfcheck;
    for (name, text) in [
        ("offer", &given.offer),
        ("offer_line", &given.offer_line),
        ("on", &given.on),
        ("off", &given.off),
        ("silent", &given.silent),
        ("all_given", &given.all_given),
        ("unknown", &given.unknown),
        ("source", &given.source),
        ("selfcheck.open", &check.open),
        ("selfcheck.hint", &check.hint),
        ("selfcheck.close", &check.close),
        ("selfcheck.left", &check.left),
    ] {
        if text.trim().is_empty() {
            faults.push(format!("{WORDS}: {name}: says nothing"));
        }
    }
    if check.steps.len() != STEPS || check.steps.iter().any(|s| !s.ends_with('?')) {
        faults.push(format!("{WORDS}: selfcheck.steps: there must be {STEPS}, each a question"));
    }
    if given.not_landed.is_empty() {
        faults.push(format!("{WORDS}: not_landed: there is none"));
    }
    faults
}

/// What is wrong with the cards.
pub(super) fn of_cards(learn: &LearnFile, rules: &PromptRules) -> Vec<String> {
    let mut faults = Vec::new();
    if learn.card.len() != CARD_COUNT {
        faults.push(format!("{CARDS}: {} cards, not {CARD_COUNT}", learn.card.len()));
    }
    let mut names = HashSet::new();
    for card in &learn.card {
        let mut wrong = self::faults(&card.ask, rules);
        if !names.insert(&card.name) {
            wrong.push("the name is there twice".into());
        }
        if card.title.trim().is_empty() || card.text.trim().is_empty() {
            wrong.push("the title or the text says nothing".into());
        }
        let length = words(&card.text).len();
        if length > CARD_WORDS {
            wrong.push(format!("the text has {length} words, more than {CARD_WORDS}"));
        }
        if card.sources.is_empty() || card.sources.iter().any(|s| !s.contains(|c: char| c.is_ascii_digit())) {
            wrong.push("sources: there is none, or one without its year".into());
        }
        if card.text.contains('?') {
            wrong.push("the text asks: a card is no quiz".into());
        }
        faults.extend(wrong.into_iter().map(|cause| format!("{CARDS}: card '{}': {cause}", card.name)));
    }
    faults
}

/// A theme is told without a label or an assumption too.
fn told(text: &str, rules: &PromptRules) -> Vec<String> {
    let words = words(text);
    let lists = [("a label", &rules.labels), ("an assumption", &rules.assumes)];
    let said = lists.into_iter().flat_map(|(what, list)| {
        let found = list.iter().filter(|phrase| says(&words, phrase));
        found.map(move |phrase| format!("'{phrase}' is {what}")).collect::<Vec<_>>()
    });
    said.collect()
}

/// The words of a text in lower case, marks aside.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace('\u{2019}', "'");
    let words = plain.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'));
    words
        .map(|w| w.trim_matches(['\'', '-']))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether these words hold a phrase, as whole words.
fn says(words: &[String], phrase: &str) -> bool {
    let sought: Vec<&str> = phrase.split(' ').collect();
    words.windows(sought.len()).any(|w| w.iter().zip(&sought).all(|(a, b)| a == b))
}

/// Whether these words begin with a phrase.
pub(super) fn begins_with(words: &[String], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|sought| words.next().is_some_and(|word| word == sought))
}
