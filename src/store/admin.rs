//! `felt admin`: what an operator sees of the store, and what they take out of it.

use std::fmt::Write as _;

use super::{Landed, Location, StoreError, open, today};

/// What an operator asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// How reflections landed, by kind and rule.
    Landed,
    /// Take out what was last written more than so many days ago.
    Purge {
        /// The days.
        older_than: u32,
    },
}

/// Does what is asked, and says what came of it.
///
/// # Errors
/// Where the store cannot be opened, read or changed.
pub async fn run(location: &Location, task: Task) -> Result<String, StoreError> {
    let (store, _) = open(location).await?;
    let said = match task {
        Task::Landed => table(&store.all_landed().await?),
        Task::Purge { older_than } => {
            let gone = store.purge(today() - i64::from(older_than)).await?;
            format!("people of whom nothing was written for {older_than} days, now deleted: {gone}\n")
        }
    };
    store.close().await;
    Ok(said)
}

/// A line for each rule: presses on "That's it", on "Not quite", the share of the former, kind, rule.
fn table(landed: &[Landed]) -> String {
    let mut lines = String::from("that's it  not quite  share  kind             rule\n");
    for row in landed {
        let share = row.hit * 100 / (row.hit + row.missed).max(1);
        let _ = writeln!(lines, "{:>9}  {:>9}  {share:>4}%  {:<15}  {}", row.hit, row.missed, row.kind, row.rule);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_its_line() {
        let row = |kind: &str, hit, missed| Landed {
            kind: kind.into(),
            rule: "one".into(),
            hit,
            missed,
        };
        let shown = table(&[row("rephrase", 3, 1), row("feeling", 0, 0)]);
        let lines: Vec<Vec<&str>> = shown.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines, [["3", "1", "75%", "rephrase", "one"], ["0", "0", "0%", "feeling", "one"]]);
    }
}
