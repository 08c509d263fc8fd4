//! The session in words: counts, marks, what there is to mend, the best moment, one thing to try, something to sit with.

use std::fmt::Write;

use super::{COMPLEX, Measures, RATIO, Session};
use crate::practice::rows::GeneralRows;

/// A reply that scores at least this much is a moment to show.
const MOMENT: f32 = 0.5;
/// So many numbers of turns are named for a fault.
const NAMED: usize = 8;
/// Longer quotations are cut.
const QUOTED: usize = 240;

/// The best moment of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// The number of the turn.
    pub n: usize,
    /// What the client had said.
    pub statement: String,
    /// What the listener said.
    pub reply: String,
}

/// What a session shows.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was counted.
    pub measures: Measures,
    /// The best moment, where there was a reflection with nothing to mend.
    pub best: Option<Best>,
    /// One thing to try.
    pub attempt: String,
    /// The parallel-process check.
    pub sit_with: String,
}

impl Report {
    /// Looks over a session. `seed` chooses the question at the end.
    pub fn of(session: &Session, rows: &GeneralRows, seed: u64) -> Report {
        let measures = Measures::of(session);
        let best = best(session);
        let attempt = attempt(&measures, rows);
        let lines = &rows.words.sit_with;
        let sit_with = lines.get((seed % lines.len().max(1) as u64) as usize).cloned().unwrap_or_default();
        Report {
            measures,
            best,
            attempt,
            sit_with,
        }
    }

    /// What was counted, in one line.
    pub fn counts(&self) -> String {
        let m = &self.measures;
        format!(
            "{}: {}, {}, {} informing or advising, {} other.",
            count(m.replies, "reply", "replies"),
            count(m.reflections, "reflection", "reflections"),
            count(m.questions, "question", "questions"),
            m.input,
            m.other
        )
    }

    /// All of it as text for a terminal or a message.
    pub fn text(&self, rows: &GeneralRows) -> String {
        let m = &self.measures;
        let mut text = self.counts() + "\n";
        // writing to a string cannot fail
        let _ = writeln!(text, "{}", proportion(m));
        if let Some(ratio) = m.ratio() {
            let _ = writeln!(
                text,
                "Reflections to a question: {ratio:.1} ({}; experts name {} fair and {} good, an opinion and no grade)",
                RATIO.of(ratio),
                RATIO.fair,
                RATIO.good
            );
        } else if m.reflections > 0 {
            let _ = writeln!(text, "Reflections to a question: {}, and no question", m.reflections);
        }
        if let Some(share) = m.complex_share() {
            let _ = writeln!(
                text,
                "Complex of all reflections: {:.0}% ({}; experts name {:.0}% fair and {:.0}% good, and differ on which are complex)",
                share * 100.0,
                COMPLEX.of(share),
                COMPLEX.fair * 100.0,
                COMPLEX.good * 100.0
            );
        }
        if !m.flags.is_empty() {
            let _ = writeln!(text, "\nTo mend");
            let mut flags: Vec<_> = m.flags.iter().collect();
            flags.sort_by_key(|(_, turns)| std::cmp::Reverse(turns.len()));
            for (flag, turns) in flags {
                let _ = writeln!(text, "  {}: {} ({})", flag.replace('_', " "), turns.len(), places(turns));
            }
        }
        if let Some(best) = &self.best {
            let _ = writeln!(
                text,
                "\nBest moment (turn {})\n  They: {}\n  You: {}",
                best.n,
                cut(&best.statement),
                cut(&best.reply)
            );
        }
        let _ = writeln!(text, "\nOne thing to try\n  {}", self.attempt);
        let _ = write!(text, "\n{}\n  {}", rows.words.sit_with_title, self.sit_with);
        text
    }
}

/// How the listener's words compare with the client's.
fn proportion(m: &Measures) -> String {
    let (client, listener) = m.words;
    format!("Words: {client} of the client's, {listener} of the listener's.")
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn places(turns: &[usize]) -> String {
    let named: Vec<String> = turns.iter().take(NAMED).map(usize::to_string).collect();
    let more = if turns.len() > NAMED { " …" } else { "" };
    format!("turn{} {}{more}", if turns.len() == 1 { "" } else { "s" }, named.join(", "))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// The reflection that scores highest, with nothing to mend and no danger in what it answers.
fn best(session: &Session) -> Option<Best> {
    session
        .listener()
        .filter_map(|(n, turn)| Some((n, turn, turn.coding.as_ref()?)))
        .filter(|(_, turn, coding)| coding.reflection.is_some() && coding.faults.is_empty() && coding.score >= MOMENT && turn.tier < 2)
        .max_by(|a, b| a.2.score.total_cmp(&b.2.score))
        .map(|(n, turn, _)| Best {
            n,
            statement: turn.statement.clone(),
            reply: turn.text.clone(),
        })
}

/// The first row that fits.
fn attempt(m: &Measures, rows: &GeneralRows) -> String {
    let habit = m.habit().map(|fault| fault.name());
    rows.advice
        .iter()
        .find(|row| {
            row.flag.as_deref().is_none_or(|flag| habit == Some(flag))
                && row.ratio_below.is_none_or(|least| m.ratio().is_some_and(|ratio| ratio < least))
                && row.complex_below.is_none_or(|least| m.complex_share().is_some_and(|share| share < least))
        })
        .map(|row| row.say.clone())
        .unwrap_or_default()
}
