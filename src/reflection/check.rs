//! The last check: what a reflection must never be. A refused one is never said; a shorter, safer one takes its place.

use super::voice::Said;
use super::{Kind, Proposal, grammar};
use crate::words::{Tag, lower};

/// Why a reflection was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No words.
    Empty,
    /// A first person that is the speaker's.
    FirstPerson,
    /// "you was", "he are".
    Agreement,
    /// It ends on a word that needs another ("the", "of", "and").
    Dangling,
    /// It begins with a word that needs another before it.
    Headless,
    /// It asks.
    Asks,
    /// Longer than what was said, or than anyone listens to.
    TooLong,
    /// It says nothing of its own ("It is that.").
    Bare,
    /// Two function words that cannot stand together.
    Broken,
    /// Its words make no sentence (`grammar`).
    NoSentence,
}

impl Refusal {
    /// Why, for people.
    pub fn why(self) -> &'static str {
        match self {
            Refusal::Empty => "it has no words",
            Refusal::FirstPerson => "its first person is the speaker's",
            Refusal::Agreement => "a verb does not agree with its subject",
            Refusal::Dangling => "it ends on a word that needs another",
            Refusal::Headless => "it begins with a word that needs another before it",
            Refusal::Asks => "it asks",
            Refusal::TooLong => "it is too long",
            Refusal::Bare => "it says nothing of its own",
            Refusal::Broken => "two of its words cannot stand together",
            Refusal::NoSentence => "its words make no sentence",
        }
    }
}

/// The most words of a reflection: past twice an expert's average (22) nobody listens.
pub const LONGEST: usize = 34;

/// "Being taken advantage of", "made fun of": whom it is done to stands before it.
fn taken_of(spoken: &[&Said]) -> bool {
    matches!(spoken, [.., verb, what, _of]
        if matches!(what.text.as_str(), "advantage" | "care" | "fun" | "hold" | "rid") && matches!(verb.text.as_str(), "taken" | "made" | "taking" | "got" | "gotten"))
}

/// Refuses a broken reflection. `typed` is the number of words of the statement.
pub fn refuse(words: &[Said], typed: usize, own_voice: bool) -> Option<Refusal> {
    let mut spoken: Vec<&Said> = Vec::with_capacity(words.len());
    spoken.extend(words.iter().filter(|w| w.tag != Tag::Edge));
    let (Some(first), Some(last)) = (spoken.first(), spoken.last()) else {
        return Some(Refusal::Empty);
    };
    // "you think if he calls": what would be then is missing
    let condition = spoken
        .iter()
        .position(|w| matches!(w.text.as_str(), "if" | "unless"))
        .filter(|at| *at > 0 && (matches!(spoken[at - 1].text.as_str(), "think" | "feel" | "believe" | "feels") || spoken[at - 1].text == "it" && *at == 4));
    if let Some(at) = condition
        && words.iter().rev().take(spoken.len() - at).all(|w| w.tag != Tag::Edge)
    {
        return Some(Refusal::Dangling);
    }
    if words.iter().any(|w| w.text.contains('?')) {
        return Some(Refusal::Asks);
    }
    let shown = super::sentence::count(words);
    if shown > LONGEST || (shown > typed.max(6) + 5 && !own_voice) {
        return Some(Refusal::TooLong);
    }
    if spoken.iter().any(|w| {
        !w.own
            && matches!(
                w.text.as_str(),
                "i" | "I" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
            )
    }) && !own_voice
    {
        return Some(Refusal::FirstPerson);
    }
    let wh = spoken[..spoken.len() - 1].iter().any(|w| w.tag == Tag::Wh || w.text.starts_with("what"));
    let amid = spoken.len() > 2 && matches!(spoken[spoken.len() - 2].tag, Tag::Noun | Tag::Pron);
    // "that's what you're afraid of", "anything really"
    let finished = last.text == "into" && spoken.len() > 2 && phrasal(&spoken[spoken.len() - 2].text, "into") || last.text == "of" && (wh || taken_of(&spoken)) || last.text == "really" && amid
        // "they still speak to one another"
        || last.text == "another" && spoken.len() > 2 && spoken[spoken.len() - 2].text == "one"
        // "she'll call when she can"
        || last.tag == Tag::Modal && spoken.len() > 4 && matches!(spoken[spoken.len() - 3].text.as_str(), "when" | "whenever" | "until");
    let dangling = !finished
        && matches!(last.tag, Tag::Det | Tag::Poss | Tag::Conj | Tag::Sub | Tag::PronSub | Tag::PossS)
        && !matches!(
            last.text.as_str(),
            "this"
                | "these"
                | "those"
                | "all"
                | "some"
                | "more"
                | "most"
                | "both"
                | "enough"
                | "I"
                | "that"
                | "any"
                | "much"
                | "many"
                | "less"
                | "few"
                | "either"
                | "though"
        )
        || last.tag == Tag::To && !last.auxiliary && last.text == "to" && spoken.len() < 4
        || matches!(
            last.text.as_str(),
            "the"
                | "a"
                | "an"
                | "of"
                | "and"
                | "but"
                | "or"
                | "because"
                | "than"
                | "very"
                | "into"
                | "from"
                | "if"
                | "my"
                | "your"
                | "their"
                | "every"
                | "at"
                | "am"
                | "i"
                | "really"
                | "just"
                | "like"
        ) && !finished
            && !(last.text == "like" && (last.tag == Tag::Base || spoken.iter().any(|w| matches!(w.text.as_str(), "what" | "feel"))));
    if dangling {
        return Some(Refusal::Dangling);
    }
    // "you worry that talk that, and …": the same before a comma
    let owes = |at: usize| {
        let before = &words[..at];
        let asks = || {
            before
                .iter()
                .any(|w| matches!(w.tag, Tag::Wh | Tag::To | Tag::Modal) || matches!(w.text.as_str(), "what" | "than" | "as" | "how"))
        };
        before.last().is_some_and(|w| match w.text.as_str() {
            "the" | "a" | "an" | "because" | "than" | "your" | "my" | "and" | "if" | "of" => true,
            "that" => w.tag == Tag::Sub,
            "is" | "are" | "was" | "were" => !asks(),
            "to" | "for" | "with" | "at" | "from" => w.tag == Tag::Prep && !w.relative && !asks() && !before.iter().any(|w| w.text == "that"),
            "forward" => before.len() > 1 && before[before.len() - 2].text.starts_with("look"),
            _ => false,
        })
    };
    let joined = |at: usize| {
        words
            .get(at + 1)
            .is_some_and(|w| matches!(w.text.as_str(), "and" | "but" | "so" | "yet" | "though"))
    };
    if words
        .iter()
        .enumerate()
        .any(|(at, w)| w.tag == Tag::Edge && matches!(w.text.as_str(), "," | ";") && joined(at) && owes(at))
    {
        return Some(Refusal::Dangling);
    }
    // "they sat you down and said": what they said is missing
    let asks_what = spoken.iter().any(|w| {
        w.tag == Tag::Wh
            || matches!(
                w.text.as_str(),
                "as" | "that"
                    | "than"
                    | "everything"
                    | "like"
                    | "all"
                    | "things"
                    | "thing"
                    | "something"
                    | "nothing"
                    | "was"
                    | "is"
                    | "be"
                    | "been"
                    | "words"
                    | "so"
                    | "you've"
                    | "have"
            )
    });
    if matches!(last.text.as_str(), "said" | "says") && !asks_what {
        return Some(Refusal::Dangling);
    }
    // "the way it works is": what it is was cut off
    let asks_how = spoken[..spoken.len() - 1].iter().any(|w| {
        w.tag == Tag::Wh
            || matches!(
                w.text.as_str(),
                "than" | "as" | "when" | "where" | "how" | "there" | "way" | "whatever" | "that" | "yes" | "it" | "think" | "thought" | "what" | "who" | "if"
            )
    });
    let copula = last.tag == Tag::Be && matches!(last.text.as_str(), "is" | "are" | "was" | "were") && spoken.len() > 3;
    let subject = matches!(spoken[spoken.len().saturating_sub(2)].tag, Tag::Noun | Tag::Plural);
    if copula
        && (!asks_how
            || subject
                && !spoken
                    .iter()
                    .any(|w| matches!(w.text.as_str(), "what" | "who" | "how" | "where" | "than" | "as")))
    {
        return Some(Refusal::Dangling);
    }
    // "you miss the way": the way that somebody does something was cut off
    let way = last.text == "way"
        && spoken.len() > 2
        && spoken[spoken.len() - 2].text == "the"
        && spoken
            .iter()
            .any(|w| matches!(w.text.as_str(), "miss" | "hate" | "love" | "like" | "missed" | "hated" | "loved" | "liked"));
    if way {
        return Some(Refusal::Dangling);
    }
    // "strong-willed about": a preposition wants its noun, unless a question word or an infinitive took it ("what you're looking for")
    let stranded = last.tag == Tag::Prep
        && !spoken[..spoken.len() - 1].iter().any(|w| {
            matches!(w.tag, Tag::Wh | Tag::To)
                || w.text == "that"
                || matches!(
                    w.text.as_str(),
                    "something" | "anything" | "nothing" | "someone" | "somebody" | "everything" | "thing" | "things" | "people" | "person" | "one" | "way"
                )
        });
    // "you were strapped in": the preposition is part of the verb
    let stranded = stranded && !phrasal(&spoken[spoken.len() - 2].text, &last.text);
    // "somebody to talk to"
    let spoken_to = last.text == "to"
        && spoken.len() > 3
        && matches!(
            spoken[spoken.len() - 2].text.as_str(),
            "talk" | "speak" | "listen" | "turn" | "go" | "write" | "belong" | "relate"
        );
    // "you don't feel you need to": what to do was said before
    let spoken_to = spoken_to
        || last.text == "to"
            && spoken.len() > 4
            && !spoken.iter().any(|w| w.tag == Tag::Wh)
            && matches!(
                spoken[spoken.len() - 2].text.as_str(),
                "want" | "need" | "have" | "had" | "wanted" | "needed" | "able"
            );
    // "you pray it will"
    let hoped = last.tag == Tag::Modal
        && spoken.len() > 3
        && matches!(spoken[spoken.len() - 2].text.as_str(), "it" | "he" | "she" | "they" | "you")
        && spoken
            .iter()
            .any(|w| matches!(w.text.as_str(), "pray" | "praying" | "hope" | "hoping" | "think" | "doubt" | "wish" | "know"));
    let unfinished = (matches!(last.tag, Tag::Modal) && !hoped && !finished || last.tag == Tag::To) && !spoken_to
        || (matches!(last.tag, Tag::Do | Tag::Be | Tag::Have)
            && last.text != "done"
            && !spoken[..spoken.len() - 1]
                .iter()
                .any(|w| matches!(w.tag, Tag::Wh | Tag::Sub | Tag::To | Tag::Modal) || w.text == "than" || w.text == "as"));
    let little = spoken.len() > 2 && matches!(last.text.as_str(), "little" | "bit") && spoken[spoken.len() - 2].text == "a" && spoken.len() < 7;
    if (stranded || unfinished) && !last.relative || little {
        return Some(Refusal::Dangling);
    }
    if last.text == "that" && matches!(last.tag, Tag::Sub | Tag::Det) {
        return Some(Refusal::Dangling);
    }
    if matches!(
        lower(&first.text).as_str(),
        "of" | "than" | "is" | "are" | "was" | "has" | "'s" | "does" | "will" | "would" | "were"
    ) {
        return Some(Refusal::Headless);
    }
    for pair in spoken.windows(2) {
        let (a, b) = (pair[0].text.as_str(), pair[1].text.as_str());
        let wrong = match (a, b) {
            ("you" | "he" | "she" | "they" | "it", "not" | "so" | "very")
                if !spoken.iter().any(|w| {
                    matches!(
                        w.text.as_str(),
                        "made" | "make" | "makes" | "keep" | "keeps" | "drives" | "is" | "are" | "was" | "were"
                    )
                }) =>
            {
                true
            }
            ("you", "was" | "is" | "am" | "has" | "does" | "were't") => true,
            ("they" | "we", "was" | "is" | "has" | "does") => true,
            ("he" | "she" | "it", "are" | "am" | "have" | "do" | "were") => {
                !matches!((a, b), ("it", "have" | "do" | "are")) || !spoken.iter().any(|w| w.text == "make" || w.text == "let")
            }
            _ => false,
        };
        if wrong && !preceded(&spoken, a) {
            return Some(Refusal::Agreement);
        }
        let broken = (a == b && !matches!(a, "had" | "that" | "very" | "really" | "so" | "no" | "you" | "her" | "long" | "many" | "over"))
            || matches!(
                (a, b),
                (
                    "the" | "a" | "an" | "your",
                    "the" | "a" | "an" | "your" | "you" | "is" | "are" | "and" | "but" | "he" | "she" | "they"
                )
            )
            // "the ones you live with are kind": its noun stands before
            || !(pair[0].relative || wh || b != "is" && spoken.iter().any(|w| w.tag == Tag::To))
                && matches!((a, b), ("of" | "with" | "at" | "from", "and" | "but" | "or"))
            || matches!((a, b), ("and" | "but" | "or", "and" | "but" | "or"))
            || matches!(
                (a, b),
                (
                    "can" | "could" | "would" | "will" | "should",
                    "is" | "are" | "was" | "were" | "am" | "the" | "a" | "your"
                )
            );
        if broken {
            return Some(Refusal::Broken);
        }
    }
    // "she said no": an answer says something
    let answered = matches!(last.text.as_str(), "no" | "yes") && spoken.len() > 2 && spoken[spoken.len() - 2].text.starts_with("sa");
    // "you were so sad, and you were sad": the same said twice
    let said_of_you = |n: usize| {
        let before = &spoken[n.saturating_sub(4)..n];
        before.iter().any(|w| matches!(w.text.as_str(), "are" | "were")) && before.iter().any(|w| w.text.eq_ignore_ascii_case("you"))
    };
    let denied = spoken.iter().any(|w| w.tag == Tag::Not);
    let twice = !denied
        && spoken.iter().enumerate().any(|(n, w)| {
            let again = |(m, o): (usize, &&Said)| o.tag == Tag::Adj && o.text == w.text && said_of_you(m + n + 1);
            w.tag == Tag::Adj && said_of_you(n) && spoken[n + 1..].iter().enumerate().any(again)
        });
    // "you're not looking forward": to what
    let forward = last.text == "forward" && spoken.len() > 1 && spoken[spoken.len() - 2].text.starts_with("look");
    let remembers = spoken.len() == 2
        && matches!(
            last.text.as_str(),
            "remember" | "forget" | "forgot" | "remembered" | "hope" | "wish" | "guess" | "suppose" | "wonder"
        );
    if forward || remembers {
        return Some(Refusal::Dangling);
    }
    if twice && !own_voice {
        return Some(Refusal::Bare);
    }
    if !spoken.iter().any(|w| content(w)) && !answered && spoken.len() < 5 && !own_voice {
        return Some(Refusal::Bare);
    }
    None
}

/// Refuses what is no sentence; asked only of a reflection that is about to be said. A phrase given back is a fragment, and a row's own
/// words are read where the row is tested.
pub fn refuse_unread(proposal: &Proposal) -> Option<Refusal> {
    let fragment = proposal.kind == Kind::Repeat;
    let read = proposal.worded && !fragment || grammar::stands(&proposal.words, fragment);
    (!read).then_some(Refusal::NoSentence)
}

/// Whether a verb and the preposition behind it are one verb that needs no noun: "moved in", "get by".
fn phrasal(verb: &str, last: &str) -> bool {
    let verbs: &[&str] = match last {
        "in" => &[
            "strap", "lock", "move", "break", "give", "come", "go", "settle", "check", "log", "join", "cave", "butt", "step", "chime", "fit", "drop", "stay",
            "sleep", "barge", "kick",
        ],
        "on" => &["go", "move", "hang", "hold", "carry", "keep", "log", "drag"],
        "over" => &["come", "fall", "start", "boil", "stay", "be", "take"],
        "by" => &["stop", "pass", "come", "get", "go", "drop", "stand"],
        "through" => &["go", "come", "follow", "pull", "get", "break", "push", "muddle"],
        "around" => &["mess", "stick", "hang", "fool", "play", "walk", "ask", "sit", "kid", "goof"],
        "into" => &["break"],
        "along" => &["get", "go", "play", "come", "tag", "sing"],
        _ => return false,
    };
    crate::words::Form::of(&lower(verb)).is_some_and(|f| f.lemmas().any(|l| verbs.contains(&l.text())))
}

/// "part of you is", "what hurts you is": the pronoun before the verb is not its subject.
fn preceded(spoken: &[&Said], pronoun: &str) -> bool {
    spoken.windows(2).any(|w| {
        w[1].text == pronoun
            && matches!(
                w[0].tag,
                Tag::Prep | Tag::Base | Tag::Third | Tag::Past | Tag::Ing | Tag::Part | Tag::Adj | Tag::Noun
            )
    })
}

/// Whether a word carries something of its own.
pub fn content(word: &Said) -> bool {
    matches!(
        word.tag,
        Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Num | Tag::Adv
    ) && !matches!(
        word.text.as_str(),
        "get"
            | "gets"
            | "got"
            | "go"
            | "goes"
            | "went"
            | "thing"
            | "things"
            | "way"
            | "lot"
            | "just"
            | "really"
            | "very"
            | "too"
            | "still"
            | "so"
            | "then"
            | "know"
            | "think"
            | "said"
            | "say"
            | "there"
            | "here"
            | "one"
            | "much"
            | "again"
            | "mean"
            | "like"
    )
}
