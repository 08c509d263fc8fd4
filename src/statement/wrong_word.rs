//! A word for another that sounds like it or is a letter away: "should of", "your not", "better then". What stands beside it gives it away.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use rustc_hash::FxHasher;

use super::token::{Kind, Token};
use crate::words::Form;

/// One such slip. `before` and `after` are what may stand beside it: words with a space between; `^` for a start or a mark before, `$` for
/// an end or a mark after (`right$`: the word, and then one; `ago+`: in place of both words); `/Tag` for a word that is most often so tagged; nothing for anything.
struct Slip {
    before: &'static str,
    typed: &'static str,
    after: &'static str,
    meant: &'static str,
}

const fn slip(before: &'static str, typed: &'static str, after: &'static str, meant: &'static str) -> Slip {
    Slip { before, typed, after, meant }
}

const SPEAKS: &str = "i we they he she";
const BE: &str = "am is are was were be been being";
const MODAL: &str = "to will would can could should might may must not";

/// Each with its example in the test below.
const SLIPS: [Slip; 42] = [
    slip("should could would must might may", "of", "been had /Part /Past /Adv", "have"),
    slip(
        "^ and but so because if that think guess hope know bet feel maybe hopefully then when day",
        "ill",
        "be have get never always probably just try have do /Base",
        "i will",
    ),
    slip("", "your", "not so gonna too going a an", "you are"),
    slip("", "your", "welcome right$ correct$", "you are"),
    slip(
        "better worse more less rather other happier easier harder older younger bigger smaller different sooner later",
        "then",
        "i me my he she it they we you the a this that ever before usual just to when /Adj /Noun /Plural /Ing",
        "than",
    ),
    slip(
        MODAL,
        "loose",
        "my him her it them you his weight control interest hope sleep everything someone",
        "lose",
    ),
    slip("am is are was were been keep kept start started of about", "loosing", "", "losing"),
    slip("", "worst", "than", "worse"),
    slip(
        "get gets got getting even much any feel feels feeling",
        "worst",
        "$ and every when because with after than",
        "worse",
    ),
    slip("it things them me everything", "worst", "$ and because", "worse"),
    slip("of for about without from by", "been", "", "being"),
    slip("have has had", "being", "so very /Ing /Part /Past /Adj", "been"),
    slip(SPEAKS, "though", "i it he she that we they about of my the", "thought"),
    slip(SPEAKS, "new", "i it he she that how what they we about him her the my", "knew"),
    slip("we they", "where", "/Ing /Adj /Part /Past not so very all in at both", "were"),
    slip("", "past", "away", "passed"),
    slip("", "pasted", "away", "passed"),
    slip(MODAL, "breath", "", "breathe"),
    slip(MODAL, "brake", "up", "break"),
    slip(
        "some any your good need needed for bad the of",
        "advise",
        "$ on about from for and to",
        "advice",
    ),
    slip(
        "a the",
        "god",
        "relationship friendship job friend time day idea thing place life mood person man night week sign year thing start way",
        "good",
    ),
    slip("the my sudden this", "lost", "of", "loss"),
    slip(
        "know sure wonder wondering tell decide care matter",
        "weather",
        "i to he she it or they we my the",
        "whether",
    ),
    slip(
        "in with of on for from lost at",
        "there",
        "own lives house family job marriage relationship life kids mom dad parents minds mind hearts eyes",
        "their",
    ),
    slip("^ and but so because that if when", "their", "is was were are", "there"),
    slip("way get getting gets be far am is are was been", "to", "much many late", "too"),
    slip("is was am are been be", "quit", "a /Adj", "quite"),
    slip(BE, "suppose", "to", "supposed"),
    slip(BE, "use", "to", "used"),
    slip("get getting got", "use", "to", "used"),
    slip("i we they he she it people that who which", "use", "to", "used"),
    slip("days weeks months years hours minutes week month year day hour", "a", "go", "ago+"),
    slip("no", "on", "wants cares understands listens likes knows /Third", "one"),
    slip("i am", "board", "$ and", "bored"),
    slip("so very really always", "board", "$ and of at with", "bored"),
    slip("could i would", "careless", "about", "care less"),
    slip("", "defiantly", "need want think feel going have would will", "definitely"),
    slip("is are was were am so very", "quite", "$ and person kid child", "quiet"),
    slip("in at", "piece", "$ and", "peace"),
    slip("a", "brake", "from $", "break"),
    slip("", "marry", "christmas xmas", "merry"),
    slip("/Noun /Plural /PronObj /Adv /Pron", "cause", "i he she we they", "because"),
];

/// The slips by what is typed; the tables know every such word.
static BY_TYPED: LazyLock<HashMap<Form, Vec<&Slip>, BuildHasherDefault<FxHasher>>> = LazyLock::new(|| {
    let mut by_typed: HashMap<_, Vec<_>, _> = HashMap::default();
    let known = SLIPS.iter().filter_map(|slip| Some((Form::of(slip.typed)?, slip)));
    known.for_each(|(form, slip)| by_typed.entry(form).or_default().push(slip));
    by_typed
});

/// Puts the word that was meant.
pub(super) fn mend(tokens: &mut Vec<Token>) {
    let slips = &*BY_TYPED;
    let mut at = 0;
    while at < tokens.len() {
        let form = tokens[at].form.filter(|_| tokens[at].kind == Kind::Word);
        let typed = form.and_then(|form| slips.get(&form)).into_iter().flatten();
        let slip = typed.copied().find(|s| stands(tokens, at, s));
        if let Some(slip) = slip {
            let span = tokens[at].span;
            // "a go" was one word
            let both = slip.meant.ends_with('+');
            let words = slip.meant.trim_end_matches('+').split(' ').map(|w| Token::word(w, span));
            tokens.splice(at..at + 1 + usize::from(both), words);
        }
        at += 1;
    }
}

fn stands(tokens: &[Token], at: usize, slip: &Slip) -> bool {
    let beside = |slot: &str, edge: &str, token: Option<&Token>, next: Option<&Token>| {
        slot.is_empty()
            || slot.split(' ').any(|one| match token {
                None => one == edge,
                Some(t) if one == edge => t.is_mark(),
                Some(t) => match (one.strip_prefix('/'), one.strip_suffix('$')) {
                    (Some(tag), _) => t.form.and_then(|f| f.likeliest()).is_some_and(|likeliest| likeliest.name() == tag),
                    (_, Some(word)) => t.is(word) && next.is_none_or(|n| n.is_mark() || n.is_any(&["and", "but"])),
                    _ => t.is(one),
                },
            })
    };
    let before = at.checked_sub(1).map(|b| &tokens[b]);
    beside(slip.before, "^", before, None) && beside(slip.after, "$", tokens.get(at + 1), tokens.get(at + 2))
}

#[cfg(test)]
mod tests {
    use crate::statement::{Fillers, Statement};

    #[test]
    fn the_tables_know_every_word_that_is_typed_for_another() {
        let unknown: Vec<&str> = super::SLIPS
            .iter()
            .map(|slip| slip.typed)
            .filter(|word| super::Form::of(word).is_none())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn the_word_that_was_meant_is_heard() {
        let table = [
            ("i should of called", "i should have called"),
            ("i think ill get it", "i think i will get it"),
            ("he was ill for weeks", "he was ill for weeks"),
            ("it's like your not here", "it 's like you are not here"),
            ("your right", "you are right"),
            ("your right hand hurts", "your right hand hurts"),
            ("she is better then me", "she is better than me"),
            ("he is taller and then some", "he is taller and then some"),
            ("i don't want to loose him", "i do not want to lose him"),
            ("it keeps getting worst", "it keeps getting worse"),
            ("my worst day", "my worst day"),
            ("i am tired of been alone", "i am tired of being alone"),
            ("i have being crying", "i have been crying"),
            ("i though he cared", "i thought he cared"),
            ("i new it", "i knew it"),
            ("we where happy", "we were happy"),
            ("he past away", "he passed away"),
            ("i can't breath", "i can not breathe"),
            ("we might brake up", "we might break up"),
            ("i need some advise", "i need some advice"),
            ("we had a god relationship", "we had a good relationship"),
            ("the lost of my dog", "the loss of my dog"),
            ("i don't know weather i should go", "i do not know whether i should go"),
            ("i came home to there house", "i came home to there house"),
            ("they care for there parents", "they care for their parents"),
            ("their is no hope", "there is no hope"),
            ("it is to much", "it is too much"),
            ("it is quit hard", "it is quite hard"),
            ("i was suppose to go", "i was supposed to go"),
            ("i use to sing", "i used to sing"),
            ("it ended two years a go", "it ended two years ago"),
            ("no on cares", "no one cares"),
            ("i am so board", "i am so bored"),
            ("i could careless about it", "i could care less about it"),
            ("i defiantly need it", "i definitely need it"),
            ("it is very quite", "it is very quiet"),
            ("i took his socks cause i had none", "i took his socks because i had none"),
            ("the cause i support", "the cause i support"),
            ("marry christmas", "merry christmas"),
            ("i will marry him", "i will marry him"),
        ];
        for (typed, heard) in table {
            let statement = Statement::read(typed, &Fillers::default());
            let words: Vec<&str> = statement.tokens.iter().map(|t| t.word.as_str()).collect();
            assert_eq!(words.join(" "), heard, "{typed}");
        }
    }
}
