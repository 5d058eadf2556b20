//! Tables that took long to compute, kept on disk: found by the key of the result, within a budget of bytes, shared by
//! all processes of the user, surviving restarts.
//!
//! Nothing in the folder is trusted: an entry that is truncated, modified, of another build or not ours is treated as
//! missing and is replaced. Entries appear atomically, by renaming, so that processes need no locks. The store is
//! optional: on any failure, the result is computed again.

mod entry;
mod notes;
mod place;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use polars::prelude::DataFrame;
use serde::Serialize;

use super::owned::own_folder;
use crate::base::{Key, KeyBuilder};

pub use entry::{Kept, Label, Lost};
pub use notes::{Note, Verdict};
pub(super) use place::scratch_folder;

/// The extension of entries.
const ENDING: &str = ".table";
/// Unfinished files of crashed processes are removed when they are this old.
const UNFINISHED: Duration = Duration::from_secs(3_600);
/// Results that took less time are computed without a noticeable delay.
const WORTH_MS: u64 = 100;
/// Bytes of memory that are read, checked and decompressed per second, at least, as measured on two cores.
const READ_PER_SECOND: f64 = 400e6;
/// Reading must be this many times faster than computing.
const GAIN: f64 = 2.0;

/// The folder of kept results.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    build: Key,
    /// `None`: depends on the free space on the disk.
    budget: Option<u64>,
    worth: Duration,
}

/// What the store contains.
#[derive(Clone, Debug, Serialize)]
pub struct StoreInfo {
    pub folder: PathBuf,
    pub budget: u64,
    pub bytes: u64,
    pub entries: Vec<EntryInfo>,
    /// Entries that cannot be read; they will be replaced.
    pub damaged: usize,
    /// Entries of other builds of the program; they will not be used.
    pub other_builds: usize,
    /// Files that are not ours; they are left alone.
    pub foreign: usize,
}

/// One kept table.
#[derive(Clone, Debug, Serialize)]
pub struct EntryInfo {
    pub node: String,
    pub rows: u64,
    /// The size on disk, in bytes.
    pub bytes: u64,
    /// The time that it took to compute.
    pub seconds: f64,
    pub sample: Option<u64>,
    /// Milliseconds since 1970.
    pub created: i64,
    /// Milliseconds since 1970, when it was last read or written.
    pub used: i64,
}

impl EntryInfo {
    /// Whether it was read since it was written.
    pub fn is_used(&self) -> bool {
        self.used > self.created
    }
}

/// A file that is named like an entry.
struct Found {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

impl Store {
    /// The user's store; `None` if there is none, or it is disabled by a budget of 0.
    pub fn open() -> Option<Store> {
        let budget = place::set_budget();
        let worth = Duration::from_millis(place::set_worth().unwrap_or(WORTH_MS));
        let store = Store { folder: place::folder()?, build: place::build()?, budget, worth };
        // Nobody else may put a table there.
        (budget != Some(0) && own_folder(&store.folder).is_ok()).then_some(store)
    }

    #[cfg(test)]
    pub fn at(folder: &Path, build: &str, budget: u64) -> Store {
        let (build, worth) = (Key::of(build.as_bytes()), Duration::ZERO);
        Store { folder: folder.to_path_buf(), build, budget: Some(budget), worth }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a table that takes `bytes` of memory and took `cost` to compute is worth keeping: it is not if it is
    /// computed at once, or if reading takes as long.
    pub fn is_worth(&self, bytes: u64, cost: Duration) -> bool {
        cost >= self.worth && (self.worth.is_zero() || cost.as_secs_f64() >= GAIN * bytes as f64 / READ_PER_SECOND)
    }

    fn path(&self, key: Key) -> PathBuf {
        let name = KeyBuilder::new("kept result").key(self.build).key(key).finish();
        self.folder.join(format!("{name}{ENDING}"))
    }

    /// The kept table with this key, if there is a complete one; using it makes it stay longer.
    pub fn get(&self, key: Key) -> Option<Kept> {
        let kept = Kept::open(File::open(self.path(key)).ok()?)?;
        let is_it = kept.footer.key == key && kept.footer.build == self.build;
        is_it.then(|| {
            // A folder that cannot be written can still be read.
            let _ = kept.touch();
            kept
        })
    }

    /// Removes a kept table that turned out to be damaged.
    pub fn discard(&self, key: Key) {
        // If it cannot be removed, the same happens again, and the result is computed again.
        let _ = remove(&self.path(key));
    }

    /// Keeps a table; returns whether it did. `go_on` is called now and then.
    pub fn put(
        &self,
        key: Key,
        frame: &DataFrame,
        mut label: Label,
        go_on: &mut dyn FnMut() -> bool,
    ) -> io::Result<bool> {
        self.prepare()?;
        let now = millis(SystemTime::now());
        label.created = now;
        let found = self.found();
        let used: u64 = found.iter().map(|entry| entry.bytes).sum();
        let budget = self.budget(used);
        let mut file = tempfile::Builder::new().prefix(".unfinished-").suffix(".tmp").tempfile_in(&self.folder)?;
        // A table that takes most of the space would only evict the others.
        let mut is_fit = |written| written <= budget / 2 && go_on();
        let Some(written) = entry::write(file.as_file_mut(), (key, self.build), frame, label, &mut is_fit)? else {
            return Ok(false);
        };
        if written > budget / 2 {
            return Ok(false);
        }
        // Its last use so far is its creation, to the millisecond: a later one shows that it was read.
        file.as_file().set_modified(SystemTime::UNIX_EPOCH + Duration::from_millis(now as u64))?;
        let path = self.path(key);
        make_room(found, &path, budget - written);
        let Err(error) = file.persist(&path) else { return Ok(true) };
        // A folder with that name is removed: only an entry may be there.
        fs::remove_dir_all(&path)?;
        error.file.persist(&path).map_err(|error| error.error)?;
        Ok(true)
    }

    /// Creates the folder, for this user only, and marks it as excluded for backup programs.
    fn prepare(&self) -> io::Result<()> {
        if self.folder.is_dir() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        fs::write(self.folder.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")
    }

    fn budget(&self, used: u64) -> u64 {
        self.budget.unwrap_or_else(|| place::usual_budget(&self.folder, used))
    }

    /// The files with names of entries.
    fn found(&self) -> Vec<Found> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        entries.flatten().filter(|entry| is_entry(&entry.file_name().to_string_lossy())).filter_map(found).collect()
    }

    /// What the store contains, and what other files there are.
    pub fn info(&self) -> StoreInfo {
        let found = self.found();
        let bytes = found.iter().map(|entry| entry.bytes).sum();
        let (mut damaged, mut other_builds, mut entries) = (0, 0, Vec::new());
        for Found { path, bytes, used } in found {
            match File::open(&path).ok().and_then(Kept::open) {
                None => damaged += 1,
                Some(kept) if kept.footer.build != self.build || self.path(kept.footer.key) != path => {
                    other_builds += 1
                }
                Some(kept) => {
                    let Label { node, rows, seconds, sample, created, .. } = kept.footer.label;
                    entries.push(EntryInfo { node, rows, bytes, seconds, sample, created, used: millis(used) });
                }
            }
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.used));
        let all = fs::read_dir(&self.folder).map(|all| all.flatten().collect::<Vec<_>>()).unwrap_or_default();
        let foreign = all.iter().filter(|entry| !is_ours(&entry.file_name().to_string_lossy())).count();
        StoreInfo {
            folder: self.folder.clone(),
            budget: self.budget(bytes),
            bytes,
            entries,
            damaged,
            other_builds,
            foreign,
        }
    }

    /// Removes everything that is ours; returns the number of entries and their bytes.
    pub fn clear(&self) -> io::Result<(usize, u64)> {
        let found = self.found();
        let bytes = found.iter().map(|entry| entry.bytes).sum();
        for entry in &found {
            remove(&entry.path)?;
        }
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if is_unfinished(&name.to_string_lossy()) || notes::is_notes(&name.to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok((found.len(), bytes))
    }
}

/// Removes the least recently used entries until all take at most `budget`; `path` is about to be replaced. Also
/// removes what crashed processes have left.
fn make_room(mut found: Vec<Found>, path: &Path, budget: u64) {
    let folder = path.parent().unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|then| then.elapsed().ok());
        if is_unfinished(&entry.file_name().to_string_lossy()) && age.is_some_and(|age| age > UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
    found.retain(|entry| entry.path != path);
    found.sort_by_key(|entry| entry.used);
    let mut used: u64 = found.iter().map(|entry| entry.bytes).sum();
    for entry in found {
        if used <= budget {
            break;
        }
        // Another process may have removed it; an entry that cannot be removed still counts.
        if remove(&entry.path).is_ok() {
            used -= entry.bytes;
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) if path.is_dir() => fs::remove_dir_all(path),
        done => done,
    }
}

fn found(entry: fs::DirEntry) -> Option<Found> {
    let metadata = entry.metadata().ok()?;
    let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    Some(Found { path: entry.path(), bytes: if metadata.is_file() { metadata.len() } else { 0 }, used })
}

fn is_entry(name: &str) -> bool {
    name.strip_suffix(ENDING).is_some_and(|key| Key::try_from(key.to_owned()).is_ok())
}

fn is_unfinished(name: &str) -> bool {
    name.starts_with(".unfinished-") && name.ends_with(".tmp")
}

fn is_ours(name: &str) -> bool {
    is_entry(name) || is_unfinished(name) || notes::is_notes(name) || name == "CACHEDIR.TAG"
}

fn millis(time: SystemTime) -> i64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}
