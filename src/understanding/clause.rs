//! Clauses: who does what, and how the pieces of a sentence hang together.

use std::ops::Range;

use super::phrase::{Tense, Verb, joined_noun_phrase, noun_phrase, verb_group};
use crate::statement::{Kind, Sentence, Statement, Token};
use crate::words::{Classes, Tag};

/// How a clause is joined to what is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Stands for itself.
    Main,
    /// "and …"
    And,
    /// "but …", "yet …"
    But,
    /// "or …"
    Or,
    /// "so …"
    So,
    /// "because …", "since …"
    Because,
    /// "when …", "after …", "while …"
    When,
    /// "if …", "unless …"
    If,
    /// "although …"
    Though,
    /// What is thought, felt or said: "(that) he left", "what to do"
    Complement,
    /// "who left", "(that) I wanted"
    Relative,
}

impl Link {
    /// Whether the clause belongs inside the one it hangs on, and is said with it.
    pub fn inner(self) -> bool {
        matches!(self, Link::Complement | Link::Relative)
    }

    /// Whether the clause is an adjunct of the one it hangs on: it may be said or left.
    pub fn adjunct(self) -> bool {
        matches!(self, Link::Because | Link::When | Link::If | Link::Though)
    }
}

/// Whose the subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// The speaker alone.
    Me,
    /// The speaker and others.
    Us,
    /// "you"
    You,
    /// Somebody or something else.
    Other,
    /// None is there (a fragment).
    None,
}

/// A clause of a statement.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its tokens, without what joins it to the clause before.
    pub range: Range<usize>,
    /// What joins it ("but", "and then because").
    pub connector: Range<usize>,
    /// How it is joined.
    pub link: Link,
    /// The clause it hangs on, for inner clauses and adjuncts.
    pub parent: Option<usize>,
    /// The sentence it is in.
    pub sentence: usize,
    /// The subject's tokens; taken over from the clause before where it is left out.
    pub subject: Option<Range<usize>>,
    /// Whether the subject is left out and taken over.
    pub elided: bool,
    /// Whose the subject is.
    pub person: Person,
    /// The verb.
    pub verb: Option<Verb>,
    /// Whether it asks.
    pub asks: bool,
    /// Whether the speaker broke it off.
    pub cut: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

impl Clause {
    /// Whether it is denied, by its verb or by its subject ("nobody came").
    pub fn negated(&self, tokens: &[Token]) -> bool {
        self.verb.as_ref().is_some_and(|v| v.negated)
            || self
                .subject
                .clone()
                .is_some_and(|s| tokens[s].first().is_some_and(|t| t.is_any(&["nobody", "nothing", "no", "none", "neither"])))
    }

    /// Its tense; present where it has no verb.
    pub fn tense(&self) -> Tense {
        self.verb.as_ref().map_or(Tense::Present, |v| v.tense)
    }
}

/// The classes that clauses are cut by, looked up once.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClauseWords {
    /// Verbs that take a clause: think, know, feel.
    pub think: Classes,
    /// Verbs of speaking.
    pub say: Classes,
    /// Spans of time.
    pub time: Classes,
}

/// Cuts every sentence into clauses.
pub(super) fn clauses(statement: &Statement, words: ClauseWords) -> Vec<Clause> {
    let mut clauses = Vec::with_capacity(statement.sentences.len() * 2);
    let mut quoted = false;
    for (number, sentence) in statement.sentences.iter().enumerate() {
        Cutter {
            tokens: &statement.tokens[..sentence.range.end],
            words,
            sentence: number,
            clauses: &mut clauses,
            quoted: &mut quoted,
        }
        .cut(sentence);
    }
    clauses
}

struct Cutter<'a> {
    /// All tokens up to the sentence's end.
    tokens: &'a [Token],
    words: ClauseWords,
    sentence: usize,
    clauses: &'a mut Vec<Clause>,
    quoted: &'a mut bool,
}

/// The most prepositions that stand inside a subject.
const PLACED: usize = 3;

/// A subject and its verb found by looking ahead.
struct Ahead {
    subject: Option<Range<usize>>,
    verb: Verb,
}

impl Cutter<'_> {
    fn cut(&mut self, sentence: &Sentence) {
        let first = self.clauses.len();
        let (link, mut start) = self.opening(sentence.range.start, Link::Main);
        self.begin(link, sentence.range.start, start);
        let mut i = start;
        while i < sentence.range.end {
            if self.tokens[i].kind == Kind::Mark('"') {
                *self.quoted = !*self.quoted;
                let current = self.current();
                current.quoted |= current.range.start == i;
            }
            if i > start {
                if let Some((link, body)) = self.boundary(i, start) {
                    self.close(i);
                    self.begin(link, i, body);
                    start = body;
                    i = body;
                    continue;
                }
            } else if self.current().verb.is_none() {
                self.fill(start);
            }
            i = self.after_known(i);
        }
        self.close(sentence.range.end);
        // "I'm so angry, do you think that will work?": the last clause asks; "I'm not quite sure how?" only wonders
        let asking = self
            .clauses
            .iter()
            .skip(first)
            .rposition(|c| !c.link.inner() && !c.link.adjunct())
            .map(|n| n + first);
        if let Some(asking) = asking.filter(|_| sentence.asked) {
            let alone = self.clauses.iter().skip(first).filter(|c| !c.link.inner() && !c.link.adjunct()).count() == 1;
            let tokens = self.tokens;
            let clause = &mut self.clauses[asking];
            // "I just wanted to know if it helps?": what is asked for is told
            let told = clause.person == Person::Me
                && clause
                    .range
                    .clone()
                    .any(|i| tokens[i].lemma_text() == "wonder" || tokens[i].is("know") && i > 0 && tokens[i - 1].tag == Tag::To);
            clause.asks = alone && !told || !matches!(clause.person, Person::Me);
        }
        if let Some(last) = self.clauses.last_mut() {
            last.cut = sentence.cut;
        }
        self.inverted(first, sentence);
    }

    fn current(&mut self) -> &mut Clause {
        self.clauses.last_mut().expect("a clause is begun before it is asked for")
    }

    /// Past subject and verb, which are known, no boundary is looked for.
    fn after_known(&mut self, i: usize) -> usize {
        let current = self.current();
        let covered = current.subject.as_ref().is_some_and(|s| s.contains(&i));
        match &current.verb {
            Some(verb) if verb.range.end > i && (verb.range.start <= i || covered) => verb.range.end,
            _ => i + 1,
        }
    }

    fn begin(&mut self, link: Link, connector: usize, body: usize) {
        let parent = match link {
            Link::Complement if self.clauses.last().is_some_and(|c| c.sentence == self.sentence && self.fronted(c)) => {
                self.clauses.last().and_then(|c| c.parent)
            }
            Link::Complement | Link::Relative => self.clauses.len().checked_sub(1).filter(|p| self.clauses[*p].sentence == self.sentence),
            Link::Because | Link::When | Link::If | Link::Though => self
                .clauses
                .iter()
                .rposition(|c| c.sentence == self.sentence && !c.link.inner() && !c.link.adjunct()),
            _ => None,
        };
        self.clauses.push(Clause {
            range: body..body,
            connector: connector..body,
            link,
            parent,
            sentence: self.sentence,
            subject: None,
            elided: false,
            person: Person::None,
            verb: None,
            asks: false,
            cut: false,
            quoted: *self.quoted,
        });
        self.fill(body);
    }

    /// Finds subject and verb of the clause that begins at `at`.
    fn fill(&mut self, at: usize) {
        let link = self.current().link;
        // "what i want", "how much it hurts", "who left": the question word stands before the subject, or is it
        let wh = self.tokens.get(at).is_some_and(|t| t.tag == Tag::Wh);
        let found = if wh {
            // "why telling people helps"
            let gerund = self.tokens.get(at + 1).filter(|t| t.tag == Tag::Ing).and_then(|_| self.gerund_subject(at + 1));
            gerund
                .or_else(|| (at + 1..=at + 3).find_map(|from| self.ahead(from)))
                .or_else(|| self.bare_verb(at + 1))
        } else if link == Link::Relative || link == Link::Complement {
            self.ahead(at).or_else(|| self.bare_verb(at))
        } else {
            self.ahead(at).or_else(|| self.gerund_subject(at)).or_else(|| self.placed_subject(at))
        };
        let mut left_out = false;
        let found = match found {
            None if matches!(link, Link::And | Link::But | Link::Or | Link::So) => self.bare_verb(at).and_then(|mut f| {
                f.subject = self.clauses.len().checked_sub(2).and_then(|b| self.clauses[b].subject.clone());
                let agrees = f.subject.as_ref().is_none_or(|s| self.agrees_with_speaker(&self.tokens[s.clone()], &f.verb));
                agrees.then_some(f)
            }),
            None => {
                left_out = true;
                self.elided_me(at)
            }
            found => found,
        };
        let tokens = self.tokens;
        let Some(Ahead { subject, verb }) = found else { return };
        let current = self.current();
        current.elided = subject.as_ref().is_none_or(|s| s.start < current.range.start);
        // "just lost my job": who tells it; later on it may be anybody who was spoken of
        let first = current.sentence == 0 && current.parent.is_none() && !tokens[verb.head].is_any(&["made", "looked", "took", "seemed", "was"]);
        let nobody = if left_out && first { Person::Me } else { Person::None };
        current.person = subject.as_ref().map_or(nobody, |s| person(&tokens[s.clone()]));
        current.subject = subject;
        current.verb = Some(verb);
    }

    /// A subject and a finite verb from `at` on.
    fn ahead(&self, at: usize) -> Option<Ahead> {
        let mut from = at;
        while self.tokens.get(from).is_some_and(|t| {
            matches!(t.tag, Tag::Adv | Tag::Interj)
                || t.kind == Kind::Mark('"')
                || t.kind == Kind::Mark(',') && from > at && opens_sentence(&self.tokens[from - 1])
        }) {
            from += 1;
        }
        // "last week my dad …", "in a week we …": an adverbial before the subject
        for from in [Some(from), self.past_adverbial(from)].into_iter().flatten() {
            let alone = noun_phrase(self.tokens, from);
            // "I want to be a good parent and I am glad": nobody is named as "a parent and I"
            let before = from.checked_sub(1).and_then(|before| self.tokens.get(before));
            let owed = before.is_some_and(|t| {
                matches!(
                    t.tag,
                    Tag::Be | Tag::Base | Tag::Ing | Tag::Part | Tag::Past | Tag::Third | Tag::Have | Tag::Prep
                )
            });
            let anew = |end: usize| owed && self.tokens[from].is_any(&["a", "an"]) && self.tokens[end - 1].tag == Tag::PronSub;
            let joined = joined_noun_phrase(self.tokens, from).filter(|j| Some(*j) != alone && !anew(*j));
            if self.tokens.get(from).is_some_and(|t| t.tag == Tag::There) {
                let mut i = from + 1;
                while self.tokens.get(i).is_some_and(|t| t.tag == Tag::Adv) {
                    i += 1;
                }
                return verb_group(self.tokens, i).map(|verb| Ahead {
                    subject: Some(from..from + 1),
                    verb,
                });
            }
            for end in [joined, alone].into_iter().flatten() {
                if self.tokens[from].tag == Tag::PronObj
                    && !self.tokens[from + 1..end].iter().any(|t| t.tag == Tag::PronSub)
                    && !(self.tokens[from].is("me") && end > from + 1)
                {
                    continue;
                }
                let mut i = end;
                while self.tokens.get(i).is_some_and(|t| matches!(t.tag, Tag::Adv | Tag::Not))
                    || self.tokens.get(i).is_some_and(|t| t.is_any(&["all", "both", "each"]))
                {
                    i += 1;
                }
                let found = self.verb_of(from..end, i);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// A subject with its verb, which may stand at `at`, or behind a relative clause: "the only pills I take are …", "the man who hit me ran".
    fn verb_of(&self, subject: Range<usize>, at: usize) -> Option<Ahead> {
        if let Some(verb) = self.past_relative(subject.end) {
            return Some(Ahead {
                subject: Some(subject.start..verb.range.start),
                verb,
            });
        }
        let verb = verb_group(self.tokens, at).filter(|v| self.agrees(subject.clone(), v))?;
        Some(Ahead { subject: Some(subject), verb })
    }

    /// The verb after a relative clause that begins at `at`, straight behind a subject.
    fn past_relative(&self, at: usize) -> Option<Verb> {
        let first = self.tokens.get(at)?;
        let opener = first.is_any(&["who", "that", "which"]) && first.tag != Tag::Det;
        let skipped = self.tokens[at..].iter().skip(1).take_while(|t| t.tag == Tag::Adv).count();
        // "the restaurant my sister picked was awful"
        let named = matches!(first.tag, Tag::Poss | Tag::Name) || first.tag == Tag::Det && first.is("the");
        let inner = if named && !opener {
            verb_group(self.tokens, noun_phrase(self.tokens, at)?).filter(|v| !matches!(self.tokens[v.range.start].tag, Tag::Base))?
        } else if first.tag == Tag::PronSub && skipped > 0 {
            verb_group(self.tokens, at + 1 + skipped)?
        } else if first.tag == Tag::PronSub || (opener && self.tokens.get(at + 1).is_some_and(|t| t.tag == Tag::PronSub)) {
            verb_group(self.tokens, at + 1 + usize::from(opener))?
        } else if opener {
            verb_group(self.tokens, at + 1)?
        } else {
            return None;
        };
        // the verb stands within a few words, with nothing between that opens another clause
        let stop = (inner.range.end + 6).min(self.tokens.len());
        for i in inner.range.end..stop {
            let t = &self.tokens[i];
            if t.is_mark() || matches!(t.tag, Tag::Conj | Tag::Sub | Tag::PronSub | Tag::Wh | Tag::Pron | Tag::There) {
                return None;
            }
            // "a book I came across had me laughing": its noun is missing behind the preposition
            let missed = self.tokens[i - 1].tag == Tag::Prep && (t.tag == Tag::Past || t.is("had"));
            // "the shop I ran closed": its noun is missing behind the verb
            let missed = missed || i == inner.range.end && t.tag == Tag::Past && (named || first.tag == Tag::PronSub);
            let finite = missed
                || t.is_any(&["is", "are", "was", "were", "has", "does", "did"])
                || matches!(t.tag, Tag::Third | Tag::Modal)
                || (t.tag == Tag::Past && opener);
            if finite {
                return verb_group(self.tokens, i);
            }
        }
        None
    }

    /// The end of an adverbial that may stand before a subject: "last week", "in a couple of weeks", "at work".
    fn past_adverbial(&self, at: usize) -> Option<usize> {
        let first = self.tokens.get(at)?;
        let two = self.tokens.get(at + 1);
        let end = if first.is_any(&["due", "thanks"]) && two.is_some_and(|t| t.is("to")) || first.is("because") && two.is_some_and(|t| t.is("of")) {
            noun_phrase(self.tokens, at + 2)?
        } else if first.tag == Tag::Prep && two.is_some_and(|t| t.tag == Tag::Ing) {
            // "by asking his doctor, maybe he …"
            noun_phrase(self.tokens, at + 2).filter(|e| self.tokens.get(*e).is_some_and(|t| t.kind == Kind::Mark(',')))?
        } else if first.tag == Tag::Prep {
            noun_phrase(self.tokens, at + 1)?
        } else if first.is_any(&[
            "last", "this", "next", "every", "one", "each", "all", "some", "the", "these", "those", "two", "three", "a",
        ]) {
            noun_phrase(self.tokens, at).filter(|e| {
                self.tokens[*e - 1].is_any(&["time", "times", "day", "days"]) || self.tokens[*e - 1].form.is_some_and(|f| f.classes().meets(self.words.time))
            })?
        } else {
            return None;
        };
        let comma = self.tokens.get(end).is_some_and(|t| t.kind == Kind::Mark(','));
        let ago = self.tokens.get(end).is_some_and(|t| t.is_any(&["ago", "later", "before", "after"]));
        Some(end + usize::from(comma || ago))
    }

    /// "my friend text" is no clause; "my friends text" is.
    fn agrees(&self, subject: Range<usize>, verb: &Verb) -> bool {
        let head = &self.tokens[verb.range.start];
        if head.tag != Tag::Base {
            return true;
        }
        let last = &self.tokens[subject.end - 1];
        let several = self.tokens[subject.clone()].iter().any(|t| t.is("and"));
        several
            || last.tag == Tag::Plural
            || last.is_any(&[
                "i", "you", "we", "they", "people", "these", "those", "all", "both", "many", "most", "some", "others", "who", "family",
            ])
            || self.tokens[subject].iter().any(|t| t.tag == Tag::Plural)
    }

    /// "I'm nervous but just is scary": what the speaker left out is not "I".
    fn agrees_with_speaker(&self, subject: &[Token], verb: &Verb) -> bool {
        let head = &self.tokens[verb.range.start];
        let third = head.tag == Tag::Third || head.is_any(&["is", "has", "does"]);
        !(third && subject.last().is_some_and(|t| t.is_any(&["i", "we", "you", "they"])))
    }

    /// "The team from my town won", "the plans for my mum and my aunts in May are off": a subject with prepositions and their nouns behind it.
    fn placed_subject(&self, at: usize) -> Option<Ahead> {
        let opens = matches!(
            self.tokens.get(at)?.tag,
            Tag::Det | Tag::Poss | Tag::Noun | Tag::Plural | Tag::Pron | Tag::Adj | Tag::Num | Tag::Name
        );
        let mut end = joined_noun_phrase(self.tokens, at).filter(|_| opens)?;
        for _ in 0..PLACED {
            self.tokens.get(end).filter(|t| t.tag == Tag::Prep && !t.is_any(&["like", "as", "than"]))?;
            let inner = [noun_phrase(self.tokens, end + 1), joined_noun_phrase(self.tokens, end + 1)];
            for end in inner.into_iter().flatten() {
                let mut i = end;
                while self.tokens.get(i).is_some_and(|t| matches!(t.tag, Tag::Adv | Tag::Not)) {
                    i += 1;
                }
                let found = self.verb_of(at..end, i);
                if found.is_some() {
                    return found;
                }
            }
            end = inner.into_iter().flatten().max()?;
        }
        None
    }

    /// "Talking about it makes me anxious": the gerund phrase is the subject.
    fn gerund_subject(&self, at: usize) -> Option<Ahead> {
        let first = self.tokens.get(at)?;
        if first.tag != Tag::Ing && !first.is_any(&["not", "being", "having", "doing"]) {
            return None;
        }
        for i in at + 1..self.tokens.len() {
            let t = &self.tokens[i];
            // "cleaning and cooking wears me out"
            let joins = t.tag == Tag::Conj
                && self
                    .tokens
                    .get(i + 1)
                    .is_some_and(|n| matches!(n.tag, Tag::Ing | Tag::Noun | Tag::Plural | Tag::Adj));
            if t.is_mark() || !joins && matches!(t.tag, Tag::PronSub | Tag::Conj | Tag::Sub) {
                return None;
            }
            if matches!(t.tag, Tag::Third | Tag::Past | Tag::Modal) || (t.tag == Tag::Be && t.is_any(&["is", "was"])) || t.is_any(&["has", "does", "did"]) {
                return verb_group(self.tokens, i).map(|verb| Ahead { subject: Some(at..i), verb });
            }
        }
        None
    }

    /// A finite verb straight away: "… and left", "who left".
    fn bare_verb(&self, at: usize) -> Option<Ahead> {
        let mut i = at;
        while self.tokens.get(i).is_some_and(|t| matches!(t.tag, Tag::Adv | Tag::Not)) {
            i += 1;
        }
        // "but anyway, thank you": said to the listener, by nobody who was named
        if self.tokens.get(i).is_some_and(|t| t.is("thank")) {
            return None;
        }
        verb_group(self.tokens, i).map(|verb| Ahead { subject: None, verb })
    }

    /// "Just feel empty lately", "Went to see her", "Can't sleep": the speaker left out; only where a statement can begin so.
    fn elided_me(&self, at: usize) -> Option<Ahead> {
        let mut i = at;
        while self.tokens.get(i).is_some_and(|t| matches!(t.tag, Tag::Adv | Tag::Not)) {
            i += 1;
        }
        let t = self.tokens.get(i)?;
        let inverted = self
            .tokens
            .get(i + 1)
            .is_some_and(|n| matches!(n.tag, Tag::PronSub | Tag::Pron | Tag::Det | Tag::Poss | Tag::There))
            && matches!(t.tag, Tag::Modal | Tag::Be | Tag::Have | Tag::Do)
            // "am the best": only "am I" would ask
            && (!t.is("am") || self.tokens[i + 1].is("i"));
        let plain = matches!(t.tag, Tag::Past)
            || (t.tag == Tag::Base && t.is_any(&["feel", "feeling", "hate", "miss", "want", "need", "wish", "hope", "love", "guess", "think"]))
            || (matches!(t.tag, Tag::Modal | Tag::Do | Tag::Have) && self.tokens.get(i + 1).is_some_and(|n| n.tag == Tag::Not))
            || t.is_any(&["am", "have", "had", "was"]);
        if inverted || !plain {
            return None;
        }
        verb_group(self.tokens, i).map(|verb| Ahead { subject: None, verb })
    }

    /// What joins a clause that begins at `at`, and where its own words begin.
    fn opening(&self, at: usize, default: Link) -> (Link, usize) {
        let mut link = default;
        let mut i = at;
        loop {
            let Some(t) = self.tokens.get(i) else {
                return (link, i.min(self.tokens.len()));
            };
            let next_is = |w: &str| self.tokens.get(i + 1).is_some_and(|n| n.is(w));
            let step = match t.word.as_str() {
                "and" | "plus" => (if link == Link::Main { Link::And } else { link }, 1),
                "but" | "yet" if t.tag == Tag::Conj || t.is("but") => (Link::But, 1),
                "or" => (Link::Or, 1),
                "so" if next_is("that") && self.ahead(i + 2).is_some() => (Link::So, 2),
                "so" if t.tag != Tag::Adv || self.ahead(i + 1).is_some() => (Link::So, 1),
                "even" if next_is("though") || next_is("if") => (if next_is("if") { Link::If } else { Link::Though }, 2),
                "even"
                    if self
                        .tokens
                        .get(i + 1)
                        .is_some_and(|n| n.tag == Tag::Sub && n.is_any(&["when", "while", "after", "before", "as"]))
                        && self.ahead(i + 2).is_some() =>
                {
                    (Link::When, 2)
                }
                "just" | "mostly" | "mainly" | "only" | "especially" if self.tokens.get(i + 1).is_some_and(|n| n.is_any(&["because", "when", "if"])) => {
                    (link, 1)
                }
                "now" if next_is("that") => (Link::When, 2),
                "because" if next_is("of") => return (link, i),
                "because" => (Link::Because, 1),
                "although" | "though" | "whereas" if t.tag == Tag::Sub => (Link::Though, 1),
                "if" | "unless" => (Link::If, 1),
                // "as long as she's happy", "as soon as I get home"
                "as" if self.tokens.get(i + 2).is_some_and(|n| n.is("as")) && (next_is("long") || next_is("soon")) && self.ahead(i + 3).is_some() => {
                    (if next_is("long") { Link::If } else { Link::When }, 3)
                }
                "when" | "whenever" | "while" | "whilst" | "once" | "until" | "till" | "since" | "after" | "before" | "as"
                    // "six months after it ended": how long after belongs to it
                    if (t.tag == Tag::Sub
                        || self.counted_from(i)
                        || t.tag == Tag::Prep && t.is_any(&["since", "until", "till", "after", "before"]) && !self.spanned(i))
                        && self.ahead(i + 1).is_some()
                        && !(t.is("once") && self.one_time(i)) =>
                {
                    (
                        if t.is("since") && default == Link::Main && i > at {
                            Link::Because
                        } else {
                            Link::When
                        },
                        1,
                    )
                }
                "then" if i > at => (link, 1),
                "" if t.kind == Kind::Mark(',') && i > at => (link, 1),
                _ => return (link, i),
            };
            link = step.0;
            i += step.1;
        }
    }

    /// Whether a span of time stands before `i`.
    fn spanned(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map(|b| &self.tokens[b]);
        before.is_some_and(|t| t.is("later") || t.form.is_some_and(|f| f.classes().meets(self.words.time)))
    }

    /// "Once I was at a fair and lost my dog": one time, and no clause behind it that it would frame.
    fn one_time(&self, i: usize) -> bool {
        let past = self.ahead(i + 1).is_some_and(|a| a.verb.tense == Tense::Past);
        let framed = (i + 1..self.tokens.len()).any(|at| self.tokens[at].kind == Kind::Mark(',') && self.ahead(at + 1).is_some());
        past && !framed && self.clauses.last().is_none_or(|c| c.sentence != self.sentence || c.range.start >= i)
    }

    /// Whether a clause begins at `i`, within one that began at `start`: its link and where its own words begin.
    fn boundary(&self, i: usize, start: usize) -> Option<(Link, usize)> {
        let current = self.clauses.last()?;
        let verb_end = current.verb.as_ref().map(|v| v.range.end);
        if verb_end.is_some_and(|end| i < end) {
            return None;
        }
        let token = &self.tokens[i];
        let before = &self.tokens[i - 1];
        let has_verb = verb_end.is_some();
        // "I feel a bit better thank you"
        let thanks = token.is("thank") && self.tokens.get(i + 1).is_some_and(|t| t.is("you"));
        if thanks && has_verb && !matches!(before.tag, Tag::To | Tag::PronSub | Tag::Modal | Tag::Do | Tag::Conj | Tag::Not | Tag::Adv) {
            return Some((Link::Main, i));
        }
        match token.tag {
            Tag::Edge if token.kind == Kind::Mark(',') => {
                let (link, body) = self.opening(i + 1, Link::Main);
                let clause = self.ahead(body).is_some();
                // "I think if I had a plan, I'd do it": what is thought is the clause behind the condition
                if clause && link == Link::Main && self.fronted(current) {
                    return Some((Link::Complement, body));
                }
                let question = self.tokens.get(body).is_some_and(|t| matches!(t.tag, Tag::Wh | Tag::Modal | Tag::Do | Tag::Be))
                    && self.tokens[body..].iter().take(3).skip(1).any(|t| matches!(t.tag, Tag::PronSub | Tag::Pron))
                    && self.tokens[body..].iter().take(2).any(|t| matches!(t.tag, Tag::Modal | Tag::Do | Tag::Be));
                if question && has_verb {
                    return Some((link, body));
                }
                // "hello, I'm …", "thanks, I …": a greeting is a piece of its own
                let greeting = self.tokens[start..i]
                    .iter()
                    .all(|t| t.tag == Tag::Interj || t.is_any(&["thank", "thanks", "you", "hello", "hi", "hey"]));
                // "not much, I'm busy": a fragment that is no list and no part of what follows
                let alone = !has_verb
                    && body == i + 1
                    && self
                        .tokens
                        .get(body)
                        .is_some_and(|t| matches!(t.tag, Tag::PronSub | Tag::There) || t.is_any(&["it", "that", "this"]));
                let stands = has_verb || alone || current.link.adjunct() || greeting;
                if clause && stands && (link == Link::Main || link == Link::And || body > i + 1) {
                    return Some((link, body));
                }
                let bare = self
                    .bare_verb(body)
                    .is_some_and(|a| self.tokens[a.verb.range.start].tag == Tag::Past || body > i + 1);
                (bare && has_verb && body > i + 1 && !link.adjunct()).then_some((link, body))
            }
            Tag::Edge if token.kind == Kind::Mark(';') || token.kind == Kind::Mark(':') => {
                let (link, body) = self.opening(i + 1, Link::Main);
                self.ahead(body).is_some().then_some((link, body))
            }
            Tag::Conj | Tag::Adv | Tag::Sub if token.is_any(&["and", "but", "or", "so", "yet", "plus", "then"]) => {
                let (link, body) = self.opening(i, Link::Main);
                if body == i {
                    return None;
                }
                if let Some(next) = self.ahead(body) {
                    // "my mum and I went": one subject, no boundary
                    let joins = token.is_any(&["and", "or"]);
                    let one_subject = joins && !has_verb && !current.link.adjunct() && next.verb.range.start > i;
                    return (!one_subject).then_some((link, body));
                }
                if link.adjunct() {
                    return Some((link, body));
                }
                let next = self.bare_verb(body)?;
                let tag = self.tokens[next.verb.range.start].tag;
                let fits = match tag {
                    // "work hard and not get a raise" goes on with the infinitive
                    Tag::Base if self.tokens[body..next.verb.range.start].iter().any(|t| t.tag == Tag::Not) => false,
                    Tag::Base => current
                        .verb
                        .as_ref()
                        .is_some_and(|v| self.tokens[v.range.start].tag == Tag::Base && !self.pending_infinitive(v.range.end, i)),
                    Tag::Part => false,
                    _ => current
                        .subject
                        .as_ref()
                        .is_none_or(|s| self.agrees_with_speaker(&self.tokens[s.clone()], &next.verb)),
                };
                (has_verb && fits).then_some((link, body))
            }
            Tag::Sub | Tag::Prep | Tag::Adv
                if token.is_any(&[
                    "because", "although", "though", "if", "unless", "when", "whenever", "while", "whilst", "once", "until", "till", "since", "after",
                    "before", "as", "even", "whereas", "just", "now",
                ]) =>
            {
                let (link, body) = self.opening(i, Link::Main);
                if body == i || link == Link::Main || self.ahead(body).is_none() {
                    return None;
                }
                // "i do not know if …", "i wonder whether", "afraid that when …", "I feel like if …"
                // "the truth is that when …": what it is follows
                let told = before.is("that") && i > start + 2 && self.tokens[i - 2].tag == Tag::Be && matches!(self.tokens[i - 3].tag, Tag::Noun | Tag::Plural);
                let that = before.is("that") && (before.tag != Tag::Pron || told) && i > start + 1
                    || before.is("like") && current.verb.is_some() && matches!(link, Link::If | Link::When);
                let counted = self.counted_from(i);
                let unknown = before.is_any(&["idea", "clue", "doubt", "question", "sure", "certain", "unsure", "unclear"]) && token.is("if");
                let asked = (token.is("if") && self.takes_clause(before) && before.tag != Tag::Adv) || unknown || counted || that && link.adjunct();
                Some((if asked { Link::Complement } else { link }, body))
            }
            Tag::Sub | Tag::Det | Tag::Pron if token.is("that") => {
                let noun = matches!(before.tag, Tag::Noun | Tag::Plural | Tag::Name)
                    || before.is_any(&["everything", "something", "anything", "all", "nothing", "one"]);
                // "a friend that became …": the pronoun is the subject
                let clause = self.ahead(i + 1).is_some() || (noun && token.tag != Tag::Det && self.bare_verb(i + 1).is_some());
                clause.then_some((if noun { Link::Relative } else { Link::Complement }, i + 1))
            }
            Tag::Sub if token.is("whether") => Some((Link::Complement, i + 1)),
            Tag::Prep | Tag::Sub if token.is("like") && has_verb && self.ahead(i + 1).is_some() => Some((Link::Complement, i + 1)),
            Tag::Wh => {
                let body = i + 1;
                // "how bad it is", "how many drinks I had", "whose house I was at"
                let phrase = self.wh_phrase(i).is_some_and(|end| self.ahead(end).is_some());
                let phrase = phrase || self.tokens.get(body).is_some_and(|t| t.tag == Tag::Ing) && self.gerund_subject(body).is_some();
                let clause = phrase || self.ahead(body).is_some() || self.bare_verb(body).is_some();
                let noun = matches!(before.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Pron) && token.is_any(&["who", "which", "where", "whose"]);
                // the wh-word is part of what is said: "what i want"
                (clause && has_verb).then_some((if noun { Link::Relative } else { Link::Complement }, i))
            }
            Tag::PronObj
                if token.is("me")
                    && self.tokens.get(i + 1).is_some_and(|t| t.is("and"))
                    && self.tokens.get(i + 2).is_some_and(|t| t.tag != Tag::PronSub)
                    && has_verb =>
            {
                self.run_on(i, current, before)
            }
            Tag::PronSub | Tag::Pron | Tag::There | Tag::Det | Tag::Poss | Tag::Name | Tag::Noun | Tag::Plural
                if has_verb || current.link.adjunct() || i > start + 3 =>
            {
                self.run_on(i, current, before)
            }
            _ => None,
        }
    }

    /// "it's been a year since she died": what the time is counted from is what is told.
    fn counted_from(&self, i: usize) -> bool {
        let Some(current) = self.clauses.last().filter(|_| self.tokens[i].is("since") && i > 0) else {
            return false;
        };
        let before = &self.tokens[i - 1];
        current.subject.as_ref().is_some_and(|s| self.tokens[s.start].is("it"))
            && current.verb.as_ref().is_some_and(|v| self.tokens[v.head].tag == Tag::Be)
            && (before.form.is_some_and(|f| f.classes().meets(self.words.time)) || before.is_any(&["long", "while"]))
    }

    /// The end of what a question word at `i` asks for, where that is more than the word: "how hard", "how many drinks", "what kind of help".
    fn wh_phrase(&self, i: usize) -> Option<usize> {
        let tag = |at: usize| self.tokens.get(at).map(|t| t.tag);
        if !self.tokens[i].is("how") {
            let noun = matches!(tag(i + 1), Some(Tag::Noun | Tag::Plural | Tag::Adj)) && self.tokens[i].is_any(&["what", "which", "whose"]);
            return noun.then(|| noun_phrase(self.tokens, i + 1)).flatten();
        }
        let counted = self.tokens.get(i + 1).is_some_and(|t| t.is_any(&["many", "much", "few", "little"]));
        if counted && let Some(end) = noun_phrase(self.tokens, i + 2).filter(|_| matches!(tag(i + 2), Some(Tag::Noun | Tag::Plural | Tag::Adj))) {
            return Some(end);
        }
        (counted || matches!(tag(i + 1), Some(Tag::Adj | Tag::Adv))).then_some(i + 2)
    }

    /// Whether the clause that begins at `from` leaves its last preposition without a noun: "I'm happy with".
    fn stranded(&self, from: usize) -> bool {
        let rest = &self.tokens[from..];
        let end = rest
            .iter()
            .position(|t| {
                t.is_mark()
                    || matches!(
                        t.tag,
                        Tag::Conj | Tag::Sub | Tag::Wh | Tag::PronSub | Tag::PronObj | Tag::Det | Tag::Poss | Tag::Third | Tag::Past
                    )
            })
            .unwrap_or(rest.len());
        end > 0 && end < 5 && rest[end - 1].tag == Tag::Prep && rest.get(end).is_none_or(|t| !matches!(t.tag, Tag::PronObj | Tag::Det | Tag::Poss))
    }

    /// Whether a preposition of the clause that goes on at `from` has no noun: "had a crush on in school".
    fn lacks(&self, from: usize) -> bool {
        let rest = &self.tokens[from..];
        let parts = |t: &Token| t.is_mark() || matches!(t.tag, Tag::Conj | Tag::Sub | Tag::Wh | Tag::PronSub);
        let end = rest.iter().position(parts).unwrap_or(rest.len());
        (0..end).any(|at| rest[at].tag == Tag::Prep && (at + 1 == end || rest[at + 1].tag == Tag::Prep))
    }

    /// "the time I was ill", "every day he called", "the way they look at me": a noun that a whole clause may narrow.
    fn narrowed_whole(&self, i: usize) -> bool {
        let noun = &self.tokens[i - 1];
        let opened = self.tokens[..i - 1]
            .iter()
            .rev()
            .take(2)
            .any(|t| t.is_any(&["the", "every", "each", "any", "first", "last", "some", "more", "other", "few", "many", "of"]));
        opened
            && noun.is_any(&[
                "time", "day", "moment", "way", "reason", "minute", "second", "night", "year", "times", "days", "ways", "reasons",
            ])
    }

    /// Whether a clause is a condition or a time that stands before what is thought or feared: "that if I leave", "(I think) when he calls".
    fn fronted(&self, clause: &Clause) -> bool {
        let opener = |t: &Token| t.is_any(&["if", "when", "whenever", "once", "unless", "because", "since", "even"]);
        let before = clause.connector.start.checked_sub(1).map(|b| &self.tokens[b]);
        let opens = clause.connector.clone().any(|t| opener(&self.tokens[t]));
        let asks = before.is_some_and(|t| {
            matches!(
                t.lemma_text(),
                "know" | "wonder" | "ask" | "see" | "sure" | "decide" | "tell" | "care" | "matter"
            )
        });
        clause.link == Link::Complement && clause.parent.is_some() && clause.verb.is_some() && opens && !asks
    }

    /// A clause that begins without any word or mark between.
    fn run_on(&self, i: usize, current: &Clause, before: &Token) -> Option<(Link, usize)> {
        let starts_phrase = !matches!(before.tag, Tag::Det | Tag::Poss | Tag::Adj | Tag::Prep | Tag::Num | Tag::PossS | Tag::Conj)
            || matches!(self.tokens[i].tag, Tag::PronSub | Tag::There)
            || (before.tag == Tag::Adj && self.tokens[i].tag == Tag::Pron);
        let noun_after_noun = matches!(self.tokens[i].tag, Tag::Noun | Tag::Plural | Tag::Name)
            && (!self.takes_clause(before) || matches!(before.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Adv));
        if !starts_phrase || noun_after_noun {
            return None;
        }
        // "took out the trash and the dumpster": after a verb's particle comes its object
        let particle = before.tag == Tag::Adv
            && before.is_any(&["out", "up", "off", "down", "in", "on", "away", "back", "over"])
            && current.verb.as_ref().is_some_and(|v| v.range.end + 1 == i);
        if particle && !matches!(self.tokens[i].tag, Tag::PronSub | Tag::There) {
            return None;
        }
        let next = self.ahead(i)?;
        // "afraid that if I try I will fail": what is feared is the clause behind the condition
        let framed = self.fronted(current)
            && current
                .verb
                .as_ref()
                .is_some_and(|v| v.range.end < i || v.range.end == i && !self.takes_clause(before));
        if framed && matches!(self.tokens[i].tag, Tag::PronSub | Tag::There | Tag::Poss | Tag::Det) && next.subject.as_ref().is_some_and(|s| s.start == i) {
            return Some((Link::Complement, i));
        }
        // "I went home last week, I was ill": the time before the comma belongs to what was said first
        let parted = next
            .subject
            .as_ref()
            .is_some_and(|s| s.start > i && self.tokens[s.start - 1].kind == Kind::Mark(','));
        if parted {
            return None;
        }
        // "the happiest I have ever been"
        let superlative = before.tag == Tag::Adj && (before.word.ends_with("est") || before.is_any(&["best", "worst"]));
        if superlative && self.tokens[i].tag == Tag::PronSub && self.tokens[i + 1..next.verb.range.end].iter().any(|t| t.tag == Tag::Have || t.is("ever")) {
            return Some((Link::Relative, i));
        }
        let several = next.subject.as_ref().is_some_and(|s| self.tokens[s.clone()].iter().any(|t| t.is("and")));
        let object = current.verb.as_ref().is_some_and(|v| v.range.end == i);
        if several && object && !matches!(self.tokens[i].tag, Tag::PronSub) {
            return None;
        }
        // "to have a drink and I want to sleep": the object is whole, and a clause of its own follows
        let inside = matches!(before.tag, Tag::Base | Tag::Have | Tag::Do | Tag::Ing | Tag::Prep) && current.verb.as_ref().is_some_and(|v| v.range.end < i);
        if several && inside && !self.takes_clause(before) && !matches!(self.tokens[i].tag, Tag::PronSub) {
            return None;
        }
        // "it was a long day, I …": what stands right behind the verb is its own
        if next.subject.as_ref().is_some_and(|s| s.start != i) && (object || !matches!(self.tokens[i].tag, Tag::Det | Tag::Poss)) {
            return None;
        }
        // "I think eventually it works"
        let loose = before.is_any(&[
            "out",
            "eventually",
            "maybe",
            "sometimes",
            "perhaps",
            "probably",
            "usually",
            "now",
            "also",
            "honestly",
            "ultimately",
        ]);
        let thought = (before.tag == Tag::Adv || before.is("out")) && loose && i > 1 && is_verb_of(i - 2, current) && self.takes_clause(&self.tokens[i - 2]);
        if thought {
            return Some((Link::Complement, i));
        }
        // "I hope in the future it works"
        let later = verb_thinks(self, current) && current.verb.as_ref().and_then(|v| self.past_adverbial(v.range.end)) == Some(i);
        if later && matches!(self.tokens[i].tag, Tag::PronSub | Tag::Pron | Tag::Poss | Tag::Det) {
            return Some((Link::Complement, i));
        }
        // "there was this girl I had a crush on": what is there is what the clause is about
        let there = current.subject.as_ref().is_some_and(|s| self.tokens[s.start].tag == Tag::There);
        if there && matches!(before.tag, Tag::Noun | Tag::Plural) && self.tokens[i].tag == Tag::PronSub && self.lacks(next.verb.range.end) {
            return Some((Link::Relative, i));
        }
        let verb = current.verb.as_ref();
        let head = verb.map(|v| &self.tokens[v.head]);
        // "i think he left": the verb before takes a clause
        let told = head.is_some_and(|h| h.lemma_text() == "tell") && matches!(before.tag, Tag::Noun | Tag::Name | Tag::Plural);
        // "when I get nervous I smoke": what frames the clause is over
        let sure = before.is_any(&["sure", "certain", "aware", "glad", "convinced", "confident", "afraid"]);
        if matches!(current.link, Link::When | Link::If) && (before.tag == Tag::Adj || before.is("done")) && !sure && self.tokens[i].tag == Tag::PronSub {
            return Some((Link::Main, i));
        }
        if self.takes_clause(before) || told || (before.tag == Tag::PronObj && head.is_some_and(|h| h.is_any(&["told", "tell", "tells", "telling"]))) {
            return Some((Link::Complement, i));
        }
        if verb.is_some_and(|v| v.head + 1 == i) && head.is_some_and(|h| matches!(h.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing)) {
            // "while he talked I …": what frames the clause takes none in
            if current.link.adjunct() && self.tokens[i].tag == Tag::PronSub && head.is_some_and(|h| !self.takes_clause(h)) {
                return Some((Link::Main, i));
            }
            // "i saw he left"; "made it seem" is no clause of its own
            return matches!(self.tokens[i].tag, Tag::PronSub | Tag::There).then_some((Link::Complement, i));
        }
        let noun = matches!(before.tag, Tag::Noun | Tag::Plural) || before.is_any(&["everything", "something", "anything", "all", "nothing"]);
        if noun && matches!(self.tokens[i].tag, Tag::PronSub | Tag::Pron | Tag::Poss | Tag::Det | Tag::PronObj) {
            // "the job i wanted": the verb wants an object and has none
            let after = &self.tokens[next.verb.range.end..];
            let open = after.first().is_none_or(|t| {
                t.is_mark()
                    || matches!(
                        t.tag,
                        Tag::Conj | Tag::Sub | Tag::To | Tag::Prep | Tag::Adv | Tag::Third | Tag::Past | Tag::Modal
                    )
                    || t.is_any(&["is", "was"])
                    // "a person I met last year"
                    || next.verb.range.end == next.verb.head + 1
                        && t.is_any(&["last", "this", "every", "yesterday", "today", "when", "while"])
                        && self.takes_object(next.verb.head)
            });
            if self.narrowed_whole(i) || self.definite_before(i) && self.stranded(next.verb.range.end) {
                return Some((Link::Relative, i));
            }
            let head_verb = &self.tokens[next.verb.head];
            let transitive = !matches!(head_verb.tag, Tag::Be) && !head_verb.is_any(&["cried", "left", "died", "went", "came", "slept"]);
            let definite = self.definite_before(i);
            if open && transitive && definite {
                return Some((Link::Relative, i));
            }
        }
        // after a verb, "not" or a function word nothing new begins: it is what the verb is about
        let inside = matches!(
            before.tag,
            Tag::Base
                | Tag::Third
                | Tag::Past
                | Tag::Part
                | Tag::Ing
                | Tag::Be
                | Tag::Have
                | Tag::Do
                | Tag::Modal
                | Tag::Not
                | Tag::Prep
                | Tag::Sub
                | Tag::Wh
                | Tag::To
        );
        // "I'd start off walking I'm not fit": two sentences without a mark between them
        let runs_on = matches!(before.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing)
            && self.tokens[i].tag == Tag::PronSub
            && !self.takes_clause(before)
            && verb.is_some_and(|v| v.range.end < i);
        Some((if inside && !runs_on { Link::Complement } else { Link::Main }, i))
    }

    /// Whether the noun phrase before `i` is one that a relative clause may narrow: "the way", "all the things", "a friend".
    fn definite_before(&self, i: usize) -> bool {
        let narrowed = self.tokens[..i]
            .iter()
            .rev()
            .take(6)
            .any(|t| t.is_any(&["time", "way", "thing", "reason", "day", "moment"]));
        narrowed
            || self.tokens[..i].iter().rev().take(4).any(|t| {
                t.is_any(&[
                    "the",
                    "all",
                    "every",
                    "everything",
                    "something",
                    "anything",
                    "some",
                    "a",
                    "an",
                    "one",
                    "things",
                    "stuff",
                    "nothing",
                    "any",
                ])
            })
    }

    /// Whether the verb at `at` must have its object: where none follows it, the object was named before.
    fn takes_object(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].lemma_text(),
            "meet"
                | "make"
                | "buy"
                | "find"
                | "get"
                | "lose"
                | "date"
                | "hire"
                | "want"
                | "need"
                | "love"
                | "like"
                | "hate"
                | "know"
                | "see"
                | "bring"
                | "give"
        )
    }

    /// Verbs and adjectives that a clause may follow directly.
    fn takes_clause(&self, token: &Token) -> bool {
        let classes = token.form.map(crate::words::Form::classes).unwrap_or_default();
        let verb = matches!(token.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing)
            && !matches!(token.lemma_text(), "talk" | "speak" | "chat")
            && (classes.meets(self.words.think) || classes.meets(self.words.say));
        let adjective = token.tag == Tag::Adj
            && token.is_any(&[
                "sure",
                "glad",
                "afraid",
                "sad",
                "happy",
                "sorry",
                "worried",
                "scared",
                "aware",
                "certain",
                "upset",
                "angry",
                "mad",
                "proud",
                "confident",
                "lucky",
                "grateful",
                "thankful",
                "relieved",
                "surprised",
                "shocked",
                "amazed",
                "hopeful",
                "disappointed",
                "excited",
                "embarrassed",
                "ashamed",
                "hurt",
                "annoyed",
                "frustrated",
                "nervous",
                "concerned",
                "jealous",
                "convinced",
                "unaware",
                "unsure",
                "uncertain",
                "fearful",
                "pleased",
                "thrilled",
                "terrified",
                "devastated",
                "heartbroken",
                "furious",
            ]);
        verb || adjective
    }

    /// "to stay and fight": an infinitive between `from` and `to` that "and" may join on to.
    fn pending_infinitive(&self, from: usize, to: usize) -> bool {
        self.tokens[from.min(to)..to].iter().any(|t| t.tag == Tag::To)
    }

    fn close(&mut self, end: usize) {
        let tokens = self.tokens;
        let current = self.current();
        let mut end = end;
        while end > current.range.start
            && (tokens[end - 1].is_mark() && tokens[end - 1].kind != Kind::Mark('"')
                || tokens[end - 1].is_any(&["and", "but", "or"]) && tokens[end - 1].tag == Tag::Conj)
        {
            end -= 1;
        }
        // "…, but it": what was broken off after the joint is not part of it
        if let Some(verb) = current.verb.as_ref() {
            let joint = (verb.range.end..end)
                .rev()
                .take(3)
                .find(|i| tokens[*i].is_any(&["but", "and", "or", "because", "so"]));
            if let Some(joint) = joint.filter(|j| {
                end - j <= 3
                    && tokens[end - 1].tag != Tag::Noun
                    && (tokens[*j].is("but")
                        || end - j == 3 && tokens[end - 2].tag == Tag::PronSub && tokens[end - 1].tag == Tag::Adv
                        || matches!(
                            tokens[end - 1].tag,
                            Tag::PronSub | Tag::Pron | Tag::Det | Tag::Poss | Tag::Sub | Tag::Wh | Tag::Be | Tag::Modal
                        ))
            }) {
                end = joint;
                while end > current.range.start && tokens[end - 1].is_mark() {
                    end -= 1;
                }
            }
        }
        current.range.end = end;
        if current.range.is_empty() && current.connector.is_empty() {
            self.clauses.pop();
        }
    }

    /// "Do you …", "am i …", "why does …": a question without a mark.
    fn inverted(&mut self, first: usize, sentence: &Sentence) {
        let tokens = self.tokens;
        for clause in self.clauses.iter_mut().skip(first) {
            if clause.link.inner() || clause.link.adjunct() || clause.range.is_empty() {
                continue;
            }
            let at = clause.range.start;
            let wh = tokens[at].tag == Tag::Wh || tokens[at].is("when");
            let mut verb = at + usize::from(wh);
            // "how long did it take", "what kind of trouble would that make"
            let asks_for = |t: &Token| matches!(t.tag, Tag::Adj | Tag::Adv | Tag::Noun | Tag::Plural) || t.is("of");
            while wh && verb < at + 5 && tokens.get(verb).is_some_and(asks_for) {
                verb += 1;
            }
            // "have somebody to talk to" is no "have they gone"
            let plain = tokens.get(verb).is_some_and(|t| t.is_any(&["have", "had"]))
                && tokens
                    .get(verb + 1)
                    .is_some_and(|t| t.is_any(&["someone", "somebody", "something", "it", "anyone", "this", "that"]));
            let auxiliary = tokens
                .get(verb)
                .is_some_and(|t| matches!(t.tag, Tag::Modal | Tag::Do | Tag::Be | Tag::Have) && !t.is_any(&["having", "being", "doing", "done", "been", "be"]))
                && tokens
                    .get(verb + 1)
                    .is_some_and(|t| matches!(t.tag, Tag::PronSub | Tag::Pron) || (wh && matches!(t.tag, Tag::Det | Tag::Poss | Tag::Plural | Tag::Name)));
            // "which is a little different": said of what came before
            let relates = tokens[at].is("which") && auxiliary && !sentence.asked;
            let how_about = tokens[at].is_any(&["what", "how"]) && tokens.get(at + 1).is_some_and(|t| t.is("about"));
            if auxiliary && !plain && !relates || how_about || (wh && sentence.asked && at == sentence.range.start) {
                clause.asks = true;
            }
        }
    }
}

/// An adverb that a comma may part from the sentence it opens: "once, …", "frankly, …"; "there" and "though" belong to what was said before.
fn opens_sentence(token: &Token) -> bool {
    token.tag == Tag::Adv && !token.is_any(&["there", "here", "now", "then", "too", "though", "again", "out", "up"])
}

/// Whether the clause's verb takes a clause.
fn verb_thinks(cutter: &Cutter<'_>, clause: &Clause) -> bool {
    clause.verb.as_ref().is_some_and(|v| cutter.takes_clause(&cutter.tokens[v.head]))
}

/// Whether the token at `at` is the verb of the clause.
fn is_verb_of(at: usize, clause: &Clause) -> bool {
    clause.verb.as_ref().is_some_and(|v| v.head == at)
}

/// Whose a subject is.
fn person(subject: &[Token]) -> Person {
    let has = |words: &[&str]| subject.iter().any(|t| t.is_any(words));
    match subject {
        [one] if one.is("i") => Person::Me,
        [one] if one.is("we") => Person::Us,
        [one, ..] if one.is("you") => Person::You,
        _ if has(&["i", "me"]) && has(&["and"]) => Person::Us,
        _ => Person::Other,
    }
}
