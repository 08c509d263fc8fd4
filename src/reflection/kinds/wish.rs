//! # What it does
//! A question is not answered but heard: the wish behind it. A way is looked for, a choice is weighed, advice is wanted, somebody who has been
//! through the same, a word that one is not alone in it; only what is left is "You're wondering …".
//!
//! # When
//! A clause asks. What is said beside the question goes first, unless it weighs little.
//!
//! # Example
//! "How do I tell my mom?" – "You're looking for a way to tell your mom."
//!
//! Questions that only sound like one ("Why does everyone leave me?") are in `rhetorical.rs`.

use std::ops::Range;

use super::{Draft, Drafts, rhetorical};
use crate::Engine;
use crate::data::rows::WishRows;
use crate::reflection::asked::{Asked, spoken, thought};
use crate::reflection::voice::{Said, You, turn, who_is_you};
use crate::reflection::{Kind, pick, template};
use crate::understanding::{Clause, Parsed, Understanding};
use crate::words::Tag;

/// What a wish weighs where the question is the last thing said, and where it is not: less than a statement of the speaker's own.
const LAST: f32 = 1.2;
const EARLIER: f32 = 0.4;

/// What a listener is asked to do.
const TALKS: [&str; 20] = [
    "help",
    "tell",
    "give",
    "explain",
    "show",
    "say",
    "recommend",
    "suggest",
    "talk",
    "listen",
    "hear",
    "see",
    "understand",
    "repeat",
    "read",
    "write",
    "be",
    "guess",
    "imagine",
    "believe",
];

/// Writes an opening with what follows it.
type Opened<'a> = dyn Fn(&[String], Vec<Said>) -> Vec<Said> + 'a;

/// Proposes each clause that asks.
pub(crate) fn propose<'h>(engine: &'h Engine, heard: &'h Understanding, seed: u64, out: &mut Drafts<'h>) {
    let parsed = &heard.parsed;
    for (number, clause) in parsed.clauses.iter().enumerate() {
        if clause.link.inner() || clause.quoted {
            continue;
        }
        let end = parsed.unit_end(number);
        let range = clause.range.start..end;
        let fragment = clause.verb.is_none() && sentence_asked(parsed, clause);
        if !clause.asks && !fragment {
            continue;
        }
        let last = clause.sentence + 1 == parsed.statement.sentences.len();
        let weight = if last { LAST } else { EARLIER };
        if let Some((words, rule)) = rhetorical::heard(engine, parsed, number, seed) {
            out.push(Draft::ready(Kind::Meaning, weight + 1.2, rule, Some(number), words));
            continue;
        }
        if let Some(words) = wish(&engine.kinds.wishes, parsed, clause, range, seed, number) {
            out.push(Draft::ready(Kind::Wish, weight, "question", Some(number), words));
        }
    }
}

fn sentence_asked(parsed: &Parsed, clause: &Clause) -> bool {
    parsed.statement.sentences.get(clause.sentence).is_some_and(|s| s.asked)
}

/// Whether a question asks about the listener's own life or doings: a program has neither.
pub(crate) fn about_listener(parsed: &Parsed, number: usize) -> bool {
    let clause = &parsed.clauses[number];
    let range = clause.range.start..parsed.unit_end(number);
    of_listener(parsed, &range) || Asked::read(parsed, range).is_some_and(|asked| asked.verb.is_some() && is(parsed, asked.subject.start, &["you"]))
}

/// "how did your mom do", "you liked it?": asked of the listener, with nothing of the speaker's in it.
fn of_listener(parsed: &Parsed, range: &Range<usize>) -> bool {
    let has = |words: &[&str]| range.clone().any(|i| is(parsed, i, words));
    has(&["you", "your", "yours", "yourself"]) && !has(&["i", "me", "my", "we", "us", "our", "mine"]) && who_is_you(parsed, range) != You::Absent
}

fn is(parsed: &Parsed, at: usize, words: &[&str]) -> bool {
    parsed.tokens().get(at).is_some_and(|t| t.is_any(words))
}

/// The wish in a question, in words.
fn wish(rows: &WishRows, parsed: &Parsed, clause: &Clause, range: Range<usize>, seed: u64, salt: usize) -> Option<Vec<Said>> {
    let say = |list: &[String]| {
        let mut words = Vec::new();
        template::plain(&mut words, pick(list, seed, salt).map_or("You're wondering", String::as_str));
        words
    };
    let with = |list: &[String], tail: Vec<Said>| {
        let mut words = say(list);
        words.extend(tail);
        words
    };
    if let Some(words) = help(rows, parsed, &range, &say) {
        return Some(words);
    }
    // "do you think i should leave": what is asked is the thought
    if let Some(inner) = thought(parsed, &range) {
        let kept = spoken(parsed, inner.clone());
        let wh = parsed.tokens()[inner.start].tag == Tag::Wh;
        let should = kept.len() > 2 && is(parsed, kept[0], &["i", "we"]) && is(parsed, kept[1], &["should"]) && plain_verb(parsed, kept[2]);
        if should {
            return Some(with(&rows.choice, turn(parsed, &kept[2..], You::Listener)));
        }
        let mut words = with(&rows.view, if wh { Vec::new() } else { vec![Said::plain("whether")] });
        words.extend(turn(parsed, &kept, You::Listener));
        return Some(words);
    }
    let asked = Asked::read(parsed, range.clone())?;
    let tokens = parsed.tokens();
    let opener = if asked.wh.is_empty() { "" } else { tokens[asked.wh.start].word.as_str() };
    let verb = asked.verb.map_or("", |v| tokens[v].word.as_str());
    let rest = spoken(parsed, asked.rest.clone());
    let mine = asked.verb.is_some() && tokens[asked.subject.start].is_any(&["i", "we"]) && asked.subject.len() == 1;
    let bare = rest.first().is_some_and(|i| plain_verb(parsed, *i));
    // "how to …" and "how do I …": a way; "what should I …": the right thing; "should I …": a choice
    if opener == "how" && asked.verb.is_none() && asked.wh.len() == 1 && is(parsed, asked.rest.start, &["to"]) {
        return Some(with(&rows.way, turn(parsed, &rest[1..], You::Listener)));
    }
    if mine && bare && !asked.not {
        let tail = || turn(parsed, &rest, You::Listener);
        let only = |word: &str| rest.len() == 1 && is(parsed, rest[0], &[word]);
        match (opener, verb) {
            ("how", "do" | "can" | "should" | "could" | "would" | "might")
                if asked.wh.len() == 1 && !is(parsed, rest[0], &["feel", "look", "know", "sound"]) =>
            {
                return Some(with(&rows.way, tail()));
            }
            ("what", "should" | "can" | "do" | "could") if only("say") => return Some(say(&rows.right_words)),
            ("what" | "where" | "who" | "when" | "which", "should" | "do")
                if is(
                    parsed,
                    rest[0],
                    &["do", "say", "tell", "go", "start", "begin", "turn", "wear", "write", "choose", "get", "ask"],
                ) =>
            {
                let mut words = with(&rows.work_out, turn(parsed, &asked.wh.clone().collect::<Vec<_>>(), You::Listener));
                words.push(Said::new("to", Tag::To));
                words.extend(tail());
                return Some(words);
            }
            ("what", "can" | "could") if is(parsed, rest[0], &["do"]) => {
                let mut words = with(&rows.work_out, vec![Said::plain("what")]);
                words.extend(asked.statement(parsed, You::Listener)?);
                return Some(words);
            }
            ("", "should" | "shall") if !is(parsed, rest[0], &["be", "have", "feel"]) => return Some(with(&rows.choice, tail())),
            _ => {}
        }
    }
    // "what am I going to do", "what am I supposed to say"
    if opener == "what" && verb == "am" && rest.len() >= 3 && is(parsed, rest[0], &["going", "supposed", "meant"]) && is(parsed, rest[1], &["to"]) {
        let mut words = with(&rows.work_out, vec![Said::plain("what"), Said::new("to", Tag::To)]);
        words.extend(turn(parsed, &rest[2..], You::Listener));
        return Some(words);
    }
    // "are we done": it is said to one who is not here, about the two
    if opener.is_empty()
        && verb == "are"
        && is(parsed, asked.subject.start, &["we"])
        && rest.len() == 1
        && is(parsed, rest[0], &["done", "over", "through", "finished"])
    {
        return Some(with(
            &rows.fact,
            vec![
                Said::plain("whether"),
                Said::plain("this"),
                Said::new("is", Tag::Be),
                Said::new("over", Tag::Adv),
            ],
        ));
    }
    if asked.verb.is_some() && is(parsed, asked.subject.start, &["you"]) {
        // "why did you leave me": asked of somebody who is not here
        if who_is_you(parsed, &range) == You::Absent {
            let mut words = with(if opener.is_empty() { &rows.fact } else { &rows.know }, asked.opening(parsed));
            words.extend(asked.statement(parsed, You::Absent)?);
            return Some(words);
        }
        return others(rows, parsed, &asked, &rest, opener, verb, &with);
    }
    // "how long did it take you to get over it": how it is for anybody
    let without_you: Vec<usize> = rest
        .iter()
        .copied()
        .filter(|i| !(is(parsed, *i, &["you"]) && *i > 0 && is(parsed, *i - 1, &["take", "help", "helped", "takes"])))
        .collect();
    if without_you.len() < rest.len() && is(parsed, asked.subject.start, &["it"]) && verb == "did" {
        let mut words = with(&rows.know, asked.opening(parsed));
        words.push(Said::plain("it"));
        let mut tail = turn(parsed, &without_you, You::Listener);
        if let Some(first) = tail.first_mut()
            && let Some(forms) = without_you.first().and_then(|i| tokens[*i].lemma).and_then(|l| l.verb_forms())
        {
            first.text = forms.third.into();
        }
        words.extend(tail);
        return Some(words);
    }
    if of_listener(parsed, &range)
        && !range
            .clone()
            .any(|i| is(parsed, i, &["your"]) && is(parsed, i + 1, &crate::understanding::EVERYBODYS))
    {
        return None;
    }
    // "is it okay to …": that it is allowed
    if opener.is_empty()
        && matches!(verb, "is")
        && is(parsed, asked.subject.start, &["it", "that", "this"])
        && !asked.not
        && rest.first().is_some_and(|i| is(parsed, *i, &["okay", "ok", "alright", "normal", "fine"]))
        && rest.len() > 2
        && is(parsed, rest[1], &["to", "that", "if", "for"])
    {
        let mut words = say(&rows.allowed);
        words.extend(vec![Said::plain("it"), Said::new("is", Tag::Be)]);
        let mut tail = turn(parsed, &rest, You::Listener);
        // "okay if I cry": what is allowed is said as a fact that one hopes for
        if is(parsed, rest[1], &["if"]) {
            tail[1].text = "that".into();
        }
        words.extend(tail);
        return Some(words);
    }
    let list = if opener.is_empty() { &rows.fact } else { &rows.know };
    Some(with(list, asked.reported(parsed, Some(clause))?))
}

/// A verb in its base form, ready for "to".
fn plain_verb(parsed: &Parsed, at: usize) -> bool {
    let token = &parsed.tokens()[at];
    let verb = matches!(token.tag, Tag::Base | Tag::Past | Tag::Part | Tag::Be | Tag::Have | Tag::Do);
    verb && token.lemma.is_some_and(|l| l.text() == token.word)
}

/// "do you have any advice on …", "any tips?", "can you help me with …".
fn help(rows: &WishRows, parsed: &Parsed, range: &Range<usize>, say: &dyn Fn(&[String]) -> Vec<Said>) -> Option<Vec<Said>> {
    const WANTED: [&str; 18] = [
        "advice",
        "tip",
        "tips",
        "idea",
        "ideas",
        "suggestion",
        "suggestions",
        "recommendation",
        "recommendations",
        "thought",
        "thoughts",
        "pointers",
        "guidance",
        "strategies",
        "insight",
        "resources",
        "help",
        "advise",
    ];
    let tokens = parsed.tokens();
    let of = |i: usize, words: &[&str]| i < range.end && tokens[i].is_any(words);
    let asks_listener = range.clone().take(3).any(|i| tokens[i].is("you"));
    // "can you help me write a letter"
    if let Some(at) = range
        .clone()
        .take(5)
        .find(|i| tokens[*i].is("help") && of(*i + 1, &["me", "us"]) && asks_listener)
    {
        let mut words = say(&rows.help);
        // "help me out with it", "help me from this fear"
        let from = at + 2 + usize::from(of(at + 2, &["out"]));
        let rest = spoken(parsed, from..range.end);
        let first = *rest.first()?;
        if of(first, &["with", "from", "through", "on"]) {
            let mut tail = turn(parsed, &rest, You::Listener);
            if of(first, &["from", "on"]) {
                tail[0] = Said::new("with", Tag::Prep);
            }
            words.extend(tail);
            return Some(words);
        }
        let verb = usize::from(of(first, &["to"]));
        let tail = with_ing(parsed, &rest[verb.min(rest.len() - 1)..])?;
        words.extend(tail);
        return Some(words);
    }
    let at = range.clone().take(9).find(|i| tokens[*i].is_any(&WANTED))?;
    let wanted = asks_listener || tokens[range.start..at].iter().any(|t| t.is("any")) || at == range.start;
    // "is it a good idea": one is judged, none is asked for
    let judged = at > range.start + 1 && tokens[at - 2].is_any(&["a", "an"]) && tokens[at - 1].tag == Tag::Adj;
    let done = judged
        || tokens[range.start..at]
            .iter()
            .any(|t| t.is_any(&["my", "his", "her", "no", "not", "the", "their"]));
    if !wanted || done || (tokens[at].is("help") && !tokens[range.start..at].iter().any(|t| t.is_any(&["any", "some"]))) {
        return None;
    }
    let list = if tokens[at].is_any(&["idea", "ideas", "thought", "thoughts"]) {
        &rows.ideas
    } else {
        &rows.advice
    };
    let mut words = say(list);
    let rest = spoken(parsed, at + 1..range.end);
    let how = rest.iter().position(|i| of(*i, &["to"])).filter(|p| *p <= 2 && rest.len() > p + 1);
    match (rest.first(), how) {
        (_, Some(p)) if rest[..p].iter().all(|i| of(*i, &["on", "for", "about", "how", "in", "as"])) => {
            words.extend(["on", "how", "to"].map(Said::plain));
            words.extend(turn(parsed, &rest[p + 1..], You::Listener));
        }
        (Some(first), _) if of(*first, &["on", "about", "for", "with", "regarding"]) && !of(*first + 1, &["me", "us", "that", "this"]) => {
            words.extend(turn(parsed, &rest, You::Listener));
        }
        _ => {}
    }
    Some(words)
}

/// A verb phrase with its verb as -ing: "write a letter" – "writing a letter".
fn with_ing(parsed: &Parsed, kept: &[usize]) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    let first = *kept.first()?;
    let mut said = turn(parsed, kept, You::Listener);
    let verb = kept.iter().position(|i| matches!(tokens[*i].tag, Tag::Base | Tag::Have | Tag::Do | Tag::Be))?;
    if verb > 1 || (verb == 1 && !matches!(tokens[first].tag, Tag::Adv)) {
        return None;
    }
    said[verb].text = tokens[kept[verb]].lemma?.verb_forms()?.ing.into();
    said[verb].tag = Tag::Ing;
    Some(said)
}

/// A question to the listener about its own life is a wish for others who have been through the same; one about its doings is left to the talk.
fn others(rows: &WishRows, parsed: &Parsed, asked: &Asked, rest: &[usize], opener: &str, verb: &str, with: &Opened<'_>) -> Option<Vec<Said>> {
    let tokens = parsed.tokens();
    let lived: Vec<usize> = rest.iter().copied().filter(|i| !is(parsed, *i, &["ever", "yourself", "personally"])).collect();
    let first = *lived.first()?;
    let lived_through = |said: Vec<Said>| {
        let has = Said {
            auxiliary: true,
            ..Said::new("has", Tag::Have)
        };
        let mut words = with(&rows.others, vec![Said::plain("someone"), Said::plain("who"), has]);
        words.extend(said);
        words
    };
    match (opener, verb) {
        // "have you ever lost someone"
        ("", "have" | "did")
            if matches!(tokens[first].tag, Tag::Part | Tag::Base | Tag::Past | Tag::Be | Tag::Have) && lived.len() > 1 && rest.len() > lived.len() =>
        {
            let mut said = turn(parsed, &lived, You::Absent);
            if verb == "did" {
                said[0].text = tokens[first].lemma?.verb_forms()?.participle.into();
            }
            Some(lived_through(said))
        }
        // "what would you do", "what do you suggest"
        ("what" | "how" | "where", "would" | "do")
            if is(parsed, first, &["do", "handle", "suggest", "recommend", "advise", "think", "deal", "say"])
                && (verb == "would" || !is(parsed, first, &["do"])) =>
        {
            let suggests = is(parsed, first, &["suggest", "recommend", "advise"]);
            if suggests {
                return Some(with(&rows.advice, Vec::new()));
            }
            if is(parsed, first, &["think"]) {
                return Some(with(&rows.opinion, Vec::new()));
            }
            let mut words = with(&rows.know, asked.opening(parsed));
            words.extend([Said::plain("someone"), Said::plain("else"), Said::new("would", Tag::Modal)]);
            words.extend(turn(parsed, &lived, You::Absent));
            Some(words)
        }
        // "can you recommend a good site", "would you suggest me waiting": advice on it
        (_, "can" | "could" | "would" | "do") if is(parsed, first, &["recommend", "suggest"]) => {
            let on: Vec<usize> = lived[1..]
                .iter()
                .copied()
                .filter(|i| !is(parsed, *i, &["me", "us", "please", "i", "that"]))
                .collect();
            let named = on
                .first()
                .is_some_and(|i| matches!(tokens[*i].tag, Tag::Det | Tag::Poss | Tag::Ing | Tag::Noun | Tag::Plural | Tag::Adj));
            let mut tail = Vec::new();
            if opener.is_empty() && named {
                tail.push(Said::new("on", Tag::Prep));
                tail.extend(turn(parsed, &on, You::Absent));
            }
            Some(with(&rows.advice, tail))
        }
        // "could you tell me more about it"
        ("", "can" | "could" | "would" | "will")
            if is(parsed, first, &["tell"]) && lived.len() > 3 && is(parsed, lived[1], &["me", "us"]) && is(parsed, lived[2], &["more", "about"]) =>
        {
            Some(with(&rows.know, turn(parsed, &lived[2..], You::Absent)))
        }
        // "have you had a similar experience"
        ("", "have") if is(parsed, first, &["had", "been", "felt", "gone", "dealt", "experienced", "lost"]) && lived.len() > 2 => {
            Some(lived_through(turn(parsed, &lived, You::Absent)))
        }
        // "can you go with me to the appointment": somebody is wanted for it
        ("", "can" | "could" | "will" | "would")
            if tokens[first].tag == Tag::Base
                && lived.len() > 1
                && !TALKS.contains(&tokens[first].lemma_text())
                && lived.iter().any(|i| is(parsed, *i, &["me", "us", "my"])) =>
        {
            Some(with(
                &rows.someone,
                turn(
                    parsed,
                    &lived.iter().copied().filter(|i| !is(parsed, *i, &["please"])).collect::<Vec<_>>(),
                    You::Absent,
                ),
            ))
        }
        // "can you get it from a cold": how it is for anybody
        ("", "can" | "could")
            if matches!(tokens[first].tag, Tag::Base | Tag::Have | Tag::Be)
                && lived.len() > 1
                && !lived.iter().any(|i| is(parsed, *i, &["me", "us", "my", "i", "this", "please"]))
                && !TALKS.contains(&tokens[first].lemma_text()) =>
        {
            let mut words = with(&rows.fact, vec![Said::plain("whether")]);
            words.extend(asked.statement(parsed, You::Generic)?);
            Some(words)
        }
        // "how did you cope", "what do you do when you can't sleep"
        ("how" | "what" | "where" | "when", "do" | "did")
            if matches!(tokens[first].tag, Tag::Base | Tag::Do | Tag::Have) && !is(parsed, first, &["mean", "know", "say"]) =>
        {
            let mut words = with(&rows.know, asked.opening(parsed));
            words.extend([Said::plain("other"), Said::plain("people")]);
            words.extend(turn(parsed, &lived, You::Absent));
            Some(words)
        }
        _ => None,
    }
}
