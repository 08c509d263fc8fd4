//! The rows of practice: built in, or those of a folder in their place.

use std::path::Path;

use super::rows::{ClientFile, ClientRow, PracticeRows, Vignette, VignetteFile};
use crate::data::{DataError, folder};

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/practice.bin"));

/// The rows built into the program. They are apart from the engine's, so that nobody who does not practise waits for them.
///
/// # Errors
/// Where the built-in data is not what the program expects.
pub fn built_in() -> Result<PracticeRows, DataError> {
    postcard::from_bytes(BUILT_IN).map_err(|why| DataError::Parse {
        file: "the built-in vignettes".into(),
        cause: why.to_string(),
    })
}

/// The built-in rows, with what `folder` holds in their place: `practice.toml`, `vignettes/*.toml`, `clients/*.toml`.
///
/// # Errors
/// Names every fault, a line each.
pub fn with_responses(folder: &Path) -> Result<PracticeRows, DataError> {
    let mut rows = built_in()?;
    let mut faults = Vec::new();
    read(folder, &mut rows, &mut faults);
    if faults.is_empty() {
        Ok(rows)
    } else {
        Err(DataError::Entry(faults.join("\n")))
    }
}

/// Reads what `folder` holds over `rows`. A fault is a line: the file, the entry, the cause.
pub(super) fn read(folder: &Path, rows: &mut PracticeRows, faults: &mut Vec<String>) {
    let folder = folder::inner(folder);
    let general = folder.join("practice.toml");
    if general.exists() {
        folder::replace(&mut rows.general, &general, faults, |_, _| Vec::new());
    }
    let vignettes = folder.join("vignettes");
    if vignettes.is_dir() {
        rows.vignettes.clear();
        for file in folder::toml_files(&vignettes, faults).unwrap_or_default() {
            let mut parsed = VignetteFile::default();
            folder::replace(&mut parsed, &file, faults, folder::faulty_rows::<Vignette>("vignette"));
            rows.vignettes.push((file.display().to_string(), parsed));
        }
    }
    let clients = folder.join("clients");
    if clients.is_dir() {
        rows.clients.clear();
        for file in folder::toml_files(&clients, faults).unwrap_or_default() {
            let mut parsed = ClientFile::default();
            folder::replace(&mut parsed, &file, faults, folder::faulty_rows::<ClientRow>("client"));
            rows.clients.push((file.display().to_string(), parsed));
        }
    }
}
