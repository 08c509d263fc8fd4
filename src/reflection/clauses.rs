//! The clauses of a statement as they can be said back. Each is cut once; it is turned round only when its words are asked for.

use std::cell::OnceCell;

use super::compress::{Versions, versions};
use super::stops::Stop;
use super::template;
use super::voice::{Said, turn, who_is_you};
use crate::understanding::{Link, Understanding};
use crate::words::{Tag, lower};

/// The most words of one clause in a reflection that has room for another.
pub const SHORT: usize = 13;

/// As how many words a piece counts that was left out of what is said.
const PIECE: usize = 10;

/// One way to say a clause.
#[derive(Debug, Clone, Copy)]
pub struct Version {
    /// The clause.
    pub clause: usize,
    /// How many words it has, with its subject where that was left out; marks left out.
    pub words: usize,
    /// The same, marks counted.
    pub length: usize,
    /// What was left out of it.
    pub left: Stop,
    number: usize,
}

/// The clauses of one statement.
#[derive(Debug)]
pub struct Clauses<'h> {
    /// What was understood.
    pub heard: &'h Understanding,
    cut: Vec<OnceCell<Versions>>,
}

impl<'h> Clauses<'h> {
    /// Of this statement; nothing is worked out yet.
    pub fn of(heard: &'h Understanding) -> Self {
        Clauses {
            heard,
            cut: vec![OnceCell::new(); heard.parsed.clauses.len()],
        }
    }

    fn cut(&self, clause: usize) -> &Versions {
        self.cut[clause].get_or_init(|| versions(&self.heard.parsed, clause))
    }

    /// The versions of a clause that are no longer than so many tokens, the longest first.
    pub fn versions(&self, clause: usize, most: usize) -> impl Iterator<Item = Version> {
        let cut = self.cut(clause);
        let fit = move |(number, (range, _)): (usize, &(std::ops::Range<usize>, Stop))| {
            (!range.is_empty() && range.len() <= most).then(|| self.version(clause, number, &cut.kept[range.clone()]))
        };
        cut.ranges.iter().enumerate().filter_map(fit)
    }

    /// The longest version of at most `most` tokens; one that is hardly longer, rather than one that leaves out a piece of what is said.
    pub fn fitting(&self, clause: usize, most: usize) -> Option<Version> {
        let cut = self.cut(clause);
        let within = |most: usize, worst: Stop| cut.ranges.iter().position(|(range, stop)| range.len() <= most && *stop <= worst);
        let number = within(most, Stop::Freely)
            .or_else(|| within(most + 4, Stop::Freely))
            .or_else(|| within(most, Stop::Partly))
            .or_else(|| within(most, Stop::IfMust))
            .or_else(|| within(most + 4, Stop::IfMust))?;
        let tokens = &cut.kept[cut.ranges[number].0.clone()];
        (!tokens.is_empty()).then(|| self.version(clause, number, tokens))
    }

    /// For a reflection of two: the longest short version and one of six words or fewer, each with how many words were left out; a piece of
    /// what is said counts for more.
    pub fn short(&self, clause: usize) -> impl Iterator<Item = (Version, usize)> + Clone {
        let mut all = self.versions(clause, SHORT + 12).peekable();
        let longest = all.peek().map_or(0, |v| v.words);
        let left = |version: &Version| {
            longest - version.words
                + match version.left {
                    Stop::Freely => 0,
                    Stop::Partly => PIECE / 3,
                    Stop::IfMust => PIECE,
                }
        };
        let mut chosen: [Option<(Version, usize)>; 2] = [None; 2];
        for version in all.filter(|v| v.words <= SHORT) {
            match chosen {
                [None, _] => chosen[0] = Some((version, left(&version))),
                [Some((first, _)), None] if version.words <= 6 && first.words > 6 => chosen[1] = Some((version, left(&version))),
                _ => {}
            }
        }
        chosen.into_iter().flatten()
    }

    fn version(&self, clause: usize, number: usize, kept: &[usize]) -> Version {
        let tokens = self.heard.parsed.tokens();
        let c = &self.heard.parsed.clauses[clause];
        let (mut words, mut length) = (0, 0);
        let mut counted = |token: usize| {
            words += usize::from(!tokens[token].is_mark());
            length += usize::from(tokens[token].kind != crate::statement::Kind::Mark('"'));
        };
        kept.iter().for_each(|i| counted(*i));
        match &c.subject {
            Some(subject) if c.elided => subject.clone().for_each(counted),
            None if c.elided => (words, length) = (words + 1, length + 1),
            _ => {}
        }
        let left = self.cut(clause).ranges[number].1;
        Version {
            clause,
            words,
            length,
            left,
            number,
        }
    }

    /// A version turned round; with its subject where it was left out.
    pub fn words(&self, version: Version) -> Vec<Said> {
        let parsed = &self.heard.parsed;
        let cut = self.cut(version.clause);
        let kept = &cut.kept[cut.ranges[version.number].0.clone()];
        let (Some(first), Some(last)) = (kept.first(), kept.last()) else {
            return Vec::new();
        };
        let mut said = turn(parsed, kept, who_is_you(parsed, &(*first..last + 1)));
        // "afraid that if you try, you will fail": where the speaker made no pause, one is made
        let pauses = (version.clause + 1..parsed.clauses.len()).filter(|n| parsed.framed_before(*n)).filter_map(|n| {
            let at = kept.binary_search(&parsed.clauses[n].range.start).ok().filter(|at| *at > 0)?;
            (!parsed.tokens()[kept[at - 1]].is_mark()).then_some(at)
        });
        let pauses: Vec<usize> = pauses.collect();
        pauses.into_iter().rev().for_each(|at| said.insert(at, Said::plain(",")));
        self.headed(version.clause, *first, said)
    }

    /// The words of a clause with its subject, where that was left out.
    fn headed(&self, clause: usize, first: usize, mut said: Vec<Said>) -> Vec<Said> {
        let parsed = &self.heard.parsed;
        let c = &parsed.clauses[clause];
        // "who will be here too" has its subject in its question word; alone it is no sentence
        if c.elided && c.subject.is_none() && parsed.tokens()[first].tag == Tag::Wh {
            return Vec::new();
        }
        if c.elided {
            let subject = match &c.subject {
                Some(subject) => turn(parsed, &subject.clone().collect::<Vec<_>>(), who_is_you(parsed, subject)),
                // "made me laugh": what did it was left out
                None if parsed.tokens().get(first + 1).is_some_and(|t| t.is("me")) => vec![Said::new("it", Tag::Pron)],
                None => vec![Said::new("you", Tag::Pron)],
            };
            said.splice(0..0, subject);
        }
        said
    }

    /// What was said of a clause, joined with a later one. "I'm afraid I'll fail and have to do it again": what goes on inside of what is
    /// feared or thought stays inside of it; said as a clause of its own it would be a fact.
    pub fn with(&self, first: usize, mut said: Vec<Said>, joint: &str, second: Version) -> Option<Vec<Said>> {
        let parsed = &self.heard.parsed;
        if parsed.goes_on_inside(first) != Some(second.clause) {
            return Some(joined(said, joint, self.words(second)));
        }
        while said.last().is_some_and(|w| w.tag == Tag::Edge) {
            said.pop();
        }
        // cut before its end, it has nothing to go on from
        if said.last().is_none_or(|w| !parsed.tokens()[parsed.unit_end(first) - 1].is(&w.text)) {
            return None;
        }
        said.push(Said::new("and", Tag::Conj));
        said.extend(self.bare(second));
        Some(said)
    }

    /// A version turned round, without the subject that was left out.
    fn bare(&self, version: Version) -> Vec<Said> {
        let parsed = &self.heard.parsed;
        let cut = self.cut(version.clause);
        let kept = &cut.kept[cut.ranges[version.number].0.clone()];
        match (kept.first(), kept.last()) {
            (Some(first), Some(last)) => turn(parsed, kept, who_is_you(parsed, &(*first..last + 1))),
            _ => Vec::new(),
        }
    }

    /// A clause with the adjunct that belongs to it ("when you got home"), if both are short.
    pub fn with_adjunct(&self, number: usize, most: usize) -> Option<Vec<Said>> {
        let parsed = &self.heard.parsed;
        let main = self.fitting(number, most)?;
        let adjunct = parsed.clauses.iter().enumerate().find(|(n, c)| {
            // "even if it rains, or my bus is late, …": the second says what else may be
            let fronted = *n + 1 == number
                && (c.parent.is_none() || parsed.frames_next(*n))
                && c.link.adjunct()
                && c.sentence == parsed.clauses[number].sentence
                && !matches!(parsed.clauses[number].link, Link::Or | Link::And);
            (c.parent == Some(number) && c.link.adjunct() && *n > number && *n <= number + 2 && !parsed.frames_next(*n) || fronted)
                && !c.cut
                && !c.quoted
                && c.verb.is_some()
        });
        let (n, c) = adjunct?;
        // what is true only under a condition is said with it, or not at all
        let most = if c.link == Link::If { most + 5 } else { most };
        let main = if c.link == Link::If { self.fitting(number, most)? } else { main };
        let side = self.fitting(n, SHORT)?;
        // "when I opened the door and saw that the lock was broken"
        let goes_on = parsed
            .goes_on(n)
            .filter(|next| *next == n + 1 && n > number && c.link == Link::When && parsed.clauses[*next].sentence == c.sentence);
        let goes_on = match goes_on {
            Some(next) => Some(self.fitting(next, SHORT)?),
            None => None,
        };
        let side_words = || {
            let mut words = self.words(side);
            if let Some(next) = goes_on {
                words.push(Said::new("and", Tag::Conj));
                words.extend(self.bare(next));
            }
            words
        };
        if side.length + main.length > most + SHORT {
            return None;
        }
        let connector = || {
            let tokens = c.connector.clone().map(|i| &parsed.tokens()[i]);
            tokens.filter(|t| !t.is_mark() && t.tag != Tag::Conj).map(|t| t.word.as_str())
        };
        let mut words = Vec::with_capacity(main.length + side.length + 4);
        match c.link {
            Link::Though if n < number => {
                words.extend(side_words());
                words.extend([Said::plain(","), Said::plain("and")]);
                words.extend(self.words(main));
            }
            Link::Because | Link::Though => {
                words.extend(self.words(main));
                template::plain(&mut words, if c.link == Link::Because { "because" } else { "even though" });
                words.extend(side_words());
            }
            _ if connector().next().is_none() => return None,
            _ if n < number => {
                words.extend(connector().map(Said::plain));
                words.extend(side_words());
                words.push(Said::plain(","));
                words.extend(self.words(main));
            }
            _ => {
                words.extend(self.words(main));
                connector().for_each(|word| template::plain(&mut words, word));
                words.extend(side_words());
            }
        }
        Some(words)
    }
}

/// Two pieces as one sentence: "A, and B".
pub fn joined(mut a: Vec<Said>, joint: &str, mut b: Vec<Said>) -> Vec<Said> {
    while a.last().is_some_and(|w| w.tag == Tag::Edge) {
        a.pop();
    }
    // a template begins with a capital
    if let Some(first) = b.first_mut().filter(|w| w.tag != Tag::Name && w.text != "I" && !w.text.starts_with("I'")) {
        first.text = lower(&first.text);
    }
    // "instead of resting, …": it frames what follows
    let frames = a
        .first()
        .is_some_and(|w| ["instead", "rather", "despite"].iter().any(|f| w.text.eq_ignore_ascii_case(f)));
    a.push(Said::plain(","));
    template::plain(&mut a, if frames { "" } else { joint });
    a.extend(b);
    a
}

/// How many words, marks left out.
pub fn count(words: &[Said]) -> usize {
    words.iter().filter(|w| w.tag != Tag::Edge).count()
}
