//! Where a clause can stop: before what it can do without.

use crate::statement::Token;
use crate::understanding::{Link, Parsed};
use crate::words::{Classes, Tag};

/// What is lost where a clause stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// Only when or where it was, or how it is told.
    Freely,
    /// Where it was or where it came from, behind an object that is whole.
    Partly,
    /// A piece of what is said: one of two things, with whom, about what. Said only where the whole can not be.
    IfMust,
}

/// What the clause loses where it stops before `full[at]`; `None` where it can not stop there.
pub(super) fn stop(tokens: &[Token], parsed: &Parsed, full: &[usize], at: usize) -> Option<Stop> {
    let last = &tokens[full[at - 1]];
    // what is thought, said or feared is never left out, nor its second half
    let told = |i: &usize| {
        parsed
            .clause_at(*i)
            .map(|c| &parsed.clauses[c])
            .is_some_and(|c| c.link == Link::Complement && c.range.start == *i)
    };
    let pause = full[at..].iter().take_while(|i| !told(i)).any(|i| tokens[*i].is_mark());
    let joined = |i: &usize| {
        full[at..]
            .iter()
            .rev()
            .find(|b| *b < i && !tokens[**b].is("that"))
            .is_some_and(|b| tokens[*b].tag == Tag::Conj)
    };
    let inner = full[at..].iter().find(|i| told(i));
    let begins = full[at..].iter().find(|i| !tokens[**i].is_mark()).is_some_and(told);
    if begins || inner.is_some_and(|i| !(pause || last.is_mark()) || joined(i)) {
        return None;
    }
    let clause = parsed.clause_at(full[at - 1]).map(|c| &parsed.clauses[c]);
    let verb = clause.and_then(|c| c.verb.as_ref());
    if !last.is_mark() && complete_end(last) && sets_scene(tokens, &full[at..]) && verb.is_some_and(|v| !v.negated && holds_alone(tokens, v.head, full, at)) {
        return Some(Stop::Freely);
    }
    let setting = tokens[full[at]].tag == Tag::Prep
        && tokens[full[at]].is_any(&[
            "in", "at", "on", "from", "near", "by", "around", "through", "outside", "inside", "behind", "across", "during", "off", "after", "before",
        ]);
    let object =
        matches!(last.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::PronObj) && verb.is_some_and(|v| tokens[v.head].tag != Tag::Be && v.range.end < full[at]);
    can_stop(tokens, parsed, full, at).then_some(if setting && object && goes_no_further(tokens, &full[at..]) {
        Stop::Partly
    } else {
        Stop::IfMust
    })
}

/// Whether a tail says no more than when or where it was: "last night", "at school on Monday", "yesterday". How long, how often and until
/// when is part of what is said.
fn sets_scene(tokens: &[Token], tail: &[usize]) -> bool {
    const WHEN: [&str; 8] = ["yesterday", "today", "tonight", "tomorrow", "recently", "lately", "nowadays", "currently"];
    let Some(first) = tail.first().map(|i| &tokens[*i]) else { return true };
    if first.is_any(&WHEN) {
        return sets_scene(tokens, &tail[1..]);
    }
    let (when, place) = (Classes::when(), Classes::where_at());
    let within = |t: &Token, classes: Classes| matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Name) && t.form.is_some_and(|f| f.classes().meets(classes));
    let inside = |t: &Token| {
        matches!(
            t.tag,
            Tag::Det | Tag::Poss | Tag::Adj | Tag::Num | Tag::Noun | Tag::Plural | Tag::Name | Tag::Ing | Tag::PossS
        )
    };
    let phrase = 1 + tail[1..].iter().take_while(|i| inside(&tokens[**i])).count();
    let head = &tokens[tail[phrase - 1]];
    let placed = phrase > 1 && phrase <= 5;
    let next = tail.get(phrase).map(|i| &tokens[*i]);
    let said = match first.tag {
        // "at times", "in time": how often, and how late
        Tag::Prep if placed && within(head, when) && !head.is_any(&["time", "times"]) => first.is_any(&["in", "on", "at", "during", "over", "around"]),
        Tag::Prep if placed && within(head, place) => first.is_any(&["in", "at", "on", "from", "near", "outside"]),
        Tag::Det | Tag::Adj if within(head, when) && phrase <= 4 => first.is_any(&["last", "this"]) || first.is("the") && tokens[tail[1]].is("other"),
        Tag::Det | Tag::Num | Tag::Adj if next.is_some_and(|t| t.is("ago")) && within(head, when) => {
            return sets_scene(tokens, &tail[phrase + 1..]);
        }
        _ => false,
    };
    // "at work more often", "in the house I grew up in": it goes on
    said && sets_scene(tokens, &tail[phrase..])
}

/// Whether a tail is one phrase and no more: "from the shop", not "from the shop that he owns and …".
fn goes_no_further(tokens: &[Token], tail: &[usize]) -> bool {
    tail.len() <= 6
        && tail[1..].iter().all(|i| {
            matches!(
                tokens[*i].tag,
                Tag::Det | Tag::Poss | Tag::Adj | Tag::Num | Tag::Noun | Tag::Plural | Tag::Name | Tag::PossS | Tag::Prep
            )
        })
}

/// Whether what a verb says is whole without a place or time behind `full[at - 1]`: "I live | in a town" is not.
fn holds_alone(tokens: &[Token], head: usize, full: &[usize], at: usize) -> bool {
    let needs = matches!(
        tokens[head].lemma_text(),
        "be" | "have"
            | "live"
            | "stay"
            | "put"
            | "keep"
            | "go"
            | "come"
            | "get"
            | "end"
            | "arrive"
            | "look"
            | "leave"
            | "work"
            | "sit"
            | "stand"
            | "lie"
            | "sleep"
            | "move"
            | "need"
            | "want"
            | "find"
            | "start"
            | "begin"
            | "finish"
            | "graduate"
            | "place"
            | "drop"
            | "throw"
            | "hang"
            | "spend"
            | "meet"
            | "book"
            | "schedule"
            | "plan"
            | "do"
            | "happen"
    );
    let timed = !matches!(tokens[full[at]].tag, Tag::Prep) || tokens[full[at]].is("during");
    let limited = full[..at]
        .iter()
        .any(|i| tokens[*i].is_any(&["only", "just", "even", "never", "not", "no", "always", "first", "any"]));
    let whole = full[at - 1] > head + 1 || timed && full[at - 1] > head;
    whole && !limited && (!needs || timed && at > 4)
}

/// Whether the clause can stop before `full[at]` at all: a phrase begins there, and what is before it needs nothing more.
fn can_stop(tokens: &[Token], parsed: &Parsed, full: &[usize], at: usize) -> bool {
    let i = full[at];
    let next = &tokens[i];
    let last = &tokens[full[at - 1]];
    if last.is_mark() && full.len() > at + 1 {
        let before = &tokens[full[at - 2]];
        // "my mum is ill and my brother, who …": there is more to say of the second
        let nominal = |i: &&usize| matches!(tokens[**i].tag, Tag::Det | Tag::Poss | Tag::Adj | Tag::Noun | Tag::Plural | Tag::Name);
        let named = full[..at - 1].iter().rev().take_while(nominal).count();
        if named > 0 && named < 4 && at > named + 1 && tokens[full[at - 2 - named]].is("and") {
            return false;
        }
        return at > 1 && complete_end(before) && !vague(before) && !list_goes_on(tokens, full, at) && !takes_back(next);
    }
    if !complete_end(last) || takes_back(next) {
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
    // "put effort in", "someone to talk to": what has nothing behind it belongs to the verb
    let alone = full
        .get(at + 1)
        .is_none_or(|n| tokens[*n].is_mark() || matches!(tokens[*n].tag, Tag::Conj | Tag::Sub | Tag::Wh | Tag::PronSub | Tag::Prep | Tag::To));
    let broken_off = parsed.clause_at(full[at - 1]).is_some_and(|c| parsed.clauses[c].cut) && at + 1 == full.len();
    if matches!(next.tag, Tag::Prep | Tag::Adv | Tag::To) && next.is_any(&PARTICLES) && alone && !broken_off {
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
                | "take"
                | "trust"
                | "treat"
                | "compare"
                | "remind"
                | "blame"
                | "turn"
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
    let noun = matches!(last.tag, Tag::Noun | Tag::Plural | Tag::Name);
    match next.tag {
        // "it's my lip that is sore": which it is, is what is said
        _ if inner.is_some_and(|c| c.link == Link::Relative) => {
            let cleft = clause.is_some_and(|c| {
                c.subject
                    .clone()
                    .is_some_and(|s| s.len() == 1 && tokens[s.start].is_any(&["it", "that", "this", "there"]))
            });
            noun && !vague(last) && !cleft && known(tokens, full, at)
        }
        _ if inner.is_some() => false,
        // "friends with him", "new to it": what is said of somebody goes on
        Tag::Prep if broken_off && full.len() == at + 1 => noun,
        Tag::Prep if next.is_any(&["with", "to"]) && head.is_some_and(|h| tokens[h].tag == Tag::Be) => false,
        Tag::Prep => (noun || last.tag == Tag::PronObj) && !next.is_any(&["of", "than", "like", "as"]) && !vague(last),
        // "tea or coffee": which of them it is, is open
        Tag::Conj if next.is_any(&["or", "nor"]) => full.get(at + 1).is_some_and(|n| tokens[*n].tag == Tag::Not),
        // "between my mum and my dad"
        Tag::Conj => {
            (noun || matches!(last.tag, Tag::Adj | Tag::Adv | Tag::PronObj))
                && !full[..at].iter().rev().take(6).any(|i| tokens[*i].is_any(&["between", "both", "either"]))
        }
        _ => false,
    }
}

/// Words that make one verb with the verb before them where no noun follows.
const PARTICLES: [&str; 20] = [
    "in", "on", "up", "down", "out", "off", "over", "away", "back", "around", "through", "along", "apart", "by", "together", "for", "with", "to", "about", "at",
];

/// Whether a phrase takes back or limits what stands before it.
fn takes_back(next: &Token) -> bool {
    next.tag == Tag::Not
        || next.is_any(&[
            "without", "unless", "except", "until", "till", "despite", "instead", "rather", "unlike", "only", "even", "never", "but", "if",
        ])
}

/// Whether the noun before a relative clause is known without it: "my sister, …", "Lena, who …"; "the friends I made" are not.
fn known(tokens: &[Token], full: &[usize], at: usize) -> bool {
    let opener = full[..at]
        .iter()
        .rev()
        .map(|i| &tokens[*i])
        .find(|t| !matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Adj | Tag::Num | Tag::PossS));
    tokens[full[at - 1]].tag == Tag::Name || opener.is_some_and(|t| t.tag == Tag::Poss || t.is_any(&["a", "an"]))
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
        "sign",
        "signal",
        "relation",
        "faith",
        "trust",
        "interest",
        "role",
        "difference",
        "access",
        "effect",
        "impact",
        "relationship",
        "need",
        "word",
        "words",
        "best",
        "advantage",
        "fun",
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
