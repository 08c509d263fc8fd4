//! A practice that is going on: with one statement after the other, or with one client over several turns.

use super::rows::{PracticeRows, Vignette};
use super::{ClientTalk, Lesson, Outcome, Wish, taken};
use crate::Engine;
use crate::coach;
use crate::session::{Session, Who};

/// What somebody wants to practise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// With whom.
    pub wish: Wish,
    /// An exercise for one skill, by its name.
    pub skill: Option<String>,
    /// A client who talks over several turns, by the id; whoever comes where it is empty.
    pub client: Option<String>,
}

/// Something that is said, and who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'r> {
    /// Who, in a few words.
    pub who: &'r str,
    /// What.
    pub says: &'r str,
}

/// What comes of a reply.
#[derive(Debug, Clone)]
pub enum Came<'r> {
    /// Feedback on it.
    Feedback(Box<Outcome>),
    /// The client's answer.
    Answer(Line<'r>),
    /// The client's last answer.
    Last(Line<'r>),
}

/// How it ended.
#[derive(Debug, Clone)]
pub struct Ending {
    /// What was said, to be looked over.
    pub session: Session,
    /// What was under what the client said, and whether it came up. Only of a client over several turns.
    pub under: Option<String>,
}

/// A practice that is going on.
#[derive(Debug)]
pub struct Course<'r> {
    rows: &'r PracticeRows,
    kind: Kind<'r>,
}

#[derive(Debug)]
enum Kind<'r> {
    Statements(Lesson<'r>),
    Client { talk: ClientTalk<'r>, session: Session, last: &'r str },
}

impl<'r> Course<'r> {
    /// Begins one. `None` where there is nobody of that kind. `seed` decides who comes when.
    pub fn new(engine: &Engine, rows: &'r PracticeRows, choice: &Choice, seed: u64) -> Option<Self> {
        let kind = match &choice.client {
            Some(id) => {
                let clients = rows.clients(&choice.wish);
                let any = usize::try_from(seed % clients.len().max(1) as u64).unwrap_or(0);
                let client = if id.is_empty() {
                    clients.get(any).copied()
                } else {
                    clients.into_iter().find(|client| client.id == *id)
                };
                let mut talk = ClientTalk::new(client?);
                let mut session = Session::default();
                let last = talk.opening();
                session.add(engine, Who::Client, last.to_owned());
                Kind::Client { talk, session, last }
            }
            None => {
                let exercise = match &choice.skill {
                    Some(name) => Some(rows.exercise(name)?),
                    None => None,
                };
                let deck = rows.deck(&choice.wish, exercise, seed);
                if deck.is_empty() {
                    return None;
                }
                Kind::Statements(Lesson::new(rows, deck, exercise))
            }
        };
        Some(Course { rows, kind })
    }

    /// Goes on to the vignette of this id. `false` where it is not ahead.
    pub fn go_to(&mut self, id: &str) -> bool {
        let Kind::Statements(lesson) = &mut self.kind else { return false };
        while lesson.vignette().is_some_and(|vignette| vignette.id != id) {
            lesson.go_on();
        }
        lesson.vignette().is_some()
    }

    /// The exercise's task, and what it is good for, where there is an exercise.
    pub fn task(&self) -> Option<String> {
        match &self.kind {
            Kind::Statements(lesson) => lesson.task(),
            Kind::Client { .. } => None,
        }
    }

    /// What there is to answer; none where everyone was there.
    pub fn line(&self) -> Option<Line<'r>> {
        match &self.kind {
            Kind::Statements(lesson) => lesson.vignette().map(line_of),
            Kind::Client { talk, last, .. } => Some(Line {
                who: &talk.client.who,
                says: last,
            }),
        }
    }

    /// The id of the vignette or client that there is to answer.
    pub fn id(&self) -> Option<&'r str> {
        match &self.kind {
            Kind::Statements(lesson) => lesson.vignette().map(|vignette| vignette.id.as_str()),
            Kind::Client { talk, .. } => Some(&talk.client.id),
        }
    }

    /// Whether it is with one client over several turns.
    pub fn is_with_client(&self) -> bool {
        matches!(self.kind, Kind::Client { .. })
    }

    /// Takes a reply. `None` where there is nothing to reply to.
    pub fn reply(&mut self, engine: &Engine, text: &str) -> Option<Came<'r>> {
        match &mut self.kind {
            Kind::Statements(lesson) => Some(Came::Feedback(Box::new(lesson.reply(engine, text)?))),
            Kind::Client { talk, session, last } => {
                if talk.ended() {
                    return None;
                }
                session.add(engine, Who::Listener, text.to_owned());
                let coding = session.turns.last().and_then(|turn| turn.coding.as_ref());
                let way = coding.map_or("other", |coding| taken(&self.rows.general.r#move, coding));
                *last = talk.answer(way);
                session.add(engine, Who::Client, (*last).to_owned());
                let line = Line {
                    who: &talk.client.who,
                    says: last,
                };
                Some(if talk.ended() { Came::Last(line) } else { Came::Answer(line) })
            }
        }
    }

    /// Goes on to the next statement; none where that was the last, or where it is with one client.
    pub fn go_on(&mut self) -> Option<Line<'r>> {
        match &mut self.kind {
            Kind::Statements(lesson) => lesson.go_on().map(line_of),
            Kind::Client { .. } => None,
        }
    }

    /// Good replies to what there is to answer, others each time.
    pub fn example(&mut self, engine: &Engine) -> Option<String> {
        match &mut self.kind {
            Kind::Statements(lesson) => lesson.example(),
            Kind::Client { last, .. } => {
                let (simple, complex) = coach::examples(engine, last);
                let lines = [("Simple: ", simple), ("Complex:", complex)];
                let told: Vec<String> = lines.into_iter().filter_map(|(name, line)| Some(format!("{name} {}", line?))).collect();
                (!told.is_empty()).then(|| told.join("\n"))
            }
        }
    }

    /// What was said, and what there is to tell at the end.
    pub fn ending(&self, engine: &Engine) -> Ending {
        let words = &self.rows.general.words;
        match &self.kind {
            Kind::Statements(lesson) => Ending {
                session: lesson.session(engine),
                under: None,
            },
            Kind::Client { talk, session, .. } => {
                let title = if talk.ended() { &words.opened } else { &words.not_opened };
                Ending {
                    session: session.clone(),
                    under: Some(format!("{title} {}", talk.client.under)),
                }
            }
        }
    }
}

fn line_of(vignette: &Vignette) -> Line<'_> {
    Line {
        who: &vignette.who,
        says: &vignette.says,
    }
}
