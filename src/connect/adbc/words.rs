//! Errors of a driver in one line: what, where, remedy; without the secrets that it was given.

use super::fault::Fault;
use crate::base::{Cause, Problem};
use crate::connect::connections::Foreign;
use crate::connect::servers::without_secret;

/// Parts of the names of options that hold secrets.
const SECRET: [&str; 6] = ["password", "secret", "token", "credential", "key", "pwd"];

/// What a driver was given that no text may repeat.
#[derive(Clone, Default)]
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    /// Of options with their values: those whose names say so, and what stands before the host of a URI.
    pub fn of(options: &[(String, String)]) -> Secrets {
        let mut secrets = Vec::new();
        for (name, value) in options {
            let name = name.to_lowercase();
            if SECRET.iter().any(|word| name.contains(word)) {
                secrets.push(value.clone());
            }
            if let Some((login, _)) = value.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@')) {
                secrets.push(login.to_owned());
                secrets.extend(login.split_once(':').map(|(_, password)| password.to_owned()));
            }
        }
        // The longest first: one may be a part of another.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Secrets(secrets)
    }

    pub fn left_out(&self, words: &str) -> String {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.iter().fold(words, |words, secret| without_secret(Some(secret), &words))
    }
}

/// The problem of a database that could not be opened.
pub(super) fn not_opened(foreign: &Foreign, secrets: &Secrets, fault: &Fault) -> Problem {
    let error = secrets.left_out(&fault.message);
    let problem = Problem::error(say!("adbc-no-session", name = foreign.connection.as_str(), error = error));
    let cause = if fault.may_pass() { Cause::TransientSource } else { Cause::Source };
    problem.remedy(say!("adbc-check-definition")).at("connection").because(cause)
}

/// The problem of a statement, at the setting that led to it.
pub(super) fn refused(secrets: &Secrets, setting: &'static str, fault: &Fault) -> Problem {
    if fault.is_cancelled() {
        return Problem::stopped();
    }
    let problem = Problem::error(say!("database-refuses", error = secrets.left_out(&fault.message)));
    match fault {
        fault if fault.is_denied() => problem.remedy(say!("server-ask-rights")).at("connection").because(Cause::Source),
        fault if fault.may_pass() => problem.remedy(say!("database-try-later")).because(Cause::TransientSource),
        _ => problem.remedy(say!("database-check-query")).at(setting),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_left_out() {
        let option = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let secrets = Secrets::of(&[
            option("uri", "grpc://me:p4ssw0rd@host:1/x"),
            option("adbc.snowflake.sql.client_option.auth_token", "t0ken-long"),
            option("username", "me-too"),
        ]);
        let told = secrets.left_out("me-too: login of me:p4ssw0rd\n with p4ssw0rd and t0ken-long fails");
        assert_eq!(told, "me-too: login of … with … and … fails");
    }
}
