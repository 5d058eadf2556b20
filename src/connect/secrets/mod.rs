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
    let missing = match keyring::get(name) {
        Ok(Some(value)) => return Ok(value),
        Ok(None) => say!("secret-not-in-keyring"),
        Err(keyring::Fault::Absent) => say!("secret-no-keyring"),
        Err(fault) => return Err(keyring_problem(&fault)),
    };
    let file = SecretsFile::here()?;
    if let Some(value) = file.read()?.remove(name) {
        return Ok(value);
    }
    let problem = Problem::error(say!("secret-unknown", name = name, keyring = missing, file = file.name()));
    Err(problem.remedy(say!("secret-set", name = name)).because(Cause::Source))
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

/// Removes a secret wherever it is kept, or from the file alone, and says from where; from nowhere if it is unknown.
pub fn remove_secret(name: &str, in_file: bool) -> Result<Vec<SecretPlace>, Problem> {
    let mut places = Vec::new();
    if !in_file {
        match keyring::remove(name) {
            Ok(true) => places.push(SecretPlace::Keyring),
            Ok(false) | Err(keyring::Fault::Absent) => {}
            Err(fault) => return Err(keyring_problem(&fault)),
        }
    }
    let file = SecretsFile::here()?;
    // A file that cannot be opened is no reason to fail where the keyring had the secret.
    match file.read() {
        Ok(all) if all.contains_key(name) => {
            file.change(|all| drop(all.remove(name)))?;
            places.push(SecretPlace::File);
        }
        Ok(_) => {}
        Err(problem) if places.is_empty() => return Err(problem),
        Err(_) => {}
    }
    Ok(places)
}

/// What is kept, without its values.
#[derive(Debug)]
pub struct KeptSecrets {
    /// A name may be in both places: the keyring goes first.
    pub names: Vec<(String, SecretPlace)>,
    /// Why a place could not be looked into.
    pub problems: Vec<Problem>,
}

pub fn kept_secrets() -> KeptSecrets {
    let (mut names, mut problems) = (Vec::new(), Vec::new());
    match keyring::names() {
        Ok(found) => names.extend(found.into_iter().map(|name| (name, SecretPlace::Keyring))),
        Err(keyring::Fault::Absent) => {}
        Err(fault) => problems.push(keyring_problem(&fault)),
    }
    match SecretsFile::here().and_then(|file| file.read()) {
        Ok(found) => names.extend(found.into_keys().map(|name| (name, SecretPlace::File))),
        Err(problem) => problems.push(problem),
    }
    names.sort();
    KeptSecrets { names, problems }
}

/// Where a new secret would be kept.
#[derive(Debug)]
pub struct SecretPlaces {
    /// Whether there is a keyring that can be written; if not, why.
    pub keyring: Result<(), Text>,
    /// The encrypted file, and whether it can be opened without asking; if not, why.
    pub file: (String, Result<(), Problem>),
}

impl SecretPlaces {
    /// Where a secret goes without asking anybody; `None` if nowhere.
    pub fn by_default(&self) -> Option<SecretPlace> {
        match (&self.keyring, &self.file.1) {
            (Ok(()), _) => Some(SecretPlace::Keyring),
            (_, Ok(())) => Some(SecretPlace::File),
            _ => None,
        }
    }
}

pub fn secret_places() -> Result<SecretPlaces, Problem> {
    let keyring = keyring::is_ready().map_err(|fault| match fault {
        keyring::Fault::Absent => say!("secret-no-keyring"),
        fault => keyring_problem(&fault).message,
    });
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
