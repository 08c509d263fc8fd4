//! What everybody hears though it was not typed: a clitic apart from its word, a small word left out, a missing apostrophe.

use std::sync::OnceLock;

use super::clitic;
use super::token::{Kind, Token};
use crate::words::{Classes, Tag};

/// Mends the tokens of a text, before they are tagged.
pub(super) fn mend(tokens: &mut Vec<Token>) {
    static KIN: OnceLock<Classes> = OnceLock::new();
    let kin = *KIN.get_or_init(|| {
        ["kin", "friend", "partner", "person", "pet"]
            .iter()
            .filter_map(|name| Classes::named(name))
            .fold(Classes::default(), |all, class| Classes(all.0 | class.0))
    });
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind == Kind::Word {
            let small = tokens[at].word.len() <= 2;
            let mended = small && (clitic_apart(tokens, at) || letter_l(tokens, at) || speaker_left_out(tokens, at) || doubled_verb(tokens, at));
            if !mended {
                speaker_before_modal(tokens, at);
                possessor(tokens, at, kin);
                there_not(tokens, at);
            }
        }
        at += 1;
    }
}

fn reads(token: Option<&Token>, wanted: impl Fn(Tag) -> bool) -> bool {
    token.and_then(|t| t.form).is_some_and(|f| f.readings().any(|r| wanted(r.tag)))
}

/// "it s", "i m", "don t": the apostrophe came out as a space.
fn clitic_apart(tokens: &mut Vec<Token>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|b| &tokens[b]).filter(|t| t.kind == Kind::Word) else {
        return false;
    };
    let pronoun = before.is_any(&["i", "you", "he", "she", "it", "we", "they", "that", "there", "what", "who"]);
    let whole = match tokens[at].word.as_str() {
        "s" if pronoun || before.is("let") => "'s",
        "m" if before.is("i") => "'m",
        "re" if before.is_any(&["you", "we", "they"]) => "'re",
        "ve" if pronoun => "'ve",
        "ll" if pronoun => "'ll",
        "d" if pronoun => "'d",
        "t" if before.is_any(&[
            "don", "can", "won", "didn", "isn", "wasn", "couldn", "wouldn", "shouldn", "doesn", "haven", "hasn", "hadn", "aren", "weren", "ain",
        ]) =>
        {
            "'t"
        }
        _ => return false,
    };
    let joined = format!("{}{whole}", before.word);
    let span = (before.span.0, tokens[at].span.1);
    let capital = before.capital;
    let mut opened = Vec::with_capacity(2);
    clitic::open(&mut opened, &joined, span);
    if let Some(first) = opened.first_mut() {
        first.capital = capital;
    }
    tokens.splice(at - 1..at + 1, opened);
    true
}

/// "l think": the letter beside it on the keyboard, or a capital I.
fn letter_l(tokens: &mut [Token], at: usize) -> bool {
    let verb = |t| matches!(t, Tag::Base | Tag::Past | Tag::Modal | Tag::Be | Tag::Have | Tag::Do);
    if !tokens[at].is("l") || !reads(tokens.get(at + 1), verb) {
        return false;
    }
    tokens[at] = Token::word("i", tokens[at].span);
    true
}

/// "since am so comfortable here": only "I" can be left out before "am".
fn speaker_left_out(tokens: &mut Vec<Token>, at: usize) -> bool {
    let joint = at.checked_sub(1).map(|b| &tokens[b]).is_some_and(|t| {
        t.is_any(&[
            "because", "since", "if", "when", "that", "and", "but", "so", "as", "though", "although", "while", "think", "feel", "know",
        ])
    });
    let inverted = tokens.get(at + 1).is_some_and(|t| t.is("i"));
    if !tokens[at].is("am") || !joint || inverted {
        return false;
    }
    let span = tokens[at].span;
    tokens.insert(at, Token::word("i", span));
    true
}

/// "I'm definitely want to", "I'm can't wait": one verb too many.
fn doubled_verb(tokens: &mut Vec<Token>, at: usize) -> bool {
    if !tokens[at].is("am") || !at.checked_sub(1).is_some_and(|b| tokens[b].is("i")) {
        return false;
    }
    let next = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.is_any(&["definitely", "really", "just", "still", "also"])));
    let second = tokens.get(next).is_some_and(|t| {
        t.is_any(&[
            "can", "could", "want", "need", "know", "think", "feel", "hope", "wish", "have", "had", "do", "did",
        ])
    });
    if second {
        tokens.remove(at);
    }
    second
}

/// "not sure if can return": the speaker is the one who is left out.
fn speaker_before_modal(tokens: &mut Vec<Token>, at: usize) {
    if !tokens[at].is_any(&["can", "could", "should", "will", "would"]) {
        return;
    }
    let joint = at.checked_sub(1).is_some_and(|b| tokens[b].is_any(&["if", "whether", "because", "although"]));
    let inverted = reads(tokens.get(at + 1), |t| matches!(t, Tag::PronSub | Tag::Pron));
    if joint && !inverted {
        let span = tokens[at].span;
        tokens.insert(at, Token::word("i", span));
    }
}

/// "my dads hat": a person's noun in the plural before a thing that is no verb.
fn possessor(tokens: &mut Vec<Token>, at: usize, kin: Classes) {
    let owned = || at.checked_sub(1).is_some_and(|b| reads(tokens.get(b), |t| t == Tag::Poss));
    let Some(form) = tokens[at].form.filter(|f| f.classes().meets(kin) && owned()) else {
        return;
    };
    let Some(one) = form.readings().find(|r| r.tag == Tag::Plural).map(|r| r.lemma.text()) else {
        return;
    };
    // "hat" is hardly ever a verb, "text" is one as often as not
    let thing = |t: Option<&Token>| {
        let readings = t.and_then(|t| t.form).map(|f| f.readings());
        readings.is_some_and(|mut all| {
            all.clone().next().is_some_and(|r| r.tag == Tag::Noun) && all.all(|r| matches!(r.tag, Tag::Noun | Tag::Plural) || r.weight <= 2)
        })
    };
    // several parents have one house: who is meant by the others is one person more often than not
    if one == tokens[at].word || one.ends_with("parent") || !thing(tokens.get(at + 1)) {
        return;
    }
    let span = tokens[at].span;
    tokens[at] = Token::word(one, span);
    tokens.insert(at + 1, Token::word("'s", (span.1, span.1)));
}

/// "there not helping": they are.
fn there_not(tokens: &mut Vec<Token>, at: usize) {
    if !tokens[at].is_any(&["there", "their"]) || !tokens.get(at + 1).is_some_and(|t| t.is("not")) {
        return;
    }
    let verb_before = at
        .checked_sub(1)
        .is_some_and(|b| reads(tokens.get(b), |t| !matches!(t, Tag::Conj | Tag::Sub | Tag::Adv)) && !tokens[b].is_mark());
    let said = reads(tokens.get(at + 2), |t| matches!(t, Tag::Ing | Tag::Adj)) && !reads(tokens.get(at + 2), |t| t == Tag::Noun);
    if said && !verb_before {
        let span = tokens[at].span;
        tokens[at] = Token::word("they", span);
        tokens.insert(at + 1, Token::word("are", span));
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::{Fillers, Statement};

    #[test]
    fn slips_of_the_keys_are_mended() {
        let table = [
            ("it s raining and i m tired", "it is raining and i am tired"),
            ("they don t listen", "they do not listen"),
            ("l think they left", "i think they left"),
            ("we stay since am so fond of it", "we stay since i am so fond of it"),
            ("i'm definitely want to go", "i definitely want to go"),
            ("i'm can't wait", "i can not wait"),
            ("not sure if can return", "not sure if i can return"),
            ("i wear my dads hat", "i wear my dad 's hat"),
            ("there not helping", "they are not helping"),
            // and what is none stays
            ("my friends text me", "my friends text me"),
            ("is there not any help", "is there not any help"),
            ("if it can wait", "if it can wait"),
        ];
        for (typed, heard) in table {
            let statement = Statement::read(typed, &Fillers::default());
            let words: Vec<&str> = statement.tokens.iter().map(|t| t.word.as_str()).collect();
            assert_eq!(words.join(" ").replace("it 's", "it is"), heard, "{typed}");
        }
    }
}
