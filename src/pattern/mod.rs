//! The small language in which rules say what they listen for (`docs/patterns.md`), and the search for many patterns at once.
//!
//! Patterns are read where data files are read: by `build.rs` for the files built in, by the program for those of `--responses`.

mod find;
mod index;
mod needs;
mod prepare;
mod rows;
mod syntax;
mod table;

pub(crate) use needs::how_common;

pub use index::{Match, Near, PatternSet, Search};
pub use rows::Shown;
pub use syntax::{MOST_SLOTS, Pattern, PatternError};
