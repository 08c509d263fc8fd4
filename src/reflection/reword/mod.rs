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
use crate::pattern::how_common;
use crate::reflection::{sentence, voice::Said};
use crate::words::{Form, Tag, lower};
use matching::{Found, Known};
use syntax::{Alternative, Fresh, Pattern, What};

/// One way to say something otherwise.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    said: Pattern,
    fresh: Fresh,
    /// The words that it cannot do without, each as bits of which one must be among those of the clause.
    needs: Vec<u64>,
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

/// From so many words on, one more may be used.
const LONG: usize = 16;

/// As how many rows it counts against a word to be a common one.
const MET: usize = 40;

/// By how many words a row may lengthen what it stands for.
const MORE: usize = 2;

impl Reword {
    /// Reads the rows. The error names the file, the row and the cause.
    pub fn new(files: &[(String, RewordFile)]) -> Result<Reword, String> {
        let mut reword = Reword::default();
        for (file, row) in files.iter().flat_map(|(file, rows)| rows.row.iter().map(move |row| (file, row))) {
            let fault = |e: String| format!("{file}: row '{}': {e}", row.said);
            let said = Pattern::new(&row.said).map_err(fault)?;
            let fresh = Fresh::new(&row.fresh, &said).map_err(fault)?;
            if said.keys().next().is_none() {
                return Err(fault("it names no word that must be there".into()));
            }
            reword.rows.push(Row {
                name: row.said.clone(),
                needs: said.needs(),
                said,
                fresh,
            });
        }
        reword.index();
        Ok(reword)
    }

    /// Puts each row under the words of which it cannot do without one and that the fewest rows need: under "lottery", not "you".
    fn index(&mut self) {
        let mut needed: HashMap<&What, usize> = HashMap::new();
        let all = self.rows.iter().flat_map(|row| row.said.keys());
        all.flatten().for_each(|one| *needed.entry(&one.what).or_default() += 1);
        let keys = self.rows.iter().map(|row| {
            let often = |any: &&[Alternative]| any.iter().map(|one| one.form.map_or(1, how_common) * MET + needed[&one.what]).sum::<usize>();
            row.said.keys().min_by_key(often).unwrap_or_default().to_vec()
        });
        let keys: Vec<Vec<Alternative>> = keys.collect();
        for (number, key) in keys.into_iter().enumerate() {
            for one in key {
                let (index, word) = match one.what {
                    What::Word(word) => (&mut self.by_word, word),
                    What::Lemma(word) => (&mut self.by_lemma, word),
                    What::Class(_) | What::Any => continue,
                };
                match one.form {
                    Some(form) => index.entry(form).or_default().push(number),
                    None => self.by_text.entry(word).or_default().push(number),
                }
            }
        }
    }

    /// The rows that may be found in this clause.
    fn candidates(&self, known: &Known, piece: &Range<usize>) -> Vec<usize> {
        let mut rows: Vec<usize> = Vec::new();
        let mut there = 0;
        for form in known.forms(piece.clone()) {
            there |= syntax::bit(form) | form.lemmas().fold(0, |bits, lemma| bits | syntax::bit(lemma));
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
        rows.retain(|row| self.rows[*row].needs.iter().all(|need| need & there != 0));
        rows
    }

    /// The same said otherwise, if a row knows how, and what those rows listen for. `seed` chooses where several are as good.
    pub fn apply(&self, words: &[Said], seed: u64) -> Option<(Vec<Said>, String)> {
        let mut words = words.to_vec();
        let mut forms = matching::forms(&words);
        let mut pieces = matching::pieces(&words);
        let most = if words.len() < LONG { MOST } else { MOST + 1 };
        let mut used: Vec<usize> = Vec::with_capacity(most);
        let mut from = 0;
        while used.len() < most {
            let Some(piece) = pieces.iter().find(|p| p.end > from).cloned() else {
                break;
            };
            // of a clause whose beginning is fresh by now, only stretches inside it are left
            let begun = piece.start < from;
            let left = piece.start.max(from)..piece.end;
            let known = Known { words: &words, forms: &forms };
            match self.best(&known, &left, begun, &used, seed) {
                Some((row, fresh, range)) => {
                    from = range.start + fresh.len().max(1);
                    words.splice(range, fresh);
                    forms = matching::forms(&words);
                    pieces = matching::pieces(&words);
                    used.push(row);
                }
                None => from = piece.end,
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

    fn best(&self, known: &Known, piece: &Range<usize>, begun: bool, used: &[usize], seed: u64) -> Option<(usize, Vec<Said>, Range<usize>)> {
        let words = known.words;
        let mut hits: Vec<(usize, usize, Found<'_>)> = Vec::new();
        for number in self.candidates(known, piece) {
            let row = &self.rows[number];
            // two sentences of one build in a row sound like a machine
            if begun && row.said.tied() || used.iter().any(|u| self.rows[*u].fresh.opening() == row.fresh.opening()) {
                continue;
            }
            // "last week, the way you see it, she left": one adverbial comes first, not two
            let hit = row
                .said
                .find(known, piece)
                .filter(|hit| !(row.said.tied() && hit.range.start > piece.start && row.fresh.fronts()));
            if let Some(hit) = hit {
                hits.push((row.said.weight(), number, hit));
            }
        }
        hits.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
        let salt = words.iter().map(|w| w.text.len()).sum();
        hits.chunk_by(|(one, ..), (other, ..)| one == other).find_map(|alike| {
            let fill = |(_, number, hit): &(usize, usize, Found<'_>)| Some((*number, self.rows[*number].fresh.fill(words, hit)?, hit.range.clone()));
            let mut filled: Vec<_> = alike
                .iter()
                .filter_map(fill)
                .filter(|(_, fresh, range)| !lengthens(&words[range.clone()], fresh, MORE) && !twice(words, range, fresh))
                .collect();
            // of those that say it as well, the ones that repeat the fewest words in a row
            let run = |(_, fresh, range): &(usize, Vec<Said>, Range<usize>)| repeated(&words[range.clone()], fresh);
            let least = filled.iter().map(run).min()?;
            filled.retain(|one| run(one) <= least + 1);
            super::pick(&filled, seed, salt).cloned()
        })
    }
}

/// Whether four words that are said elsewhere would be said again.
fn twice(words: &[Said], range: &Range<usize>, fresh: &[Said]) -> bool {
    let again = |four: &[Said], part: &[Said]| part.windows(4).any(|w| w.iter().zip(four).all(|(a, b)| a.text == b.text));
    fresh
        .windows(4)
        .any(|four| again(four, &words[..range.start]) || again(four, &words[range.end..]))
}

/// How many words in a row of what was said come again.
fn repeated(said: &[Said], fresh: &[Said]) -> usize {
    let run = |from: usize, at: usize| said[from..].iter().zip(&fresh[at..]).take_while(|(a, b)| a.text == b.text).count();
    let runs = (0..said.len()).flat_map(|from| (0..fresh.len()).map(move |at| (from, at)));
    runs.map(|(from, at)| run(from, at)).max().unwrap_or_default()
}

/// Whether a word denies: what stands behind it is not held true.
fn denies(word: &Said) -> bool {
    word.tag == Tag::Not
        || matches!(
            lower(&word.text).as_str(),
            "not" | "never" | "no" | "nobody" | "nothing" | "hardly" | "barely" | "without"
        )
}

/// The most words of a wording that is short, whatever it stands for.
const BRIEF: usize = 9;

/// Whether the new wording is too much longer than what it stands for: by more than `most` words; a short one by two more, "sleep won't come".
pub fn lengthens(old: &[Said], new: &[Said], most: usize) -> bool {
    let (old, new) = (sentence::count(old), sentence::count(new));
    new > old + if new <= BRIEF { most + 2 } else { most }
}

#[cfg(test)]
mod tests {
    use crate::reflection::sentence::write;
    use crate::reflection::voice::all;

    /// The statement turned round, and said otherwise where a row knows how.
    fn reworded(engine: &crate::Engine, statement: &str) -> String {
        let words = all(&engine.reader.parse(statement));
        write(&engine.reword.apply(&words, 0).map_or(words, |(fresh, _)| fresh))
    }

    #[test]
    fn a_clause_is_said_otherwise_and_says_the_same() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        let table = [
            // a span of time, and some words before it
            ("I haven't eaten meat in ten years", "It's been ten years since you last ate meat."),
            // behind an adverbial
            ("last night, I couldn't sleep", "Last night, sleep wouldn't come."),
            // what is short may be a little longer
            ("I feel powerless", "It seems out of your hands."),
            // what "and" sets beside a verb takes its form
            ("I like to sing and play the drums", "You enjoy singing and playing the drums."),
            // a subject of another person than was said
            ("my landlord keeps lying to me", "You keep being lied to by your landlord."),
            // a denial is no assertion
            ("I never lied to my mother", "You never lied to your mother."),
        ];
        for (said, fresh) in table {
            assert_eq!(reworded(&engine, said), fresh);
        }
    }

    #[test]
    fn an_adverbial_is_not_put_before_another() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        let fresh = reworded(&engine, "last week, I lived here when I was a kid");
        assert!(!fresh.contains("as a child, "), "{fresh}");
    }
}
