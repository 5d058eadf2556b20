//! Secrets by name, beside connections: in the keyring of the system, or in an encrypted file where there is none.
//!
//! A name is looked up in the keyring first. It is looked up in the file if there is no keyring, or the keyring has no such name.
//! Whatever else the keyring says, that it is locked or does not answer, is a problem: another value must not take its place.

mod age;
mod file;
mod key_source;
#[cfg_attr(not(target_os = "linux"), path = "no_keyring.rs")]
mod keyring;
#[cfg(test)]
mod tests;
mod value;

use zeroize::Zeroizing;

use crate::base::{Cause, Problem, Text, visible};
use file::SecretsFile;
use value::Value;

/// Where a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecretPlace {
    Keyring,
    File,
}

impl SecretPlace {
    /// As a program reads it.
    pub fn word(self) -> &'static str {
        match self {
            SecretPlace::Keyring => "keyring",
            SecretPlace::File => "file",
        }
    }
}

/// The secret of this name, looked up now.
pub(super) fn secret(name: &str) -> Result<Value, Problem> {
    let (value, keyring) = found(name)?;
    value.map_or_else(
        || {
            let file = SecretsFile::here()?.name();
            let problem = Problem::error(say!("secret-unknown", name = name, keyring = keyring, file = file));
            Err(problem.remedy(say!("secret-set", name = name)).because(Cause::Source))
        },
        Ok,
    )
}

/// The secret of this name; `None` if it is kept nowhere.
pub(super) fn find_secret(name: &str) -> Result<Option<Value>, Problem> {
    Ok(found(name)?.0)
}

/// A secret, and why it is not that of a keyring.
fn found(name: &str) -> Result<(Option<Value>, Text), Problem> {
    let keyring = match keyring::get(name) {
        Ok(Some(value)) => return Ok((Some(value), Text::default())),
        Ok(None) => say!("secret-not-in-keyring"),
        Err(keyring::Fault::Absent) => say!("secret-no-keyring"),
        Err(fault) => return Err(keyring_problem(&fault)),
    };
    Ok((SecretsFile::here()?.read()?.remove(name), keyring))
}

/// Keeps a secret, and says where: in the keyring if there is one, else in the file.
pub fn keep_secret(name: &str, value: &str, in_file: bool) -> Result<SecretPlace, Problem> {
    checked(name)?;
    if in_file {
        // The keyring goes first: what the file has would never be read.
        if let Ok(true) = keyring::names().map(|names| names.contains(name)) {
            let problem = Problem::error(say!("secret-in-keyring-already", name = name));
            return Err(problem.remedy(say!("secret-remove-first", name = name)));
        }
    } else {
        match keyring::set(name, value) {
            Ok(()) => return Ok(SecretPlace::Keyring),
            Err(keyring::Fault::Absent) => {}
            Err(fault) => return Err(keyring_problem(&fault)),
        }
    }
    let file = SecretsFile::here()?;
    file.change(|all| drop(all.insert(name.to_owned(), Zeroizing::new(value.to_owned()))))?;
    Ok(SecretPlace::File)
}

/// What became of a secret that was to be removed.
#[derive(Debug, Default)]
pub struct RemovedSecret {
    /// From where it was removed.
    pub places: Vec<SecretPlace>,
    /// Why it may still be kept in another place.
    pub problems: Vec<Problem>,
}

/// Removes a secret wherever it is kept, or from the file alone.
pub fn remove_secret(name: &str, in_file: bool) -> RemovedSecret {
    let mut removed = RemovedSecret::default();
    if !in_file {
        match keyring::remove(name) {
            Ok(true) => removed.places.push(SecretPlace::Keyring),
            Ok(false) | Err(keyring::Fault::Absent) => {}
            Err(fault) => removed.problems.push(keyring_problem(&fault)),
        }
    }
    let of_file = SecretsFile::here().and_then(|file| {
        let is_there = file.read()?.contains_key(name);
        if is_there {
            file.change(|all| drop(all.remove(name)))?;
        }
        Ok(is_there)
    });
    match of_file {
        Ok(true) => removed.places.push(SecretPlace::File),
        Ok(false) => {}
        Err(problem) => removed.problems.push(problem),
    }
    removed
}

/// What is kept, without its values.
#[derive(Debug)]
pub struct KeptSecrets {
    /// A name may be in both places: the keyring goes first.
    pub names: Vec<(String, SecretPlace)>,
    /// The places that were looked into. A file that is not there is none.
    pub places: Vec<SecretPlace>,
    /// Why another place could not be looked into.
    pub problems: Vec<Problem>,
}

pub fn kept_secrets() -> KeptSecrets {
    let mut kept = KeptSecrets { names: Vec::new(), places: Vec::new(), problems: Vec::new() };
    let mut took = |place, found: Result<Vec<String>, Problem>| match found {
        Ok(found) => {
            kept.names.extend(found.into_iter().map(|name| (name, place)));
            kept.places.push(place);
        }
        Err(problem) => kept.problems.push(problem),
    };
    match keyring::names() {
        Ok(found) => took(SecretPlace::Keyring, Ok(found.into_iter().collect())),
        Err(keyring::Fault::Absent) => {}
        Err(fault) => took(SecretPlace::Keyring, Err(keyring_problem(&fault))),
    }
    match SecretsFile::here() {
        Ok(file) if !file.is_there() => {}
        Ok(file) => took(SecretPlace::File, file.read().map(|found| found.into_keys().collect())),
        Err(problem) => took(SecretPlace::File, Err(problem)),
    }
    kept.names.sort();
    kept
}

/// Where a new secret would be kept.
#[derive(Debug)]
pub struct SecretPlaces {
    /// Whether there is a keyring; a problem if there is one that cannot be written now.
    pub keyring: Result<bool, Problem>,
    /// The encrypted file, and whether it can be opened without asking; if not, why.
    pub file: (String, Result<(), Problem>),
}

impl SecretPlaces {
    /// Where a secret goes without asking anybody; `None` if nowhere. A keyring that cannot be written now is no reason to take
    /// the file.
    pub fn by_default(&self) -> Option<SecretPlace> {
        match (&self.keyring, &self.file.1) {
            (Ok(true), _) => Some(SecretPlace::Keyring),
            (Ok(false), Ok(())) => Some(SecretPlace::File),
            _ => None,
        }
    }
}

pub fn secret_places() -> Result<SecretPlaces, Problem> {
    let keyring = match keyring::is_ready() {
        Ok(()) => Ok(true),
        Err(keyring::Fault::Absent) => Ok(false),
        Err(fault) => Err(keyring_problem(&fault)),
    };
    let file = SecretsFile::here()?;
    let opens = key_source::key().and_then(|_| file.read()).map(drop);
    Ok(SecretPlaces { keyring, file: (file.name(), opens) })
}

/// A name is one line, so that a list and a reference can hold it.
fn checked(name: &str) -> Result<(), Problem> {
    if name.is_empty() || name.trim() != name || name.contains(char::is_control) {
        let name = visible::in_a_line(name).into_owned();
        return Err(Problem::error(say!("secret-name-wrong", name = name)).remedy(say!("secret-name-may-be")));
    }
    Ok(())
}

fn keyring_problem(fault: &keyring::Fault) -> Problem {
    let problem = match fault {
        keyring::Fault::Absent => Problem::error(say!("secret-no-keyring")),
        keyring::Fault::Locked => Problem::error(say!("secret-keyring-locked")).remedy(say!("secret-unlock")),
        keyring::Fault::Silent => Problem::error(say!("secret-keyring-silent")).remedy(say!("secret-unlock")),
        keyring::Fault::Several => Problem::error(say!("secret-several")).remedy(say!("secret-remove-one")),
        keyring::Fault::NotText => Problem::error(say!("secret-not-text")).remedy(say!("secret-set-again")),
        keyring::Fault::Failed(error) => {
            Problem::error(say!("secret-keyring-failed", error = error.as_str())).remedy(say!("secret-unlock"))
        }
    };
    problem.because(Cause::Source)
}
