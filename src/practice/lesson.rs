//! Practising with one client statement after the other: reply, feedback, again, next, example, the end. Who shows it is a terminal or Discord.

use super::Miss;
use super::rows::{ExerciseRow, PracticeRows, Vignette};
use crate::Engine;
use crate::coach::{self, Coding};
use crate::session::{Said, Session, Who};

/// After so many replies in a row with nothing to mend, feedback is shorter: detail fades as skill grows.
const SKILLED: usize = 3;

/// A lesson that is going on.
#[derive(Debug)]
pub struct Lesson<'r> {
    rows: &'r PracticeRows,
    exercise: Option<&'r ExerciseRow>,
    deck: Vec<&'r Vignette>,
    at: usize,
    shown: usize,
    tries: Vec<(&'r Vignette, String)>,
    /// Replies in a row with nothing to mend.
    streak: usize,
}

/// What came of a reply.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How it was coded.
    pub coding: Coding,
    /// Whether it kept the exercise's task, where there is an exercise.
    pub task: Option<Result<(), Miss>>,
    /// Whether all of the feedback is of use, or the shorter kind is enough.
    pub detail: bool,
}

impl Outcome {
    /// What a trainee is told.
    pub fn text(&self) -> String {
        let feedback = &self.coding.feedback;
        let mut parts: Vec<String> = vec![feedback.worked.clone()];
        parts.extend(feedback.change.clone());
        if self.detail {
            parts.extend(feedback.note.clone());
            parts.extend(feedback.better.as_ref().map(|better| format!("Nearest to yours: \u{201c}{better}\u{201d}")));
        }
        match &self.task {
            Some(Ok(())) => parts.push("The task is kept.".into()),
            Some(Err(miss)) => parts.push(format!("The task is not kept: {miss}.")),
            None => {}
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }
}

impl<'r> Lesson<'r> {
    /// Begins one with these vignettes.
    pub fn new(rows: &'r PracticeRows, deck: Vec<&'r Vignette>, exercise: Option<&'r ExerciseRow>) -> Self {
        Lesson {
            rows,
            exercise,
            deck,
            at: 0,
            shown: 0,
            tries: Vec::new(),
            streak: 0,
        }
    }

    /// The exercise's task, and what it is good for.
    pub fn task(&self) -> Option<String> {
        self.exercise.map(|e| format!("{}. {} {}", e.title, e.task, e.why))
    }

    /// Whose turn it is; none at the end.
    pub fn vignette(&self) -> Option<&'r Vignette> {
        self.deck.get(self.at).copied()
    }

    /// Goes on to the next.
    pub fn go_on(&mut self) -> Option<&'r Vignette> {
        self.at += 1;
        self.shown = 0;
        self.vignette()
    }

    /// Takes a reply.
    pub fn reply(&mut self, engine: &Engine, text: &str) -> Option<Outcome> {
        let vignette = self.vignette()?;
        // an opening that comes again is a habit over statements; tries at the same one are no habit
        let earlier: Vec<&str> = self
            .tries
            .iter()
            .filter(|(v, _)| v.id != vignette.id)
            .map(|(_, reply)| reply.as_str())
            .collect();
        let coding = coach::code(engine, &vignette.says, text, &earlier);
        let flags = coding.faults.iter().map(|mend| mend.fault.name());
        let task = self.exercise.map(|e| e.missed(&vignette.says, text, flags).map_or(Ok(()), Err));
        self.tries.push((vignette, text.to_owned()));
        self.streak = if coding.faults.is_empty() && coding.reflection.is_some() {
            self.streak + 1
        } else {
            0
        };
        Some(Outcome {
            coding,
            task,
            detail: self.streak < SKILLED,
        })
    }

    /// A simple and a complex example, others each time, with what is in the statement.
    pub fn example(&mut self) -> Option<String> {
        let vignette = self.vignette()?;
        let pick = |list: &'r [String], n: usize| list.get(n % list.len().max(1)).map_or("", String::as_str);
        let (simple, complex) = (pick(&vignette.simple, self.shown), pick(&vignette.complex, self.shown));
        self.shown += 1;
        let feature = self.rows.general.features.get(&vignette.feature).map_or("", String::as_str);
        let sides = vignette.ambivalence.as_ref().map(|sides| format!("\nTwo sides: {sides}")).unwrap_or_default();
        Some(format!(
            "Simple:  {simple}\nComplex: {complex}\nFelt: {}. What it means: {}{sides}\nTo practise here: {feature}.",
            vignette.feelings.join(", "),
            vignette.meaning
        ))
    }

    /// Statements and replies, to be looked over as a session. The last try at each statement counts.
    pub fn session(&self, engine: &Engine) -> Session {
        let mut said: Vec<Said> = Vec::new();
        for (n, (vignette, reply)) in self.tries.iter().enumerate() {
            if self.tries.get(n + 1).is_some_and(|(next, _)| next.id == vignette.id) {
                continue;
            }
            said.push(Said {
                who: Who::Client,
                text: vignette.says.clone(),
            });
            said.push(Said {
                who: Who::Listener,
                text: reply.clone(),
            });
        }
        Session::of(engine, said)
    }
}
