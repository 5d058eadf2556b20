//! A panic in a node becomes a problem, so that it never takes the engine down.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::base::{Cause, Problem, Text};

/// Runs `work`; a panic inside it is returned as a problem.
///
/// State that `work` changes must be discarded on failure: it may be partially updated.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| Text::from(*text))
            .or_else(|| payload.downcast_ref::<String>().cloned().map(Text::from))
            .unwrap_or_else(|| say!("defect-no-reason"));
        exhaustion(&text.to_string()).unwrap_or_else(|| {
            Problem::error(say!("defect-panicked", error = text))
                .remedy(say!("defect-change-or-report"))
                .because(Cause::Internal)
        })
    })
}

/// The problem of a panic that is no defect: the system refused a thread or a file.
pub fn exhaustion(message: &str) -> Option<Problem> {
    /// How libraries that take it for granted say that no thread can be started; 11 is the system's number for it.
    const THREADS: [&str; 5] = [
        "no thread can be started",
        "spawn worker thread",
        "failed to spawn thread",
        "ThreadPoolBuildError",
        "Os { code: 11,",
    ];
    /// Too many open files, in this process or on the machine.
    const FILES: [&str; 2] = ["Os { code: 24,", "Os { code: 23,"];
    let says = |words: &[&str]| words.iter().any(|words| message.contains(words));
    let problem = if says(&THREADS) {
        Problem::error(say!("no-more-threads"))
    } else if says(&FILES) {
        Problem::error(say!("no-more-files"))
    } else {
        return None;
    };
    Some(problem.remedy(say!("no-more-threads-remedy")).because(Cause::TransientSource))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_problem_of_one_line() {
        let problem = guarded(|| -> () { panic!("two\nlines") }).unwrap_err();
        assert_eq!(problem.message, "Internal error: two lines");
        assert_eq!(guarded(|| 3), Ok(3));
        let refused = guarded(|| -> () { panic!("OS can't spawn worker thread: no memory") }).unwrap_err();
        assert_eq!(refused.message, "The system cannot create more threads");
        let unwrapped =
            "called `Result::unwrap()` on an `Err` value: Os { code: 24, kind: Uncategorized, message: \"Too many\" }";
        let refused = guarded(|| -> () { panic!("{unwrapped}") }).unwrap_err();
        assert_eq!(refused.message, "The system cannot open more files");
    }
}
