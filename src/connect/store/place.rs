//! Where results are kept, how much, and for which build of the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::base::{Key, KeyBuilder, environment, number};
use crate::connect::stamp::stamp_of;

/// The default budget: so much, or this part of what the disk has left, whichever is less.
const MOST: u64 = 10_000_000_000;
const PART_OF_DISK: u64 = 10;

/// The folder for kept results: the variable's, else below the state folder that a variable names, else the user's folder for
/// what can be computed again.
pub(super) fn folder() -> Option<PathBuf> {
    if let Some(folder) = environment::path(environment::CACHE) {
        return std::path::absolute(folder).ok();
    }
    if let Some(state) = environment::path(environment::STATE) {
        return std::path::absolute(state.join("results")).ok();
    }
    directories::ProjectDirs::from("", "", "tablewire").map(|dirs| dirs.cache_dir().join("results"))
}

/// The budget that the user has set, in bytes.
pub(super) fn set_budget() -> Option<u64> {
    number::parse_bytes(&environment::text(environment::CACHE_BUDGET)?)
}

/// The budget where none is set, in bytes, when `used` of them are used.
pub(super) fn usual_budget(folder: &Path, used: u64) -> u64 {
    let free = fs4::available_space(folder).unwrap_or(u64::MAX);
    (free.saturating_add(used) / PART_OF_DISK).min(MOST)
}

/// The milliseconds that a result must have taken, where the user has set them.
pub(super) fn set_worth() -> Option<u64> {
    environment::text(environment::CACHE_MIN_MS)?.trim().parse().ok()
}

/// What tells this build of the program from every other: another one may compute otherwise, though nothing else has changed.
/// `None` where it cannot be told.
pub(super) fn build() -> Option<Key> {
    static BUILD: OnceLock<Option<Key>> = OnceLock::new();
    *BUILD.get_or_init(|| {
        // The link leads to the running program even when another has taken its place.
        let running = fs::metadata("/proc/self/exe").ok();
        let path = std::env::current_exe().ok()?;
        let stamp = stamp_of(&running.or_else(|| fs::metadata(&path).ok())?);
        let key = KeyBuilder::new("build").text(env!("CARGO_PKG_VERSION")).bytes(path.as_os_str().as_encoded_bytes());
        Some(key.number(stamp.len).number(stamp.modified).number(stamp.changed).finish())
    })
}
