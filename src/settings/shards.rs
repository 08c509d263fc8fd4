//! Which of the bot's shards a process runs: `[discord.shards]`, or the environment where an orchestrator sets it.

use std::ops::RangeInclusive;

use super::reader::{self, Reader};
use super::{Fault, Faults};

/// `[discord.shards]`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shards {
    /// How many shards there are in all processes together; none: as many as Discord advises.
    pub total: Option<u32>,
    /// Those of this process; none: all of them.
    pub range: Option<RangeInclusive<u32>>,
}

/// Discord serves no bot with more shards than this: it counts sign-ins by the thousand a day.
const MOST: u32 = 100_000;

/// What the environment may say, and what the settings then say of it.
const TOTAL: &str = "FELT_SHARDS_TOTAL";
const RANGE: &str = "FELT_SHARDS_RANGE";
const PROCESS: &str = "FELT_PROCESS";
const PROCESSES: &str = "FELT_PROCESSES";

impl Shards {
    /// Reads the section, and notes what is wrong with it.
    pub(super) fn read(reader: &mut Reader<'_>) -> Shards {
        let mut section = reader.section("discord.shards");
        let total = section.whole("total", 0, 0..=i64::from(MOST));
        let range = section.range("range");
        section.end();
        let shards = Shards {
            total: u32::try_from(total).ok().filter(|total| *total > 0),
            range,
        };
        if let Some(cause) = shards.mistaken() {
            reader.fault("discord.shards", "range", cause);
        }
        shards
    }

    /// Whether other processes run other shards.
    pub fn is_a_part(&self) -> bool {
        self.range
            .as_ref()
            .zip(self.total)
            .is_some_and(|(range, total)| range.clone().count() < total as usize)
    }

    /// What is wrong with the range.
    fn mistaken(&self) -> Option<&'static str> {
        match (&self.range, self.total) {
            (Some(_), None) => Some("says which shards, where total does not say of how many"),
            (Some(range), Some(total)) if *range.end() >= total => Some("goes past the last shard: they are counted from 0, up to total less one"),
            _ => None,
        }
    }

    /// The same, with what the environment says instead.
    ///
    /// # Errors
    /// With every fault found.
    pub fn or_by_environment(self, get: impl Fn(&str) -> Option<String>) -> Result<Shards, Faults> {
        let mut faults = Vec::new();
        let mut fault = |key: &str, cause: &str| {
            faults.push(Fault {
                line: None,
                key: key.to_owned(),
                cause: cause.to_owned(),
            });
        };
        let get = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let mut number = |name: &str, least: u32| {
            let given = get(name)?;
            let number = given.parse().ok().filter(|number| (least..=MOST).contains(number));
            if number.is_none() {
                fault(name, &format!("must be a whole number from {least} to {MOST}"));
            }
            number
        };
        let mut shards = Shards {
            total: number(TOTAL, 1).or(self.total),
            ..self
        };
        let (process, processes) = (number(PROCESS, 0), number(PROCESSES, 1));
        if let Some(given) = get(RANGE) {
            match reader::range(&given) {
                Some(range) => shards.range = Some(range),
                None => fault(RANGE, "must be a range such as 0-3, or a number such as 2"),
            }
        } else {
            match (process, processes, shards.total) {
                (Some(process), Some(processes), Some(total)) if process < processes && processes <= total => {
                    shards.range = Some(part(process, processes, total));
                }
                (Some(process), Some(processes), Some(_)) if process >= processes => {
                    fault(PROCESS, "is counted from 0: it must be less than FELT_PROCESSES");
                }
                (Some(_), Some(_), Some(_)) => fault(PROCESSES, "is more than there are shards"),
                (Some(_), Some(_), None) => fault(TOTAL, "must say how many shards the processes share"),
                (Some(_), None, _) if get(PROCESSES).is_none() => fault(PROCESSES, "must say how many processes there are"),
                (None, Some(_), _) if get(PROCESS).is_none() => fault(PROCESS, "must say which process this is, counted from 0"),
                _ => {}
            }
        }
        if let Some(cause) = shards.mistaken() {
            fault(RANGE, cause);
        }
        if faults.is_empty() {
            Ok(shards)
        } else {
            Err(Faults {
                file: "environment".into(),
                faults,
            })
        }
    }

    /// Those of this process, where the bot has `total` in all.
    pub fn of(&self, total: u32) -> RangeInclusive<u32> {
        self.range.clone().unwrap_or(0..=total.saturating_sub(1))
    }
}

/// The shard that Discord sends a server's events to.
pub fn shard_of(server: u64, total: u32) -> u32 {
    // https://discord.com/developers/docs/events/gateway#sharding-sharding-formula
    u32::try_from((server >> 22) % u64::from(total.max(1))).unwrap_or(0)
}

/// The shards of one of several processes: parts as equal as can be, in order.
fn part(process: u32, processes: u32, total: u32) -> RangeInclusive<u32> {
    let begin = |process: u32| u32::try_from(u64::from(process) * u64::from(total) / u64::from(processes)).unwrap_or(0);
    begin(process)..=begin(process + 1) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn by(pairs: &[(&str, &str)], settings: &str) -> Result<Shards, String> {
        let shards = Settings::parse("mine.toml", settings).expect("sound").discord.shards;
        let get = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        shards.or_by_environment(get).map_err(|faults| faults.to_string())
    }

    #[test]
    fn a_range_is_read_with_both_ends_in_it() {
        let shards = |text: &str| Settings::parse("mine.toml", text).expect("sound").discord.shards;
        assert_eq!(shards("").of(3), 0..=2);
        assert_eq!(shards("[discord.shards]\ntotal = 8\nrange = \"2-5\"").of(8), 2..=5);
        let one = shards("discord.shards = { total = 8, range = \"7\" }");
        assert!(one.of(8) == (7..=7) && one.is_a_part());
        assert!(!shards("[discord.shards]\ntotal = 2\nrange = \"0-1\"").is_a_part());
    }

    #[test]
    fn a_range_that_cannot_be_is_a_fault_on_its_line() {
        for (text, key) in [
            ("[discord.shards]\nrange = \"0-3\"", "discord.shards.range"),
            ("[discord.shards]\nrange = \"0-3\"\ntotal = 3", "discord.shards.range"),
            ("[discord.shards]\nrange = \"3-0\"\ntotal = 8", "discord.shards.range"),
            ("\ndiscord.shards = 3", "discord.shards"),
            ("[discord.shards]\ncount = 3", "discord.shards.count"),
        ] {
            let faults = Settings::parse("mine.toml", text).expect_err(text).faults;
            assert_eq!(faults.iter().map(|f| (f.line, f.key.as_str())).collect::<Vec<_>>(), [(Some(2), key)], "{text}");
        }
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let eight = "[discord.shards]\ntotal = 8\nrange = \"0-7\"";
        assert_eq!(by(&[(RANGE, "4-7")], eight).map(|s| s.of(8)), Ok(4..=7));
        assert_eq!(by(&[(TOTAL, "16"), (RANGE, "15")], eight).map(|s| s.of(16)), Ok(15..=15));
        assert_eq!(by(&[(PROCESS, "1"), (PROCESSES, "3")], eight).map(|s| s.of(8)), Ok(2..=4));
        for (pairs, fault) in [
            (vec![(TOTAL, "none"), (RANGE, "x")], vec![TOTAL, RANGE]),
            (vec![(PROCESS, "3"), (PROCESSES, "3")], vec![PROCESS]),
            (vec![(PROCESS, "3")], vec![PROCESSES]),
            (vec![(PROCESS, "0"), (PROCESSES, "9")], vec![PROCESSES]),
            (vec![(TOTAL, "4")], vec![RANGE]),
        ] {
            let told = by(&pairs, eight).expect_err("faulty");
            assert!(fault.iter().all(|name| told.contains(name)), "{told}");
        }
    }

    #[test]
    fn processes_share_all_shards_and_no_shard_twice() {
        for (processes, total) in [(1, 1), (3, 8), (7, 16), (16, 16), (64, 1_000)] {
            let all: Vec<u32> = (0..processes).flat_map(|process| part(process, processes, total)).collect();
            assert!(all.into_iter().eq(0..total), "{processes} of {total}");
        }
    }
}
