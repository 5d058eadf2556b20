//! Tracks which windows have a project open: each has an entry in the state folder, locked as long as it is open there.
//! The system releases the lock with the process, however it ends; an entry without a lock belongs to a closed window.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::links::real_path;
use super::state::folder_in_state;
use crate::base::Key;

/// Between the creation of an entry and its lock, nobody treats it as one of a closed window.
const FRESH: Duration = Duration::from_secs(10);

/// A project that is open here.
#[derive(Debug)]
pub struct Presence {
    folder: PathBuf,
    /// The common prefix of the entries of all windows with this project.
    stem: String,
    entry: PathBuf,
    #[expect(dead_code, reason = "the lock is held as long as the file is open")]
    file: File,
}

impl Presence {
    /// Announces to others that the project is open here. `None` if the state folder cannot be written.
    pub fn announce(project: &Path) -> Option<Presence> {
        Presence::in_folder(&folder_in_state("open").ok()?, project)
    }

    fn in_folder(folder: &Path, project: &Path) -> Option<Presence> {
        fs::create_dir_all(folder).ok()?;
        let key = Key::of(real_path(project).as_os_str().as_encoded_bytes()).to_string();
        let stem = format!("{}-", &key[..32]);
        let entry = tempfile::Builder::new().prefix(&stem).suffix(".open").tempfile_in(folder).ok()?;
        let (file, entry) = entry.keep().ok()?;
        file.try_lock().ok()?;
        Some(Presence { folder: folder.to_owned(), stem, entry, file })
    }

    /// The number of other windows that have the project open.
    pub fn others(&self) -> usize {
        let Ok(entries) = fs::read_dir(&self.folder) else { return 0 };
        let paths = entries.flatten().map(|entry| entry.path());
        let others = paths.filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&self.stem) && *path != self.entry
        });
        others.filter(|path| is_held(path)).count()
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // An entry that remains is not locked any more, and the next check removes it.
        let _ = fs::remove_file(&self.entry);
    }
}

fn is_held(path: &Path) -> bool {
    let Ok(file) = File::options().read(true).append(true).open(path) else { return false };
    if file.try_lock_shared().is_err() {
        return true;
    }
    let age = file.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|at| at.elapsed().ok());
    if age.is_some_and(|age| age > FRESH) {
        let _ = fs::remove_file(path);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_with_one_project_know_of_each_other() {
        let state = tempfile::tempdir().unwrap();
        let file = state.path().join("a.ron");
        fs::write(&file, "()").unwrap();
        let by_another_way = state.path().join("..").join(state.path().file_name().unwrap()).join("a.ron");
        let open = |path: &Path| Presence::in_folder(&state.path().join("open"), path).unwrap();
        let first = open(&file);
        assert_eq!(first.others(), 0);
        let second = open(&by_another_way);
        let other = open(&state.path().join("b.ron"));
        assert_eq!((first.others(), second.others(), other.others()), (1, 1, 0));
        drop(second);
        assert_eq!(first.others(), 0);
        // An entry left by a killed window is ignored.
        fs::write(first.folder.join(format!("{}left.open", first.stem)), "").unwrap();
        assert_eq!(first.others(), 0);
    }
}
