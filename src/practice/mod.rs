//! Practice: what clients say, how a trainee's reply is taken, and what there is to learn from it.
//!
//! | part | what it does |
//! |---|---|
//! | `rows` | the data files as they are written |
//! | `check` | whether they are sound |
//! | `exercise` | whether a reply keeps an exercise's task |
//! | `text` | words of a text, for rules about them |
//!
//! All of it is pure: what codes a reply is the coach, and who shows it is a terminal or Discord.

pub mod check;
mod exercise;
mod load;
pub mod rows;
mod text;

pub use exercise::Miss;
pub use load::{built_in, with_responses};
