//! A typed table on Spark: its rows stand in the program, or are shipped if they are many.

use super::Table;
use crate::connect::collect;
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::kit::lower::{Inputs, LowerError};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::kit::spark::{literals_of, schema_of};
use crate::spark::Rows;

/// More rows than this are no text to read.
const MOST_ROWS: usize = 200;

impl Table {
    pub(super) fn on_spark(&self, cx: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let schema = schema_of(cx.output(0)?.schema())?;
        if self.rows.len() > MOST_ROWS || self.headers.is_empty() {
            return Ok(vec![cx.shipped(0)?]);
        }
        let table = match NodeKind::lower(self, cx.lower, Inputs::new(&NodeKind::ports(self))) {
            Ok(outputs) => outputs.0.into_iter().next(),
            Err(LowerError::Problem(problem)) => return Err(problem.into()),
            Err(LowerError::AfterRun) => None,
        };
        let Some(table) = table else { return Ok(vec![cx.shipped(0)?]) };
        let frame = collect(table.lazy).map_err(|error| crate::nodes::kit::frame::problem_of(&error))?;
        match literals_of(&frame) {
            Some(rows) => Ok(vec![Rows::values(schema, rows)]),
            None => Ok(vec![cx.shipped(0)?]),
        }
    }
}
