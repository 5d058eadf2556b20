//! The secret that is kept for one connection alone: it comes and goes with it.

use zeroize::{Zeroize, Zeroizing};

use super::Parts;
use super::written::{Definition, Written};
use crate::base::{Problem, name};
use crate::connect::secrets::{RemovedSecret, find_secret, keep_secret, kept_secrets, remove_secret};

/// Secrets of connections begin so.
const OWN: &str = "connection/";

/// Its value, to be put back.
pub(super) type Value = Zeroizing<String>;

/// The name of the secret that was kept for a connection by its dialog.
fn own_secret(definition: &Definition) -> Option<String> {
    let password = definition.parts()?.remove("password")?;
    password.strip_prefix("secret:").filter(|name| name.starts_with(OWN)).map(str::to_owned)
}

/// The same definition with a password that names this secret.
pub(super) fn naming(definition: &Definition, secret: &str) -> Definition {
    let mut parts = definition.parts().unwrap_or_default();
    parts.insert("password".to_owned(), format!("secret:{secret}"));
    Definition::of(parts)
}

impl Written {
    /// Keeps a value in the keyring or the encrypted file, and returns its name. The name is a new one, so that the secret of
    /// another connection, or of the same one before, stays until the file is written.
    pub(super) fn keep_fresh(&self, connection: &str, value: &str) -> Result<String, Problem> {
        // A place that cannot be looked into is none that keeps it, or else that fails below.
        let kept = kept_secrets();
        let is_taken = |name: &str| kept.names.iter().any(|(known, _)| known == name) || self.names_secret(name);
        let fresh = name::unique(&format!("{OWN}{connection}"), is_taken);
        keep_secret(&fresh, value, false).map_err(|problem| problem.at("password"))?;
        Ok(fresh)
    }

    /// Keeps the password of these parts, and names it in its place; `None` if they have none.
    pub(super) fn protect(&self, connection: &str, parts: &mut Parts) -> Result<Option<String>, Problem> {
        let Some(password) = parts.get_mut("password") else { return Ok(None) };
        let fresh = self.keep_fresh(connection, password)?;
        password.zeroize();
        *password = format!("secret:{fresh}");
        Ok(Some(fresh))
    }

    /// Removes the secret of a definition that the file had, unless a connection still names it. Why that is not done, if it is
    /// not: then it stays where it is.
    pub(super) fn drop_former(&self, former: &Definition) -> Option<Problem> {
        let secret = own_secret(former).filter(|secret| !self.names_secret(secret))?;
        left(&secret, remove_secret(&secret, false))
    }

    /// As `drop_former`, with the value that it had. What cannot be read is not removed either.
    pub(super) fn take_former(&self, former: &Definition) -> (Option<Value>, Option<Problem>) {
        let Some(secret) = own_secret(former).filter(|secret| !self.names_secret(secret)) else { return (None, None) };
        match find_secret(&secret) {
            Ok(Some(value)) => {
                let left = left(&secret, remove_secret(&secret, false));
                // What stays is there when the connection comes back.
                (left.is_none().then_some(value), left)
            }
            Ok(None) => (None, None),
            Err(problem) => (None, Some(left_by(&secret, problem))),
        }
    }

    fn names_secret(&self, name: &str) -> bool {
        self.entries.iter().any(|(_, definition)| own_secret(definition).as_deref() == Some(name))
    }
}

/// A secret that was found in one place is gone: another one of its name would belong to nobody.
fn left(secret: &str, removed: RemovedSecret) -> Option<Problem> {
    let problem = removed.problems.into_iter().next().filter(|_| removed.places.is_empty())?;
    Some(left_by(secret, problem))
}

fn left_by(secret: &str, problem: Problem) -> Problem {
    let left = Problem::warning(say!("connection-secret-left", secret = secret, reason = problem.message));
    left.remedy(say!("connection-remove-secret", secret = secret))
}
