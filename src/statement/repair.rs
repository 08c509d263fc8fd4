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
struct Phrases(Vec<Vec<Part>>);

/// A word of a phrase.
#[derive(Debug, Clone)]
struct Part {
    word: String,
    form: Option<Form>,
}

impl Part {
    fn of(word: &str) -> Part {
        Part {
            word: word.to_owned(),
            form: Form::of(word),
        }
    }

    /// Whether a token is this word; "'s" may still be "is".
    fn is(&self, token: &Token) -> bool {
        let same = match self.form {
            Some(_) => token.form == self.form,
            None => token.word == self.word,
        };
        same || token.is("'s") && self.word == "is"
    }
}

impl Phrases {
    fn add(&mut self, phrase: &str) {
        self.0.push(phrase.split(' ').map(Part::of).collect());
        self.0.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }

    /// How many tokens at `at` are one of the phrases.
    fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.0
            .iter()
            .find(|p| tokens.len() >= at + p.len() && p.iter().zip(&tokens[at..]).all(|(part, token)| part.is(token)))
            .map(Vec::len)
    }

    /// How many tokens before `end` are one of the phrases.
    fn before(&self, tokens: &[Token], end: usize) -> Option<usize> {
        self.0
            .iter()
            .find(|p| end >= p.len() && p.iter().zip(&tokens[end - p.len()..end]).all(|(part, token)| part.is(token)))
            .map(Vec::len)
    }
}

impl Fillers {
    /// Makes the tables.
    pub fn new(rows: &FillerRows) -> Fillers {
        let mut fillers = Fillers::default();
        for sound in &rows.sounds {
            fillers.of(sound).sound = true;
        }
        let first = |row: &str| row.split(' ').next().unwrap_or_default().to_owned();
        for row in &rows.anywhere {
            fillers.of(&first(row)).anywhere.add(row);
        }
        for row in &rows.start {
            fillers.of(&first(row)).start.add(row);
        }
        for row in &rows.end {
            fillers.of(row.rsplit(' ').next().unwrap_or(row)).end.add(row);
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
            // "it works as well as the other" compares, "it turned out to be a bill" says what it was
            let compares = |n: usize| {
                let next = |word: &str| tokens.get(at + n).is_some_and(|t| t.is(word));
                n == 2 && tokens[at + 1].is("well") && next("as") || tokens[at + n - 1].is("out") && next("to")
            };
            if let Some(n) = fillers[at].and_then(|of| of.anywhere.at(tokens, at)).filter(|n| !compares(*n)) {
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
            let goes_on = before.is_some_and(|t| t.kind == Kind::Mark(',')) && tokens[at].is("and") && !opens_clause(tokens, at + 1);
            if goes_on {
                at += 1;
                continue;
            }
            let opens = edge(before) || (at > 0 && drop[at - 1] && !sound[at - 1]) || (at > 0 && clause_opener(&tokens[at - 1]));
            match fillers[at].and_then(|of| of.start.at(tokens, at)).filter(|_| opens && !drop[at]) {
                Some(n) if droppable(tokens, at, n) => {
                    drop[at..at + n].fill(true);
                    // "worrying, I guess to me": the pause goes with it
                    let joins = tokens.get(at + n).is_some_and(|t| t.is_any(&["to", "for", "with"]));
                    if joins && at > 0 && tokens[at].is("i") && tokens[at - 1].kind == Kind::Mark(',') {
                        drop[at - 1] = true;
                    }
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

/// Whether a clause of its own may begin at `at`: ", and she left". Where none does, ", and" joins what is said to what was said before:
/// ", and then quit", ", and that I should rest".
fn opens_clause(tokens: &[Token], at: usize) -> bool {
    let likeliest = |t: &Token| t.form.and_then(|f| f.likeliest());
    let light = |t: &&Token| matches!(likeliest(t), Some(Tag::Adv | Tag::Not));
    let rest = &tokens[at.min(tokens.len())..];
    let Some(first) = rest.iter().find(|t| !light(t)) else {
        return true;
    };
    // "a garden, a dog, and a good job": the last of a list
    let nominal = |t: &&Token| {
        matches!(
            likeliest(t),
            Some(Tag::Det | Tag::Poss | Tag::Adj | Tag::Num | Tag::Noun | Tag::Plural | Tag::Name)
        ) || t.kind == Kind::Number
    };
    let phrase = rest.iter().take_while(nominal).count();
    if phrase > 1 && rest.get(phrase).is_none_or(Token::is_mark) {
        return false;
    }
    !first.is_any(&["that", "how", "why", "what", "to", "me"])
        && !matches!(
            likeliest(first),
            Some(Tag::Base | Tag::Past | Tag::Part | Tag::Ing | Tag::Third | Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::To)
        )
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
        // "guess what happened"
        ("guess", 2) => {
            comma
                || next
                    .and_then(|t| t.form)
                    .and_then(|f| f.likeliest())
                    .is_some_and(|t| matches!(t, Tag::PronSub | Tag::Pron | Tag::Poss | Tag::Det))
        }
        // "worrying, I guess to me"
        ("i", 2) if tokens[at + 1].is_any(&["guess", "suppose"]) && is(&["to", "for", "with", "because", "the", "of"]) => true,
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
        // "someone that I really like"
        ("like", 1)
            if tokens[..from]
                .iter()
                .rev()
                .find(|t| !t.is_any(&["really", "just", "actually", "truly", "also", "do", "always"]))
                .is_some_and(|t| t.is_any(&["i", "you", "we", "they", "not"])) =>
        {
            comma
        }
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

/// Whether two tokens are the same word: those that the tables know are told apart by a number.
fn same_word(a: &Token, b: &Token) -> bool {
    a.form == b.form && (a.form.is_some() || a.word == b.word)
}

/// "we we", "I was I was": said twice, meant once. "very very", "that that" and "had had" stay.
pub(super) fn repeats(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let twice = (1..=4).rev().find(|n| {
            at + 2 * n <= tokens.len()
                && (0..*n).all(|i| tokens[at + i].kind == Kind::Word && same_word(&tokens[at + i], &tokens[at + n + i]))
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
