//! The encrypted file of secrets: JSON of names and values, encrypted by age. Only this user may read it, and it is replaced whole.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use super::age::{self, Fault, Key};
use super::key_source;
use super::value::Secrets;
use crate::base::environment::{SECRETS_KEY as KEY, SECRETS_PASSPHRASE as PASSPHRASE};
use crate::base::{Cause, Problem};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::private_file::{Before, replace_private};
use crate::connect::state::state_dir;

const FILE: &str = "secrets.age";
/// Nobody has secrets of more bytes; a larger file is none of ours.
const MOST: u64 = 16 << 20;

pub struct SecretsFile {
    path: PathBuf,
}

impl SecretsFile {
    /// The one of the state folder; it may not be there yet.
    pub fn here() -> Result<SecretsFile, Problem> {
        let folder = state_dir().map_err(|error| io_problem(FileOperation::Read, Path::new(FILE), &error))?;
        Ok(SecretsFile::at(folder.join(FILE)))
    }

    pub fn at(path: PathBuf) -> SecretsFile {
        SecretsFile { path }
    }

    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether there is one, also if it cannot be opened.
    pub fn is_there(&self) -> bool {
        !std::fs::metadata(&self.path).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    }

    /// All that it has. A file that is not there has nothing, and needs no key.
    pub fn read(&self) -> Result<Secrets, Problem> {
        match self.bytes()? {
            Some(bytes) => self.opened(&bytes, &key_source::key()?),
            None => Ok(Secrets::new()),
        }
    }

    /// Changes what it has, if nobody else does meanwhile.
    pub fn change(&self, change: impl FnOnce(&mut Secrets)) -> Result<(), Problem> {
        self.change_with(&key_source::key()?, change)
    }

    pub fn change_with(&self, key: &Key, change: impl FnOnce(&mut Secrets)) -> Result<(), Problem> {
        let before = self.bytes()?;
        let mut all = match &before {
            Some(bytes) => self.opened(bytes, key)?,
            None => Secrets::new(),
        };
        change(&mut all);
        let plain: BTreeMap<&str, &str> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        // Room for every sign as an escape: a text that grows would leave copies of itself.
        let length: usize = plain.iter().map(|(name, value)| 6 * (name.len() + value.len()) + 6).sum();
        let mut text = Zeroizing::new(Vec::with_capacity(length + 2));
        serde_json::to_writer(&mut *text, &plain).map_err(|_| self.problem(Fault::Damaged))?;
        let sealed = age::seal(&text, key).map_err(|fault| self.problem(fault))?;
        if sealed.len() as u64 > MOST {
            let problem = Problem::error(say!("secrets-too-many", path = self.name()));
            return Err(problem.remedy(say!("secrets-remove-some")));
        }
        let expected = before.as_deref().map_or(Before::Nothing, Before::Bytes);
        if replace_private(&self.path, &sealed, expected)? {
            return Ok(());
        }
        let problem = Problem::error(say!("connection-file-changed", path = self.name()));
        Err(problem.remedy(say!("secrets-again")))
    }

    fn bytes(&self) -> Result<Option<Vec<u8>>, Problem> {
        let failed = |error: &std::io::Error| io_problem(FileOperation::Read, &self.path, error);
        match std::fs::metadata(&self.path) {
            Ok(found) if found.len() > MOST => return Err(self.problem(Fault::NotAge)),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&error)),
        }
        std::fs::read(&self.path).map(Some).map_err(|error| failed(&error))
    }

    pub fn opened(&self, bytes: &[u8], key: &Key) -> Result<Secrets, Problem> {
        let content = age::open(bytes, key).map_err(|fault| self.problem(fault))?;
        let all: Result<Entries, _> = serde_json::from_slice(&content);
        // The words of the error may quote what is written there.
        all.map(|all| all.0).map_err(|_| self.not_ours())
    }

    fn not_ours(&self) -> Problem {
        let problem = Problem::error(say!("secrets-not-ours", path = self.name()));
        problem.remedy(say!("secrets-move-away")).because(Cause::Source)
    }

    fn problem(&self, fault: Fault) -> Problem {
        let path = self.name();
        let give_key = || say!("secrets-give-key", key = KEY, passphrase = PASSPHRASE);
        let problem = match fault {
            Fault::NotAge => return self.not_ours(),
            Fault::Damaged => Problem::error(say!("secrets-damaged", path = path)).remedy(say!("secrets-restore")),
            Fault::WrongKey => Problem::error(say!("secrets-wrong-key", path = path)).remedy(give_key()),
            Fault::WantsPassphrase => Problem::error(say!("secrets-wants-passphrase", path = path))
                .remedy(say!("secrets-set-variable", variable = PASSPHRASE)),
            Fault::WantsKey => Problem::error(say!("secrets-wants-key", path = path))
                .remedy(say!("secrets-set-variable", variable = KEY)),
            Fault::TooCostly => {
                Problem::error(say!("secrets-too-costly", path = path)).remedy(say!("secrets-move-away"))
            }
            Fault::NoRandom => Problem::error(say!("secrets-no-random")).remedy(say!("secrets-again")),
        };
        problem.because(Cause::Source)
    }
}

/// What the file has. A name that stands there twice is refused: which value counts would be a guess.
struct Entries(Secrets);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("names and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut all = Secrets::new();
                while let Some((name, value)) = map.next_entry::<String, String>()? {
                    if all.insert(name, Zeroizing::new(value)).is_some() {
                        return Err(A::Error::custom("a name twice"));
                    }
                }
                Ok(Entries(all))
            }
        }
        deserializer.deserialize_map(Reading)
    }
}
