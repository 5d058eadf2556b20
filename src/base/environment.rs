//! The environment variables: every variable that the program reads, in one place.

#![expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]

use std::path::PathBuf;

/// The folder for per-user data, instead of the system's.
pub const STATE: &str = "TABLEWIRE_STATE";
/// The folder of results that are kept on disk.
pub const CACHE: &str = "TABLEWIRE_CACHE";
/// The maximum bytes of kept results, such as `2 GB`; 0 keeps nothing.
pub const CACHE_BUDGET: &str = "TABLEWIRE_CACHE_BUDGET";
/// A result that took fewer milliseconds is not kept.
pub const CACHE_MIN_MS: &str = "TABLEWIRE_CACHE_MIN_MS";
/// Text files with more bytes are previewed as a sample, such as `200MB`.
pub const SAMPLE_ABOVE: &str = "TABLEWIRE_SAMPLE_ABOVE";
/// The number of rows of a sample.
pub const SAMPLE_ROWS: &str = "TABLEWIRE_SAMPLE_ROWS";
/// Determines which rows a sample contains.
pub const SAMPLE_SEED: &str = "TABLEWIRE_SAMPLE_SEED";
/// `en` or `zh-CN`, overriding the user's choice.
pub const LANGUAGE: &str = "TABLEWIRE_LANGUAGE";
/// The file in which the window lists its controls.
pub const CONTROLS: &str = "TABLEWIRE_CONTROLS";
/// The window uses its own file dialog, even if the system has one.
pub const OWN_FILE_DIALOG: &str = "TABLEWIRE_OWN_FILE_DIALOG";
/// The program that the window runs projects with, instead of itself; for tests.
pub const BINARY: &str = "TABLEWIRE_BINARY";
/// A panic is reported with its backtrace.
pub const BACKTRACE: &str = "RUST_BACKTRACE";
/// Each of these indicates a display.
pub const DISPLAYS: [&str; 3] = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
/// The user's language; the first one that is set counts.
pub const LOCALES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// Variables that define a connection begin so.
const CONNECTION: &str = "TABLEWIRE_CONNECTION_";

/// The variable that defines the connection of this name: in capitals, with `_` for all but letters and digits.
pub fn connection_variable(name: &str) -> String {
    let sign = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    CONNECTION.chars().chain(name.chars().map(sign)).collect()
}

/// The definition of a connection; `None` if it has none here. It may hold a secret.
pub fn connection(name: &str) -> Option<String> {
    text(&connection_variable(name))
}

/// The value of a variable; `None` if it is not set, blank, or not Unicode.
pub fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// A variable that names a file or folder.
pub fn path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Whether a variable is set to a value.
pub fn is_set(name: &str) -> bool {
    path(name).is_some()
}
