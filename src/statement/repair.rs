//! People's lines are not sentences: fillers go, stutters go, and on a cut-off the later version wins.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::data::rows::FillerRows;

use super::token::{Kind, Token};
use crate::words::{Form, Tag};

/// What people say while they look for words (`config/words/fillers.toml`), by the word it begins with or, at an end, closes with.
#[derive(Debug, Clone, Default)]
pub struct Fillers {
    known: HashMap<Form, Starters, BuildHasherDefault<rustc_hash::FxHasher>>,
    /// Of words that the tables do not know.
    unknown: HashMap<String, Starters, BuildHasherDefault<rustc_hash::FxHasher>>,
}

/// The fillers of one word.
#[derive(Debug, Clone, Default)]
struct Starters {
    /// Whether it is a filler by itself, anywhere.
    sound: bool,
    anywhere: Phrases,
    start: Phrases,
    end: Phrases,
}

/// Phrases, the longest first.
#[derive(Debug, Clone, Default)]
struct Phrases(Vec<Vec<String>>);

impl Phrases {
    fn add(&mut self, phrase: Vec<String>) {
        self.0.push(phrase);
        self.0.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }

    /// How many tokens at `at` are one of the phrases.
    fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.0
            .iter()
            .find(|p| tokens.len() >= at + p.len() && p.iter().zip(&tokens[at..]).all(|(w, t)| same(t, w)))
            .map(Vec::len)
    }

    /// How many tokens before `end` are one of the phrases.
    fn before(&self, tokens: &[Token], end: usize) -> Option<usize> {
        self.0
            .iter()
            .find(|p| end >= p.len() && p.iter().zip(&tokens[end - p.len()..end]).all(|(w, t)| same(t, w)))
            .map(Vec::len)
    }
}

/// "'s" may still be "is".
fn same(token: &Token, word: &str) -> bool {
    token.word == word || (word == "is" && token.word == "'s")
}

impl Fillers {
    /// Makes the tables.
    pub fn new(rows: &FillerRows) -> Fillers {
        let mut fillers = Fillers::default();
        for sound in &rows.sounds {
            fillers.of(sound).sound = true;
        }
        for row in &rows.anywhere {
            let words: Vec<String> = row.split(' ').map(String::from).collect();
            fillers.of(&words[0]).anywhere.add(words);
        }
        for row in &rows.start {
            let words: Vec<String> = row.split(' ').map(String::from).collect();
            fillers.of(&words[0]).start.add(words);
        }
        for row in &rows.end {
            let words: Vec<String> = row.split(' ').map(String::from).collect();
            fillers.of(&words[words.len() - 1]).end.add(words);
        }
        fillers
    }

    fn of(&mut self, word: &str) -> &mut Starters {
        match Form::of(word) {
            Some(form) => self.known.entry(form).or_default(),
            None => self.unknown.entry(word.to_string()).or_default(),
        }
    }

    fn starting(&self, token: &Token) -> Option<&Starters> {
        match token.form {
            Some(form) => self.known.get(&form),
            None => self.unknown.get(token.word.as_str()),
        }
    }

    /// Drops fillers; whatever happens, something is left of a statement that was all filler ("Yeah.").
    pub(super) fn drop_from(&self, tokens: &mut Vec<Token>) {
        let fillers: Vec<Option<&Starters>> = tokens.iter().map(|t| self.starting(t)).collect();
        let mut drop: Vec<bool> = tokens
            .iter()
            .zip(&fillers)
            .map(|(t, of)| t.kind == Kind::Word && of.is_some_and(|of| of.sound))
            .collect();
        let edge = |t: Option<&Token>| t.is_none_or(Token::is_mark);
        let sound = drop.clone();
        for at in 0..tokens.len() {
            if let Some(n) = fillers[at].and_then(|of| of.anywhere.at(tokens, at)) {
                drop[at..at + n].fill(true);
            }
        }
        let mut at = 0;
        while at < tokens.len() {
            if sound[at] || (tokens[at].is_mark() && at > 0 && sound[at - 1]) {
                at += 1;
                continue;
            }
            if fillers[at].is_none_or(|of| of.start.0.is_empty()) {
                at += 1;
                continue;
            }
            let before = tokens[..at].iter().enumerate().rev().find(|(b, _)| !sound[*b]).map(|(_, t)| t);
            let opens = edge(before) || (at > 0 && drop[at - 1] && !sound[at - 1]) || (at > 0 && clause_opener(&tokens[at - 1]));
            match fillers[at].and_then(|of| of.start.at(tokens, at)).filter(|_| opens && !drop[at]) {
                Some(n) if droppable(tokens, at, n) => {
                    drop[at..at + n].fill(true);
                    at += n;
                    while tokens.get(at).is_some_and(|t| t.kind == Kind::Mark(',')) {
                        drop[at] = true;
                        at += 1;
                    }
                }
                _ => at += 1,
            }
        }
        for end in (1..=tokens.len()).rev() {
            if fillers[end - 1].is_none_or(|of| of.end.0.is_empty()) {
                continue;
            }
            let closes = edge(tokens.get(end)) || drop.get(end).copied().unwrap_or(false) && edge(tokens.get(end + 1));
            // "…, but, you know, I'm trying": the joint joins on, past what is only a sound
            let goes_on = tokens[end - 1].is_any(&["and", "but", "because", "so"])
                && tokens[end..]
                    .iter()
                    .zip(&drop[end..])
                    .find(|(t, dropped)| !**dropped && t.kind != Kind::Mark(','))
                    .is_some_and(|(t, _)| !t.is_mark());
            if let Some(n) = fillers[end - 1]
                .and_then(|of| of.end.before(tokens, end))
                .filter(|_| closes && !goes_on && !drop[end - 1])
            {
                let from = end - n;
                let sentence = tokens[..from]
                    .iter()
                    .rev()
                    .take_while(|t| !matches!(t.kind, Kind::Mark('.' | '!' | '?' | '-')))
                    .count();
                if sentence > 1 && closing_filler(tokens, from, n) {
                    drop[from..end].fill(true);
                }
            }
        }
        // ", you know," goes with both its commas: they marked the filler, not the sentence
        let comma = |t: Option<&Token>| t.is_some_and(|t| t.kind == Kind::Mark(','));
        for at in 1..tokens.len() {
            if drop[at] && !drop[at - 1] && comma(tokens.get(at - 1)) {
                let end = (at..tokens.len()).find(|e| !drop[*e]).unwrap_or(tokens.len());
                if comma(tokens.get(end)) || comma(tokens.get(end - 1)) {
                    drop[at - 1] = true;
                    drop[end.min(tokens.len() - 1)] |= comma(tokens.get(end));
                }
            }
        }
        let mut i = 0;
        tokens.retain(|_| {
            i += 1;
            !drop[i - 1]
        });
        tidy_commas(tokens);
    }
}

/// After these a filler may stand as at a start: "and you know, …".
fn clause_opener(token: &Token) -> bool {
    token.is_any(&["and", "but", "because", "so"])
}

/// Whether an opening phrase is a filler here and not what the sentence is about.
fn droppable(tokens: &[Token], at: usize, n: usize) -> bool {
    let next = tokens.get(at + n);
    let is = |words: &[&str]| next.is_some_and(|t| t.is_any(words));
    let comma = next.is_some_and(|t| t.kind == Kind::Mark(','));
    let first = tokens[at].word.as_str();
    match (first, n) {
        (_, _) if next.is_none_or(|t| matches!(t.kind, Kind::Mark('.' | '!' | '?' | '-'))) => false,
        ("no", 1) => comma || is(&["i", "it", "he", "she", "they", "we", "that", "not"]),
        ("so", 1) => !is(&[
            "much", "many", "far", "sad", "tired", "hard", "good", "bad", "that", "happy", "proud", "excited", "angry", "scared", "sick", "glad",
        ]),
        ("i", 3..) => comma || is(&["i"]),
        ("i", _) => comma || !is(&["it", "that", "to", "so", "by", "what", "everything", "nothing", "the", "of", "well", "business"]),
        ("you", 2) => {
            comma
                || is(&[
                    "i",
                    "it",
                    "he",
                    "she",
                    "they",
                    "we",
                    "my",
                    "and",
                    "but",
                    "just",
                    "when",
                    "if",
                    "like",
                    "there",
                    "this",
                    "sometimes",
                    "maybe",
                ])
        }
        ("like" | "right" | "true" | "sure" | "well" | "now" | "then" | "again" | "see" | "look" | "listen" | "god" | "man" | "plus", 1) => {
            comma || is(&["i", "it", "he", "she", "they", "we", "my", "there", "you"]) && first != "see"
        }
        _ => true,
    }
}

/// Whether a closing phrase is a filler here: "I don't know" is one only after something whole.
fn closing_filler(tokens: &[Token], from: usize, n: usize) -> bool {
    let before = from.checked_sub(1).and_then(|b| tokens.get(b));
    let comma = before.is_some_and(|t| t.kind == Kind::Mark(','));
    let first = tokens[from].word.as_str();
    match (first, n) {
        ("like" | "so" | "right" | "too" | "and" | "but" | "because" | "man" | "though", 1) => {
            comma
                || matches!(first, "though" | "and" | "but" | "because" | "too" | "like")
                    && !before.is_some_and(|t| {
                        t.is_any(&[
                            "feel", "feels", "felt", "what", "be", "look", "is", "looks", "seem", "it", "way", "are", "not", "all", "would",
                        ])
                    })
        }
        ("i" | "you", _) => {
            comma
                || !before.is_some_and(|t| {
                    t.is_any(&[
                        "what",
                        "how",
                        "why",
                        "that",
                        "than",
                        "as",
                        "where",
                        "like",
                        "who",
                        "when",
                        "the",
                        "everything",
                        "if",
                        "all",
                        "do",
                        "because",
                        "and",
                        "but",
                    ])
                })
        }
        ("or" | "and", _) => true,
        // "go see the doctor": somebody who is spoken to is spoken to behind a comma, or a whole sentence
        ("doctor" | "sir" | "buddy", 1) => comma,
        ("okay" | "ok" | "yeah" | "please", 1) => comma,
        ("is" | "was" | "does" | "do" | "am" | "are", _) => comma,
        _ => true,
    }
}

/// Where the speaker broke off and began again, the later version stands.
pub(super) fn restarts(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind != Kind::Mark('-') {
            at += 1;
            continue;
        }
        let start = tokens[..at]
            .iter()
            .rposition(|t| matches!(t.kind, Kind::Mark('.' | '!' | '?' | '-' | ',')))
            .map_or(0, |p| p + 1);
        // commas and fillers may stand between the break and the second try
        let mut after = at + 1;
        while tokens.get(after).is_some_and(|t| t.kind == Kind::Mark(',') || t.is_any(&["um", "uh", "er"])) {
            after += 1;
        }
        let restart = tokens.get(after).filter(|t| t.kind == Kind::Word).and_then(|again| {
            (start..at)
                .rev()
                .take(10)
                .find(|b| tokens[*b].word == again.word || (*b + 1 == at && again.word.starts_with(tokens[*b].word.as_str())))
        });
        match restart {
            Some(from) => {
                tokens.drain(from..after);
                at = from;
            }
            None => at += 1,
        }
    }
}

/// "we we", "I was I was": said twice, meant once. "very very", "that that" and "had had" stay.
pub(super) fn repeats(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let twice = (1..=4).rev().find(|n| {
            at + 2 * n <= tokens.len()
                && (0..*n).all(|i| tokens[at + i].kind == Kind::Word && tokens[at + i].word == tokens[at + n + i].word)
                && !(*n == 1 && tokens[at].is_any(&["very", "really", "so", "had", "that", "no", "not", "never", "many", "long", "far", "bye", "is"]))
        });
        match twice {
            Some(n) => drop(tokens.drain(at..at + n)),
            None if again(tokens, at) => drop(tokens.drain(at..at + 2)),
            None => at += 1,
        }
    }
}

/// "for, for parties": a small word, a comma, and the word again.
fn again(tokens: &[Token], at: usize) -> bool {
    let small = |t: &Token| {
        matches!(
            t.form.and_then(|f| f.likeliest()),
            Some(Tag::Prep | Tag::Det | Tag::Poss | Tag::PronSub | Tag::To | Tag::Modal)
        )
    };
    tokens.len() > at + 2
        && tokens[at + 1].kind == Kind::Mark(',')
        && tokens[at].word == tokens[at + 2].word
        && tokens[at].kind == Kind::Word
        && small(&tokens[at])
}

/// No comma at an edge or beside another mark.
fn tidy_commas(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let comma = tokens[at].kind == Kind::Mark(',');
        let before = at.checked_sub(1).map(|b| tokens[b].kind);
        let after = tokens.get(at + 1).map(|t| t.kind);
        let idle = comma && (before.is_none_or(|k| matches!(k, Kind::Mark(m) if m != '"')) || after.is_none_or(|k| matches!(k, Kind::Mark(m) if m != '"')));
        if idle {
            tokens.remove(at);
        } else {
            at += 1;
        }
    }
}

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
            .find(|t| !t.is_mark() && !t.is_any(&["and", "but", "so", "well", "yeah", "yes", "no", "oh", "okay"]));
        // "when you're ill, you rest, right?" is told, "when do you rest, right?" is asked
        let likeliest = |t: &Token| t.form.and_then(|f| f.likeliest());
        let inverts = |t: &Token| matches!(likeliest(t), Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do));
        let asks = opener.is_some_and(|t| {
            let wh = likeliest(t) == Some(Tag::Wh) || t.is_any(&["how", "why", "when"]);
            let next = sentence.iter().skip_while(|o| !std::ptr::eq(*o, t)).nth(1);
            inverts(t) || wh && next.is_none_or(inverts)
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
        let person = |b: Option<usize>| b.is_some_and(|b| tokens[b].is_any(&["i", "he", "she", "we", "they", "you"]));
        let ended = at > 1 && tokens[at - 1].is("up") && tokens[at - 2].lemma_text() == "end";
        let being = tokens[at - 1].is_any(&["am", "is", "are", "was", "were"]) && person(at.checked_sub(2));
        let like = tokens[at].is("like") && (ended || being) && likeliest(tokens.get(at + 1)) == Some(Tag::Ing);
        let sort = tokens[at].is_any(&["kind", "sort"]) && tokens[at + 1].is("of");
        // "kind of annoyed" says how much, "kind of did it" says nothing
        let felt = |t: &Token| t.form.is_some_and(|f| f.readings().any(|r| matches!(r.tag, Tag::Adj | Tag::Part)));
        let verb = tokens.get(at + 2).is_some_and(|t| {
            t.is("just")
                || matches!(likeliest(Some(t)), Some(Tag::Base | Tag::Past | Tag::Ing))
                    && (!felt(t) || likeliest(Some(t)) == Some(Tag::Ing) && t.form.is_some_and(|f| f.readings().all(|r| r.tag != Tag::Adj)))
        });
        let modal = matches!(likeliest(tokens.get(at - 1)), Some(Tag::Modal)) && person(at.checked_sub(2));
        if like {
            tokens.remove(at);
        } else if breath(tokens, at) {
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
        let opens = at == 0 || tokens[at - 1].is_mark() || tokens[at - 1].is_any(&["and", "but", "so"]);
        let comma = usize::from(tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Mark(',')));
        let clause = tokens.get(at + 1 + comma).is_some_and(|t| {
            matches!(
                t.form.and_then(|f| f.likeliest()),
                Some(Tag::PronSub | Tag::Pron | Tag::Det | Tag::Poss | Tag::Num | Tag::There | Tag::Plural | Tag::Name)
            ) || t.kind == Kind::Number
        });
        if tokens[at].is("hopefully") && opens && clause {
            let span = tokens[at].span;
            tokens.splice(at..at + 1 + comma, ["i", "hope"].map(|w| Token::word(w, span)));
        }
        at += 1;
    }
}

/// "its going to be fun", "its not fair": "it is", typed without its apostrophe.
pub(super) fn its(tokens: &mut Vec<Token>) {
    let mut i = 0;
    while i + 1 < tokens.len() {
        if !tokens[i].is("its") {
            i += 1;
            continue;
        }
        let next = &tokens[i + 1];
        let noun_follows = tokens.get(i + 2).is_some_and(|t| {
            t.form
                .is_some_and(|f| f.readings().next().is_some_and(|r| matches!(r.tag, Tag::Noun | Tag::Plural)))
        });
        let first = next.form.and_then(|f| f.readings().next()).map(|r| r.tag);
        let verbal = next.is_any(&[
            "a", "an", "the", "not", "so", "too", "very", "really", "just", "been", "going", "my", "like", "hard", "okay", "ok", "because", "all", "always",
            "never", "only", "also", "about",
        ]) || (matches!(first, Some(Tag::Adj | Tag::Ing)) && !noun_follows && !next.is_any(&["own", "best", "worst", "first", "last"]));
        if verbal {
            let span = tokens[i].span;
            tokens[i] = Token::word("it", span);
            tokens.insert(i + 1, Token::word("is", span));
        }
        i += 1;
    }
}
