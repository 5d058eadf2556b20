//! The operating system's errors in one line: what, where, remedy.

use std::io::{Error, ErrorKind};
use std::path::Path;

use polars::prelude::PolarsError;

use crate::base::{Cause, Problem, Text};

/// The attempted operation on a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileOperation {
    Read,
    Write,
    MakeFolder,
    Replace,
    KeepVersion,
    Restore,
    /// Moving the outputs of a crashed run into place.
    FinishReplacing,
}

impl FileOperation {
    fn cannot(self, path: &Path, why: Text) -> Text {
        let path = path.display();
        match self {
            FileOperation::Read => say!("file-cannot-read", path = path, why = why),
            FileOperation::Write => say!("file-cannot-write", path = path, why = why),
            FileOperation::MakeFolder => say!("file-cannot-make-folder", path = path, why = why),
            FileOperation::Replace => say!("file-cannot-replace", path = path, why = why),
            FileOperation::KeepVersion => say!("file-cannot-keep-version", path = path, why = why),
            FileOperation::Restore => say!("file-cannot-restore", path = path, why = why),
            FileOperation::FinishReplacing => say!("file-cannot-finish-replacing", path = path, why = why),
        }
    }
}

/// A problem for an error in an operation on the file or folder at `path`.
pub(super) fn io_problem(doing: FileOperation, path: &Path, error: &Error) -> Problem {
    let cannot = |why: Text| Problem::error(doing.cannot(path, why));
    let problem = match error.kind() {
        ErrorKind::NotFound if doing == FileOperation::Write => {
            cannot(say!("file-why-no-folder")).remedy(say!("file-make-folder"))
        }
        ErrorKind::NotFound => Problem::error(say!("file-none", path = path.display())).remedy(say!("file-check-path")),
        ErrorKind::PermissionDenied => cannot(say!("file-why-denied")).remedy(say!("file-change-permissions")),
        ErrorKind::ReadOnlyFilesystem => cannot(say!("file-why-read-only-system")).remedy(say!("file-choose-place")),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            cannot(say!("file-why-full")).remedy(say!("file-free-space"))
        }
        ErrorKind::FileTooLarge => cannot(say!("file-why-too-large")).remedy(say!("file-choose-place")),
        ErrorKind::IsADirectory => cannot(say!("file-why-folder")).remedy(say!("file-choose")),
        ErrorKind::NotADirectory => cannot(say!("file-why-part-is-file")).remedy(say!("file-check-path")),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            cannot(say!("file-why-name")).remedy(say!("file-choose-name"))
        }
        _ => cannot(error.to_string().into()).remedy(say!("file-try-again")),
    };
    problem.because(if is_transient_error(error.kind()) { Cause::TransientSource } else { Cause::Source })
}

/// Whether an error may be temporary: a file that is missing or locked, a network that does not answer, a disk that is
/// full for now.
fn is_transient_error(kind: ErrorKind) -> bool {
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

/// The first line of a polars error, without the context that polars adds.
pub(super) fn polars_line(error: &PolarsError) -> Text {
    let text = error.to_string();
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    line.map_or_else(|| say!("file-no-reason"), |line| line.to_owned().into())
}

/// A path relative to `base`.
pub(super) fn relative(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).display().to_string()
}
