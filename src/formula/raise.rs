//! Carries problems through polars errors: an expression that fails during execution raises a [`Problem`], and the code
//! that receives the polars error extracts it again, still translatable.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use polars::prelude::*;

use crate::base::{Cause, Language, NodeId, Problem};

/// The error that aborts a computation with this problem.
pub fn raise(problem: Problem) -> PolarsError {
    let english = problem.text().in_language(Language::English);
    PolarsError::IO { error: Arc::new(io::Error::other(problem)), msg: Some(english.into()) }
}

/// The raised problem, without the context added by polars.
fn raised(error: &PolarsError) -> Option<&Problem> {
    match error {
        PolarsError::IO { error, .. } => error.get_ref()?.downcast_ref(),
        PolarsError::Context { error, .. } | PolarsError::ExprContext { error, .. } => raised(error),
        _ => None,
    }
}

/// Converts a polars error to a problem: one line, without polars' own context.
pub fn problem_of(error: &PolarsError) -> Problem {
    if let Some(problem) = raised(error) {
        return problem.clone();
    }
    let text = error.to_string();
    let problem = match text.lines().find(|line| !line.trim().is_empty()) {
        Some(line) => match line.trim().strip_prefix("parquet: ") {
            Some(why) => Problem::error(say!("parquet-damaged", error = why)).remedy(say!("file-fetch-again")),
            None => Problem::error(line.trim().to_owned()),
        },
        None => Problem::error(say!("table-cannot-be-computed")),
    };
    if is_io(error) { problem.because(Cause::TransientSource) } else { problem }
}

fn is_io(error: &PolarsError) -> bool {
    match error {
        PolarsError::IO { .. } => true,
        PolarsError::Context { error, .. } => is_io(error),
        _ => false,
    }
}

/// The origin of execution errors: the rows of all nodes are computed in one plan, whose errors do not name a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raiser {
    node: Option<NodeId>,
    /// A path in the node's settings, or empty.
    setting: String,
}

impl Raiser {
    pub fn new(node: Option<NodeId>, setting: impl Into<String>) -> Self {
        Raiser { node, setting: setting.into() }
    }

    /// The error that aborts a computation with this problem, attributed to the node.
    pub fn raise(&self, problem: Problem) -> PolarsError {
        let is_named = problem.setting.is_some() || self.setting.is_empty();
        let problem = if is_named { problem } else { problem.at(self.setting.as_str()) };
        raise(problem.raised_by(self.node))
    }

    /// `expr`, with the errors of its kernels attributed to the node.
    pub fn sign(&self, expr: Expr) -> Expr {
        if self.node.is_none() {
            return expr;
        }
        // A kernel that occurs several times in a formula stays one object, so that it is computed once.
        let mut signed: HashMap<*const (), OpaqueColumnUdf> = HashMap::new();
        expr.map_expr(|expr| match expr {
            Expr::AnonymousFunction { input, function: LazySerde::Deserialized(kernel), options, fmt_str } => {
                let address = Arc::as_ptr(&*kernel).cast::<()>();
                let function = signed.entry(address).or_insert_with(|| self.sign_kernel(&kernel)).clone();
                Expr::AnonymousFunction { input, function, options, fmt_str }
            }
            other => other,
        })
    }

    fn sign_kernel(&self, kernel: &Arc<dyn AnonymousColumnsUdf>) -> OpaqueColumnUdf {
        let raiser = self.clone();
        let compute = kernel.clone();
        let schema = kernel.clone();
        new_column_udf(BaseColumnUdf::new(
            move |columns: &mut [Column]| compute.call_udf(columns).map_err(|error| raiser.raise(problem_of(&error))),
            move |input: &Schema, fields: &[Field]| schema.get_field(input, fields),
        ))
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
        assert_eq!(problem_of(&error), problem);
        assert_eq!(problem_of(&error).message.in_language(SimplifiedChinese), "公式为空");
        assert_eq!(raised(&PolarsError::NoData("none".into())), None);
    }

    #[test]
    fn the_node_and_its_setting_come_with_what_a_kernel_raises() {
        let fails = col("x").map(|_| Err(raise(Problem::error("no"))), |_, field| Ok(field.clone()));
        let raiser = Raiser::new(Some(NodeId(7)), "columns[1].expression");
        let table = df!("x" => [1]).unwrap().lazy();
        let error = table.select([raiser.sign(fails.clone() + fails)]).collect().unwrap_err();
        let problem = problem_of(&error);
        assert_eq!((problem.node.get(), problem.setting.as_deref()), (Some(NodeId(7)), Some("columns[1].expression")));
    }
}
