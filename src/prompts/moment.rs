//! What sort of moment a talk is in: some prompts would hurt in a fresh loss or a quarrel, and help on a calm day.

use crate::data::rows::prompts::MomentRow;
use crate::pattern::{Pattern, PatternSet};
use crate::understanding::{Feelings, Holder, Theme, ThemeHit, Understanding};

/// What sort of moment a talk is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Moment {
    /// Somebody or something has just been lost.
    FreshLoss,
    /// There is a quarrel, or anger.
    Conflict,
    /// Somebody is missed or waited for.
    Longing,
    /// None of these.
    #[default]
    Calm,
}

impl Moment {
    /// Every moment.
    pub const ALL: [Moment; 4] = [Moment::FreshLoss, Moment::Conflict, Moment::Longing, Moment::Calm];

    /// Its name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Moment::FreshLoss => "fresh_loss",
            Moment::Conflict => "conflict",
            Moment::Longing => "longing",
            Moment::Calm => "calm",
        }
    }

    /// The moment of that name.
    pub fn named(name: &str) -> Option<Moment> {
        Moment::ALL.into_iter().find(|m| m.name() == name)
    }
}

/// How moments are known, in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub struct Moments {
    rows: Vec<Row>,
    patterns: PatternSet,
    row_of: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Row {
    moment: Moment,
    families: Vec<usize>,
    themes: Vec<Theme>,
}

impl Moments {
    /// Makes the index. Every fault, a line each, names the entry and the cause.
    pub(super) fn new(given: &[MomentRow], feelings: &Feelings) -> Result<Moments, String> {
        let mut moments = Moments::default();
        let mut patterns: Vec<Pattern> = Vec::new();
        let mut faults = Vec::new();
        for row in given {
            let mut fault = |cause: String| faults.push(format!("responses/en/prompts.toml: moment '{}': {cause}", row.name));
            let Some(moment) = Moment::named(&row.name) else {
                fault("there is no such moment".into());
                continue;
            };
            let mut families = Vec::new();
            for name in &row.feelings {
                match feelings.family(name) {
                    Some(family) => families.push(family),
                    None => fault(format!("there is no family of feelings '{name}'")),
                }
            }
            let mut themes = Vec::new();
            for name in &row.themes {
                match Theme::named(name) {
                    Some(theme) => themes.push(theme),
                    None => fault(format!("there is no theme '{name}'")),
                }
            }
            patterns.extend(row.r#match.0.iter().cloned());
            moments.row_of.resize(patterns.len(), moments.rows.len());
            moments.rows.push(Row { moment, families, themes });
        }
        moments.patterns = PatternSet::new(patterns);
        if faults.is_empty() { Ok(moments) } else { Err(faults.join("\n")) }
    }

    /// The moment that a statement shows; none where it shows none.
    pub fn hear(&self, heard: &Understanding, themes: &[ThemeHit]) -> Option<Moment> {
        let found = self.patterns.find(&heard.parsed);
        let felt = |row: &Row| {
            let own = heard.feelings.iter().filter(|h| !h.denied && h.holder == Holder::Person);
            own.into_iter().any(|h| row.families.contains(&h.family))
        };
        let shown = |(number, row): &(usize, &Row)| {
            felt(row) || themes.iter().any(|h| row.themes.contains(&h.theme)) || found.iter().any(|m| self.row_of[m.pattern] == *number)
        };
        self.rows.iter().enumerate().find(shown).map(|(_, row)| row.moment)
    }
}
