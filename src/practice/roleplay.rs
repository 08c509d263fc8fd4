//! A role-play of two people: one is the client, one listens. What is said is held until the end and coded then. Who is who is a number here.
//!
//! Where something is said that may be more than a role, it waits: nothing is taken in until both have said that it is part of the role.

use crate::Engine;
use crate::safety::AT_RISK;
use crate::session::{Said, Session, Who};
use crate::statement::LONGEST;

/// More turns than this are not held.
const AT_MOST: usize = 1_000;

/// Something that was said.
#[derive(Debug, Clone)]
struct Turn {
    id: u64,
    who: Who,
    text: String,
}

/// Something that may be more than a role.
#[derive(Debug, Clone)]
struct Waiting {
    turn: Turn,
    tier: u8,
    /// Who has said that it is part of the role: the client, the listener.
    part: [bool; 2],
}

/// What comes of something that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It is none of the two, or it is not going on.
    NotInIt,
    /// It is taken in.
    Taken,
    /// It may be more than a role: both are to be asked.
    Asks,
    /// An earlier word waits, and so does this: it is not taken in.
    Waits,
}

/// How far a role-play has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Proposed,
    GoingOn,
    Over,
}

/// A role-play.
#[derive(Debug, Clone)]
pub struct RolePlay {
    /// The client, the listener.
    people: [u64; 2],
    agreed: [bool; 2],
    stage: Stage,
    said: Vec<Turn>,
    waiting: Option<Waiting>,
    /// Up to this tier both have said that it is part of the role.
    part_up_to: u8,
    counted: bool,
}

impl RolePlay {
    /// One that is proposed.
    pub fn new(client: u64, listener: u64) -> RolePlay {
        RolePlay {
            people: [client, listener],
            agreed: [false; 2],
            stage: Stage::Proposed,
            said: Vec::new(),
            waiting: None,
            part_up_to: AT_RISK - 1,
            counted: false,
        }
    }

    /// The client.
    pub fn client(&self) -> u64 {
        self.people[0]
    }

    /// The listener.
    pub fn listener(&self) -> u64 {
        self.people[1]
    }

    /// What a person is in it; none where it is neither.
    pub fn who(&self, person: u64) -> Option<Who> {
        let at = self.at(person)?;
        Some(if at == 0 { Who::Client } else { Who::Listener })
    }

    fn at(&self, person: u64) -> Option<usize> {
        self.people.iter().position(|other| *other == person)
    }

    /// A person agrees. With the second, it begins.
    pub fn agree(&mut self, person: u64) {
        if let Some(at) = self.at(person) {
            self.agreed[at] = true;
        }
        if self.stage == Stage::Proposed && self.agreed == [true; 2] {
            self.stage = Stage::GoingOn;
        }
    }

    /// Whether a person has agreed.
    pub fn has_agreed(&self, person: u64) -> bool {
        self.at(person).is_some_and(|at| self.agreed[at])
    }

    /// Whether both have agreed, and it is not over.
    pub fn goes_on(&self) -> bool {
        self.stage == Stage::GoingOn
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// Whether something waits.
    pub fn waits(&self) -> bool {
        self.waiting.is_some()
    }

    /// Takes what a person has said. `id` tells it from everything else; later ones have greater ones.
    pub fn hear(&mut self, engine: &Engine, person: u64, id: u64, text: &str) -> Heard {
        let Some(who) = self.who(person).filter(|_| self.goes_on()) else {
            return Heard::NotInIt;
        };
        if self.waiting.is_some() {
            return Heard::Waits;
        }
        let turn = Turn {
            id,
            who,
            text: text.chars().take(LONGEST).collect(),
        };
        let tier = engine.risk(text).map_or(0, |risk| risk.tier);
        if tier > self.part_up_to {
            self.waiting = Some(Waiting { turn, tier, part: [false; 2] });
            return Heard::Asks;
        }
        self.keep(turn);
        Heard::Taken
    }

    fn keep(&mut self, turn: Turn) {
        if self.said.len() < AT_MOST {
            let at = self.said.partition_point(|other| other.id < turn.id);
            self.said.insert(at, turn);
        }
    }

    /// Something was said otherwise than it was. It is heard as it is now.
    pub fn edit(&mut self, engine: &Engine, id: u64, text: &str) -> Heard {
        let Some(at) = self.said.iter().position(|turn| turn.id == id).filter(|_| self.goes_on()) else {
            return Heard::NotInIt;
        };
        let who = self.said.remove(at).who;
        let person = self.people[usize::from(who == Who::Listener)];
        self.hear(engine, person, id, text)
    }

    /// Something was taken back. It is as if it had not been said; only what waits goes on waiting.
    pub fn take_back(&mut self, id: u64) {
        self.said.retain(|turn| turn.id != id);
    }

    /// Who has said what waits, and what it is.
    pub fn waiting(&self) -> Option<(u64, &str)> {
        let waiting = self.waiting.as_ref()?;
        let speaker = self.people[usize::from(waiting.turn.who == Who::Listener)];
        Some((speaker, &waiting.turn.text))
    }

    /// A person says that what waits is part of the role. `true` where both have said so now, and it goes on.
    pub fn part_of_role(&mut self, person: u64) -> bool {
        let Some(at) = self.at(person) else { return false };
        let Some(waiting) = &mut self.waiting else { return false };
        waiting.part[at] = true;
        if waiting.part != [true; 2] {
            return false;
        }
        if let Some(waiting) = self.waiting.take() {
            self.part_up_to = self.part_up_to.max(waiting.tier);
            self.keep(waiting.turn);
        }
        true
    }

    /// Whether a person has said that what waits is part of the role.
    pub fn says_it_is_part(&self, person: u64) -> bool {
        self.at(person).zip(self.waiting.as_ref()).is_some_and(|(at, waiting)| waiting.part[at])
    }

    /// What waits is more than a role: it is over, and nothing is looked over. Gives back what was said.
    pub fn more_than_a_role(&mut self) -> Option<String> {
        self.stage = Stage::Over;
        self.said.clear();
        self.waiting.take().map(|waiting| waiting.turn.text)
    }

    /// It is over. Where something still waits, nothing is looked over.
    pub fn end(&mut self) {
        self.stage = Stage::Over;
        if self.waiting.take().is_some() {
            self.said.clear();
        }
    }

    /// It is counted now. `false` where it was before.
    pub fn count(&mut self) -> bool {
        !std::mem::replace(&mut self.counted, true)
    }

    /// What was said, to be looked over. What one person says without the other between is one turn.
    pub fn session(&self, engine: &Engine) -> Session {
        let mut said: Vec<Said> = Vec::new();
        for turn in &self.said {
            match said.last_mut() {
                Some(last) if last.who == turn.who && last.text.len() + turn.text.len() < LONGEST => {
                    last.text.push('\n');
                    last.text.push_str(&turn.text);
                }
                _ => said.push(Said {
                    who: turn.who,
                    text: turn.text.clone(),
                }),
            }
        }
        Session::of(engine, said)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound"));

    const RISKY: &str = "I want to kill myself";

    fn going_on() -> RolePlay {
        let mut play = RolePlay::new(1, 2);
        assert_eq!(play.hear(&ENGINE, 1, 1, "Too early"), Heard::NotInIt);
        play.agree(1);
        play.agree(3);
        assert!(!play.goes_on());
        play.agree(2);
        assert!(play.goes_on());
        play
    }

    fn texts(play: &RolePlay) -> Vec<String> {
        play.session(&ENGINE).turns.into_iter().map(|turn| turn.text).collect()
    }

    #[test]
    fn what_one_says_without_the_other_between_is_one_turn() {
        let mut play = going_on();
        let said = [
            (1, 10, "I failed."),
            (1, 11, "Again."),
            (2, 12, "You're so tired of it."),
            (3, 13, "Hi"),
            (1, 14, "Yes."),
        ];
        for (person, id, text) in said {
            play.hear(&ENGINE, person, id, text);
        }
        assert_eq!(texts(&play), ["I failed.\nAgain.", "You're so tired of it.", "Yes."]);
        play.edit(&ENGINE, 11, "Twice.");
        play.take_back(14);
        play.end();
        assert_eq!(texts(&play), ["I failed.\nTwice.", "You're so tired of it."]);
        assert_eq!(play.session(&ENGINE).listener().count(), 1);
        assert_eq!(play.hear(&ENGINE, 1, 20, "More"), Heard::NotInIt);
    }

    #[test]
    fn what_may_be_more_than_a_role_waits_until_both_say_that_it_is_part_of_it() {
        let mut play = going_on();
        assert_eq!(play.hear(&ENGINE, 1, 10, RISKY), Heard::Asks);
        assert_eq!(play.hear(&ENGINE, 2, 11, "You're so tired."), Heard::Waits);
        assert!(texts(&play).is_empty() && play.waits());
        assert!(!play.part_of_role(1) && !play.part_of_role(1) && !play.part_of_role(3));
        assert!(play.part_of_role(2) && !play.waits());
        assert_eq!(play.hear(&ENGINE, 2, 12, "You're so tired."), Heard::Taken);
        assert_eq!(texts(&play).len(), 2, "what was said while it waited is not taken in");
        assert_eq!(play.hear(&ENGINE, 1, 13, RISKY), Heard::Taken, "both have said so");
    }

    #[test]
    fn what_is_more_than_a_role_ends_it_and_nothing_is_looked_over() {
        let mut play = going_on();
        play.hear(&ENGINE, 1, 9, "I failed.");
        play.hear(&ENGINE, 1, 10, RISKY);
        assert_eq!(play.waiting(), Some((1, RISKY)));
        let mut ended = play.clone();
        ended.end();
        assert_eq!(play.more_than_a_role().as_deref(), Some(RISKY));
        assert!(play.is_over() && texts(&play).is_empty() && texts(&ended).is_empty());
    }

    #[test]
    fn what_is_said_otherwise_is_looked_at_again() {
        let mut play = going_on();
        play.hear(&ENGINE, 1, 10, "I failed.");
        assert_eq!(play.edit(&ENGINE, 10, RISKY), Heard::Asks);
        assert_eq!(play.edit(&ENGINE, 99, "No such thing"), Heard::NotInIt);
    }
}
