//! Reads settings key by key, and notes what is wrong instead of stopping.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::Fault;

/// A settings file being read.
pub(super) struct Reader<'t> {
    text: &'t str,
    table: DeTable<'t>,
    asked: HashSet<&'static str>,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    /// Parses `text`. Where it is no TOML, the faults say so and the rest reads as if it were absent.
    pub(super) fn new(text: &'t str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let faults = errors
            .iter()
            .map(|error| Fault {
                line: error.span().map(|span| line_of(text, span.start)),
                key: String::new(),
                cause: error.message().to_owned(),
            })
            .collect();
        Reader {
            text,
            table: table.into_inner(),
            asked: HashSet::new(),
            faults,
        }
    }

    /// The section called `name`; an absent one reads as empty.
    ///
    /// A dot in the name goes into a section within a section; the outer one must know it: [`Section::holds`].
    pub(super) fn section(&mut self, name: &'static str) -> Section<'_, 't> {
        if !name.contains('.') {
            self.asked.insert(name);
        }
        Section {
            reader: self,
            name,
            asked: HashSet::new(),
        }
    }

    /// The table of a section; none where it is absent, or no section.
    fn table(&self, name: &str) -> Option<&DeTable<'t>> {
        name.split('.').try_fold(&self.table, |table, part| match table.get(part)?.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        })
    }

    /// Notes what is wrong with the section as a whole, where nothing was found wrong with it yet.
    pub(super) fn fault(&mut self, name: &'static str, key: &'static str, cause: &str) {
        let at = self.table(name).and_then(|table| table.get(key)).map(|value| value.span().start);
        let key = format!("{name}.{key}");
        if self.faults.iter().all(|fault| fault.key != key) {
            self.faults.push(Fault {
                line: at.map(|at| line_of(self.text, at)),
                key,
                cause: cause.to_owned(),
            });
        }
    }

    /// Notes sections nobody asked for and gives back all faults, in the order of the lines.
    pub(super) fn end(mut self) -> Vec<Fault> {
        for (key, value) in &self.table {
            let name: &str = key.get_ref();
            if !self.asked.contains(name) {
                self.faults.push(Fault {
                    line: Some(line_of(self.text, key.span().start)),
                    key: name.to_owned(),
                    cause: "is no section of the settings".into(),
                });
            } else if !matches!(value.get_ref(), DeValue::Table(_)) {
                self.faults.push(Fault {
                    line: Some(line_of(self.text, key.span().start)),
                    key: name.to_owned(),
                    cause: format!("must be a section, written [{name}]"),
                });
            }
        }
        self.faults.sort_by_key(|fault| fault.line);
        self.faults
    }
}

/// One section being read.
pub(super) struct Section<'r, 't> {
    reader: &'r mut Reader<'t>,
    name: &'static str,
    asked: HashSet<&'static str>,
}

impl<'t> Section<'_, 't> {
    /// A web address: a scheme and a host, and nothing behind them.
    pub(super) fn address(&mut self, key: &'static str, default: &str) -> String {
        self.read(key, default.to_owned(), "must be an address such as \"https://discord.com\"", |value| {
            let address = value.as_str()?.trim_end_matches('/');
            let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
            let sound = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/?#@".contains(c));
            sound.then(|| address.to_owned())
        })
    }

    /// A text of any kind.
    pub(super) fn text(&mut self, key: &'static str, default: &str) -> String {
        self.read(key, default.to_owned(), "must be a text in quotation marks", |value| {
            Some(value.as_str()?.to_owned())
        })
    }

    /// An address and a port of this machine's, or nothing.
    pub(super) fn socket(&mut self, key: &'static str) -> Option<SocketAddr> {
        self.read(key, None, "must be an address with a port such as \"127.0.0.1:9464\", or empty", |value| {
            let text = value.as_str()?;
            if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
        })
    }

    /// A country as two capitals, or nothing.
    pub(super) fn country(&mut self, key: &'static str) -> String {
        self.read(key, String::new(), "must be a country's two letters such as \"US\", or empty", |value| {
            let code = value.as_str()?;
            let sound = code.is_empty() || code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
            sound.then(|| code.to_ascii_uppercase())
        })
    }

    /// `true` or `false`.
    pub(super) fn yes_or_no(&mut self, key: &'static str, default: bool) -> bool {
        self.read(key, default, "must be true or false", |value| value.as_bool())
    }

    /// A whole number within `range`.
    pub(super) fn whole(&mut self, key: &'static str, default: i64, range: RangeInclusive<i64>) -> i64 {
        let wanted = format!("must be a whole number from {} to {}", range.start(), range.end());
        self.read(key, default, &wanted, |value| {
            let integer = value.as_integer()?;
            let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
            range.contains(&number).then_some(number)
        })
    }

    /// A time in seconds, from none to `at_most`; parts of a second are allowed.
    pub(super) fn seconds(&mut self, key: &'static str, default: Duration, at_most: u32) -> Duration {
        let wanted = format!("must be a number of seconds from 0 to {at_most}");
        self.read(key, default, &wanted, |value| {
            let seconds = number(value)?;
            (0.0..=f64::from(at_most)).contains(&seconds).then(|| Duration::from_secs_f64(seconds))
        })
    }

    /// A time in minutes, more than none and up to `at_most`; parts of a minute are allowed.
    pub(super) fn minutes(&mut self, key: &'static str, default: Duration, at_most: u32) -> Duration {
        let wanted = format!("must be a number of minutes above 0, and at most {at_most}");
        self.read(key, default, &wanted, |value| {
            let minutes = number(value)?;
            (minutes > 0.0 && minutes <= f64::from(at_most)).then(|| Duration::from_secs_f64(minutes * 60.0))
        })
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&mut self, key: &'static str, default: T, words: &[(&str, T)]) -> T {
        let quoted: Vec<_> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let wanted = format!("must be one of {}", quoted.join(", "));
        self.read(key, default, &wanted, |value| {
            let given = value.as_str()?;
            words.iter().find(|(word, _)| *word == given).map(|(_, meaning)| *meaning)
        })
    }

    /// A first and a last whole number, "0-3", or one for both, "2"; nothing where it is empty.
    pub(super) fn range(&mut self, key: &'static str) -> Option<RangeInclusive<u32>> {
        self.read(key, None, "must be a range such as \"0-3\", a number such as \"2\", or empty", |value| {
            let text = value.as_str()?;
            if text.trim().is_empty() { Some(None) } else { range(text).map(Some) }
        })
    }

    /// Says that a section of this name stands within this one.
    pub(super) fn holds(&mut self, key: &'static str) {
        self.read(key, (), &format!("must be a section, written [{}.{key}]", self.name), |value| {
            value.as_table().map(|_| ())
        });
    }

    /// Notes the keys of this section that nobody asked for.
    pub(super) fn end(self) {
        let Some(table) = self.reader.table(self.name) else {
            return;
        };
        let unknown: Vec<_> = table
            .keys()
            .filter(|key| !self.asked.contains::<str>(key.get_ref()))
            .map(|key| Fault {
                line: Some(line_of(self.reader.text, key.span().start)),
                key: format!("{}.{}", self.name, key.get_ref()),
                cause: "is no setting".into(),
            })
            .collect();
        self.reader.faults.extend(unknown);
    }

    /// Takes the value of `key`, or notes a fault and goes on with `default`.
    fn read<T>(&mut self, key: &'static str, default: T, wanted: &str, take: impl FnOnce(&DeValue<'t>) -> Option<T>) -> T {
        self.asked.insert(key);
        let Some(value) = self.reader.table(self.name).and_then(|table| table.get(key)) else {
            return default;
        };
        if let Some(taken) = take(value.get_ref()) {
            return taken;
        }
        let fault = Fault {
            line: Some(line_of(self.reader.text, value.span().start)),
            key: format!("{}.{key}", self.name),
            cause: wanted.to_owned(),
        };
        self.reader.faults.push(fault);
        default
    }
}

/// Reads "0-3" or "2".
pub(super) fn range(text: &str) -> Option<RangeInclusive<u32>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some(first..=last)
}

/// The line, counted from 1, that holds the byte at `offset`.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// A number, whole or not.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(whole) => whole.as_str().parse().ok(),
        DeValue::Float(parts) => parts.as_str().parse().ok(),
        _ => None,
    }
}
