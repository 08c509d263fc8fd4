//! Two hundred statements by class (`tests/heard/`): what of each must come back, and what must not.
//!
//! A line is a statement, what must be in the reflection and what must not. Between ways to say it that are of equal worth stands "|",
//! between what must all be there "+", between what must not be there ";". What must be there is sought without regard to capitals;
//! what must not, with: "You're a failure" at the start is a verdict, behind "it feels like" it is not.

use std::fs;
use std::path::Path;

use felt::Engine;
use felt::conversation::Talk;

struct Line {
    statement: String,
    must: String,
    must_not: String,
}

fn lines(file: &Path) -> Vec<Line> {
    let text = fs::read_to_string(file).expect("the file can be read");
    let cells = |line: &str| {
        let mut cells = line.split('\t').map(str::to_string);
        let (Some(statement), Some(must), Some(must_not), None) = (cells.next(), cells.next(), cells.next(), cells.next()) else {
            panic!("{}: three columns are wanted: {line}", file.display());
        };
        assert!(
            !(must.is_empty() && must_not.is_empty()),
            "{}: nothing is asked of {statement:?}",
            file.display()
        );
        Line { statement, must, must_not }
    };
    text.lines().skip(1).map(cells).collect()
}

/// What is wrong with a reflection, if anything is.
fn fault(line: &Line, said: &str) -> Option<String> {
    let lower = said.to_lowercase();
    let all_there = |way: &str| way.split('+').all(|part| lower.contains(&part.trim().to_lowercase()));
    if !line.must.is_empty() && !line.must.split('|').any(all_there) {
        return Some(format!("{:?} is answered {said:?}, without {:?}", line.statement, line.must));
    }
    let there = line.must_not.split(';').find(|no| !no.is_empty() && said.contains(no))?;
    Some(format!("{:?} is answered {said:?}, with {there:?}", line.statement))
}

#[test]
fn what_was_said_comes_back_and_what_was_not_does_not() {
    let engine = Engine::built_in().expect("the built-in data is sound");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/heard");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let mut heard = 0;
    let mut faults = Vec::new();
    for line in files.iter().flat_map(|file| lines(file)) {
        let answer = Talk::new(0).hear_last(&engine, &line.statement);
        heard += 1;
        faults.extend(fault(&line, &answer.response));
    }
    assert!(heard >= 200, "{heard} statements");
    assert!(faults.is_empty(), "{} of {heard}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_missing_word_and_a_forbidden_one_are_both_found() {
    let line = |must: &str, must_not: &str| Line {
        statement: "I lost my keys.".into(),
        must: must.into(),
        must_not: must_not.into(),
    };
    assert!(fault(&line("your keys|keys+gone", "my"), "You lost your keys.").is_none());
    assert!(fault(&line("your cat", ""), "You lost your keys.").is_some());
    assert!(fault(&line("your keys+today", ""), "You lost your keys.").is_some());
    assert!(fault(&line("your keys", "pity;lost"), "You lost your keys.").is_some());
}
