//! The same words in another order, or joined otherwise.

use std::ops::Range;

use super::fewer::clause_within;
use crate::reflection::voice::Said;
use crate::words::Tag;

/// "A, and B" as "A; B": the joint was said too.
pub(super) fn part_clauses(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let joint = (run.start + 1..run.end.saturating_sub(2)).find(|at| {
        // ", and that I should rest", ", and to paint" join on to what stands before
        let clause = !matches!(words[at + 2].tag, Tag::Sub | Tag::To | Tag::Ing | Tag::Base | Tag::Part);
        words[*at].text == "," && words[at + 1].text == "and" && clause
    });
    match joint {
        Some(at) => {
            words[at].text = ";".into();
            words.remove(at + 1);
            true
        }
        None => false,
    }
}

/// "You think that he left" and "You think he left" say the same: whichever was not said.
pub(super) fn toggle_that(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let subject = |w: &Said| matches!(w.text.as_str(), "you" | "he" | "she" | "they" | "it" | "there");
    let inside = run.start + 1..run.end.saturating_sub(1);
    for at in inside.clone() {
        if words[at].text == "that"
            && subject(&words[at + 1])
            && matches!(
                words[at - 1].tag,
                Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing | Tag::Adj | Tag::Noun | Tag::Plural
            )
        {
            words.remove(at);
            return true;
        }
    }
    // "the things you do" as "the things that you do"; clauses that only ran on are apart by now
    for at in inside.clone() {
        // "last year you froze", "at work they go": what stands before the subject at the start is no object
        let starts = words[..at].iter().all(|w| {
            !matches!(
                w.tag,
                Tag::Base | Tag::Past | Tag::Third | Tag::Be | Tag::Have | Tag::Modal | Tag::Ing | Tag::Part
            )
        });
        let object = !starts
            && matches!(words[at].tag, Tag::Noun | Tag::Plural)
            && subject(&words[at + 1])
            && words[at + 1].text != "it"
            && words[at + 1].text != "there";
        if object
            && words
                .get(at + 2)
                .is_some_and(|w| matches!(w.tag, Tag::Base | Tag::Past | Tag::Third | Tag::Have | Tag::Be | Tag::Modal | Tag::Adv))
        {
            words.insert(at + 1, Said::new("that", Tag::Sub));
            return true;
        }
    }
    for at in inside {
        let takes = matches!(
            words[at].text.as_str(),
            "think"
                | "thought"
                | "know"
                | "knew"
                | "believe"
                | "feel"
                | "felt"
                | "realized"
                | "realised"
                | "said"
                | "says"
                | "sure"
                | "glad"
                | "hope"
                | "sad"
                | "happy"
                | "proud"
                | "excited"
                | "worried"
                | "scared"
                | "afraid"
                | "wish"
        );
        let told = matches!(words[at].text.as_str(), "you" | "him" | "her" | "them") && matches!(words[at - 1].text.as_str(), "told" | "tell" | "tells");
        // "she said it" has its object, "how proud they were" is one phrase
        let clause = words.get(at + 2).is_some_and(|w| {
            matches!(
                w.tag,
                Tag::Base | Tag::Past | Tag::Third | Tag::Have | Tag::Be | Tag::Do | Tag::Modal | Tag::Adv | Tag::Not
            )
        });
        let degree = words[..at].iter().rev().take(2).any(|w| w.text == "how" || w.text == "so");
        if (takes || told) && clause && !degree && subject(&words[at + 1]) && words[at].text != "wish" {
            words.insert(at + 1, Said::new("that", Tag::Sub));
            return true;
        }
    }
    false
}

/// "You finish a bottle in one night" as "In one night, you finish a bottle": a closing adverbial of time, place or occasion comes first in
/// the clause that parrots.
pub(super) fn adverbial_first(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let edge = |at: usize| words[at].tag == Tag::Edge;
    let mut start = (0..=run.start.min(words.len() - 1)).rev().find(|at| edge(*at)).map_or(0, |at| at + 1);
    let end = (run.start.max(start)..words.len()).find(|at| edge(*at)).unwrap_or(words.len());
    // "and" stays where it is, before what is said
    start += usize::from(start > 0 && words.get(start).is_some_and(|w| w.tag == Tag::Conj));
    if run.end < end || end < start + 5 || words[start..end].iter().any(|w| matches!(w.tag, Tag::Sub | Tag::Wh | Tag::Conj)) {
        return false;
    }
    // one adverbial comes first, not two
    let verb = |w: &Said| matches!(w.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Be | Tag::Have | Tag::Modal);
    let before = words[..start]
        .iter()
        .rev()
        .skip_while(|w| w.tag == Tag::Conj || w.tag == Tag::Edge)
        .take_while(|w| w.tag != Tag::Edge);
    if start > 0 && !before.clone().any(verb) {
        return false;
    }
    let clause = &words[start..end];
    let subject = matches!(
        clause[0].tag,
        Tag::Pron | Tag::PronSub | Tag::Poss | Tag::Det | Tag::Name | Tag::Noun | Tag::Plural | Tag::There
    );
    // "earlier today" is one time
    let timed = clause[..clause.len() - 1]
        .iter()
        .any(|w| matches!(w.text.as_str(), "earlier" | "late" | "early" | "later" | "only" | "just"));
    // "you haven't seen them in a while": how long belongs to the denial
    let denied = clause.iter().any(|w| w.tag == Tag::Not) && clause.iter().any(|w| matches!(w.text.as_str(), "in" | "for" | "since"));
    if !subject || timed || denied || clause.iter().filter(|w| verb(w)).count() > 2 {
        return false;
    }
    let Some(at) = (clause.len().saturating_sub(5)..clause.len())
        .find(|at| adverbial(&clause[*at..]))
        .filter(|at| *at >= 3 && closed(&clause[..*at], &clause[*at]))
    else {
        return false;
    };
    let mut adverbial: Vec<Said> = words.drain(start + at..end).collect();
    adverbial.push(Said::plain(","));
    words.splice(start..start, adverbial);
    true
}

/// Whether a phrase says when, where or on what occasion: "last week", "at work", "for the exam".
fn adverbial(phrase: &[Said]) -> bool {
    let within = |w: &Said, classes: &[&str]| {
        let form = crate::words::Form::of(&w.text).filter(|_| matches!(w.tag, Tag::Noun | Tag::Plural));
        form.is_some_and(|f| classes.iter().any(|c| crate::words::Classes::named(c).is_some_and(|c| f.classes().meets(c))))
    };
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else {
        return false;
    };
    if phrase.len() == 1 {
        return matches!(first.text.as_str(), "yesterday" | "today" | "tonight" | "tomorrow" | "recently" | "nowadays");
    }
    let time = last.text == "times" || within(last, &["time", "weekday_month"]);
    // "for this for three years" is no one adverbial
    let one = phrase[1..].iter().all(|w| w.tag != Tag::Prep || w.text == "of")
        && phrase.iter().filter(|w| matches!(w.tag, Tag::Noun | Tag::Plural)).count() == 1
        && phrase.iter().all(|w| !matches!(w.tag, Tag::Base | Tag::Past | Tag::Third | Tag::Ing | Tag::To));
    let opens = match first.text.as_str() {
        "in" | "on" | "for" | "after" | "before" | "since" | "over" | "every" | "last" | "this" | "these" | "next" | "by" if time => true,
        "at" | "in" => time || within(last, &["place", "home", "school", "work_place", "event", "good_event", "bad_event"]),
        "for" => within(last, &["school", "event", "good_event", "bad_event"]),
        "during" => true,
        _ => false,
    };
    opens && one
}

/// Whether what stands before an adverbial can do without it: "you live | in a town", "you put it | in the hall" can not.
fn closed(clause: &[Said], next: &Said) -> bool {
    let needs = |w: &Said| {
        let lemma = super::form(w).map(|(lemma, _)| lemma);
        lemma.is_some_and(|lemma| {
            matches!(
                lemma.text(),
                "live" | "stay" | "put" | "keep" | "go" | "come" | "get" | "end" | "be" | "arrive" | "look" | "leave"
            )
        })
    };
    let be = clause.iter().any(|w| w.tag == Tag::Be) && clause.iter().all(|w| !matches!(w.tag, Tag::Ing | Tag::Part | Tag::Adj));
    let bare = next.tag != Tag::Prep
        || clause
            .last()
            .is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Plural | Tag::PronObj | Tag::Pron | Tag::Adv | Tag::Name));
    let place = next.tag == Tag::Prep && matches!(next.text.as_str(), "in" | "at" | "on");
    !(place && (be || clause.iter().any(needs))) && bare
}

/// "You get anxious when people stare" as "when people stare, you get anxious", and a reason before what follows from it.
pub(super) fn adjunct_first(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    const FRAMES: [&str; 8] = ["when", "whenever", "if", "after", "before", "once", "since", "because"];
    let end = words.iter().rposition(|w| w.tag != Tag::Edge).map_or(0, |e| e + 1);
    let Some(at) = words[..end]
        .iter()
        .skip(1)
        .position(|w| matches!(w.tag, Tag::Sub | Tag::Wh | Tag::Edge))
        .map(|n| n + 1)
    else {
        return false;
    };
    let (main, adjunct) = (&words[..at], &words[at + 1..end]);
    let crosses = run.start < at && at + 1 < run.end;
    let frames = words[at].tag == Tag::Sub && FRAMES.contains(&words[at].text.as_str());
    if !crosses || !frames || main.len() < 3 || adjunct.len() < 2 || clause_within(main) || matches!(words[0].tag, Tag::Edge | Tag::Sub | Tag::Conj | Tag::Wh) {
        return false;
    }
    let finite = |w: &Said| matches!(w.tag, Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Third | Tag::Past | Tag::Base);
    let asks_or_limits = matches!(
        words[at - 1].text.as_str(),
        "know"
            | "knows"
            | "knew"
            | "see"
            | "wonder"
            | "ask"
            | "asks"
            | "asked"
            | "tell"
            | "told"
            | "remember"
            | "decide"
            | "assume"
            | "think"
            | "thought"
            | "believe"
            | "sure"
            | "care"
            | "mind"
            | "even"
            | "only"
            | "just"
            | "except"
            | "especially"
            | "right"
            | "long"
            | "soon"
            | "ever"
            | "not"
            | "as"
            | "like"
            | "than"
            | "you"
            | "mostly"
            | "partly"
    );
    // "since your first year there, as you can": no clause of its own
    if words[at].text == "since" && adjunct.iter().any(|w| matches!(w.tag, Tag::Sub | Tag::Wh)) {
        return false;
    }
    let subject = matches!(
        adjunct[0].tag,
        Tag::PronSub | Tag::Pron | Tag::Poss | Tag::Det | Tag::Noun | Tag::Plural | Tag::Name | Tag::There
    );
    if asks_or_limits || !subject || !adjunct[1..].iter().any(finite) || !main[1..].iter().any(finite) || adjunct.iter().any(|w| w.tag == Tag::Edge) {
        return false;
    }
    // "you told your brother when he came home": who "he" is has to be said first
    let refers = adjunct
        .iter()
        .any(|w| matches!(w.text.as_str(), "he" | "she" | "they" | "it" | "him" | "her" | "them" | "his" | "their" | "its"));
    if refers && main.iter().any(|w| matches!(w.tag, Tag::Noun | Tag::Plural | Tag::Name)) {
        return false;
    }
    let reason = words[at].text == "because";
    // "you did not leave because you were angry" can be meant both ways
    if reason && main.windows(2).any(|w| w[0].text == "did" && w[1].text == "not") {
        return false;
    }
    let mut turned: Vec<Said> = words[at + usize::from(reason)..end].to_vec();
    turned.push(Said::plain(","));
    if reason {
        turned.push(Said::new("so", Tag::Conj));
    }
    turned.extend_from_slice(&words[..at]);
    turned.extend_from_slice(&words[end..]);
    *words = turned;
    true
}

/// Two of a kind stand in either order: "sad and lonely" as "lonely and sad", "your mom and your dad" as "your dad and your mom".
pub(super) fn pair_turned(words: &mut [Said], run: Range<usize>) -> bool {
    let kind = |w: &Said| match w.tag {
        Tag::Noun | Tag::Plural => Some(Tag::Noun),
        Tag::Adj => Some(Tag::Adj),
        _ => None,
    };
    let place = (run.start + 1..run.end.saturating_sub(1)).find_map(|and| {
        let (first, second) = (words.get(and - 1)?, words.get(and + 1)?);
        if words[and].text != "and" || kind(first).is_none() {
            return None;
        }
        // "your mom and your dad": each with its own word before it
        let own = |w: &Said| matches!(w.tag, Tag::Poss | Tag::Det);
        let (width, last) = if own(second) && and > 1 && own(&words[and - 2]) {
            (2, words.get(and + 2)?)
        } else {
            (1, second)
        };
        let alike = kind(first) == kind(last) && !fixed(&first.text, &last.text);
        let before = (and > width).then(|| &words[and - width - 1]);
        let behind = words.get(and + width + 1);
        // "new job and house": what stands before or behind one alone belongs to it
        let apart = match kind(first)? {
            Tag::Adj => {
                before.is_some_and(|w| {
                    matches!(
                        w.tag,
                        Tag::Be | Tag::Past | Tag::Base | Tag::Third | Tag::Ing | Tag::PronObj | Tag::Part | Tag::Adv
                    )
                }) && behind.is_none_or(|w| matches!(w.tag, Tag::Edge | Tag::Sub | Tag::Wh))
            }
            _ if width == 2 => behind.is_none_or(|w| {
                !matches!(
                    w.tag,
                    Tag::Noun | Tag::Plural | Tag::PossS | Tag::Prep | Tag::Sub | Tag::Wh | Tag::Conj | Tag::PronSub
                )
            }),
            _ => {
                before.is_none_or(|w| matches!(w.tag, Tag::Poss | Tag::Prep | Tag::Edge | Tag::Base | Tag::Third | Tag::Past | Tag::Ing))
                    && behind.is_none_or(|w| matches!(w.tag, Tag::Edge | Tag::Be | Tag::Have | Tag::Do | Tag::Modal))
            }
        };
        // "sad and so tired", "tired and, …"
        let coloured = kind(first) == Some(Tag::Adj)
            && before.is_some_and(|w| w.tag == Tag::Adv && !matches!(w.text.as_str(), "really" | "very" | "so" | "just" | "always"));
        (alike && apart && !coloured).then_some((and, width))
    });
    let Some((and, width)) = place else { return false };
    for n in 0..width {
        words.swap(and - width + n, and + 1 + n);
    }
    true
}

/// Pairs that have their order: "sick and tired".
fn fixed(first: &str, second: &str) -> bool {
    const PAIRS: &str = "sick and tired|nice and warm|safe and sound|peace and quiet|ups and downs|pros and cons|bread and butter|mac and cheese|arts and crafts|trial and error|life and death|fish and chips|salt and pepper|rock and roll|husband and wife|body and soul|ladies and gentlemen|black and white|wear and tear|odds and ends|bits and pieces|alive and well|healthy and happy|lost and found|hopes and dreams|gas and electricity|food and drink|thoughts and prayers|clean and sober|young and old|right and wrong|good and bad|day and night|time and effort|room and board|rest and relaxation";
    first == second || matches!(first, "nice" | "good") || PAIRS.split('|').any(|pair| pair.split_once(" and ") == Some((first, second)))
}

/// "You threw away the letters" as "you threw the letters away".
pub(super) fn particle_behind(words: &mut [Said], run: Range<usize>) -> bool {
    let place = (run.start..run.end.saturating_sub(2)).find_map(|at| {
        let (verb, particle) = (super::form(&words[at])?.0, words.get(at + 1)?);
        let lets = SEPARABLE.iter().any(|(p, verbs)| *p == particle.text && verbs.contains(&verb.text()));
        let object = at + 2;
        let opens = words.get(object).is_some_and(|w| matches!(w.tag, Tag::Poss | Tag::Det));
        let end = (object + 1..words.len().min(object + 4)).find(|n| matches!(words[*n].tag, Tag::Noun | Tag::Plural))?;
        let modified = words[object + 1..end].iter().all(|w| matches!(w.tag, Tag::Adj | Tag::Num));
        let behind = words.get(end + 1);
        let closed = behind.is_none_or(|w| matches!(w.tag, Tag::Edge | Tag::Conj | Tag::Prep) && w.text != "of" && w.text != "from" && w.text != "for");
        (lets && opens && modified && closed).then_some((at + 1, end))
    });
    let Some((particle, end)) = place else { return false };
    words[particle..=end].rotate_left(1);
    true
}

/// Verbs whose object may come between them and their particle.
const SEPARABLE: [(&str, &[&str]); 9] = [
    (
        "up",
        &[
            "pick", "bring", "clean", "give", "hang", "look", "make", "mess", "set", "wake", "wrap", "tear", "cut", "screw", "pack", "split", "save",
        ],
    ),
    ("away", &["throw", "give", "put", "take", "push", "send", "lock"]),
    (
        "out",
        &[
            "throw", "kick", "leave", "figure", "sort", "work", "take", "fill", "help", "cut", "check", "point", "try", "ask",
        ],
    ),
    ("off", &["drop", "take", "turn", "call", "put", "pay", "cut", "show", "shut"]),
    ("down", &["put", "turn", "write", "let", "break", "knock", "shut", "calm", "tear", "cut"]),
    ("back", &["take", "bring", "give", "pay", "call", "send", "get", "hold", "win", "push"]),
    ("on", &["put", "turn", "try", "take"]),
    ("in", &["hand", "turn", "bring", "take"]),
    ("over", &["knock", "hand", "take"]),
];

/// "Today, you baked a pie" as "you baked a pie today": a short opening adverbial of time closes the clause.
pub(super) fn adverb_last(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    const TIMES: [&str; 6] = ["today", "yesterday", "tonight", "tomorrow", "recently", "lately"];
    let opens = |at: usize| at == 0 || words[at - 1].tag == Tag::Edge;
    let Some(at) = (run.start..run.end.min(words.len())).find(|at| opens(*at) && TIMES.contains(&words[*at].text.to_lowercase().as_str())) else {
        return false;
    };
    let comma = usize::from(words.get(at + 1).is_some_and(|w| w.text == ","));
    let start = at + 1 + comma;
    let end = (start..words.len()).find(|n| words[*n].tag == Tag::Edge).unwrap_or(words.len());
    let clause = &words[start..end];
    let subject = clause.first().is_some_and(|w| matches!(w.tag, Tag::Pron | Tag::PronSub | Tag::Poss));
    let plain = !clause
        .iter()
        .any(|w| matches!(w.tag, Tag::Sub | Tag::Wh | Tag::Conj | Tag::To) || TIMES.contains(&w.text.as_str()));
    if !subject || !plain || clause.len() < 3 || clause.len() > 9 {
        return false;
    }
    let mut time = words[at].clone();
    time.text = time.text.to_lowercase().as_str().into();
    words.insert(end, time);
    words.drain(at..start);
    true
}
