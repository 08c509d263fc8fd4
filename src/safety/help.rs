//! Lines of help by country (`config/help_lines.toml`). A number is there only with the page it was read on and the day.

use crate::data::rows::{CountryRow, HelpFile, LineRow};

/// The kinds of lines.
pub const KINDS: [&str; 5] = ["emergency", "crisis", "child", "abuse", "poison"];

/// Where lines all over the world are listed.
pub const DIRECTORY: &str = "findahelpline.com";

/// An entry is called old after so many days.
const OLD_AFTER_DAYS: i64 = 365;

/// The lines, checked, and the country whose lines are given.
#[derive(Debug, Clone, Default)]
pub struct HelpLines {
    countries: Vec<CountryRow>,
    chosen: Option<usize>,
}

impl HelpLines {
    /// Checks the rows. Every fault, a line each, names the country and the cause.
    pub fn new(file: &HelpFile) -> Result<HelpLines, String> {
        let mut faults = Vec::new();
        for (n, country) in file.country.iter().enumerate() {
            let mut fault = |cause: String| faults.push(format!("config/help_lines.toml: {}: {cause}", country.code));
            if country.code.len() != 2 || !country.code.bytes().all(|b| b.is_ascii_uppercase()) {
                fault("a country's code is two capitals, as in ISO 3166".into());
            }
            if file.country[..n].iter().any(|c| c.code == country.code) {
                fault("is there twice".into());
            }
            for line in &country.line {
                let what = if line.name.is_empty() { &line.kind } else { &line.name };
                if !KINDS.contains(&line.kind.as_str()) {
                    fault(format!("'{what}': there is no kind '{}'", line.kind));
                }
                if line.call.is_empty() && line.text.is_empty() && line.web.is_empty() {
                    fault(format!("'{what}': neither a number nor an address"));
                }
                if line.kind != "emergency" && line.name.is_empty() {
                    fault(format!("'{what}': a line has a name"));
                }
                if !line.source.starts_with("https://") && !line.source.starts_with("http://") {
                    fault(format!("'{what}': no source: give the address of the page that the number was read on"));
                }
                if days(&line.read).is_none() {
                    fault(format!("'{what}': no day of reading: give it as 2026-11-22"));
                }
                let number = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || " +()-'\"/,".contains(c)) && s.len() <= 60;
                if !number(&line.call) || !number(&line.text) {
                    fault(format!("'{what}': a number holds digits, letters, blanks and signs such as + and -"));
                }
            }
        }
        if faults.is_empty() {
            Ok(HelpLines {
                countries: file.country.clone(),
                chosen: None,
            })
        } else {
            Err(faults.join("\n"))
        }
    }

    /// Gives the lines of a country from now on; none where `code` is empty. `false` where there is no such country.
    pub fn choose(&mut self, code: &str) -> bool {
        self.chosen = self.countries.iter().position(|c| c.code.eq_ignore_ascii_case(code));
        self.chosen.is_some() || code.is_empty()
    }

    /// The country whose lines are given.
    pub fn country(&self) -> Option<&CountryRow> {
        self.chosen.map(|c| &self.countries[c])
    }

    /// Every country's code.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.countries.iter().map(|c| c.code.as_str())
    }

    /// Every country's code and name.
    pub fn countries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.countries.iter().map(|c| (c.code.as_str(), c.name.as_str()))
    }

    /// Every country in turn, for checks of what would be said there.
    pub(super) fn each(&self) -> impl Iterator<Item = HelpLines> + '_ {
        (0..self.countries.len()).map(|c| HelpLines {
            chosen: Some(c),
            ..self.clone()
        })
    }

    /// The chosen country's lines of a kind.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = &LineRow> {
        self.country().into_iter().flat_map(|c| &c.line).filter(move |l| l.kind == kind)
    }

    /// Entries read more than a year before `today`, a day counted from 1970, a line each.
    pub fn old(&self, today: i64) -> Vec<String> {
        let today = today + day_number(1970, 1, 1);
        let lines = self.countries.iter().flat_map(|c| c.line.iter().map(move |l| (c, l)));
        lines
            .filter(|(_, l)| days(&l.read).is_none_or(|read| today - read > OLD_AFTER_DAYS))
            .map(|(c, l)| {
                format!(
                    "config/help_lines.toml: {}: {} {}: read on {}, more than a year ago: read {} again",
                    c.code, l.kind, l.name, l.read, l.source
                )
            })
            .collect()
    }
}

/// A day written as year-month-day, as a number of days.
fn days(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let sound = parts.next().is_none() && (2000..3000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then(|| day_number(year, month, day))
}

/// Days since a fixed one, in the Gregorian calendar.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(read: &str) -> HelpFile {
        let line = LineRow {
            kind: "crisis".into(),
            name: "A line".into(),
            call: "1".into(),
            text: String::new(),
            web: String::new(),
            source: "https://a.example/".into(),
            read: read.into(),
        };
        HelpFile {
            country: vec![CountryRow {
                code: "XX".into(),
                name: "Nowhere".into(),
                line: vec![line],
            }],
        }
    }

    #[test]
    fn an_entry_is_old_after_a_year() {
        let lines = HelpLines::new(&line("2024-02-29")).expect("sound");
        let then = day_number(2025, 2, 28) - day_number(1970, 1, 1);
        assert!(lines.old(then).is_empty());
        assert_eq!(lines.old(then + 1).len(), 1);
    }

    #[test]
    fn every_fault_is_named() {
        let mut file = line("yesterday");
        file.country[0].line[0].source = String::new();
        file.country[0].line[0].kind = "weather".into();
        let faults = HelpLines::new(&file).expect_err("three faults");
        assert_eq!(faults.lines().count(), 3, "{faults}");
    }
}
