//! Errors of a server in one line: what, where, remedy; and whether another attempt may succeed.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, ErrorPosition};

use super::line::NotAgreed;
use crate::base::{Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::servers::without_secret;
use crate::connect::sql_rows::SqlRows;

/// SQLSTATE codes, or classes of two characters, after which the same request may succeed. Every other one is permanent: it
/// is not tried again.
const PASSING: [&str; 14] = [
    "08", "53", "40001", "40003", "40P01", "55006", "55P03", "57P01", "57P02", "57P03", "57P05", "25P03", "58000",
    "58030",
];

/// Whether the same request may succeed later.
pub(super) fn may_pass(code: &str) -> bool {
    PASSING.iter().any(|passing| code.starts_with(passing))
}

/// The problem of a connection that could not be made with this password.
pub(super) fn not_connected(server: &Server, password: Option<&str>, error: &Error) -> Problem {
    let (name, place) = (server.connection.as_str(), server.place());
    let problem = match error.as_db_error() {
        Some(told) => {
            let message = without_secret(password, told.message());
            let problem = match told.code().code() {
                "28P01" | "28000" => {
                    let problem = Problem::error(say!("server-login-refused", name = name, error = message));
                    problem.remedy(say!("server-check-login"))
                }
                "3D000" => {
                    let problem = Problem::error(say!("server-no-database", name = name, error = message));
                    problem.remedy(say!("server-check-database"))
                }
                _ => {
                    let problem = Problem::error(say!("server-not-accepted", place = place, error = message));
                    problem.remedy(say!("server-ask-server"))
                }
            };
            problem.because(cause(told.code().code()))
        }
        None if was_cut(error) || has_io(error) && !error.to_string().contains("TLS") => {
            let error = words(error);
            let problem = Problem::error(say!("server-unreachable", name = name, place = place, error = error));
            problem.remedy(say!("server-check-server")).because(Cause::TransientSource)
        }
        None => {
            let error = words(error);
            let problem = Problem::error(say!("server-no-session", name = name, place = place, error = error));
            problem.remedy(say!("server-check-definition")).because(Cause::Source)
        }
    };
    problem.at("connection")
}

/// The problem of a request in a session.
pub(super) fn problem(server: &Server, error: &Error) -> Problem {
    let Some(told) = error.as_db_error() else {
        let (place, error) = (server.place(), words(error));
        let problem = Problem::error(say!("server-lost", place = place, error = error));
        return problem.remedy(say!("server-check-server")).at("connection").because(Cause::TransientSource);
    };
    let text = line(told);
    let code = told.code().code();
    let problem = match code {
        // Someone has ended it, or the time that previews have is over.
        "57014" if told.message().contains("timeout") => {
            Problem::error(say!("server-too-slow")).remedy(say!("server-narrow"))
        }
        "42501" => Problem::error(say!("database-refuses", error = text)).remedy(say!("server-ask-rights")),
        "25006" => Problem::error(say!("server-would-write")).remedy(say!("database-write-select")),
        "55P03" => Problem::error(say!("server-locked", error = text)).remedy(say!("database-try-later")),
        code if may_pass(code) => {
            Problem::error(say!("database-refuses", error = text)).remedy(say!("database-try-later"))
        }
        _ => Problem::error(say!("database-refuses", error = text)).remedy(say!("database-check-query")),
    };
    problem.because(cause(code))
}

/// The same with the setting that led to it, unless it is the connection that is at fault.
pub(super) fn problem_at(server: &Server, error: &Error, setting: &'static str) -> Problem {
    let problem = problem(server, error);
    if error.as_db_error().is_some() { problem.at(setting) } else { problem }
}

/// The problem of the statement that the user asked for, at its place in the query.
pub(super) fn refused(server: &Server, rows: &SqlRows, sent: &str, error: &Error) -> Problem {
    let problem = problem(server, error);
    let Some(told) = error.as_db_error() else { return problem };
    let problem = problem.at(rows.setting());
    match (rows, told.position()) {
        (SqlRows::Query { places, .. }, Some(ErrorPosition::Original(position))) => {
            // It counts characters, from 1.
            let index = usize::try_from(*position).unwrap_or(1).saturating_sub(1);
            let byte = sent.char_indices().nth(index).map_or(sent.len(), |(byte, _)| byte);
            let begin = places.original(byte);
            problem.span(begin..begin + 1)
        }
        _ => problem,
    }
}

fn cause(code: &str) -> Cause {
    match code {
        code if may_pass(code) => Cause::TransientSource,
        "42501" | "28P01" | "28000" | "3D000" => Cause::Source,
        _ => Cause::User,
    }
}

/// The server's own words, with its details.
pub(super) fn line(told: &DbError) -> String {
    let parts = [Some(told.message()), told.detail(), told.hint()];
    parts.into_iter().flatten().map(|part| part.trim().replace('\n', " ")).collect::<Vec<_>>().join(". ")
}

/// Whether the connection was lost while it was agreed on.
fn was_cut(error: &Error) -> bool {
    error.source().is_some_and(|source| source.is::<NotAgreed>())
}

/// Whether the system has reported it.
fn has_io(error: &Error) -> bool {
    error.source().is_some_and(|source| source.is::<io::Error>()) || error.is_closed()
}

/// An error of the client, with what is behind it.
fn words(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(next) = source {
        let more = next.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = next.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_pass_is_tried_again() {
        for (code, passes) in [
            ("08006", true),
            ("08001", true),
            ("53300", true),
            ("53200", true),
            ("53100", true),
            ("40001", true),
            ("40P01", true),
            ("55P03", true),
            ("57P01", true),
            ("57P03", true),
            ("25P03", true),
            ("58030", true),
            ("57014", false),
            ("28P01", false),
            ("28000", false),
            ("3D000", false),
            ("42501", false),
            ("42601", false),
            ("42P01", false),
            ("42703", false),
            ("22001", false),
            ("22003", false),
            ("22P02", false),
            ("23505", false),
            ("23502", false),
            ("23514", false),
            ("25006", false),
            ("25P02", false),
            ("0A000", false),
            ("XX000", false),
        ] {
            assert_eq!(may_pass(code), passes, "{code}");
        }
    }
}
