//! Values that a format cannot represent. Infinity and not-a-number are null in JSON; a null of a single column is a
//! blank line in CSV, which readers skip. They are counted as they pass.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;

use crate::base::Problem;

/// How many values of a column could not be written.
pub(super) struct UnsupportedValues {
    why: Why,
    column: String,
    count: Arc<AtomicU64>,
}

#[derive(Clone, Copy)]
enum Why {
    NotFinite,
    BlankLine,
}

/// The same rows, and a counter of the nulls of their only column.
pub(super) fn counting_blank_lines(mut rows: LazyFrame) -> PolarsResult<(LazyFrame, Vec<UnsupportedValues>)> {
    let schema = rows.collect_schema()?;
    let mut columns = schema.iter_fields();
    match (columns.next(), columns.next()) {
        (Some(only), None) => {
            let column = only.name.to_string();
            let (count, expression) = counting_column(only, |values| Ok(values.null_count() as u64));
            Ok((rows.with_columns([expression]), vec![UnsupportedValues { why: Why::BlankLine, column, count }]))
        }
        _ => Ok((rows, Vec::new())),
    }
}

/// The same rows, and counters of the non-finite numbers of each column as they pass.
pub(super) fn counting(mut rows: LazyFrame) -> PolarsResult<(LazyFrame, Vec<UnsupportedValues>)> {
    let schema = rows.collect_schema()?;
    let mut unsupported = Vec::new();
    let mut counted = Vec::new();
    for field in schema.iter_fields().filter(|field| holds_floats(&field.dtype)) {
        let column = field.name.to_string();
        let (count, expression) = counting_column(field, not_finite);
        unsupported.push(UnsupportedValues { why: Why::NotFinite, column, count });
        counted.push(expression);
    }
    let rows = if counted.is_empty() { rows } else { rows.with_columns(counted) };
    Ok((rows, unsupported))
}

/// The unchanged column, and the sum of what `look` finds in its parts.
fn counting_column(field: Field, look: fn(&Series) -> PolarsResult<u64>) -> (Arc<AtomicU64>, Expr) {
    let count = Arc::new(AtomicU64::new(0));
    let (sum, name) = (count.clone(), field.name.clone());
    let look = move |column: Column| {
        sum.fetch_add(look(column.as_materialized_series())?, Ordering::Relaxed);
        Ok(column)
    };
    // Not `col`, which treats some names as patterns.
    (count, Expr::Column(name).map(look, move |_, _| Ok(field.clone())))
}

fn holds_floats(dtype: &DataType) -> bool {
    match dtype {
        DataType::List(items) => holds_floats(items),
        DataType::Struct(fields) => fields.iter().any(|field| holds_floats(&field.dtype)),
        other => other.is_float(),
    }
}

/// How many numbers are infinite or not-a-number, including those within lists and structs.
fn not_finite(values: &Series) -> PolarsResult<u64> {
    match values.dtype() {
        DataType::List(_) => not_finite(&values.explode(ExplodeOptions { empty_as_null: false, keep_nulls: false })?),
        DataType::Struct(_) => values.struct_()?.fields_as_series().iter().map(not_finite).sum(),
        dtype if dtype.is_float() => {
            let finite = values.is_finite()?;
            Ok((values.len() - values.null_count()) as u64 - u64::from(finite.sum().unwrap_or(0)))
        }
        _ => Ok(0),
    }
}

impl UnsupportedValues {
    pub fn warning(&self) -> Option<Problem> {
        let count = self.count.load(Ordering::Relaxed);
        let name = self.column.as_str();
        let problem = match self.why {
            Why::NotFinite => Problem::warning(say!("json-not-finite", name = name, count = count))
                .remedy(say!("json-replace-before")),
            Why::BlankLine => Problem::warning(say!("csv-null-lines", name = name, count = count))
                .remedy(say!("csv-set-null-text"))
                .at("null_text"),
        };
        (count > 0).then_some(problem)
    }
}
