//! Keys that name nobody: the HMAC of a Discord id under a secret of the operator's.
//!
//! A Discord id is a small number that anyone can look up; hashed without a secret it could be found
//! by trying all of them. With the secret elsewhere than the database, a stolen database names nobody.

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The variable that holds the secret.
const VARIABLE: &str = "FELT_SECRET";
/// The variable that names a file which holds the secret.
const FILE_VARIABLE: &str = "FELT_SECRET_FILE";
/// A secret of fewer characters could be guessed.
const LEAST: usize = 32;

/// A person, without a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonKey(pub(super) [u8; 32]);

/// A channel or thread where someone is listened to, without a name: whoever knows a private thread
/// knows whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceKey(pub(super) [u8; 32]);

impl PersonKey {
    /// A few signs that tell this person's buttons from another's.
    pub fn mark(&self) -> String {
        self.0[..6].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey")
    }
}

impl fmt::Debug for PlaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlaceKey")
    }
}

/// What the keys are made under. It has no `Debug`, so that it cannot slip into a log.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// None is set, and none can be made.
    #[error("{VARIABLE} or {FILE_VARIABLE} must give a secret of {LEAST} characters or more")]
    NotSet,
    /// What is set is too short.
    #[error("the secret is shorter than {LEAST} characters")]
    TooShort,
    /// A file cannot be read or made.
    #[error("the secret's file {file}: {cause}")]
    File {
        /// The file.
        file: String,
        /// Why.
        cause: io::Error,
    },
}

impl Secret {
    /// A secret of these bytes.
    ///
    /// # Errors
    /// Where they are too few.
    pub fn new(bytes: &str) -> Result<Secret, SecretError> {
        let bytes = bytes.trim().as_bytes();
        if bytes.len() < LEAST {
            Err(SecretError::TooShort)
        } else {
            Ok(Secret(bytes.to_vec()))
        }
    }

    /// The secret in the environment, or in the file that the environment names.
    ///
    /// # Errors
    /// Where neither gives one.
    pub fn find() -> Result<Secret, SecretError> {
        Self::from_environment()?.ok_or(SecretError::NotSet)
    }

    /// The secret in the environment; where there is none, that beside `database`, made at first use for its owner alone.
    ///
    /// # Errors
    /// Where the file cannot be read or made.
    pub fn find_or_make(database: &Path) -> Result<Secret, SecretError> {
        if let Some(set) = Self::from_environment()? {
            return Ok(set);
        }
        let path = beside(database);
        let fault = |cause| SecretError::File {
            file: path.display().to_string(),
            cause,
        };
        match make(&path) {
            Ok(()) => {}
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(fault(why)),
        }
        let mut held = String::new();
        std::fs::File::open(&path).and_then(|mut file| file.read_to_string(&mut held)).map_err(fault)?;
        Secret::new(&held)
    }

    fn from_environment() -> Result<Option<Secret>, SecretError> {
        if let Ok(held) = std::env::var(VARIABLE)
            && !held.trim().is_empty()
        {
            return Secret::new(&held).map(Some);
        }
        let file = std::env::var(FILE_VARIABLE).unwrap_or_default();
        if file.trim().is_empty() {
            return Ok(None);
        }
        match std::fs::read_to_string(&file) {
            Ok(held) => Secret::new(&held).map(Some),
            Err(cause) => Err(SecretError::File { file, cause }),
        }
    }

    /// A person's key.
    pub fn person(&self, id: u64) -> PersonKey {
        PersonKey(self.of(b"person", id))
    }

    /// A place's key.
    pub fn place(&self, id: u64) -> PlaceKey {
        PlaceKey(self.of(b"place", id))
    }

    fn of(&self, what: &[u8], id: u64) -> [u8; 32] {
        // HMAC takes keys of any length: the error cannot come.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        mac.update(what);
        mac.update(&id.to_be_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// `felt.sqlite` has `felt.secret` beside it.
fn beside(database: &Path) -> PathBuf {
    database.with_extension("secret")
}

/// Writes a new secret under another name first, so that a process that is killed leaves a whole one or none.
fn make(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("the system gives no random numbers"))?;
    let mut name = [0_u8; 4];
    getrandom::fill(&mut name).map_err(|_| io::Error::other("the system gives no random numbers"))?;
    let unfinished = path.with_extension(format!("secret.{}", hex(&name)));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(hex(&bytes).as_bytes())?;
    file.sync_all()?;
    // A link fails where another process was quicker; a rename would take its secret away.
    let linked = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished)?;
    linked
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_the_secret_the_id_and_what_it_is_of() {
        let (one, other) = (
            Secret::new(&"a".repeat(32)).expect("long enough"),
            Secret::new(&"b".repeat(32)).expect("long enough"),
        );
        assert_eq!(one.person(5), one.person(5));
        assert_ne!(one.person(5), one.person(6));
        assert_ne!(one.person(5), other.person(5));
        assert_ne!(one.person(5).0, one.place(5).0);
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(matches!(Secret::new(" short \n"), Err(SecretError::TooShort)));
    }

    #[test]
    fn a_secret_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("felt.sqlite");
        make(&beside(&database)).expect("made");
        let first = std::fs::read_to_string(beside(&database)).expect("there");
        make(&beside(&database)).expect("already there");
        assert_eq!(std::fs::read_to_string(beside(&database)).expect("there"), first);
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(beside(&database)).expect("there").permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
