//! The identity of the file at a path, to find out whether it is still the same one.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::connect::stamp::stamp_of;

/// A file in one state. Another file, or the same one after a change of its content, has another identity; moving it or
/// giving it further names changes nothing.
///
/// It stays valid after a restart of the machine, when devices may have other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    /// 0 where the system has none.
    inode: u64,
    /// Bytes.
    len: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Identity {
    /// `None` if nothing has this name. A link has an identity of its own.
    pub fn of(path: &Path) -> io::Result<Option<Identity>> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => {
                let stamp = stamp_of(&metadata);
                Ok(Some(Identity { inode: inode(&metadata), len: stamp.len, modified: stamp.modified }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &fs::Metadata) -> u64 {
    0
}
