//! What the environment may say: every variable that the program reads, in one place.

#![expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]

use std::path::PathBuf;

/// The folder for what is kept per user, in the place of the system's.
pub const STATE: &str = "TABLEWIRE_STATE";
/// The folder of results that are kept on disk.
pub const CACHE: &str = "TABLEWIRE_CACHE";
/// The most bytes of kept results, such as `2 GB`; 0 keeps nothing.
pub const CACHE_BUDGET: &str = "TABLEWIRE_CACHE_BUDGET";
/// A result that took fewer milliseconds is not kept.
pub const CACHE_MIN_MS: &str = "TABLEWIRE_CACHE_MIN_MS";
/// Texts of more bytes are previewed by a sample, such as `200MB`.
pub const SAMPLE_ABOVE: &str = "TABLEWIRE_SAMPLE_ABOVE";
/// How many rows a sample has.
pub const SAMPLE_ROWS: &str = "TABLEWIRE_SAMPLE_ROWS";
/// Decides which rows a sample has.
pub const SAMPLE_SEED: &str = "TABLEWIRE_SAMPLE_SEED";
/// `en` or `zh-CN`, whatever the user has chosen.
pub const LANGUAGE: &str = "TABLEWIRE_LANGUAGE";
/// The file in which the window lists its controls.
pub const CONTROLS: &str = "TABLEWIRE_CONTROLS";
/// The window takes its own file dialog, where the system has one too.
pub const OWN_FILE_DIALOG: &str = "TABLEWIRE_OWN_FILE_DIALOG";
/// The program that the window runs projects with, in the place of itself; for tests.
pub const BINARY: &str = "TABLEWIRE_BINARY";
/// A panic is told with its trace.
pub const BACKTRACE: &str = "RUST_BACKTRACE";
/// Each of these announces a display.
pub const DISPLAYS: [&str; 3] = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
/// The user's language, the first that is set.
pub const LOCALES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// The value of a variable; `None` where it is not set, blank, or not Unicode.
pub fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// A variable that names a file or folder.
pub fn path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Whether a variable says anything.
pub fn is_set(name: &str) -> bool {
    path(name).is_some()
}
