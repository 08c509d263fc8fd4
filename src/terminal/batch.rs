//! The loop of the batch commands: a line in, a line out, flushed whenever the input may have to be waited for; a bad line is answered by what is wrong with it.

use std::io::{self, Write};

use serde::Serialize;

use super::lines::{Line, Lines};
use crate::statement::LONGEST;

/// How much is kept before it is written.
const CHUNK: usize = 1 << 16;

/// Why a line cannot be answered, with its id where it has one.
pub(super) type Refused = (Option<String>, String);

/// What stands in the place of an answer to a line that cannot be read.
#[derive(Debug, Serialize)]
struct Fault<'l> {
    id: Option<&'l str>,
    error: &'l str,
}

/// Answers every line of the input. `answer` writes the answer's bytes without the line's end.
pub(super) fn batch(input: impl io::Read, mut output: impl Write, mut answer: impl FnMut(&str, &mut Vec<u8>) -> Result<(), Refused>) -> io::Result<()> {
    let mut lines = Lines::new(input);
    let mut out: Vec<u8> = Vec::with_capacity(CHUNK + CHUNK / 4);
    let mut pass_on = |out: &mut Vec<u8>| {
        output.write_all(out)?;
        out.clear();
        output.flush()
    };
    loop {
        let line = lines.next(|| if out.is_empty() { Ok(()) } else { pass_on(&mut out) })?;
        let Some(line) = line else { return Ok(()) };
        let done = match line {
            Line::TooLong => Err((None, "The line is too long.".to_owned())),
            Line::Whole(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => answer(text, &mut out),
                Err(_) => Err((id_of(&String::from_utf8_lossy(bytes)), "The line is not UTF-8.".to_owned())),
            },
        };
        if let Err((id, error)) = done {
            serde_json::to_writer(
                &mut out,
                &Fault {
                    id: id.as_deref(),
                    error: &error,
                },
            )?;
        }
        out.push(b'\n');
        if out.len() > CHUNK {
            pass_on(&mut out)?;
        }
    }
}

/// Whether a text has more characters than are read.
pub(super) fn too_long(text: &str) -> bool {
    text.len() > LONGEST && text.chars().nth(LONGEST).is_some()
}

/// The id of a line that could not be read as a whole.
pub(super) fn id_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("id")?.as_str().map(str::to_owned)
}

/// What is wrong with a line, as a sentence.
pub(super) fn unreadable(why: &serde_json::Error) -> String {
    let text = why.to_string();
    // every line is line 1
    let cause = text.split(" at line ").next().unwrap_or_default().replace('`', "'");
    if why.is_data() {
        format!("The line is not as it should be: {cause}.")
    } else {
        format!("The line is not JSON: {cause}, at character {}.", why.column())
    }
}
