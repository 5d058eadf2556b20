//! The location and the budget of the store, and the build of the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::base::{Key, KeyBuilder, environment, number};
use crate::connect::stamp::stamp_of;
use crate::connect::state::folder_in_state;

/// The default budget: this many bytes, or a fraction of the free space on the disk, whichever is less.
const MOST: u64 = 10_000_000_000;
const PART_OF_DISK: u64 = 10;

/// The folder for kept results: the one set by its variable, else below the state folder set by a variable, else the
/// user's cache folder.
pub(super) fn folder() -> Option<PathBuf> {
    if let Some(folder) = environment::path(environment::CACHE) {
        return std::path::absolute(folder).ok();
    }
    if environment::path(environment::STATE).is_some() {
        return folder_in_state("results").and_then(std::path::absolute).ok();
    }
    directories::ProjectDirs::from("", "", "tablewire").map(|dirs| dirs.cache_dir().join("results"))
}

/// The folder for files that live as long as one query, on a disk rather than in memory where possible.
pub fn scratch_folder() -> PathBuf {
    folder().unwrap_or_else(std::env::temp_dir)
}

/// The budget that the user has set, in bytes.
pub(super) fn set_budget() -> Option<u64> {
    number::parse_bytes(&environment::text(environment::CACHE_BUDGET)?)
}

/// The budget if none is set, in bytes, when `used` of them are used.
pub(super) fn usual_budget(folder: &Path, used: u64) -> u64 {
    let free = fs4::available_space(folder).unwrap_or(u64::MAX);
    (free.saturating_add(used) / PART_OF_DISK).min(MOST)
}

/// The minimum computing time of a result in milliseconds, if the user has set it.
pub(super) fn set_worth() -> Option<u64> {
    environment::text(environment::CACHE_MIN_MS)?.trim().parse().ok()
}

/// Identifies this build of the program: another build may compute differently, though nothing else has changed. `None`
/// if it cannot be determined.
pub(super) fn build() -> Option<Key> {
    static BUILD: OnceLock<Option<Key>> = OnceLock::new();
    *BUILD.get_or_init(|| {
        // The link refers to the running program even if its file was replaced.
        let running = fs::metadata("/proc/self/exe").ok();
        let path = std::env::current_exe().ok()?;
        let stamp = stamp_of(&running.or_else(|| fs::metadata(&path).ok())?);
        let key = KeyBuilder::new("build").text(env!("CARGO_PKG_VERSION")).bytes(path.as_os_str().as_encoded_bytes());
        Some(key.number(stamp.len).number(stamp.modified).number(stamp.changed).finish())
    })
}
