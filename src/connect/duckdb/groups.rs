//! Groups and totals that DuckDB computes exactly as polars does.

use std::sync::Arc;

use super::asked::DuckDb;
use super::columns::DescribedColumn;
use super::described::Described;
use super::rows::read;
use super::statement::where_clause;
use crate::base::{Problem, Text};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, GroupScan, Grouping, Receive, ScanRequest};
use crate::connect::servers::{GroupWords, Grouped, grouped, groups_problem, groups_request};
use crate::connect::sql_rows::{SqlPlaces, SqlRows, quoted};

/// A sum of decimals of more digits could leave the 38 digits of DuckDB, which is an error there.
const SUMMED_DIGITS: u32 = 28;

/// A statement for groups of a table.
pub(super) struct Groups {
    asked: DuckDb,
    described: Arc<Described>,
    /// The same as a query of its own.
    query: DuckDb,
    sql: String,
    request: ScanRequest,
}

impl Groups {
    pub fn of(asked: &DuckDb, described: &Arc<Described>, grouping: &Grouping) -> Result<Groups, Text> {
        if !described.is_table {
            return Err(say!("groups-stay-query"));
        }
        let column = |name: &str| described.columns.iter().find(|column| column.name == name).map(kind);
        let words = GroupWords {
            column: &column,
            quoted,
            by_bytes,
            text_key: |column| format!("MIN({})", by_bytes(column)),
            text_extreme: |word, bytes| format!("{word}({bytes})"),
            integer: "BIGINT",
            sum: None,
            has_nan: false,
            first: Ok("MIN(rowid)".to_owned()),
        };
        let table = described.all.strip_prefix("SELECT * FROM ").unwrap_or(&described.all);
        let condition = where_clause(grouping.predicate.as_ref());
        let sql = grouped(grouping, &words, &format!("FROM {table}{condition}"))?;
        let (values, places) = (Vec::new(), SqlPlaces(vec![(0, 0)]));
        let query = DuckDb { file: asked.file.clone(), rows: SqlRows::Query { sql: sql.clone(), values, places } };
        let request = groups_request(grouping);
        Ok(Groups { asked: asked.clone(), described: described.clone(), query, sql, request })
    }
}

fn by_bytes(column: &str) -> String {
    format!("({column} COLLATE \"binary\")")
}

fn kind(column: &DescribedColumn) -> Grouped {
    match column.data_type.as_str() {
        "TINYINT" | "SMALLINT" | "INTEGER" | "BIGINT" | "UTINYINT" | "USMALLINT" | "UINTEGER" => Grouped::Integer,
        "UBIGINT" => Grouped::Unsigned,
        "BOOLEAN" => Grouped::Boolean,
        "DATE" | "TIMESTAMP" | "TIMESTAMP WITH TIME ZONE" => Grouped::Time,
        "VARCHAR" => Grouped::Text { is_key: true, has_order: true },
        other => match other.strip_prefix("DECIMAL(").and_then(|rest| rest.split(',').next()?.parse::<u32>().ok()) {
            Some(digits) => Grouped::Decimal { sums: digits <= SUMMED_DIGITS },
            None => Grouped::Other,
        },
    }
}

impl GroupScan for Groups {
    fn statement(&self) -> String {
        self.sql.clone()
    }

    fn scan(&self, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let told = |problem| groups_problem(problem, self.asked.rows.setting());
        if *self.asked.described(reach)? != *self.described {
            return Err(self.asked.changed());
        }
        let described = self.query.described(reach).map_err(told)?;
        read(&self.query, &described, &self.request, reach, receive).map_err(told)
    }
}
