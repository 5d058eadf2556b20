//! A project file that cannot be opened: the error, its location, and the possible actions.

use std::path::{Path, PathBuf};

use super::disk::Version;
use super::journal::Recovery;
use crate::base::Text;
use crate::connect::{self, History};
use crate::document::ReadError;

/// An existing file that is not a project.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenFile {
    pub path: PathBuf,
    pub why: Text,
    pub location: Option<Box<ErrorLocation>>,
    /// It contains merge conflict markers.
    pub is_conflict: bool,
    /// The number of the last run whose project was recorded.
    pub last_run: Option<i64>,
}

/// The location of an error in a file's text.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorLocation {
    /// Counted from one, like the column.
    pub line: usize,
    pub column: Option<usize>,
    /// The text of the line, and of up to two lines above it.
    pub text: String,
    pub above: Vec<String>,
}

impl ErrorLocation {
    fn of(text: &str, line: usize, column: Option<usize>) -> Self {
        let first = line.saturating_sub(3);
        let mut lines: Vec<String> =
            text.lines().take(line).skip(first).map(|line| line.trim_end().to_owned()).collect();
        let last = if lines.len() == line - first { lines.pop() } else { None };
        ErrorLocation { line, column, text: last.unwrap_or_default(), above: lines }
    }
}

/// Why a project's file cannot be opened.
#[derive(Debug)]
pub(super) enum OpenError {
    Missing(Text),
    Broken(Box<BrokenFile>),
}

/// Reads a project's file. With a history, a file that is not a project is reported with its last run.
pub(super) fn read_project(path: &Path, has_history: bool) -> Result<Version, OpenError> {
    let broken = |why: Text, place, is_conflict| {
        let last = |history: History| history.list(Some(&connect::real_path(path)), 1);
        let runs = has_history.then(|| History::open().and_then(last).ok()).flatten();
        let last_run = runs.and_then(|runs| Some(runs.first()?.id));
        OpenError::Broken(Box::new(BrokenFile { path: path.to_owned(), why, location: place, is_conflict, last_run }))
    };
    let text = match connect::read_text(path) {
        Ok(text) => text,
        Err(problem) if path.try_exists().is_ok_and(|is_there| !is_there) => {
            return Err(OpenError::Missing(problem.text()));
        }
        Err(problem) => return Err(broken(problem.text(), None, false)),
    };
    Version::of(text.clone()).map_err(|error| {
        let place =
            error.place().filter(|(at, _)| *at > 0).map(|(at, column)| Box::new(ErrorLocation::of(&text, at, column)));
        broken(error.text(), place, matches!(error, ReadError::Conflict { .. }))
    })
}

impl BrokenFile {
    /// The file name without its folder.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The data of it left by windows that did not exit cleanly.
    pub fn recoveries<'a>(&'a self, all: &'a [Recovery]) -> impl Iterator<Item = &'a Recovery> {
        all.iter().filter(|recovery| recovery.project.as_deref() == Some(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_the_lines_above_it() {
        let text = "(\n  a,  \n  b,\n  c";
        let of = |line| {
            let place = ErrorLocation::of(text, line, None);
            (place.above.join("|"), place.text)
        };
        assert_eq!(of(1), (String::new(), "(".into()));
        assert_eq!(of(2), ("(".into(), "  a,".into()));
        assert_eq!(of(4), ("  a,|  b,".into(), "  c".into()));
        assert_eq!(of(5), ("  b,|  c".into(), String::new()), "behind the last line");
    }
}
