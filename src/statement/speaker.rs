//! A speaker who was left out at the start of a sentence: "so happy to see her", "never been so sad", "makes me nervous". Everybody hears who.

use super::token::{Kind, Token};
use crate::words::Tag;

/// What only somebody feels, so that nobody else is meant.
const FELT: [&str; 56] = [
    "afraid",
    "angry",
    "annoyed",
    "anxious",
    "ashamed",
    "bored",
    "confused",
    "depressed",
    "devastated",
    "disappointed",
    "disgusted",
    "drained",
    "ecstatic",
    "embarrassed",
    "envious",
    "excited",
    "exhausted",
    "frustrated",
    "furious",
    "glad",
    "grateful",
    "guilty",
    "happy",
    "heartbroken",
    "hopeful",
    "hopeless",
    "hurt",
    "irritated",
    "jealous",
    "lonely",
    "mad",
    "miserable",
    "nervous",
    "nostalgic",
    "numb",
    "overwhelmed",
    "panicked",
    "pissed",
    "proud",
    "relieved",
    "sad",
    "scared",
    "shocked",
    "sick",
    "stressed",
    "stuck",
    "surprised",
    "terrified",
    "thankful",
    "thrilled",
    "tired",
    "torn",
    "unhappy",
    "upset",
    "worn",
    "worried",
];
const DEGREE: [&str; 16] = [
    "so",
    "very",
    "super",
    "really",
    "just",
    "pretty",
    "too",
    "still",
    "only",
    "mostly",
    "extremely",
    "incredibly",
    "always",
    "also",
    "beyond",
    "feeling",
];

/// Puts the speaker, or the "it" that is spoken of, where the sentence lacks it.
pub(super) fn mend(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let opens = at == 0 || matches!(tokens[at - 1].kind, Kind::Mark('.' | '!' | '?'));
        // "I want to hide it, but not sure if I can"
        let unsure = at > 1
            && tokens[at - 1].is_any(&["but", "and", "just"])
            && tokens[at].is("not")
            && tokens.get(at + 1).is_some_and(|t| t.is("sure"))
            && tokens
                .get(at + 2)
                .is_some_and(|t| t.is_any(&["if", "how", "what", "why", "whether", "where", "when", "that"]));
        let unsure = unsure.then_some(["i", "am"].as_slice());
        if let Some(words) = opens.then(|| left_out(&tokens[at..])).flatten().or(unsure) {
            let span = (tokens[at].span.0, tokens[at].span.0);
            tokens.splice(at..at, words.iter().map(|w| Token::word(w, span)));
            at += words.len();
        }
        at += 1;
    }
}

/// What is missing before these words.
fn left_out(rest: &[Token]) -> Option<&'static [&'static str]> {
    let is = |n: usize, words: &[&str]| rest.get(n).is_some_and(|t| t.is_any(words));
    let degrees = rest.iter().take_while(|t| t.is_any(&DEGREE)).count();
    let after = |n: usize| rest.get(n);
    let ends = |t: Option<&Token>| {
        t.is_none_or(|t| {
            t.is_mark()
                || t.is_any(&[
                    "to", "about", "that", "for", "of", "with", "because", "as", "when", "at", "by", "and", "over", "since", "right", "now", "today", "out",
                    "my", "i", "lately", "after", "in",
                ])
        })
    };
    // "feeling" has its own way to be said
    let feeling = rest[..degrees].iter().any(|t| t.is("feeling"));
    if !feeling && is(degrees, &FELT) && ends(after(degrees + 1)) {
        return Some(&["i", "am"]);
    }
    if is(0, &["was"]) && is(1, &DEGREE) | is(1, &FELT) && rest.iter().skip(1).take(3).any(|t| t.is_any(&FELT)) {
        return Some(&["i"]);
    }
    if is(0, &["never"]) && is(1, &["been", "felt", "had", "seen"]) {
        return Some(&["i", "have"]);
    }
    let light = rest.iter().take_while(|t| t.is_any(&["always", "really", "just", "still", "also"])).count();
    let affects = is(light, &["makes", "scares", "drives", "kills", "bothers", "annoys", "reminds"])
        || is(light, &["made"])
            && rest
                .get(light + 2)
                .and_then(|t| t.form)
                .and_then(|f| f.likeliest())
                .is_some_and(|t| matches!(t, Tag::Adj | Tag::Base));
    (affects && is(light + 1, &["me"])).then_some(&["it"])
}

#[cfg(test)]
mod tests {
    use crate::statement::{Fillers, Statement};

    #[test]
    fn who_was_left_out_is_heard() {
        let table = [
            ("so happy to see her", "i am so happy to see her"),
            ("never been so sad", "i have never been so sad"),
            ("was really upset by it", "i was really upset by it"),
            ("makes me nervous", "it makes me nervous"),
            ("worried about my mum", "i am worried about my mum"),
            ("sad songs help", "sad songs help"),
            ("happy people smile", "happy people smile"),
            ("was he upset", "was he upset"),
        ];
        for (typed, heard) in table {
            let statement = Statement::read(typed, &Fillers::default());
            let words: Vec<&str> = statement.tokens.iter().map(|t| t.word.as_str()).collect();
            assert_eq!(words.join(" "), heard, "{typed}");
        }
    }
}
