//! What each word does in its sentence: the likeliest path through the readings the tables give,
//! by how well tags follow one another (`tag_order.tsv`), and a few ordered repairs.

use crate::statement::{Kind, Statement, Token};
use crate::words::{self, Form, Reading, Tag};

/// Readings of a word that the tables do not know, and of the two clitics that stand for several words.
const MOST: usize = 6;

#[derive(Clone, Copy)]
struct Candidate {
    tag: Tag,
    weight: i16,
    lemma: Option<Form>,
    score: i16,
    from: u8,
    /// For an adverb or "not": the tag before it, which goes on to weigh ("have never been").
    carried: Tag,
}

/// Sets tag and dictionary form of every token.
pub(super) fn tag(statement: &mut Statement) {
    let ranges: Vec<_> = statement.sentences.iter().map(|s| s.range.clone()).collect();
    for range in ranges {
        let tokens = &mut statement.tokens[range];
        likeliest_path(tokens);
        repairs(tokens);
        lone_participles(tokens);
    }
}

fn likeliest_path(tokens: &mut [Token]) {
    let mut rows: Vec<([Candidate; MOST], usize)> = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        let mut row = [NO_CANDIDATE; MOST];
        let count = candidates(token, &mut row);
        let before = i.checked_sub(1).zip(rows.last());
        let word = before
            .map(|(at, (before, many))| Preceding::of(&tokens[at], &before[..*many], &row[..count]))
            .unwrap_or_default();
        for next in row.iter_mut().take(count) {
            match rows.last() {
                None => {
                    next.score = next.weight + 2 * i16::from(words::follows(Tag::Edge, next.tag));
                    next.carried = Tag::Edge;
                }
                Some((before, many)) => {
                    let (from, score) = before[..*many]
                        .iter()
                        .enumerate()
                        .map(|(from, b)| (from, b.score + step(word, b, next)))
                        .max_by_key(|(_, score)| *score)
                        .unwrap_or((0, 0));
                    next.score = score + next.weight;
                    next.from = from as u8;
                    let b = before[from];
                    next.carried = if matches!(b.tag, Tag::Adv | Tag::Not) { b.carried } else { b.tag };
                }
            }
        }
        rows.push((row, count));
    }
    let Some((last, count)) = rows.last() else { return };
    let end = |c: &Candidate| c.score + 2 * i16::from(words::follows(c.tag, Tag::Edge));
    let mut at = (0..*count).max_by_key(|i| end(&last[*i])).unwrap_or(0);
    for i in (0..tokens.len()).rev() {
        let chosen = rows[i].0[at];
        tokens[i].tag = chosen.tag;
        tokens[i].lemma = chosen.lemma.or(tokens[i].lemma);
        at = usize::from(chosen.from);
    }
}

/// What a word says of the one after it.
#[derive(Debug, Clone, Copy, Default)]
struct Preceding {
    /// A verb after it is in the third person.
    third: bool,
    /// It can own something.
    owner: bool,
}

impl Preceding {
    /// Of a word that may be read so, before one that may be read so: what no reading asks for is left open.
    fn of(word: &Token, readings: &[Candidate], next: &[Candidate]) -> Preceding {
        let pronoun = readings.iter().any(|r| matches!(r.tag, Tag::PronSub | Tag::Pron));
        let owned = next.iter().any(|r| r.tag == Tag::PossS);
        Preceding {
            third: pronoun
                && word.is_any(&[
                    "he",
                    "she",
                    "it",
                    "this",
                    "that",
                    "nobody",
                    "everybody",
                    "everyone",
                    "someone",
                    "nothing",
                    "everything",
                ]),
            // "it's sort of hard": only somebody can own something so, "someone's coat"
            owner: owned
                && word.is_any(&[
                    "someone",
                    "somebody",
                    "everyone",
                    "everybody",
                    "anyone",
                    "anybody",
                    "nobody",
                    "one",
                    "other",
                    "another",
                    "else",
                ]),
        }
    }
}

/// How well `next` follows `before`, the reading of a word.
fn step(Preceding { third, owner }: Preceding, before: &Candidate, next: &Candidate) -> i16 {
    let mut score = 2 * i16::from(words::follows(before.tag, next.tag));
    if matches!(before.tag, Tag::Adv | Tag::Not) {
        score += i16::from(words::follows(before.carried, next.tag));
    }
    if next.tag == Tag::PossS && matches!(before.tag, Tag::PronSub | Tag::Pron | Tag::There | Tag::Wh) && !owner {
        score -= 20;
    }
    if third && next.tag == Tag::Base && matches!(before.tag, Tag::PronSub | Tag::Pron) {
        score -= 6;
    }
    if !third && next.tag == Tag::Third && before.tag == Tag::PronSub {
        score -= 6;
    }
    score
}

const NO_CANDIDATE: Candidate = Candidate {
    tag: Tag::Noun,
    weight: 0,
    lemma: None,
    score: 0,
    from: 0,
    carried: Tag::Edge,
};

/// Writes down how a word may be read; how many ways there are.
fn candidates(token: &Token, row: &mut [Candidate; MOST]) -> usize {
    let mut count = 0;
    let mut push = |tag: Tag, weight: i16, lemma: Option<Form>| {
        if count < MOST {
            row[count] = Candidate {
                tag,
                weight,
                lemma,
                ..NO_CANDIDATE
            };
            count += 1;
        }
    };
    match token.kind {
        Kind::Mark(_) => push(Tag::Edge, 0, None),
        Kind::Number => push(Tag::Num, 0, None),
        Kind::Word => match (token.word.as_str(), token.form) {
            ("'s", _) => {
                push(Tag::PossS, 3, None);
                push(Tag::Be, 6, Form::of("be"));
                push(Tag::Have, 1, Form::of("have"));
            }
            ("'d", _) => {
                push(Tag::Modal, 5, Form::of("would"));
                push(Tag::Have, 4, Form::of("have"));
            }
            (_, Some(form)) => {
                for Reading { tag, weight, lemma } in form.readings() {
                    push(tag, i16::from(weight), Some(lemma));
                }
                if token.capital && !matches!(token.word.as_str(), "i") {
                    push(Tag::Name, 7, Some(form));
                }
            }
            (word, None) => guess(word, token.capital).iter().for_each(|(tag, weight)| push(*tag, *weight, None)),
        },
    }
    count
}

/// What an unknown word may be, by its ending.
fn guess(word: &str, capital: bool) -> &'static [(Tag, i16)] {
    use Tag::*;
    if capital {
        return &[(Name, 8), (Noun, 3)];
    }
    let ends = |e: &[&str]| e.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
    if ends(&["ing"]) {
        &[(Ing, 6), (Noun, 3), (Adj, 2)]
    } else if word.len() > 3 && word.ends_with("ed") {
        &[(Past, 5), (Part, 5), (Adj, 4)]
    } else if ends(&["ly"]) {
        &[(Adv, 8)]
    } else if ends(&["ness", "tion", "sion", "ment", "ity", "ism", "ance", "ence", "ship"]) {
        &[(Noun, 8)]
    } else if ends(&["ful", "ous", "able", "ible", "less", "ish", "ive"]) || word.contains('-') {
        &[(Adj, 7), (Noun, 4)]
    } else if ends(&["s"]) && !ends(&["ss"]) {
        &[(Plural, 6), (Third, 3), (Name, 2)]
    } else {
        &[(Noun, 6), (Adj, 2), (Name, 2)]
    }
}

fn repairs(tokens: &mut [Token]) {
    for i in 0..tokens.len() {
        clitic(tokens, i);
        // "it is sort of hard", "I was kind of hoping"
        let graded = |t: &Token| matches!(t.tag, Tag::Adj | Tag::Ing | Tag::Part);
        if i > 0
            && tokens[i].is_any(&["kind", "sort"])
            && tokens[i - 1].tag == Tag::Be
            && tokens.get(i + 1).is_some_and(|t| t.is("of"))
            && tokens.get(i + 2).is_some_and(graded)
            && !tokens.get(i + 3).is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Plural))
        {
            tokens[i].tag = Tag::Adv;
            tokens[i + 1].tag = Tag::Adv;
        }
        // "I kind of hate it": how much it is so, before the verb
        if i > 0
            && tokens[i].is_any(&["kind", "sort"])
            && tokens[i - 1].tag == Tag::PronSub
            && tokens.get(i + 1).is_some_and(|t| t.is("of"))
            && i + 2 < tokens.len()
        {
            let verb = tokens[i + 2].form.and_then(|f| f.readings().find(|r| matches!(r.tag, Tag::Base | Tag::Past)));
            if let Some(verb) = verb {
                tokens[i].tag = Tag::Adv;
                tokens[i + 1].tag = Tag::Adv;
                retag(tokens, i + 2, verb.tag, Some(verb));
            }
        }
        // "no longer", "no more", "no friends": a "no" with its word is no answer
        if tokens[i].is("no") && tokens[i].tag == Tag::Interj {
            match tokens.get(i + 1) {
                Some(next) if next.is_any(&["longer", "more"]) => {
                    tokens[i].tag = Tag::Not;
                    tokens[i + 1].tag = Tag::Adv;
                }
                Some(next) if matches!(next.tag, Tag::Noun | Tag::Plural | Tag::Adj | Tag::Num) || next.is_any(&["one", "body"]) => tokens[i].tag = Tag::Det,
                _ => {}
            }
        } else if tokens[i].is("no") && tokens.get(i + 1).is_some_and(|t| t.is("longer")) {
            tokens[i].tag = Tag::Not;
            tokens[i + 1].tag = Tag::Adv;
        }
        // "someone that I really like"
        let subject = tokens[..i].iter().rev().find(|t| t.tag != Tag::Adv);
        if tokens[i].is("like") && tokens[i].tag == Tag::Prep && subject.is_some_and(|t| t.tag == Tag::PronSub) && tokens.get(i + 1).is_none_or(Token::is_mark)
        {
            let verb = tokens[i].form.and_then(|f| f.readings().find(|r| r.tag == Tag::Base));
            retag(tokens, i, Tag::Base, verb);
        }
        // "the last can of soda"
        if i > 0
            && tokens[i].is("can")
            && matches!(tokens[i - 1].tag, Tag::Det | Tag::Adj | Tag::Poss | Tag::Num)
            && tokens.get(i + 1).is_none_or(|t| t.tag == Tag::Prep || t.is_mark())
        {
            let noun = tokens[i].form.and_then(|f| f.readings().find(|r| r.tag == Tag::Noun));
            retag(tokens, i, Tag::Noun, noun);
        }
        // "walked into a shop", "got my things": the speaker was left out, and the verb is what was done
        let lately = |t: &Token| t.is_any(&["just", "finally", "recently", "also", "already", "almost", "nearly", "even", "accidentally"]);
        let opens = |i: usize| i == 0 || tokens[i - 1].is_mark();
        if tokens[i].tag == Tag::Part && (opens(i) || lately(&tokens[i - 1]) && opens(i - 1)) {
            let object = tokens
                .get(i + 1)
                .is_some_and(|t| matches!(t.tag, Tag::Det | Tag::Poss | Tag::PronObj) || t.is("out"));
            let goes = tokens[i].is_any(&[
                "walked", "fell", "slept", "cried", "woke", "sat", "worked", "looked", "talked", "drove", "waited", "stayed",
            ]);
            if object || goes {
                let past = tokens[i].form.and_then(|f| f.readings().find(|r| r.tag == Tag::Past));
                retag(tokens, i, Tag::Past, past);
            }
        }
        if !matches!(
            tokens[i].tag,
            Tag::Past | Tag::Part | Tag::Noun | Tag::Plural | Tag::Adv | Tag::Det | Tag::Adj | Tag::Ing
        ) {
            continue;
        }
        let reading = |t: &Token, tag: Tag| t.form.and_then(|f| f.readings().find(|r| r.tag == tag));
        let before = tokens[..i].iter().rposition(|t| !matches!(t.tag, Tag::Adv | Tag::Not));
        let auxiliary = before.map(|b| tokens[b].tag);
        let second = before
            .and_then(|b| tokens[..b].iter().rposition(|t| !matches!(t.tag, Tag::Adv | Tag::Not)))
            .map(|b| tokens[b].tag);
        match (tokens[i].tag, auxiliary) {
            // "have you tried": the participle after an inverted auxiliary
            (Tag::Past, Some(Tag::Have | Tag::Be)) => retag(tokens, i, Tag::Part, reading(&tokens[i], Tag::Part)),
            (Tag::Past, Some(Tag::PronSub | Tag::Pron)) if second == Some(Tag::Have) && before == Some(1) => {
                retag(tokens, i, Tag::Part, reading(&tokens[i], Tag::Part))
            }
            (Tag::Part, Some(Tag::PronSub)) => retag(tokens, i, Tag::Past, reading(&tokens[i], Tag::Past)),
            // "I was tired but even worked", "went home and then left"
            (Tag::Part, Some(Tag::Conj))
                if before != i.checked_sub(1) && tokens[before.map_or(0, |b| b + 1)..i].iter().any(|t| t.is_any(&["then", "finally", "even"])) =>
            {
                retag(tokens, i, Tag::Past, reading(&tokens[i], Tag::Past))
            }
            // "this one really surprised me": what is done to somebody is done
            (Tag::Adj, Some(Tag::Noun | Tag::Plural | Tag::Name | Tag::Pron | Tag::Num)) if tokens.get(i + 1).is_some_and(|t| t.tag == Tag::PronObj) => {
                retag(tokens, i, Tag::Past, reading(&tokens[i], Tag::Past))
            }
            // a subject pronoun or "to" wants a verb: "i text her", "to date"
            (Tag::Noun | Tag::Adj | Tag::Name, Some(Tag::PronSub)) if before == Some(i - 1) && tokens[i].form.is_none() && !tokens[i].capital => {
                tokens[i].tag = if tokens[i].word.ends_with('d') { Tag::Past } else { Tag::Base };
            }
            (Tag::Noun, Some(Tag::PronSub | Tag::Modal)) if before == Some(i - 1) => retag(tokens, i, Tag::Base, reading(&tokens[i], Tag::Base)),
            (Tag::Plural, Some(Tag::PronSub)) if before == Some(i - 1) => retag(tokens, i, Tag::Third, reading(&tokens[i], Tag::Third)),
            // "all of my friends"
            (Tag::Adv | Tag::Det | Tag::Adj, _)
                if tokens[i].is_any(&["all", "some", "most", "many", "much", "both", "each", "few", "more", "one", "half"])
                    && tokens.get(i + 1).is_some_and(|t| t.is("of")) =>
            {
                tokens[i].tag = Tag::Pron
            }
            // "why telling people helps"
            (Tag::Adj, Some(Tag::Wh | Tag::Prep)) if tokens[i].is("telling") && before == i.checked_sub(1) && i + 1 < tokens.len() => {
                retag(tokens, i, Tag::Ing, reading(&tokens[i], Tag::Ing))
            }
            // "my drinking", "the smoking"
            (Tag::Ing, Some(Tag::Poss))
                if before == Some(i.wrapping_sub(1)) && !tokens.get(i + 1).is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Plural)) =>
            {
                tokens[i].tag = Tag::Noun;
            }
            _ => {}
        }
    }
}

/// "my cat vomited on my shoes": a participle with a subject before it and no other verb in its clause is the past.
fn lone_participles(tokens: &mut [Token]) {
    let parts = |t: &Token| t.is_mark() || matches!(t.tag, Tag::Conj | Tag::Sub | Tag::Wh) || t.is_any(&["think", "guess", "know", "say", "said", "hope"]);
    // "the talk really stuck with me": a participle by its looks, and the only verb there is
    let only = |t: &Token| t.tag == Tag::Part || t.tag == Tag::Adj && t.is_any(&["stuck", "hurt", "upset", "broke", "lost", "left", "shut"]);
    let finite =
        |t: &Token| matches!(t.tag, Tag::Past | Tag::Third | Tag::Modal | Tag::Do | Tag::Have | Tag::Base) || t.is_any(&["is", "are", "was", "were", "am"]);
    for i in 1..tokens.len() {
        if !only(&tokens[i]) {
            continue;
        }
        let subject = tokens[..i]
            .iter()
            .rev()
            .find(|t| t.tag != Tag::Adv)
            .is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Pron | Tag::Num));
        if !subject {
            continue;
        }
        let start = tokens[..i].iter().rposition(parts).map_or(0, |p| p + 1);
        let end = tokens[i + 1..].iter().position(parts).map_or(tokens.len(), |p| i + 1 + p);
        if !tokens[start..i].iter().any(|t| finite(t) || matches!(t.tag, Tag::Be | Tag::Prep)) && !tokens[i + 1..end].iter().any(finite) {
            let reading = tokens[i].form.and_then(|f| f.readings().find(|r| r.tag == Tag::Past));
            retag(tokens, i, Tag::Past, reading);
        }
    }
}

fn retag(tokens: &mut [Token], i: usize, tag: Tag, reading: Option<Reading>) {
    if let Some(reading) = reading {
        tokens[i].tag = tag;
        tokens[i].lemma = Some(reading.lemma);
    }
}

/// "'s" is "is" or "has" and "'d" is "had" or "would" by what follows.
fn clitic(tokens: &mut [Token], i: usize) {
    if !tokens[i].is_any(&["'s", "'d"]) {
        return;
    }
    let next = tokens.get(i + 1..).and_then(|rest| rest.iter().find(|t| !matches!(t.tag, Tag::Adv | Tag::Not)));
    let participle = next.is_some_and(|n| n.form.is_some_and(|f| f.readings().any(|r| matches!(r.tag, Tag::Part))));
    match (tokens[i].word.as_str(), tokens[i].tag) {
        ("'s", Tag::PossS) => {}
        ("'s", _) => {
            let has = next.is_some_and(|n| {
                n.is_any(&[
                    "been", "got", "had", "become", "taken", "started", "made", "given", "told", "said", "gotten", "lost", "left", "passed", "cheated",
                    "stopped", "changed", "happened",
                ])
            });
            if has {
                tokens[i].become_word("has", Tag::Have, "have")
            } else {
                tokens[i].become_word("is", Tag::Be, "be")
            }
        }
        ("'d", _) => {
            let base_too = next.is_some_and(|n| n.form.is_some_and(|f| f.readings().any(|r| r.tag == Tag::Base)));
            let had = next.is_some_and(|n| n.is_any(&["been", "better", "had", "done"])) || (participle && !base_too);
            if had {
                tokens[i].become_word("had", Tag::Have, "have")
            } else {
                tokens[i].become_word("would", Tag::Modal, "would")
            }
        }
        _ => {}
    }
}
