//! Transcripts in their three forms: lines with `C:` and `T:`, CSV, JSON lines.

use serde::Deserialize;

use crate::statement::LONGEST;

/// Who said a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The one who is listened to.
    Client,
    /// The one who listens.
    Listener,
}

impl Who {
    /// By the names in use: `C`, `client`; `T`, `L`, `therapist`, `listener`.
    fn named(name: &str) -> Option<Who> {
        match name.trim().to_lowercase().as_str() {
            "c" | "client" => Some(Who::Client),
            "t" | "l" | "therapist" | "listener" => Some(Who::Listener),
            _ => None,
        }
    }
}

/// A turn as it stands in a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who said it.
    pub who: Who,
    /// What was said.
    pub text: String,
}

/// Why a transcript cannot be read. None of these holds a word of it but the name of a speaker or of a column.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TranscriptError {
    /// A line has no speaker.
    #[error("line {0}: a turn begins with C: for the client, or with T: or L: for the listener")]
    NoSpeaker(usize),
    /// The speaker is neither.
    #[error("line {0}: the speaker '{1}' is neither client nor therapist or listener")]
    Speaker(usize, String),
    /// The header lacks a column.
    #[error("line 1: the header names no column '{0}'")]
    Column(&'static str),
    /// A row is not CSV.
    #[error("line {0}: the row cannot be read as CSV")]
    Csv(usize),
    /// A line is not the JSON it should be.
    #[error("line {0}: is not JSON with the texts speaker and text")]
    Json(usize),
    /// A turn is too long.
    #[error("line {0}: the turn is longer than {LONGEST} characters")]
    TooLong(usize),
    /// The listener says nothing in it.
    #[error("there is no turn of the listener in it")]
    NoListener,
}

/// Reads a transcript in any of its forms; which one it is, its first line tells.
///
/// # Errors
/// Names the line and the cause.
pub fn parse(text: &str) -> Result<Vec<Said>, TranscriptError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let turns = if first.starts_with('{') {
        json(text)?
    } else if is_header(first) {
        csv(text)?
    } else {
        plain(text)?
    };
    if turns.iter().any(|turn| turn.who == Who::Listener) {
        Ok(turns)
    } else {
        Err(TranscriptError::NoListener)
    }
}

/// A line of CSV that names columns: "C: hello, there" is none.
fn is_header(line: &str) -> bool {
    let mut names = line.split(',').map(column);
    line.contains(',') && names.any(|name| matches!(name.as_str(), "speaker" | "text"))
}

fn column(name: &str) -> String {
    name.trim().trim_matches('"').trim().to_lowercase()
}

fn said(who: Who, text: &str, line: usize) -> Result<Said, TranscriptError> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(TranscriptError::TooLong(line));
    }
    Ok(Said {
        who,
        text: text.trim().to_owned(),
    })
}

/// A turn a line. A line without a speaker goes on with the turn before it.
fn plain(text: &str) -> Result<Vec<Said>, TranscriptError> {
    let mut turns: Vec<Said> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let marked = line.split_once(':').and_then(|(name, rest)| Some((Who::named(name)?, rest)));
        match (marked, turns.last_mut()) {
            (Some((who, rest)), _) => turns.push(said(who, rest, n + 1)?),
            _ if line.trim().is_empty() => {}
            (None, Some(last)) => *last = said(last.who, &format!("{} {}", last.text, line.trim()), n + 1)?,
            (None, None) => return Err(TranscriptError::NoSpeaker(n + 1)),
        }
    }
    Ok(spoken(turns))
}

fn csv(text: &str) -> Result<Vec<Said>, TranscriptError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers().map_err(|_| TranscriptError::Csv(1))?.iter().map(column).collect();
    let place = |name| headers.iter().position(|header| header == name).ok_or(TranscriptError::Column(name));
    let (speaker, text) = (place("speaker")?, place("text")?);
    let mut turns = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|why| TranscriptError::Csv(why.position().map_or(0, |at| at.line() as usize)))?;
        let line = row.position().map_or(0, |at| at.line() as usize);
        let (Some(name), Some(text)) = (row.get(speaker), row.get(text)) else {
            return Err(TranscriptError::Csv(line));
        };
        turns.push(said(speaker_named(name, line)?, text, line)?);
    }
    Ok(spoken(turns))
}

#[derive(Deserialize)]
struct JsonTurn {
    speaker: String,
    text: String,
}

fn json(text: &str) -> Result<Vec<Said>, TranscriptError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let turns = lines.map(|(n, line)| {
        let turn: JsonTurn = serde_json::from_str(line).map_err(|_| TranscriptError::Json(n + 1))?;
        said(speaker_named(&turn.speaker, n + 1)?, &turn.text, n + 1)
    });
    Ok(spoken(turns.collect::<Result<_, _>>()?))
}

fn speaker_named(name: &str, line: usize) -> Result<Who, TranscriptError> {
    Who::named(name).ok_or_else(|| TranscriptError::Speaker(line, name.trim().chars().take(30).collect()))
}

/// Turns in which nothing is said are none.
fn spoken(turns: Vec<Said>) -> Vec<Said> {
    turns.into_iter().filter(|turn| !turn.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str) -> Vec<(Who, String)> {
        parse(text).expect("it can be read").into_iter().map(|said| (said.who, said.text)).collect()
    }

    #[test]
    fn the_three_forms_give_the_same_turns() {
        let wanted = [
            (Who::Client, "I lost my keys, all of them.".to_owned()),
            (Who::Listener, "You're annoyed.".to_owned()),
            (Who::Listener, "And late.".to_owned()),
        ];
        for text in [
            "C: I lost my keys, all of them.\nT: You're annoyed.\nL: And late.\n",
            "c: I lost my keys,\n   all of them.\n\nTherapist: You're annoyed.\r\nlistener: And late.",
            "speaker,text\nclient,\"I lost my keys, all of them.\"\ntherapist,You're annoyed.\nlistener,And late.\n",
            "\u{feff}n,Text,Speaker\n1,\"I lost my keys, all of them.\",Client\n2,You're annoyed.,THERAPIST\n3,And late.,L\n",
            "{\"speaker\":\"client\",\"text\":\"I lost my keys, all of them.\"}\n{\"speaker\":\"therapist\",\"text\":\"You're annoyed.\",\"n\":2}\n\n{\"speaker\":\"listener\",\"text\":\"And late.\"}",
        ] {
            assert_eq!(turns(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line() {
        let long = format!("C: {}\nT: Yes.", "a".repeat(LONGEST + 1));
        for (text, wanted) in [
            ("", TranscriptError::NoListener),
            ("C: Only me here.", TranscriptError::NoListener),
            ("\nHello there.\nT: Yes.", TranscriptError::NoSpeaker(2)),
            ("who,text\nclient,Hi", TranscriptError::Column("speaker")),
            ("speaker,text\nclient,Hi\ndog,Woof", TranscriptError::Speaker(3, "dog".into())),
            ("speaker,text\nclient", TranscriptError::Csv(2)),
            ("{\"speaker\":\"client\",\"text\":\"Hi\"}\n{\"speaker\":1}", TranscriptError::Json(2)),
            (long.as_str(), TranscriptError::TooLong(1)),
        ] {
            assert_eq!(parse(text), Err(wanted), "{text}");
        }
    }

    #[test]
    fn a_colon_within_a_turn_is_no_speaker() {
        assert_eq!(turns("C: she said: no\nT: c'mon: that hurt.").len(), 2);
    }
}
