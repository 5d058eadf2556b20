//! Files that only this user may read, since they may hold secrets.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::files::sync_folder;
use super::io_problem::{FileOperation, io_problem};
use super::links::{behind_link, folder_of};
use super::replace::turn;
use crate::base::Problem;

/// What the writer of a file expects to be there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Before<'a> {
    Nothing,
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// Replaces the file at `path` atomically, if it is as expected immediately before; otherwise it is unchanged, and the result
/// is `false`. Whatever its permissions were, only the user may read and write it then.
pub(super) fn replace_private(path: &Path, bytes: &[u8], before: Before) -> Result<bool, Problem> {
    let path = &behind_link(path);
    let failed = |error: std::io::Error| io_problem(FileOperation::Write, path, &error);
    // Such a file is made with the mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder_of(path)).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let _turn = turn();
    let found = match fs::read(path) {
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(io_problem(FileOperation::Read, path, &error)),
    };
    let before = match before {
        Before::Nothing => None,
        Before::Text(text) => Some(text.as_bytes()),
        Before::Bytes(bytes) => Some(bytes),
    };
    match (before, found) {
        (None, None) => {
            if let Err(error) = file.persist_noclobber(path) {
                return if error.error.kind() == ErrorKind::AlreadyExists {
                    Ok(false)
                } else {
                    Err(failed(error.error))
                };
            }
        }
        (Some(before), Some(found)) if found == before => {
            file.persist(path).map_err(|error| failed(error.error))?;
        }
        _ => return Ok(false),
    }
    sync_folder(folder_of(path));
    Ok(true)
}
