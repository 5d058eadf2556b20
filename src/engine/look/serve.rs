//! The process in which a library works: a question comes from standard input, the answer goes to standard output.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::question::Question;
use crate::base::Problem;
use crate::connect::{self, Connection, Reach};

/// Answers one question, which is three lines: the folder of the project and the question as JSON, and the connection.
pub fn serve() -> ExitCode {
    connect::die_first();
    let mut lines = io::stdin().lines().map_while(Result::ok);
    let mut next = || lines.next().unwrap_or_default();
    let (base, question) = (serde_json::from_str::<String>(&next()), serde_json::from_str::<Question>(&next()));
    let (Ok(base), Ok(question), Some(connection)) = (base, question, Connection::taken_over(&next())) else {
        let _ = writeln!(io::stderr(), "this command is the window's own");
        return ExitCode::FAILURE;
    };
    let reach = Reach::new(base);
    match question {
        Question::Test => say(connect::test_connection(&connection, &reach)),
        Question::Tables => say(connect::browse(&connection, &reach)),
        Question::Columns(table) => say(connect::columns_of(&connection, &table, &reach)),
    }
}

fn say<T: Serialize>(answer: Result<T, Problem>) -> ExitCode {
    let said = serde_json::to_string(&answer).is_ok_and(|text| {
        let mut out = io::stdout();
        writeln!(out, "{text}").and_then(|()| out.flush()).is_ok()
    });
    if said { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
