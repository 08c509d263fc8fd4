//! The weights of `config/coach_weights.toml`: sums over features, as probabilities.

use super::features::Features;
use crate::data::rows::coach::WeightRows;

/// The weights, sorted by feature.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    main: Table<4>,
    present: Table<3>,
    complex: Table<1>,
    open: Table<1>,
    style: Table<1>,
    score: Table<1>,
}

type Table<const N: usize> = Vec<(String, [f32; N])>;

/// The feature that is always there.
const BIAS: &str = "bias";

impl Weights {
    /// Takes over the rows.
    pub fn new(rows: &WeightRows) -> Weights {
        let single = |map: &std::collections::BTreeMap<String, f32>| map.iter().map(|(name, weight)| (name.clone(), [*weight])).collect();
        Weights {
            main: rows.main.iter().map(|(name, weights)| (name.clone(), *weights)).collect(),
            present: rows.present.iter().map(|(name, weights)| (name.clone(), *weights)).collect(),
            complex: single(&rows.complex),
            open: single(&rows.open),
            style: single(&rows.style),
            score: single(&rows.score),
        }
    }

    /// How likely it mainly reflects, asks, informs, does something else; the sum is 1.
    pub(super) fn main(&self, features: &Features) -> [f32; 4] {
        let sums = sums(&self.main, features);
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let parts = sums.map(|s| (s - most).exp());
        let all: f32 = parts.iter().sum();
        parts.map(|p| p / all)
    }

    /// How likely there is a reflection, a question, input in it at all.
    pub(super) fn present(&self, features: &Features) -> [f32; 3] {
        sums(&self.present, features).map(logistic)
    }

    /// How likely the reflection in it is complex.
    pub(super) fn complex(&self, features: &Features) -> f32 {
        logistic(sums(&self.complex, features)[0])
    }

    /// How likely the question in it is open.
    pub(super) fn open(&self, features: &Features) -> f32 {
        logistic(sums(&self.open, features)[0])
    }

    /// How much it is worded as a reflection, whatever it is about: a sum, 0 where it could be either.
    pub(super) fn style(&self, features: &Features) -> f32 {
        sums(&self.style, features)[0]
    }

    /// How good a reflection of the statement it is.
    pub(super) fn score(&self, features: &Features) -> f32 {
        logistic(sums(&self.score, features)[0])
    }
}

/// A sum as a chance.
pub(super) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

fn sums<const N: usize>(table: &Table<N>, features: &Features) -> [f32; N] {
    let mut sums = [0.0; N];
    let bias = std::iter::once((BIAS, 1.0));
    for (name, value) in features.iter().chain(bias) {
        if let Ok(at) = table.binary_search_by(|(known, _)| known.as_str().cmp(name)) {
            for (sum, weight) in sums.iter_mut().zip(table[at].1) {
                *sum += weight * value;
            }
        }
    }
    sums
}
