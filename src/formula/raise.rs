//! Problems on their way through polars: an expression that fails while it runs says what is wrong in our words, and
//! whoever receives the error of polars takes them out again, still translatable.

use std::io;
use std::sync::Arc;

use polars::prelude::PolarsError;

use crate::base::{Language, Problem};

/// The error that stops a computation with this problem.
pub fn raise(problem: Problem) -> PolarsError {
    let english = problem.text().in_language(Language::English);
    PolarsError::IO { error: Arc::new(io::Error::other(problem)), msg: Some(english.into()) }
}

/// The problem that was raised, whatever polars has said around it.
pub fn raised(error: &PolarsError) -> Option<&Problem> {
    match error {
        PolarsError::IO { error, .. } => error.get_ref()?.downcast_ref(),
        PolarsError::Context { error, .. } | PolarsError::ExprContext { error, .. } => raised(error),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language::SimplifiedChinese;

    #[test]
    fn a_problem_comes_out_as_it_went_in() {
        let problem = Problem::error(say!("formula-empty")).remedy(say!("formula-write-expression"));
        let error = raise(problem.clone()).context("while collecting".into()).context_trace();
        assert_eq!(raised(&error), Some(&problem));
        assert_eq!(raised(&error).map(|p| p.message.in_language(SimplifiedChinese)).as_deref(), Some("公式为空"));
        assert_eq!(raised(&PolarsError::NoData("none".into())), None);
    }
}
