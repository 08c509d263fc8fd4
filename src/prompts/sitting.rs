//! What a talk has touched, and when something to sit with may be offered. In memory only; it ends with its talk.

use super::{Moment, Prompt, Prompts};
use crate::Engine;
use crate::conversation::Answer;
use crate::reflection::Kind;
use crate::understanding::{Theme, ThemeHit, Understanding};

/// After an offer or a prompt so many answers pass before the next offer.
const REST: u32 = 3;
/// A theme is offered while it was heard in one of so many latest messages.
const FRESH: u32 = 4;
/// Answers about the talk that an offer may stand beside: the person agrees or thanks.
const AGREED: [&str; 2] = ["agreement", "thanks"];

/// One talk's themes, and the prompts given in it.
#[derive(Debug, Clone, Default)]
pub struct Sitting {
    wanted: bool,
    /// There is a risk now.
    risk: bool,
    /// Abuse was told of in this talk.
    abuse: bool,
    turn: u32,
    /// Whether the latest answer was a reflection that nobody has refused.
    reflected: bool,
    /// The turn of the latest offer or prompt.
    rested: Option<u32>,
    heard: Vec<Touched>,
    moment: (Moment, u32),
    offered: Option<Theme>,
    given: Vec<(Theme, usize)>,
}

/// A theme that was touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Touched {
    theme: Theme,
    weight: u8,
    /// The turn when it was first heard: what was said back to that must have landed before it is offered.
    since: u32,
    /// The turn when it was last heard.
    turn: u32,
}

/// A quiet offer, to stand beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The theme whose prompt is given if it is taken up.
    pub theme: Theme,
    /// The moment that the talk is in.
    pub moment: Moment,
}

/// What comes of asking for a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A prompt that was not given in this talk before.
    Prompt(Prompt),
    /// None: there is a risk, or abuse was told of.
    Silent,
    /// None: every prompt of the theme that fits was given.
    AllGiven,
}

/// What a message was heard to be, for [`Sitting::hear`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard {
    themes: Vec<ThemeHit>,
    abuse: bool,
    moment: Option<Moment>,
    /// Whether it says that the reflection before it did not land.
    refuses: bool,
}

impl Heard {
    /// What a statement touches. What only bears on offers is not worked out where `sitting` makes none, nor the moment where the talk
    /// does not go on to ask for a prompt.
    pub(crate) fn of(engine: &Engine, text: &str, heard: &Understanding, sitting: &Sitting, goes_on: bool) -> Heard {
        let (themes, abuse) = engine.themes.hear(heard, &engine.feelings, &engine.frames);
        let offers = sitting.wanted;
        Heard {
            moment: (offers || goes_on).then(|| engine.prompts.moments.hear(heard, &themes)).flatten(),
            refuses: offers && engine.prompts.not_landed(text),
            themes,
            abuse,
        }
    }

    /// A message that is answered for safety's sake.
    pub(crate) fn risk(abuse: bool) -> Heard {
        Heard { abuse, ..Heard::default() }
    }
}

impl Sitting {
    /// Prompts are wanted: offers may be made.
    pub fn turn_on(&mut self) {
        self.wanted = true;
    }

    /// Prompts are not wanted, or no longer: no offers. One can still be asked for.
    pub fn turn_off(&mut self) {
        self.wanted = false;
        self.offered = None;
    }

    /// Whether offers may be made.
    pub fn is_on(&self) -> bool {
        self.wanted
    }

    /// Whether nothing is offered or given: there is a risk, or abuse was told of in this talk.
    pub fn is_silent(&self) -> bool {
        self.risk || self.abuse
    }

    /// Takes a message and the answer to it; notes in the answer what was touched and what may be offered beside it.
    pub(crate) fn hear(&mut self, prompts: &Prompts, heard: Heard, answer: &mut Answer) {
        answer.offer = self.take(prompts, &heard, answer);
        if !self.is_silent() {
            answer.themes = heard.themes;
        }
    }

    fn take(&mut self, prompts: &Prompts, heard: &Heard, answer: &Answer) -> Option<Offer> {
        self.turn += 1;
        self.risk = answer.tier >= 1;
        self.abuse |= heard.abuse;
        self.offered = None;
        if let Some(moment) = heard.moment {
            self.moment = (moment, self.turn);
        }
        for hit in &heard.themes {
            let before = self.heard.iter().position(|t| t.theme == hit.theme).map(|at| self.heard.remove(at));
            let lately = before.filter(|t| self.turn - t.turn < FRESH);
            self.heard.push(Touched {
                theme: hit.theme,
                weight: hit.weight,
                since: lately.map_or(self.turn, |t| t.since),
                turn: self.turn,
            });
        }
        let landed = self.reflected && !heard.refuses;
        let reflects = !matches!(answer.kind, Kind::Talk | Kind::Safety | Kind::Sound);
        self.reflected = reflects;
        let beside = answer.kind != Kind::Safety && (answer.kind != Kind::Talk || AGREED.contains(&answer.rule.as_str()));
        let rested = self.rested.is_none_or(|turn| self.turn - turn > REST);
        if !self.wanted || self.is_silent() || !landed || !beside || !rested {
            return None;
        }
        let touched = self.weightiest(prompts, self.turn)?;
        // it is not offered again until it is touched again
        self.heard.retain(|t| t.theme != touched);
        self.rested = Some(self.turn);
        self.offered = Some(touched);
        Some(Offer {
            theme: touched,
            moment: self.moment_now(),
        })
    }

    /// "That's not it": the latest reflection did not land.
    pub(crate) fn missed(&mut self) {
        self.reflected = false;
        self.offered = None;
    }

    /// A prompt on request: of this theme; else of the one offered last, of what the talk has touched, or of any. None is given twice in a
    /// talk. `seed` decides between prompts of equal worth.
    pub fn prompt(&mut self, prompts: &Prompts, theme: Option<Theme>, seed: u64) -> Asked {
        if self.is_silent() {
            return Asked::Silent;
        }
        let theme = theme
            .or(self.offered)
            .or_else(|| self.weightiest(prompts, u32::MAX))
            .unwrap_or_else(|| any(seed));
        let Some(prompt) = prompts.prompt(theme, self.moment_now(), seed, &self.given) else {
            return Asked::AllGiven;
        };
        self.given.push((prompt.theme, prompt.number));
        self.heard.retain(|t| t.theme != theme);
        self.rested = Some(self.turn);
        Asked::Prompt(prompt.clone())
    }

    /// The weightiest theme touched lately, and first before a turn, that has a prompt left for this moment; later before earlier.
    fn weightiest(&self, prompts: &Prompts, before: u32) -> Option<Theme> {
        let lately = self.heard.iter().filter(|t| self.turn - t.turn < FRESH && t.since < before);
        let left = lately.filter(|t| prompts.prompt(t.theme, self.moment_now(), 0, &self.given).is_some());
        left.max_by_key(|t| (t.weight, t.turn)).map(|t| t.theme)
    }

    fn moment_now(&self) -> Moment {
        let (moment, turn) = self.moment;
        if self.turn - turn < FRESH { moment } else { Moment::Calm }
    }
}

/// A theme where none was touched: any but the one for listeners, and none that speaks of a loss nobody has told of.
fn any(seed: u64) -> Theme {
    const OPEN: [Theme; 6] = [
        Theme::SafeHaven,
        Theme::SecureBase,
        Theme::Closeness,
        Theme::Responsiveness,
        Theme::Refinding,
        Theme::BeingSeen,
    ];
    OPEN[usize::try_from(seed % OPEN.len() as u64).unwrap_or(0)]
}
