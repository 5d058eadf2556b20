//! Why the engine's process has ended, in words.

use std::process::ExitStatus;

use crate::base::{Cause, Fix, Problem, Text};

/// The exit code of a process that ended itself because it could not stop what took too much memory.
pub(super) const TOO_LARGE: u8 = 86;
/// What the allocator says when it gives up.
const NO_MEMORY: &str = "memory allocation of";
/// What is said when a thread's stack is used up.
const NO_STACK: &str = "has overflowed its stack";

/// What is said after both.
const GIVES_UP: &str = "fatal runtime error";
const NO_BACKTRACE: &str = "skipping backtrace printing";
const HINT: &str = "note: run with `RUST_BACKTRACE";

/// Whether a line on standard error is one that a process says when it gives up.
pub(in crate::engine) fn is_last_word(line: &str) -> bool {
    [NO_MEMORY, GIVES_UP, HINT, NO_BACKTRACE].iter().any(|words| line.starts_with(words))
        || (line.starts_with("thread '") && line.contains(NO_STACK))
}

/// The end of the process.
#[derive(Debug)]
pub(in crate::engine) struct Death {
    pub status: Option<ExitStatus>,
    /// The last lines that it wrote to standard error.
    pub words: Vec<String>,
    /// Whether the system has ended processes for lack of memory while it ran.
    pub ran_out: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Signal(i32),
    Code(i32),
    Unknown,
}

impl Death {
    fn end(&self) -> End {
        let Some(status) = self.status else { return End::Unknown };
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return End::Signal(signal);
        }
        status.code().map_or(End::Unknown, End::Code)
    }

    fn said(&self, what: &str) -> bool {
        self.words.iter().any(|line| line.contains(what))
    }

    /// Whether what it computed has ended it, and nobody else.
    pub fn is_by_itself(&self) -> bool {
        match self.end() {
            // Hangup, interrupt, kill, terminate.
            End::Signal(1 | 2 | 9 | 15) => self.ran_out,
            End::Unknown => false,
            End::Signal(_) | End::Code(_) => true,
        }
    }

    /// The reason, as the end of a sentence.
    pub fn why(&self) -> Text {
        match self.end() {
            _ if self.said(NO_STACK) => say!("engine-why-stack"),
            _ if self.said(NO_MEMORY) => say!("engine-why-allocation"),
            End::Code(code) if code == i32::from(TOO_LARGE) => say!("engine-why-too-large"),
            End::Signal(7) => say!("engine-why-bus"),
            End::Signal(9) if self.ran_out => say!("engine-why-memory"),
            End::Signal(9) => say!("engine-why-killed"),
            End::Signal(6) => say!("engine-why-abort"),
            End::Signal(11) => say!("engine-why-fault"),
            End::Signal(signal) => say!("engine-why-signal", signal = signal),
            End::Code(code) => say!("engine-why-code", code = code),
            End::Unknown => say!("engine-why-unknown"),
        }
    }

    /// Whether it had too little memory.
    fn is_for_memory(&self) -> bool {
        let is_killed = matches!(self.end(), End::Signal(9)) && self.ran_out;
        is_killed || (self.said(NO_MEMORY) && !self.said(NO_STACK))
    }

    /// Whether somebody killed it; the system does so for lack of memory, and does not always say so.
    fn is_kill(&self) -> bool {
        matches!(self.end(), End::Signal(9))
    }

    /// Whether a file was cut short under it.
    fn is_cut_file(&self) -> bool {
        matches!(self.end(), End::Signal(7))
    }

    /// One line about a command, or a run of the window, that has ended so.
    pub fn problem_of_command(&self) -> Problem {
        let is_killed = self.is_kill() && !self.ran_out;
        let why = if is_killed { say!("process-why-killed") } else { self.why() };
        let problem = Problem::error(say!("process-ended", why = why));
        if self.is_for_memory() {
            problem.remedy(say!("run-use-less"))
        } else if self.is_cut_file() {
            problem.remedy(say!("run-when-at-rest")).transient()
        } else if is_killed {
            problem.remedy(say!("run-use-less")).transient()
        } else {
            problem.remedy(say!("run-again-or-report")).because(Cause::Internal)
        }
    }

    /// One line for the window.
    pub fn problem(&self, is_set_aside: bool) -> Problem {
        let remedy = if is_set_aside { say!("engine-started-without") } else { say!("engine-started-again") };
        Problem::error(say!("engine-ended", why = self.why())).remedy(remedy).because(Cause::Internal)
    }

    /// The problem of the node that has ended the process.
    pub fn problem_of_node(&self) -> Problem {
        Problem::error(say!("engine-ended-here", why = self.why()))
            .remedy(say!("engine-ended-here-remedy"))
            .fix(Fix::TryAgain)
            .because(Cause::Internal)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn death(status: i32, words: &str, ran_out: bool) -> (String, bool) {
        let death = Death { status: Some(ExitStatus::from_raw(status)), words: vec![words.into()], ran_out };
        (death.why().to_string(), death.is_by_itself())
    }

    #[test]
    fn every_end_has_its_words() {
        let ends = [
            (7, "", false, "SIGBUS", true),
            (9, "", false, "SIGKILL", false),
            (9, "", true, "memory", true),
            (6, "", false, "SIGABRT", true),
            (6, "memory allocation of 5 bytes failed", false, "allocation failed", true),
            (6, "thread 'x' has overflowed its stack", false, "nest", true),
            (11, "", false, "SIGSEGV", true),
            (4, "", false, "signal 4", true),
            (86 << 8, "", false, "limit", true),
            (3 << 8, "", false, "code 3", true),
        ];
        for (status, said, ran_out, words, by_itself) in ends {
            let (why, is_by_itself) = death(status, said, ran_out);
            assert!(why.contains(words) && is_by_itself == by_itself, "{status}: {why}, {is_by_itself}");
        }
    }
}
