//! Errors of a server in one line: what, where, remedy; and whether another attempt may succeed.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, ErrorPosition};

use super::guard::Breach;
use super::line::NotAgreed;
use crate::base::{Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::servers::{Verdict, of_state, told as shown, without_secret, wrong_form};
use crate::connect::sql_rows::SqlRows;

/// How the library begins to say that it does not understand an answer.
const PARSING: &str = "error parsing response";

/// Whether the same request may succeed later.
pub(super) fn may_pass(code: &str) -> bool {
    of_state(code) == Verdict::Retry
}

/// The problem of a connection that could not be made with this password.
pub(super) fn not_connected(server: &Server, password: Option<&str>, error: &Error) -> Problem {
    let (name, place) = (server.connection.as_str(), server.place());
    let problem = match error.as_db_error() {
        Some(told) => {
            let message = shown(&without_secret(password, told.message()));
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
        None if let Some(breach) = breach_of(error) => return breached(server, breach),
        None if was_cut(error) || is_lost(error) && !error.to_string().contains("TLS") => {
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

/// The problem of a server that was left.
pub(super) fn breached(server: &Server, breach: Breach) -> Problem {
    match breach {
        Breach::Form => wrong_form(server),
        Breach::PlainPassword => {
            let problem = Problem::error(say!("postgres-plain-password", name = server.connection.as_str()));
            problem.remedy(say!("postgres-require-tls")).at("connection").because(Cause::Source)
        }
    }
}

/// Why the server was left, where that has led to the error.
fn breach_of(error: &Error) -> Option<Breach> {
    let source = error.source()?;
    let io = source.downcast_ref::<io::Error>().or_else(|| Some(&source.downcast_ref::<NotAgreed>()?.0))?;
    io.get_ref()?.downcast_ref().copied()
}

/// The problem of a request in a session.
pub(super) fn problem(server: &Server, error: &Error) -> Problem {
    let Some(told) = error.as_db_error() else {
        // The library has understood the bytes, and not what they say.
        if !is_lost(error) {
            return wrong_form(server);
        }
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
        code if of_state(code) == Verdict::Row => {
            Problem::error(say!("database-refuses", error = text)).remedy(say!("server-correct-row"))
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
    shown(&parts.into_iter().flatten().map(str::trim).collect::<Vec<_>>().join(". "))
}

/// Whether the connection was lost while it was agreed on.
fn was_cut(error: &Error) -> bool {
    error.source().is_some_and(|source| source.is::<NotAgreed>())
}

/// Whether the connection was lost, and not an answer misunderstood: for the library both are errors of the system.
fn is_lost(error: &Error) -> bool {
    let io = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    let is_parsing =
        |error: &io::Error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
    error.is_closed() || io.is_some_and(|io| !error.to_string().starts_with(PARSING) && !is_parsing(io))
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
    shown(&text)
}
