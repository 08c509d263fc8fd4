//! The commands: one file each. A command takes Discord's facts, asks an inner function, and sends.

mod help_now;
mod reflect;
mod reflect_this;

use super::{Data, Error};

/// Every command the bot has.
pub(super) fn all() -> Vec<poise::Command<Data, Error>> {
    vec![reflect::reflect(), reflect_this::reflect_this(), help_now::help_now()]
}
