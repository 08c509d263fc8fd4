//! Feelings: which, how strong, whose, when; named, or heard in an idiom or a sign.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::{Link, Parsed, Person};
use crate::data::rows::{FamilyRow, Scope};
use crate::pattern::PatternSet;
use crate::words::{Form, Tag};

/// The families and words of `config/words/feelings.toml`.
#[derive(Debug, Clone, Default)]
pub struct Feelings {
    /// The families, by name.
    pub families: Vec<Family>,
    words: HashMap<u32, Vec<Entry>, BuildHasherDefault<rustc_hash::FxHasher>>,
    phrases: PatternSet,
    rows: Vec<Phrase>,
}

/// A family of feelings.
#[derive(Debug, Clone)]
pub struct Family {
    /// Its name, as in the contract.
    pub name: String,
    /// -1 painful, 0 neither, 1 pleasant.
    pub valence: i8,
    /// Its name as a noun.
    pub noun: String,
}

#[derive(Debug, Clone)]
struct Entry {
    family: usize,
    intensity: u8,
    role: Role,
    word: String,
    weak: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Felt,
    Causing,
    Noun,
    Verb,
    Affecting,
}

#[derive(Debug, Clone)]
struct Phrase {
    family: usize,
    intensity: u8,
    say: String,
    sign: bool,
    scope: Scope,
}

/// Who feels it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The one who speaks.
    Person,
    /// Somebody else.
    Other,
}

/// How a feeling was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// A word for the one who feels: "scared".
    Felt,
    /// A word for what causes it: "scary".
    Causing,
    /// A noun: "fear".
    Noun,
    /// A verb: "I worry", "it scares me".
    Verb,
    /// An idiom or sign, with its wording and what its pattern remembered.
    Phrase {
        /// The template.
        say: String,
        /// The match.
        found: crate::pattern::Match,
        /// Only a sign.
        sign: bool,
    },
}

/// A feeling heard in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeelingHit {
    /// The family's number in [`Feelings::families`].
    pub family: usize,
    /// The felt word.
    pub word: String,
    /// 1 to 3, raised or lowered by the words around it.
    pub intensity: u8,
    /// Who feels it.
    pub holder: Holder,
    /// How it was heard.
    pub how: How,
    /// Its words.
    pub range: Range<usize>,
    /// The clause it is in.
    pub clause: usize,
    /// Whether it is denied ("not angry").
    pub denied: bool,
    /// Whether its word says little ("nice", "alone") and gives way to others.
    pub weak: bool,
}

/// Intensifiers and diminishers (lists, not classes, because they carry a direction).
const STRONGER: [&str; 14] = [
    "so",
    "very",
    "really",
    "extremely",
    "incredibly",
    "totally",
    "completely",
    "absolutely",
    "super",
    "terribly",
    "deeply",
    "utterly",
    "insanely",
    "too",
];
const WEAKER: [&str; 8] = ["bit", "little", "kind", "sort", "slightly", "somewhat", "mildly", "fairly"];

impl Feelings {
    /// Makes the tables. The error names the family, the entry and the cause.
    pub fn new(rows: BTreeMap<String, FamilyRow>) -> Result<Feelings, String> {
        let mut feelings = Feelings::default();
        let mut patterns = Vec::new();
        for (family, (name, row)) in rows.into_iter().enumerate() {
            let weak = |word: &String| row.weak.contains(word);
            for (role, levels) in [(Role::Felt, &row.felt), (Role::Noun, &row.nouns)] {
                for (level, words) in levels {
                    let intensity: u8 = level
                        .parse()
                        .ok()
                        .filter(|n| (1..=3).contains(n))
                        .ok_or_else(|| format!("[{name}]: intensity '{level}' is not 1, 2 or 3"))?;
                    for word in words {
                        feelings.add(
                            word,
                            Entry {
                                family,
                                intensity,
                                role,
                                word: word.clone(),
                                weak: weak(word),
                            },
                        );
                    }
                }
            }
            for (role, words) in [(Role::Causing, &row.causing), (Role::Verb, &row.verbs), (Role::Affecting, &row.affecting)] {
                for (word, felt) in words {
                    feelings.add(
                        word,
                        Entry {
                            family,
                            intensity: 2,
                            role,
                            word: felt.clone(),
                            weak: weak(word),
                        },
                    );
                }
            }
            for phrase in row.phrase {
                for pattern in phrase.r#match.0 {
                    patterns.push(pattern);
                    feelings.rows.push(Phrase {
                        family,
                        intensity: phrase.intensity,
                        say: phrase.say.clone(),
                        sign: phrase.sign,
                        scope: phrase.scope,
                    });
                }
            }
            feelings.families.push(Family {
                name,
                valence: row.valence,
                noun: row.noun,
            });
        }
        // a causing or affecting word is as strong as the felt word it stands for
        let strength: HashMap<String, u8> = feelings
            .words
            .values()
            .flatten()
            .filter(|e| e.role == Role::Felt)
            .map(|e| (e.word.clone(), e.intensity))
            .collect();
        for entry in feelings.words.values_mut().flatten() {
            if !matches!(entry.role, Role::Felt | Role::Noun) {
                entry.intensity = strength.get(&entry.word).copied().unwrap_or(2);
            }
        }
        feelings.phrases = PatternSet::new(patterns);
        Ok(feelings)
    }

    fn add(&mut self, word: &str, entry: Entry) {
        if let Some(form) = Form::of(word) {
            self.words.entry(form.0).or_default().push(entry);
        }
    }

    /// Whether a word can name a feeling, or what brings it on, whoever feels it.
    pub fn names(&self, token: &crate::statement::Token) -> bool {
        token.form.into_iter().chain(token.lemma).any(|form| self.words.contains_key(&form.0))
    }

    /// The number of a family.
    pub fn family(&self, name: &str) -> Option<usize> {
        self.families.iter().position(|f| f.name == name)
    }

    /// Every feeling heard, in order.
    pub fn hear(&self, parsed: &Parsed) -> Vec<FeelingHit> {
        let mut hits = Vec::new();
        for found in self.phrases.find(parsed) {
            let row = &self.rows[found.pattern];
            let Some(clause) = clause_of_match(parsed, &found.range) else { continue };
            if row.scope == Scope::Held && !parsed.asserts(clause, &found.range) {
                continue;
            }
            hits.push(FeelingHit {
                family: row.family,
                word: self.families[row.family].noun.clone(),
                intensity: row.intensity,
                holder: Holder::Person,
                range: found.range.clone(),
                how: How::Phrase {
                    say: row.say.clone(),
                    sign: row.sign,
                    found,
                },
                clause,
                denied: false,
                weak: row.sign,
            });
        }
        for (i, token) in parsed.tokens().iter().enumerate() {
            let Some(form) = token.form else { continue };
            let direct = self.words.get(&form.0);
            let lemma = token.lemma.filter(|l| *l != form).and_then(|l| self.words.get(&l.0));
            for (entry, exact) in direct
                .into_iter()
                .flatten()
                .map(|e| (e, true))
                .chain(lemma.into_iter().flatten().map(|e| (e, false)))
            {
                if let Some(hit) = self.word_hit(parsed, i, entry, exact) {
                    let covered = hits
                        .iter()
                        .any(|h: &FeelingHit| h.range.contains(&i) && matches!(h.how, How::Phrase { .. }) || h.range == hit.range);
                    if !covered {
                        hits.push(hit);
                    }
                }
            }
        }
        hits.sort_by_key(|h| h.range.start);
        hits
    }

    /// What a phrase's match remembers under a name.
    pub fn phrase_slot(&self, found: &crate::pattern::Match, name: &str) -> Option<Range<usize>> {
        found.slot(self.phrases.slot(found.pattern, name)?)
    }

    fn word_hit(&self, parsed: &Parsed, i: usize, entry: &Entry, exact: bool) -> Option<FeelingHit> {
        let tokens = parsed.tokens();
        let clause_number = parsed.clause_at(i)?;
        let clause = &parsed.clauses[clause_number];
        let tag = tokens[i].tag;
        let (holder, how) = match entry.role {
            Role::Felt if exact && matches!(tag, Tag::Adj | Tag::Part | Tag::Noun | Tag::Past | Tag::Adv | Tag::Base) => {
                (self.felt_by(parsed, i, clause_number)?, How::Felt)
            }
            Role::Causing if exact && matches!(tag, Tag::Adj | Tag::Ing | Tag::Noun | Tag::Part) => {
                // "a trying day", "it was so upsetting", but not "trying to unwind", "upsetting my mum"
                let before = i.checked_sub(1).map(|b| tokens[b].tag);
                let stands = !tokens
                    .get(i + 1)
                    .is_some_and(|t| matches!(t.tag, Tag::To | Tag::Det | Tag::Poss | Tag::PronObj | Tag::Pron | Tag::Ing))
                    && matches!(before, Some(Tag::Be | Tag::Adv | Tag::Det | Tag::Base | Tag::Third | Tag::Past) | None);
                if tag == Tag::Ing && !stands {
                    return None;
                }
                let next = tokens.get(i + 1);
                // "what kind of", and for a word that says little only the predicate: "it was nice", not "a nice house"
                let noun = next.is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj));
                // "I'm terrible at cooking" is no feeling
                let skill = next.is_some_and(|t| t.is("at")) && matches!(clause.person, Person::Me | Person::Us);
                if skill || next.is_some_and(|t| t.is("of")) || (entry.weak && (noun || matches!(before, Some(Tag::Det | Tag::Poss)))) {
                    return None;
                }
                (Holder::Person, How::Causing)
            }
            Role::Noun if matches!(tag, Tag::Noun | Tag::Plural) => {
                let owner = tokens[..i].iter().rev().take(3).find(|t| t.tag == Tag::Poss);
                let mine =
                    owner.is_some_and(|t| t.is_any(&["my", "our"])) || (owner.is_none() && matches!(clause.person, Person::Me | Person::Us | Person::None));
                (if mine { Holder::Person } else { Holder::Other }, How::Noun)
            }
            Role::Verb if matches!(tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing) => {
                if tokens[i].is_any(&["like", "love", "enjoy"]) && clause.verb.as_ref().is_some_and(|v| v.modal) {
                    return None;
                }
                let mine = matches!(clause.person, Person::Me | Person::Us) || clause.subject.is_none();
                (if mine { Holder::Person } else { Holder::Other }, How::Verb)
            }
            Role::Affecting if matches!(tag, Tag::Base | Tag::Third | Tag::Past | Tag::Ing | Tag::Part) => {
                let object = tokens.get(i + 1).filter(|_| clause_number == parsed.clause_at(i + 1).unwrap_or(usize::MAX));
                match object {
                    Some(t) if t.is_any(&["me", "us"]) => (Holder::Person, How::Verb),
                    Some(t) if matches!(t.tag, Tag::PronObj | Tag::Det | Tag::Poss | Tag::Noun | Tag::Name | Tag::Plural) => (Holder::Other, How::Verb),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let around = &tokens[i.saturating_sub(3).max(clause.connector.start)..i];
        let stronger = around.iter().any(|t| t.is_any(&STRONGER));
        let weaker = around.iter().any(|t| t.is_any(&WEAKER));
        let denied = around.iter().any(|t| t.tag == Tag::Not || t.is("no"))
            || (matches!(entry.role, Role::Verb | Role::Affecting) && clause.verb.as_ref().is_some_and(|v| v.negated && v.head == i));
        let intensity = (entry.intensity + u8::from(stronger)).saturating_sub(u8::from(weaker)).clamp(1, 3);
        Some(FeelingHit {
            family: entry.family,
            word: entry.word.clone(),
            intensity,
            holder,
            how,
            range: i..i + 1,
            clause: clause_number,
            denied,
            weak: entry.weak,
        })
    }

    /// Whose a felt word is: the subject of "be" or "feel", "made me …", or the speaker's where nobody is named.
    fn felt_by(&self, parsed: &Parsed, i: usize, number: usize) -> Option<Holder> {
        let tokens = parsed.tokens();
        let clause = &parsed.clauses[number];
        let attributive = tokens.get(i + 1).is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Name)) && tokens[i].tag != Tag::Adv;
        if attributive {
            return None;
        }
        if tokens[i].tag == Tag::Noun && i > 0 && matches!(tokens[i - 1].tag, Tag::Det | Tag::Poss) {
            return None;
        }
        if clause.subject.clone().is_some_and(|s| s.contains(&i)) {
            return None;
        }
        // a verb of its own: "I lost my keys", "everything I've wanted"
        if clause
            .verb
            .as_ref()
            .is_some_and(|v| v.head == i && !v.passive && matches!(tokens[i].tag, Tag::Past | Tag::Part | Tag::Base))
        {
            let object = tokens
                .get(i + 1)
                .is_some_and(|t| matches!(t.tag, Tag::Det | Tag::Poss | Tag::PronObj | Tag::Num));
            if object || clause.subject.is_some() {
                return None;
            }
        }
        let object = clause
            .verb
            .as_ref()
            .and_then(|v| tokens[v.range.end.min(i)..i].iter().find(|t| matches!(t.tag, Tag::PronObj)));
        if let Some(object) = object.filter(|_| clause.verb.as_ref().is_some_and(|v| tokens[v.head].lemma_text() != "be")) {
            return Some(if object.is_any(&["me", "us", "myself"]) {
                Holder::Person
            } else {
                Holder::Other
            });
        }
        let copula = clause.verb.as_ref().is_none_or(|v| {
            matches!(
                tokens[v.head].lemma_text(),
                "be" | "feel" | "get" | "become" | "seem" | "stay" | "remain" | "grow" | "end" | "look" | "sound" | "act" | "keep" | "start"
            ) || v.head == i
                || clause.link != Link::Relative
        });
        if !copula {
            return None;
        }
        match clause.person {
            Person::Me | Person::Us => Some(Holder::Person),
            Person::None => Some(Holder::Person),
            Person::You => None,
            Person::Other => clause.subject.clone().and_then(|s| {
                let head = &tokens[s.end - 1];
                if head.is_any(&["it", "that", "this", "there", "life", "everything", "things", "what", "which"]) {
                    None
                } else {
                    Some(Holder::Other)
                }
            }),
        }
    }
}

/// The clause of a match: that of its first verb, or of its first word.
pub(super) fn clause_of_match(parsed: &Parsed, range: &Range<usize>) -> Option<usize> {
    let verb = range.clone().find(|i| {
        matches!(
            parsed.tokens()[*i].tag,
            Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Be | Tag::Have | Tag::Do | Tag::Modal
        )
    });
    parsed.clause_at(verb.unwrap_or(range.start))
}
