//! Fresher words of the same strength (`responses/en/rephrase.toml`).

use std::collections::{BTreeMap, HashMap};

use super::voice::Said;
use crate::words::Tag;

/// Phrases and what stands for them.
#[derive(Debug, Clone, Default)]
pub struct Rephrase(HashMap<String, Vec<(Vec<String>, Vec<Said>)>>);

impl Rephrase {
    /// Makes the table.
    pub fn new(rows: &BTreeMap<String, String>) -> Rephrase {
        let mut map: HashMap<String, Vec<(Vec<String>, Vec<Said>)>> = HashMap::new();
        for (from, to) in rows {
            let words: Vec<String> = from.split(' ').map(String::from).collect();
            let mut said = Vec::new();
            super::template::plain(&mut said, to);
            if let Some(first) = words.first() {
                map.entry(first.clone()).or_default().push((words.clone(), said));
            }
        }
        map.values_mut().for_each(|list| list.sort_by_key(|(from, _)| std::cmp::Reverse(from.len())));
        Rephrase(map)
    }

    /// Puts the fresher words in.
    pub fn apply(&self, words: &mut Vec<Said>) {
        let mut at = 0;
        while at < words.len() {
            let found = self.0.get(words[at].text.as_str()).filter(|_| words[at].tag != Tag::Edge).and_then(|list| list.iter().find(|(from, _)| words.len() >= at + from.len() && from.iter().zip(&words[at..]).all(|(f, w)| w.text == f.as_str())));
            if let Some((from, to)) = found {
                words.splice(at..at + from.len(), to.iter().cloned());
                at += to.len();
            } else {
                at += 1;
            }
        }
    }
}
