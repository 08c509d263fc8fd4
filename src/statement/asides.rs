//! What is said to the listener beside what is told: a look for a nod, a greeting, a "thank you"; and what only stands in for a breath.

use super::token::{Kind, Token};
use crate::words::Tag;

/// "It's hard, you know?", "it's nice, isn't it?": what only looks for a nod asks nothing.
pub(super) fn nods(tokens: &mut Vec<Token>) {
    const NODS: [&[&str]; 9] = [
        &["do", "you", "know", "what", "i", "mean"],
        &["you", "know", "what", "i", "mean"],
        &["know", "what", "i", "mean"],
        &["you", "know"],
        &["you", "see"],
        &["right"],
        &["huh"],
        &["eh"],
        &["yeah"],
    ];
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind != Kind::Mark('?') {
            at += 1;
            continue;
        }
        let start = tokens[..at]
            .iter()
            .rposition(|t| matches!(t.kind, Kind::Mark('.' | '!' | '?' | '-')))
            .map_or(0, |p| p + 1);
        let sentence = &tokens[start..at];
        let opener = sentence
            .iter()
            .position(|t| !t.is_mark() && !t.is_any(&["and", "but", "so", "well", "yeah", "yes", "no", "oh", "okay"]));
        // "when you're ill, you rest, right?" is told, "when do you rest, right?" is asked
        let likeliest = |t: &Token| t.form.and_then(|f| f.likeliest());
        let inverts = |t: &Token| matches!(likeliest(t), Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do));
        let asks = opener.is_some_and(|n| {
            let t = &sentence[n];
            let wh = likeliest(t) == Some(Tag::Wh) || t.is_any(&["how", "why", "when"]);
            inverts(t) || wh && sentence.get(n + 1).is_none_or(inverts)
        });
        let closes = |words: &[&str]| sentence.len() >= words.len() && sentence[sentence.len() - words.len()..].iter().zip(words).all(|(t, w)| t.is(w));
        if asks {
            at += 1;
            continue;
        }
        if let Some(tag) = tag_question(sentence) {
            tokens.drain(at - tag..at);
            at -= tag;
            tokens[at].kind = Kind::Mark('.');
        } else if NODS.iter().any(|words| closes(words)) {
            tokens[at].kind = Kind::Mark('.');
        }
        at += 1;
    }
}

/// How many tokens at the end of a sentence are ", isn't it", ", do I", "aren't you".
fn tag_question(sentence: &[Token]) -> Option<usize> {
    let pronoun = sentence.last()?.is_any(&["i", "you", "he", "she", "it", "we", "they", "there"]);
    let rest = &sentence[..sentence.len() - 1];
    let denied = rest.last().is_some_and(|t| t.is("not"));
    let rest = &rest[..rest.len() - usize::from(denied)];
    let auxiliary = rest.last()?.is_any(&[
        "do", "does", "did", "is", "are", "am", "was", "were", "have", "has", "had", "can", "could", "will", "would", "should",
    ]);
    let rest = &rest[..rest.len() - 1];
    let comma = rest.last().is_some_and(|t| t.kind == Kind::Mark(','));
    let said = rest.iter().filter(|t| !t.is_mark()).count();
    (pronoun && auxiliary && said > 2 && (comma || denied)).then_some(2 + usize::from(denied) + usize::from(comma))
}

/// A greeting and a "thank you" are sentences of their own, whatever they were typed beside.
pub(super) fn courtesies(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let opens = at == 0 || matches!(tokens[at - 1].kind, Kind::Mark('.' | '!' | '?'));
        let next = |n: usize, words: &[&str]| tokens.get(at + n).is_some_and(|t| t.is_any(words));
        let greeting = if opens && tokens[at].is_any(&["hello", "hi", "hey"]) {
            1 + usize::from(next(1, &["there", "again", "everyone", "all"]))
        } else if opens && tokens[at].is("good") && next(1, &["morning", "evening", "afternoon"]) {
            2
        } else {
            0
        };
        let thanks = match tokens[at].word.as_str() {
            "thank" if next(1, &["you"]) => 2,
            "thanks" => 1,
            _ => 0,
        };
        let full_stop = |span| Token {
            kind: Kind::Mark('.'),
            tag: Tag::Edge,
            form: None,
            lemma: None,
            ..Token::word("", span)
        };
        if thanks > 0 && at > 1 {
            let said = tokens[..at].iter().rev().take(3).any(|t| t.lemma_text() == "say" || t.lemma_text() == "want");
            let comma = tokens[at - 1].kind == Kind::Mark(',');
            let joint = tokens[at - 1].is_any(&["and", "but"]) && !tokens[at - 2].is_mark();
            if (comma || joint) && !said {
                tokens[at - 1] = full_stop(tokens[at - 1].span);
            }
        }
        let mut after = at + greeting.max(thanks);
        while thanks > 0 && tokens.get(after).is_some_and(|t| t.is_any(&["so", "very", "much", "again", "all"])) {
            after += 1;
        }
        if after > at
            && let Some(token) = tokens.get(after)
        {
            let begins = token.is_any(&[
                "i", "we", "can", "could", "would", "how", "what", "it", "that", "this", "yes", "just", "thank", "thanks", "nice",
            ]) && !(thanks == 2 && token.is_any(&["it", "that", "this", "just", "how", "what"]));
            if token.kind == Kind::Mark(',') {
                tokens[after] = full_stop(token.span);
            } else if begins {
                let span = (token.span.0, token.span.0);
                tokens.insert(after, full_stop(span));
            }
            at = after;
        }
        at += 1;
    }
}

/// "I end up like crying", "I'm like freaking out", "I sort of did that": words that only stand in for a breath.
pub(super) fn hedges(tokens: &mut Vec<Token>) {
    let likeliest = |t: Option<&Token>| t.and_then(|t| t.form).and_then(|f| f.likeliest());
    let mut at = 1;
    while at + 1 < tokens.len() {
        if !tokens[at].is_any(&["like", "kind", "sort"]) {
            at += 1;
            continue;
        }
        let person = |b: Option<usize>| b.is_some_and(|b| tokens[b].is_any(&["i", "he", "she", "we", "they", "you"]));
        let ended = at > 1 && tokens[at - 1].is("up") && tokens[at - 2].lemma_text() == "end";
        let being = tokens[at - 1].is_any(&["am", "is", "are", "was", "were"]) && person(at.checked_sub(2));
        let like = tokens[at].is("like") && (ended || being) && likeliest(tokens.get(at + 1)) == Some(Tag::Ing);
        let sort = tokens[at].is_any(&["kind", "sort"]) && tokens[at + 1].is("of");
        // "kind of annoyed" says how much, "kind of did it" says nothing
        let felt = |t: &Token| t.form.is_some_and(|f| f.readings().any(|r| matches!(r.tag, Tag::Adj | Tag::Part)));
        let verb = tokens.get(at + 2).is_some_and(|t| {
            t.is("just")
                || matches!(likeliest(Some(t)), Some(Tag::Base | Tag::Past | Tag::Ing | Tag::Do))
                    && (!felt(t) || likeliest(Some(t)) == Some(Tag::Ing) && t.form.is_some_and(|f| f.readings().all(|r| r.tag != Tag::Adj)))
        });
        let modal = matches!(likeliest(tokens.get(at - 1)), Some(Tag::Modal)) && person(at.checked_sub(2));
        if like || breath(tokens, at) {
            tokens.remove(at);
        } else if sort && verb && (person(Some(at - 1)) || being || modal) {
            tokens.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
}

/// "they like stopped talking": a "like" before a past that goes on is no verb.
fn breath(tokens: &[Token], at: usize) -> bool {
    let likeliest = |t: Option<&Token>| t.and_then(|t| t.form).and_then(|f| f.likeliest());
    let goes_on = matches!(
        likeliest(tokens.get(at + 2)),
        Some(Tag::PronObj | Tag::Ing | Tag::To | Tag::Prep | Tag::Det | Tag::Poss | Tag::Pron)
    );
    tokens[at].is("like")
        && tokens[at - 1].is_any(&["i", "he", "she", "we", "they", "all", "just"])
        && likeliest(tokens.get(at + 1)) == Some(Tag::Past)
        && goes_on
}

/// "Hopefully she calls": it is hoped, not known.
pub(super) fn hoped(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is("hopefully") {
            at += 1;
            continue;
        }
        let opens = at == 0 || tokens[at - 1].is_mark() || tokens[at - 1].is_any(&["and", "but", "so"]);
        let comma = usize::from(tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Mark(',')));
        let clause = tokens.get(at + 1 + comma).is_some_and(|t| {
            matches!(
                t.form.and_then(|f| f.likeliest()),
                Some(Tag::PronSub | Tag::Pron | Tag::Det | Tag::Poss | Tag::Num | Tag::There | Tag::Plural | Tag::Name)
            ) || t.kind == Kind::Number
        });
        if opens && clause {
            let span = tokens[at].span;
            tokens.splice(at..at + 1 + comma, ["i", "hope"].map(|w| Token::word(w, span)));
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::{Fillers, Statement};

    #[test]
    fn asides_are_apart_from_what_is_told() {
        let table = [
            ("it's hard, isn't it?", "it is hard"),
            ("she left, you know?", "she left , you know"),
            ("when do you rest, right?", "when do you rest , right ?"),
            ("i feel better now, thank you", "i feel better now | thank you"),
            ("hello i lost my job", "hello | i lost my job"),
            ("hopefully she calls", "i hope she calls"),
            ("i ended up like crying", "i ended up crying"),
            ("they all like stopped talking to me", "they all stopped talking to me"),
            ("i kind of did that", "i did that"),
            ("i am kind of annoyed", "i am kind of annoyed"),
        ];
        for (typed, heard) in table {
            let statement = Statement::read(typed, &Fillers::default());
            let sentences = statement.sentences.iter().map(|s| {
                let words: Vec<&str> = statement.tokens[s.range.clone()]
                    .iter()
                    .map(|t| match t.word.as_str() {
                        "" => ",",
                        "'s" => "is",
                        word => word,
                    })
                    .collect();
                words.join(" ") + if s.asked { " ?" } else { "" }
            });
            assert_eq!(sentences.collect::<Vec<_>>().join(" | "), heard, "{typed}");
        }
    }
}
