//! When a file counts as changed.

use std::path::Path;
use std::time::UNIX_EPOCH;

use super::words::{Doing, io_problem};
use crate::base::Problem;

/// Length and modification time of a file: part of the key of every result that was read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Bytes.
    pub len: u64,
    /// Nanoseconds since 1970; 0 where the file system does not tell.
    pub modified: u64,
}

/// The stamp of a file. Fails where there is none, it is a folder, or it may not be read.
pub fn stamp(path: &Path) -> Result<Stamp, Problem> {
    let metadata = std::fs::metadata(path).map_err(|error| io_problem(Doing::Read, path, &error))?;
    if metadata.is_dir() {
        return Err(Problem::error(say!("file-is-folder", path = path.display())).remedy(say!("file-choose-in-folder")));
    }
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(Stamp { len: metadata.len(), modified: since.map_or(0, |d| d.as_nanos() as u64) })
}
