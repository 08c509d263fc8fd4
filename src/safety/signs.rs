//! Signs of risk: the rows of `config/words/risk.toml`, searched for together and weighed by what stands around each.

use std::ops::Range;

use super::scope::{Owner, Scope, When, scope};
use super::undisguise::Bare;
use super::{AT_RISK, Category, Risk};
use crate::data::rows::{AnswerWords, CueRow, RiskFile, Whose};
use crate::pattern::{Match, Pattern, PatternSet};
use crate::understanding::{Feelings, Parsed};
use crate::words::{Classes, Tag};

/// The mark that stands for laughter anywhere in the text as typed.
const LAUGH: &str = "laugh";

/// What a pattern of the set belongs to.
#[derive(Debug, Clone, Copy)]
enum Role {
    Cue(usize),
    Guard(u8),
    Setting(usize),
    Mark(usize),
}

/// The rows, ready.
#[derive(Debug, Clone, Default)]
pub struct Signs {
    /// The cues.
    pub cues: Vec<CueRow>,
    categories: Vec<Category>,
    /// For each cue the settings in which it means something else, as bits.
    unless: Vec<u32>,
    /// For each cue the marks that lighten it, as bits.
    lighter: Vec<u32>,
    /// For each cue the mark that must be there too.
    with: Vec<Option<usize>>,
    settings: Vec<String>,
    marks: Vec<String>,
    patterns: PatternSet,
    /// What each pattern belongs to; the cues come last.
    roles: Vec<Role>,
    first_cue: usize,
    think: Classes,
    laughs: Vec<String>,
    distress_feelings: Vec<String>,
    people: Classes,
    /// First words of answers to the plain question.
    pub answers: AnswerWords,
    serious: Option<usize>,
    old: Option<usize>,
    recent: Option<usize>,
    minor: Option<usize>,
    distress: Option<usize>,
}

impl Signs {
    /// Makes the index. Every fault, a line each, names the row and the cause.
    pub fn new(file: &RiskFile) -> Result<Signs, String> {
        let mut signs = Signs {
            think: Classes::named("think").unwrap_or_default(),
            answers: file.answers.clone(),
            laughs: file.laughs.clone(),
            distress_feelings: file.distress.clone(),
            ..Signs::default()
        };
        for name in ["kin", "partner", "friend", "person"] {
            signs.people.0 |= Classes::named(name).unwrap_or_default().0;
        }
        let mut patterns = Vec::new();
        let mut faults: Vec<String> = Vec::new();
        let fault = |kind: &str, name: &str, cause: String| format!("config/words/risk.toml: {kind} '{name}': {cause}");
        let mut add = |found: &[Pattern], role: Role, roles: &mut Vec<Role>| {
            patterns.extend_from_slice(found);
            roles.extend(found.iter().map(|_| role));
        };
        for row in &file.setting {
            let number = signs.settings.iter().position(|s| *s == row.name).unwrap_or_else(|| {
                signs.settings.push(row.name.clone());
                signs.settings.len() - 1
            });
            add(&row.r#match.0, Role::Setting(number), &mut signs.roles);
        }
        for row in &file.mark {
            let number = signs.marks.iter().position(|s| *s == row.name).unwrap_or_else(|| {
                signs.marks.push(row.name.clone());
                signs.marks.len() - 1
            });
            add(&row.r#match.0, Role::Mark(number), &mut signs.roles);
        }
        for row in &file.guard {
            add(&row.r#match.0, Role::Guard(row.tier), &mut signs.roles);
        }
        signs.first_cue = signs.roles.len();
        for row in &file.cue {
            if signs.cues.iter().any(|c| c.name == row.name) {
                faults.push(fault("cue", &row.name, "the name is there twice".into()));
            }
            if row.tier > 4
                || [Some(row.denied), row.past, row.supposed, row.asked, Some(row.quoted)]
                    .into_iter()
                    .flatten()
                    .any(|t| t > row.tier.max(1))
            {
                faults.push(fault("cue", &row.name, "a tier is 0 to 4, and no other tier of a row is above its own".into()));
            }
            let mut unless = 0;
            for name in &row.unless {
                match signs.settings.iter().position(|s| s == name) {
                    Some(n) => unless |= 1 << n,
                    None => faults.push(fault("cue", &row.name, format!("there is no setting '{name}'"))),
                }
            }
            let mut lighter = 0;
            for name in &row.lighter {
                match signs.marks.iter().position(|m| m == name) {
                    _ if name == LAUGH => lighter |= 1 << 31,
                    Some(n) => lighter |= 1 << n,
                    None => faults.push(fault("cue", &row.name, format!("there is no mark '{name}'"))),
                }
            }
            let with = row.with.as_ref().and_then(|name| {
                let found = signs.marks.iter().position(|m| m == name);
                if found.is_none() {
                    faults.push(fault("cue", &row.name, format!("there is no mark '{name}'")));
                }
                found
            });
            let Some(category) = Category::named(&row.category) else {
                faults.push(fault("cue", &row.name, format!("there is no category '{}'", row.category)));
                continue;
            };
            add(&row.r#match.0, Role::Cue(signs.cues.len()), &mut signs.roles);
            signs.cues.push(row.clone());
            signs.categories.push(category);
            signs.unless.push(unless);
            signs.lighter.push(lighter);
            signs.with.push(with);
        }
        if signs.settings.len() > 31 || signs.marks.len() > 31 {
            faults.push("config/words/risk.toml: more than 31 settings or marks".into());
        }
        let mark = |name: &str| signs.marks.iter().position(|m| m == name);
        (signs.old, signs.recent, signs.minor, signs.distress, signs.serious) = (mark("old"), mark("recent"), mark("minor"), mark("distress"), mark("serious"));
        signs.patterns = PatternSet::new(patterns).across_clauses();
        if faults.is_empty() { Ok(signs) } else { Err(faults.join("\n")) }
    }

    /// The weightiest risk in a parsed text.
    pub(super) fn hear(&self, text: &str, parsed: &Parsed, feelings: &Feelings, bare: Option<&Bare>) -> Option<Risk> {
        // what lightens or explains a sign is sought only where there is one
        let cues = self.patterns.find_of(parsed, self.first_cue..self.roles.len());
        if cues.is_empty() {
            return None;
        }
        let found = self.patterns.find_of(parsed, 0..self.first_cue);
        let mut around = Around::default();
        if bare.is_none() {
            around.apostrophes = apostrophes(text);
        }
        if self.laughs(text) {
            around.marks |= 1 << 31;
        }
        for m in &found {
            match self.roles[m.pattern] {
                Role::Guard(tier) => {
                    let mut next = Some(m.clone());
                    while let Some(m) = next {
                        next = self.further(parsed, &m);
                        around.guards.push((m.range, tier));
                    }
                }
                Role::Setting(n) => around.settings |= 1 << n,
                Role::Mark(n) => {
                    around.marks |= 1 << n;
                    if Some(n) == self.distress {
                        around.distressed.push(m.range.clone());
                    }
                }
                Role::Cue(_) => {}
            }
        }
        let mut best: Option<(u8, usize, Range<usize>)> = None;
        for first in &cues {
            let Role::Cue(cue) = self.roles[first.pattern] else { continue };
            // a denial that is written in the pattern is part of the sign
            let denies = self.patterns.pattern(first.pattern).mentions(&["not", "never", "no", "nobody", "without"]);
            let mut next = Some(first.clone());
            while let Some(m) = next {
                let tier = self.weigh(cue, &m.range, denies, parsed, feelings, &around);
                if tier > best.as_ref().map_or(0, |b| b.0) {
                    best = Some((tier, cue, m.range.clone()));
                }
                next = if tier < self.cues[cue].tier { self.further(parsed, &m) } else { None };
            }
        }
        let (tier, cue, range) = best?;
        let tokens = parsed.tokens();
        let span = (tokens[range.start].span.0, tokens[range.end - 1].span.1);
        let minor = around.has(self.minor);
        let mut category = self.categories[cue];
        if tier < AT_RISK {
            category = Category::Ambiguous;
        } else if minor && category.own_life() {
            category = Category::MinorAtRisk;
        } else if minor && category == Category::Abuse {
            category = Category::ChildAbuse;
        }
        let tier = if category == Category::ChildAbuse { 4 } else { tier };
        Some(Risk {
            tier,
            category,
            words: bare.map_or(span, |b| b.original(span)),
            row: self.cues[cue].name.clone(),
            minor,
        })
    }

    /// The next match of the same pattern.
    fn further(&self, parsed: &Parsed, m: &Match) -> Option<Match> {
        let end = parsed.tokens().len();
        (m.range.end < end).then(|| self.patterns.next(parsed, m.pattern, m.range.end..end)).flatten()
    }

    /// The tier of one match where it stands.
    fn weigh(&self, cue: usize, range: &Range<usize>, denies: bool, parsed: &Parsed, feelings: &Feelings, around: &Around) -> u8 {
        let row = &self.cues[cue];
        let serious = around.has(self.serious);
        if self.unless[cue] & around.settings != 0 && !serious || self.with[cue].is_some_and(|m| !around.has(Some(m))) {
            return 0;
        }
        let mut around_it = scope(parsed, range, self.think, self.people);
        // a denial in a gap of the pattern: "he does not hit me"
        let inner = parsed.tokens()[range.clone()].iter().filter(|t| t.tag == Tag::Not).count();
        around_it.quoted |= !around.apostrophes.is_empty() && self.between_apostrophes(range, parsed, around);
        around_it.denied ^= row.inner_denial && !denies && inner % 2 == 1;
        let guarded = if row.unguarded { None } else { self.guarded(range, around) };
        let lighter = self.lighter[cue] & around.marks != 0 && !serious && !self.distressed(range, parsed, feelings, around);
        let tier = if row.plain {
            row.tier
        } else {
            self.scoped(row, range, &around_it, parsed, feelings, around)
        };
        let tier = if lighter { tier.min(1) } else { tier };
        guarded.map_or(tier, |g| g.min(tier))
    }

    /// Whether the text holds distress besides the sign's own words ("hurt myself").
    fn distressed(&self, range: &Range<usize>, parsed: &Parsed, feelings: &Feelings, around: &Around) -> bool {
        let apart = |r: &Range<usize>| r.end <= range.start || r.start >= range.end;
        around.distressed.iter().any(apart)
            || feelings
                .hear(parsed)
                .iter()
                .any(|h| !h.denied && apart(&h.range) && self.distress_feelings.contains(&feelings.families[h.family].name))
    }

    /// Whether the sign stands between single quotation marks, with somebody else named before them.
    fn between_apostrophes(&self, range: &Range<usize>, parsed: &Parsed, around: &Around) -> bool {
        let tokens = parsed.tokens();
        let (from, to) = (tokens[range.start].span.0, tokens[range.end - 1].span.1);
        around.apostrophes.iter().any(|(open, close)| *open < from && to <= *close + 1)
            && !tokens[..range.start].iter().rev().take_while(|t| !t.is_mark()).take(12).any(|t| {
                t.is_any(&["i", "me", "myself", "mind", "head", "brain", "thoughts", "think", "thinking"])
                    && around.apostrophes.iter().any(|(open, _)| t.span.1 <= *open)
            })
    }

    /// Whether the text as typed laughs.
    fn laughs(&self, text: &str) -> bool {
        // laughter in a sentence of its own says nothing about the sign in another
        if text.split(['.', '!', '?', '\n']).filter(|part| part.chars().any(char::is_alphabetic)).count() > 1 {
            return false;
        }
        let sign = |l: &String| l.starts_with(|c: char| !c.is_alphanumeric());
        self.laughs.iter().filter(|l| sign(l)).any(|l| text.contains(l.as_str()))
            || text
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| !w.is_empty() && w.len() <= 12 && self.laughs.iter().any(|l| l.eq_ignore_ascii_case(w)))
    }

    /// The tier that is left where a saying covers some of these words.
    fn guarded(&self, range: &Range<usize>, around: &Around) -> Option<u8> {
        around
            .guards
            .iter()
            .filter(|(g, _)| g.start < range.end && range.start < g.end)
            .map(|(_, t)| *t)
            .min()
    }

    fn scoped(&self, row: &CueRow, range: &Range<usize>, scope: &Scope, parsed: &Parsed, feelings: &Feelings, around: &Around) -> u8 {
        let owned = match row.who {
            Whose::Me => matches!(scope.owner, Owner::Me | Owner::Unsaid),
            Whose::Other => scope.owner == Owner::Other,
            Whose::Any => true,
        };
        if !owned {
            return 0;
        }
        let mut tier = row.tier;
        if scope.quoted {
            tier = tier.min(row.quoted);
        }
        if scope.denied {
            let distress = self.distressed(range, parsed, feelings, around);
            tier = tier.min(if distress { row.denied } else { 0 });
        }
        if scope.asked {
            tier = row.asked.map_or(tier, |t| tier.min(t));
        }
        if scope.supposed {
            tier = row.supposed.map_or(tier, |t| tier.min(t));
        }
        if around.has(self.old) && scope.tense != When::Now {
            tier = tier.min(1);
        } else if scope.tense == When::Past && !around.has(self.recent) {
            tier = tier.min(row.past.unwrap_or(1));
        }
        tier
    }
}

/// Stretches between single quotation marks, as characters of the text. An apostrophe inside a word is none.
fn apostrophes(text: &str) -> Vec<(u32, u32)> {
    if !text.contains(['\'', '\u{2018}', '\u{2019}']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open = None;
    let mut before = ' ';
    let mut chars = text.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}') {
            if open.is_none() && !before.is_alphanumeric() && after.is_alphanumeric() {
                open = Some(at as u32);
            } else if let Some(from) = open.filter(|_| !after.is_alphanumeric() && !before.is_whitespace()) {
                found.push((from, at as u32));
                open = None;
            }
        }
        before = c;
    }
    found
}

/// What the whole text holds besides its signs.
#[derive(Debug, Default)]
struct Around {
    guards: Vec<(Range<usize>, u8)>,
    settings: u32,
    marks: u32,
    /// Stretches between single quotation marks.
    apostrophes: Vec<(u32, u32)>,
    /// Where words of distress stand.
    distressed: Vec<Range<usize>>,
}

impl Around {
    fn has(&self, mark: Option<usize>) -> bool {
        mark.is_some_and(|m| self.marks & (1 << m) != 0)
    }
}
