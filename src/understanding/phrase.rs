//! Noun phrases and verb groups: the pieces that clauses are made of.

use std::ops::Range;

use crate::statement::Token;
use crate::words::Tag;

/// A finite verb group: "have not really been sleeping".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verb {
    /// All its tokens, adverbs and negation inside it included.
    pub range: Range<usize>,
    /// The full verb, or the copula.
    pub head: usize,
    /// Its tense.
    pub tense: Tense,
    /// Whether "not" or "never" stands in it.
    pub negated: bool,
    /// Whether it begins with a modal (will, would, could …).
    pub modal: bool,
    /// "is being told", "was left".
    pub passive: bool,
    /// "is doing", "has been doing".
    pub progressive: bool,
    /// "has done".
    pub perfect: bool,
}

/// When what is said is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "went", "had gone"
    Past,
    /// "go", "have gone"
    Present,
    /// "will go", "would go": not yet, or only thought of.
    Open,
}

/// The end of the noun phrase that begins at `at`, "of" phrases and possessors included.
pub fn noun_phrase(tokens: &[Token], at: usize) -> Option<usize> {
    let tag = |i: usize| tokens.get(i).map(|t| t.tag);
    let mut i = at;
    match tag(i)? {
        Tag::PronSub | Tag::PronObj => return Some(i + 1),
        Tag::Pron => {
            i += 1;
            if tokens[at].is("you") && tokens.get(i).is_some_and(|t| t.is_any(&["guys", "all", "two", "people"])) {
                return Some(i + 1);
            }
            if tokens[at].is_any(&[
                "something",
                "someone",
                "anything",
                "anyone",
                "nothing",
                "everything",
                "everyone",
                "somebody",
                "nobody",
            ]) && tokens.get(i).is_some_and(|t| t.is("else") || t.tag == Tag::Adj)
            {
                i += 1;
            }
            return Some(of_phrase(tokens, at, i));
        }
        _ => {}
    }
    while matches!(tag(i), Some(Tag::Det | Tag::Poss | Tag::Num)) {
        i += 1;
    }
    let opened = i > at;
    let before_words = i;
    let mut head = None;
    while let Some(t) = tag(i) {
        match t {
            Tag::Noun | Tag::Plural | Tag::Name => {
                head = Some(i);
                i += 1;
            }
            // "my brand new car", "my 3 year old daughter", "my 5 year old"
            Tag::Adj
                if head.is_some() && opened && matches!(tag(i + 1), Some(Tag::Noun | Tag::Plural | Tag::Name)) && !matches!(tag(i + 2), Some(Tag::Adv)) =>
            {
                i += 1
            }
            Tag::Adj
                if head == Some(i.wrapping_sub(1))
                    && opened
                    && tokens[i].is("old")
                    && tokens[i - 1].is_any(&["year", "years", "month", "months", "week", "weeks"]) =>
            {
                head = Some(i);
                i += 1;
            }
            Tag::Adj | Tag::Num if head.is_none() || tokens[i].is_any(&["own"]) => i += 1,
            Tag::Part | Tag::Ing if opened && head.is_none() && matches!(tag(i + 1), Some(Tag::Noun | Tag::Plural | Tag::Adj)) => i += 1,
            Tag::Adv if head.is_none() && opened && matches!(tag(i + 1), Some(Tag::Adj)) => i += 1,
            Tag::Conj if head.is_none() && i > before_words && tag(i - 1) == Some(Tag::Adj) && tag(i + 1) == Some(Tag::Adj) => i += 1,
            Tag::PossS if head.is_some() => {
                head = None;
                i += 1;
            }
            _ => break,
        }
    }
    match head {
        Some(head) => Some(of_phrase(tokens, at, head + 1)),
        // "this", "all of it", "five": a determiner that stands alone
        None if opened
            && before_words == i
            && !tokens[i - 1].is_any(&["a", "an", "the", "every", "no", "my", "your", "our", "their"])
            && tokens[i - 1].tag != Tag::Poss =>
        {
            Some(of_phrase(tokens, at, i))
        }
        // "the worst", "the first"
        None if opened && i > before_words && tag(i - 1) == Some(Tag::Adj) => Some(of_phrase(tokens, at, i)),
        None => None,
    }
}

fn of_phrase(tokens: &[Token], _at: usize, end: usize) -> usize {
    if tokens.get(end).is_some_and(|t| t.is("of")) {
        noun_phrase(tokens, end + 1).unwrap_or(end)
    } else {
        end
    }
}

/// Two or more noun phrases joined by "and" or "or": "me and my sister".
pub fn joined_noun_phrase(tokens: &[Token], at: usize) -> Option<usize> {
    let mut end = noun_phrase(tokens, at)?;
    while tokens.get(end).is_some_and(|t| t.is_any(&["and", "or"])) {
        // "a month and I …": a span of time joins with nobody
        let time = crate::words::Classes::time();
        let span = tokens[end - 1].form.is_some_and(|f| f.classes().meets(time)) && tokens[end - 1].tag != Tag::PronSub;
        // "a big house and that's hard", "my brother and he …": with these a new clause begins
        let anew = tokens
            .get(end + 1)
            .is_some_and(|t| t.is_any(&["that", "it", "this", "he", "she", "they", "there"]) && t.tag != Tag::Det);
        match noun_phrase(tokens, end + 1).filter(|_| !anew && (!span || tokens[end + 1].tag != Tag::PronSub)) {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(end)
}

/// The finite verb group that begins at `at` (adverbs before it are not part of it).
pub fn verb_group(tokens: &[Token], at: usize) -> Option<Verb> {
    let first = tokens.get(at)?;
    let mut verb = Verb {
        range: at..at + 1,
        head: at,
        tense: Tense::Present,
        negated: false,
        modal: false,
        passive: false,
        progressive: false,
        perfect: false,
    };
    match first.tag {
        Tag::Modal => {
            verb.modal = true;
            verb.tense = Tense::Open;
        }
        Tag::Past => verb.tense = Tense::Past,
        Tag::Be if first.is_any(&["was", "were"]) => verb.tense = Tense::Past,
        Tag::Have if first.is("had") => verb.tense = Tense::Past,
        Tag::Do if first.is("did") => verb.tense = Tense::Past,
        Tag::Be if first.is_any(&["be", "been", "being"]) => return None,
        Tag::Have if first.is("having") => return None,
        Tag::Do if first.is_any(&["doing", "done"]) => return None,
        Tag::Base | Tag::Third | Tag::Be | Tag::Have | Tag::Do => {}
        _ => return None,
    }
    loop {
        let mut next = verb.range.end;
        let mut negated = false;
        while tokens.get(next).is_some_and(|t| matches!(t.tag, Tag::Not | Tag::Adv)) {
            negated |= tokens[next].tag == Tag::Not || tokens[next].is_any(&["hardly", "barely"]);
            next += 1;
        }
        let Some(token) = tokens.get(next) else {
            take_negation(tokens, &mut verb);
            break;
        };
        let head_tag = tokens[verb.head].tag;
        let chain = match (head_tag, token.tag) {
            (Tag::Modal, Tag::Base | Tag::Be | Tag::Have | Tag::Do) => true,
            (Tag::Do, Tag::Base | Tag::Be | Tag::Have | Tag::Do) => true,
            (Tag::Have, Tag::Part) => {
                verb.perfect = true;
                true
            }
            (Tag::Have, Tag::Be) if token.is("been") => {
                verb.perfect = true;
                true
            }
            (Tag::Have, Tag::Have) if token.is("had") => {
                verb.perfect = true;
                true
            }
            (Tag::Have, Tag::Do) if token.is("done") => {
                verb.perfect = true;
                true
            }
            (Tag::Be, Tag::Ing) => {
                verb.progressive = true;
                true
            }
            (Tag::Be, Tag::Do) if token.is("doing") => {
                verb.progressive = true;
                true
            }
            (Tag::Be, Tag::Have) if token.is("having") => {
                verb.progressive = true;
                true
            }
            (Tag::Be, Tag::Be) if token.is("being") => true,
            (Tag::Be, Tag::Part) => {
                verb.passive = true;
                true
            }
            _ => false,
        };
        if !chain {
            take_negation(tokens, &mut verb);
            break;
        }
        verb.negated |= negated;
        verb.head = next;
        verb.range.end = next + 1;
    }
    // an adverb before the verb may deny it: "i never said"
    if at > 0 && (tokens[at - 1].tag == Tag::Not || tokens[at - 1].is_any(&["hardly", "barely"])) {
        verb.negated = true;
    }
    Some(verb)
}

/// "is not", "can not", with nothing of the group after it.
fn take_negation(tokens: &[Token], verb: &mut Verb) {
    while tokens.get(verb.range.end).is_some_and(|t| t.tag == Tag::Not) {
        verb.negated = true;
        verb.range.end += 1;
    }
}
