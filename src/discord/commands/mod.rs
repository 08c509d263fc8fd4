//! The commands: one file each. A command takes Discord's facts, asks an inner function, and sends.

mod about;
mod help;
mod help_now;
mod listen;
mod privacy;
mod reflect;
mod reflect_this;

use super::{Error, Shared};

/// Every command the bot has.
pub(super) fn all() -> Vec<poise::Command<Shared, Error>> {
    vec![
        reflect::reflect(),
        reflect_this::reflect_this(),
        listen::listen(),
        help::help(),
        about::about(),
        privacy::privacy(),
        help_now::help_now(),
    ]
}
