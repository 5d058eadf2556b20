//! When a file counts as changed.

use std::fs::Metadata;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::io_problem::{FileOperation, io_problem};
use super::pipes::{is_pipe, no_file};
use crate::base::Problem;

/// Distinguishes a file from an earlier state of it: part of the key of every result that was read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub len: u64,
    /// Nanoseconds since 1970; 0 if the file system does not report it.
    pub modified: u64,
    /// Nanoseconds since 1970 at which the system itself last saw a change, which no program can set back (it detects a
    /// copy that keeps the old modification time); 0 if the system does not report it.
    pub changed: u64,
}

/// The resolution of file system clocks: a change within the same tick as a check of the file would be missed.
const TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// Whether the file was unchanged for a while before `now`, so that a later change is sure to show in its stamp.
    pub fn is_at_rest(&self, now: SystemTime) -> bool {
        let now = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
        self.modified.max(self.changed).saturating_add(TICK.as_nanos() as u64) < now
    }
}

/// The stamp of a file or a pipe. Fails if it does not exist, is a folder or a device, or may not be read.
pub fn stamp(path: &Path) -> Result<Stamp, Problem> {
    let metadata = std::fs::metadata(path).map_err(|error| io_problem(FileOperation::Read, path, &error))?;
    if metadata.is_dir() {
        return Err(Problem::error(say!("file-is-folder", path = path.display())).remedy(say!("file-choose-in-folder")));
    }
    if metadata.is_file() {
        Ok(stamp_of(&metadata))
    } else if is_pipe(&metadata) {
        Ok(pipe_stamp())
    } else {
        Err(no_file(path, &metadata))
    }
}

/// The state of a pipe: different in every process, and never at rest, so that nothing of it is kept on disk.
pub(super) fn pipe_stamp() -> Stamp {
    static BEGUN: LazyLock<u64> =
        LazyLock::new(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64));
    Stamp { len: 0, modified: *BEGUN, changed: u64::MAX }
}

pub(super) fn stamp_of(metadata: &Metadata) -> Stamp {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = since.map_or(0, |since| since.as_nanos() as u64);
    Stamp { len: metadata.len(), modified, changed: changed(metadata) }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let seconds = metadata.ctime().max(0) as u64;
    let nanos = metadata.ctime_nsec().max(0) as u64;
    seconds.saturating_mul(1_000_000_000).saturating_add(nanos)
}

#[cfg(not(unix))]
fn changed(_metadata: &Metadata) -> u64 {
    0
}
