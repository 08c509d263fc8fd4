//! Attachment themes: what a statement touches of closeness, loss and being seen (`config/words/themes/`). Never who somebody is.
//!
//! A theme is heard in the words themselves, in a situation that is it wherever it comes up ("a breakup"), or in a feeling that is ("numb").
//! The same event means one thing to one person and another to the next: where only pleasant feelings are told beside it ("finally, a week
//! without him"), the theme that most people would hear is not heard. Beside abuse no theme is heard at all, for the rest of the talk.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::feeling::clause_of_match;
use super::{FeelingHit, Feelings, Frames, Holder, How, Parsed, Understanding};
use crate::data::rows::prompts::{ThemeFile, ThemeScope, ThemesFile};
use crate::pattern::{Pattern, PatternSet};
use crate::words::Tag;

/// An attachment theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "their names say it; responses/en/prompts/ says more")]
pub enum Theme {
    Proximity,
    Separation,
    Loss,
    Detachment,
    SafeHaven,
    SecureBase,
    Reunion,
    Closeness,
    Responsiveness,
    Refinding,
    BeingSeen,
    ParallelProcess,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 12] = [
        Theme::Proximity,
        Theme::Separation,
        Theme::Loss,
        Theme::Detachment,
        Theme::SafeHaven,
        Theme::SecureBase,
        Theme::Reunion,
        Theme::Closeness,
        Theme::Responsiveness,
        Theme::Refinding,
        Theme::BeingSeen,
        Theme::ParallelProcess,
    ];

    /// Its name in data files and batch output.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Proximity => "proximity",
            Theme::Separation => "separation",
            Theme::Loss => "loss",
            Theme::Detachment => "detachment",
            Theme::SafeHaven => "safe_haven",
            Theme::SecureBase => "secure_base",
            Theme::Reunion => "reunion",
            Theme::Closeness => "closeness",
            Theme::Responsiveness => "responsiveness",
            Theme::Refinding => "refinding",
            Theme::BeingSeen => "being_seen",
            Theme::ParallelProcess => "parallel_process",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|t| t.name() == name)
    }
}

/// A theme heard in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeHit {
    /// The theme.
    pub theme: Theme,
    /// The characters of the text as given that it hangs on, end exclusive.
    pub span: (u32, u32),
    /// From 1, a hint, to 3, plainly the theme.
    pub weight: u8,
    /// The row, frame or feeling that heard it.
    pub rule: String,
}

/// Every theme, searched for together.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    kinds: Vec<Heard>,
    rows: Vec<Row>,
    /// Patterns whose gaps end with their clause.
    within: Set,
    /// Patterns whose gaps reach over the whole text.
    across: Set,
}

/// Patterns and what each is there for.
#[derive(Debug, Clone, Default)]
struct Set {
    patterns: PatternSet,
    roles: Vec<Role>,
}

/// Patterns that are being gathered.
#[derive(Debug, Default)]
struct Gathered {
    patterns: Vec<Pattern>,
    roles: Vec<Role>,
}

impl Gathered {
    fn add(&mut self, patterns: Vec<Pattern>, role: Role) {
        self.patterns.extend(patterns);
        self.roles.resize(self.patterns.len(), role);
    }
}

type Numbers = HashSet<usize, BuildHasherDefault<rustc_hash::FxHasher>>;

/// What one theme is heard in besides its rows.
#[derive(Debug, Clone)]
struct Heard {
    theme: Theme,
    /// Numbers of frames.
    frames: Numbers,
    /// Numbers of families of feelings.
    feelings: Numbers,
    /// Families of pleasant feelings beside which it is not heard.
    not_with: Numbers,
}

#[derive(Debug, Clone)]
struct Row {
    name: String,
    kind: usize,
    scope: ThemeScope,
    weight: u8,
}

/// What a pattern is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Row(usize),
    Unless(usize),
    /// Keeps away a whole theme.
    Spoils(usize),
    Abuse,
    Elsewhere,
}

/// What a frame or a feeling weighs as a theme.
const IMPLIED: u8 = 2;

impl Themes {
    /// Makes the index. The error names for every fault, a line each, the file, the row and the cause. Rows that are `bare` have no examples.
    pub fn new(shared: ThemesFile, files: Vec<(String, ThemeFile)>, feelings: &Feelings, frames: &Frames, bare: bool) -> Result<Themes, String> {
        let mut themes = Themes::default();
        let (mut within, mut across) = (Gathered::default(), Gathered::default());
        let mut faults = Vec::new();
        for (file, rows) in files {
            let mut fault = |cause: String| faults.push(format!("{file}: {cause}"));
            let Some(theme) = Theme::named(&rows.theme) else {
                fault(format!("there is no theme '{}'", rows.theme));
                continue;
            };
            if themes.kinds.iter().any(|k| k.theme == theme) {
                fault(format!("the theme '{}' is there twice", rows.theme));
            }
            let mut families = |names: &[String]| {
                let found = names.iter().map(|name| feelings.family(name).ok_or(name));
                found
                    .filter_map(|f| f.map_err(|name| fault(format!("there is no family of feelings '{name}'"))).ok())
                    .collect()
            };
            let (felt, not_with) = (families(&rows.feelings), families(&rows.not_with));
            // frames of one's own may lack some: `felt check` misses them among those built in
            let numbers = rows
                .frames
                .iter()
                .filter_map(|name| frames.rows.iter().position(|row| row.name == *name))
                .collect();
            within.add(rows.unless.0, Role::Spoils(themes.kinds.len()));
            let mut names = HashSet::new();
            for row in rows.row {
                if !names.insert(row.name.clone()) {
                    fault(format!("row '{}': the name is there twice", row.name));
                }
                if row.r#match.0.is_empty() || !bare && row.examples.is_empty() {
                    fault(format!("row '{}': a pattern or an example is missing", row.name));
                }
                if !(1..=3).contains(&row.weight) {
                    fault(format!("row '{}': weight: {} is not 1, 2 or 3", row.name, row.weight));
                }
                let number = themes.rows.len();
                let set = if row.across { &mut across } else { &mut within };
                set.add(row.r#match.0, Role::Row(number));
                within.add(row.unless.0, Role::Unless(number));
                themes.rows.push(Row {
                    name: row.name,
                    kind: themes.kinds.len(),
                    scope: row.scope,
                    weight: row.weight,
                });
            }
            themes.kinds.push(Heard {
                theme,
                frames: numbers,
                feelings: felt,
                not_with,
            });
        }
        for missing in Theme::ALL.into_iter().filter(|t| !themes.kinds.iter().any(|k| k.theme == *t)) {
            faults.push(format!("config/words/themes: the theme '{}' has no file", missing.name()));
        }
        for row in shared.abuse {
            within.add(row.r#match.0, Role::Abuse);
        }
        within.add(shared.elsewhere.0, Role::Elsewhere);
        themes.within = Set {
            patterns: PatternSet::new(within.patterns),
            roles: within.roles,
        };
        themes.across = Set {
            patterns: PatternSet::new(across.patterns).across_clauses(),
            roles: across.roles,
        };
        if faults.is_empty() { Ok(themes) } else { Err(faults.join("\n")) }
    }

    /// The themes heard, each once, the weightiest first; and whether the text tells of abuse, beside which none is.
    pub fn hear(&self, heard: &Understanding, feelings: &Feelings, frames: &Frames) -> (Vec<ThemeHit>, bool) {
        let parsed = &heard.parsed;
        let mut found: Vec<(Role, Range<usize>)> = Vec::new();
        for set in [&self.within, &self.across] {
            found.extend(set.patterns.find(parsed).into_iter().map(|m| (set.roles[m.pattern], m.range)));
        }
        if found.iter().any(|(role, range)| *role == Role::Abuse && !denied(parsed, range)) {
            return (Vec::new(), true);
        }
        if found.iter().any(|(role, _)| *role == Role::Elsewhere) {
            return (Vec::new(), false);
        }
        let own = || heard.feelings.iter().filter(|h| !h.denied && h.holder == Holder::Person);
        let painful = own().any(|h| feelings.families[h.family].valence < 0 && !h.weak);
        // "before I can sleep" tells of no relief
        let open = |clause: usize| {
            let mut joint = parsed.clauses[clause].connector.clone();
            joint.any(|i| parsed.tokens()[i].is_any(&["before", "until", "till", "unless", "if"]))
        };
        let named = |h: &&FeelingHit| !matches!(h.how, How::Phrase { sign: true, .. }) && !open(h.clause);
        let pleasant = |number: usize| {
            let kind = &self.kinds[number];
            found.iter().any(|(role, _)| *role == Role::Spoils(number)) || !painful && own().filter(named).any(|h| kind.not_with.contains(&h.family))
        };
        let mut hits: Vec<ThemeHit> = Vec::new();
        let mut note = |kind: usize, range: &Range<usize>, weight: u8, rule: &str| {
            let tokens = parsed.tokens();
            let words = range.clone().filter(|i| !tokens[*i].is_mark());
            let spans = || words.clone().map(|i| tokens[i].span);
            let (Some(start), Some(end)) = (spans().map(|s| s.0).min(), spans().map(|s| s.1).max()) else {
                return;
            };
            hits.push(ThemeHit {
                theme: self.kinds[kind].theme,
                span: (start, end),
                weight,
                rule: rule.to_owned(),
            });
        };
        for (role, range) in &found {
            let Role::Row(number) = *role else { continue };
            let row = &self.rows[number];
            let spoiled = found.iter().any(|(other, _)| *other == Role::Unless(number));
            if !spoiled && counts(parsed, row.scope, range) && !pleasant(row.kind) {
                note(row.kind, range, row.weight, &row.name);
            }
        }
        for (number, kind) in self.kinds.iter().enumerate().filter(|(_, k)| !k.frames.is_empty() || !k.feelings.is_empty()) {
            if pleasant(number) {
                continue;
            }
            for hit in heard.frames.iter().filter(|h| kind.frames.contains(&h.row)) {
                note(number, &hit.found.range, IMPLIED, &frames.rows[hit.row].name);
            }
            let theirs = |h: &&FeelingHit| kind.feelings.contains(&h.family) && !matches!(h.how, How::Causing) && parsed.held[h.clause];
            for hit in own().filter(theirs) {
                note(number, &hit.range, IMPLIED, &hit.word);
            }
        }
        hits.sort_by_key(|h| (std::cmp::Reverse(h.weight), h.span.0, h.theme));
        let mut seen = 0u32;
        hits.retain(|h| {
            let first = seen >> h.theme as u32 & 1 == 0;
            seen |= 1 << h.theme as u32;
            first
        });
        (hits, false)
    }
}

/// Whether a match counts where it stands.
fn counts(parsed: &Parsed, scope: ThemeScope, range: &Range<usize>) -> bool {
    match scope {
        ThemeScope::Any => true,
        ThemeScope::Said => !denied(parsed, range),
        ThemeScope::Held => clause_of_match(parsed, range).is_some_and(|clause| parsed.asserts(clause, range)),
    }
}

/// Whether a "not" stands shortly before these words in their clause.
fn denied(parsed: &Parsed, range: &Range<usize>) -> bool {
    let tokens = parsed.tokens();
    let from = clause_of_match(parsed, range).map_or(range.start, |c| parsed.clauses[c].range.start.min(range.start));
    (from..range.start)
        .rev()
        .take(4)
        .take_while(|i| !tokens[*i].is_mark())
        .any(|i| tokens[i].tag == Tag::Not || tokens[i].is_any(&["no", "hardly", "barely", "nobody", "nothing", "without"]))
}
