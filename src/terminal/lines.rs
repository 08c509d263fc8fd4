//! Lines of input, one after the other, in bounded memory.

use std::io::{self, BufRead, BufReader, Read};

/// A line longer than this is not kept; room for a long talk's history.
const LONGEST: usize = 4 << 20;
/// How much is read at once.
const CHUNK: usize = 1 << 16;

/// A line of the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'l> {
    /// Its bytes, without what ends it.
    Whole(&'l [u8]),
    /// It was longer than memory is given for.
    TooLong,
}

/// Reads lines.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    first: bool,
}

impl<R: Read> Lines<R> {
    /// Reads from `input`.
    pub(super) fn new(input: R) -> Self {
        Lines {
            input: BufReader::with_capacity(CHUNK, input),
            line: Vec::new(),
            first: true,
        }
    }

    /// The next line; `None` at the end. `before_waiting` is called before each read that may have to wait, so that whoever sends one line and waits for
    /// its answer gets it, and whoever sends many gets them together.
    pub(super) fn next(&mut self, mut before_waiting: impl FnMut() -> io::Result<()>) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let (mut too_long, mut any) = (false, false);
        loop {
            if self.input.buffer().is_empty() {
                before_waiting()?;
            }
            let chunk = match self.input.fill_buf() {
                Ok([]) if !any => return Ok(None),
                Ok([]) => break,
                Ok(chunk) => chunk,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(why),
            };
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            too_long |= self.line.len() + part.len() > LONGEST;
            if !too_long {
                self.line.extend_from_slice(part);
            }
            let taken = part.len() + usize::from(end.is_some());
            self.input.consume(taken);
            if end.is_some() {
                break;
            }
        }
        let first = std::mem::replace(&mut self.first, false);
        if too_long {
            self.line = Vec::new();
            return Ok(Some(Line::TooLong));
        }
        let line = self.line.strip_suffix(b"\r").unwrap_or(&self.line);
        Ok(Some(Line::Whole(if first { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8]) -> Vec<Option<Vec<u8>>> {
        let mut lines = Lines::new(input);
        let mut found = Vec::new();
        while let Some(line) = lines.next(|| Ok(())).expect("a slice can be read") {
            found.push(match line {
                Line::Whole(bytes) => Some(bytes.to_vec()),
                Line::TooLong => None,
            });
        }
        found
    }

    #[test]
    fn lines_end_in_either_way_and_the_last_needs_no_end() {
        assert_eq!(all(b"\xef\xbb\xbfa\r\n\nb"), [Some(b"a".to_vec()), Some(vec![]), Some(b"b".to_vec())]);
        assert!(all(b"").is_empty());
        assert_eq!(all(b"\n").len(), 1);
    }

    #[test]
    fn an_endless_line_is_let_go_and_the_next_is_read() {
        let mut input = vec![b'x'; LONGEST + 1];
        input.extend(b"\nnext\n");
        assert_eq!(all(&input), [None, Some(b"next".to_vec())]);
    }

    #[test]
    fn a_line_that_waits_for_its_answer_is_told_apart() {
        let mut waits = 0;
        let mut lines = Lines::new(&b"one\ntwo\n"[..]);
        for _ in 0..3 {
            lines
                .next(|| {
                    waits += 1;
                    Ok(())
                })
                .expect("a slice can be read");
        }
        assert_eq!(waits, 2, "before the first read and at the end, not between two lines that are there");
    }
}
