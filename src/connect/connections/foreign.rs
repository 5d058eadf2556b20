//! Databases that a library leads to: a file of DuckDB, or whatever the driver of ADBC knows.
//!
//! A library is code that runs in this process. So only this machine names one: its file of connections or its environment, never
//! a project.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::Secret;
use crate::base::KeyBuilder;

/// A file of DuckDB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuckDbFile {
    /// The name of the connection that leads to it.
    pub connection: String,
    /// Absolute.
    pub path: PathBuf,
    /// DuckDB's library; `None` for the one that the environment names.
    pub library: Option<String>,
}

/// What a driver of ADBC leads to. Its `Debug` text holds no option's value.
#[derive(Clone)]
pub struct Foreign {
    /// The name of the connection that leads to it.
    pub connection: String,
    /// A whole path, or a name by which the system finds the library.
    pub library: String,
    /// The function that makes the driver; `None` for the one that its name tells.
    pub entrypoint: Option<String>,
    /// What the driver is given, by its own names.
    pub options: BTreeMap<String, Secret>,
    /// Relative paths of references start here.
    pub base: PathBuf,
}

impl Foreign {
    /// The name of the library, which is all that is shown.
    pub fn place(&self) -> String {
        let name = Path::new(&self.library).file_name().map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.library.clone())
    }

    /// The address of a table, or of the database if the name is empty. The options may hold secrets.
    pub fn url(&self, table: &str) -> String {
        format!("adbc://{}/{table}", self.connection)
    }

    /// Adds the library and the options to a key.
    pub fn key(&self, builder: KeyBuilder) -> KeyBuilder {
        let builder = builder.text(&self.connection).text(&self.library).text(self.entrypoint.as_deref().unwrap_or(""));
        self.options.iter().fold(builder, |builder, (name, value)| builder.text(name).text(value.reveal()))
    }
}

impl fmt::Debug for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options: Vec<&String> = self.options.keys().collect();
        f.debug_struct("Foreign").field("url", &self.url("")).field("options", &options).finish_non_exhaustive()
    }
}

impl PartialEq for Foreign {
    fn eq(&self, other: &Self) -> bool {
        let options = |one: &Foreign| -> Vec<(String, String)> {
            one.options.iter().map(|(name, value)| (name.clone(), value.reveal().to_owned())).collect()
        };
        (&self.connection, &self.library, &self.entrypoint, &self.base)
            == (&other.connection, &other.library, &other.entrypoint, &other.base)
            && options(self) == options(other)
    }
}

impl Eq for Foreign {}

/// Whether a library is named in a way that means the same everywhere: by its whole path, or by a name for the system.
pub(super) fn is_library(text: &str) -> bool {
    let path = Path::new(text);
    path.is_absolute() || (path.components().count() == 1 && !text.contains(['/', '\\']))
}

/// Splits `PATH?library=…` of DuckDB.
pub(super) fn duckdb_parts(text: &str) -> Vec<(&'static str, &str)> {
    let text = text.strip_prefix("//").unwrap_or(text);
    match text.rsplit_once("?library=") {
        Some((path, library)) => vec![("path", path), ("library", library)],
        None => vec![("path", text)],
    }
}
