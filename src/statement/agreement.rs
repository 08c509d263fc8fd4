//! A verb in a form that its place does not allow: "she get", "my parents was", "did not went", "have ran". What is given back is given back
//! in the form that was meant.
//!
//! Only what stands right beside it is looked at, before anything is tagged; where it may be something else, it stays.

use super::token::{Kind, Token};
use crate::words::{Classes, Tag};

/// Puts each verb into the form its place asks for.
pub(super) fn mend(tokens: &mut Vec<Token>) {
    let someone = Classes::people_and_pets();
    for at in 0..tokens.len() {
        let Some(form) = tokens[at].form.filter(|_| tokens[at].kind == Kind::Word) else {
            continue;
        };
        // whom it agrees with is asked of what can agree
        let agrees = form.readings().any(|r| matches!(r.tag, Tag::Base | Tag::Third | Tag::Be | Tag::Have | Tag::Do));
        let subject = || subject_before(tokens, at, someone);
        let meant = agrees
            .then(subject)
            .flatten()
            .and_then(|subject| agreeing(&tokens[at], subject))
            .or_else(|| after_auxiliary(tokens, at))
            .or_else(|| felt(tokens, at));
        if let Some(meant) = meant {
            tokens[at] = Token {
                capital: tokens[at].capital,
                ..Token::word(meant, tokens[at].span)
            };
        }
    }
    too_much(tokens);
    let mut at = 1;
    while at < tokens.len() {
        if let Some(word) = left_out(tokens, at) {
            let span = tokens[at].span;
            tokens.insert(at, Token::word(word, (span.0, span.0)));
            at += 1;
        }
        at += 1;
    }
}

/// "he was died", "I was smoked for years": nothing was done to anybody.
fn too_much(tokens: &mut Vec<Token>) {
    let mut at = 1;
    while at < tokens.len() {
        let done = tokens[at].is_any(&["died", "happened", "slept", "cried", "arrived", "appeared", "disappeared"])
            || tokens[at].is("smoked") && tokens.get(at + 1).is_some_and(|t| t.is("for"));
        let person = at > 1 && matches!(first(&tokens[at - 2]), Some(Tag::PronSub | Tag::Pron | Tag::Noun | Tag::Wh | Tag::Name));
        if done && person && tokens[at - 1].is_any(&["was", "were"]) && !tokens.get(at + 1).is_some_and(|t| t.is_any(&["on", "in", "over"])) {
            tokens.remove(at - 1);
        } else {
            at += 1;
        }
    }
}

/// Whom a verb agrees with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// he, my mother
    One,
    /// they, my parents
    Many,
    /// I
    Speaker,
}

fn first(token: &Token) -> Option<Tag> {
    token.form.and_then(|f| f.likeliest())
}

fn can_be(token: &Token, tag: Tag) -> bool {
    token.form.is_some_and(|f| f.readings().any(|r| r.tag == tag))
}

/// Whether a clause may begin at `at`: nothing, a mark or a joint stands before it.
fn opens(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|b| &tokens[b]) else { return true };
    before.is_mark()
        || before.is_any(&["but", "because", "so", "if", "when", "whenever", "although", "though", "unless"])
        // "my mum and my dad fight"
        || before.is("and") && at.checked_sub(2).is_none_or(|b| !matches!(first(&tokens[b]), Some(Tag::Noun | Tag::Plural | Tag::PronSub | Tag::Pron | Tag::Name) | None))
}

/// The subject that ends right before `at`, or one adverb before it.
fn subject_before(tokens: &[Token], at: usize, someone: Classes) -> Option<Subject> {
    let adverb = at > 1
        && tokens[at - 1].is_any(&[
            "always",
            "never",
            "still",
            "just",
            "often",
            "really",
            "also",
            "only",
            "even",
            "constantly",
            "usually",
        ]);
    let end = at.checked_sub(1 + usize::from(adverb))?;
    let last = &tokens[end];
    let before = |n: usize| end.checked_sub(n).map(|b| &tokens[b]);
    // "did he go", "let her sister go", "I suggested he go"
    let governed = before(1).is_some_and(|t| t.is("not") || matches!(first(t), Some(Tag::Modal | Tag::Do | Tag::Be | Tag::Have)))
        || (1..4).filter_map(before).any(|t| {
            matches!(
                t.lemma_text(),
                "suggest" | "recommend" | "insist" | "demand" | "let" | "make" | "help" | "request" | "ask" | "wish"
            )
        });
    if governed {
        return None;
    }
    match last.word.as_str() {
        "he" | "she" if !before(1).is_some_and(|t| t.is("and")) || before(2).is_none_or(|t| !t.is_any(&["i", "he", "they", "me", "him"])) => Some(Subject::One),
        "i" => (!before(1).is_some_and(|t| t.is_any(&["and", "or"]))).then_some(Subject::Speaker),
        "we" | "they" => Some(Subject::Many),
        "you" if opens(tokens, end) => Some(Subject::Many),
        "it" | "this" | "everyone" | "everybody" | "nobody" | "everything" | "nothing" if opens(tokens, end) => Some(Subject::One),
        "one" if before(1).is_some_and(|t| t.is("no")) && opens(tokens, end - 1) => Some(Subject::One),
        _ => noun_before(tokens, end, someone),
    }
}

/// "my mother", "the kids", "movies about vampires": a noun phrase that begins a clause and ends at `end`.
fn noun_before(tokens: &[Token], end: usize, someone: Classes) -> Option<Subject> {
    let kind = |t: &Token| match first(t) {
        Some(Tag::Plural) if !t.is_any(&["news", "times", "lots", "means"]) => Some(Subject::Many),
        Some(Tag::Noun) if t.form.is_some_and(|f| f.classes().meets(someone)) && !t.is_any(&["family", "people", "couple"]) => Some(Subject::One),
        _ => None,
    };
    let subject = kind(&tokens[end])?;
    if tokens[end].form.is_some_and(|f| f.classes().meets(Classes::time())) {
        return None;
    }
    let mut start = end;
    while start > 0 && matches!(first(&tokens[start - 1]), Some(Tag::Poss | Tag::Det | Tag::Adj)) && end - start < 3 {
        start -= 1;
    }
    let owned = start < end && matches!(first(&tokens[start]), Some(Tag::Poss | Tag::Det));
    let counted = (start..end).any(|i| tokens[i].is_any(&["each", "every", "one"]));
    let named = subject == Subject::Many || owned;
    if opens(tokens, start) && named && !counted {
        return Some(subject);
    }
    // "movies about vampires": several about several
    let joined = start == end && subject == Subject::Many && start > 1 && first(&tokens[start - 1]) == Some(Tag::Prep);
    let head = start.checked_sub(2).filter(|_| joined)?;
    (kind(&tokens[head]) == Some(Subject::Many) && opens(tokens, head)).then_some(Subject::Many)
}

/// The form that agrees with its subject, where the one typed does not.
fn agreeing(token: &Token, subject: Subject) -> Option<&'static str> {
    let one = subject == Subject::One;
    match token.word.as_str() {
        "are" | "am" if one => return Some("is"),
        "have" if one => return Some("has"),
        "do" if one => return Some("does"),
        "is" | "am" if subject == Subject::Many => return Some("are"),
        "is" | "are" if subject == Subject::Speaker => return Some("am"),
        "was" if subject == Subject::Many => return Some("were"),
        "has" if !one => return Some("have"),
        "does" if !one => return Some("do"),
        "is" | "are" | "am" | "was" | "were" | "have" | "has" | "had" | "do" | "does" | "did" | "be" | "like" | "well" | "come" | "become" => return None,
        _ => {}
    }
    let form = token.form?;
    // what is past as well ("let"), or more often no verb, stays
    let plain = one && form.likeliest() == Some(Tag::Base) && !can_be(token, Tag::Past) && !can_be(token, Tag::Modal);
    let third = !one && can_be(token, Tag::Third) && (form.likeliest() == Some(Tag::Third) || subject == Subject::Speaker);
    let lemma = |tag: Tag| form.readings().find(|r| r.tag == tag).map(|r| r.lemma);
    match (plain, third) {
        (true, _) => lemma(Tag::Base)?.verb_forms().map(|f| f.third),
        (_, true) => lemma(Tag::Third).map(|l| l.text()),
        _ => None,
    }
}

/// "did not went", "have ran", "was ran over": the form behind an auxiliary.
fn after_auxiliary(tokens: &[Token], at: usize) -> Option<&'static str> {
    let token = &tokens[at];
    let form = token.form?;
    let past = form.readings().find(|r| r.tag == Tag::Past)?;
    let denied = at > 1 && tokens[at - 1].is("not");
    let auxiliary = &tokens[at.checked_sub(1 + usize::from(denied))?];
    let before = at.checked_sub(2 + usize::from(denied)).map(|b| &tokens[b]);
    let only_past = form.likeliest() == Some(Tag::Past) && !can_be(token, Tag::Part) && !can_be(token, Tag::Base);
    let verb_only = form.readings().all(|r| matches!(r.tag, Tag::Past | Tag::Part));
    let subject = before.is_some_and(|t| matches!(first(t), Some(Tag::PronSub | Tag::Pron)));
    if auxiliary.is_any(&["do", "does", "did"]) && denied && verb_only {
        return Some(past.lemma.text());
    }
    if auxiliary.is_any(&["can", "could", "will", "would", "should", "must"]) && verb_only && (denied || subject) {
        return Some(past.lemma.text());
    }
    if !only_past {
        return None;
    }
    match auxiliary.word.as_str() {
        "have" | "has" | "had" => past.lemma.verb_forms().map(|f| f.participle),
        "got" | "gotten" | "was" | "were" | "been" | "being"
            if token.is_any(&["ran", "stole", "took", "wrote", "gave", "forgot", "chose", "drove", "threw"]) =>
        {
            past.lemma.verb_forms().map(|f| f.participle)
        }
        _ => None,
    }
}

/// "I was so confuse by it", "people seen me": the participle of a feeling, and the past that it was taken for.
fn felt(tokens: &[Token], at: usize) -> Option<&'static str> {
    let token = &tokens[at];
    let form = token.form?;
    let base = form.readings().next().filter(|r| r.tag == Tag::Base);
    let mistaken = || token.is_any(&["seen", "done"]);
    if base.is_none() && !mistaken() {
        return None;
    }
    let subject = at.checked_sub(1).is_some_and(|b| tokens[b].is_any(&["i", "we", "they", "he", "she", "people"]));
    let asked = at.checked_sub(2).is_some_and(|b| matches!(first(&tokens[b]), Some(Tag::Have | Tag::Be)));
    if subject && !asked {
        match token.word.as_str() {
            "seen" => return Some("saw"),
            "done" => return Some("did"),
            _ => {}
        }
    }
    let base = base?;
    if can_be(token, Tag::Adj) || can_be(token, Tag::Past) {
        return None;
    }
    let caused = tokens
        .get(at + 1)
        .is_none_or(|t| t.is_mark() && t.kind != Kind::Mark('-') || t.is_any(&["by", "about", "at", "that", "when", "because", "with"]));
    let degree = at
        .checked_sub(1)
        .filter(|b| tokens[*b].is_any(&["so", "very", "really", "just", "too", "not"]))
        .map_or(0, |_| 1);
    let being = at
        .checked_sub(1 + degree)
        .is_some_and(|b| tokens[b].is_any(&["am", "is", "are", "was", "were"]));
    let participle = base.lemma.verb_forms()?.participle;
    let adjective = crate::words::Form::of(participle).is_some_and(|f| f.readings().any(|r| r.tag == Tag::Adj));
    (caused && being && adjective).then_some(participle)
}

/// A small word that was left out: "reminds me my childhood", "I want talk to him", "ways cope".
fn left_out(tokens: &[Token], at: usize) -> Option<&'static str> {
    let token = &tokens[at];
    let before = &tokens[at - 1];
    let reminded = at > 1 && before.is_any(&["me", "us", "him", "her"]) && tokens[at - 2].lemma_text() == "remind";
    if reminded && matches!(first(token), Some(Tag::Poss)) {
        return Some("of");
    }
    // "that was good idea"
    let judged = token.is_any(&["good", "great", "bad", "nice"]) && first(before) == Some(Tag::Be);
    if judged
        && tokens
            .get(at + 1)
            .is_some_and(|t| t.is_any(&["idea", "thing", "question", "point", "day", "person", "feeling", "experience", "plan", "start"]))
    {
        return Some("a");
    }
    let verb = token
        .form
        .is_some_and(|f| f.readings().all(|r| matches!(r.tag, Tag::Base | Tag::Past | Tag::Part)) && f.likeliest() == Some(Tag::Base))
        || token.is_any(&["be", "find", "go"])
        || token.is("talk") && tokens.get(at + 1).is_some_and(|t| t.is_any(&["to", "about", "with"]));
    let wants = before.is_any(&["want", "wants", "wanted", "trying", "able", "ways", "unable"]) && !can_be(token, Tag::Past);
    (wants && verb).then_some("to")
}

#[cfg(test)]
mod tests {
    use crate::statement::{Fillers, Statement};

    #[test]
    fn a_verb_takes_the_form_its_place_asks_for() {
        let table = [
            ("she get angry", "she gets angry"),
            ("my manager keep lying", "my manager keeps lying"),
            ("my parents was there", "my parents were there"),
            ("movies about ghosts terrifies me", "movies about ghosts terrify me"),
            ("they was late", "they were late"),
            ("i does care", "i do care"),
            ("everyone leave me", "everyone leaves me"),
            ("no one care", "no one cares"),
            ("it make me cry", "it makes me cry"),
            ("i did not went", "i did not go"),
            ("i could not slept", "i could not sleep"),
            ("i have ran", "i have run"),
            ("he got ran over", "he got run over"),
            ("i was so confuse by it", "i was so confused by it"),
            ("people seen me", "people saw me"),
            ("it reminds me my childhood", "it reminds me of my childhood"),
            ("i want talk to him", "i want to talk to him"),
            ("i need ways cope", "i need ways to cope"),
            ("that was good idea", "that was a good idea"),
            ("my aunt was smoked for years", "my aunt smoked for years"),
            // and what is right stays
            ("did he go", "did he go"),
            ("let my brother go", "let my brother go"),
            ("i suggested she leave", "i suggested she leave"),
            ("if he were here", "if he were here"),
            ("my mum and my dad fight", "my mum and my dad fight"),
            ("things that make me happy", "things that make me happy"),
            ("one of my friends is ill", "one of my friends is ill"),
            ("three months is long", "three months is long"),
            ("i was sick and he put me to bed", "i was sick and he put me to bed"),
            ("what i have is mine", "what i have is mine"),
            ("have you seen it", "have you seen it"),
            ("i watched my dog die", "i watched my dog die"),
            ("i want help", "i want help"),
        ];
        for (typed, heard) in table {
            let statement = Statement::read(typed, &Fillers::default());
            let words: Vec<&str> = statement.tokens.iter().map(|t| t.word.as_str()).collect();
            assert_eq!(words.join(" "), heard, "{typed}");
        }
    }
}
