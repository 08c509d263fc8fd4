//! What stands around a sign: whose it is, whether it is denied, past, asked, quoted or only thought of.
//!
//! Clauses help where they were cut right; where they were not, the words to the left of the sign decide, so that nothing hangs on one cut.

use std::ops::Range;

use crate::statement::{Kind, Token};
use crate::understanding::{Parsed, Person};
use crate::words::{Classes, Tag};

/// Whose a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The speaker's.
    Me,
    /// The listener's, or people's in general.
    You,
    /// Someone else's.
    Other,
    /// Not said.
    Unsaid,
}

/// When a sign is, as its first finite verb says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// "wanted", "was", "had wanted"
    Past,
    /// "have wanted", "has been"
    Since,
    /// "want", "am", "will"
    Now,
    /// No verb says.
    Unsaid,
}

/// What stands around a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    pub owner: Owner,
    pub denied: bool,
    pub tense: When,
    pub supposed: bool,
    pub asked: bool,
    pub quoted: bool,
}

/// Looks around a match.
pub(super) fn scope(parsed: &Parsed, found: &Range<usize>, think: Classes, people: Classes) -> Scope {
    let tokens = parsed.tokens();
    let sentence = parsed.statement.sentences.iter().find(|s| s.range.contains(&found.start));
    let begin = sentence.map_or(0, |s| s.range.start);
    let asked = sentence.is_some_and(|s| s.asked);
    let mut seen = Seen::default();

    // the clause's own subject, where it was made out and stands before the sign
    let named = parsed
        .clause_at(found.start)
        .and_then(|c| parsed.clauses[c].subject.clone())
        .filter(|s| s.start >= begin && s.end <= found.start && tokens[s.start].tag != Tag::There);

    // from the sign to its subject
    let mut subject = None;
    let mut other = false;
    let mut at = found.start;
    if starts_with_subject(&tokens[found.start]) {
        subject = Some(found.start);
    } else {
        while at > begin {
            let token = &tokens[at - 1];
            if boundary(tokens, at - 1) {
                break;
            }
            at -= 1;
            if let Some(named) = named.as_ref().filter(|n| n.len() > 1 && n.contains(&at)) {
                other = somebody(&tokens[named.clone()], people);
                at = named.end;
                break;
            }
            if token.tag == Tag::PronSub
                || (token.is_any(&["you", "it", "that", "this"])
                    && matches!(
                        tokens.get(at + 1).map(|t| t.tag),
                        Some(Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Past | Tag::Third | Tag::Base)
                    ))
            {
                subject = Some(at);
                break;
            }
            seen.take(tokens, at);
        }
    }

    let from = subject.map_or(at, |s| s + 1);
    // "I cut and want to die": a verb of its own after "and" has its own tense
    let before = tokens.get(from..found.start).unwrap_or_default();
    let own = before.last().is_some_and(|t| t.is_any(&["and", "but", "or"]))
        && matches!(tokens[found.start].tag, Tag::Base | Tag::Third)
        && !before.iter().any(|t| t.is_any(&["used", "did", "would", "had"]));
    let tense = when(&tokens[if own { found.start } else { from }..found.end]);
    seen.would |= tokens[from..found.end].iter().any(|t| t.tag == Tag::Modal && t.is("would"));

    // what governs the subject: "i do not think i …", "it is not that i …", "if i …"
    if let Some(subject) = subject {
        let mut before = subject;
        while before > begin
            && (tokens[before - 1].is_any(&["that", "like", "as", "even", "just", "because", "maybe", "sometimes"]) || tokens[before - 1].tag == Tag::Adv)
        {
            before -= 1;
        }
        let governor = before.checked_sub(1).filter(|b| *b >= begin).map(|b| &tokens[b]);
        if governor.is_some_and(|g| g.is_any(&["if", "unless"])) {
            seen.conditional = true;
        } else if governor.is_some_and(|g| g.is_any(&["not", "never"]) || is_class(g, think)) {
            let from = before.saturating_sub(5).max(begin);
            let window = &tokens[from..before];
            let own = window
                .iter()
                .rposition(|t| t.tag == Tag::PronSub || t.is_any(&["it", "and", "but"]))
                .unwrap_or(0);
            let unsure = window
                .iter()
                .any(|t| t.is_any(&["know", "sure", "stop", "help", "lie", "pretend", "deny", "tell"]));
            if !unsure {
                seen.negations += window[own..].iter().filter(|t| t.tag == Tag::Not).count();
            }
        }
    }
    // "what if I didn't exist": the past of a condition is no past
    let tense = if seen.conditional && tense == When::Past { When::Unsaid } else { tense };
    Scope {
        owner: if other && !own_words(tokens, found) {
            Owner::Other
        } else {
            owner(parsed, begin, found, subject, people)
        },
        denied: seen.negations % 2 == 1,
        tense,
        supposed: seen.would || seen.conditional,
        asked: asked || parsed.clause_at(found.start).is_some_and(|c| parsed.clauses[c].asks),
        quoted: quoted(parsed, found.start, people),
    }
}

#[derive(Default)]
struct Seen {
    negations: usize,
    would: bool,
    conditional: bool,
}

impl Seen {
    fn take(&mut self, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        let next = |n: usize, words: &[&str]| tokens.get(at + n).is_some_and(|t| t.is_any(words));
        match token.word.as_str() {
            // "trying not to", "struggling not to": what is fought is there
            "not" if next(1, &["to"]) && at > 0 && tokens[at - 1].is_any(&["try", "trying", "struggle", "struggling", "fighting", "hard", "fight"]) => {}
            // "can not stop thinking about …", "could not help …", "not sure if …", "not only": no denial
            "not" | "never"
                if next(
                    1,
                    &[
                        "mind", "care", "stop", "help", "only", "just", "shake", "sure", "know", "been", "so", "gone", "felt", "deny", "pretend", "lie", "afraid", "scared",
                        "even",
                    ],
                ) || next(2, &["so", "this", "more", "stop", "about"])
                    // "can not get the idea of … out of my head"
                    || next(1, &["get"]) && next(3, &["idea", "ideas", "thought", "thoughts", "image", "images", "picture"]) => {}
            "not" | "never" | "without" | "hardly" | "neither" | "nor" => self.negations += 1,
            "no" if next(
                1,
                &[
                    "desire",
                    "intention",
                    "intentions",
                    "plan",
                    "plans",
                    "longer",
                    "thoughts",
                    "wish",
                    "interest",
                    "way",
                    "urge",
                    "urges",
                    "reason",
                    "need",
                ],
            ) =>
            {
                self.negations += 1
            }
            "stopped" | "quit" | "refuse" | "refused" | "avoid" | "denied" | "against" => self.negations += 1,
            "instead" if next(1, &["of"]) => self.negations += 1,
            _ => {}
        }
    }
}

/// The tense of the first finite verb.
fn when(tokens: &[Token]) -> When {
    for (at, token) in tokens.iter().enumerate() {
        // "used to burn myself", whatever "used" was taken for
        if token.is("used") && tokens.get(at + 1).is_some_and(|t| t.is("to")) {
            return When::Past;
        }
        match token.tag {
            Tag::Past => return When::Past,
            Tag::Be if token.is_any(&["was", "were"]) => return When::Past,
            Tag::Do if token.is("did") => return When::Past,
            Tag::Have if token.is("had") => return When::Past,
            Tag::Have if token.is_any(&["have", "has"]) => return When::Since,
            Tag::Be if token.is_any(&["am", "is", "are"]) => return When::Now,
            Tag::Modal | Tag::Base | Tag::Third | Tag::Do => return When::Now,
            _ => {}
        }
    }
    When::Unsaid
}

/// A clause's edge as words show it.
fn boundary(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    match token.kind {
        Kind::Mark(',') => false,
        Kind::Mark(_) => true,
        _ => token.is_any(&["but", "because", "although", "though", "so", "until", "unless", "while", "yet"]) && token.tag != Tag::Adv,
    }
}

fn starts_with_subject(token: &Token) -> bool {
    token.tag == Tag::PronSub
}

fn is_class(token: &Token, class: Classes) -> bool {
    token.form.is_some_and(|f| f.classes().meets(class))
}

/// Whether these words name somebody other than the speaker; "the rope" and "there" do not.
fn somebody(words: &[Token], people: Classes) -> bool {
    let named = |t: &Token| {
        matches!(t.tag, Tag::Name | Tag::PronSub)
            || is_class(t, people)
            || t.is_any(&["someone", "somebody", "everyone", "everybody", "anyone", "nobody", "who"])
    };
    words.iter().any(named) && !words.iter().any(|t| t.is_any(&["i", "we"]))
}

/// Whether the sign itself says that it is the speaker's.
fn own_words(tokens: &[Token], found: &Range<usize>) -> bool {
    tokens[found.clone()].iter().any(|t| t.is_any(&["myself", "my", "me", "i"]))
}

fn owner(parsed: &Parsed, begin: usize, found: &Range<usize>, subject: Option<usize>, people: Classes) -> Owner {
    let tokens = parsed.tokens();
    if own_words(tokens, found) {
        return Owner::Me;
    }
    // "part of me hopes", "something in me wants"
    let of_me = tokens[begin..found.start]
        .windows(2)
        .rev()
        .take(5)
        .any(|w| w[0].is_any(&["of", "in", "inside"]) && w[1].is("me"));
    if of_me {
        return Owner::Me;
    }
    if tokens[found.start].tag == Tag::Third || tokens[found.start].is_any(&["wants", "wishes", "keeps", "tries"]) {
        return Owner::Other;
    }
    if subject.is_some_and(|s| tokens[s].is_any(&["i", "we"])) {
        return Owner::Me;
    }
    if let Some(subject) = subject {
        return match tokens[subject].word.as_str() {
            "you" => Owner::You,
            "it" | "that" | "this" => Owner::Unsaid,
            _ => Owner::Other,
        };
    }
    match parsed.clause_at(found.start).map(|c| (&parsed.clauses[c], parsed.clauses[c].person)) {
        Some((_, Person::Me | Person::Us)) => Owner::Me,
        Some((_, Person::You)) => Owner::You,
        Some((clause, Person::Other))
            if clause
                .subject
                .as_ref()
                .is_some_and(|s| s.start < found.start && somebody(&tokens[s.clone()], people)) =>
        {
            Owner::Other
        }
        // no subject was made out: somebody named before the sign, in the same stretch of words
        _ if (begin..found.start)
            .rev()
            .take_while(|i| !boundary(tokens, *i))
            .any(|i| is_class(&tokens[i], people) || tokens[i].is_any(&["someone", "somebody"])) =>
        {
            Owner::Other
        }
        _ => Owner::Unsaid,
    }
}

/// Whether the sign stands in words that someone else said: inside quotation marks that the speaker's own saying or thinking does not frame.
fn quoted(parsed: &Parsed, at: usize, people: Classes) -> bool {
    let tokens = parsed.tokens();
    let is_mark = |t: &Token| t.kind == Kind::Mark('"');
    if tokens[..at].iter().filter(|t| is_mark(t)).count() % 2 == 0 {
        return false;
    }
    let open = tokens[..at].iter().rposition(is_mark).unwrap_or(0);
    let close = tokens[at..].iter().position(is_mark).map_or(tokens.len(), |n| at + n + 1);
    let outside = || tokens[..open].iter().rev().take(12).chain(tokens[close.min(tokens.len())..].iter().take(12));
    let others = outside().any(|t| {
        is_class(t, people)
            || t.is_any(&[
                "he",
                "she",
                "they",
                "him",
                "her",
                "song",
                "lyrics",
                "lyric",
                "movie",
                "film",
                "book",
                "character",
                "poem",
                "sings",
                "someone",
                "somebody",
                "text",
                "sign",
                "post",
                "title",
                "screamed",
                "yelled",
                "shouted",
            ])
    });
    let own = outside().all(|t| t.is_mark()) || outside().any(|t| t.is_any(&["i", "me", "my", "myself", "mind", "head", "brain", "thoughts"]));
    others || !own
}
