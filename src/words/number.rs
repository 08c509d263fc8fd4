//! Forms and classes by number, which `build.rs` gives and the program looks up.

use serde::{Deserialize, Serialize};

/// A word form that the tables know, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Form(pub u32);

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Classes(pub u64);

impl Classes {
    /// The numbers of its classes.
    pub fn each(self) -> impl Iterator<Item = u32> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let class = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (class < u64::BITS).then_some(class)
        })
    }

    /// Whether the two sets share a class.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}
