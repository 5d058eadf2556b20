//! Replacing a file only if its content is as expected, so that no work of others is lost.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::files::{sync_folder, temporary_beside};
use super::io_problem::{FileOperation, io_problem};
use super::links::{behind_link, folder_of};
use super::state::state_dir;
use crate::base::Problem;

/// What the writer of a file expects to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// There is no such file.
    Nothing,
    /// It contains this text, with or without a byte order mark.
    Text(&'a str),
    /// Whatever exists is replaced.
    Whatever,
}

/// Replaces the file at `path` by `bytes` atomically, as [`super::write_atomic`] does, if it is as expected immediately
/// before; otherwise it is unchanged, and the result is `false`. Of several concurrent callers, one comes first.
pub fn replace_known(path: &Path, bytes: &[u8], known: Known) -> Result<bool, Problem> {
    let path = &behind_link(path);
    let failed = |error: std::io::Error| io_problem(FileOperation::Write, path, &error);
    let mut temporary = temporary_beside(path, |_| Ok(()))?;
    temporary.write_all(bytes).and_then(|()| temporary.as_file().sync_all()).map_err(failed)?;
    let _turn = turn();
    match known {
        Known::Nothing => match temporary.persist_noclobber(path) {
            Ok(_) => {}
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(failed(error.error)),
        },
        Known::Text(text) => {
            match fs::read(path) {
                Ok(found) if is_text(&found, text) => {}
                Ok(_) => return Ok(false),
                // A removed file has no content to lose.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(io_problem(FileOperation::Read, path, &error)),
            }
            temporary.persist(path).map_err(|error| failed(error.error))?;
        }
        Known::Whatever => drop(temporary.persist(path).map_err(|error| failed(error.error))?),
    }
    sync_folder(folder_of(path));
    Ok(true)
}

fn is_text(found: &[u8], text: &str) -> bool {
    found.strip_prefix("\u{feff}".as_bytes()).unwrap_or(found) == text.as_bytes()
}

/// A lock held while the existing file is compared and replaced: other windows and commands wait for it. If the state
/// folder cannot be written, nobody waits.
pub(super) fn turn() -> Option<File> {
    let path = state_dir().ok()?.join("saving.lock");
    let file = File::options().create(true).append(true).open(path).ok()?;
    file.lock().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let put = |text: &str, known: Known| {
            let done = replace_known(&path, text.as_bytes(), known).unwrap();
            (done, fs::read_to_string(&path).unwrap())
        };
        assert_eq!(put("one", Known::Nothing), (true, "one".into()));
        assert_eq!(put("two", Known::Nothing), (false, "one".into()));
        assert_eq!(put("two", Known::Text("other")), (false, "one".into()));
        assert_eq!(put("two", Known::Text("one")), (true, "two".into()));
        fs::write(&path, "\u{feff}two").unwrap();
        assert_eq!(put("three", Known::Text("two")), (true, "three".into()));
        fs::remove_file(&path).unwrap();
        assert_eq!(put("four", Known::Text("three")), (true, "four".into()), "what is gone cannot be lost");
        assert_eq!(put("five", Known::Whatever), (true, "five".into()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        assert!(replace_known(&folder.path().join("none/a.ron"), b"x", Known::Nothing).is_err());
    }

    #[test]
    fn of_many_that_save_at_once_one_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "base").unwrap();
        let save = |n: usize| replace_known(&path, format!("by {n}").as_bytes(), Known::Text("base")).unwrap();
        let done = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|n| scope.spawn(move || save(n))).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).filter(|done| *done).count()
        });
        assert_eq!(done, 1);
    }
}
