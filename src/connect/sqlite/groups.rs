//! Groups and totals that SQLite computes exactly as polars does. Its columns hold values of any type, so the statement also counts
//! those that do not fit: if there are any, the rows are read instead, and the first of them is the problem.

use polars::prelude::*;

use super::asked::Sqlite;
use super::columns::Affinity;
use super::described::{Described, Order};
use super::rows::{read, read_as};
use super::statement::{Reading, where_clause};
use crate::base::{Problem, Text};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, GroupScan, Grouping, Receive, ScanRequest, TotalOf};
use crate::connect::servers::{GroupWords, Grouped, grouped};
use crate::connect::sql_rows::quoted;

/// A statement for groups of a table, a view or a query.
pub(super) struct Groups {
    sqlite: Sqlite,
    schema: SchemaRef,
    grouping: Grouping,
    reading: Reading,
    /// The columns that arrive: the keys, the totals, and how many values do not fit.
    arriving: SchemaRef,
}

const MISFITS: &str = "misfits";

impl Groups {
    pub fn of(sqlite: &Sqlite, schema: &SchemaRef, described: &Described, grouping: &Grouping) -> Result<Groups, Text> {
        let (condition, values) = where_clause(grouping.predicate.as_ref());
        let (rows, first) = match &described.order {
            Order::RowNumber(name) => (quoted(sqlite.rows.table()), Ok(format!("MIN({name})"))),
            Order::Key(_) => (quoted(sqlite.rows.table()), Err(say!("groups-stay-order"))),
            Order::Own => (format!("(\n{}\n)", sqlite.text()), Err(say!("groups-stay-order"))),
        };
        let column = |name: &str| {
            let declared = described.columns.iter().find(|declared| declared.name == name)?;
            let affinity = Affinity::of(declared.data_type.as_deref());
            Some(match schema.get(name)? {
                DataType::Int64 if affinity != Affinity::Text => Grouped::Integer,
                DataType::Boolean if affinity != Affinity::Text => Grouped::Boolean,
                DataType::String if matches!(affinity, Affinity::Text | Affinity::Blob) => {
                    Grouped::Text { is_key: true, has_order: described.is_utf8 }
                }
                _ => Grouped::Other,
            })
        };
        let words = GroupWords {
            column: &column,
            quoted,
            by_bytes: |column| format!("{column} COLLATE BINARY"),
            text_key: |column| format!("{column} COLLATE BINARY"),
            text_extreme: |word, bytes| format!("{word}({bytes})"),
            integer: "INTEGER",
            sum: Some(sum),
            has_nan: false,
            first,
        };
        let checks = misfits(schema, grouping);
        let sql = grouped(grouping, &words, &format!(", {checks} AS {MISFITS} FROM {rows}{condition}"))?;
        let totals = grouping.totals.iter().map(|total| total.data_type.clone());
        let types = grouping.keys.iter().map(|(_, dtype)| dtype.clone()).chain(totals);
        let mut arriving: Schema =
            types.enumerate().map(|(index, dtype)| Field::new(format!("c{index}").into(), dtype)).collect();
        arriving.with_column(MISFITS.into(), DataType::Int64);
        let reading = Reading { sql, values, positions: (0..arriving.len()).collect(), row_number: None };
        Ok(Groups {
            sqlite: sqlite.clone(),
            schema: schema.clone(),
            grouping: grouping.clone(),
            reading,
            arriving: Arc::new(arriving),
        })
    }

    /// The columns whose values are compared or added.
    fn columns(&self) -> Vec<PlSmallStr> {
        let keys = self.grouping.keys.iter().map(|(name, _)| name);
        let totals = self.grouping.totals.iter().filter(|total| total.of != TotalOf::Rows).map(|total| &total.column);
        let wanted: Vec<&PlSmallStr> = keys.chain(totals).collect();
        self.schema.iter_names_cloned().filter(|name| wanted.contains(&name)).collect()
    }
}

/// A sum of integers without an overflow on the way, from the sums of both halves of their bits; null beyond 64 bits.
fn sum(column: &str) -> String {
    let high = format!("COALESCE(SUM({column} >> 32), 0)");
    let low = format!("COALESCE(SUM({column} & 4294967295), 0)");
    let whole = format!("({high} + ({low} >> 32))");
    format!("CASE WHEN {whole} BETWEEN -2147483648 AND 2147483647 THEN ({whole} << 32) | ({low} & 4294967295) END")
}

/// The number of values in a group that do not have the type of their column.
fn misfits(schema: &Schema, grouping: &Grouping) -> String {
    let keys = grouping.keys.iter().map(|(name, _)| name);
    let compared = grouping.totals.iter().filter(|total| !matches!(total.of, TotalOf::Rows | TotalOf::Count));
    let mut parts: Vec<String> = Vec::new();
    for name in keys.chain(compared.map(|total| &total.column)) {
        let column = quoted(name);
        let part = match schema.get(name) {
            Some(DataType::Boolean) => {
                format!("typeof({column}) <> 'null' AND (typeof({column}) <> 'integer' OR {column} NOT IN (0, 1))")
            }
            Some(DataType::Int64) => format!("typeof({column}) NOT IN ('integer', 'null')"),
            _ => format!("typeof({column}) NOT IN ('text', 'null')"),
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() { "0".to_owned() } else { format!("COALESCE(SUM({}), 0)", parts.join(" OR ")) }
}

impl GroupScan for Groups {
    fn statement(&self) -> String {
        self.reading.sql.clone()
    }

    fn scan(&self, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let columns = self.arriving.iter_names_cloned().collect();
        let request = ScanRequest { columns, ..ScanRequest::default() };
        let mut groups = Vec::new();
        let given = (&*self.arriving, Some(&self.reading));
        let complete = read_as(&self.sqlite, &self.schema, given, &request, reach, &mut |batch| {
            groups.push(batch);
            Ok(())
        });
        let misfits = |batch: &DataFrame| {
            let column = batch.column(MISFITS).ok()?;
            Some(column.as_materialized_series().i64().ok()?.iter().flatten().any(|count| count > 0))
        };
        // A group whose key does not fit is no column that arrives.
        let is_whole = complete.is_ok() && groups.iter().all(|batch| misfits(batch) == Some(false));
        if !is_whole {
            let request =
                ScanRequest { columns: self.columns(), predicate: self.grouping.predicate.clone(), limit: None };
            // Says which row it is.
            let _ = read(&self.sqlite, &self.schema, &request, reach, &mut |_| Ok(()))?;
        }
        let complete = complete?;
        if !is_whole {
            let path = self.sqlite.path.display();
            let problem = Problem::error(say!("database-changed", path = path));
            return Err(problem.remedy(say!("database-try-later")).at(self.sqlite.rows.setting()).transient());
        }
        groups.into_iter().try_for_each(|batch| receive(batch.drop(MISFITS).unwrap_or(batch)))?;
        Ok(complete)
    }
}
