//! How a reply's words stand to the statement's: what it brings back, what it leaves, what it adds.

use std::collections::HashMap;

use crate::data::rows::coach::RelatedFile;
use crate::statement::{Kind, Token};
use crate::understanding::Parsed;
use crate::words::{Classes, Tag};

/// Words that go together (`responses/en/coach/related.toml`): of one meaning, or of one field of life.
#[derive(Debug, Clone, Default)]
pub struct Related {
    same: HashMap<String, Vec<u16>>,
    field: HashMap<String, Vec<u16>>,
    /// The first number of the fields that are of their own.
    own_from: u16,
    near: Vec<Vec<String>>,
    either: Vec<String>,
    light: Classes,
    /// Kinds of people.
    pub(super) people: Classes,
}

/// What a reply brings back.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Brought {
    /// The reply's words of weight, and how each is tied to the statement (1 the same word, less for a related one, 0 not at all).
    pub reply: Vec<(usize, f32)>,
    /// The same for the statement's words of weight.
    pub statement: Vec<(usize, f32)>,
    /// The longest run of the statement's words said again, persons aside.
    pub run: usize,
}

/// How much a word of one meaning is tied, and one of the same field.
const SAME: f32 = 0.8;
const FIELD: f32 = 0.4;

impl Related {
    /// Makes the index.
    ///
    /// # Errors
    /// Where a group holds fewer than two words.
    pub fn new(file: &RelatedFile) -> Result<Related, String> {
        let mut related = Related {
            light: Classes::named("light").unwrap_or_default(),
            people: ["kin", "partner", "friend", "person"]
                .iter()
                .filter_map(|name| Classes::named(name))
                .fold(Classes::default(), |all, one| Classes(all.0 | one.0)),
            near: file.feelings.clone(),
            either: file.either.clone(),
            ..Related::default()
        };
        let short = file
            .same
            .iter()
            .chain(file.anywhere.values())
            .chain(file.field.values())
            .find(|group| group.len() < 2);
        if let Some(group) = short {
            return Err(format!(
                "responses/en/coach/related.toml: {group:?}: fewer than two words have nothing to do with one another"
            ));
        }
        for (number, group) in file.same.iter().enumerate() {
            for word in group {
                related.same.entry(word.clone()).or_default().push(number as u16);
            }
        }
        related.own_from = file.anywhere.len() as u16;
        for (number, group) in file.anywhere.values().chain(file.field.values()).enumerate() {
            for word in group {
                related.field.entry(word.clone()).or_default().push(number as u16);
            }
        }
        Ok(related)
    }

    /// Whether two families of feelings are close enough for one to stand for the other.
    pub(super) fn near(&self, a: &str, b: &str) -> bool {
        a == b || self.near.iter().any(|group| group.iter().any(|f| f == a) && group.iter().any(|f| f == b))
    }

    /// Whether a family of feelings can go along with any other.
    pub(super) fn either(&self, family: &str) -> bool {
        self.either.iter().any(|f| f == family)
    }

    /// How closely two dictionary forms are tied.
    pub(super) fn tie(&self, a: &str, b: &str) -> f32 {
        let meet = |map: &HashMap<String, Vec<u16>>| map.get(a).zip(map.get(b)).is_some_and(|(a, b)| a.iter().any(|n| b.contains(n)));
        if a == b || stem(a, b) {
            1.0
        } else if meet(&self.same) {
            SAME
        } else if meet(&self.field) {
            FIELD
        } else {
            0.0
        }
    }

    /// Whether a word carries weight: what somebody is, does or is like; no helper, no word that fits anywhere.
    pub(super) fn weighty(&self, token: &Token) -> bool {
        let kind = matches!(
            token.tag,
            Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Num
        ) || (token.tag == Tag::Adv && token.word.len() > 5);
        kind && token.kind != Kind::Mark(',')
            && !token.form.is_some_and(|f| f.classes().meets(self.light))
            && !token.is_any(&["i", "'s"])
            && !ANYWHERE.contains(&token.lemma_text())
    }

    /// How many of the reply's words of weight belong to fields of life that the statement does not touch.
    pub(super) fn off_field(&self, statement: &Parsed, reply: &Parsed, brought: &Brought) -> usize {
        let touched: Vec<u16> = brought
            .statement
            .iter()
            .filter_map(|(token, _)| self.field.get(statement.tokens()[*token].lemma_text()))
            .flatten()
            .copied()
            .collect();
        brought
            .reply
            .iter()
            .filter(|(_, tie)| *tie < FIELD)
            .filter_map(|(token, _)| self.field.get(reply.tokens()[*token].lemma_text()))
            .filter(|fields| fields.iter().all(|f| *f >= self.own_from && !touched.contains(f)))
            .count()
    }

    /// Whether the reply brings in somebody of whom the statement does not speak.
    pub(super) fn new_person(&self, statement: &Parsed, reply: &Parsed, brought: &Brought) -> bool {
        let person = |token: &Token| token.form.is_some_and(|f| f.classes().meets(self.people)) && matches!(token.tag, Tag::Noun | Tag::Plural);
        let third = |token: &Token| token.is_any(&["he", "she", "him", "her", "his"]);
        let spoken_of = statement.tokens().iter().any(|t| person(t) || third(t));
        !spoken_of && (brought.reply.iter().any(|(token, tie)| *tie < FIELD && person(&reply.tokens()[*token])) || reply.tokens().iter().any(third))
    }

    /// Compares.
    pub(super) fn compare(&self, statement: &Parsed, reply: &Parsed) -> Brought {
        let (said, given) = (statement.tokens(), reply.tokens());
        let heavy = |tokens: &[Token]| -> Vec<usize> { (0..tokens.len()).filter(|i| self.weighty(&tokens[*i])).collect() };
        let (in_said, in_given) = (heavy(said), heavy(given));
        let best = |token: &Token, others: &[usize], of: &[Token]| -> f32 {
            others.iter().map(|o| self.tie(token.lemma_text(), of[*o].lemma_text())).fold(0.0, f32::max)
        };
        Brought {
            reply: in_given.iter().map(|i| (*i, best(&given[*i], &in_said, said))).collect(),
            statement: in_said.iter().map(|i| (*i, best(&said[*i], &in_given, given))).collect(),
            run: longest_run(said, given),
        }
    }
}

/// Words that are weighty by their tag and fit in any talk.
const ANYWHERE: [&str; 46] = [
    "be",
    "have",
    "do",
    "get",
    "go",
    "say",
    "know",
    "think",
    "mean",
    "make",
    "feel",
    "like",
    "want",
    "thing",
    "something",
    "anything",
    "way",
    "lot",
    "bit",
    "kind",
    "sort",
    "really",
    "just",
    "come",
    "take",
    "see",
    "look",
    "sound",
    "seem",
    "let",
    "tell",
    "talk",
    "try",
    "keep",
    "give",
    "put",
    "guess",
    "other",
    "one",
    "much",
    "many",
    "even",
    "right",
    "okay",
    "yeah",
    "able",
];

/// Whether two words share so long a beginning that one is made of the other ("frustrate", "frustrating", "frustration").
fn stem(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    common >= 5 && common + 4 >= a.len().max(b.len()) && a.is_char_boundary(common)
}

/// A word with its person taken off, so that "my" and "your" meet.
fn unpersoned(token: &Token) -> &str {
    match token.word.as_str() {
        "i" | "you" | "me" => "you",
        "my" | "your" => "your",
        "mine" | "yours" => "yours",
        "myself" | "yourself" => "yourself",
        "am" | "are" => "are",
        "was" | "were" => "were",
        other => other,
    }
}

fn longest_run(said: &[Token], given: &[Token]) -> usize {
    let mut longest = 0;
    let mut before = vec![0usize; given.len() + 1];
    for a in said {
        let mut now = vec![0usize; given.len() + 1];
        for (j, b) in given.iter().enumerate() {
            if !a.is_mark() && unpersoned(a) == unpersoned(b) {
                now[j + 1] = before[j] + 1;
                longest = longest.max(now[j + 1]);
            }
        }
        before = now;
    }
    longest
}
