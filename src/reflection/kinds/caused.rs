//! # What it does
//! What happened and the feeling it brought, as one clause: "Losing your job has left you devastated."
//!
//! # When
//! One thing happened, and the clause beside it names a feeling that things bring about (`[caused]` in `responses/en/kinds.toml`).
//!
//! # Example
//! "Somebody scratched my car. I was furious." – "Somebody scratching your car made you furious."

use std::collections::BTreeMap;

use crate::reflection::voice::Said;
use crate::reflection::{fresh, template};
use crate::words::{Tag, lower};

/// The most words of what happened: more is no subject that can be followed.
const LONGEST: usize = 10;

/// What happened and what was felt in one clause; `event` and `feeling` are whole turned clauses. None where either is no such thing.
pub(super) fn caused(event: &[Said], feeling: &[Said], verbs: &BTreeMap<String, Vec<String>>) -> Option<Vec<Said>> {
    let felt = felt(feeling)?;
    let verb = verbs.iter().find(|(_, adjectives)| adjectives.contains(&felt.adjective))?.0;
    let (mut words, past) = gerund(event)?;
    let (now, then) = match verb.as_str() {
        "make" => (["makes you", "has made you"], "made you"),
        "leave" => (["leaves you", "has left you"], "left you"),
        _ => (["leaves you feeling", "has left you feeling"], "left you feeling"),
    };
    let joint = match (past, felt.past) {
        (true, true) => then,
        (true, false) => now[1],
        (false, false) => now[0],
        (false, true) => return None,
    };
    template::plain(&mut words, joint);
    words.extend_from_slice(felt.words);
    Some(words)
}

struct Felt<'a> {
    /// The adjective with what says how much.
    words: &'a [Said],
    adjective: String,
    past: bool,
}

/// "You were so angry", "that made me sad": the adjective stands at the end.
fn felt(clause: &[Said]) -> Option<Felt<'_>> {
    let clause = &clause[..clause.iter().rposition(|w| w.tag != Tag::Edge)? + 1];
    let is = |w: &Said, any: &[&str]| any.contains(&lower(&w.text).as_str());
    let (past, words) = match clause {
        [you, be, rest @ ..] if is(you, &["you"]) && is(be, &["are", "feel"]) => (false, rest),
        [you, be, rest @ ..] if is(you, &["you"]) && is(be, &["were", "felt"]) => (true, rest),
        [it, make, you, rest @ ..] if is(it, &["it", "that", "this"]) && is(make, &["makes", "made"]) && is(you, &["you"]) => (is(make, &["made"]), rest),
        _ => return None,
    };
    let (adjective, degree) = words.split_last()?;
    let degrees = degree.len() <= 2 && degree.iter().all(|w| matches!(w.tag, Tag::Adv) || is(w, &["a", "bit", "little", "so", "very"]));
    (degrees && !degree.iter().any(|w| is(w, &["not", "never", "still", "now", "always", "also", "too"]))).then(|| Felt {
        words,
        adjective: lower(&adjective.text).to_string(),
        past,
    })
}

/// A clause as what can be a subject, "you lost your job" as "losing your job", and whether it is over.
fn gerund(clause: &[Said]) -> Option<(Vec<Said>, bool)> {
    let clause = &clause[..clause.iter().rposition(|w| w.tag != Tag::Edge)? + 1];
    let finite = |w: &Said| matches!(w.tag, Tag::Past | Tag::Third | Tag::Base | Tag::Be | Tag::Have | Tag::Do | Tag::Modal);
    let at = clause.iter().position(finite)?;
    let (subject, predicate) = clause.split_at(at);
    // "just" only says that it was lately
    let (adverbs, subject): (Vec<&Said>, Vec<&Said>) = subject.iter().partition(|w| w.tag == Tag::Adv);
    let own = subject.len() == 1 && subject[0].text.eq_ignore_ascii_case("you");
    let named = (1..=4).contains(&subject.len())
        && subject.iter().all(|w| {
            matches!(
                w.tag,
                Tag::Poss | Tag::Det | Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::PossS | Tag::Num | Tag::Pron
            )
        })
        && subject.iter().all(|w| {
            !matches!(
                lower(&w.text).as_str(),
                "you" | "no" | "nobody" | "nothing" | "everyone" | "everybody" | "people" | "there"
            )
        });
    let inner = predicate[1..].iter().any(|w| {
        matches!(w.tag, Tag::Edge | Tag::Sub | Tag::Wh | Tag::PronSub | Tag::Past | Tag::Third | Tag::Modal) || matches!(w.text.as_str(), "and" | "or" | "but")
    });
    let light = adverbs
        .iter()
        .all(|w| matches!(w.text.as_str(), "just" | "recently" | "finally" | "accidentally" | "suddenly"));
    if !(own || named) || inner || !light || clause.len() > LONGEST {
        return None;
    }
    let first = &predicate[0];
    let past = matches!(first.text.as_str(), "was" | "were" | "had" | "did" | "could") || first.tag == Tag::Past;
    let rest = &predicate[1..];
    let of = |w: &Said| fresh::ing(w).map(|text| Said::new(text, Tag::Ing));
    let denied = rest.first().is_some_and(|w| w.tag == Tag::Not);
    let mut words: Vec<Said> = Vec::with_capacity(clause.len() + 4);
    if !own {
        words.extend(subject.iter().map(|w| (*w).clone()));
    }
    match (first.tag, rest) {
        (Tag::Past | Tag::Base | Tag::Third, _) if !denied => {
            words.push(of(first)?);
            words.extend_from_slice(rest);
        }
        (Tag::Do, [_, verb, rest @ ..]) if denied && verb.tag == Tag::Base && own => {
            words.extend([Said::new("not", Tag::Not), of(verb)?]);
            words.extend_from_slice(rest);
        }
        (Tag::Modal, [_, verb, rest @ ..]) if denied && own && first.text == "could" && verb.tag == Tag::Base => {
            template::plain(&mut words, "not being able to");
            words.push(verb.clone());
            words.extend_from_slice(rest);
        }
        (Tag::Be, [part, ..]) if part.tag == Tag::Part => {
            words.push(Said::new("being", Tag::Ing));
            words.extend_from_slice(rest);
        }
        _ => return None,
    }
    // "you knew", "you lived": how things were, not what happened
    let stative = |w: &Said| {
        let lemma = fresh::lemma(w);
        lemma.is_some_and(|l| {
            matches!(
                l,
                "know"
                    | "live"
                    | "want"
                    | "think"
                    | "use"
                    | "need"
                    | "like"
                    | "love"
                    | "hate"
                    | "mean"
                    | "feel"
                    | "seem"
                    | "say"
                    | "guess"
                    | "sit"
                    | "go"
                    | "come"
            )
        })
    };
    if stative(first) || first.tag != Tag::Past && rest.get(1).is_some_and(stative) {
        return None;
    }
    Some((words, past))
}

#[cfg(test)]
mod tests {
    use crate::reflection::sentence::write;
    use crate::reflection::voice::all;

    #[test]
    fn what_happened_and_what_it_brought_are_one_clause() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        let table = [
            ("I lost my job", "I am devastated", Some("Losing your job has left you devastated.")),
            (
                "somebody scratched my car",
                "I was so angry",
                Some("Somebody scratching your car made you so angry."),
            ),
            ("I did not get the part", "I was crushed", Some("Not getting the part left you crushed.")),
            (
                "I could not open the door",
                "that made me nervous",
                Some("Not being able to open the door made you nervous."),
            ),
            (
                "my bike was stolen",
                "I felt helpless",
                Some("Your bike being stolen left you feeling helpless."),
            ),
            // how things were brings nothing about
            ("I live by the sea", "I am happy", None),
            ("I knew him", "I was sad", None),
            // nor does a thing that is no feeling, nor one that has more to it
            ("I lost my job", "I am tall", None),
            ("I lost my job", "I am devastated about it all", None),
            ("I lost my job and moved away", "I am sad", None),
        ];
        let turned = |text: &str| all(&engine.reader.parse(text));
        let wrong: Vec<_> = table
            .iter()
            .map(|(event, feeling, said)| (super::caused(&turned(event), &turned(feeling), &engine.kinds.caused).map(|w| write(&w)), *said))
            .filter(|(got, said)| got.as_deref() != *said)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
