//! Failures of commands and panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use super::stderr::print_line;
use crate::base::{Problem, environment};
use crate::engine::{self, exhaustion, with_deep_stack};

/// The result of a command: its exit code.
pub type Done = Result<ExitCode, Failure>;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// One line each, for standard error; exit code 1.
    Problems(Vec<String>),
    /// Invalid command-line arguments; exit code 2.
    Usage(String),
    /// Standard output was closed by its reader, as with `| head`.
    Pipe,
}

impl Failure {
    pub fn one(line: impl Into<String>) -> Self {
        Failure::Problems(vec![line.into()])
    }
}

impl From<std::io::Error> for Failure {
    /// An error while writing to standard output.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Pipe,
            _ => Failure::one(format!("standard output: Cannot be written: {error}. Direct it to another place")),
        }
    }
}

/// A problem in one line: "node.setting: message. remedy". `place` is a node, a file, or nothing.
pub fn line(place: Option<&str>, problem: &Problem) -> String {
    problem.line_at(place)
}

/// The message and location of the last panic; the hook below keeps it off standard error.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Executes a command. A panic is also reported in one line; `RUST_BACKTRACE=1` shows the full report.
pub fn guarded(command: impl FnOnce() -> Done + Send) -> ExitCode {
    if !environment::is_set(environment::BACKTRACE) {
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map_or(String::new(), |l| format!(" ({}:{})", l.file(), l.line()));
            let message = info.payload_as_str().unwrap_or("no reason given").replace('\n', " ");
            if let Some(problem) = exhaustion(&message) {
                engine::give_up(problem);
            }
            *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(format!("{message}{place}"));
        }));
    }
    match catch_unwind(AssertUnwindSafe(|| with_deep_stack(command))) {
        Ok(Ok(code)) => code,
        Ok(Err(Failure::Pipe)) => ExitCode::SUCCESS,
        Ok(Err(Failure::Problems(lines))) => {
            lines.iter().for_each(|line| print_line(line));
            ExitCode::FAILURE
        }
        Ok(Err(Failure::Usage(line))) => {
            print_line(&line);
            ExitCode::from(2)
        }
        Err(_) => {
            let message = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
            if let Some(problem) = exhaustion(&message) {
                print_line(&format!("tablewire: {problem}"));
                return ExitCode::FAILURE;
            }
            print_line(&format!(
                "tablewire: An error in the program itself: {message}. Please report it with the project"
            ));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line() {
        let bare = Problem::warning("There is nothing");
        let at = Problem::error(say!("no-column", name = "b")).remedy("Look").at("keys");
        let cases = [
            (None, &bare, "warning: There is nothing"),
            (Some("late"), &bare, "warning: late: There is nothing"),
            (None, &at, "keys: There is no column \"b\". Look"),
            (Some("late"), &at, "late.keys: There is no column \"b\". Look"),
        ];
        for (place, problem, expected) in cases {
            assert_eq!(line(place, problem), expected);
        }
    }
}
