//! Errors of SQLite in one line: what, where, remedy.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::base::{Cause, Problem};

/// A problem for an error of the database at `path`.
pub(super) fn problem(path: &Path, error: &rusqlite::Error) -> Problem {
    let shown = path.display();
    let code = error.sqlite_error_code();
    let because = |problem: Problem, cause| problem.at("path").because(cause);
    match code {
        Some(ErrorCode::OperationInterrupted) => Problem::stopped(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            let locked = Problem::error(say!("database-locked", path = shown)).remedy(say!("database-try-later"));
            because(locked, Cause::TransientSource)
        }
        Some(ErrorCode::NotADatabase) => because(no_database(path), Cause::User),
        Some(ErrorCode::DatabaseCorrupt) => {
            let damaged = Problem::error(say!("database-damaged", path = shown)).remedy(say!("file-damaged"));
            because(damaged, Cause::Source)
        }
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
            let problem = Problem::error(say!("database-cannot-open", path = shown, error = line(error)));
            because(problem.remedy(say!("database-check-rights")), Cause::Source)
        }
        Some(ErrorCode::SystemIoFailure | ErrorCode::DiskFull | ErrorCode::OutOfMemory) => {
            let problem = Problem::error(say!("database-cannot-read", path = shown, error = line(error)));
            because(problem.remedy(say!("file-try-again")), Cause::TransientSource)
        }
        _ => Problem::error(say!("database-refuses", error = line(error))).remedy(say!("database-check-query")),
    }
}

/// The file is something else, or encrypted: both look alike.
pub(super) fn no_database(path: &Path) -> Problem {
    Problem::error(say!("database-is-none", path = path.display())).remedy(say!("database-choose-file")).at("path")
}

/// SQLite's own message.
pub(super) fn line(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        error => error.to_string(),
    }
}
