//! Numbers that JSON has no word for: infinity and not-a-number. They are written as null, and counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;

use crate::base::Problem;

/// How many numbers of a column could not be written.
pub(super) struct Unsaid {
    column: String,
    count: Arc<AtomicU64>,
}

/// The same rows, and what counts the numbers of each column as they pass.
pub(super) fn counting(mut rows: LazyFrame) -> PolarsResult<(LazyFrame, Vec<Unsaid>)> {
    let schema = rows.collect_schema()?;
    let mut unsaid = Vec::new();
    let mut counted = Vec::new();
    for (name, dtype) in schema.iter().filter(|(_, dtype)| holds_floats(dtype)) {
        let count = Arc::new(AtomicU64::new(0));
        unsaid.push(Unsaid { column: name.to_string(), count: count.clone() });
        let look = move |column: Column| {
            let found = not_finite(column.as_materialized_series())?;
            count.fetch_add(found, Ordering::Relaxed);
            Ok(column)
        };
        let same = Field::new(name.clone(), dtype.clone());
        counted.push(col(name.clone()).map(look, move |_, _| Ok(same.clone())));
    }
    let rows = if counted.is_empty() { rows } else { rows.with_columns(counted) };
    Ok((rows, unsaid))
}

fn holds_floats(dtype: &DataType) -> bool {
    match dtype {
        DataType::List(items) => holds_floats(items),
        DataType::Struct(fields) => fields.iter().any(|field| holds_floats(&field.dtype)),
        other => other.is_float(),
    }
}

/// How many numbers are infinite or none at all, also of those within lists and structs.
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

impl Unsaid {
    pub fn warning(&self) -> Option<Problem> {
        let count = self.count.load(Ordering::Relaxed);
        let message = say!("json-not-finite", name = self.column.as_str(), count = count);
        (count > 0).then(|| Problem::warning(message).remedy(say!("json-replace-before")))
    }
}
