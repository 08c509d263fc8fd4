//! Who does what, in the statement and in the reply: another's act given to the speaker, or the speaker's to another.

use std::ops::Range;

use super::hearing::Heard;
use crate::Engine;
use crate::statement::{Kind, Token};
use crate::understanding::{Clause, Parsed, Person};
use crate::words::Tag;

/// Verbs that say little of who did what, unless the same thing goes with them.
const LIGHT: [&str; 22] = [
    "be", "have", "do", "feel", "get", "think", "know", "want", "say", "see", "go", "need", "come", "keep", "make", "like", "take", "give", "let", "start",
    "try", "find",
];
/// Verbs that give somebody's words, all taken for "say"; what was said goes with them.
const SAY: [&str; 6] = ["say", "tell", "ask", "call", "shout", "promise"];
/// What two do with one another: either may be named first.
const MUTUAL: [&str; 19] = [
    "talk", "speak", "meet", "fight", "argue", "chat", "marry", "divorce", "date", "live", "share", "agree", "hug", "kiss", "split", "separate", "play",
    "work", "happen",
];
/// Whom nobody means.
const NOBODY: [&str; 10] = ["it", "that", "this", "there", "what", "which", "everything", "nothing", "something", "things"];

/// Somebody doing something.
struct Act {
    /// The dictionary form of the verb.
    verb: String,
    /// Whether the speaker of the statement does it; none where that is not said.
    speaker: Option<bool>,
    /// The verb's token.
    head: usize,
    /// The words of weight that go with it.
    with: Vec<usize>,
}

impl Heard<'_> {
    /// Where the reply gives the speaker what another did, or has, or another what the speaker did: the token of the reply.
    pub(super) fn other_actor(&self, engine: &Engine) -> Option<usize> {
        let said = acts(engine, &self.said.heard.parsed, Person::Me);
        let given = acts(engine, &self.reply, Person::You);
        given
            .iter()
            .find_map(|act| {
                let speaker = act.speaker?;
                let shared: Vec<(usize, Option<bool>)> = said.iter().map(|other| (self.shared(engine, act, other), other.speaker)).collect();
                let most = shared.iter().map(|(n, _)| *n).max().filter(|n| *n > 0)?;
                let differs = shared
                    .iter()
                    .filter(|(n, _)| *n == most)
                    .all(|(_, other)| other.is_some_and(|other| other != speaker));
                differs.then_some(act.head)
            })
            .or_else(|| self.other_owner())
    }

    /// How much of one act is in the other: a verb that says much counts two, anything else that goes with it one; less than two is chance.
    fn shared(&self, engine: &Engine, act: &Act, other: &Act) -> usize {
        let light = LIGHT.contains(&act.verb.as_str());
        if act.verb != other.verb {
            return 0;
        }
        let verb = if light { 1 } else { 2 };
        let (reply, said) = (self.reply.tokens(), self.said.heard.parsed.tokens());
        let with = act
            .with
            .iter()
            .filter(|w| act.verb != "be" || reply[**w].tag == Tag::Adj)
            .filter(|w| {
                other
                    .with
                    .iter()
                    .any(|o| engine.coach.related.tie(reply[**w].lemma_text(), said[*o].lemma_text()) >= 1.0)
            })
            .count();
        if verb + with >= 2 { verb + with } else { 0 }
    }

    /// Where something is "your" that was another's alone ("his arm"), or another's that was "my".
    fn other_owner(&self) -> Option<usize> {
        let (reply, said) = (self.reply.tokens(), self.said.heard.parsed.tokens());
        let others = |t: &Token| t.is_any(&["his", "her", "their"]) || t.tag == Tag::PossS;
        owned(reply).find_map(|(noun, owner)| {
            let spoken_of = said.iter().filter(|t| t.lemma_text() == reply[noun].lemma_text()).count();
            let owners: Vec<&Token> = owned(said)
                .filter(|(n, _)| said[*n].lemma_text() == reply[noun].lemma_text())
                .map(|(_, o)| &said[o])
                .collect();
            if owners.is_empty() || owners.len() < spoken_of {
                return None;
            }
            let now_theirs = reply[owner].is("your") && owners.iter().all(|o| others(o));
            let now_others = others(&reply[owner]) && owners.iter().all(|o| o.is("my"));
            (now_theirs || now_others).then_some(noun)
        })
    }
}

/// The nouns that somebody has, and the word that says who.
fn owned(tokens: &[Token]) -> impl Iterator<Item = (usize, usize)> + '_ {
    (1..tokens.len()).filter_map(|i| {
        let noun = matches!(tokens[i].tag, Tag::Noun | Tag::Plural) && !matches!(tokens.get(i + 1).map(|t| t.tag), Some(Tag::Noun | Tag::Plural));
        let before = tokens[..i].iter().rposition(|t| !matches!(t.tag, Tag::Adj | Tag::Num | Tag::Noun))?;
        (noun && i - before <= 3 && matches!(tokens[before].tag, Tag::Poss | Tag::PossS)).then_some((i, before))
    })
}

/// Who does what in a text. `me` is the person that stands for the speaker of the statement.
fn acts(engine: &Engine, parsed: &Parsed, me: Person) -> Vec<Act> {
    let tokens = parsed.tokens();
    let mut found: Vec<Act> = Vec::new();
    for clause in parsed.clauses.iter().filter(|c| !c.asks && !c.quoted) {
        let Some(verb) = clause.verb.as_ref().filter(|v| !v.passive) else { continue };
        let lemma = tokens[verb.head].lemma_text();
        // what may be, may be anyone's; what one tells oneself was often said by others first
        let to_self = tokens.get(verb.head + 1).is_some_and(|t| t.is_any(&["yourself", "myself"]));
        if to_self || MUTUAL.contains(&lemma) || verb.modal && me == Person::You {
            continue;
        }
        // "he goes 'even my dog could wire that'"
        let quotes = tokens.get(verb.head + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('"' | '\'')));
        let says = SAY.contains(&lemma) || quotes && lemma == "go";
        let sentence = parsed.statement.sentences[clause.sentence].range.end;
        let next = parsed
            .clauses
            .iter()
            .find(|c| c.range.start > verb.head && c.sentence == clause.sentence && !c.link.inner() && !c.quoted);
        let told = next.map_or(sentence, |c| c.connector.start.min(c.range.start));
        found.push(Act {
            verb: if says { "say".to_owned() } else { lemma.to_owned() },
            speaker: doer(engine, tokens, clause, me),
            head: verb.head,
            with: weighty(engine, tokens, verb.head + 1..if says { told } else { clause.range.end }),
        });
    }
    // "I heard her crying": a verb with the one who does it before it
    for at in 1..tokens.len() {
        let whom = tokens[at - 1].tag == Tag::PronObj || tokens[at].tag == Tag::Ing && tokens[at - 1].is("her");
        let does = matches!(tokens[at].tag, Tag::Ing | Tag::Base) && whom;
        let known = found.iter().any(|act| act.head == at);
        if does && !known && !LIGHT.contains(&tokens[at].lemma_text()) {
            let mine = tokens[at - 1].is_any(&["me", "us", "myself"]);
            let yours = tokens[at - 1].is_any(&["you", "yourself"]);
            let speaker = match me {
                Person::Me if tokens[at - 1].is("us") => None,
                Person::Me => Some(mine),
                _ => Some(yours),
            };
            found.push(Act {
                verb: tokens[at].lemma_text().to_owned(),
                speaker,
                head: at,
                with: Vec::new(),
            });
        }
    }
    found
}

/// Whether the speaker of the statement does it; none where more than one may be meant, or nobody is named.
fn doer(engine: &Engine, tokens: &[Token], clause: &Clause, me: Person) -> Option<bool> {
    match clause.person {
        person if person == me => Some(true),
        Person::Other => {
            let subject = tokens.get(clause.subject.clone()?)?;
            let last = subject.last()?;
            let person = |t: &Token| {
                t.is_any(&["he", "she", "they", "someone", "somebody", "everyone", "everybody"])
                    || t.form.is_some_and(|f| f.classes().meets(engine.coach.related.people))
                    || t.tag == Tag::Name
            };
            // "me and my sister", "my hands", "it"
            let joint = subject.iter().any(|t| t.is_any(&["me", "i", "you", "and"]));
            let own = subject.first().is_some_and(|t| t.is_any(&["my", "our", "your"])) && !subject.iter().any(person);
            let thing = me == Person::Me && matches!(last.tag, Tag::Noun | Tag::Plural) && !own;
            (!joint && !last.is_any(&NOBODY) && (person(last) || subject.iter().any(person) || thing)).then_some(false)
        }
        _ => None,
    }
}

fn weighty(engine: &Engine, tokens: &[Token], range: Range<usize>) -> Vec<usize> {
    range.filter(|i| tokens.get(*i).is_some_and(|t| engine.coach.related.weighty(t))).collect()
}
