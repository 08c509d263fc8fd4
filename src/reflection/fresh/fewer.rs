//! The same in fewer words: what colours the speaking goes, a denial is drawn together, a subject is said once.

use std::ops::Range;

use crate::reflection::voice::Said;
use crate::words::{Form, Tag};

/// A word that colours the speaking may go.
pub(super) fn lighten(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let light = (run.start + 1..run.end.saturating_sub(1)).find(|at| {
        let (before, next) = (&words[at - 1], &words[at + 1]);
        let idle = match words[*at].text.as_str() {
            // "just as", "just enough", "just one"; "just broke" is lately
            "just" => matches!(next.tag, Tag::Base | Tag::Third | Tag::Ing | Tag::Not | Tag::Be | Tag::Have | Tag::Do | Tag::To),
            "actually" | "already" => true,
            _ => false,
        };
        idle && before.text != "not" && before.text != "all"
    });
    match light {
        Some(at) => {
            words.remove(at);
            true
        }
        None => false,
    }
}

/// What is said, whether it parrots or not, without the "do" that only stresses it: "you do enjoy it" as "you enjoy it".
pub fn plainly(words: &mut Vec<Said>) {
    let opens = |words: &[Said], at: usize| at == 0 || words[at - 1].tag == Tag::Edge || matches!(words[at - 1].tag, Tag::Conj | Tag::Sub);
    let mut at = 1;
    while at + 1 < words.len() {
        let coloured = usize::from(words[at - 1].tag == Tag::Adv && at > 1);
        let subject = &words[at - 1 - coloured];
        let stressed = words[at].tag == Tag::Do && matches!(subject.tag, Tag::Pron | Tag::PronSub) && opens(words, at - 1 - coloured);
        if stressed && matches!(words[at + 1].tag, Tag::Base | Tag::Have) && finite(words, at, at + 1) {
            words.remove(at);
        }
        at += 1;
    }
}

/// Gives the verb at `verb` the tense and person of the "do" at `auxiliary`. False where it has no such form.
fn finite(words: &mut [Said], auxiliary: usize, verb: usize) -> bool {
    let forms = match words[verb].text.as_str() {
        "have" => Some(("has", "had")),
        base => Form::of(base).and_then(Form::verb_forms).map(|forms| (forms.third, forms.past)),
    };
    let Some((third, past)) = forms else { return false };
    let have = words[verb].text == "have";
    let (text, tag) = match words[auxiliary].text.as_str() {
        "do" => return true,
        "does" => (third, Tag::Third),
        "did" => (past, Tag::Past),
        _ => return false,
    };
    words[verb].text = text.into();
    words[verb].tag = if have { Tag::Have } else { tag };
    true
}

/// "Does not really talk about it" as "hardly talks about it"; what one does not really think, one does not think.
pub(super) fn hardly(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let place = (run.start..run.end.saturating_sub(3))
        .find(|at| words[*at].tag == Tag::Do && words[at + 1].text == "not" && words[at + 2].text == "really" && words[at + 3].tag == Tag::Base);
    let Some(at) = place else { return false };
    if matches!(
        words[at + 3].text.as_str(),
        "think" | "want" | "feel" | "like" | "believe" | "mean" | "need" | "care" | "realize" | "realise" | "expect" | "plan" | "mind" | "seem"
    ) {
        words.remove(at + 2);
        return true;
    }
    if !finite(words, at, at + 3) {
        return false;
    }
    words.splice(at..at + 3, [Said::new("hardly", Tag::Adv)]);
    true
}

/// "Does not call you anymore" as "no longer calls you".
pub(super) fn no_longer(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let place = (run.start..run.end.saturating_sub(2)).find(|at| words[at + 1].text == "not" && matches!(words[*at].tag, Tag::Do | Tag::Be | Tag::Modal));
    let Some(at) = place else { return false };
    let ends = |w: &Said| matches!(w.tag, Tag::Edge | Tag::Sub | Tag::PronSub | Tag::Wh) || w.text == "and" || w.text == "but";
    let reach = words[at + 2..].iter().position(ends).map_or(words.len(), |n| at + 2 + n);
    let Some(more) = (at + 3..reach).find(|n| words[*n].text == "anymore" || words[*n].text == "any" && words.get(n + 1).is_some_and(|w| w.text == "more"))
    else {
        return false;
    };
    let last = more + if words[more].text == "any" { 2 } else { 1 };
    // "any more money" is how much
    if words[last..reach].iter().any(|w| matches!(w.tag, Tag::Noun | Tag::Plural)) {
        return false;
    }
    let never = [Said::new("no", Tag::Adv), Said::new("longer", Tag::Adv)];
    if words[at].tag == Tag::Do {
        if !matches!(words[at + 2].tag, Tag::Base | Tag::Have) || !finite(words, at, at + 2) {
            return false;
        }
        words.drain(more..last);
        words.splice(at..at + 2, never);
    } else {
        words.drain(more..last);
        words.splice(at + 1..at + 2, never);
    }
    true
}

/// "Has not told him yet" as "has yet to tell him".
pub(super) fn yet_to(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let place = (run.start..run.end.saturating_sub(2))
        .find(|at| matches!(words[*at].text.as_str(), "have" | "has") && words[at + 1].text == "not" && words[at + 2].tag == Tag::Part);
    let Some(at) = place else { return false };
    let Some(yet) = (at + 3..run.end).find(|n| words[*n].text == "yet" && words.get(n + 1).is_none_or(|w| w.tag == Tag::Edge)) else {
        return false;
    };
    let lemma = match words[at + 2].text.as_str() {
        "been" => Some("be"),
        "had" => Some("have"),
        "done" => Some("do"),
        part => Form::of(part).and_then(|f| f.readings().find(|r| r.tag == Tag::Part)).map(|r| r.lemma.text()),
    };
    let Some(lemma) = lemma else { return false };
    words[at].auxiliary = false;
    words[at + 2] = Said::new(lemma, Tag::Base);
    words.remove(yet);
    words.splice(at + 1..at + 2, [Said::new("yet", Tag::Adv), Said::new("to", Tag::To)]);
    true
}

/// "Everything that is going on" as "everything going on".
pub(super) fn without_relative(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let place = (run.start + 1..run.end.saturating_sub(3)).find(|at| {
        matches!(words[*at].text.as_str(), "that" | "who" | "which")
            && matches!(words[at + 1].text.as_str(), "is" | "are")
            && words[at + 2].tag == Tag::Ing
            && (matches!(words[at - 1].tag, Tag::Noun | Tag::Plural)
                || matches!(words[at - 1].text.as_str(), "everything" | "something" | "anything" | "someone"))
    });
    match place {
        Some(at) => {
            words.drain(at..at + 2);
            true
        }
        None => false,
    }
}

/// "You fell asleep while you were driving" as "you fell asleep while driving": one who does both is named once.
pub(super) fn without_second_subject(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let Some(subject) = words
        .first()
        .filter(|w| matches!(w.text.as_str(), "you" | "he" | "she" | "they"))
        .map(|w| w.text.clone())
    else {
        return false;
    };
    let place = (run.start.max(2)..run.end.min(words.len().saturating_sub(3))).find(|at| {
        let w = &words[*at..];
        matches!(w[0].text.as_str(), "while" | "when" | "whenever") && w[1].text == subject && w[2].tag == Tag::Be && w[3].tag == Tag::Ing
    });
    // another who is named between them could be meant
    let one = |at: usize| subject == "you" || !words[1..at].iter().any(|w| matches!(w.tag, Tag::Noun | Tag::Name | Tag::PronObj));
    match place.filter(|at| one(*at) && !words[1..*at].iter().any(|w| w.tag == Tag::Edge)) {
        Some(at) => {
            words.drain(at + 1..at + 3);
            true
        }
        None => false,
    }
}

/// "The death of your dad" as "your dad's death".
pub(super) fn possessor_first(words: &mut Vec<Said>, run: Range<usize>) -> bool {
    let kin = crate::words::Classes::named("kin").unwrap_or_default();
    let theirs = |w: &Said| {
        matches!(
            w.text.as_str(),
            "death"
                | "passing"
                | "birth"
                | "illness"
                | "sickness"
                | "funeral"
                | "wedding"
                | "divorce"
                | "birthday"
                | "behavior"
                | "behaviour"
                | "house"
                | "home"
                | "health"
                | "opinion"
                | "reaction"
                | "absence"
                | "anger"
                | "drinking"
        )
    };
    let place = (run.start..run.end.saturating_sub(4)).find(|at| {
        let w = &words[*at..];
        w[0].text == "the"
            && theirs(&w[1])
            && w[2].text == "of"
            && w[3].tag == Tag::Poss
            && w[4].tag == Tag::Noun
            && Form::of(&w[4].text).is_some_and(|f| f.classes().meets(kin))
            && w.get(5).is_none_or(|next| next.text != "and" && !matches!(next.tag, Tag::Noun | Tag::PossS))
    });
    let Some(at) = place else { return false };
    let thing = words[at + 1].clone();
    words.insert(at + 5, Said::new("'s", Tag::PossS));
    words.insert(at + 6, thing);
    words.drain(at..at + 3);
    true
}

/// Whether another clause begins among these words of a clause.
pub(super) fn clause_within(words: &[Said]) -> bool {
    let verb = |w: &Said| matches!(w.tag, Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Third | Tag::Past | Tag::Base);
    let subject = |w: &Said| matches!(w.tag, Tag::PronSub | Tag::Pron | Tag::PronObj | Tag::Noun | Tag::Plural | Tag::Name);
    words.iter().skip(1).any(|w| matches!(w.tag, Tag::Sub | Tag::Wh | Tag::PronSub | Tag::There))
        || words.windows(2).skip(1).any(|w| subject(&w[0]) && verb(&w[1]))
}

/// "You failed the test, and you lost your place" as "You failed the test and lost your place": one who does two things is named once.
pub fn subject_once(words: &mut Vec<Said>) {
    let end = words.iter().rposition(|w| w.tag != Tag::Edge).map_or(0, |e| e + 1);
    let Some(comma) = words[..end].iter().position(|w| w.tag == Tag::Edge) else {
        return;
    };
    let (first, second) = (&words[..comma], &words[comma + 1..end]);
    let Some(named) = named_twice(first, second).filter(|named| second.len() > named + 2) else {
        return;
    };
    if words[comma].text != "," || second.iter().any(|w| w.tag == Tag::Edge) || first.len() > 12 || clause_within(&first[named - 1..]) {
        return;
    }
    let (first, second) = (&first[named - 1..], &second[named - 1..]);
    let verb = &second[2..];
    // "you do not sleep and drink" would deny the drinking too
    let governs = first
        .iter()
        .any(|w| matches!(w.tag, Tag::Do | Tag::Modal | Tag::To | Tag::Not | Tag::Ing | Tag::Base) && !(w.tag == Tag::Base && w.text == first[1].text));
    // "you are sad and wanted to win": one time for both
    let past = |words: &[Said]| {
        words
            .iter()
            .any(|w| w.tag == Tag::Past || matches!(w.text.as_str(), "was" | "were" | "had" | "did" | "would" | "could"))
    };
    if past(first) != past(&verb[..1]) || first[1..] == *verb {
        return;
    }
    // "you are tired and you are scared": one "are" is enough; beside another verb it stays with its subject
    let same = verb[0].tag == Tag::Be && first[1].text == verb[0].text && first.len() < 7 && first.get(2).map(|w| w.tag) == Some(verb[1].tag);
    let is = |w: &Said| matches!(w.text.as_str(), "are" | "is" | "am");
    let starts = match verb[0].tag {
        Tag::Be | Tag::Modal | Tag::Past | Tag::Third => true,
        Tag::Have | Tag::Base => !governs || verb[1].tag == Tag::Not,
        _ => false,
    };
    if !same && (!starts || is(&first[1]) || is(&verb[0]) || first[1].auxiliary && first[1].tag != verb[0].tag) {
        return;
    }
    let drop = comma + 2..comma + 2 + named + usize::from(same);
    words.drain(drop);
    words.remove(comma);
}

/// How many words name the subject, if the second clause, behind its joint, begins with the same one as the first: "you", "your daughter".
fn named_twice(first: &[Said], second: &[Said]) -> Option<usize> {
    let joint = second.first().is_some_and(|w| matches!(w.text.as_str(), "and" | "but"));
    let alike = first.iter().zip(second.get(1..)?).take_while(|(a, b)| a.text == b.text).count();
    let person = matches!(first.first()?.text.as_str(), "you" | "he" | "she" | "they");
    let phrase = || {
        let head = first[..alike].iter().position(|w| matches!(w.tag, Tag::Noun | Tag::Name | Tag::Plural))?;
        let opens = matches!(first[0].tag, Tag::Poss | Tag::Det | Tag::Name);
        (opens
            && !first
                .get(head + 1)
                .is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Name | Tag::Plural | Tag::PossS | Tag::Prep)))
        .then_some(head + 1)
    };
    if !joint || alike == 0 {
        None
    } else if person {
        Some(1)
    } else {
        phrase()
    }
}
