//! The operating system's errors in one line: what, where, remedy.

use std::io::{Error, ErrorKind};
use std::path::Path;

use polars::prelude::PolarsError;

use crate::base::Problem;

/// A problem for an error met while trying to `verb` ("read", "write") the file or folder at `path`.
pub fn io_problem(verb: &str, path: &Path, error: &Error) -> Problem {
    let place = path.display();
    let cannot = |why: &str| Problem::error(format!("Cannot {verb} {place}: {why}"));
    let problem = match error.kind() {
        ErrorKind::NotFound if verb == "write" => {
            cannot("its folder does not exist").remedy("Make the folder, or switch on \"Create folders\"")
        }
        ErrorKind::NotFound => Problem::error(format!("There is no file {place}")).remedy("Check the path"),
        ErrorKind::PermissionDenied => {
            cannot("permission denied").remedy("Change its permissions or choose another place")
        }
        ErrorKind::ReadOnlyFilesystem => cannot("the file system is read-only").remedy("Choose another place"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            cannot("the disk is full").remedy("Free some space or choose another place")
        }
        ErrorKind::FileTooLarge => cannot("the file system takes no file that large").remedy("Choose another place"),
        ErrorKind::IsADirectory => cannot("it is a folder").remedy("Choose a file"),
        ErrorKind::NotADirectory => cannot("a part of the path is a file, not a folder").remedy("Check the path"),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            cannot("the name is not allowed here").remedy("Choose another name")
        }
        _ => cannot(&error.to_string()).remedy("Check the file and try again"),
    };
    if may_heal(error.kind()) { problem.transient() } else { problem }
}

/// Whether an error may go away without a change of the project: a file that is missing or locked, a network that does not
/// answer, a disk that is full for now.
fn may_heal(kind: ErrorKind) -> bool {
    !matches!(
        kind,
        ErrorKind::ReadOnlyFilesystem
            | ErrorKind::FileTooLarge
            | ErrorKind::IsADirectory
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidData
            | ErrorKind::UnexpectedEof
            | ErrorKind::Unsupported
    )
}

/// The first line of an error of polars, without the context that it adds.
pub(super) fn polars_line(error: &PolarsError) -> String {
    let text = error.to_string();
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("no reason is given").to_owned()
}

/// A path as it is told from `base`.
pub(super) fn relative(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).display().to_string()
}
