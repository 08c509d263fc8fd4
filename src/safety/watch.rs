//! One person's tier over a talk. In memory only: no words are kept, and a restart forgets it.

use std::time::Duration;

use super::signs::Signs;
use super::{AT_RISK, Category, Risk};

/// So many messages without a sign must pass before a tier falls.
const QUIET_MESSAGES: u32 = 3;
/// So much time without a sign must pass before a tier falls, where there is a clock.
const QUIET_TIME: Duration = Duration::from_secs(10 * 60);

/// The tier of a talk.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    tier: u8,
    category: Option<Category>,
    quiet: u32,
    last_sign: Option<Duration>,
    asked: bool,
    noted: bool,
    minor: bool,
    held: u64,
}

/// What a message did to the talk's tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: reflect as usual.
    Calm,
    /// Tier 1: reflect as usual; `note` says whether the soft note comes with it, once a talk.
    Soft {
        /// Whether the soft note is due.
        note: bool,
    },
    /// A new sign, a heavier one or one of another kind: all is said.
    Sign,
    /// The same again: said in short, with the lines.
    Again,
    /// The tier holds, with nothing new.
    Holds,
    /// "No" to the plain question; the tier holds.
    No,
    /// "That's not what I meant": back to listening, with one sentence.
    NotMeant,
}

impl Watch {
    /// The tier after the last message.
    pub fn tier(&self) -> u8 {
        self.tier
    }

    /// What kind of risk holds; none at tier 0.
    pub fn category(&self) -> Option<Category> {
        self.category
    }

    /// How many messages have met a tier that holds: picks among sentences of equal worth.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// Takes one message: the risk heard in it, its words, and the time since the talk began where there is a clock.
    pub fn hear(&mut self, risk: Option<&Risk>, text: &str, signs: &Signs, at: Option<Duration>) -> Heard {
        let asked = std::mem::take(&mut self.asked);
        self.minor |= risk.is_some_and(|r| r.minor);
        if let Some(risk) = risk.filter(|r| r.tier >= AT_RISK) {
            return self.sign(risk.tier, risk.category, at);
        }
        if self.tier >= AT_RISK {
            if begins_with(text, &signs.answers.not_meant) {
                self.not_meant();
                return Heard::NotMeant;
            }
            if asked && begins_with(text, &signs.answers.yes) && self.category.is_some_and(Category::own_life_or_minor) {
                return self.sign(self.tier.max(3), Category::ActiveIdeation, at);
            }
            let no = asked && begins_with(text, &signs.answers.no);
            self.quiet += 1;
            let long_enough = match (at, self.last_sign) {
                (Some(now), Some(last)) => now.saturating_sub(last) >= QUIET_TIME,
                _ => true,
            };
            if self.quiet < QUIET_MESSAGES || !long_enough {
                self.held += 1;
                self.asked = asked && !no && self.quiet < 2;
                return if no { Heard::No } else { Heard::Holds };
            }
            self.fall();
        }
        if risk.is_some() {
            self.tier = 1;
            self.category = Some(Category::Ambiguous);
        }
        if self.tier == 0 {
            return Heard::Calm;
        }
        let note = risk.is_some() && !std::mem::replace(&mut self.noted, true);
        Heard::Soft { note }
    }

    /// "That's not what I meant", by button or in words: to 1 at once, never to 0.
    pub fn not_meant(&mut self) {
        if self.tier >= AT_RISK {
            self.fall();
        }
    }

    fn fall(&mut self) {
        self.tier = 1;
        self.category = Some(Category::Ambiguous);
        self.asked = false;
        // whoever was given the numbers needs no soft note after it
        self.noted = true;
    }

    fn sign(&mut self, tier: u8, category: Category, at: Option<Duration>) -> Heard {
        let category = if self.minor && category.own_life() { Category::MinorAtRisk } else { category };
        let new = tier > self.tier || self.category != Some(category) && tier >= self.tier;
        self.quiet = 0;
        self.last_sign = at;
        self.asked = true;
        self.held += 1;
        if tier >= self.tier {
            self.tier = tier;
            self.category = Some(category);
        }
        if new { Heard::Sign } else { Heard::Again }
    }
}

impl Category {
    fn own_life_or_minor(self) -> bool {
        self.own_life() || self == Category::MinorAtRisk
    }
}

/// Whether a text begins with one of these; signs and capitals aside.
fn begins_with(text: &str, openings: &[String]) -> bool {
    let mut plain = String::with_capacity(text.len().min(80));
    for c in text.chars().take(80) {
        match c {
            '\u{2019}' | '\'' => {}
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ if plain.ends_with(' ') || plain.is_empty() => {}
            _ => plain.push(' '),
        }
    }
    openings
        .iter()
        .any(|o| plain.strip_prefix(o.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::rows::AnswerWords;

    fn signs() -> Signs {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_string()).collect();
        let mut signs = Signs::default();
        signs.answers = AnswerWords {
            yes: list(&["yes", "yeah"]),
            no: list(&["no"]),
            not_meant: list(&["thats not what i meant"]),
        };
        signs
    }

    fn risk(tier: u8, category: Category) -> Risk {
        Risk {
            tier,
            category,
            words: (0, 1),
            row: String::new(),
            minor: false,
        }
    }

    #[test]
    fn a_tier_holds_until_three_messages_have_passed_where_there_is_no_clock() {
        let (signs, mut watch) = (signs(), Watch::default());
        assert_eq!(watch.hear(Some(&risk(3, Category::ActiveIdeation)), "x", &signs, None), Heard::Sign);
        for _ in 0..2 {
            assert_eq!(watch.hear(None, "my cat is fine", &signs, None), Heard::Holds);
            assert_eq!(watch.tier(), 3);
        }
        assert_eq!(watch.hear(None, "my cat is fine", &signs, None), Heard::Soft { note: false });
        for _ in 0..50 {
            watch.hear(None, "my cat is fine", &signs, None);
        }
        assert_eq!(watch.tier(), 1, "1 for the rest of the talk");
    }

    #[test]
    fn with_a_clock_ten_minutes_must_pass_too() {
        let (signs, mut watch) = (signs(), Watch::default());
        let minute = |n: u64| Some(Duration::from_secs(60 * n));
        watch.hear(Some(&risk(2, Category::PassiveIdeation)), "x", &signs, minute(1));
        for n in 2..=10 {
            assert_eq!(watch.hear(None, "hm", &signs, minute(n)), Heard::Holds, "{n}");
        }
        assert_eq!(watch.hear(None, "hm", &signs, minute(11)), Heard::Soft { note: false });
    }

    #[test]
    fn a_new_sign_raises_and_a_lighter_one_keeps_the_heavier() {
        let (signs, mut watch) = (signs(), Watch::default());
        watch.hear(Some(&risk(2, Category::PassiveIdeation)), "x", &signs, None);
        assert_eq!(watch.hear(Some(&risk(4, Category::Plan)), "x", &signs, None), Heard::Sign);
        assert_eq!(watch.hear(Some(&risk(2, Category::PassiveIdeation)), "x", &signs, None), Heard::Again);
        assert_eq!((watch.tier(), watch.category()), (4, Some(Category::Plan)));
    }

    #[test]
    fn not_meant_brings_it_to_one_at_once_and_never_to_none() {
        let (signs, mut watch) = (signs(), Watch::default());
        watch.not_meant();
        assert_eq!(watch.tier(), 0);
        watch.hear(Some(&risk(3, Category::SelfHarm)), "x", &signs, None);
        assert_eq!(watch.hear(None, "That\u{2019}s not what I meant!", &signs, None), Heard::NotMeant);
        assert_eq!(watch.tier(), 1);
        assert_eq!(watch.hear(Some(&risk(3, Category::SelfHarm)), "x", &signs, None), Heard::Sign);
        assert_eq!(watch.tier(), 3);
    }

    #[test]
    fn a_yes_to_the_plain_question_is_a_sign() {
        let (signs, mut watch) = (signs(), Watch::default());
        watch.hear(Some(&risk(2, Category::PassiveIdeation)), "x", &signs, None);
        assert_eq!(watch.hear(None, "Yeah. I am", &signs, None), Heard::Sign);
        assert_eq!((watch.tier(), watch.category()), (3, Some(Category::ActiveIdeation)));
        assert_eq!(watch.hear(None, "no", &signs, None), Heard::No);
        assert_eq!(watch.tier(), 3);
    }

    #[test]
    fn the_soft_note_comes_once() {
        let (signs, mut watch) = (signs(), Watch::default());
        assert_eq!(watch.hear(None, "hm", &signs, None), Heard::Calm);
        assert_eq!(watch.hear(Some(&risk(1, Category::Ambiguous)), "x", &signs, None), Heard::Soft { note: true });
        assert_eq!(watch.hear(Some(&risk(1, Category::Ambiguous)), "x", &signs, None), Heard::Soft { note: false });
    }
}
