//! Errors of a server in one line: what, where, remedy; and whether another attempt may succeed.

use super::wire::{Fault, LoginFault, ServerError};
use crate::base::{Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::servers::{Verdict, of_number, told as shown, without_secret, wrong_form};
use crate::connect::sql_rows::SqlRows;

/// A right is missing.
const RIGHTS: [u16; 6] = [1044, 1142, 1143, 1227, 1370, 1419];
/// The time that a statement of a preview has is over: MySQL, MariaDB.
const TOO_SLOW: [u16; 2] = [3024, 1969];

/// Whether the same request may succeed later.
pub(super) fn may_pass(code: u16) -> bool {
    of_number(code) == Verdict::Retry
}

fn cause(code: u16) -> Cause {
    match code {
        code if may_pass(code) => Cause::TransientSource,
        1045 | 1049 | 1129 | 1130 | 1698 => Cause::Source,
        code if RIGHTS.contains(&code) => Cause::Source,
        _ => Cause::User,
    }
}

/// The problem of a connection that could not be made.
pub(super) fn not_connected(server: &Server, password: Option<&str>, fault: &LoginFault) -> Problem {
    let (name, place) = (server.connection.as_str(), server.place());
    let no_session = |error: String| {
        let problem = Problem::error(say!("server-no-session", name = name, place = place.as_str(), error = error));
        problem.remedy(say!("server-check-definition")).because(Cause::Source)
    };
    let problem = match fault {
        LoginFault::Fault(Fault::Refused(told)) => {
            let error = shown(&without_secret(password, &told.message));
            let problem = match told.code {
                1045 | 1698 | 1130 => {
                    let problem = Problem::error(say!("server-login-refused", name = name, error = error));
                    problem.remedy(say!("server-check-login"))
                }
                1044 | 1049 => {
                    let problem = Problem::error(say!("server-no-database", name = name, error = error));
                    problem.remedy(say!("server-check-database"))
                }
                _ => {
                    let problem = Problem::error(say!("server-not-accepted", place = place.as_str(), error = error));
                    problem.remedy(say!("server-ask-server"))
                }
            };
            problem.because(cause(told.code))
        }
        LoginFault::Fault(Fault::Io(error)) => {
            let error = error.to_string();
            let problem =
                Problem::error(say!("server-unreachable", name = name, place = place.as_str(), error = error));
            problem.remedy(say!("server-check-server")).because(Cause::TransientSource)
        }
        LoginFault::Fault(fault @ Fault::AskedForFile(_)) => return self::problem(server, fault),
        LoginFault::Fault(Fault::Form) => {
            let problem = Problem::error(say!("mysql-no-server", place = place.as_str()));
            problem.remedy(say!("server-check-definition")).because(Cause::Source)
        }
        LoginFault::Tls(error) => no_session(shown(&error.to_string())),
        LoginFault::NoTls => {
            let problem = Problem::error(say!("mysql-no-tls", name = name));
            problem.remedy(say!("mysql-choose-mode")).because(Cause::Source)
        }
        LoginFault::PlainPassword(method) => {
            let problem = Problem::error(say!("mysql-plain-password", name = name, method = *method));
            problem.remedy(say!("mysql-require-tls")).because(Cause::Source)
        }
        LoginFault::UnknownMethod(method) => {
            let method = shown(method);
            let problem = Problem::error(say!("mysql-unknown-method", name = name, method = method));
            problem.remedy(say!("mysql-other-method")).because(Cause::Source)
        }
    };
    problem.at("connection")
}

/// The problem of a request in a session.
pub(super) fn problem(server: &Server, fault: &Fault) -> Problem {
    let told = match fault {
        Fault::Refused(told) => told,
        Fault::Io(error) => {
            let (place, error) = (server.place(), error.to_string());
            let problem = Problem::error(say!("server-lost", place = place, error = error));
            return problem.remedy(say!("server-check-server")).at("connection").because(Cause::TransientSource);
        }
        Fault::Form => return wrong_form(server),
        Fault::AskedForFile(file) => {
            let problem = Problem::error(say!("mysql-asked-for-file", place = server.place(), file = shown(file)));
            return problem.remedy(say!("mysql-do-not-trust")).at("connection").because(Cause::Source);
        }
    };
    let text = line(told);
    let problem = match told.code {
        code if TOO_SLOW.contains(&code) => Problem::error(say!("server-too-slow")).remedy(say!("server-narrow")),
        code if RIGHTS.contains(&code) => {
            Problem::error(say!("database-refuses", error = text)).remedy(say!("server-ask-rights"))
        }
        1792 => Problem::error(say!("server-would-write")).remedy(say!("database-write-select")),
        1205 | 3572 => Problem::error(say!("server-locked", error = text)).remedy(say!("database-try-later")),
        code if may_pass(code) => {
            Problem::error(say!("database-refuses", error = text)).remedy(say!("database-try-later"))
        }
        code if of_number(code) == Verdict::Row => {
            Problem::error(say!("database-refuses", error = text)).remedy(say!("server-correct-row"))
        }
        _ => Problem::error(say!("database-refuses", error = text)).remedy(say!("database-check-query")),
    };
    problem.because(cause(told.code))
}

/// The same with the setting that led to it, unless it is the connection that is at fault.
pub(super) fn problem_at(server: &Server, fault: &Fault, setting: &'static str) -> Problem {
    let problem = problem(server, fault);
    if matches!(fault, Fault::Refused(_)) { problem.at(setting) } else { problem }
}

/// The problem of the statement that the user asked for, at its place in the query.
pub(super) fn refused(server: &Server, rows: &SqlRows, sent: &str, fault: &Fault) -> Problem {
    let problem = problem_at(server, fault, rows.setting());
    match (rows, fault) {
        (SqlRows::Query { places, .. }, Fault::Refused(told)) => match position(&told.message, sent) {
            Some(byte) => {
                let begin = places.original(byte);
                problem.span(begin..begin + 1)
            }
            None => problem,
        },
        _ => problem,
    }
}

/// The byte of the statement where an error is: the server quotes what stands there and says the line, or it names a column.
fn position(message: &str, sent: &str) -> Option<usize> {
    if let Some((quote, rest)) = message.split_once("near '").and_then(|(_, rest)| rest.rsplit_once("' at line ")) {
        let number: usize = rest.trim().parse().ok()?;
        let line = sent.split_inclusive('\n').take(number.checked_sub(1)?).map(str::len).sum::<usize>();
        // What is quoted begins in this line, unless it is the end of the statement.
        return if quote.is_empty() {
            Some(sent.len().saturating_sub(1))
        } else {
            sent.get(line..)?.find(quote).map(|byte| line + byte)
        };
    }
    let name = message.strip_prefix("Unknown column '")?.split('\'').next()?;
    let name = name.rsplit('.').next()?;
    let mut found = sent.match_indices(name).filter(|(begin, _)| {
        let is_word = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
        !is_word(sent[..*begin].chars().next_back()) && !is_word(sent[begin + name.len()..].chars().next())
    });
    let (begin, _) = found.next()?;
    found.next().is_none().then_some(begin)
}

/// The server's own words in one line.
pub(super) fn line(told: &ServerError) -> String {
    shown(&told.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_a_place_where_the_server_tells_one() {
        let sent = "SELECT 'é',\n  x FORM a";
        let message = "You have an error in your SQL syntax; check the manual near 'FORM a' at line 2";
        assert_eq!(position(message, sent), sent.find("FORM"));
        assert_eq!(position("error near '' at line 2", sent), Some(sent.len() - 1));
        assert_eq!(position("Unknown column 'x' in 'SELECT'", sent), sent.find("x F"));
        assert_eq!(position("Unknown column 'a.x' in 'field list'", "SELECT x, xx"), Some(7));
        assert_eq!(position("Unknown column 'x' in 'field list'", "SELECT x + x"), None, "either may be meant");
        assert_eq!(position("Division by 0", sent), None);
        assert_eq!(position("near 'abc' at line 99", sent), None);
    }
}
