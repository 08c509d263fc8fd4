//! Forms and classes by number, which `build.rs` gives and the program looks up.

use serde::{Deserialize, Serialize};

/// A word form that the tables know, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Form(pub u32);

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Classes(pub u64);

impl Classes {
    /// The numbers of its classes.
    pub fn each(self) -> impl Iterator<Item = u32> {
        (0..u64::BITS).filter(move |class| self.0 >> class & 1 != 0)
    }

    /// Whether the two sets share a class.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}
