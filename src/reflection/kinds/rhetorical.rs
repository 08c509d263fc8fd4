//! # What it does
//! Hears what a question only pretends to ask: despair, doubt of oneself, disbelief, a fear. "Why does everyone leave me?" – "It feels like
//! everyone leaves you."
//!
//! # When
//! "Why" with always, never, everyone, nobody, can't; "who would …", "what if …", "what's wrong with me", "am I a bad …", "how could he …",
//! "will I ever …"; a statement with a tag ("It's stupid, isn't it?").
//!
//! # Example
//! "He's not coming back, is he?" – "You're afraid he isn't coming back."

use super::{Draft, Drafts};
use crate::Engine;
use crate::reflection::asked::{Asked, spoken};
use crate::reflection::voice::{Said, You, turn};
use crate::reflection::{Kind, pick, template};
use crate::statement::Token;
use crate::understanding::{Parsed, Understanding};
use crate::words::Tag;

/// Words that make "why" a lament.
const SWEEPING: [&str; 18] = [
    "everyone",
    "everybody",
    "everything",
    "nobody",
    "nothing",
    "always",
    "never",
    "keep",
    "keeps",
    "anyone",
    "anybody",
    "anything",
    "so",
    "such",
    "ever",
    "even",
    "all",
    "only",
];
/// What nobody wants to be.
const ILL: [&str; 36] = [
    "bad",
    "terrible",
    "horrible",
    "awful",
    "crazy",
    "insane",
    "stupid",
    "dumb",
    "selfish",
    "broken",
    "weird",
    "wrong",
    "ugly",
    "lazy",
    "weak",
    "toxic",
    "failure",
    "monster",
    "loser",
    "idiot",
    "fool",
    "overreacting",
    "paranoid",
    "dramatic",
    "ridiculous",
    "pathetic",
    "worthless",
    "mean",
    "cruel",
    "unlovable",
    "evil",
    "burden",
    "sensitive",
    "needy",
    "clingy",
    "silly",
];

/// What is meant by the question in a clause, if it only sounds like one, and the rule that heard it.
pub(super) fn heard(engine: &Engine, parsed: &Parsed, number: usize, seed: u64) -> Option<(Vec<Said>, &'static str)> {
    let rows = &engine.kinds.rhetorical;
    let tokens = parsed.tokens();
    let clause = &parsed.clauses[number];
    let range = clause.range.start..parsed.unit_end(number);
    let say = |list: &[String], tail: Vec<Said>| {
        let mut words = Vec::new();
        template::plain(&mut words, pick(list, seed, number).map_or("It feels like", String::as_str));
        words.extend(tail);
        words
    };
    if let Some(said) = tagged(engine, parsed, number, seed) {
        return Some(said);
    }
    let asked = Asked::read(parsed, range.clone())?;
    let opener = if asked.wh.is_empty() { "" } else { tokens[asked.wh.start].word.as_str() };
    let verb = asked.verb.map_or("", |v| tokens[v].word.as_str());
    let subject = tokens.get(asked.subject.start).filter(|_| !asked.subject.is_empty());
    let mine = subject.is_some_and(|t| t.is_any(&["i", "we"]));
    if subject.is_some_and(|t| t.is("you")) {
        return None;
    }
    let has = |words: &[&str]| range.clone().any(|i| tokens[i].is_any(words));
    let rest = spoken(parsed, asked.rest.clone());
    match (opener, verb) {
        ("why", _) if mine && has(&["bother", "try", "trying"]) && has(&["even"]) => Some((say(&rows.pointless, Vec::new()), "no point")),
        ("why", _) if asked.verb.is_some() && (has(&SWEEPING) || asked.not && mine || verb == "can") => {
            // "why do I even bother": it is not worth it
            let mut tail = asked.statement(parsed, You::Absent)?;
            nobody(&mut tail);
            Some((say(&rows.lament, tail), "lament"))
        }
        ("who", "") if rest.len() > 1 && tokens[rest[0]].is_any(&["would", "could", "will"]) => {
            let mut tail = vec![Said::new("nobody", Tag::Pron)];
            tail.extend(turn(parsed, &rest, You::Absent));
            Some((say(&rows.lament, tail), "lament"))
        }
        ("what", _) if has(&["wrong"]) && has(&["me"]) && range.len() < 8 => {
            let tail = "something is wrong with you".split(' ').map(Said::plain).collect();
            Some((say(&rows.lament, tail), "lament"))
        }
        ("what", "is") if subject.is_some_and(|t| t.is("the")) && has(&["point", "use"]) => {
            let mut words = say(&rows.pointless, Vec::new());
            if rest.len() > 1 && matches!(tokens[rest[0]].tag, Tag::Prep) {
                words.extend(turn(parsed, &rest, You::Absent));
            }
            Some((words, "no point"))
        }
        ("how", "could" | "can") if !mine && asked.wh.len() == 1 && asked.verb.is_some() && !rest.is_empty() => {
            Some((say(&rows.disbelief, asked.statement(parsed, You::Absent)?), "disbelief"))
        }
        ("how", "could") if mine && asked.wh.len() == 1 && has(&["so", "have", "let", "such"]) => {
            Some((say(&rows.disbelief, asked.statement(parsed, You::Absent)?), "disbelief"))
        }
        ("", "am" | "is") if mine && !asked.not && rest.iter().any(|i| tokens[*i].is_any(&ILL)) && !has(&["or"]) => {
            Some((say(&rows.self_doubt, asked.statement(parsed, You::Absent)?), "doubt of oneself"))
        }
        ("", "is") if subject.is_some_and(|t| t.is_any(&["it", "that", "this"])) && rest.first().is_some_and(|i| tokens[*i].is_any(&ILL)) && rest.len() > 1 => {
            let mut tail = asked.statement(parsed, You::Absent)?;
            if tokens[rest[1]].is("if") && tail.len() > 3 {
                tail[3].text = "that".into();
            }
            Some((say(&rows.self_doubt, tail), "doubt of oneself"))
        }
        ("", "will" | "is" | "am" | "can") if has(&["ever"]) && !asked.not => {
            let mut tail = asked.statement(parsed, You::Absent)?;
            // "will it ever get better": "it will never get better"
            let ever = tail.iter_mut().find(|w| w.text == "ever")?;
            ever.text = "never".into();
            Some((say(&rows.afraid, tail), "fear in a question"))
        }
        _ => None,
    }
}

/// "Great, another sleepless night.": praise that means its opposite, where what follows comes once more.
pub(crate) fn ironic<'h>(engine: &'h Engine, heard: &'h Understanding, seed: u64, out: &mut Drafts<'h>) {
    const PRAISE: [&str; 12] = [
        "great",
        "wonderful",
        "fantastic",
        "perfect",
        "lovely",
        "brilliant",
        "awesome",
        "excellent",
        "nice",
        "cool",
        "yay",
        "amazing",
    ];
    let parsed = &heard.parsed;
    let tokens = parsed.tokens();
    for (number, clause) in parsed.clauses.iter().enumerate().filter(|(_, c)| c.verb.is_none()) {
        let kept = spoken(parsed, clause.range.clone());
        let (Some(first), Some(at)) = (kept.first(), kept.iter().position(|i| tokens[*i].is("another"))) else {
            continue;
        };
        if !tokens[*first].is_any(&PRAISE)
            || at > 3
            || kept.len() > at + 6
            || !kept[1..at].iter().all(|i| tokens[*i].is_mark() || tokens[*i].is_any(&["just", "yet"]))
        {
            continue;
        }
        let mut words = turn(parsed, &kept[at..], You::Absent);
        template::plain(
            &mut words,
            pick(&engine.kinds.rhetorical.irony, seed, number).map_or(", and you've had enough of it.", String::as_str),
        );
        out.push(Draft::ready(Kind::Meaning, 3.5, "irony", Some(number), words));
    }
}

/// "It's stupid, isn't it?", "He's not coming back, is he?": what is put so is half held, or feared, or hoped.
fn tagged(engine: &Engine, parsed: &Parsed, number: usize, seed: u64) -> Option<(Vec<Said>, &'static str)> {
    let rows = &engine.kinds.rhetorical;
    let tokens = parsed.tokens();
    let clause = &parsed.clauses[number];
    let words: Vec<&Token> = tokens[clause.range.clone()].iter().filter(|t| !t.is_mark()).collect();
    let tag = matches!(words.as_slice(), [aux, rest @ .., pronoun] if rest.len() <= 1
        && rest.iter().all(|t| t.tag == Tag::Not)
        && matches!(aux.tag, Tag::Be | Tag::Do | Tag::Have | Tag::Modal)
        && matches!(pronoun.tag, Tag::PronSub | Tag::Pron | Tag::There)
        && !pronoun.is("you"));
    let stated = if tag {
        number.checked_sub(1).filter(|n| parsed.clauses[*n].sentence == clause.sentence)?
    } else {
        number
    };
    let stated_clause = &parsed.clauses[stated];
    let verb = stated_clause.verb.as_ref().filter(|_| !stated_clause.elided)?;
    let subject = stated_clause
        .subject
        .clone()
        .filter(|s| s.start >= stated_clause.range.start && s.end <= verb.range.start)?;
    let person = &tokens[subject.start];
    if tokens[stated_clause.range.start].tag == Tag::Wh
        || person.is_any(&["you", "i", "we"]) && !tag && !tokens[verb.range.start].is("should")
        || person.is("you")
        || stated_clause.link.adjunct()
    {
        return None;
    }
    let kept = spoken(parsed, stated_clause.range.start..parsed.unit_end(stated));
    let ill = kept.iter().any(|i| tokens[*i].is_any(&ILL) || tokens[*i].is_any(&["fault", "mistake", "late"]));
    let judged = tokens[verb.head].tag == Tag::Be
        && kept
            .last()
            .is_some_and(|i| matches!(tokens[*i].tag, Tag::Adj | Tag::Noun | Tag::Adv | Tag::Part));
    // "that doesn't seem like much": held, not feared
    let seems = tokens[verb.head].lemma_text();
    let list = match (verb.negated, ill) {
        (true, false) if matches!(seems, "seem" | "look" | "sound" | "feel") => &rows.half_held,
        (true, true) => &rows.hoped,
        (true, false) => &rows.afraid,
        (false, _) if judged || tag || person.is("i") => &rows.half_held,
        _ => return None,
    };
    let mut said = Vec::new();
    template::plain(&mut said, pick(list, seed, number).map_or("Part of you thinks", String::as_str));
    said.extend(turn(parsed, &kept, You::Absent));
    Some((said, "tag question"))
}

/// "anyone would love you" under a lament is "nobody would".
fn nobody(words: &mut Vec<Said>) {
    let any = words.first().is_some_and(|w| matches!(w.text.as_str(), "anyone" | "anybody" | "anything"));
    if any && words.get(2).is_some_and(|w| w.tag == Tag::Not) {
        words.remove(2);
    }
    if let Some(first) = words.first_mut() {
        match first.text.as_str() {
            "anyone" | "anybody" => first.text = "nobody".into(),
            "anything" => first.text = "nothing".into(),
            _ => {}
        }
    }
}
