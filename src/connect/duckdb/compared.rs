//! A table of DuckDB beside the columns that arrive.

use polars::prelude::*;

use super::encode::is_held;
use super::literal::text_literal;
use super::placed::{PlacedColumn, declared, kind, not_held};
use super::session::Session;
use crate::base::Problem;
use crate::connect::drift::{Check, Filled, Number, Table, There};
use crate::connect::servers::micros;

/// A table that is there.
pub(super) struct Present {
    /// As the user names it.
    table: String,
    columns: Vec<There>,
}

impl Present {
    /// The columns of a table, by its schema and its name, which is that of the user in problems.
    pub fn find(session: &Session, (schema, table): (&str, &str), name: &str) -> Result<Present, Problem> {
        let (schema, table) = (text_literal(schema), text_literal(table));
        let sql = format!(
            "SELECT column_name, data_type, CASE WHEN is_nullable THEN '' ELSE 'required' END, column_default \
             FROM duckdb_columns() WHERE database_name = current_database() \
             AND lower(schema_name) = lower({schema}) AND lower(table_name) = lower({table}) ORDER BY column_index"
        );
        let rows = session.optional_texts(&sql, &[]).map_err(|fault| session.problem(&fault).at("table"))?;
        let column = |row: Vec<Option<String>>| {
            let mut row = row.into_iter();
            let mut next = || row.next().flatten();
            let (name, data_type) = (next().unwrap_or_default(), next().unwrap_or_default());
            let (is_required, default) = (next().is_some_and(|word| !word.is_empty()), next());
            let filled = match default.as_deref() {
                None | Some("" | "NULL") => Filled::Null,
                Some(default) if default.starts_with("nextval(") => Filled::Counted,
                Some(_) => Filled::Default,
            };
            There { name, data_type, is_required, filled }
        };
        Ok(Present { table: name.to_owned(), columns: rows.into_iter().map(column).collect() })
    }

    /// The column for values of a type, with this type in the table.
    fn placed(&self, index: usize, own: String, there: String) -> PlacedColumn {
        let There { name, is_required, .. } = &self.columns[index];
        PlacedColumn { name: name.clone(), own, there: Some(there), is_required: *is_required }
    }
}

impl Table for Present {
    type Column = PlacedColumn;

    fn name(&self) -> &str {
        &self.table
    }

    fn columns(&self) -> &[There] {
        &self.columns
    }

    fn own(&self, dtype: &DataType) -> String {
        declared(dtype).unwrap_or_else(|| dtype.to_string())
    }

    fn is_same_name(&self, one: &str, other: &str) -> bool {
        one.to_lowercase() == other.to_lowercase()
    }

    fn fitting(&self, index: usize, dtype: &DataType) -> Option<PlacedColumn> {
        let (own, there) = (declared(dtype)?, &self.columns[index].data_type);
        // There are only nulls.
        let fits = *dtype == DataType::Null || kind(&own) == kind(there);
        fits.then(|| self.placed(index, own, there.clone()))
    }

    fn number(&self, index: usize) -> Option<Number> {
        number(&self.columns[index].data_type)
    }

    fn of_number(&self, index: usize, number: Number, dtype: &DataType) -> Option<PlacedColumn> {
        let wide = match number {
            Number::Whole(least, most) => {
                let types = ["SMALLINT", "INTEGER", "BIGINT", "UBIGINT", "DECIMAL(20,0)"];
                let holds = |name: &&str| match self::number(name) {
                    Some(Number::Whole(from, to)) => from <= least && most <= to,
                    _ => true,
                };
                types.into_iter().find(holds)?.to_owned()
            }
            Number::Float32 => return None,
            Number::Float64 => "DOUBLE".to_owned(),
            Number::Decimal(precision, scale) => format!("DECIMAL({precision},{scale})"),
        };
        let own = if number == Number::Float64 { wide.clone() } else { declared(dtype)? };
        Some(self.placed(index, own, wide))
    }

    fn roomier(&self, index: usize, dtype: &DataType) -> Option<(PlacedColumn, Check)> {
        let there = self.columns[index].data_type.as_str();
        let is_time = matches!(dtype, DataType::Datetime(TimeUnit::Microseconds | TimeUnit::Milliseconds, None));
        let step = step(there).filter(|step| is_time && *step > 1)?;
        Some((self.placed(index, declared(dtype)?, "TIMESTAMP".to_owned()), times(step)))
    }

    fn added(&self, name: &str, dtype: &DataType) -> Result<PlacedColumn, Problem> {
        let own = declared(dtype).ok_or_else(|| not_held(name, dtype))?;
        Ok(PlacedColumn { name: name.to_owned(), own, there: None, is_required: false })
    }

    fn declaration(column: &PlacedColumn) -> &str {
        column.there.as_ref().unwrap_or(&column.own)
    }

    fn shown(column: &PlacedColumn) -> String {
        Self::declaration(column).to_owned()
    }

    fn check(column: &PlacedColumn) -> Check {
        check(column)
    }

    fn may_change(&self) -> Result<(), Problem> {
        Ok(())
    }
}

/// What values a column takes, as far as that is known here; what is left, DuckDB itself compares.
pub(super) fn check(column: &PlacedColumn) -> Check {
    let there = column.there.as_ref().unwrap_or(&column.own);
    match (number(there), step(there)) {
        (Some(number), _) => Check::Number(number),
        (None, Some(step)) => times(step),
        (None, None) => Check::Of(Box::new(is_held)),
    }
}

/// The times that are a number of steps of so many microseconds.
fn times(step: i64) -> Check {
    Check::Of(Box::new(move |value| {
        let micros = match value {
            AnyValue::Datetime(time, unit, _) => micros(*time, *unit),
            AnyValue::DatetimeOwned(time, unit, _) => micros(*time, *unit),
            AnyValue::Time(nanos) => micros(*nanos, TimeUnit::Nanoseconds),
            AnyValue::Duration(time, unit) => micros(*time, *unit),
            value => return value.is_null(),
        };
        is_held(value) && micros.is_some_and(|micros| micros % step == 0)
    }))
}

/// The microseconds between two times of a type that counts in them or more coarsely.
fn step(data_type: &str) -> Option<i64> {
    match data_type {
        "TIMESTAMP" | "TIMESTAMP WITH TIME ZONE" | "TIME" | "INTERVAL" => Some(1),
        "TIMESTAMP_MS" => Some(1_000),
        "TIMESTAMP_S" => Some(1_000_000),
        _ => None,
    }
}

fn number(data_type: &str) -> Option<Number> {
    Some(match data_type {
        "TINYINT" => Number::Whole(i8::MIN.into(), i8::MAX.into()),
        "SMALLINT" => Number::Whole(i16::MIN.into(), i16::MAX.into()),
        "INTEGER" => Number::Whole(i32::MIN.into(), i32::MAX.into()),
        "BIGINT" => Number::Whole(i64::MIN.into(), i64::MAX.into()),
        "UTINYINT" => Number::Whole(0, u8::MAX.into()),
        "USMALLINT" => Number::Whole(0, u16::MAX.into()),
        "UINTEGER" => Number::Whole(0, u32::MAX.into()),
        "UBIGINT" => Number::Whole(0, u64::MAX.into()),
        "HUGEINT" => Number::Whole(i128::MIN, i128::MAX),
        "FLOAT" => Number::Float32,
        "DOUBLE" => Number::Float64,
        decimal => {
            let (precision, scale) = decimal.strip_prefix("DECIMAL(")?.strip_suffix(')')?.split_once(',')?;
            Number::Decimal(precision.trim().parse().ok()?, scale.trim().parse().ok()?)
        }
    })
}
