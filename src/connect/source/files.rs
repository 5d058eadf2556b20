//! The files that a path matches, as a source.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use super::{Address, Marked, Source, State};
use crate::base::{Fix, Key, KeyBuilder, Problem};
use crate::connect::archive::{files_on_disk, glob_texts};
use crate::connect::files::glob;
use crate::connect::pipes::only_text;
use crate::connect::reach::Reach;
use crate::connect::stamp::pipe_stamp;
use crate::connect::stamp::stamp;

/// Checking files is cheap, and they change while users are watching.
const PAUSE: Duration = Duration::from_millis(300);

/// A file, or all files that a pattern matches.
pub struct Files {
    /// Absolute.
    path: PathBuf,
    /// Text files may be inside a zip: then the zip is what is read.
    in_archives: bool,
}

impl Files {
    pub fn new(path: impl Into<PathBuf>) -> Files {
        Files { path: path.into(), in_archives: false }
    }

    /// Text files, which may also be inside a zip: "a.zip/b.csv".
    pub fn texts(path: impl Into<PathBuf>) -> Files {
        Files { path: path.into(), in_archives: true }
    }

    fn paths(&self) -> Result<Vec<PathBuf>, Problem> {
        if self.in_archives { glob_texts(&self.path).map(files_on_disk) } else { glob(&self.path) }
    }
}

impl Source for Files {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn question(&self) -> Key {
        KeyBuilder::new("files")
            .bytes(self.path.as_os_str().as_encoded_bytes())
            .number(self.in_archives.into())
            .finish()
    }

    fn state(&self, _reach: &Reach) -> Result<State, Problem> {
        let marked = |path: PathBuf| match stamp(&path)? {
            pipe if pipe == pipe_stamp() && !self.in_archives => Err(only_text(&path)),
            stamp => Ok(Marked::file(path, stamp)),
        };
        // What exists is what is read, whatever its name looks like: it needs no search. A device is refused here.
        if self.path.symlink_metadata().is_ok() && !self.path.is_dir() {
            let own = marked(self.path.clone()).map_err(|problem| problem.fix(Fix::ChooseFile).at("path"))?;
            return Ok(State { marks: vec![own], ..Default::default() });
        }
        let marks = self.paths().and_then(|paths| paths.into_iter().map(marked).collect());
        let marks = marks.map_err(|problem: Problem| problem.fix(Fix::ChooseFile).at("path"))?;
        Ok(State { marks, ..Default::default() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSE..=PAUSE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_marked_file_by_file() {
        let folder = tempfile::tempdir().unwrap();
        let reach = Reach::new(folder.path());
        let source = Files::new(folder.path().join("*.csv"));
        let problem = source.state(&reach).unwrap_err();
        assert_eq!((problem.setting.as_deref(), problem.cause.is_transient()), (Some("path"), true));
        for (name, text) in [("b.csv", "1"), ("a.csv", "12"), ("c.txt", "")] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let marks = source.state(&reach).unwrap().marks;
        let found: Vec<_> = marks.iter().map(|one| (one.address.from_base(folder.path()), one.bytes)).collect();
        assert_eq!(found, [("a.csv".to_owned(), Some(2)), ("b.csv".to_owned(), Some(1))]);
        std::fs::write(folder.path().join("b.csv"), "123").unwrap();
        let later = source.state(&reach).unwrap().marks;
        assert_eq!((later[0] == marks[0], later[1] == marks[1]), (true, false));
    }

    #[test]
    fn a_file_is_marked_itself_and_a_member_by_its_archive() {
        let folder = tempfile::tempdir().unwrap();
        let reach = Reach::new(folder.path());
        let names = |path: &str| -> Vec<String> {
            let marks = Files::texts(folder.path().join(path)).state(&reach).unwrap().marks;
            marks.iter().map(|one| one.address.from_base(folder.path())).collect()
        };
        for name in ["plain.csv", "of [a].csv", "pack.zip"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(names("plain.csv"), ["plain.csv"]);
        assert_eq!(names("of [a].csv"), ["of [a].csv"]);
        assert_eq!(names("pack.zip"), ["pack.zip"]);
        assert_eq!(names("pack.zip/b.csv"), ["pack.zip"]);
        let folder_problem = Files::texts(folder.path()).state(&reach).unwrap_err();
        assert!(folder_problem.to_string().contains("is a folder"), "{folder_problem}");
    }
}
