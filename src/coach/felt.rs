//! The speaker's feelings against those that the reply names.

use std::ops::Range;

use super::hearing::Heard;
use crate::Engine;
use crate::statement::Token;
use crate::understanding::{FeelingHit, Holder, How, Understanding};

/// How sure a situation must be for the opposite of its feeling to be called wrong.
const SURE: f32 = 0.6;

/// Whoever tells something in so many words tells it because it matters.
const TOLD: usize = 22;

/// A feeling heard in the statement, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// Its family.
    pub family: usize,
    /// 1 to 3.
    pub strength: u8,
    /// Named in plain words, or in an idiom that means nothing else.
    pub plain: bool,
    /// Whether its family can go along with any other.
    pub either: bool,
    /// Whether it is hardly in doubt: no "nice" or "cry", which are said of anything.
    pub sure: bool,
}

/// A feeling that the reply gives the speaker.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Voiced {
    /// Its family.
    pub family: usize,
    /// The felt word.
    pub word: String,
    /// 1 to 3.
    pub strength: u8,
    /// Whether it is said of the one who feels it, in a word that is hardly anything else ("you're angry", "you hate it").
    pub plain: bool,
}

/// The speaker's feelings against those that the reply names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Felt {
    /// The statement's weightiest feeling: its family, word and strength.
    pub said: Option<(usize, String, u8)>,
    /// Whether it was named in plain words, so that leaving it out is a loss.
    pub plain: bool,
    /// What was heard in the statement.
    pub heard: Vec<Evidence>,
    /// The feelings in the reply.
    pub voiced: Vec<Voiced>,
    /// One is of the same family as one said.
    pub same: bool,
    /// One is near one said.
    pub near: bool,
    /// One is of the opposite valence and none is the same or near.
    pub contrary: bool,
    /// There are feelings in the reply, and none in the statement.
    pub new: bool,
    /// The statement denies, or gives to another alone, what the reply gives the speaker.
    pub denied: bool,
    /// The same, where it is another's.
    pub anothers: bool,
    /// A word for one said comes back, whoever or whatever feels it ("it hurts").
    pub echoed: bool,
    /// The reply has a word for a feeling at all, or one that weighs.
    pub coloured: bool,
}

impl Felt {
    /// Whether a plainly named feeling is left out, and no other stands for it.
    pub(super) fn missed(&self) -> bool {
        self.plain && self.voiced.is_empty() && !self.echoed
    }

    /// The strength of the strongest feeling heard that is hardly in doubt.
    pub(super) fn strongest(&self) -> u8 {
        self.heard.iter().filter(|e| e.sure).map(|e| e.strength).max().unwrap_or(0)
    }

    /// Whether the reply gives the speaker a feeling that does not go with any that was heard.
    pub(super) fn wrong(&self) -> bool {
        let names = self.voiced.iter().any(|v| v.plain);
        let named = self.heard.iter().any(|e| e.plain && !e.either);
        names && !self.same && !self.near && !self.echoed && (self.contrary || self.denied || named)
    }
}

impl Heard<'_> {
    /// The feelings of both.
    pub(super) fn feelings(&self, engine: &Engine) -> Felt {
        let families = &engine.feelings.families;
        let near = |a: usize, b: usize| engine.coach.related.near(&families[a].name, &families[b].name);
        let valence = |f: usize| families[f].valence;
        let either = |family: usize| engine.coach.related.either(&families[family].name);
        let said = &self.said.heard;
        let own = persons(said);
        let weightiest = said.weightiest_feeling(&engine.feelings, &engine.frames).filter(|w| w.holder == Holder::Person);
        let plain = |h: &FeelingHit| !h.weak && matches!(h.how, How::Felt);
        // laughing and crying show a feeling and do not say which
        let shows = |h: &FeelingHit| engine.coach.expressions.contains(said.parsed.tokens()[h.range.start].lemma_text());
        let mut heard: Vec<Evidence> = own
            .iter()
            .map(|h| Evidence {
                family: h.family,
                strength: h.intensity,
                either: either(h.family),
                plain: plain(h) || !h.weak && !shows(h) && matches!(h.how, How::Verb | How::Noun | How::Phrase { sign: false, .. }),
                sure: !h.weak && !shows(h) && !matches!(h.how, How::Causing),
            })
            .collect();
        heard.extend(said.frames.iter().filter_map(|f| {
            let row = &engine.frames.rows[f.row];
            Some(Evidence {
                family: f.family?,
                strength: row.intensity,
                either: false,
                plain: false,
                // what is given in love may cost more than it gives
                sure: row.sure >= SURE && !row.feeling.as_deref().is_some_and(|f| matches!(f, "loving" | "grateful")),
            })
        }));
        let voiced: Vec<Voiced> = persons(&self.turned)
            .iter()
            .map(|h| Voiced {
                family: h.family,
                word: h.word.clone(),
                strength: h.intensity,
                plain: !h.weak && !either(h.family) && matches!(h.how, How::Felt | How::Verb | How::Phrase { sign: false, .. }),
            })
            .collect();
        // tears of joy make nobody sad
        let named_sign = heard.iter().filter(|e| e.plain).map(|e| valence(e.family)).find(|v| *v != 0);
        let counts = |e: &&Evidence| e.sure || named_sign.is_none_or(|v| v * valence(e.family) >= 0);
        let heard: Vec<Evidence> = heard.iter().filter(counts).cloned().collect();
        let heard_of = |family: usize| heard.iter().any(|e| e.family == family);
        let same = voiced.iter().any(|v| heard_of(v.family));
        let is_near = voiced.iter().any(|v| heard.iter().any(|e| near(v.family, e.family)));
        let against = |v: &Voiced| heard.iter().any(|e| e.sure && valence(e.family) * valence(v.family) < 0);
        let with = |v: &Voiced| heard.iter().any(|e| valence(e.family) * valence(v.family) > 0);
        let contrary = !same && !is_near && voiced.iter().any(|v| !either(v.family) && against(v) && !with(v));
        let others = |family: usize| said.feelings.iter().any(|h| h.family == family && h.holder == Holder::Other);
        let denies = |family: usize| {
            said.feelings
                .iter()
                .any(|h| h.family == family && h.denied && h.holder == Holder::Person && !never_so(said, h))
        };
        Felt {
            plain: own
                .iter()
                .any(|h| plain(h) && weightiest.as_ref().is_some_and(|w| w.family == h.family && w.named)),
            said: weightiest.map(|w| (w.family, w.word, w.intensity)),
            new: heard.is_empty() && !voiced.is_empty(),
            same,
            near: is_near,
            contrary,
            denied: voiced.iter().any(|v| v.plain && !heard_of(v.family) && denies(v.family)),
            anothers: voiced.iter().any(|v| v.plain && !heard_of(v.family) && others(v.family)),
            coloured: !self.turned.feelings.is_empty() || self.reply.tokens().iter().any(|t| weighs(engine, t)),
            echoed: own
                .iter()
                .any(|h| self.brought.statement.iter().any(|(token, tie)| h.range.contains(token) && *tie >= 0.8))
                || self.turned.feelings.iter().any(|h| !h.denied && heard_of(h.family)),
            heard,
            voiced,
        }
    }

    /// Whether the statement is heavy with something, a feeling or words that weigh, so that a bare retelling leaves it out.
    pub(super) fn heavy(&self, engine: &Engine, felt: &Felt) -> bool {
        let tokens = self.said.heard.parsed.tokens();
        let weighty = tokens.iter().filter(|t| weighs(engine, t)).count();
        let told = self.said_count() >= TOLD && (weighty > 0 || !felt.heard.is_empty());
        felt.strongest() >= 2 || self.said_any(&["!"]) || weighty >= 2 || told
    }

    /// The characters of the word by which the reply names a feeling; all of it where that is not one word.
    pub(super) fn voiced_span(&self, engine: &Engine) -> Range<usize> {
        let voiced = self.feelings(engine).voiced;
        let word = self
            .reply
            .tokens()
            .iter()
            .position(|t| voiced.iter().any(|v| t.is(&v.word) || t.lemma_text() == v.word));
        match word {
            Some(at) => self.span(at..at + 1),
            None => self.span(0..self.reply.tokens().len()),
        }
    }
}

/// Whether a word carries weight without naming a feeling: "nobody", "never", "lose".
fn weighs(engine: &Engine, token: &Token) -> bool {
    let weighing = &engine.coach.weighing;
    weighing.contains(token.word.as_str()) || weighing.contains(token.lemma_text())
}

/// What the speaker feels. "I've never been so angry" denies nothing.
fn persons(heard: &Understanding) -> Vec<FeelingHit> {
    let own = heard
        .feelings
        .iter()
        .filter(|h| h.holder == Holder::Person && (!h.denied || never_so(heard, h)));
    own.cloned().collect()
}

/// "never so angry", "not this happy since": more than ever.
fn never_so(heard: &Understanding, hit: &FeelingHit) -> bool {
    let tokens = heard.parsed.tokens();
    let before = &tokens[hit.range.start.saturating_sub(5)..hit.range.start];
    before.last().is_some_and(|t| t.is_any(&["so", "that", "more", "this", "as"])) && before.iter().any(|t| t.is_any(&["never", "been", "felt"]))
}
