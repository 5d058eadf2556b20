//! A table between nodes: a lazy plan and the schema of its result.

use std::collections::BTreeSet;

use polars::prelude::*;

use crate::base::{ColumnInfo, Problem};
use crate::formula::from_polars;
pub use crate::formula::problem_of;

/// A lazy plan with its resolved schema.
#[derive(Clone)]
pub struct Frame {
    pub lazy: LazyFrame,
    schema: SchemaRef,
    blank: Blank,
}

/// Columns that have type text only because no value has been found in them.
pub type Blank = Arc<BTreeSet<PlSmallStr>>;

impl Frame {
    /// Resolves the plan's schema; fails if polars rejects the plan.
    pub fn new(mut lazy: LazyFrame) -> Result<Frame, Problem> {
        let schema = lazy.collect_schema().map_err(|error| problem_of(&error))?;
        Ok(Frame { lazy, schema, blank: Blank::default() })
    }

    /// For a plan whose schema is already known.
    pub fn with_schema(lazy: LazyFrame, schema: SchemaRef) -> Frame {
        Frame { lazy, schema, blank: Blank::default() }
    }

    /// Sets which columns are text only because no value has been found in them: combined with others they take any
    /// type.
    pub fn with_blank(self, blank: Blank) -> Frame {
        Frame { blank, ..self }
    }

    pub fn blank(&self) -> &Blank {
        &self.blank
    }

    /// The same frame without rows.
    pub fn emptied(&self) -> Frame {
        Frame { lazy: DataFrame::empty_with_schema(&self.schema).lazy(), ..self.clone() }
    }

    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub fn columns(&self) -> Vec<ColumnInfo> {
        self.schema.iter().map(|(name, dtype)| ColumnInfo::new(name.as_str(), from_polars(dtype))).collect()
    }

    /// Counts the rows, of the whole table or of each group. Not `len()`: over a union, polars 0.55 turns it into a sum
    /// of UInt128, a type that requires its own feature; without that feature it panics. polars treats the length of a
    /// column as `len()`.
    pub fn row_count(&self) -> Expr {
        let cheap = |dtype: &DataType| (dtype.is_nested(), dtype.is_string(), !dtype.is_bool());
        match self.schema.iter().min_by_key(|(_, dtype)| cheap(dtype)) {
            Some((name, _)) => {
                let column = Expr::Column(name.clone());
                let values = column.clone().count();
                let nulls = column.null_count();
                values.cast(DataType::UInt64) + nulls.cast(DataType::UInt64)
            }
            None => len(),
        }
    }

    /// The column's type, or the problem that it does not exist, with the nearest name.
    pub fn require(&self, column: &str) -> Result<&DataType, Problem> {
        if column.is_empty() {
            return Err(Problem::incomplete(say!("no-column-chosen")).remedy(say!("choose-a-column")));
        }
        self.schema.get(column).ok_or_else(|| {
            let problem = Problem::error(say!("no-column", name = column));
            let names = self.schema.iter_names().map(PlSmallStr::as_str);
            problem.clone().among(column, names).unwrap_or_else(|| problem.remedy(say!("no-columns")))
        })
    }
}
