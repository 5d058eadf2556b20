//! The key of the encrypted file, which the environment names.

use std::io::Read;
use std::path::Path;

use zeroize::Zeroizing;

use super::age::Key;
use crate::base::environment::{SECRETS_KEY as KEY, SECRETS_PASSPHRASE as PASSPHRASE};
use crate::base::{Cause, Problem, environment};
use crate::connect::io_problem::{FileOperation, io_problem};

/// A key file is an identity and comments; what follows is not read.
const MOST: u64 = 1 << 16;

/// What opens the file, without asking anybody. Fails if nothing is named, or two things are.
pub fn key() -> Result<Key, Problem> {
    match (environment::path(KEY), environment::text(PASSPHRASE)) {
        (Some(path), None) => of_file(&path),
        (None, Some(text)) => Ok(Key::Passphrase(Zeroizing::new(text))),
        (Some(_), Some(_)) => {
            let problem = Problem::error(say!("secrets-two-keys", key = KEY, passphrase = PASSPHRASE));
            Err(problem.remedy(say!("secrets-one-key")).because(Cause::Source))
        }
        (None, None) => {
            let problem = Problem::error(say!("secrets-no-key"));
            Err(problem.remedy(say!("secrets-give-key", key = KEY, passphrase = PASSPHRASE)).because(Cause::Source))
        }
    }
}

pub fn of_file(path: &Path) -> Result<Key, Problem> {
    let mut text = Zeroizing::new(String::with_capacity(MOST as usize));
    let read = std::fs::File::open(path).and_then(|file| file.take(MOST).read_to_string(&mut text));
    read.map_err(|error| io_problem(FileOperation::Read, path, &error))?;
    Key::identity(&text).ok_or_else(|| {
        let problem = Problem::error(say!("secrets-key-file-wrong", path = path.display().to_string()));
        problem.remedy(say!("secrets-key-file-form")).because(Cause::Source)
    })
}
