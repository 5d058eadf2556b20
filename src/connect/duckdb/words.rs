//! Errors of DuckDB in one line: what, where, remedy.

use crate::base::{Cause, Problem};
use crate::connect::adbc::Fault;
use crate::connect::connections::DuckDbFile;
use crate::connect::sql_rows::SqlRows;

/// Whether another process has the file open.
pub(super) fn is_lock(fault: &Fault) -> bool {
    fault.message.contains("Could not set lock on file")
}

/// The problem of a file that could not be opened.
pub(super) fn not_opened(file: &DuckDbFile, fault: &Fault) -> Problem {
    if is_lock(fault) {
        return locked(file);
    }
    let path = file.path.display();
    let problem = if fault.message.contains("not a valid DuckDB database") {
        let problem = Problem::error(say!("duckdb-is-none", path = path));
        problem.remedy(say!("duckdb-choose-file"))
    } else {
        let problem = Problem::error(say!("database-cannot-open", path = path, error = line(fault)));
        problem.remedy(say!("database-check-rights"))
    };
    problem.at("connection").because(Cause::Source)
}

/// The problem of a file that another program has open.
pub(super) fn locked(file: &DuckDbFile) -> Problem {
    let problem = Problem::error(say!("database-locked", path = file.path.display()));
    problem.remedy(say!("database-try-later")).at("connection").because(Cause::TransientSource)
}

/// The problem of a statement.
pub(super) fn problem(file: &DuckDbFile, fault: &Fault) -> Problem {
    let (kind, _) = parts(fault);
    let error = line(fault);
    let problem = match kind {
        "INTERRUPT Error" => return Problem::stopped(),
        "TransactionContext Error" if error.contains("read-only") => {
            Problem::error(say!("server-would-write")).remedy(say!("database-write-select"))
        }
        "Invalid Input Error" if error.contains("read-only mode") => {
            Problem::error(say!("server-would-write")).remedy(say!("database-write-select"))
        }
        "Permission Error" => {
            Problem::error(say!("database-refuses", error = error)).remedy(say!("duckdb-no-other-files"))
        }
        "IO Error" => {
            let path = file.path.display();
            let problem = Problem::error(say!("database-cannot-read", path = path, error = error));
            return problem.remedy(say!("file-try-again")).at("connection").because(Cause::TransientSource);
        }
        "Out of Memory Error" => {
            let problem = Problem::error(say!("database-refuses", error = error));
            return problem.remedy(say!("duckdb-needs-memory")).because(Cause::Source);
        }
        _ => Problem::error(say!("database-refuses", error = error)).remedy(say!("database-check-query")),
    };
    problem.because(Cause::User)
}

/// Where the text of a query begins in a statement: the line, counted from 1, and the byte in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begin {
    pub line: usize,
    pub byte: usize,
}

/// The problem of what the user asked for, at its place in the query.
pub(super) fn refused(file: &DuckDbFile, rows: &SqlRows, begin: Begin, fault: &Fault) -> Problem {
    let problem = problem(file, fault);
    if problem.cause == Cause::Stopped || problem.setting.is_some() {
        return problem;
    }
    let problem = problem.at(rows.setting());
    match (rows, place(&fault.message)) {
        (SqlRows::Query { sql, places, .. }, Some((number, column))) => {
            let own_line = number.saturating_sub(begin.line);
            let before = sql.split_inclusive('\n').take(own_line).map(str::len).sum::<usize>();
            let own = before + column.saturating_sub(if own_line == 0 { begin.byte } else { 0 });
            let byte = sql.char_indices().map(|(byte, _)| byte).find(|byte| *byte >= own.min(sql.len()));
            let at = places.original(byte.unwrap_or(sql.len()));
            problem.span(at..at + 1)
        }
        _ => problem,
    }
}

/// The line and the byte in it at which DuckDB points: `LINE 2: SELECT nn`, and below it a `^`.
fn place(message: &str) -> Option<(usize, usize)> {
    let mut lines = message.lines().skip_while(|line| !line.starts_with("LINE "));
    let shown = lines.next()?;
    let (number, text) = shown.strip_prefix("LINE ")?.split_once(": ")?;
    // Where a line is long, only a part of it is shown.
    if text.starts_with("...") {
        return None;
    }
    let caret = lines.next()?.find('^')?;
    let begin = shown.len() - text.len();
    // The sign stands below a character.
    let signs = caret.checked_sub(begin)?;
    let byte = text.char_indices().nth(signs).map_or(text.len(), |(byte, _)| byte);
    Some((number.parse().ok()?, byte))
}

/// The kind of an error, and its words.
fn parts(fault: &Fault) -> (&str, &str) {
    match fault.message.split_once(": ") {
        Some((kind, words)) if kind.ends_with("Error") => (kind, words),
        _ => ("", fault.message.as_str()),
    }
}

/// The words of DuckDB without the statement.
pub(super) fn line(fault: &Fault) -> String {
    let (_, words) = parts(fault);
    let words = words.split("\nLINE ").next().unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_an_error_is_that_of_its_sign() {
        let message = "Binder Error: no column\n\nLINE 2: SELECT 'é', nn FROM a\n                    ^";
        assert_eq!(place(message), Some((2, "SELECT 'é', ".len())));
        assert_eq!(place("Parser Error: syntax error"), None);
        assert_eq!(place("Parser Error: x\n\nLINE 1: ...abc\n           ^"), None);
    }
}
