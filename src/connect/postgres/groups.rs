//! Groups and totals that a server computes exactly as polars does.

use std::sync::Arc;

use super::asked::Postgres;
use super::described::{Described, DescribedColumn, Order};
use super::rows::read;
use super::statement::where_clause;
use super::types::{Reading, declared};
use crate::base::{Problem, Text};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, GroupScan, Grouping, Receive, ScanRequest};
use crate::connect::servers::{GroupWords, Grouped, grouped, groups_problem, groups_request};
use crate::connect::sql_rows::{SqlPlaces, SqlRows, quoted};

/// A statement for groups of what is described.
pub(super) struct Groups {
    asked: Postgres,
    described: Arc<Described>,
    /// The same as a query of its own.
    query: Postgres,
    sql: String,
    request: ScanRequest,
}

impl Groups {
    pub fn of(asked: &Postgres, described: &Arc<Described>, grouping: &Grouping) -> Result<Groups, Text> {
        let mut values = match &asked.rows {
            SqlRows::Table(_) => Vec::new(),
            SqlRows::Query { values, .. } => values.clone(),
        };
        let (condition, constants) = where_clause(described, grouping.predicate.as_ref(), values.len());
        values.extend(constants);
        let (rows, first) = match described.order {
            Order::Stored => {
                let table = described.all.strip_prefix("SELECT * FROM ").unwrap_or(&described.all);
                let first =
                    if described.finds_first { Ok("MIN(ctid)".to_owned()) } else { Err(say!("groups-stay-order")) };
                (format!("FROM {table}{condition}"), first)
            }
            Order::Own => {
                let rows = format!("FROM (SELECT * FROM (\n{}\n) AS q OFFSET 0) AS q{condition}", described.all);
                (rows, Err(say!("groups-stay-order")))
            }
        };
        let column = |name: &str| {
            let column = described.columns.iter().find(|column| column.name == name)?;
            Some(kind(column, described.is_utf8))
        };
        let words = GroupWords {
            column: &column,
            quoted,
            by_bytes,
            text_key: by_bytes,
            text_extreme: |word, bytes| format!("{word}({bytes})"),
            integer: "int8",
            sum: None,
            has_nan: true,
            first,
        };
        let sql = grouped(grouping, &words, &rows)?;
        let places = SqlPlaces(vec![(0, 0)]);
        let query =
            Postgres { server: asked.server.clone(), rows: SqlRows::Query { sql: sql.clone(), values, places } };
        let request = groups_request(grouping);
        Ok(Groups { asked: asked.clone(), described: described.clone(), query, sql, request })
    }
}

fn by_bytes(column: &str) -> String {
    format!("{column} COLLATE \"C\"")
}

fn kind(column: &DescribedColumn, is_utf8: bool) -> Grouped {
    match column.reading {
        Reading::Int16 | Reading::Int32 | Reading::Int64 => Grouped::Integer,
        Reading::Boolean => Grouped::Boolean,
        Reading::Date | Reading::Timestamp | Reading::TimestampTz => Grouped::Time,
        Reading::Text if column.is_plain_text => Grouped::Text { is_key: true, has_order: is_utf8 },
        // Without declared digits, a later value may have more of them.
        Reading::Decimal { .. } if declared(column.modifier()).is_some() => Grouped::Decimal { sums: true },
        _ => Grouped::Other,
    }
}

impl GroupScan for Groups {
    fn statement(&self) -> String {
        self.sql.clone()
    }

    fn scan(&self, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let told = |problem| groups_problem(problem, self.asked.rows.setting());
        self.asked.check_unchanged(&self.described, reach)?;
        let described = self.query.described_anew(reach).map_err(told)?;
        read(&self.query, &described, &self.request, reach, receive).map_err(told)
    }
}
