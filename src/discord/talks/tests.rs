//! Talks end, are forgotten, and are taken up again.

use super::*;

const MINUTE: Duration = Duration::from_secs(60);

fn talks(at_most: usize) -> Talks {
    Talks::new(
        Box::leak(Box::new(Engine::built_in().expect("the built-in data is sound"))),
        30 * MINUTE,
        at_most,
    )
}

fn key(person: u64) -> Key {
    Key {
        person,
        channel: 1,
        private: true,
    }
}

#[test]
fn a_talk_goes_on_until_it_was_idle() {
    let talks = talks(10);
    let start = Instant::now();
    for minute in [0, 20, 40] {
        talks
            .hear_at(start + minute * MINUTE, key(1), 0, "hello", &Wishes::default())
            .expect("an answer");
        assert_eq!(talks.lock().talks[&key(1)].began, start);
    }
    let later = start + 71 * MINUTE;
    talks.hear_at(later, key(1), 0, "hello", &Wishes::default()).expect("an answer");
    assert_eq!(talks.lock().talks[&key(1)].began, later);
}

#[test]
fn idle_talks_of_others_are_forgotten() {
    let talks = talks(10);
    let start = Instant::now();
    talks.hear_at(start, key(1), 0, "hello", &Wishes::default()).expect("an answer");
    talks.hear_at(start + 31 * MINUTE, key(2), 0, "hello", &Wishes::default()).expect("an answer");
    let kept: Vec<_> = talks.lock().talks.keys().copied().collect();
    assert_eq!(kept, [key(2)]);
}

#[test]
fn there_are_never_more_than_allowed_and_the_quietest_go() {
    let talks = talks(20);
    let start = Instant::now();
    for person in 0..100 {
        let now = start + Duration::from_secs(person);
        talks.hear_at(now, key(person), 0, "hello", &Wishes::default()).expect("an answer");
        assert!(talks.lock().talks.len() <= 20);
    }
    assert!(talks.lock().talks.contains_key(&key(99)));
    assert!(!talks.lock().talks.contains_key(&key(50)));
}

#[test]
fn one_talk_is_room_enough() {
    let talks = talks(1);
    for person in 0..3 {
        talks.hear(key(person), 0, "hello", &Wishes::default()).expect("an answer");
        assert_eq!(talks.lock().talks.len(), 1);
    }
}

#[test]
fn a_long_talk_is_reminded_of_what_it_is_and_not_at_every_turn() {
    let talks = talks(10);
    let long: Vec<bool> = (1..=2 * u64::from(REMINDED_AFTER.0))
        .map(|to| talks.hear(key(1), to, "My sister moved out", &Wishes::default()).expect("an answer").long)
        .collect();
    assert_eq!(long.iter().filter(|long| **long).count(), 2);
}

#[test]
fn not_quite_is_for_the_latest_answer_and_each_verdict_counts_once() {
    let talks = talks(10);
    let wishes = Wishes::default();
    let text = "My sister moved out and I feel so lonely. I failed my exam and I'm scared of my father.";
    talks.hear(key(1), 7, text, &wishes).expect("an answer");
    assert!(talks.rule(key(1), 7).is_some() && talks.rule(key(1), 7).is_none());
    let first = talks.hear(key(1), 8, text, &wishes).expect("an answer");
    let other = talks.not_quite(key(1), 8, &wishes).expect("another focus");
    assert_ne!(first.response, other.response);
    assert!(talks.not_quite(key(1), 7, &wishes).is_none(), "it is not the latest");
    assert!(talks.not_quite(key(2), 8, &wishes).is_none(), "it is another's");
}

#[test]
fn what_is_heard_again_disturbs_no_talk() {
    let talks = talks(10);
    let wishes = Wishes::default();
    let text = "My sister moved out and I feel so lonely. I failed my exam and I'm scared of my father.";
    let again = talks.again(key(1), 8, text, &wishes).expect("heard");
    assert_ne!(again.first.response, again.other.response);
    talks.hear(key(1), 9, "I want to kill myself", &wishes).expect("an answer");
    talks.again(key(1), 8, text, &wishes).expect("heard");
    assert!(talks.tier(key(1)).is_some_and(|tier| tier >= 2));
}

/// Phrases of every set, alone and two at a time.
fn phrases() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/safety");
    let mut phrases: Vec<String> = Vec::new();
    for file in std::fs::read_dir(folder).expect("the sets are there").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a set can be read");
        phrases.extend(text.lines().skip(1).filter_map(|line| line.split('\t').nth(5)).map(String::from));
    }
    phrases.sort();
    let joints = [". ", " and ", " lol ", "... ", ", "];
    let pairs: Vec<String> = (0..phrases.len())
        .map(|i| format!("{}{}{}", phrases[i], joints[i % joints.len()], phrases[(i * 11 + 5) % phrases.len()]))
        .collect();
    phrases.extend(pairs);
    phrases
}

#[test]
fn nothing_at_risk_is_reflected_in_a_talk_once_or_heard_again() {
    let talks = talks(10);
    let wishes = Wishes::default();
    let mut at_risk = 0;
    for (to, text) in phrases().iter().enumerate() {
        let to = to as u64;
        let again = talks.again(key(to + 1), to, text, &wishes).expect("an answer");
        let heard = [
            talks.hear(key(to), to, text, &wishes).expect("an answer"),
            talks.hear_once(to, text, &wishes).expect("an answer"),
            again.first,
            again.other,
        ];
        for heard in heard.iter().filter(|heard| heard.tier >= crate::safety::AT_RISK) {
            at_risk += 1;
            assert_eq!((&heard.reflection, heard.can_miss, heard.offers), (&None, false, false), "{text}");
        }
    }
    assert!(at_risk > 4000, "{at_risk}");
}
