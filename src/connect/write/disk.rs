//! The calls by which outputs take their place. All of them are made here, so that tests can make each one fail, or end
//! the process at it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    before("rename")?;
    fs::rename(from, to)
}

pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    before("link")?;
    fs::hard_link(from, to)
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    before("remove")?;
    fs::remove_file(path)
}

/// Removes a file that may be gone already.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    remove_file(path).or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    before("folder")?;
    fs::create_dir(path)
}

/// What became of a folder that was to be removed if nothing is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emptied {
    /// It is gone, or others use it by now.
    Done,
    /// It could not be removed; the next start tries again.
    Left,
}

pub(super) fn remove_empty(path: &Path) -> Emptied {
    let removed = before("remove folder").and_then(|()| fs::remove_dir(path));
    let is_empty = || fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    if removed.is_err() && is_empty() { Emptied::Left } else { Emptied::Done }
}

/// Copies a file with its permissions; where the file system can, both share their space until one is changed. The copy
/// is on the disk when this returns.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    before("copy")?;
    fs::copy(from, to)?;
    sync(&File::open(to)?)
}

/// A new file, and its bytes on the disk.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    before("create")?;
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    sync(&file)
}

pub(super) fn write(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    before("write")?;
    file.write_all(bytes)
}

pub(super) fn sync(file: &File) -> io::Result<()> {
    before("sync")?;
    file.sync_all()
}

#[cfg(not(test))]
pub(super) fn before(_call: &'static str) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use super::fault::before;
