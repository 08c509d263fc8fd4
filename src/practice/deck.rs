//! Whom there is to practise with, in an order that a seed decides.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::FxHasher;

use super::rows::{ClientRow, ExerciseRow, PracticeRows, Vignette};

/// What somebody wants to practise with. What is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// 1 to 3.
    pub level: Option<u8>,
    /// A theme.
    pub theme: Option<String>,
    /// A language feature.
    pub feature: Option<String>,
    /// Whether what is for grown-ups alone is left out.
    pub without_adult: bool,
}

impl Wish {
    fn suits(&self, level: u8, theme: &str, adult: bool) -> bool {
        self.level.is_none_or(|wanted| wanted == level) && self.theme.as_deref().is_none_or(|wanted| wanted == theme) && !(self.without_adult && adult)
    }
}

impl PracticeRows {
    /// The vignettes of a kind, those of an exercise where there is one, shuffled by the seed.
    pub fn deck(&self, wish: &Wish, exercise: Option<&ExerciseRow>, seed: u64) -> Vec<&Vignette> {
        let all = self.vignettes.iter().flat_map(|(_, file)| &file.vignette);
        let mut deck: Vec<&Vignette> = all
            .filter(|v| wish.suits(v.level, &v.theme, v.adult))
            .filter(|v| wish.feature.as_deref().is_none_or(|wanted| wanted == v.feature))
            .filter(|v| exercise.is_none_or(|exercise| exercise.picks.suits(v)))
            .collect();
        let hasher = BuildHasherDefault::<FxHasher>::default();
        deck.sort_by_cached_key(|v| hasher.hash_one((seed, &v.id)));
        deck
    }

    /// The clients of a kind.
    pub fn clients(&self, wish: &Wish) -> Vec<&ClientRow> {
        let all = self.clients.iter().flat_map(|(_, file)| &file.client);
        all.filter(|client| wish.suits(client.level, &client.theme, client.adult)).collect()
    }

    /// The exercise of that name.
    pub fn exercise(&self, name: &str) -> Option<&ExerciseRow> {
        self.general.exercise.iter().find(|exercise| exercise.name == name)
    }
}
