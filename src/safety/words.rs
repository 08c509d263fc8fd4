//! What is said where there is a risk (`responses/en/safety.toml`). Nothing that a person typed is ever in it.

use super::help::{DIRECTORY, HelpLines};
use super::{AT_RISK, Category, Heard, Watch};
use crate::data::rows::{CaseRow, LineRow, SafetyFile};

/// The most characters of one message.
const LONGEST: usize = 2000;

/// The texts, checked.
#[derive(Debug, Clone, Default)]
pub struct Words {
    file: SafetyFile,
}

impl Words {
    /// Texts that are known to be sound.
    pub fn of(file: &SafetyFile) -> Words {
        Words { file: file.clone() }
    }

    /// Checks the texts: every category has its words at every tier, none is too long in any country. Every fault, a line each, names the entry and the cause.
    pub fn new(file: &SafetyFile, help: &HelpLines) -> Result<Words, String> {
        let words = Words::of(file);
        let mut faults = Vec::new();
        let mut fault = |what: &str, cause: String| faults.push(format!("responses/en/safety.toml: {what}: {cause}"));
        for (key, text) in [
            ("program", &file.program),
            ("note", &file.note),
            ("not_meant", &file.not_meant),
            ("no", &file.no),
            ("help_now", &file.help_now),
        ] {
            if text.is_empty() {
                fault(key, "is empty".into());
            }
        }
        if file.stay.is_empty() {
            fault("stay", "at least one sentence".into());
        }
        let forms = &file.lines;
        for (key, text, slots) in [
            ("lines.emergency", &forms.emergency, &["{number}"][..]),
            ("lines.call", &forms.call, &["{name}", "{number}"]),
            ("lines.text", &forms.text, &["{name}", "{number}"]),
            ("lines.call_or_text", &forms.call_or_text, &["{name}", "{number}"]),
            ("lines.web", &forms.web, &["{name}", "{web}"]),
            ("lines.poison", &forms.poison, &["{name}", "{number}"]),
            ("lines.anywhere", &forms.anywhere, &[DIRECTORY]),
            ("lines.emergency_unknown", &forms.emergency_unknown, &["local emergency number"]),
        ] {
            for slot in slots.iter().filter(|s| !text.contains(**s)) {
                fault(key, format!("does not say {slot}"));
            }
        }
        for case in file.case.iter().chain([&file.helper]) {
            for name in case.categories.iter().filter(|c| Category::named(c).is_none()) {
                fault(&case.name, format!("there is no category '{name}'"));
            }
            for kind in case.lines.iter().filter(|k| !super::help::KINDS.contains(&k.as_str())) {
                fault(&case.name, format!("there is no kind of line '{kind}'"));
            }
            if case.acknowledge.is_empty() || case.person.is_empty() || case.lines.is_empty() {
                fault(&case.name, "acknowledge, lines and person must be there".into());
            }
        }
        for category in Category::ALL.into_iter().filter(|c| *c != Category::Ambiguous) {
            for tier in AT_RISK..=4 {
                match words.case(category, tier) {
                    None => fault(category.name(), format!("nothing is said at tier {tier}")),
                    Some(case) => {
                        for help in help.each().chain([HelpLines::default()]) {
                            let length = words.whole(case, &help).chars().count();
                            if length > LONGEST {
                                fault(
                                    &case.name,
                                    format!("{length} characters in {}", help.country().map_or("an unknown country", |c| &c.name)),
                                );
                            }
                        }
                    }
                }
            }
        }
        if faults.is_empty() { Ok(words) } else { Err(faults.join("\n")) }
    }

    /// What is said to a message, instead of a reflection; none where it is reflected.
    pub fn to(&self, heard: Heard, watch: &Watch, help: &HelpLines) -> Option<(String, &str)> {
        let case = || self.case(watch.category()?, watch.tier());
        match heard {
            Heard::Calm | Heard::Soft { .. } => None,
            Heard::Sign => case().map(|c| (self.whole(c, help), c.name.as_str())),
            Heard::Again => case().map(|c| (self.again(c, help), c.name.as_str())),
            Heard::Holds => Some((
                self.file
                    .stay
                    .get((watch.held() as usize) % self.file.stay.len().max(1))
                    .cloned()
                    .unwrap_or_default(),
                "stay",
            )),
            Heard::No => Some((self.file.no.clone(), "no")),
            Heard::NotMeant => Some((self.file.not_meant.clone(), "not meant")),
        }
    }

    /// All that is said at a tier, for the one at risk; what anyone may need where no category is known.
    pub fn numbers(&self, category: Option<Category>, tier: u8, help: &HelpLines) -> String {
        match category.filter(|_| tier >= AT_RISK).and_then(|c| self.case(c, tier)) {
            Some(case) => self.whole(case, help),
            None => self.help_now(help),
        }
    }

    /// What `/help-now` says.
    pub fn help_now(&self, help: &HelpLines) -> String {
        let kinds = ["emergency", "crisis", "child", "abuse", "poison"];
        [self.file.help_now.clone(), self.lines(&kinds, help), self.file.program.clone()].join("\n\n")
    }

    /// Guidance for someone who looks at another's message.
    pub fn helper(&self, help: &HelpLines) -> String {
        self.whole(&self.file.helper, help)
    }

    /// Added to a reflection at tier 1, once a talk.
    pub fn note(&self) -> &str {
        &self.file.note
    }

    /// Said once after "That's not what I meant".
    pub fn not_meant(&self) -> &str {
        &self.file.not_meant
    }

    /// The case of a category with the highest tier that this tier reaches.
    fn case(&self, category: Category, tier: u8) -> Option<&CaseRow> {
        self.file
            .case
            .iter()
            .filter(|c| c.from <= tier && c.categories.iter().any(|n| n == category.name()))
            .max_by_key(|c| c.from)
    }

    fn whole(&self, case: &CaseRow, help: &HelpLines) -> String {
        let lines = self.lines(&case.lines.iter().map(String::as_str).collect::<Vec<_>>(), help);
        let heard = [case.acknowledge.as_str(), case.ask.as_str()]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let mut parts = if case.lines_first {
            vec![case.now.clone(), lines, heard]
        } else {
            vec![heard, case.now.clone(), lines]
        };
        parts.extend([case.person.clone(), self.file.program.clone()]);
        parts.retain(|p| !p.is_empty());
        parts.join("\n\n")
    }

    fn again(&self, case: &CaseRow, help: &HelpLines) -> String {
        if case.again.is_empty() {
            return self.whole(case, help);
        }
        let lines = self.lines(&case.lines.iter().map(String::as_str).collect::<Vec<_>>(), help);
        if case.lines_first {
            format!("{lines}\n\n{}", case.again)
        } else {
            format!("{}\n\n{lines}", case.again)
        }
    }

    /// The lines of these kinds, one below the other.
    fn lines(&self, kinds: &[&str], help: &HelpLines) -> String {
        let forms = &self.file.lines;
        let mut out: Vec<String> = Vec::new();
        for kind in kinds {
            match *kind {
                "emergency" => match help.of("emergency").next() {
                    Some(line) => out.push(forms.emergency.replace("{number}", &line.call)),
                    None => out.push(forms.emergency_unknown.clone()),
                },
                "poison" => out.extend(help.of("poison").map(|l| said(&forms.poison, l, &l.call))),
                _ => {
                    for line in help.of(kind) {
                        if line.call.is_empty() && line.text.is_empty() {
                            out.push(said(&forms.web, line, ""));
                        } else if line.call == line.text {
                            out.push(said(&forms.call_or_text, line, &line.call));
                        } else {
                            if !line.call.is_empty() {
                                out.push(said(&forms.call, line, &line.call));
                            }
                            if !line.text.is_empty() {
                                out.push(said(&forms.text, line, &line.text));
                            }
                        }
                    }
                }
            }
        }
        if kinds.iter().any(|k| !matches!(*k, "emergency" | "poison")) {
            out.push(forms.anywhere.clone());
        }
        out.join("\n")
    }
}

fn said(form: &str, line: &LineRow, number: &str) -> String {
    form.replace("{name}", &line.name).replace("{number}", number).replace("{web}", &line.web)
}
