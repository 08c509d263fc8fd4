//! One file for each kind of reflection: what it is, when it is proposed, an example.

pub mod addressed;
mod caused;
pub mod condition;
pub mod double_sided;
pub mod feeling;
pub mod meaning;
pub mod quote;
pub mod repeat;
pub mod rephrase;
pub(crate) mod rhetorical;
pub mod sound;
pub mod wish;

use super::choice::{Draft, Drafts};
use super::clauses::{Clauses, SHORT, count, joined};
