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

/// The problem of a panic that is not a defect: the system refused a thread.
pub fn exhaustion(message: &str) -> Option<Problem> {
    let is_refused = ["no thread can be started", "spawn worker thread", "failed to spawn thread"];
    is_refused.iter().any(|words| message.contains(words)).then(|| {
        Problem::error(say!("no-more-threads")).remedy(say!("no-more-threads-remedy")).because(Cause::TransientSource)
    })
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
    }
}
