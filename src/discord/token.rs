//! The bot's token: where it is found, and what is said when it is not.
//!
//! A token is never printed, not even a faulty one.

use std::{env, fmt, fs, io};

/// The variable that holds the token.
const VARIABLE: &str = "DISCORD_TOKEN";
/// The variable that names a file which holds the token.
const FILE_VARIABLE: &str = "DISCORD_TOKEN_FILE";

/// A bot's token. It has no `Debug`, so that it cannot slip into a log.
pub(super) struct Token(String);

impl Token {
    /// The token itself, for the one place that signs in.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

/// Why there is no token.
pub(super) enum Missing {
    /// Neither variable is set.
    NotSet,
    /// The file cannot be read.
    Unreadable(String, io::Error),
    /// What was found is no token: empty, or with characters that no token has.
    NoToken(&'static str),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missing::NotSet => write!(f, "The bot needs a token to sign in to Discord, and found none.")?,
            Missing::Unreadable(file, why) => {
                write!(f, "The file that {FILE_VARIABLE} names, {file}, cannot be read: {why}.")?;
            }
            Missing::NoToken(variable) => write!(f, "What {variable} holds is no token.")?,
        }
        write!(
            f,
            "\n\n\
             To get a token:\n\
             \x20 1. Open https://discord.com/developers/applications and choose your application,\n\
             \x20    or make one with \"New Application\".\n\
             \x20 2. Under \"Bot\", press \"Reset Token\" and copy what is shown.\n\
             \x20 3. Start the bot with it:  {VARIABLE}=... felt bot\n\
             \x20    or put it in a file that only you can read, and give the file:\n\
             \x20    {FILE_VARIABLE}=/path/to/file felt bot\n\n\
             Whoever has the token can act as your bot: keep it secret."
        )
    }
}

/// Looks for the token in the environment, then in the file the environment names.
pub(super) fn find() -> Result<Token, Missing> {
    if let Ok(held) = env::var(VARIABLE)
        && !held.trim().is_empty()
    {
        return read(&held).ok_or(Missing::NoToken(VARIABLE));
    }
    let file = env::var(FILE_VARIABLE).unwrap_or_default();
    if file.trim().is_empty() {
        return Err(Missing::NotSet);
    }
    match fs::read_to_string(&file) {
        Ok(held) => read(&held).ok_or(Missing::NoToken(FILE_VARIABLE)),
        Err(why) => Err(Missing::Unreadable(file, why)),
    }
}

/// Takes the token out of what was found: the space around it goes, and a "Bot " before it.
fn read(held: &str) -> Option<Token> {
    let token = held.trim();
    let token = token.strip_prefix("Bot ").unwrap_or(token).trim_start();
    let sound = !token.is_empty() && token.chars().all(|c| c.is_ascii_graphic());
    sound.then(|| Token(token.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_out_of_what_surrounds_it() {
        assert_eq!(read(" Bot abc.def.ghi\n").expect("a token").expose(), "abc.def.ghi");
        assert!(read("\n").is_none());
        assert!(read("two words").is_none());
        assert!(read("abc\u{e9}").is_none());
    }
}
