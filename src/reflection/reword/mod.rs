//! Fresh words for what would otherwise be the person's own words with the persons swapped (`responses/en/reword/`).
//!
//! A row says how a stretch of a turned clause may be said otherwise without a change of meaning, strength, polarity, tense or person:
//! "you're scared of losing it" – "what scares you is losing it". One row is used for a clause, two at most for a reflection.

mod fill;
mod matching;
mod syntax;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use crate::data::rows::RewordFile;
use crate::reflection::{sentence, voice::Said};
use crate::words::{Form, Tag, lower};
use matching::{Found, Known};
use syntax::{Fresh, Pattern, What};

/// One way to say something otherwise.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    said: Pattern,
    fresh: Fresh,
}

/// All rows, in the order of their files.
#[derive(Debug, Clone, Default)]
pub struct Reword {
    rows: Vec<Row>,
    /// The rows that cannot do without a word, by that word.
    by_word: ByForm,
    /// The same by the dictionary form of a word.
    by_lemma: ByForm,
    /// The same by a word that the tables do not know.
    by_text: HashMap<String, Vec<usize>>,
}

/// Rows by a word that the tables know.
type ByForm = HashMap<Form, Vec<usize>, BuildHasherDefault<rustc_hash::FxHasher>>;

/// The most rows that are used for one reflection: what is left of the person's own words shows that they were heard.
const MOST: usize = 2;

impl Reword {
    /// Reads the rows. The error names the file, the row and the cause.
    pub fn new(files: &[(String, RewordFile)]) -> Result<Reword, String> {
        let mut reword = Reword::default();
        for (file, row) in files.iter().flat_map(|(file, rows)| rows.row.iter().map(move |row| (file, row))) {
            let fault = |e: String| format!("{file}: row '{}': {e}", row.said);
            let said = Pattern::new(&row.said).map_err(fault)?;
            let fresh = Fresh::new(&row.fresh, &said).map_err(fault)?;
            let number = reword.rows.len();
            for key in said.key().ok_or_else(|| fault("it names no word that must be there".into()))? {
                let (index, word) = match &key.what {
                    What::Word(word) => (&mut reword.by_word, word),
                    What::Lemma(word) => (&mut reword.by_lemma, word),
                    _ => continue,
                };
                match Form::of(word) {
                    Some(form) => index.entry(form).or_default().push(number),
                    None => reword.by_text.entry(word.clone()).or_default().push(number),
                }
            }
            reword.rows.push(Row {
                name: row.said.clone(),
                said,
                fresh,
            });
        }
        Ok(reword)
    }

    /// The rows that may be found in this clause.
    fn candidates(&self, known: &Known, piece: &Range<usize>) -> Vec<usize> {
        let mut rows: Vec<usize> = Vec::new();
        for form in known.forms(piece.clone()) {
            rows.extend(self.by_word.get(&form).into_iter().flatten());
            rows.extend(self.by_lemma.get(&form).into_iter().flatten());
            for lemma in form.lemmas().filter(|l| *l != form) {
                rows.extend(self.by_lemma.get(&lemma).into_iter().flatten());
            }
        }
        for word in known.unknown(piece.clone()) {
            rows.extend(self.by_text.get(word.as_str()).into_iter().flatten());
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The same said otherwise, if a row knows how, and what those rows listen for. `seed` chooses where several are as good.
    pub fn apply(&self, words: &[Said], seed: u64) -> Option<(Vec<Said>, String)> {
        let mut words = words.to_vec();
        let mut forms = matching::forms(&words);
        let mut pieces = matching::pieces(&words);
        let mut used: Vec<usize> = Vec::with_capacity(MOST);
        let mut from = 0;
        while used.len() < MOST {
            let Some(piece) = pieces.iter().find(|p| p.start >= from).cloned() else {
                break;
            };
            let known = Known { words: &words, forms: &forms };
            match self.best(&known, &piece, &used, seed) {
                Some((row, fresh, range)) => {
                    // from behind what was changed: the next clause has another beginning now
                    from = range.start.max(piece.start) + 1;
                    let grown = fresh.len();
                    words.splice(range.clone(), fresh);
                    forms = matching::forms(&words);
                    pieces = matching::pieces(&words);
                    from = from.max((range.start + grown).min(words.len()));
                    used.push(row);
                }
                None => from = piece.start + 1,
            }
        }
        let names: Vec<&str> = used.iter().map(|row| self.rows[*row].name.as_str()).collect();
        (!used.is_empty()).then(|| (words, names.join(" | ")))
    }

    /// The same said otherwise by the row of this number alone.
    pub fn apply_row(&self, row: usize, words: &[Said]) -> Option<Vec<Said>> {
        matching::pieces(words).into_iter().find_map(|piece| {
            let forms = matching::forms(words);
            let found = self.rows[row].said.find(&Known { words, forms: &forms }, &piece)?;
            let fresh = self.rows[row].fresh.fill(words, &found)?;
            let mut words = words.to_vec();
            words.splice(found.range.clone(), fresh);
            Some(words)
        })
    }

    fn best(&self, known: &Known, piece: &Range<usize>, used: &[usize], seed: u64) -> Option<(usize, Vec<Said>, Range<usize>)> {
        let words = known.words;
        let mut hits: Vec<(usize, usize, Found<'_>)> = Vec::new();
        for number in self.candidates(known, piece) {
            let row = &self.rows[number];
            // two sentences of one build in a row sound like a machine
            if used.iter().any(|u| self.rows[*u].fresh.opening() == row.fresh.opening()) {
                continue;
            }
            if let Some(hit) = row.said.find(known, piece) {
                hits.push((row.said.weight(), number, hit));
            }
        }
        hits.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
        let salt = words.iter().map(|w| w.text.len()).sum();
        hits.chunk_by(|(one, ..), (other, ..)| one == other).find_map(|alike| {
            let fill = |(_, number, hit): &(usize, usize, Found<'_>)| Some((*number, self.rows[*number].fresh.fill(words, hit)?, hit.range.clone()));
            let filled: Vec<_> = alike.iter().filter_map(fill).collect();
            super::pick(&filled, seed, salt).cloned()
        })
    }
}

/// Whether a word denies: what stands behind it is not held true.
fn denies(word: &Said) -> bool {
    word.tag == Tag::Not
        || matches!(
            lower(&word.text).as_str(),
            "not" | "never" | "no" | "nobody" | "nothing" | "hardly" | "barely" | "without"
        )
}

/// Whether the new wording is worth it: no longer than what it stands for by more than `most` words.
pub fn lengthens(old: &[Said], new: &[Said], most: usize) -> bool {
    sentence::count(new) > sentence::count(old) + most
}
