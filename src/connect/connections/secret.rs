//! A text that is never shown or logged.

use std::path::Path;

use zeroize::{Zeroize, Zeroizing};

use crate::base::{Cause, Problem, environment};
use crate::connect::secrets;

/// How references begin.
pub(super) const REFERENCES: [&str; 3] = ["env:", "file:", "secret:"];

/// Holds a secret, or a reference to one: `env:NAME` for a variable of the environment, `file:PATH` for the text of a file,
/// `secret:NAME` for one of the keyring or of the encrypted file.
/// On purpose it has no `Debug`, no `Display` and no `Serialize`: nothing that holds it can be logged by accident.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The secret that it refers to, looked up now, or itself. Relative paths start at `base`. Fails with the reference, and the name
    /// of the connection that has it, if nothing is there.
    pub fn resolved(&self, base: &Path, connection: &str) -> Result<Secret, Problem> {
        let found = match self.0.split_once(':') {
            Some(("env", name)) => environment::text(name).map(Zeroizing::new),
            Some(("file", path)) => std::fs::read_to_string(base.join(path)).ok().map(Zeroizing::new),
            Some(("secret", name)) => return secrets::secret(name).map(|value| Secret::new(value.as_str())),
            _ => return Ok(self.clone()),
        };
        found.map(|text| Secret(text.trim_end_matches(['\r', '\n']).to_owned())).ok_or_else(|| {
            let problem =
                Problem::error(say!("connection-reference-empty", name = connection, reference = self.0.as_str()));
            problem.remedy(say!("connection-set-reference")).because(Cause::Source)
        })
    }

    /// The text itself, for a driver.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Drop for Secret {
    /// No password is left in memory that is free.
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
