//! The inputs and outputs of lowering a node to Spark.

mod casts;
mod gap;
mod inputs;
mod literals;
mod types;
mod values;

use std::cell::RefCell;
use std::collections::BTreeSet;

use polars::prelude::Schema as PolarsSchema;

pub use casts::exact_cast;
pub use gap::SparkGap;
pub use inputs::{SparkArrival, SparkInputs};
pub use literals::literal;
pub use types::{polars_type, required_type, schema_of};
pub use values::literals_of;

use crate::base::Problem;
use crate::formula::{Formula, Value, used_parameters};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::{Lower, missing_parameter};
use crate::spark::{Rows, Sql, Template};

/// Who computes a kind in a program for Spark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OnSpark {
    /// Spark. A setting may be a gap, and a source may be shipped where Spark would read other rows.
    Yes,
    /// A source that is computed here, and given to the program as Parquet.
    Shipped,
    /// Spark alone: on this machine it has columns, but no rows.
    Only,
    /// Nobody: it is always a gap.
    No,
}

impl OnSpark {
    /// The problem that this machine has with a node of such a kind.
    pub fn problem_here(self) -> Option<Problem> {
        (self == OnSpark::Only).then(only_on_spark)
    }
}

/// The problem of whoever asks this machine for a table of a cluster.
pub fn only_on_spark() -> Problem {
    let problem = Problem::error(say!("spark-only")).remedy(say!("spark-only-remedy"));
    problem.because(crate::base::Cause::OnlyOnSpark)
}

/// The context in which a node is lowered to Spark.
pub struct ToSpark<'a> {
    pub lower: &'a Lower<'a>,
    /// The node's tables as they are here, without rows; empty if their columns are not known before a run.
    pub outputs: &'a [Frame],
    /// The parameters whose value is part of the text.
    fixed: RefCell<BTreeSet<String>>,
}

impl<'a> ToSpark<'a> {
    pub fn new(lower: &'a Lower<'a>, outputs: &'a [Frame]) -> Self {
        ToSpark { lower, outputs, fixed: RefCell::default() }
    }

    pub fn into_fixed(self) -> BTreeSet<String> {
        self.fixed.into_inner()
    }

    /// A formula over the columns of `schema`. Problems are located in the formula.
    pub fn formula(&self, schema: &PolarsSchema, formula: &Formula) -> Result<Sql, SparkGap> {
        let scope = crate::formula::Scope::new(schema, self.lower.parameters);
        let open = formula.to_open_spark(&scope)?;
        self.fixed.borrow_mut().extend(open.fixed);
        Ok(Sql::written(open.sql))
    }

    /// The columns of the output `port`.
    pub fn output(&self, port: usize) -> Result<&Frame, SparkGap> {
        self.outputs.get(port).ok_or_else(|| SparkGap::new(say!("spark-after-run"), say!("spark-run-here")))
    }

    /// `text` with the values of its parameters.
    pub fn expand(&self, setting: &str, text: &str) -> Result<String, Problem> {
        self.fixed.borrow_mut().extend(used_parameters(text));
        self.lower.expand(setting, text)
    }

    /// `text` with its parameters left open.
    pub fn template(&self, setting: &str, text: &str) -> Result<Template, Problem> {
        let mut out = Template::default();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, after)) = after.split_once('}') else { break };
            let parameters = self.lower.parameters;
            let missing = || missing_parameter(name, parameters.keys().map(String::as_str)).at(setting);
            let value = parameters.get(name).ok_or_else(missing)?;
            out.push_text(before);
            match value {
                Value::Text(_) | Value::Integer(_) | Value::Date(_) => out.push_parameter(name, false),
                Value::Boolean(_) => out.push_parameter(name, true),
                other => {
                    self.fixed.borrow_mut().insert(name.to_owned());
                    out.push_text(&other.to_string());
                }
            }
            rest = after;
        }
        out.push_text(rest);
        Ok(out)
    }

    /// The rows of a source that Spark does not read, or not as they are read here: they are computed here, and the
    /// program reads them as Parquet.
    pub fn shipped(&self, port: usize) -> Result<Rows, SparkGap> {
        Ok(Rows::shipped(schema_of(self.output(port)?.schema())?))
    }
}
