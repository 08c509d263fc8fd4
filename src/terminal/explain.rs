//! `felt explain TEXT`: how the engine got to its reflection, for people who write rules or wonder.

use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;
use std::process::ExitCode;

use clap::Args;
use owo_colors::{OwoColorize, Style};

use crate::Engine;
use crate::conversation::Talk;
use crate::reflection::{self, Proposal};
use crate::statement::Token;
use crate::understanding::phrase::Tense;
use crate::understanding::{FeelingHit, Holder, How, Link, Person, Understanding};

/// The command's arguments.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// What was said
    text: String,
    /// Decides between wordings of equal worth
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

/// Where a row of words is broken.
const WIDTH: usize = 96;
/// The most proposals that are shown besides the one said; the lightest are left out.
const SHOWN: usize = 12;

/// Runs the command.
pub(super) fn run(engine: &Engine, options: &Options) -> anyhow::Result<ExitCode> {
    let mut page = Page::default();
    page.explain(engine, &options.text, options.seed);
    let mut out = anstream::stdout();
    out.write_all(page.0.as_bytes()).and_then(|()| out.flush())?;
    Ok(ExitCode::SUCCESS)
}

/// The text that is shown, with its colours; where the terminal has none, they are taken off on the way out.
#[derive(Default)]
struct Page(String);

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

impl Page {
    fn explain(&mut self, engine: &Engine, text: &str, seed: u64) {
        let heard = engine.understand(text);
        let answer = Talk::new(seed).hear(engine, text, None);
        let proposals = reflection::propose(engine, &heard, seed);
        self.words(&heard);
        self.clauses(&heard);
        self.feelings(engine, &heard);
        self.situations(engine, &heard);
        if answer.tier > 0 {
            self.heading("risk");
            self.line(&format!("tier {} {}", answer.tier, answer.category.unwrap_or_default()), Style::new().red());
            if let Some(risk) = engine.risk(text) {
                let (from, to) = (risk.words.0 as usize, risk.words.1 as usize);
                let words: String = text.chars().skip(from).take(to - from).collect();
                self.line(&format!("hangs on \"{words}\", by the sign '{}'", risk.row), FAINT);
            }
        }
        self.heading("said");
        self.line(&answer.response, Style::new().green().bold());
        self.line(&format!("{}, by {}", answer.kind.name(), answer.rule), FAINT);
        let (fit, refused): (Vec<_>, Vec<_>) = proposals.iter().filter(|p| p.text() != answer.response).partition(|p| p.refused.is_none());
        if !fit.is_empty() {
            self.heading("could have been said too");
            fit.iter().take(SHOWN).for_each(|p| self.proposal(p));
        }
        if !refused.is_empty() {
            self.heading("refused");
            refused.iter().take(SHOWN).for_each(|p| self.proposal(p));
        }
    }

    fn heading(&mut self, name: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.0, "{gap}{}", name.style(HEADING));
    }

    fn line(&mut self, text: &str, style: Style) {
        let _ = writeln!(self.0, "  {}", text.style(style));
    }

    /// Each word over its tag.
    fn words(&mut self, heard: &Understanding) {
        self.heading("words");
        let tokens = heard.parsed.tokens();
        if tokens.is_empty() {
            self.line("none", FAINT);
        }
        for sentence in &heard.parsed.statement.sentences {
            let (mut above, mut below) = (String::new(), String::new());
            for token in &tokens[sentence.range.clone()] {
                let (word, tag) = (shown(token), if token.is_mark() { "" } else { token.tag.name() });
                let width = word.chars().count().max(tag.len()) + 1;
                if above.chars().count() + width > WIDTH {
                    self.row_of_words(&mut above, &mut below);
                }
                let _ = write!(above, "{word:width$}");
                let _ = write!(below, "{tag:width$}");
            }
            self.row_of_words(&mut above, &mut below);
        }
    }

    fn row_of_words(&mut self, above: &mut String, below: &mut String) {
        self.line(above.trim_end(), Style::new());
        self.line(below.trim_end(), FAINT);
        above.clear();
        below.clear();
    }

    fn clauses(&mut self, heard: &Understanding) {
        let parsed = &heard.parsed;
        if parsed.clauses.is_empty() {
            return;
        }
        self.heading("clauses");
        let head = format!(
            "{:<2} {:<10} {:<4} {:<7} {:<8} {:<9} {:<6} words",
            "", "role", "on", "subject", "tense", "polarity", "weight"
        );
        self.line(&head, FAINT);
        for (number, clause) in parsed.clauses.iter().enumerate() {
            let on = clause.parent.map_or_else(String::new, |p| p.to_string());
            let weight = Some(heard.focus[number])
                .filter(|w| w.is_finite())
                .map_or_else(String::new, |w| format!("{w:.1}"));
            let polarity = if clause.negated(parsed.tokens()) { "denied" } else { "affirmed" };
            let mut notes = Vec::new();
            for (note, so) in [
                ("asks", clause.asks),
                ("broken off", clause.cut),
                ("quoted", clause.quoted),
                ("subject left out", clause.elided),
                ("not held true", !parsed.held[number]),
            ] {
                notes.extend(so.then_some(note));
            }
            let notes = if notes.is_empty() {
                String::new()
            } else {
                format!("  ({})", notes.join(", "))
            };
            let start = format!(
                "{number:<2} {:<10} {on:<4} {:<7} {:<8} {polarity:<9} {weight:<6} ",
                role(clause.link),
                person(clause.person),
                tense(heard, number)
            );
            let _ = writeln!(
                self.0,
                "  {start}{}{}",
                phrase(parsed.tokens(), clause.connector.start.min(clause.range.start)..clause.range.end),
                notes.style(FAINT)
            );
        }
    }

    fn feelings(&mut self, engine: &Engine, heard: &Understanding) {
        if heard.feelings.is_empty() {
            return;
        }
        self.heading("feelings");
        for hit in &heard.feelings {
            let family = &engine.feelings.families[hit.family].name;
            let of_whom = match hit.holder {
                Holder::Person => "the speaker's",
                Holder::Other => "another's",
            };
            let denied = if hit.denied { ", denied" } else { "" };
            let text = format!("{:<14} {family:<12} {of_whom:<14} {:<12} ", hit.word, "*".repeat(usize::from(hit.intensity)));
            let place = format!("({} in clause {}{denied})", how(hit), hit.clause);
            let _ = writeln!(
                self.0,
                "  {}\"{}\" {}",
                text.magenta(),
                phrase(heard.parsed.tokens(), hit.range.clone()),
                place.style(FAINT)
            );
        }
    }

    fn situations(&mut self, engine: &Engine, heard: &Understanding) {
        if heard.frames.is_empty() {
            return;
        }
        self.heading("situations");
        for hit in &heard.frames {
            let name = &engine.frames.rows[hit.row].name;
            let place = format!("(in clause {})", hit.clause);
            let _ = writeln!(
                self.0,
                "  {:<41} \"{}\" {}",
                name.blue(),
                phrase(heard.parsed.tokens(), hit.found.range.clone()),
                place.style(FAINT)
            );
        }
    }

    fn proposal(&mut self, proposal: &Proposal) {
        let start = format!("{:>5.1}  {:<14}", proposal.weight, proposal.kind.name());
        let why = proposal.refused.map(|r| format!(" {}", r.why())).unwrap_or_default();
        let rule = if proposal.rule == proposal.kind.name() {
            String::new()
        } else {
            format!(" ({})", proposal.rule)
        };
        let _ = writeln!(self.0, "  {start} {}{}{}", proposal.text(), rule.style(FAINT), why.yellow());
    }
}

/// A word, or the mark that stands in a word's place.
fn shown(token: &Token) -> String {
    match token.kind {
        crate::statement::Kind::Mark(mark) => mark.to_string(),
        _ => token.word.to_string(),
    }
}

fn phrase(tokens: &[Token], range: Range<usize>) -> String {
    tokens.get(range).unwrap_or_default().iter().map(shown).collect::<Vec<_>>().join(" ")
}

fn role(link: Link) -> &'static str {
    match link {
        Link::Main => "main",
        Link::And => "and",
        Link::But => "but",
        Link::Or => "or",
        Link::So => "so",
        Link::Because => "because",
        Link::When => "when",
        Link::If => "if",
        Link::Though => "though",
        Link::Complement => "complement",
        Link::Relative => "relative",
    }
}

fn person(person: Person) -> &'static str {
    match person {
        Person::Me => "I",
        Person::Us => "we",
        Person::You => "you",
        Person::Other => "other",
        Person::None => "none",
    }
}

fn tense(heard: &Understanding, clause: usize) -> &'static str {
    match heard.parsed.clauses[clause].verb.as_ref().map(|v| v.tense) {
        Some(Tense::Past) => "past",
        Some(Tense::Present) => "present",
        Some(Tense::Open) => "open",
        None => "no verb",
    }
}

fn how(hit: &FeelingHit) -> &'static str {
    match &hit.how {
        How::Felt => "named",
        How::Causing => "named by its cause",
        How::Noun => "named by a noun",
        How::Verb => "named by a verb",
        How::Phrase { sign: false, .. } => "an idiom",
        How::Phrase { sign: true, .. } => "a sign",
    }
}
