//! What was said: tags, clauses, feelings, situations, stance.

mod clause;
mod feeling;
mod focus;
mod frame;
pub mod phrase;
mod tag;
mod theme;

pub use clause::{Clause, ClauseWords, Link, Person};
pub use feeling::{FeelingHit, Feelings, Holder, How};
pub use focus::EVERYBODYS;
pub use frame::{FrameHit, Frames};
pub use theme::{Theme, ThemeHit, Themes};

use crate::pattern::Shown;
use crate::statement::{Fillers, Statement, Token};
use std::ops::Range;

use crate::words::{Classes, Tag};

/// A statement with its tags and clauses.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The words.
    pub statement: Statement,
    /// The clauses, in order.
    pub clauses: Vec<Clause>,
    /// For each token the number of the innermost clause it is in.
    pub clause_of: Vec<u16>,
    /// For each clause whether the speaker holds it true: no question, condition, quotation, nothing denied or doubted above it.
    pub held: Vec<bool>,
    /// What patterns look for in the tokens.
    pub shown: Shown,
    /// The class of light words.
    pub light: Classes,
}

/// What a parse needs besides the text; made once.
#[derive(Debug, Clone)]
pub struct Reader {
    /// What people say while they look for words.
    pub fillers: Fillers,
    clause_words: ClauseWords,
    light: Classes,
}

impl Reader {
    /// A reader with these fillers and the classes of the word tables.
    pub fn new(fillers: Fillers) -> Reader {
        let class = |name| Classes::named(name).unwrap_or_default();
        Reader {
            fillers,
            clause_words: ClauseWords {
                think: class("think"),
                say: class("say"),
                time: class("time"),
            },
            light: class("light"),
        }
    }

    /// Reads, tags and cuts a text.
    pub fn parse(&self, text: &str) -> Parsed {
        let mut statement = Statement::read(text, &self.fillers);
        tag::tag(&mut statement);
        let clauses = clause::clauses(&statement, self.clause_words);
        let mut clause_of = vec![0u16; statement.tokens.len()];
        for (number, clause) in clauses.iter().enumerate() {
            clause_of[clause.connector.start.min(clause.range.start)..clause.range.end].fill(number as u16);
        }
        let held = held(&statement.tokens, &clauses);
        let shown = Shown::of(&statement.tokens);
        Parsed {
            statement,
            clauses,
            clause_of,
            held,
            shown,
            light: self.light,
        }
    }
}

/// See [`Parsed::held`].
fn held(tokens: &[Token], clauses: &[Clause]) -> Vec<bool> {
    let mut held: Vec<bool> = Vec::with_capacity(clauses.len());
    for (number, clause) in clauses.iter().enumerate() {
        let above = clause.parent.map(|p| &clauses[p]).filter(|_| clause.link == Link::Complement);
        let doubted = above.is_some_and(|p| {
            p.negated(tokens)
                || p.verb.as_ref().is_some_and(|v| {
                    tokens[v.head].is_any(&[
                        "wish",
                        "pretend",
                        "imagine",
                        "thought",
                        "dreamed",
                        "dreamt",
                        "wonder",
                        "wondering",
                        "hope",
                        "doubt",
                        "said",
                        "told",
                        "says",
                    ]) || v.modal
                        // "he keeps saying it was my fault"
                        || p.person == Person::Other && tokens[v.head..p.range.end].iter().take(3).any(|t| matches!(t.lemma_text(), "say" | "tell" | "claim" | "insist" | "think" | "believe" | "assume" | "feel" | "act" | "suspect"))
                })
                || clause.connector.start.checked_sub(1).is_some_and(|b| {
                    b >= p.range.start
                        && tokens[b].is_any(&[
                            "afraid",
                            "scared",
                            "worried",
                            "terrified",
                            "nervous",
                            "hopeful",
                            "hoping",
                            "unsure",
                            "anxious",
                            "worry",
                            "worries",
                            "fear",
                            "hope",
                            "wish",
                            "doubt",
                            "paranoid",
                        ])
                })
        });
        let whether = clause.link == Link::Complement && clause.connector.clone().any(|t| tokens[t].is_any(&["if", "whether"]));
        let inherited = clause
            .parent
            .filter(|_| clause.link.inner())
            .is_none_or(|p| p >= number || held[p] || doubted_only(&clauses[p]));
        held.push(!(clause.asks || clause.quoted || clause.person == Person::You || clause.link == Link::If || doubted || whether) && inherited);
    }
    held
}

/// A parent that is not held only because of its own place does not spoil a relative clause; kept strict for now.
fn doubted_only(_: &Clause) -> bool {
    false
}

impl Parsed {
    /// The tokens.
    pub fn tokens(&self) -> &[Token] {
        &self.statement.tokens
    }

    /// The number of the innermost clause that a token is in.
    pub fn clause_at(&self, token: usize) -> Option<usize> {
        self.clause_of.get(token).map(|c| usize::from(*c)).filter(|c| *c < self.clauses.len())
    }

    /// Whether what these words say is said as true: their clause is held, and no "not" stands before them in it.
    pub fn asserts(&self, clause: usize, range: &Range<usize>) -> bool {
        let tokens = self.tokens();
        let before = self.clauses[clause].range.start.min(range.start)..range.start;
        let denied = before
            .rev()
            .take(4)
            .take_while(|i| !tokens[*i].is_mark())
            .any(|i| tokens[i].tag == Tag::Not || tokens[i].is_any(&["no", "hardly", "barely", "nobody", "nothing", "without"]));
        self.held[clause] && !denied
    }

    /// Whether a clause's own words begin at this token, light words aside.
    pub fn clause_starts(&self, token: usize) -> bool {
        let Some(clause) = self.clause_at(token).map(|c| &self.clauses[c]) else {
            return token == 0;
        };
        let start = clause.range.start;
        token == clause.connector.start
            || (token >= start
                && self.statement.tokens[start..token]
                    .iter()
                    .all(|t| t.is_mark() || t.form.is_some_and(|f| f.classes().meets(self.light))))
    }

    /// The end of the clause a token is in, with the inner clauses that follow it.
    pub fn clause_end(&self, token: usize) -> usize {
        self.clause_at(token).map_or(token + 1, |c| self.unit_end(c))
    }

    /// Whether a clause is what is thought or feared, with its condition or time before it: "(afraid) that if I try | I will fail".
    pub fn framed_before(&self, number: usize) -> bool {
        let frame = |c: &Clause| {
            c.link == Link::Complement
                && c.connector
                    .clone()
                    .any(|i| self.tokens()[i].is_any(&["if", "when", "whenever", "once", "unless", "because", "since"]))
        };
        let clause = &self.clauses[number];
        let before = number.checked_sub(1).map(|b| &self.clauses[b]);
        clause.link == Link::Complement && clause.connector.is_empty() && before.is_some_and(|b| frame(b) && b.parent == clause.parent)
    }

    /// Whether an adjunct belongs to what follows it: "she laughed, when I asked she said no". A pause stands before it and none behind it.
    pub fn frames_next(&self, number: usize) -> bool {
        let (adjunct, next) = (&self.clauses[number], self.clauses.get(number + 1));
        let mark = |at: usize| self.tokens().get(at).is_some_and(Token::is_mark);
        let pause = adjunct.connector.start.checked_sub(1).is_some_and(mark) || mark(adjunct.connector.start);
        let runs_on = next.is_some_and(|n| {
            n.link == Link::Main && n.sentence == adjunct.sentence && n.connector.is_empty() && !mark(n.range.start) && !mark(adjunct.range.end)
        });
        adjunct.link.adjunct() && pause && runs_on
    }

    /// The clause that goes on with "and" straight behind what belongs to this one, its subject left out: "I got home | and saw …".
    pub fn goes_on(&self, number: usize) -> Option<usize> {
        let end = self.unit_end(number);
        (number + 1..self.clauses.len()).find(|n| {
            let next = &self.clauses[*n];
            next.link == Link::And && next.elided && next.connector.start == end
        })
    }

    /// The same, where it goes on inside of what is thought or feared: "I'm afraid I'll fail | and have to do it again".
    pub fn goes_on_inside(&self, number: usize) -> Option<usize> {
        self.goes_on(number)
            .filter(|n| *n > number + 1 && self.clauses[*n - 1].link == Link::Complement)
    }

    /// Whether a clause tells something: "I remember", "I think so" stand for what is not in them.
    pub fn tells(&self, number: usize) -> bool {
        let tokens = self.tokens();
        let Some(verb) = &self.clauses[number].verb else { return false };
        let own = self.clauses[number].range.start..self.unit_end(number);
        let says = |tag: Tag| {
            matches!(
                tag,
                Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Num | Tag::Ing | Tag::Part | Tag::Base | Tag::Past | Tag::Third
            )
        };
        let told = |i: usize| says(tokens[i].tag) || tokens[i].is_any(&["better", "worse", "well", "badly", "great"]);
        let content = own.filter(|i| *i == verb.head || told(*i));
        let empty = matches!(
            tokens[verb.head].lemma_text(),
            "remember" | "know" | "think" | "see" | "say" | "go" | "come" | "want" | "be" | "have" | "do" | "get" | "mean" | "feel" | "hear" | "look"
        );
        content.take(2).count() >= if empty { 2 } else { 1 }
    }

    /// Whether a clause was broken off where it needs more: "the", "to", a verb without its object. One that was broken off after a
    /// whole thought is whole.
    pub fn left_open(&self, number: usize) -> bool {
        let clause = &self.clauses[number];
        let last = (clause.range.start..self.unit_end(number)).next_back().map(|i| self.tokens()[i].tag);
        clause.cut && last.is_some_and(|tag| !matches!(tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::PronObj | Tag::Adv | Tag::Num))
    }

    /// The end of a clause with its inner clauses.
    pub fn unit_end(&self, clause: usize) -> usize {
        let mut end = self.clauses[clause].range.end;
        for (next, inner) in self.clauses.iter().enumerate().skip(clause + 1) {
            let within = inner.link.inner() && inner.parent.is_some_and(|p| p >= clause && p < next) && inner.sentence == self.clauses[clause].sentence;
            if !within {
                break;
            }
            end = inner.range.end;
        }
        end
    }
}

/// All that was understood of a statement.
#[derive(Debug, Clone)]
pub struct Understanding {
    /// Its words and clauses.
    pub parsed: Parsed,
    /// The feelings heard.
    pub feelings: Vec<FeelingHit>,
    /// The situations heard.
    pub frames: Vec<FrameHit>,
    /// For each clause how much it weighs as the thing to say back.
    pub focus: Vec<f32>,
}

impl Understanding {
    /// Understands a parsed statement.
    pub fn of(parsed: Parsed, feelings: &Feelings, frames: &Frames) -> Understanding {
        let felt = feelings.hear(&parsed);
        let situations = frames.hear(&parsed);
        let focus = focus::weigh(&parsed, &felt, &situations, frames);
        Understanding {
            parsed,
            feelings: felt,
            frames: situations,
            focus,
        }
    }

    /// The clause that is said when something in this one is: the one it is an inner clause of.
    pub fn outer(&self, mut clause: usize) -> usize {
        while let Some(parent) = self.parsed.clauses[clause].parent.filter(|_| self.parsed.clauses[clause].link.inner()) {
            clause = parent;
        }
        clause
    }

    /// The weightiest feeling: named before inferred, plain words before those that say little, and where it weighs most. Another's
    /// feeling only where it is plainly told and the speaker's own is not heard at all.
    pub fn weightiest_feeling(&self, feelings: &Feelings, frames: &Frames) -> Option<Weightiest> {
        let weight = |clause: usize| 0.25 * self.focus[self.outer(clause)].max(-2.0);
        let told = |h: &&FeelingHit| h.holder == Holder::Person || (!h.weak && matches!(h.how, How::Felt));
        let named = self
            .feelings
            .iter()
            .filter(|h| !h.denied && self.parsed.held[h.clause])
            .filter(told)
            .map(|hit| {
                let broad = BROAD.contains(&hit.word.as_str());
                let role = match (&hit.how, hit.holder, hit.weak) {
                    (_, Holder::Other, _) => OTHERS,
                    (How::Felt | How::Causing | How::Verb, _, _) if broad => 0.9,
                    (How::Felt, _, false) => 2.0,
                    (How::Felt, _, true) => 0.9,
                    (How::Phrase { .. } | How::Verb, _, false) => 1.2,
                    (How::Phrase { .. }, _, true) => -0.4,
                    (_, _, false) => 0.9,
                    (_, _, true) => 0.0,
                };
                (
                    weight(hit.clause) + role + 0.1 * f32::from(hit.intensity),
                    Weightiest {
                        family: hit.family,
                        word: hit.word.clone(),
                        intensity: hit.intensity,
                        holder: hit.holder,
                        named: !matches!(hit.how, How::Phrase { sign: true, .. }),
                    },
                )
            });
        let inferred = self.frames.iter().filter_map(|hit| {
            let row = &frames.rows[hit.row];
            let family = hit.family?;
            let word = row.word.clone().unwrap_or_else(|| feelings.families[family].name.clone());
            Some((
                weight(hit.clause) + 2.0 * row.sure + 0.3,
                Weightiest {
                    family,
                    word,
                    intensity: row.intensity,
                    holder: Holder::Person,
                    named: false,
                },
            ))
        });
        named.chain(inferred).max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, w)| w)
    }
}

/// Words that say whether it is pleasant or painful and little more: "I'm so happy she graduated" is pride, "I'm sad, nobody came" is
/// loneliness. A situation says more.
const BROAD: [&str; 8] = ["happy", "glad", "sad", "upset", "unhappy", "excited", "pleased", "bad"];

/// What another's feeling weighs: less than any of the speaker's own.
const OTHERS: f32 = -9.0;

/// The weightiest feeling of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weightiest {
    /// The family's number.
    pub family: usize,
    /// The felt word.
    pub word: String,
    /// 1 to 3.
    pub intensity: u8,
    /// Who feels it.
    pub holder: Holder,
    /// Whether it was named.
    pub named: bool,
}
