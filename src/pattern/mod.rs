//! The small language in which rules say what they listen for (`docs/patterns.md`), and the search for many patterns at once.
//!
//! Patterns are read where data files are read: by `build.rs` for the files built in, by the program for those of `--responses`.

mod find;
mod needs;
mod syntax;
mod traces;

pub use find::{Match, PatternSet};
pub use syntax::{MOST_SLOTS, Pattern, PatternError};
pub use traces::Shown;
