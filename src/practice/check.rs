//! Whether the rows of practice are sound. A fault is a line: the file, the entry, the cause.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::rows::{ClientRow, ExerciseRow, GeneralRows, PracticeRows, Vignette};
use super::{built_in, load, text};
use crate::Engine;

/// The faults that a bad answer of a vignette can be an example of. `repeated_stem` needs more than one reply.
pub const FAULTS: [&str; 13] = [
    "parroting",
    "advice",
    "reassurance",
    "self_disclosure",
    "missed_feeling",
    "diluted_feeling",
    "wrong_feeling",
    "over_reach",
    "wrong_referent",
    "question",
    "too_long",
    "label",
    "sympathy",
];

/// How a client can take a reply.
pub const MOVES: [&str; 6] = ["felt", "heard", "asked", "pushed", "missed", "other"];

/// A statement has at least and at most so many words: shorter ones hold nothing to reflect, longer ones are no single turn.
const STATEMENT: std::ops::RangeInclusive<usize> = 8..=95;
/// No good reflection is longer, though the statement be. Human reflections average 22 words (DOMAIN of the project).
const LONGEST: usize = 26;
/// A statement as short as this may be met with as many words.
const SHORTEST_BOUND: usize = 14;
/// A run of so many words of the statement is parroting.
const PARROTED: usize = 7;
/// From this tier on nothing is reflected, so nothing is practised with it either.
const NO_PRACTICE: u8 = 2;

/// Checks the built-in rows, with those in `folder` in their place; gives the rows and what is wrong with them.
pub fn check(engine: &Engine, folder: Option<&Path>) -> (PracticeRows, Vec<String>) {
    let mut faults = Vec::new();
    let mut rows = match built_in() {
        Ok(rows) => rows,
        Err(why) => return (PracticeRows::default(), vec![why.to_string()]),
    };
    if let Some(folder) = folder {
        load::read(folder, &mut rows, &mut faults);
    }
    let mut ids = HashSet::new();
    for (file, vignettes) in &rows.vignettes {
        for row in &vignettes.vignette {
            let mut faulty = vignette(row, &rows.general, engine);
            if !ids.insert(&row.id) {
                faulty.push("the id is there twice".into());
            }
            faults.extend(faulty.into_iter().map(|cause| format!("{file}: vignette '{}': {cause}", row.id)));
        }
    }
    for (file, clients) in &rows.clients {
        for row in &clients.client {
            let mut faulty = client(row, &rows.general, engine);
            if !ids.insert(&row.id) {
                faulty.push("the id is there twice".into());
            }
            faults.extend(faulty.into_iter().map(|cause| format!("{file}: client '{}': {cause}", row.id)));
        }
    }
    general(&rows, &mut faults);
    (rows, faults)
}

fn place(row_level: u8, theme: &str, who: &str, general: &GeneralRows, faults: &mut Vec<String>) {
    if !(1..=3).contains(&row_level) {
        faults.push(format!("level: {row_level} is not 1, 2 or 3"));
    }
    if !general.themes.contains_key(theme) {
        faults.push(format!("theme: there is no theme '{theme}' in practice.toml"));
    }
    if who.trim().is_empty() {
        faults.push("who: says nothing".into());
    }
}

/// What is wrong with what a client says.
fn said(line: &str, engine: &Engine) -> Option<String> {
    let tier = engine.risk(line).map_or(0, |risk| risk.tier);
    (tier >= NO_PRACTICE).then(|| format!("'{line}': is heard as a danger (tier {tier}), and nothing is practised with that"))
}

fn vignette(row: &Vignette, general: &GeneralRows, engine: &Engine) -> Vec<String> {
    let mut faults = Vec::new();
    place(row.level, &row.theme, &row.who, general, &mut faults);
    if !row.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        faults.push("id: may hold small letters, digits and hyphens alone".into());
    }
    if !general.features.contains_key(&row.feature) {
        faults.push(format!("feature: there is no feature '{}' in practice.toml", row.feature));
    }
    if !engine.feelings.families.iter().any(|family| family.name == row.family) {
        faults.push(format!("family: there is no family of feelings '{}'", row.family));
    }
    if row.feelings.is_empty() {
        faults.push("feelings: there is none".into());
    }
    if row.feature == "mixed" && row.ambivalence.is_none() {
        faults.push("ambivalence: is missing, where the feature is two sides".into());
    }
    for (name, text) in [("content", &row.content), ("meaning", &row.meaning)] {
        if text.trim().is_empty() {
            faults.push(format!("{name}: says nothing"));
        }
    }
    let words = text::words(&row.says).len();
    if !STATEMENT.contains(&words) {
        faults.push(format!("says: has {words} words, not {} to {}", STATEMENT.start(), STATEMENT.end()));
    }
    faults.extend(said(&row.says, engine).map(|cause| format!("says: {cause}")));
    for (name, list) in [("simple", &row.simple), ("complex", &row.complex)] {
        if list.len() < 2 {
            faults.push(format!("{name}: {} reflections, not two or more", list.len()));
        }
        faults.extend(list.iter().flat_map(|reply| good(row, reply, general)).map(|cause| format!("{name}: {cause}")));
    }
    if row.bad.len() < 3 {
        faults.push(format!("bad: {} answers, not three or more", row.bad.len()));
    }
    for (fault, reply) in &row.bad {
        faults.extend(bad(row, fault, reply).map(|cause| format!("bad: '{reply}': {cause}")));
    }
    let replies = row.simple.iter().chain(&row.complex).chain(row.bad.iter().map(|(_, reply)| reply));
    let mut seen = HashSet::new();
    faults.extend(
        replies
            .filter(|reply| !seen.insert(text::words(reply)))
            .map(|reply| format!("'{reply}': is there twice")),
    );
    faults
}

/// What is wrong with a good reflection.
fn good(row: &Vignette, reply: &str, general: &GeneralRows) -> Vec<String> {
    let mut faults = Vec::new();
    let said = text::words(&row.says);
    let words = text::words(reply);
    let most = said.len().clamp(SHORTEST_BOUND, LONGEST);
    if !(3..=most).contains(&words.len()) {
        faults.push(format!("'{reply}': has {} words, not 3 to {most}", words.len()));
    }
    if reply.contains('?') || !reply.ends_with('.') {
        faults.push(format!("'{reply}': a reflection is a statement and ends in a full stop"));
    }
    let forbidden = general.forbidden.words.iter().filter(|phrase| text::holds(&words, phrase));
    faults.extend(forbidden.map(|phrase| format!("'{reply}': '{phrase}' is forbidden in practice.toml")));
    let run = text::longest_run(&said, &words);
    if run >= PARROTED {
        faults.push(format!("'{reply}': takes over {run} words in a row"));
    }
    faults
}

/// What is wrong with a bad answer, where it can be seen that it is no example of its fault.
fn bad(row: &Vignette, fault: &str, reply: &str) -> Option<String> {
    let words = text::words(reply);
    match fault {
        _ if words.is_empty() => Some("says nothing".into()),
        _ if !FAULTS.contains(&fault) => Some(format!("there is no fault '{fault}'; there are {}", FAULTS.join(", "))),
        "question" if !reply.ends_with('?') => Some("a question ends in a question mark".into()),
        "too_long" if words.len() <= text::words(&row.says).len() => Some("is no longer than the statement".into()),
        "parroting" => {
            let run = text::longest_run(&text::words(&row.says), &words);
            (run < PARROTED && run * 5 < words.len() * 4).then(|| format!("takes over {run} words in a row, which is no parroting"))
        }
        _ => None,
    }
}

fn client(row: &ClientRow, general: &GeneralRows, engine: &Engine) -> Vec<String> {
    let mut faults = Vec::new();
    place(row.level, &row.theme, &row.who, general, &mut faults);
    if row.under.trim().is_empty() {
        faults.push("under: says nothing".into());
    }
    let depths: HashMap<&str, u8> = row.state.iter().map(|state| (state.name.as_str(), state.depth)).collect();
    if depths.len() < row.state.len() {
        faults.push("a state is there twice".into());
    }
    if !depths.contains_key(row.starts.as_str()) {
        faults.push(format!("starts: there is no state '{}'", row.starts));
    }
    for state in &row.state {
        let mut fault = |cause: String| faults.push(format!("state '{}': {cause}", state.name));
        if state.says.is_empty() {
            fault("says: says nothing".into());
        }
        if !state.ends && state.stays.len() < 2 {
            fault(format!("stays: {} lines, not two or more", state.stays.len()));
        }
        if !state.ends && state.felt.is_none() {
            fault("felt: is missing, and nothing leads on".into());
        }
        for (way, to) in state.ways() {
            match depths.get(to) {
                None => fault(format!("{way}: there is no state '{to}'")),
                Some(depth) if way == "felt" && *depth <= state.depth => fault(format!("felt: '{to}' is no deeper")),
                Some(depth) if matches!(way, "pushed" | "missed") && *depth > state.depth => {
                    fault(format!("{way}: '{to}' is deeper, and nobody opens up after that"));
                }
                Some(_) => {}
            }
        }
        state.says.iter().chain(&state.stays).filter_map(|line| said(line, engine)).for_each(&mut fault);
    }
    let reached = reached(row);
    faults.extend(
        row.state
            .iter()
            .filter(|state| !reached.contains(state.name.as_str()))
            .map(|state| format!("state '{}': nothing leads there", state.name)),
    );
    if !row.state.iter().any(|state| state.ends && reached.contains(state.name.as_str())) {
        faults.push("nothing leads to an end".into());
    }
    faults
}

/// The states that something leads to.
fn reached(row: &ClientRow) -> HashSet<&str> {
    let mut reached = HashSet::new();
    let mut open = vec![row.starts.as_str()];
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            let states = row.state.iter().filter(|state| state.name == name);
            open.extend(states.flat_map(|state| state.ways().map(|(_, to)| to)));
        }
    }
    reached
}

fn general(rows: &PracticeRows, faults: &mut Vec<String>) {
    let file = "responses/en/practice.toml";
    let known: HashMap<&str, &Vignette> = rows.vignettes.iter().flat_map(|(_, f)| &f.vignette).map(|v| (v.id.as_str(), v)).collect();
    for row in &rows.general.exercise {
        faults.extend(
            exercise(row, &rows.general, &known)
                .into_iter()
                .map(|cause| format!("{file}: exercise '{}': {cause}", row.name)),
        );
    }
    for row in &rows.general.r#move {
        let entry = format!("{file}: move '{}'", row.name);
        if !MOVES.contains(&row.name.as_str()) {
            faults.push(format!("{entry}: is none of {}", MOVES.join(", ")));
        }
        let unknown = row.flags.iter().filter(|flag| !FAULTS.contains(&flag.as_str()));
        faults.extend(unknown.map(|flag| format!("{entry}: flags: there is no fault '{flag}'")));
    }
    let falls_through = |row: &super::rows::MoveRow| row.flags.is_empty() && row.code.is_none() && row.score <= 0.0;
    if !rows.general.r#move.last().is_some_and(falls_through) {
        faults.push(format!("{file}: move: the last row must fit any reply"));
    }
    if rows.general.words.sit_with.iter().all(|line| line.trim().is_empty()) {
        faults.push(format!("{file}: words: sit_with: says nothing"));
    }
}

fn exercise(row: &ExerciseRow, general: &GeneralRows, known: &HashMap<&str, &Vignette>) -> Vec<String> {
    let mut faults = Vec::new();
    let unknown = row.flags.iter().filter(|flag| !FAULTS.contains(&flag.as_str()));
    faults.extend(unknown.map(|flag| format!("flags: there is no fault '{flag}'")));
    let unknown = row.picks.features.iter().filter(|feature| !general.features.contains_key(*feature));
    faults.extend(unknown.map(|feature| format!("picks: there is no feature '{feature}'")));
    if !known.values().any(|vignette| row.picks.suits(vignette)) {
        faults.push("picks: no vignette suits".into());
    }
    if row.kept.is_empty() || row.missed.is_empty() {
        faults.push("kept, missed: an example is missing".into());
    }
    let cases = row.kept.iter().map(|case| (case, true)).chain(row.missed.iter().map(|case| (case, false)));
    for ((id, reply), keeps) in cases {
        match known.get(id.as_str()) {
            None => faults.push(format!("'{reply}': there is no vignette '{id}'")),
            Some(vignette) => match (row.missed(&vignette.says, reply, []), keeps) {
                (Some(miss), true) => faults.push(format!("'{reply}': misses the task: {miss}")),
                (None, false) => faults.push(format!("'{reply}': keeps the task")),
                _ => {}
            },
        }
    }
    faults
}
