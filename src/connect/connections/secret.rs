//! A text that is never shown or logged.

use std::path::Path;

use crate::base::environment;

/// Holds a secret, or a reference to one: `env:NAME` for a variable of the environment, `file:PATH` for the text of a file.
/// On purpose it has no `Debug`, no `Display` and no `Serialize`: nothing that holds it can be logged by accident.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The secret that it refers to, or itself. Relative paths start at `base`. Fails with the reference if nothing is there.
    pub fn resolved(&self, base: &Path) -> Result<Secret, String> {
        let found = match self.0.split_once(':') {
            Some(("env", name)) => environment::text(name),
            Some(("file", path)) => std::fs::read_to_string(base.join(path)).ok(),
            _ => return Ok(self.clone()),
        };
        found.map(|text| Secret(text.trim_end_matches(['\r', '\n']).to_owned())).ok_or_else(|| self.0.clone())
    }

    /// The text itself, for a driver.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
