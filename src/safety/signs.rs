//! Signs of risk: the rows of `config/words/risk.toml`, searched for together and weighed by what stands around each.

use std::ops::Range;

use super::scope::{Owner, Scope, When, scope};
use super::undisguise::Bare;
use super::{AT_RISK, Category, Risk};
use crate::data::rows::{AnswerWords, CueRow, RiskFile, Whose};
use crate::pattern::{Match, Near, Pattern, PatternSet, Search};
use crate::understanding::{Feelings, Parsed};
use crate::words::{Classes, Tag};

/// The mark that stands for laughter anywhere in the text as typed.
const LAUGH: &str = "laugh";

/// How many words away a field takes a sign's sense away, at least.
const FAR: usize = 16;

/// What a pattern of the set belongs to.
#[derive(Debug, Clone, Copy)]
enum Role {
    Cue(usize),
    Field(u8),
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
    /// For each cue the fields that must stand near it.
    all: Vec<Vec<u8>>,
    /// The same as bits.
    masks: Vec<u128>,
    /// For each cue the fields that must not stand near it, as bits.
    none: Vec<u128>,
    /// The cues that are fields alone.
    of_fields: Vec<usize>,
    settings: Vec<String>,
    marks: Vec<String>,
    fields: Vec<String>,
    /// The patterns of cues and of fields.
    patterns: PatternSet,
    /// What each of them belongs to.
    roles: Vec<Role>,
    /// The patterns of what lightens or explains a sign.
    beside: PatternSet,
    beside_roles: Vec<Role>,
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
        let (mut patterns, mut beside) = (Vec::new(), Vec::new());
        let mut faults: Vec<String> = Vec::new();
        let fault = |kind: &str, name: &str, cause: String| format!("config/words/risk.toml: {kind} '{name}': {cause}");
        let add = |found: &[Pattern], role: Role, patterns: &mut Vec<Pattern>, roles: &mut Vec<Role>| {
            patterns.extend_from_slice(found);
            roles.extend(found.iter().map(|_| role));
        };
        for row in &file.setting {
            let number = signs.settings.iter().position(|s| *s == row.name).unwrap_or_else(|| {
                signs.settings.push(row.name.clone());
                signs.settings.len() - 1
            });
            add(&row.r#match.0, Role::Setting(number), &mut beside, &mut signs.beside_roles);
        }
        for row in &file.mark {
            let number = signs.marks.iter().position(|s| *s == row.name).unwrap_or_else(|| {
                signs.marks.push(row.name.clone());
                signs.marks.len() - 1
            });
            add(&row.r#match.0, Role::Mark(number), &mut beside, &mut signs.beside_roles);
        }
        for row in &file.guard {
            add(&row.r#match.0, Role::Guard(row.tier), &mut beside, &mut signs.beside_roles);
        }
        for row in &file.field {
            let number = signs.fields.iter().position(|f| *f == row.name).unwrap_or_else(|| {
                signs.fields.push(row.name.clone());
                signs.fields.len() - 1
            });
            add(&row.r#match.0, Role::Field(number as u8), &mut patterns, &mut signs.roles);
        }
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
            let mut numbered = |names: &[String]| -> Vec<u8> {
                let mut numbers = Vec::new();
                for name in names {
                    match signs.fields.iter().position(|f| f == name) {
                        Some(n) => numbers.push(n as u8),
                        None => faults.push(fault("cue", &row.name, format!("there is no field '{name}'"))),
                    }
                }
                numbers
            };
            let all = numbered(&row.all);
            let none = bits(&numbered(&row.none));
            if row.r#match.0.is_empty() && all.is_empty() {
                faults.push(fault("cue", &row.name, "it has neither patterns nor fields".into()));
            }
            if row.others > 4 || row.others > 0 && row.who != Whose::Me {
                faults.push(fault("cue", &row.name, "'others' is a tier, and only where 'who' is \"me\"".into()));
            }
            let Some(category) = Category::named(&row.category) else {
                faults.push(fault("cue", &row.name, format!("there is no category '{}'", row.category)));
                continue;
            };
            add(&row.r#match.0, Role::Cue(signs.cues.len()), &mut patterns, &mut signs.roles);
            if row.r#match.0.is_empty() {
                signs.of_fields.push(signs.cues.len());
            }
            signs.masks.push(bits(&all));
            signs.all.push(all);
            signs.none.push(none);
            signs.cues.push(row.clone());
            signs.categories.push(category);
            signs.unless.push(unless);
            signs.lighter.push(lighter);
            signs.with.push(with);
        }
        if signs.settings.len() > 31 || signs.marks.len() > 31 || signs.fields.len() > 128 {
            faults.push("config/words/risk.toml: more than 31 settings or marks, or more than 128 fields".into());
        }
        let mark = |name: &str| signs.marks.iter().position(|m| m == name);
        (signs.old, signs.recent, signs.minor, signs.distress, signs.serious) = (mark("old"), mark("recent"), mark("minor"), mark("distress"), mark("serious"));
        signs.patterns = PatternSet::new(patterns).across_clauses();
        signs.beside = PatternSet::new(beside).across_clauses();
        if faults.is_empty() { Ok(signs) } else { Err(faults.join("\n")) }
    }

    /// The weightiest risk in a parsed text.
    pub(super) fn hear(&self, typed: &str, parsed: &Parsed, feelings: &Feelings, bare: Option<&Bare>) -> Option<Risk> {
        let search = self.patterns.search(parsed);
        let text = 0..parsed.tokens().len();
        let near: Vec<Near> = search.numbers().into_iter().filter_map(|number| search.near(number, text.clone())).collect();
        let sought = Sought { signs: self, search, near };
        // what lightens or explains a sign is sought only where there is one
        let mut fields = sought.fields();
        let mut cues: Vec<(usize, Near, Match)> = Vec::new();
        for near in &sought.near {
            let Role::Cue(cue) = self.roles[near.pattern] else { continue };
            if self.whole(cue, &sought, &mut fields)
                && let Some(m) = sought.search.next(*near, text.clone())
            {
                cues.push((cue, *near, m));
            }
        }
        let mut of_fields: Vec<usize> = Vec::new();
        for cue in &self.of_fields {
            if self.whole(*cue, &sought, &mut fields) {
                of_fields.push(*cue);
            }
        }
        if cues.is_empty() && of_fields.is_empty() {
            return None;
        }
        let mut around = Around::default();
        let all = || cues.iter().map(|(cue, ..)| *cue).chain(of_fields.iter().copied());
        let needed = all().fold(0, |needed, cue| needed | self.masks[cue]);
        sought.note_fields(needed, &mut around);
        // far from its fields it is no sign, whatever else stands there
        of_fields.retain(|cue| around.of(self.all[*cue][0]).any(|range| self.complete(*cue, range, &around)));
        cues.retain(|(cue, near, m)| self.all[*cue].is_empty() || each(&sought.search, *near, m.clone()).any(|m| self.complete(*cue, &m.range, &around)));
        if cues.is_empty() && of_fields.is_empty() {
            return None;
        }
        let all = || cues.iter().map(|(cue, ..)| *cue).chain(of_fields.iter().copied());
        sought.note_fields(all().fold(0, |kept_off, cue| kept_off | self.none[cue]) & !needed, &mut around);
        if bare.is_none() {
            around.apostrophes = apostrophes(typed);
        }
        if self.laughs(typed) {
            around.marks |= 1 << 31;
        }
        let beside = self.beside.search(parsed);
        for number in beside.numbers() {
            let Some(near) = beside.near(number, text.clone()) else { continue };
            let Some(m) = beside.next(near, text.clone()) else { continue };
            match self.beside_roles[near.pattern] {
                // "Traffic. Everything makes me want to die.": a saying is said in one sentence
                Role::Guard(tier) => {
                    let sentences = &parsed.statement.sentences;
                    let said = each(&beside, near, m).filter(|m| sentences.iter().any(|s| s.range.start <= m.range.start && m.range.end <= s.range.end));
                    around.guards.extend(said.map(|m| (m.range, tier)));
                }
                Role::Setting(n) => around.settings |= 1 << n,
                Role::Mark(n) => {
                    around.marks |= 1 << n;
                    if Some(n) == self.distress {
                        around.distressed.push(m.range);
                    }
                }
                Role::Field(_) | Role::Cue(_) => {}
            }
        }
        let mut best: Option<(Weight, usize, Range<usize>)> = None;
        let mut consider = |cue: usize, range: &Range<usize>, denies: bool| {
            let weight = self.weigh(cue, range, denies, parsed, feelings, &around);
            if weight.tier > best.as_ref().map_or(0, |b| b.0.tier) {
                best = Some((weight, cue, range.clone()));
            }
            weight.tier
        };
        for (cue, near, first) in &cues {
            // a denial that is written in the pattern is part of the sign
            let denies = self.patterns.denies(near.pattern);
            for m in each(&sought.search, *near, first.clone()) {
                if consider(*cue, &m.range, denies) >= self.cues[*cue].tier {
                    break;
                }
            }
        }
        for cue in of_fields {
            for range in around.of(self.all[cue][0]) {
                consider(cue, range, true);
            }
        }
        let (Weight { tier, another }, cue, range) = best?;
        let tokens = parsed.tokens();
        let span = (tokens[range.start].span.0, tokens[range.end - 1].span.1);
        let minor = around.has(self.minor);
        let mut category = self.categories[cue];
        if tier < AT_RISK {
            category = Category::Ambiguous;
        } else if another {
            category = Category::OtherAtRisk;
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

    /// Whether every field that a cue needs stands somewhere in the text.
    fn whole(&self, cue: usize, sought: &Sought<'_>, fields: &mut Fields) -> bool {
        let needed = self.masks[cue];
        if needed & !(fields.near | fields.shown) != 0 {
            return false;
        }
        // what fewer patterns come near is sooner seen to be missing
        let mut unsure: Vec<u8> = self.all[cue].iter().copied().filter(|field| fields.shown >> field & 1 == 0).collect();
        unsure.sort_unstable_by_key(|field| sought.of(*field).count());
        unsure.into_iter().all(|field| {
            let shown = sought.of(field).any(|near| sought.search.next(near, sought.text()).is_some());
            fields.near &= !(1 << field);
            fields.shown |= u128::from(shown) << field;
            shown
        })
    }

    /// Whether the fields that a cue needs stand near its match.
    fn complete(&self, cue: usize, range: &Range<usize>, around: &Around) -> bool {
        let within = self.cues[cue].within;
        let apart = |r: &Range<usize>| r.end <= range.start || r.start >= range.end;
        let alone = self.cues[cue].r#match.0.is_empty();
        let mut needed = self.all[cue].iter().skip(usize::from(alone));
        needed.all(|field| around.of(*field).any(|r| apart(r) && between(range, r) <= within))
    }

    /// Whether one of the fields that a cue must not have stands near its match.
    fn kept_off(&self, cue: usize, range: &Range<usize>, around: &Around) -> bool {
        let within = self.cues[cue].within.max(FAR);
        self.none[cue] != 0
            && around
                .fields
                .iter()
                .any(|(field, r)| self.none[cue] >> field & 1 != 0 && between(range, r) <= within)
    }

    /// The tier of one match where it stands.
    fn weigh(&self, cue: usize, range: &Range<usize>, denies: bool, parsed: &Parsed, feelings: &Feelings, around: &Around) -> Weight {
        let row = &self.cues[cue];
        let serious = around.has(self.serious);
        if self.unless[cue] & around.settings != 0 && !serious || self.with[cue].is_some_and(|m| !around.has(Some(m))) {
            return Weight::default();
        }
        if !self.complete(cue, range, around) || self.kept_off(cue, range, around) {
            return Weight::default();
        }
        let mut around_it = scope(parsed, range, self.think, self.people);
        // a denial in a gap of the pattern: "he does not hit me"
        let inner = parsed.tokens()[range.clone()].iter().filter(|t| t.tag == Tag::Not).count();
        around_it.quoted |= !around.apostrophes.is_empty() && self.between_apostrophes(range, parsed, around);
        around_it.denied ^= row.inner_denial && !denies && inner % 2 == 1;
        let guarded = if row.unguarded { None } else { self.guarded(range, around) };
        let lighter = self.lighter[cue] & around.marks != 0 && !serious && !self.distressed(range, parsed, feelings, around);
        let tier = if row.plain {
            // "i used to wish i was dead": all the words say, and over
            let used_to = parsed.tokens()[range.start.saturating_sub(4)..range.start]
                .windows(2)
                .any(|w| w[0].is("used") && w[1].is("to"));
            let tier = if around_it.quoted { row.tier.min(row.quoted) } else { row.tier };
            if used_to && !around.has(self.recent) { tier.min(1) } else { tier }
        } else {
            self.scoped(row, range, &around_it, parsed, feelings, around)
        };
        let tier = if lighter { tier.min(1) } else { tier };
        Weight {
            tier: guarded.map_or(tier, |g| g.min(tier)),
            another: row.others > 0 && around_it.owner == Owner::Other,
        }
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
            Whose::Me if row.others > 0 && scope.owner == Owner::Other => true,
            Whose::Me => matches!(scope.owner, Owner::Me | Owner::Unsaid),
            Whose::Other => scope.owner == Owner::Other,
            Whose::Any => true,
        };
        if !owned {
            return 0;
        }
        let mut tier = if row.who == Whose::Me && scope.owner == Owner::Other {
            row.others
        } else {
            row.tier
        };
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

/// The patterns that a text comes near.
struct Sought<'a> {
    signs: &'a Signs,
    search: Search<'a>,
    near: Vec<Near>,
}

/// The fields of a text, as bits.
struct Fields {
    /// Those that a text comes near, and of which it is not known whether they are there.
    near: u128,
    /// Those that are there.
    shown: u128,
}

impl Sought<'_> {
    fn text(&self) -> Range<usize> {
        0..self.search.parsed().tokens().len()
    }

    fn fields(&self) -> Fields {
        let near = self.near.iter().fold(0, |bits, near| match self.signs.roles[near.pattern] {
            Role::Field(n) => bits | 1u128 << n,
            _ => bits,
        });
        Fields { near, shown: 0 }
    }

    /// The patterns of a field.
    fn of(&self, field: u8) -> impl Iterator<Item = Near> {
        let of_field = move |near: &&Near| matches!(self.signs.roles[near.pattern], Role::Field(n) if n == field);
        self.near.iter().filter(of_field).copied()
    }

    /// Notes where these fields stand.
    fn note_fields(&self, fields: u128, around: &mut Around) {
        for near in &self.near {
            let Role::Field(n) = self.signs.roles[near.pattern] else { continue };
            if fields >> n & 1 != 0
                && let Some(first) = self.search.next(*near, self.text())
            {
                around.fields.extend(each(&self.search, *near, first).map(|m| (n, m.range)));
            }
        }
    }
}

/// This match and the further ones of the same pattern.
fn each(search: &Search<'_>, near: Near, first: Match) -> impl Iterator<Item = Match> {
    let end = search.parsed().tokens().len();
    std::iter::successors(Some(first), move |m| (m.range.end < end).then(|| search.next(near, m.range.end..end)).flatten())
}

/// How many tokens stand between two stretches; none where they overlap.
fn between(a: &Range<usize>, b: &Range<usize>) -> usize {
    if b.start >= a.end { b.start - a.end } else { a.start.saturating_sub(b.end) }
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

/// How heavy a match is where it stands.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    tier: u8,
    /// Whether it is somebody else's life.
    another: bool,
}

fn bits(numbers: &[u8]) -> u128 {
    numbers.iter().fold(0, |bits, n| bits | 1u128 << n)
}

/// What the whole text holds besides its signs.
#[derive(Debug, Default)]
struct Around {
    guards: Vec<(Range<usize>, u8)>,
    settings: u32,
    marks: u32,
    /// The fields, each with where it stands.
    fields: Vec<(u8, Range<usize>)>,
    /// Stretches between single quotation marks.
    apostrophes: Vec<(u32, u32)>,
    /// Where words of distress stand.
    distressed: Vec<Range<usize>>,
}

impl Around {
    /// Where a field stands.
    fn of(&self, field: u8) -> impl Iterator<Item = &Range<usize>> {
        self.fields.iter().filter(move |(n, _)| *n == field).map(|(_, range)| range)
    }

    fn has(&self, mark: Option<usize>) -> bool {
        mark.is_some_and(|m| self.marks & (1 << m) != 0)
    }
}
