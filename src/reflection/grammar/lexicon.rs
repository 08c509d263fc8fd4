//! What a word can be: a set of kinds, from the tag tables and the verb classes of `config/words/classes.toml`.

use std::sync::LazyLock;

use super::kinds::*;
use crate::reflection::voice::Said;
use crate::words::{Classes, Form, Reading, Tag, lower};

/// The classes that the grammar asks for, looked up once.
struct Valency {
    needs_object: Classes,
    no_object: Classes,
    links: Classes,
    clause: Classes,
    two: Classes,
    time: Classes,
    group: Classes,
}

static VALENCY: LazyLock<Valency> = LazyLock::new(|| {
    let named = |names: &[&str]| Classes(names.iter().filter_map(|n| Classes::named(n)).fold(0, |all, c| all | c.0));
    Valency {
        needs_object: named(&["needs_object"]),
        no_object: named(&["no_object"]),
        links: named(&["linking"]),
        clause: named(&["think", "say", "takes_clause"]),
        two: named(&["two_objects"]),
        time: named(&["time", "weekday_month"]),
        group: named(&["group"]),
    }
});

/// What a word can be; a contracted one is two words ("didn't").
pub(super) fn kinds(word: &Said) -> (Kinds, Option<Kinds>) {
    let text = lower(&word.text);
    let text = text.as_str();
    if let Some(stem) = text.strip_suffix("n't") {
        let stem = match stem {
            "ca" => "can",
            "wo" => "will",
            stem => stem,
        };
        return (plain(stem, Tag::Modal, false), Some(NOT));
    }
    if let Some((stem, clitic)) = text.split_once('\'').filter(|(stem, _)| !stem.is_empty()) {
        let second = match clitic {
            "re" => ARE,
            "ve" => HAVE,
            "ll" => MODAL,
            "d" => MODAL | HAD,
            "m" => AM,
            "s" if word.tag == Tag::PossS => POSSESSOR,
            "s" => IS | HAS | POSSESSOR,
            _ => return (NOUN | PLURAL, None),
        };
        return (plain(stem, word.tag, word.own), Some(second));
    }
    (plain(text, word.tag, word.own), None)
}

fn superlative(text: &str) -> bool {
    text.ends_with("est") && Form::of(text).is_some_and(|f| f.readings().any(|r| r.tag == Tag::Adj && r.lemma != f))
}

fn plain(text: &str, tag: Tag, own: bool) -> Kinds {
    match text {
        "'s" => return POSSESSOR,
        "am" => return AM,
        "is" => return IS,
        "are" => return ARE,
        "was" => return WAS,
        "were" => return WERE,
        "be" => return BE,
        "been" => return BEEN,
        "being" => return BEING,
        "have" => return HAVE,
        "has" => return HAS,
        "had" => return HAD,
        "having" => return HAVING,
        "do" => return DO,
        "does" => return DOES,
        "did" => return DID,
        "to" => return TO | PREP,
        "that" => return THAT | DET | THIRD_SUBJECT | OBJECT,
        "you" => return OTHER_SUBJECT | OBJECT,
        "there" => return THERE | ADV | PLACE,
        "so" => return DEGREE | JOINT | SUB,
        "very" => return DEGREE,
        "too" => return DEGREE | ADV,
        "i" if own => return SPEAKER,
        "one" => return NUM | NOUN | THIRD_SUBJECT | OBJECT,
        "ones" => return PLURAL,
        "worst" | "best" | "first" | "last" | "same" | "rest" | "latter" | "only" | "other" | "least" => return ADJ | NOUN | PLURAL | ADV | IDEA,
        // "the dog bit you"
        "bit" if tag == Tag::Past => return PAST | NEEDS_OBJECT,
        "lot" | "bit" | "lots" | "tad" => return NOUN | TIME | AMOUNT,
        "time" | "times" | "way" | "ways" | "reason" | "place" | "moment" | "point" => {
            let number = if text.ends_with('s') { PLURAL } else { NOUN };
            return number | TIME | IDEA | from_tables(text, tag) & (BASE | THIRD);
        }
        "because" => return SUB | PREP,
        "whether" => return SUB | WH,
        "unless" | "if" | "although" | "whereas" => return SUB,
        "though" => return SUB | ADV,
        "another" => return DET | THIRD_SUBJECT | OBJECT | NOUN,
        "longer" => return ADJ | ADV | TIME,
        "like" => return PREP | SUB | COMPARES | BASE | NEEDS_OBJECT | ADV,
        "as" | "than" => return PREP | SUB | COMPARES | ADV,
        "ought" => return PAST | NEEDS_OBJECT,
        "sorry" => return ADJ | ADV | SOUND,
        "due" | "worth" => return ADJ | ADV | PREP,
        "this" => return DET | THIRD_SUBJECT | OBJECT | AMOUNT,
        "forever" => return ADV | NOUN | TIME,
        "fine" | "great" | "good" | "bad" => return ADJ | ADV | PLACE,
        "never" => return ADV,
        "no" if tag == Tag::Not => return ADV,
        "whatever" | "whoever" | "whichever" => return WH | SUB,
        "got" => return PAST | PARTICIPLE | LINKS | TWO_OBJECTS,
        "when" | "whenever" | "wherever" => return SUB | WH | WH_ADVERB,
        "how" | "why" | "where" => return WH | WH_ADVERB,
        "together" | "alone" => return ADV | ADJ,
        "people" | "police" | "staff" | "family" | "team" | "kids" => return NOUN | PLURAL,
        // "the proudest you have been"
        _ if tag == Tag::Adj && superlative(text) => return ADJ | NOUN | ADV | IDEA | TIME,
        _ => {}
    }
    from_tables(text, tag)
}

fn from_tables(text: &str, tag: Tag) -> Kinds {
    let Some(form) = Form::of(text) else {
        return match tag {
            Tag::Num => NUM | NOUN | PLURAL,
            _ if text.starts_with(|c: char| c.is_ascii_digit() || !c.is_alphanumeric()) => NUM | NOUN | PLURAL,
            Tag::Adv => ADV,
            Tag::Adj => ADJ | NOUN,
            _ if text.ends_with("ing") => ING | NOUN,
            _ if text.ends_with("ed") => PAST | PARTICIPLE | ADJ,
            // unknown: somebody's word for something
            _ if text.ends_with('s') => NOUN | PLURAL | NAME,
            _ => NOUN | NAME,
        };
    };
    let valency = &*VALENCY;
    let classes = form.classes();
    let mut all = 0;
    // "the says", "to home": what a word hardly ever is, it is not here
    let likeliest = form.readings().next().map_or(0, |r| r.weight);
    let tells = classes.meets(valency.clause);
    let rare = |r: &Reading| {
        r.weight == 1
            && r.tag != tag
            && match r.tag {
                Tag::Noun | Tag::Plural => tells,
                Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing => likeliest >= 8,
                _ => false,
            }
    };
    for reading in form.readings().filter(|r| !rare(r)) {
        all |= match reading.tag {
            Tag::PronSub if matches!(text, "he" | "she") => THIRD_SUBJECT,
            Tag::PronSub => OTHER_SUBJECT,
            Tag::PronObj if text.ends_with("self") || text.ends_with("selves") => OBJECT | REFLEXIVE,
            Tag::PronObj => OBJECT,
            Tag::Pron
                if matches!(
                    text,
                    "these" | "those" | "some" | "any" | "all" | "both" | "many" | "few" | "most" | "more" | "none" | "enough" | "much"
                ) =>
            {
                ANY_SUBJECT | OBJECT
            }
            Tag::Pron if matches!(text, "yours" | "mine" | "theirs" | "ours") => ANY_SUBJECT | OBJECT,
            // "everything you built"
            Tag::Pron if ["thing", "one", "body"].iter().any(|end| text.len() > end.len() && text.ends_with(end)) => THIRD_SUBJECT | OBJECT | NOUN,
            Tag::Pron => THIRD_SUBJECT | OBJECT,
            Tag::Poss | Tag::Det => DET,
            Tag::Num => NUM | NOUN | PLURAL,
            Tag::Noun if text.len() > 6 && text.ends_with("ing") => NOUN | ING,
            Tag::Noun if classes.meets(valency.group) => NOUN | PLURAL,
            Tag::Noun => NOUN,
            Tag::Plural => PLURAL,
            Tag::Name => NAME,
            // "try harder"
            Tag::Adj if text.ends_with("er") => ADJ | ADV,
            Tag::Adj => ADJ,
            Tag::Adv => ADV,
            Tag::Base => BASE,
            Tag::Third => THIRD,
            Tag::Past => PAST,
            Tag::Part => PARTICIPLE,
            Tag::Ing => ING,
            Tag::Modal => MODAL,
            Tag::Prep => PREP,
            Tag::Conj => JOINT,
            Tag::Sub => SUB,
            Tag::Wh => WH,
            Tag::Not => NOT,
            Tag::Interj => SOUND,
            Tag::PossS => POSSESSOR,
            Tag::There => THERE,
            Tag::Be | Tag::Have | Tag::Do if text == "done" => PARTICIPLE,
            Tag::Be | Tag::Have | Tag::Do if text == "doing" => ING,
            Tag::To | Tag::Edge | Tag::Be | Tag::Have | Tag::Do => 0,
        };
    }
    if classes.meets(valency.time) && all & (NOUN | PLURAL) != 0 {
        all |= TIME;
    }
    if matches!(
        text,
        "thing"
            | "problem"
            | "issue"
            | "truth"
            | "fact"
            | "worry"
            | "fear"
            | "hope"
            | "wish"
            | "feeling"
            | "idea"
            | "question"
            | "answer"
            | "dream"
            | "plan"
            | "difference"
            | "trouble"
            | "part"
            | "risk"
            | "goal"
            | "best"
            | "worst"
            | "point"
            | "reason"
            | "thought"
            | "excuse"
            | "plus"
            | "impression"
    ) {
        all |= IDEA;
    }
    if matches!(
        text,
        "here"
            | "there"
            | "now"
            | "then"
            | "home"
            | "today"
            | "tonight"
            | "tomorrow"
            | "yesterday"
            | "once"
            | "ever"
            | "long"
            | "far"
            | "abroad"
            | "inside"
            | "outside"
            | "above"
            | "below"
            | "behind"
            | "recently"
            | "again"
            | "upstairs"
            | "downstairs"
            | "nowhere"
            | "somewhere"
            | "anywhere"
            | "everywhere"
            | "good"
            | "sure"
            | "always"
            | "afar"
            | "within"
            | "work"
            | "free"
            | "real"
    ) {
        all |= PLACE;
    }
    if matches!(
        text,
        "many" | "much" | "little" | "few" | "more" | "less" | "most" | "enough" | "half" | "all" | "both" | "couple" | "dozen"
    ) {
        all |= if matches!(text, "couple" | "dozen") { AMOUNT } else { AMOUNT | DET };
    }
    if matches!(text, "all" | "both" | "half" | "such" | "quite" | "just" | "even" | "what" | "each" | "brand") {
        all |= ADV;
    }
    if matches!(
        text,
        "up" | "out" | "off" | "down" | "away" | "back" | "on" | "over" | "in" | "around" | "through" | "along" | "together" | "apart" | "by"
    ) {
        all |= PARTICLE | ADV;
    }
    if matches!(
        text,
        "let" | "lets" | "letting" | "go" | "come" | "help" | "helps" | "helped" | "helping" | "dare"
    ) {
        all |= GOES;
    }
    if all & (BASE | THIRD | PAST | PARTICIPLE | ING) != 0 {
        for (class, kind) in [
            (valency.needs_object, NEEDS_OBJECT),
            (valency.no_object, NO_OBJECT),
            (valency.links, LINKS),
            (valency.clause, TAKES_CLAUSE),
            (valency.two, TWO_OBJECTS),
        ] {
            if classes.meets(class) {
                all |= kind;
            }
        }
    }
    // what the engine read it as is one of the things it can be, whatever the tables say
    all | match tag {
        Tag::Name => NAME,
        Tag::Noun if all == 0 => NOUN,
        Tag::Not => NOT,
        Tag::Adv => ADV,
        _ => 0,
    }
}
