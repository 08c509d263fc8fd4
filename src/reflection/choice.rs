//! The choice among all that could be said: what may weigh most is worked out first, and no more than it takes to know what is said.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;

use super::fresh::{self, PARROTS, Source};
use super::voice::Said;
use super::{Kind, Proposal, check, kinds, referent, reword, shorten};
use crate::Engine;
use crate::reflection::clauses::Clauses;
use crate::understanding::Understanding;
use crate::words::Tag;

/// A reflection that could be made, before its words are worked out.
pub struct Draft<'h> {
    kind: Kind,
    /// The most that it can weigh: working out its words only takes from it.
    weight: f32,
    rule: Cow<'h, str>,
    clause: Option<usize>,
    /// Whether a row gave it its words: they are fresh as they are.
    worded: bool,
    /// Whether a row gave it some of its words: the whole is not to be said otherwise.
    settled: bool,
    words: Box<dyn FnOnce() -> Option<Vec<Said>> + 'h>,
}

/// All that could be said to a statement.
pub type Drafts<'h> = Vec<Draft<'h>>;

impl fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("kind", &self.kind)
            .field("weight", &self.weight)
            .field("rule", &self.rule)
            .field("clause", &self.clause)
            .finish_non_exhaustive()
    }
}

impl<'h> Draft<'h> {
    /// A draft; `words` gives none where after all nothing can be made.
    pub fn new(kind: Kind, weight: f32, rule: impl Into<Cow<'h, str>>, clause: Option<usize>, words: impl FnOnce() -> Option<Vec<Said>> + 'h) -> Draft<'h> {
        Draft {
            kind,
            weight,
            rule: rule.into(),
            clause,
            worded: false,
            settled: false,
            words: Box::new(words),
        }
    }

    /// The same, where a row of its own gives it its words.
    pub fn worded(self) -> Self {
        Draft { worded: true, ..self }
    }

    /// The same, where a row gave it some of its words.
    pub fn settled(self) -> Self {
        Draft { settled: true, ..self }
    }

    /// A draft whose words are there.
    pub fn ready(kind: Kind, weight: f32, rule: impl Into<Cow<'h, str>>, clause: Option<usize>, words: Vec<Said>) -> Draft<'h> {
        Draft::new(kind, weight, rule, clause, move || Some(words)).worded()
    }

    /// The clause it is about.
    pub fn clause(&self) -> Option<usize> {
        self.clause
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The rule that made it.
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

/// What every kind of reflection makes of a statement.
pub fn drafts<'h>(engine: &'h Engine, clauses: &'h Clauses<'h>, seed: u64) -> Drafts<'h> {
    let heard = clauses.heard;
    let mut drafts = Vec::with_capacity(32);
    kinds::meaning::propose(engine, clauses, seed, &mut drafts);
    kinds::feeling::propose(engine, clauses, seed, &mut drafts);
    kinds::rephrase::propose(clauses, &mut drafts);
    kinds::double_sided::propose(engine, clauses, seed, &mut drafts);
    kinds::double_sided::half_said(engine, clauses, seed, &mut drafts);
    kinds::rhetorical::ironic(engine, heard, seed, &mut drafts);
    kinds::addressed::propose(engine, clauses, seed, &mut drafts);
    kinds::condition::propose(engine, clauses, seed, &mut drafts);
    kinds::wish::propose(engine, heard, seed, &mut drafts);
    kinds::repeat::propose(heard, &mut drafts);
    kinds::quote::propose(heard, &mut drafts);
    drafts
}

/// Works drafts out: fresher words where they would parrot, and the last check.
pub struct Finish<'h> {
    engine: &'h Engine,
    heard: &'h Understanding,
    source: OnceCell<Source>,
    seed: u64,
}

/// What the person's own words are worth less than fresh ones that say the same.
const STALE: f32 = 0.15;

impl<'h> Finish<'h> {
    /// For drafts of this statement.
    pub fn of(engine: &'h Engine, heard: &'h Understanding, seed: u64) -> Self {
        Finish {
            seed,
            engine,
            heard,
            source: OnceCell::new(),
        }
    }

    /// The proposal that a draft comes to.
    pub fn finish(&self, draft: Draft<'_>) -> Option<Proposal> {
        let mut words = (draft.words)()?;
        let typed = self.heard.parsed.statement.typed_words;
        let source = self.source.get_or_init(|| Source::of(&self.heard.parsed));
        own_judgement(&mut words);
        fresh::plainly(&mut words);
        let mut weight = draft.weight;
        let mut rule = draft.rule.into_owned();
        if !draft.worded {
            match if draft.settled { None } else { self.otherwise(&words, typed) } {
                Some((fresh, row)) => {
                    words = fresh;
                    rule = format!("{rule} | {row}");
                }
                None => weight -= STALE,
            }
            if let Some(clause) = draft.clause {
                referent::name(&mut words, &self.heard.parsed, clause);
            }
            if draft.kind == Kind::Rephrase {
                fresh::subject_once(&mut words);
            }
        }
        let run = self.engine.rephrase.freshen(&mut words, source);
        if run >= PARROTS {
            // one that has the whole of what was said parrots hardly more than one that stops short of it, and a copy beside other words is
            // less of one
            let said = words.iter().filter(|w| w.tag != Tag::Edge).count().max(run);
            weight -= (2.0 + 0.1 * (run - PARROTS) as f32) * run as f32 / said as f32;
        }
        // "I'm 20% happy" without its share would say another thing
        let shares = |text: &str| text.ends_with('%') && text.len() > 1;
        if self.heard.parsed.tokens().iter().any(|t| shares(&t.word)) && !words.iter().any(|w| w.text.contains('%')) {
            weight -= 3.0;
        }
        weight -= bare(draft.kind, draft.worded, words.iter().filter(|w| w.tag != Tag::Edge).count(), typed);
        Some(Proposal {
            refused: check::refuse(&words, typed, false),
            worded: draft.worded,
            ..Proposal::new(draft.kind, words, weight, rule, draft.clause)
        })
    }
}

/// What a reflection is worth less for saying little of much: "You were so scared." of a whole story would fit a hundred others. A listener
/// brings back about half of a short statement, and of a long one what weighs most. What a situation means may be said in few words.
fn bare(kind: Kind, worded: bool, said: usize, typed: usize) -> f32 {
    let wanted = (0.45 * typed as f32).min(9.0);
    let missing = (wanted - said as f32).max(0.0);
    match kind {
        Kind::Meaning if said <= 4 && typed >= 14 => 0.6,
        // "It caught you off guard." of a story: what it was is missing
        Kind::Meaning if typed >= 12 => 0.06 * missing,
        Kind::Meaning | Kind::Repeat => 0.0,
        _ if typed < 8 => 0.0,
        // a wording of its own says more in fewer words
        _ => (if worded { 0.12 } else { 0.25 }) * missing + if said <= 4 && typed >= 10 { 0.9 } else { 0.0 },
    }
}

impl Finish<'_> {
    /// The same said otherwise, where that is sound and not longer.
    fn otherwise(&self, words: &[Said], typed: usize) -> Option<(Vec<Said>, String)> {
        // "you like to read, to walk and to paint": a row would take the first of them for all
        let lists = words
            .windows(3)
            .any(|w| w[0].tag == Tag::Edge && w[0].text == "," && (w[1].tag == Tag::To || w[1].tag == Tag::Conj && w[2].tag == Tag::To));
        if lists {
            return None;
        }
        let reworded = self.engine.reword.apply(words, self.seed);
        reworded.filter(|(fresh, _)| !reword::lengthens(words, fresh, 2) && check::refuse(fresh, typed, false).is_none())
    }
}

/// "I should call her" is held by the one who says it: "you think you should call her". Said bare it would be advice.
fn own_judgement(words: &mut Vec<Said>) {
    let opens = |words: &[Said], at: usize| {
        at == 0
            || words[at - 1].tag == Tag::Edge
            || at > 1 && words[at - 2].tag == Tag::Edge && matches!(words[at - 1].text.as_str(), "and" | "but" | "so" | "though" | "yet")
    };
    // "maybe I should quit"
    if let [maybe, you, should, ..] = words.as_mut_slice()
        && maybe.text.eq_ignore_ascii_case("maybe")
        && you.text == "you"
        && matches!(should.text.as_str(), "should" | "ought")
    {
        words.splice(..1, ["part", "of", "you", "thinks"].map(Said::plain));
        return;
    }
    // "they told you you won't": easier to hear with a "that"
    if let Some(at) = words.windows(2).position(|w| w[0].text == "you" && w[1].text == "you") {
        words.insert(at + 1, Said::new("that", Tag::Sub));
    }
    let mut at = 0;
    while at + 1 < words.len() {
        let next = words[at + 1].text.as_str();
        if words[at].text.eq_ignore_ascii_case("you") && matches!(next, "should" | "ought") && opens(words, at) {
            words.splice(at + 1..at + 1, [Said::new("think", Tag::Base), Said::new("you", Tag::Pron)]);
            at += 2;
        }
        at += 1;
    }
}

/// What can be said and how it reads, the heaviest first; worked out one after another, as they are asked for.
pub struct Best<'h, Less> {
    finish: Finish<'h>,
    /// What is still to be worked out, the lightest first.
    drafts: Vec<(usize, Draft<'h>)>,
    /// What is worked out and can still be overtaken.
    ready: Vec<Candidate>,
    /// What the last check could not read, the heaviest first.
    unread: Vec<Candidate>,
    /// How much less a proposal is worth for how it reads; `None` where it is not to be said.
    less: Less,
}

/// A reflection that can be said.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// How it reads.
    pub text: String,
    /// What it is, with its weight here and now.
    pub proposal: Proposal,
    /// Its weight before it was held against the talk.
    alone: f32,
    number: usize,
}

impl<'h, Less: FnMut(&Proposal, &str) -> Option<f32>> Best<'h, Less> {
    /// Of these drafts.
    pub fn of(finish: Finish<'h>, drafts: Drafts<'h>, less: Less) -> Self {
        let mut drafts: Vec<(usize, Draft<'h>)> = drafts.into_iter().enumerate().collect();
        drafts.sort_by(|(m, a), (n, b)| a.weight.total_cmp(&b.weight).then(n.cmp(m)));
        Best {
            finish,
            drafts,
            ready: Vec::new(),
            unread: Vec::new(),
            less,
        }
    }

    /// Where nothing else can be said: a piece of what could not be read, that can.
    fn shortened(&mut self) -> Option<Candidate> {
        let typed = self.finish.heard.parsed.statement.typed_words;
        let unread = std::mem::take(&mut self.unread);
        let repeats = |c: &Candidate| c.proposal.kind == Kind::Repeat;
        let pieces = unread
            .iter()
            .filter_map(|c| shorten::piece(&c.proposal.words, typed, repeats(c)).map(|words| (c, words, c.proposal.kind)));
        let frames = unread
            .iter()
            .filter(|c| shorten::frame(&c.proposal.words))
            .map(|c| (c, c.proposal.words.clone(), c.proposal.kind));
        let phrases = unread
            .iter()
            .filter_map(|c| shorten::phrase(&c.proposal.words, typed).map(|words| (c, words, Kind::Repeat)));
        for (from, words, kind) in pieces.chain(frames).chain(phrases) {
            let mut candidate = from.clone();
            candidate.proposal.words = words;
            candidate.proposal.kind = kind;
            candidate.proposal.rule.push_str(" | shortened");
            candidate.proposal.weight = candidate.alone - 1.0;
            candidate.text = candidate.proposal.text();
            if let Some(less) = (self.less)(&candidate.proposal, &candidate.text) {
                candidate.proposal.weight -= less;
                return Some(candidate);
            }
        }
        None
    }

    fn work_out(&mut self, number: usize, draft: Draft<'h>) -> Option<Candidate> {
        let mut proposal = self.finish.finish(draft).filter(|p| p.refused.is_none())?;
        let text = proposal.text();
        let alone = proposal.weight;
        proposal.weight -= (self.less)(&proposal, &text)?;
        Some(Candidate { text, proposal, alone, number })
    }
}

impl<Less: FnMut(&Proposal, &str) -> Option<f32>> Iterator for Best<'_, Less> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        let order = |a: &Candidate, b: &Candidate| {
            let weight = a.proposal.weight.total_cmp(&b.proposal.weight);
            weight.then(a.alone.total_cmp(&b.alone)).then(b.number.cmp(&a.number))
        };
        loop {
            let best = self.ready.iter().enumerate().max_by(|(_, a), (_, b)| order(a, b));
            let sure = match (best, self.drafts.last()) {
                (Some((_, best)), Some((_, draft))) => draft.weight.total_cmp(&best.proposal.weight).is_lt(),
                (_, None) => true,
                (None, Some(_)) => false,
            };
            if sure {
                let Some((at, _)) = best else { return self.shortened() };
                let candidate = self.ready.swap_remove(at);
                if check::refuse_unread(&candidate.proposal).is_none() {
                    return Some(candidate);
                }
                self.unread.push(candidate);
                continue;
            }
            let Some((number, draft)) = self.drafts.pop() else { return self.shortened() };
            let candidate = self.work_out(number, draft);
            self.ready.extend(candidate);
        }
    }
}
