//! Fresher words of the same strength (`responses/en/rephrase.toml`), where a reflection would parrot.
//!
//! A run of seven words that was only turned round is parroting (experts commit it in under 2% of their reflections); a shorter one
//! keeps the person's own words, which is good listening.

mod fewer;
mod order;
mod source;

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::voice::Said;
use crate::words::{Form, Tag, VerbForms, form_of, lower};
pub use fewer::{plainly, subject_once};
pub use source::Source;

/// The shortest run that parrots.
pub const PARROTS: usize = 7;

/// Phrases and what stands for them.
#[derive(Debug, Clone, Default)]
pub struct Rephrase {
    /// By the first word.
    by_word: HashMap<String, Vec<Row>, BuildHasherDefault<rustc_hash::FxHasher>>,
    /// By the first word, where it is any form of a verb.
    by_verb: HashMap<Form, Vec<Row>, BuildHasherDefault<rustc_hash::FxHasher>>,
}

/// A word that a row asks for.
#[derive(Debug, Clone)]
enum Part {
    /// This word.
    Word(String),
    /// Any form of a verb; none where the tables do not know it.
    Verb(Option<Form>),
    /// Any word.
    Any,
}

impl Part {
    fn of(word: &str) -> Part {
        match word.strip_prefix('~') {
            Some(lemma) => Part::Verb(Form::of(lemma)),
            None if word == "*" => Part::Any,
            None => Part::Word(word.to_owned()),
        }
    }

    fn is(&self, said: &Said) -> bool {
        match self {
            Part::Word(word) => said.text.len() == word.len() && said.text.eq_ignore_ascii_case(word),
            Part::Verb(lemma) => lemma.is_some() && form(said).map(|found| found.0) == *lemma,
            Part::Any => true,
        }
    }
}

#[derive(Debug, Clone)]
struct Row {
    /// Whether it must stand at the start of the sentence.
    opens: bool,
    /// Whether it must stand at the end of a clause.
    closes: bool,
    /// The words, any form of a verb ("~talk"), or any word ("*") of a tag.
    from: Vec<(Part, Option<Tag>)>,
    /// What is said; "*" is the next word that was left open, "~speak" that verb in the form that was found.
    to: Vec<Said>,
}

impl Row {
    /// Whether it fits the words from `at` on.
    fn fits(&self, words: &[Said], at: usize) -> bool {
        let closed = || {
            let next = words.get(at + self.from.len());
            next.is_none_or(|next| next.tag == Tag::Edge || matches!(next.tag, Tag::Conj | Tag::Sub))
        };
        at + self.from.len() <= words.len()
            && (!self.opens || at == 0)
            && (!self.closes || closed())
            // it was looked up by its first word
            && self.from.iter().zip(&words[at..]).enumerate().all(|(n, ((part, tag), said))| {
                said.tag != Tag::Edge && tag.is_none_or(|t| t == said.tag) && (n == 0 || part.is(said))
            })
    }

    /// What is said in place of the words from `at` on.
    fn fresh(&self, words: &[Said], at: usize) -> Option<Vec<Said>> {
        let mut open = self
            .from
            .iter()
            .zip(&words[at..])
            .filter(|((part, _), _)| matches!(part, Part::Any))
            .map(|(_, said)| said.clone());
        let verb = || {
            self.from
                .iter()
                .zip(&words[at..])
                .find(|((part, _), _)| matches!(part, Part::Verb(_)))
                .and_then(|(_, said)| form(said))
        };
        let mut fresh = Vec::with_capacity(self.to.len());
        for said in &self.to {
            fresh.push(match said.text.strip_prefix('~') {
                Some(lemma) => {
                    let tag = verb()?.1;
                    Said::new(inflect(lemma, tag)?, tag)
                }
                None if said.text == "*" => open.next()?,
                None => said.clone(),
            });
        }
        Some(fresh)
    }
}

/// The verb that a word is a form of, and which form.
fn form(said: &Said) -> Option<(Form, Tag)> {
    if !matches!(said.tag, Tag::Base | Tag::Third | Tag::Past | Tag::Part | Tag::Ing) {
        return None;
    }
    let reading = form_of(&said.text)?.readings().find(|r| r.tag == said.tag)?;
    Some((reading.lemma, said.tag))
}

/// The dictionary form of a verb.
pub(super) fn lemma(said: &Said) -> Option<&'static str> {
    form(said).map(|(lemma, _)| lemma.text())
}

/// The "-ing" form of a verb, of "have", "do" and "be" too.
pub(super) fn ing(said: &Said) -> Option<&'static str> {
    match said.tag {
        Tag::Have => Some("having"),
        Tag::Do => Some("doing"),
        Tag::Be => Some("being"),
        _ => inflect(lemma(said)?, Tag::Ing),
    }
}

/// A verb in this form.
fn inflect(lemma: &str, tag: Tag) -> Option<&str> {
    let forms = match lemma {
        "have" => VerbForms {
            third: "has",
            past: "had",
            participle: "had",
            ing: "having",
        },
        "do" => VerbForms {
            third: "does",
            past: "did",
            participle: "done",
            ing: "doing",
        },
        _ => Form::of(lemma)?.verb_forms()?,
    };
    Some(match tag {
        Tag::Third => forms.third,
        Tag::Past => forms.past,
        Tag::Part => forms.participle,
        Tag::Ing => forms.ing,
        _ => lemma,
    })
}

impl Rephrase {
    /// Makes the table. The error names the entry and the cause.
    pub fn new(rows: &BTreeMap<String, String>) -> Result<Rephrase, String> {
        let mut rephrase = Rephrase::default();
        for (from, to) in rows {
            let mut words = Vec::new();
            let opens = from.starts_with("^ ");
            let closes = from.ends_with(" $");
            for word in from.trim_start_matches("^ ").trim_end_matches(" $").split(' ') {
                words.push(match word.split_once('/') {
                    Some((word, tag)) => (
                        Part::of(word),
                        Some(Tag::from_name(tag).ok_or_else(|| format!("'{from}': there is no tag '{tag}'"))?),
                    ),
                    None => (Part::of(word), None),
                });
            }
            let mut said = Vec::new();
            super::template::plain(&mut said, to);
            if let Some(verb) = said
                .iter()
                .filter_map(|w| w.text.strip_prefix('~'))
                .find(|verb| inflect(verb, Tag::Ing).is_none())
            {
                return Err(format!("'{from}': '{verb}' is no verb"));
            }
            if said.iter().any(|w| w.text.starts_with('~')) && !words.iter().any(|(part, _)| matches!(part, Part::Verb(_))) {
                return Err(format!("'{from}': '{to}' needs a '~' in what is said"));
            }
            let first = words[0].0.clone();
            let row = Row {
                opens,
                closes,
                from: words,
                to: said,
            };
            match first {
                Part::Verb(Some(form)) => rephrase.by_verb.entry(form).or_default().push(row),
                // a verb that the tables do not know is met nowhere, and anything begins no row
                Part::Verb(None) | Part::Any => {}
                Part::Word(word) => rephrase.by_word.entry(word).or_default().push(row),
            }
        }
        // the longest first, and of those the one that leaves the fewest words open
        let open = |row: &Row| row.from.iter().filter(|(part, _)| matches!(part, Part::Any)).count();
        let lists = rephrase.by_word.values_mut().chain(rephrase.by_verb.values_mut());
        lists.for_each(|list| list.sort_by_key(|row| (std::cmp::Reverse(row.from.len()), open(row), !row.closes)));
        Ok(rephrase)
    }

    /// Breaks every run that parrots, as far as it can be done without changing what is said. Returns the longest run that is left.
    pub fn freshen(&self, words: &mut Vec<Said>, source: &Source) -> usize {
        for _ in 0..5 {
            let (length, run) = source.longest_run(words);
            if length < PARROTS {
                return length;
            }
            let done = fewer::no_longer(words, run.clone())
                || fewer::yet_to(words, run.clone())
                || order::part_clauses(words, run.clone())
                || fewer::hardly(words, run.clone())
                || fewer::without_relative(words, run.clone())
                || fewer::without_second_subject(words, run.clone())
                || fewer::possessor_first(words, run.clone())
                || order::adjunct_first(words, run.clone())
                || order::pair_turned(words, run.clone())
                || order::particle_behind(words, run.clone())
                || order::toggle_that(words, run.clone())
                || self.substitute(words, &run, source)
                || fewer::lighten(words, run.clone())
                || order::adverb_last(words, run.clone())
                || order::adverbial_first(words, run);
            if !done {
                return length;
            }
        }
        source.longest_run(words).0
    }

    /// Fresher words for some of the run, as near to its middle as there are any.
    fn substitute(&self, words: &mut Vec<Said>, run: &Range<usize>, source: &Source) -> bool {
        let middle = (run.start + run.end) / 2;
        let known = source.longest_run(words).0;
        let mut places: Vec<(usize, usize, &Row)> = (run.start.saturating_sub(3)..run.end)
            .filter_map(|at| self.at(words, at).map(|row| (at, row)))
            .filter(|(at, row)| at + row.from.len() > run.start)
            .map(|(at, row)| ((at + row.from.len() / 2).abs_diff(middle), at, row))
            .collect();
        places.sort_by_key(|(far, at, _)| (*far, *at));
        for (_, at, row) in places {
            let Some(fresh) = row.fresh(words, at) else { continue };
            let inside = run.start <= at && at + row.from.len() <= run.end;
            let mut tried = words.clone();
            tried.splice(at..at + row.from.len(), fresh);
            if inside || source.longest_run(&tried).0 < known {
                *words = tried;
                return true;
            }
        }
        false
    }

    fn at(&self, words: &[Said], at: usize) -> Option<&Row> {
        let text = lower(&words[at].text);
        let by_word = self.by_word.get(text.as_str()).into_iter().flatten();
        let by_verb = form(&words[at]).and_then(|(lemma, _)| self.by_verb.get(&lemma));
        by_word.chain(by_verb.into_iter().flatten()).find(|row| row.fits(words, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflection::sentence::write;
    use crate::reflection::voice::all;

    /// What stands for a statement that was only turned round.
    fn freshened(engine: &crate::Engine, statement: &str) -> String {
        let parsed = engine.reader.parse(statement);
        let mut words = all(&parsed);
        plainly(&mut words);
        engine.rephrase.freshen(&mut words, &Source::of(&parsed));
        write(&words)
    }

    #[test]
    fn a_long_run_of_ones_own_words_is_broken_and_says_the_same() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        let table = [
            (
                "she doesn't call me on the phone at work anymore",
                "She no longer calls you on the phone at work.",
            ),
            (
                "I haven't told my parents about the new job yet",
                "You have yet to tell your parents about the new job.",
            ),
            (
                "I worry about everything that's going on at the plant",
                "You worry about everything going on at the plant.",
            ),
            (
                "I can not get past the death of my uncle this spring",
                "You can't get past your uncle's death this spring.",
            ),
            (
                "I feel sick to my stomach when I open the mail",
                "When you open the mail, you feel sick to your stomach.",
            ),
            (
                "I can not go to the wedding because I have no money",
                "You have no money, so you can't go to the wedding.",
            ),
            (
                "he told me he was moving to the coast next spring",
                "He told you that he was moving to the coast next spring.",
            ),
            (
                "I stored them all in the cupboard at my old school",
                "At your old school, you stored them all in the cupboard.",
            ),
            (
                "I dropped the whole tray while I was walking past her",
                "You dropped the whole tray while walking past her.",
            ),
            (
                "she hopes that the nurse will be patient and gentle",
                "She hopes that the nurse will be gentle and patient.",
            ),
            (
                "my cousin wanted me to throw away my old shoes",
                "Your cousin wanted you to throw your old shoes away.",
            ),
            (
                "I talked to my landlord about the broken lift again",
                "You spoke to your landlord about the broken lift again.",
            ),
        ];
        let wrong: Vec<_> = table
            .iter()
            .map(|(said, fresh)| (freshened(&engine, said), *fresh))
            .filter(|(got, fresh)| got != fresh)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn an_order_that_hides_who_is_meant_or_what_is_denied_is_left_alone() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        for kept in [
            "I shouted at my brother when he came home at four",
            "I did not leave the party because I was angry with Jo",
        ] {
            let fresh = freshened(&engine, kept);
            assert!(fresh.starts_with("You "), "{fresh}");
        }
    }

    #[test]
    fn who_does_two_things_is_named_once() {
        let engine = crate::Engine::built_in().expect("the built-in rules load");
        let table = [
            ("I failed the test", "I lost my place", "You failed the test and lost your place."),
            ("I have a bad back", "I can not sleep", "You have a bad back and can't sleep."),
            ("I am aware of it", "I am aware of the price", "You're aware of it and aware of the price."),
            ("I do not sleep", "I drink", "You don't sleep, and you drink."),
            ("I was ill", "I hate that", "You were ill, and you hate that."),
            ("I was ill", "she came", "You were ill, and she came."),
            (
                "my daughter took my keys",
                "my daughter lost my keys",
                "Your daughter took your keys and lost your keys.",
            ),
            (
                "my daughter took my keys",
                "my son lost my keys",
                "Your daughter took your keys, and your son lost your keys.",
            ),
        ];
        for (first, second, once) in table {
            let turned = |text: &str| all(&engine.reader.parse(text));
            let mut words = crate::reflection::clauses::joined(turned(first), "and", turned(second));
            subject_once(&mut words);
            assert_eq!(write(&words), once);
        }
    }
}
