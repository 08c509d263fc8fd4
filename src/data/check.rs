//! Whether the data files are sound, and whether every row does what its own examples say. `felt check` shows it; a test runs it too.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::discord_rows::command_faults;
use super::rows::prompts::ThemeFile;
use super::rows::{FrameRow, PhraseRow, Rows, TalkRow};
use super::{built_in, folder};
use crate::Engine;
use crate::conversation::Talk;
use crate::pattern::Pattern;
use crate::practice;
use crate::reflection::{sentence, template, voice};

/// What was checked, and what is wrong.
#[derive(Debug, Default)]
pub struct Report {
    /// A line each: the file, the entry, the cause.
    pub faults: Vec<String>,
    /// How many data files were read.
    pub files: usize,
    /// How many rows they hold.
    pub entries: usize,
    /// How many examples were run.
    pub examples: usize,
    /// What the examples must be answered with, where a row says so.
    pub reflections: Vec<String>,
}

/// Wordings of equal worth are chosen by a seed: an example may name any of them.
const SEEDS: u64 = 12;

/// Checks the built-in data, with the responses in `folder` in place of its own.
pub fn check(folder: Option<&Path>) -> Report {
    let mut report = Report::default();
    let mut rows = match built_in() {
        Ok(rows) => rows,
        Err(why) => {
            report.faults.push(why.to_string());
            return report;
        }
    };
    if let Some(folder) = folder {
        if !folder.is_dir() {
            report.faults.push(format!("{}: is no folder", folder.display()));
            return report;
        }
        folder::read(folder, &mut rows, &mut report.faults);
    }
    let place = Place(folder.map(folder::inner));
    report.files = 16 + rows.frames.len() + rows.reword.len() + rows.coach.cues.len() + rows.theme.len() + rows.prompts.themes.len();
    report.entries = rows.frames.iter().map(|(_, f)| f.frame.len()).sum::<usize>()
        + rows.talk.talk.len()
        + rows.feelings.values().map(|f| f.phrase.len()).sum::<usize>()
        + rows.rephrase.words.len()
        + rows.reword.iter().map(|(_, f)| f.row.len()).sum::<usize>()
        + rows.coach.cues.iter().map(|(_, f)| f.cue.len()).sum::<usize>()
        + rows.theme.iter().map(|(_, f)| f.row.len()).sum::<usize>()
        + rows.themes.abuse.len()
        + rows.prompts.themes.iter().map(|(_, f)| f.prompt.len()).sum::<usize>()
        + rows.prompts.learn.card.len();
    values(&rows, &place, &mut report.faults);
    match Engine::from_rows(rows.clone()) {
        Ok(engine) => {
            examples(&engine, &rows, &place, &mut report);
            practice(&engine, folder, &mut report);
        }
        Err(why) => report.faults.extend(why.to_string().lines().map(|line| place.named(line))),
    }
    let mut seen = HashSet::new();
    report.faults.retain(|fault| seen.insert(fault.clone()));
    report
}

/// The vignettes, clients and exercises.
fn practice(engine: &Engine, folder: Option<&Path>, report: &mut Report) {
    let (rows, faults) = practice::check::check(engine, folder);
    report.faults.extend(faults);
    report.files += 1 + rows.vignettes.len() + rows.clients.len();
    report.entries += rows.vignettes.iter().map(|(_, f)| f.vignette.len()).sum::<usize>() + rows.clients.iter().map(|(_, f)| f.client.len()).sum::<usize>();
    report.examples += rows.general.exercise.iter().map(|e| e.kept.len() + e.missed.len()).sum::<usize>();
}

/// The folder of responses, where there is one.
struct Place(Option<PathBuf>);

impl Place {
    /// Where a file of responses was read: what the folder does not hold is built in.
    fn file(&self, name: &str) -> String {
        match self.0.as_ref().map(|folder| folder.join(name)).filter(|file| file.exists()) {
            Some(file) => file.display().to_string(),
            None => format!("responses/en/{name}"),
        }
    }

    /// A fault that names the built-in file, with the file that was read in its place.
    fn named(&self, fault: &str) -> String {
        match fault.strip_prefix("responses/en/").and_then(|rest| rest.split_once(": ")) {
            Some((name, cause)) => format!("{}: {cause}", self.file(name)),
            None => fault.to_owned(),
        }
    }
}

/// What is in range, and there at all.
fn values(rows: &Rows, place: &Place, faults: &mut Vec<String>) {
    for (file, frames) in &rows.frames {
        for row in &frames.frame {
            let faulty = frame(row);
            faults.extend(faulty.into_iter().map(|cause| format!("{file}: frame '{}': {cause}", row.name)));
        }
    }
    if place.0.is_none() {
        let frames: HashSet<&String> = rows.frames.iter().flat_map(|(_, f)| f.frame.iter().map(|row| &row.name)).collect();
        for (file, theme) in &rows.theme {
            let missing = theme.frames.iter().filter(|name| !frames.contains(name));
            faults.extend(missing.map(|name| format!("{file}: there is no frame '{name}'")));
        }
    }
    let mut families = HashMap::new();
    for (name, family) in &rows.feelings {
        let entry = |what: &str| format!("config/words/feelings.toml: [{name}] {what}");
        for word in family.felt.values().flatten() {
            if let Some(other) = families.insert(word, name) {
                faults.push(entry(&format!("felt: '{word}' stands in [{other}] too")));
            }
        }
        for phrase in &family.phrase {
            faults.extend(
                self::phrase(phrase)
                    .into_iter()
                    .map(|cause| entry(&format!("phrase '{}': {cause}", phrase.say))),
            );
        }
        if !(-1..=1).contains(&family.valence) {
            faults.push(entry("valence: must be -1, 0 or 1"));
        }
    }
    let mut names = HashSet::new();
    for row in &rows.talk.talk {
        let mut faulty = talk(row);
        if !names.insert(&row.name) {
            faulty.push("the name is there twice".into());
        }
        faults.extend(
            faulty
                .into_iter()
                .map(|cause| format!("{}: talk '{}': {cause}", place.file("talk.toml"), row.name)),
        );
    }
    kinds(rows, &place.file("kinds.toml"), faults);
    for cause in crate::coach::faulty_messages(&rows.coach.feedback) {
        faults.push(format!("{}: {cause}", place.file("coach/feedback.toml")));
    }
    let terminal = &rows.terminal;
    for (name, text) in [
        ("greeting", &terminal.greeting),
        ("help", &terminal.help),
        ("reminder", &terminal.reminder),
        ("unknown", &terminal.unknown),
        ("goodbye", &terminal.goodbye),
    ] {
        if text.trim().is_empty() {
            faults.push(format!("{}: {name}: says nothing", place.file("terminal.toml")));
        }
    }
    faults.extend(
        rows.discord
            .faults()
            .into_iter()
            .map(|fault| format!("{}: {fault}", place.file("discord.toml"))),
    );
    let commands = command_faults(&rows.commands);
    faults.extend(commands.into_iter().map(|fault| format!("{}: {fault}", place.file("commands.toml"))));
}

fn listened_for(patterns: &[Pattern], faults: &mut Vec<String>) {
    if patterns.is_empty() {
        faults.push("there is no pattern".into());
    }
}

fn frame(row: &FrameRow) -> Vec<String> {
    let mut faults = Vec::new();
    listened_for(&row.r#match.0, &mut faults);
    if !matches!(row.kind.as_str(), "meaning" | "rephrase" | "feeling") {
        faults.push(format!("kind: '{}' is none of meaning, rephrase, feeling", row.kind));
    }
    if !(1..=3).contains(&row.intensity) {
        faults.push(format!("intensity: {} is not 1, 2 or 3", row.intensity));
    }
    if !(1..=5).contains(&row.weight) {
        faults.push(format!("weight: {} is not 1 to 5", row.weight));
    }
    if !(0.0..=1.0).contains(&row.sure) {
        faults.push(format!("sure: {} is not 0 to 1", row.sure));
    }
    if row.examples.is_empty() {
        faults.push("examples: there is none".into());
    }
    faults
}

fn phrase(row: &PhraseRow) -> Vec<String> {
    let mut faults = Vec::new();
    listened_for(&row.r#match.0, &mut faults);
    for (number, pattern) in row.r#match.0.iter().enumerate() {
        let fault = template::check(&row.say, &pattern.slots()).err();
        faults.extend(fault.map(|e| format!("'{}' with its pattern {}: {e}", row.say, number + 1)));
    }
    if !(1..=3).contains(&row.intensity) {
        faults.push(format!("intensity: {} is not 1, 2 or 3", row.intensity));
    }
    faults
}

fn talk(row: &TalkRow) -> Vec<String> {
    let mut faults = Vec::new();
    listened_for(&row.r#match.0, &mut faults);
    if row.say.is_empty() || row.say.iter().any(|s| s.trim().is_empty()) {
        faults.push("say: an answer is missing".into());
    }
    if let Some(does) = row
        .does
        .as_deref()
        .filter(|d| !matches!(*d, "correction" | "goodbye" | "listener" | "summary" | "topic"))
    {
        faults.push(format!("does: '{does}' is none of correction, goodbye, listener, summary, topic"));
    }
    if row.examples.is_empty() {
        faults.push("examples: there is none".into());
    }
    faults
}

fn kinds(rows: &Rows, file: &str, faults: &mut Vec<String>) {
    let kinds = &rows.kinds;
    let lists = [("sounds", &kinds.sounds), ("invitations", &kinds.invitations), ("double", &kinds.double)];
    for (name, list) in lists.into_iter().chain(kinds.wishes.lists()).chain(kinds.rhetorical.lists()) {
        if list.is_empty() || list.iter().any(|s| s.trim().is_empty()) {
            faults.push(format!("{file}: {name}: a wording is missing"));
        }
    }
    for (name, voiced) in &kinds.voiced {
        if !rows.feelings.contains_key(name) {
            faults.push(format!("{file}: [voiced.{name}]: there is no family of feelings '{name}'"));
        }
        if voiced.now.is_empty() || voiced.then.is_empty() {
            faults.push(format!("{file}: [voiced.{name}]: a wording is missing"));
        }
    }
}

/// Runs every row's own examples.
fn examples(engine: &Engine, rows: &Rows, place: &Place, report: &mut Report) {
    for (file, frames) in &rows.frames {
        for row in &frames.frame {
            for (statement, wanted) in &row.examples {
                let heard = engine.understand(statement);
                let meets = heard.frames.iter().any(|hit| engine.frames.rows[hit.row].name == row.name);
                let missed = (!meets)
                    .then(|| "the frame does not match".to_owned())
                    .or_else(|| answers(engine, statement, wanted, report));
                note(report, &format!("{file}: frame '{}'", row.name), statement, missed);
            }
        }
    }
    for (number, (file, row)) in rows
        .reword
        .iter()
        .flat_map(|(file, rows)| rows.row.iter().map(move |row| (file, row)))
        .enumerate()
    {
        let (said, wanted) = &row.example;
        let words = voice::all(&engine.reader.parse(said));
        let found = engine.reword.apply_row(number, &words).map(|words| sentence::write(&words));
        let missed = match found {
            None => Some("the row does not match".to_owned()),
            Some(found) if found != *wanted => Some(format!("it is said as \"{found}\", not \"{wanted}\"")),
            Some(found) => {
                report.reflections.push(found);
                None
            }
        };
        note(report, &format!("{file}: row '{}'", row.said), said, missed);
    }
    for (name, family) in &rows.feelings {
        for row in &family.phrase {
            for (statement, wanted) in &row.examples {
                let heard = engine.understand(statement);
                let meets = heard.feelings.iter().any(|hit| engine.feelings.families[hit.family].name == *name);
                let missed = (!meets)
                    .then(|| "the feeling is not heard".to_owned())
                    .or_else(|| answers(engine, statement, wanted, report));
                note(report, &format!("config/words/feelings.toml: [{name}] phrase '{}'", row.say), statement, missed);
            }
        }
    }
    for (file, cues) in &rows.coach.cues {
        for row in &cues.cue {
            let heard = |text: &str| engine.coach.cues.names_in(&engine.reader.parse(text)).contains(&row.name.as_str());
            for text in &row.examples {
                let missed = (!heard(text)).then(|| "the cue is not heard".to_owned());
                note(report, &format!("{file}: cue '{}'", row.name), text, missed);
            }
            for text in &row.not {
                let missed = heard(text).then(|| "the cue is heard, and must not be".to_owned());
                note(report, &format!("{file}: cue '{}'", row.name), text, missed);
            }
        }
    }
    // they may hang on situations that frames of one's own lack
    if place.0.is_none() {
        themes(engine, rows, report);
    }
    for row in &rows.talk.talk {
        for (statement, wanted) in &row.examples {
            let missed = answers(engine, statement, wanted, report);
            note(report, &format!("{}: talk '{}'", place.file("talk.toml"), row.name), statement, missed);
        }
    }
}

/// Whether each theme's row is heard where its examples say so, and not where they say not; and whether abuse silences all.
fn themes(engine: &Engine, rows: &Rows, report: &mut Report) {
    let heard = |statement: &str| engine.themes.hear(&engine.understand(statement), &engine.feelings, &engine.frames);
    let theme = |file: &ThemeFile, statement: &str| heard(statement).0.iter().any(|hit| hit.theme.name() == file.theme);
    for (name, file) in &rows.theme {
        for row in &file.row {
            let entry = format!("{name}: row '{}'", row.name);
            for statement in &row.examples {
                let missed = (!theme(file, statement)).then(|| "the theme is not heard".to_owned());
                note(report, &entry, statement, missed);
            }
            for statement in &row.not {
                let missed = theme(file, statement).then(|| "the theme is heard".to_owned());
                note(report, &entry, statement, missed);
            }
        }
    }
    for row in &rows.themes.abuse {
        let abuse = |statement: &String, wanted: bool| {
            let missed = (heard(statement).1 != wanted).then(|| format!("abuse is {}heard", if wanted { "not " } else { "" }));
            (statement.clone(), missed)
        };
        let told = row.examples.iter().map(|s| abuse(s, true));
        for (statement, missed) in told.chain(row.not.iter().map(|s| abuse(s, false))) {
            note(report, "config/words/themes.toml: abuse", &statement, missed);
        }
    }
}

fn note(report: &mut Report, entry: &str, statement: &str, missed: Option<String>) {
    report.examples += 1;
    report.faults.extend(missed.map(|cause| format!("{entry}: example \"{statement}\": {cause}")));
}

/// Whether a statement is answered as wanted; what is wrong if not. Nothing wanted: any answer will do.
fn answers(engine: &Engine, statement: &str, wanted: &str, report: &mut Report) -> Option<String> {
    if wanted.is_empty() {
        return None;
    }
    // the reflection, without the soft note that a sign of distress adds
    let answer = |seed| {
        let answer = Talk::new(seed).hear(engine, statement, None);
        answer.reflection.unwrap_or(answer.response)
    };
    let first = answer(0);
    let found = first == wanted || (1..SEEDS).any(|seed| answer(seed) == wanted);
    report.reflections.push(wanted.to_owned());
    (!found).then(|| format!("the answer is \"{first}\", not \"{wanted}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_feeling_has_one_family_and_one_strength() {
        let mut rows = built_in().expect("the built-in data is sound");
        let mut faults = Vec::new();
        values(&rows, &Place(None), &mut faults);
        assert_eq!(faults, Vec::<String>::new());
        rows.feelings
            .get_mut("angry")
            .expect("there")
            .felt
            .entry("2".into())
            .or_default()
            .push("sad".into());
        values(&rows, &Place(None), &mut faults);
        assert_eq!(faults, ["config/words/feelings.toml: [sad] felt: 'sad' stands in [angry] too"]);
    }
}
