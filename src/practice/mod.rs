//! Practice: what clients say, how a trainee's reply is taken, and what there is to learn from it.
//!
//! | part | what it does |
//! |---|---|
//! | `rows` | the data files as they are written |
//! | `check` | whether they are sound |
//! | `exercise` | whether a reply keeps an exercise's task |
//! | `deck` | whom there is to practise with |
//! | `lesson` | one statement after the other |
//! | `talk` | a client over several turns |
//! | `roleplay` | two people who practise with one another |
//! | `course` | a practice that is going on, of either kind |
//! | `text` | words of a text, for rules about them |
//!
//! All of it is pure: what codes a reply is the coach, and who shows it is a terminal or Discord.

pub mod check;
mod course;
mod deck;
mod exercise;
mod lesson;
mod load;
pub mod roleplay;
pub mod rows;
mod talk;
mod text;

pub use course::{Came, Choice, Course, Ending, Line};
pub use deck::Wish;
pub use exercise::Miss;
pub use lesson::{Lesson, Outcome};
pub use load::{built_in, with_responses};
pub use talk::{ClientTalk, taken};
