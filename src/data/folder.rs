//! A folder of responses, read in place of those built in. Every fault is noted, not the first alone.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::rows::coach::{CoachRows, CueFile, CueRow};
use super::rows::prompts::{CardRow, PromptFile, PromptRow};
use super::rows::{FrameFile, FrameRow, RewordFile, RewordRow, Rows, TalkRow};

/// The files of a folder of responses, besides `coach/`, `frames/*.toml`, `prompts/*.toml` and `reword/*.toml`.
const FILES: [&str; 10] = [
    "commands.toml",
    "discord.toml",
    "kinds.toml",
    "learn.toml",
    "practice.toml",
    "prompts.toml",
    "rephrase.toml",
    "safety.toml",
    "talk.toml",
    "terminal.toml",
];

/// Reads what `folder` holds over `rows`. A fault is a line: the file, the entry, the cause.
pub(super) fn read(folder: &Path, rows: &mut Rows, faults: &mut Vec<String>) {
    let folder = &inner(folder);
    let Some(found) = toml_files(folder, faults) else { return };
    let frames = folder.join("frames");
    let framed = frames.is_dir();
    let reword = folder.join("reword");
    let reworded = reword.is_dir();
    let prompts = folder.join("prompts");
    let prompted = prompts.is_dir();
    let coach = folder.join("coach");
    let coached = coach.is_dir();
    if found.is_empty() && !framed && !reworded && !prompted && !coached {
        faults.push(format!(
            "{}: holds none of {}, coach/, frames/, prompts/ and reword/",
            folder.display(),
            FILES.join(", ")
        ));
    }
    for file in found {
        match file.file_name().and_then(|name| name.to_str()).unwrap_or_default() {
            "commands.toml" => replace(&mut rows.commands, &file, faults, |_, _| Vec::new()),
            "discord.toml" => replace(&mut rows.discord, &file, faults, |_, _| Vec::new()),
            "kinds.toml" => replace(&mut rows.kinds, &file, faults, |_, _| Vec::new()),
            // read by the practice
            "practice.toml" => {}
            "learn.toml" => replace(&mut rows.prompts.learn, &file, faults, faulty_rows::<CardRow>("card")),
            "prompts.toml" => replace(&mut rows.prompts.words, &file, faults, |_, _| Vec::new()),
            "rephrase.toml" => replace(&mut rows.rephrase, &file, faults, |_, _| Vec::new()),
            "safety.toml" => replace(&mut rows.safety, &file, faults, |_, _| Vec::new()),
            "talk.toml" => replace(&mut rows.talk, &file, faults, faulty_rows::<TalkRow>("talk")),
            "terminal.toml" => replace(&mut rows.terminal, &file, faults, |_, _| Vec::new()),
            _ => faults.push(format!(
                "{}: no such file is read; there are {}, coach/, frames/, prompts/ and reword/",
                file.display(),
                FILES.join(", ")
            )),
        }
    }
    if framed {
        rows.frames.clear();
        for file in toml_files(&frames, faults).unwrap_or_default() {
            let mut parsed = FrameFile::default();
            replace(&mut parsed, &file, faults, faulty_rows::<FrameRow>("frame"));
            rows.frames.push((file.display().to_string(), parsed));
        }
    }
    if prompted {
        rows.prompts.themes.clear();
        for file in toml_files(&prompts, faults).unwrap_or_default() {
            let mut parsed = PromptFile::default();
            replace(&mut parsed, &file, faults, faulty_rows::<PromptRow>("prompt"));
            rows.prompts.themes.push((file.display().to_string(), parsed));
        }
    }
    if reworded {
        rows.reword.clear();
        for file in toml_files(&reword, faults).unwrap_or_default() {
            let mut parsed = RewordFile::default();
            replace(&mut parsed, &file, faults, faulty_rows::<RewordRow>("row"));
            rows.reword.push((file.display().to_string(), parsed));
        }
    }
    if coached {
        read_coach(&coach, &mut rows.coach, faults);
    }
    let patterns: usize = super::rows::sets::sets(rows).iter().map(Vec::len).sum();
    if patterns > MOST_PATTERNS {
        faults.push(format!(
            "{}: with it there are {patterns} patterns, more than {MOST_PATTERNS}",
            folder.display()
        ));
    }
}

/// So many patterns can be searched for: about twice as many as are built in.
const MOST_PATTERNS: usize = 20_000;

/// Reads what `coach/` holds; the weights are no responses and stay those built in.
fn read_coach(folder: &Path, rows: &mut CoachRows, faults: &mut Vec<String>) {
    for file in toml_files(folder, faults).unwrap_or_default() {
        match file.file_name().and_then(|name| name.to_str()).unwrap_or_default() {
            "feedback.toml" => replace(&mut rows.feedback, &file, faults, |_, _| Vec::new()),
            "general.toml" => replace(&mut rows.general, &file, faults, |_, _| Vec::new()),
            "related.toml" => replace(&mut rows.related, &file, faults, |_, _| Vec::new()),
            _ => faults.push(format!(
                "{}: no such file is read; there are feedback.toml, general.toml, related.toml and cues/",
                file.display()
            )),
        }
    }
    let cues = folder.join("cues");
    if cues.is_dir() {
        rows.cues.clear();
        for file in toml_files(&cues, faults).unwrap_or_default() {
            let mut parsed = CueFile::default();
            replace(&mut parsed, &file, faults, faulty_rows::<CueRow>("cue"));
            rows.cues.push((file.display().to_string(), parsed));
        }
    }
}

/// The folder that holds the files: `responses` will do for `responses/en`.
pub(crate) fn inner(folder: &Path) -> PathBuf {
    let english = folder.join("en");
    if english.is_dir() { english } else { folder.to_owned() }
}

/// The TOML files of a folder, in the order of their names.
pub(crate) fn toml_files(folder: &Path, faults: &mut Vec<String>) -> Option<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            let mut files: Vec<PathBuf> = entries
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|path| path.extension().is_some_and(|e| e == "toml"))
                .collect();
            files.sort();
            Some(files)
        }
        Err(why) => {
            faults.push(format!("{}: cannot be read: {why}", folder.display()));
            None
        }
    }
}

/// Reads a file over `target`; `faulty` takes the rows that cannot be read out of it, so that the rest is read.
pub(crate) fn replace<T: DeserializeOwned>(target: &mut T, path: &Path, faults: &mut Vec<String>, faulty: impl Fn(&str, &mut Table) -> Vec<String>) {
    let file = path.display().to_string();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) => return faults.push(format!("{file}: cannot be read: {why}")),
    };
    let why = match toml::from_str(&text) {
        Ok(parsed) => {
            *target = parsed;
            return;
        }
        Err(why) => why,
    };
    let mut table = text.parse::<Table>().unwrap_or_default();
    let by_row = faulty(&file, &mut table);
    match table.try_into() {
        // what is sound is read, so that its own faults are found too
        Ok(rest) if !by_row.is_empty() => *target = rest,
        _ => {
            let line = why.span().map(|span| text[..span.start].matches('\n').count() + 1);
            faults.push(format!("{file}{}: {}", line.map(|n| format!(":{n}")).unwrap_or_default(), why.message()));
        }
    }
    faults.extend(by_row);
}

/// Takes the rows that cannot be read out of a file whose rows stand under `[[name]]`, and says what is wrong with each.
pub(crate) fn faulty_rows<T: DeserializeOwned>(name: &'static str) -> impl Fn(&str, &mut Table) -> Vec<String> {
    move |file, table| {
        let mut faults = Vec::new();
        let mut number = 0;
        if let Some(rows) = table.get_mut(name).and_then(Value::as_array_mut) {
            rows.retain(|row| {
                number += 1;
                let Err(why) = row.clone().try_into::<T>() else { return true };
                let called = row
                    .get("name")
                    .or_else(|| row.get("id"))
                    .and_then(Value::as_str)
                    .map_or_else(|| format!("number {number}"), |n| format!("'{n}'"));
                faults.push(format!("{file}: {name} {called}: {}", why.message().trim_end()));
                false
            });
        }
        faults
    }
}
