//! The data files: built in, prepared by `build.rs`; or read from a folder and checked, with an error that names file, entry and cause.

pub mod check;
pub mod discord_rows;
pub(crate) mod folder;
pub mod rows;

use std::path::Path;

use rows::Rows;

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rows.bin"));
static BARE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bare_rows.bin"));

/// What is wrong with a data file.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The built-in data is not what the program expects.
    #[error("{file}: {cause}")]
    Parse {
        /// The file.
        file: String,
        /// Where and why.
        cause: String,
    },
    /// An entry breaks a rule.
    #[error("{0}")]
    Entry(String),
}

/// The rows built into the program.
pub fn built_in() -> Result<Rows, DataError> {
    read(BUILT_IN)
}

/// The same without what only checks, tests and the coach need.
pub fn bare() -> Result<Rows, DataError> {
    read(BARE)
}

fn read(rows: &[u8]) -> Result<Rows, DataError> {
    postcard::from_bytes(rows).map_err(|e| DataError::Parse {
        file: "the built-in data".into(),
        cause: e.to_string(),
    })
}

/// The built-in rows, with what `folder` holds in place of its own: `talk.toml`, `kinds.toml`, `rephrase.toml`, `terminal.toml`, `discord.toml`,
/// `commands.toml`, `learn.toml`, `prompts.toml`, `frames/*.toml`, `prompts/*.toml`, `reword/*.toml`.
///
/// # Errors
/// Names every fault, a line each.
pub fn with_responses(folder: &Path) -> Result<Rows, DataError> {
    let mut rows = built_in()?;
    let mut faults = Vec::new();
    folder::read(folder, &mut rows, &mut faults);
    if faults.is_empty() {
        Ok(rows)
    } else {
        Err(DataError::Entry(faults.join("\n")))
    }
}

/// The built-in lines of help with those of a file in their place, country by country.
pub fn with_help_lines(rows: &mut Rows, file: &Path) -> Result<(), DataError> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|e| DataError::Entry(format!("{name}: cannot be read: {e}")))?;
    let own: rows::HelpFile = toml::from_str(&text).map_err(|e| DataError::Parse {
        file: name,
        cause: e.to_string(),
    })?;
    for country in own.country {
        rows.help_lines.country.retain(|c| c.code != country.code);
        rows.help_lines.country.push(country);
    }
    Ok(())
}
