//! Why a text is not a formula, and the limits of formulas.

use std::ops::Range;

use crate::base::Problem;

/// The maximum nesting of brackets, calls and cases, and the maximum length of a chain of `+`.
pub(super) const DEPTH_LIMIT: usize = 200;

/// The maximum number of steps of a formula, including duplicates: with more, the window would wait for the planner.
pub(super) const SIZE_LIMIT: u64 = 100_000;

/// Why a text is not an expression.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub problem: Problem,
    /// A bracket without a partner.
    pub bracket: Option<Bracket>,
}

/// The kind of unmatched bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    NeverClosed,
    ClosesNothing,
}

impl From<Problem> for SyntaxError {
    fn from(problem: Problem) -> Self {
        SyntaxError { problem, bracket: None }
    }
}

/// More steps than the planner can handle, mostly because nested functions duplicate their arguments.
pub(super) fn too_large(span: Range<usize>) -> Problem {
    Problem::error(say!("formula-too-large")).remedy(say!("formula-column-of-its-own")).span(span)
}

/// More nesting than a person writes, and more than the stack should hold.
pub(super) fn too_deep(span: Range<usize>) -> Problem {
    Problem::error(say!("formula-too-deep", limit = DEPTH_LIMIT)).remedy(say!("formula-column-of-its-own")).span(span)
}
