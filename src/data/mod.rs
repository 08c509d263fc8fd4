//! The data files: built in, prepared by `build.rs`; or read from a folder and checked, with an error that names file, entry and cause.

pub mod rows;

use std::path::Path;

use rows::{FrameFile, Rows};

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rows.bin"));

/// What is wrong with a data file.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// It cannot be read.
    #[error("{file}: cannot be read")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is not the TOML it should be.
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
    postcard::from_bytes(BUILT_IN).map_err(|e| DataError::Parse { file: "the built-in data".into(), cause: e.to_string() })
}

/// The built-in rows, with what `folder` holds in place of its own: `talk.toml`, `kinds.toml`, `rephrase.toml`, `safety.toml`, `frames/*.toml`.
pub fn with_responses(folder: &Path) -> Result<Rows, DataError> {
    let mut rows = built_in()?;
    if !folder.is_dir() {
        return Err(DataError::Read { file: folder.display().to_string(), source: std::io::ErrorKind::NotFound.into() });
    }
    replace(&mut rows.talk, &folder.join("talk.toml"))?;
    replace(&mut rows.kinds, &folder.join("kinds.toml"))?;
    replace(&mut rows.rephrase, &folder.join("rephrase.toml"))?;
    replace(&mut rows.safety, &folder.join("safety.toml"))?;
    let frames = folder.join("frames");
    if frames.is_dir() {
        let read = |e| DataError::Read { file: frames.display().to_string(), source: e };
        let mut files: Vec<_> = std::fs::read_dir(&frames).map_err(read)?.filter_map(|f| f.ok().map(|f| f.path())).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
        files.sort();
        rows.frames.clear();
        for file in files {
            let mut parsed = FrameFile::default();
            replace(&mut parsed, &file)?;
            rows.frames.push((file.display().to_string(), parsed));
        }
    }
    Ok(rows)
}

/// The built-in lines of help with those of a file in their place, country by country.
pub fn with_help_lines(rows: &mut Rows, file: &Path) -> Result<(), DataError> {
    if !file.exists() {
        return Err(DataError::Read { file: file.display().to_string(), source: std::io::ErrorKind::NotFound.into() });
    }
    let mut own = rows::HelpFile::default();
    replace(&mut own, file)?;
    for country in own.country {
        rows.help_lines.country.retain(|c| c.code != country.code);
        rows.help_lines.country.push(country);
    }
    Ok(())
}

fn replace<T: serde::de::DeserializeOwned>(target: &mut T, path: &Path) -> Result<(), DataError> {
    if !path.exists() {
        return Ok(());
    }
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| DataError::Read { file: file.clone(), source })?;
    *target = toml::from_str(&text).map_err(|e| DataError::Parse { file, cause: e.to_string() })?;
    Ok(())
}
