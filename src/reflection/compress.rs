//! Fewer words: what a clause can do without, and where it can stop.

use std::ops::Range;

use crate::statement::Token;
use crate::understanding::{Link, Parsed};
use crate::words::{Classes, Tag};

/// Words that colour the speaking, not what is said.
const IDLE: [&str; 14] = [
    "actually",
    "basically",
    "literally",
    "honestly",
    "obviously",
    "also",
    "anyway",
    "anyways",
    "truly",
    "frankly",
    "seriously",
    "yeah",
    "please",
    "okay",
];

/// What says how sure something is, or how often it is so.
const HEDGES: [&str; 13] = [
    "maybe",
    "perhaps",
    "possibly",
    "probably",
    "hopefully",
    "supposedly",
    "apparently",
    "sometimes",
    "usually",
    "never",
    "only",
    "even",
    "almost",
];

/// The tokens of a range that are said back, idle words and quotation marks left out.
pub fn said_tokens(parsed: &Parsed, range: Range<usize>) -> Vec<usize> {
    let tokens = parsed.tokens();
    let mut kept: Vec<usize> = Vec::with_capacity(range.len());
    for i in range.clone() {
        let t = &tokens[i];
        // "it is okay", "she said yes": what is said of something, or said
        let before = i.checked_sub(1).filter(|b| *b >= range.start).map(|b| &tokens[b]);
        let predicate = t.is("okay") && before.is_some_and(|b| matches!(b.tag, Tag::Be | Tag::Adv | Tag::Not | Tag::Prep | Tag::Base | Tag::Third | Tag::Past))
            || t.is("okay") && tokens.get(i + 1).is_some_and(|n| n.tag == Tag::To || n.is_any(&["that", "if", "with"]));
        let uttered = t.tag == Tag::Interj && before.is_some_and(|b| b.lemma_text() == "say");
        // "you try to please them"
        let acts = t.is("please") && matches!(t.tag, Tag::Base | Tag::Third) && before.is_some_and(|b| matches!(b.tag, Tag::To | Tag::Modal | Tag::Not));
        let idle = t.is_any(&IDLE) && !predicate && !acts
            || idle_like(tokens, i)
            || t.tag == Tag::Interj && !uttered && !predicate
            || (t.is("like") && t.tag == Tag::Prep && tokens.get(i + 1).is_none_or(|n| n.is_mark()));
        let loose_mark = t.is_mark() && kept.is_empty();
        if !(idle || loose_mark) {
            kept.push(i);
        }
    }
    while kept.last().is_some_and(|i| tokens[*i].is_mark()) {
        kept.pop();
    }
    // a comma beside what was dropped is idle too
    kept.dedup_by(|b, a| tokens[*a].is_mark() && tokens[*b].is_mark());
    kept
}

/// "I drink like a glass", "to like get", "feel like really good": a "like" that compares nothing.
fn idle_like(tokens: &[Token], i: usize) -> bool {
    if !tokens[i].is("like") || i == 0 {
        return false;
    }
    let before = &tokens[i - 1];
    let Some(next) = tokens.get(i + 1) else { return true };
    let compares = matches!(
        before.lemma_text(),
        "feel"
            | "look"
            | "sound"
            | "seem"
            | "be"
            | "act"
            | "treat"
            | "work"
            | "taste"
            | "smell"
            | "live"
            | "cry"
            | "talk"
            | "behave"
            | "something"
            | "anything"
            | "nothing"
            | "stuff"
            | "things"
            | "just"
            | "people"
            | "person"
            | "more"
            | "not"
    );
    match before.tag {
        Tag::To | Tag::Adv | Tag::Conj => matches!(next.tag, Tag::Base | Tag::Adv | Tag::Num | Tag::Past) && !compares,
        Tag::Base | Tag::Third | Tag::Past | Tag::Ing | Tag::Have | Tag::Part => {
            !compares && matches!(next.tag, Tag::Det | Tag::Num | Tag::Adv | Tag::Poss)
                || before.lemma_text() == "feel" && matches!(next.tag, Tag::Adv | Tag::Adj)
        }
        Tag::Prep | Tag::Det => true,
        // "until like Thursday", "trouble like at school"
        Tag::Sub => matches!(next.tag, Tag::Name | Tag::Noun | Tag::Num | Tag::Det) && before.is_any(&["until", "till"]),
        Tag::Noun | Tag::Plural => next.tag == Tag::Prep && !compares && !next.is_any(&["that", "this"]),
        _ => false,
    }
}

/// The ways to say a clause with its inner clauses: the first and longest, then shorter ones that still stand.
#[derive(Debug, Clone)]
pub struct Versions {
    /// The tokens that are said, in order.
    pub kept: Vec<usize>,
    /// The versions, as ranges of `kept`.
    pub ranges: Vec<Range<usize>>,
}

/// The versions of a clause.
pub fn versions(parsed: &Parsed, clause: usize) -> Versions {
    let tokens = parsed.tokens();
    let c = &parsed.clauses[clause];
    let end = parsed.unit_end(clause);
    let kept = said_tokens(parsed, c.range.start..end);
    let mut ranges = Vec::with_capacity(4);
    ranges.push(0..kept.len());
    let mut start = 0;
    // "in a couple of weeks my wife and I …": the adverbial before the subject may go
    // "what I want …": the question word is the object, and stays
    let asked = tokens.get(c.range.start).is_some_and(|t| t.tag == Tag::Wh);
    if let Some(subject) = c.subject.as_ref().filter(|s| s.start > c.range.start && !c.elided && !asked) {
        let before = kept.partition_point(|i| *i < subject.start);
        // "maybe I can", "hopefully she will": how sure it is stays
        let hedged = kept[..before].iter().any(|i| tokens[*i].is_any(&HEDGES) || matches!(tokens[*i].tag, Tag::Not));
        if kept.len() - before > 2 && before > 0 && !hedged {
            ranges.push(before..kept.len());
            start = before;
        }
    }
    let full = &kept[start..];
    let verb_end = c.verb.as_ref().map_or(c.range.start, |v| v.range.end);
    let mut shortest = full.len();
    for at in (1..full.len()).rev() {
        let i = full[at];
        if i <= verb_end {
            break;
        }
        if can_stop(tokens, parsed, full, at) {
            let marks = full[..at].iter().rev().take_while(|i| tokens[**i].is_mark()).count();
            let length = at - marks;
            if length > 2 && length < shortest {
                ranges.push(start..start + length);
                shortest = length;
            }
        }
    }
    Versions { kept, ranges }
}

/// Whether the clause can stop before `full[at]`: an adjunct begins there, and what is before it needs nothing more.
fn can_stop(tokens: &[Token], parsed: &Parsed, full: &[usize], at: usize) -> bool {
    let i = full[at];
    let next = &tokens[i];
    let last = &tokens[full[at - 1]];
    if last.is_mark() && full.len() > at + 1 {
        let before = &tokens[full[at - 2]];
        return at > 1 && complete_end(before) && !vague(before) && !list_goes_on(tokens, full, at);
    }
    if !complete_end(last) {
        return false;
    }
    // "once in a blue moon", "twice a week": how often is no once
    if last.is_any(&["once", "twice"]) {
        return false;
    }
    // "for back to school", "to start over and": a preposition's noun is still to come
    if at > 1 && matches!(tokens[full[at - 2]].tag, Tag::Prep | Tag::To) && matches!(last.tag, Tag::Adv | Tag::Adj) {
        return false;
    }
    // "made me almost throw up", "help me see": the object waits for what it does
    let clause = parsed.clause_at(full[at - 1]).map(|c| &parsed.clauses[c]);
    let head = clause.and_then(|c| c.verb.as_ref()).map(|v| v.head);
    let governs = head.is_some_and(|h| {
        matches!(
            tokens[h].lemma_text(),
            "make"
                | "let"
                | "help"
                | "want"
                | "need"
                | "get"
                | "tell"
                | "ask"
                | "expect"
                | "keep"
                | "leave"
                | "find"
                | "call"
                | "feel"
                | "see"
                | "watch"
                | "hear"
                | "have"
                | "force"
                | "allow"
                | "cause"
                | "put"
                | "give"
                | "teach"
                | "show"
        )
    });
    // "saw a dent | in the door": the object is whole
    let whole = matches!(next.tag, Tag::Prep)
        && full.get(at + 1).is_none_or(|n| !matches!(tokens[*n].tag, Tag::PronObj | Tag::Pron))
        && matches!(last.tag, Tag::Noun | Tag::Plural | Tag::Name)
        && head.is_some_and(|h| {
            matches!(
                tokens[h].lemma_text(),
                "see" | "watch" | "hear" | "have" | "get" | "find" | "call" | "tell" | "ask" | "help"
            )
        });
    if governs && !whole && head.is_some_and(|h| full[at - 1] <= h + 3) && !matches!(next.tag, Tag::Conj) {
        return false;
    }
    let inner = parsed
        .clause_at(i)
        .map(|c| &parsed.clauses[c])
        .filter(|c| c.range.start == i || c.connector.contains(&i));
    match next.tag {
        _ if inner.is_some_and(|c| c.link == Link::Relative) => matches!(last.tag, Tag::Noun | Tag::Plural | Tag::Name) && !vague(last),
        _ if inner.is_some() => false,
        Tag::Prep => {
            matches!(last.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::PronObj | Tag::Adv) && !next.is_any(&["of", "than", "like", "as"]) && !vague(last)
        }
        // "every time", "last week": a span of time
        Tag::Det | Tag::Adj if next.is_any(&["every", "last", "this", "each", "next", "these", "all"]) => {
            matches!(last.tag, Tag::Noun | Tag::Plural | Tag::PronObj | Tag::Adv)
                && full
                    .get(at + 1)
                    .is_some_and(|n| tokens[*n].form.is_some_and(|f| f.classes().meets(Classes::time())))
        }
        // "tea or coffee": which of them it is, is open
        Tag::Conj if next.is_any(&["or", "nor"]) => full.get(at + 1).is_some_and(|n| tokens[*n].tag == Tag::Not),
        Tag::Conj => matches!(last.tag, Tag::Noun | Tag::Plural | Tag::Adj | Tag::Adv | Tag::PronObj),
        // "I hate this so much": how much is part of it
        Tag::Adv if next.is_any(&["so", "very", "too", "really"]) && full.len() <= at + 2 => false,
        Tag::Adv => {
            matches!(last.tag, Tag::Noun | Tag::Plural | Tag::PronObj | Tag::Adj)
                && !next.is_any(&[
                    "enough", "anymore", "alone", "together", "away", "off", "out", "up", "down", "back", "else", "ago", "later", "again",
                ])
        }
        _ => false,
    }
}

/// Nouns that say nothing without what follows them.
fn vague(token: &Token) -> bool {
    token.is_any(&[
        "thing",
        "things",
        "way",
        "kind",
        "sort",
        "part",
        "lot",
        "bit",
        "one",
        "ones",
        "fact",
        "idea",
        "time",
        "point",
        "feeling",
        "kinds",
        "parts",
        "lots",
        "rest",
        "end",
        "side",
        "couple",
        "bunch",
        "chance",
        "reason",
        "people",
        "person",
        "someone",
        "something",
        "anything",
        "everything",
        "nothing",
        "place",
        "lack",
        "loss",
        "death",
        "fear",
        "sense",
        "hope",
        "problem",
        "trouble",
        "issue",
        "amount",
        "use",
        "type",
        "risk",
    ])
}

fn complete_end(token: &Token) -> bool {
    matches!(
        token.tag,
        Tag::Noun | Tag::Plural | Tag::Name | Tag::PronObj | Tag::Pron | Tag::Adj | Tag::Adv | Tag::Num | Tag::Ing | Tag::Part | Tag::Past
    ) && !token.is_any(&[
        "so", "very", "too", "really", "just", "even", "more", "most", "less", "as", "quite", "pretty", "almost", "only", "all", "way", "going", "been",
        "even", "kind", "sort", "having", "being", "doing", "getting",
    ])
}

/// "bread, milk and …": a list does not stop at its comma.
fn list_goes_on(tokens: &[Token], full: &[usize], at: usize) -> bool {
    full[at..].iter().take(4).any(|i| tokens[*i].is_any(&["and", "or"]))
}
