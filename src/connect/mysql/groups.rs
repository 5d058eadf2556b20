//! Groups and totals that a server computes exactly as polars does.

use std::sync::Arc;

use super::asked::MySql;
use super::described::{Described, DescribedColumn, Order};
use super::kinds::Reading;
use super::literal::ticked;
use super::rows::read;
use super::statement::where_clause;
use crate::base::{Problem, Text};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, GroupScan, Grouping, Receive, ScanRequest};
use crate::connect::servers::{GroupWords, Grouped, grouped, groups_problem, groups_request};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};

/// A server may sort texts by their first bytes alone, `max_sort_length`, which is 1,024 unless somebody has changed it. Texts of
/// at most so many bytes are keys.
const KEY_BYTES: u32 = 1_000;

/// A statement for groups of what is described.
pub(super) struct Groups {
    asked: MySql,
    described: Arc<Described>,
    /// The same as a query of its own.
    query: MySql,
    sql: String,
    request: ScanRequest,
}

impl Groups {
    pub fn of(asked: &MySql, described: &Arc<Described>, grouping: &Grouping) -> Result<Groups, Text> {
        let (condition, values) = where_clause(grouping.predicate.as_ref());
        let first = match &described.order {
            // A query is sent as it is written.
            Order::Own => return Err(say!("groups-stay-query")),
            Order::Key(columns) => match columns.as_slice() {
                [name] if described.column(name).is_some_and(|column| kind(column) == Grouped::Integer) => {
                    Ok(format!("MIN({})", ticked(name)))
                }
                _ => Err(say!("groups-stay-order")),
            },
            Order::Stored => Err(say!("groups-stay-order")),
        };
        let words = GroupWords {
            column: &|name| described.column(name).map(kind),
            quoted: ticked,
            by_bytes,
            // All texts of the group are equal.
            text_key: |column| format!("CONVERT(MIN({}) USING utf8mb4)", by_bytes(column)),
            text_extreme: |word, bytes| format!("CONVERT({word}({bytes}) USING utf8mb4)"),
            integer: "SIGNED",
            sum: None,
            has_nan: false,
            first,
        };
        let sql = grouped(grouping, &words, &format!("FROM {}{condition}", described.from))?;
        let places = SqlPlaces(vec![(0, 0)]);
        let query = MySql { server: asked.server.clone(), rows: SqlRows::Query { sql: sql.clone(), values, places } };
        let request = groups_request(grouping);
        Ok(Groups { asked: asked.clone(), described: described.clone(), query, sql, request })
    }
}

fn by_bytes(column: &str) -> String {
    format!("CAST(CONVERT({column} USING utf8mb4) AS BINARY)")
}

fn kind(column: &DescribedColumn) -> Grouped {
    match column.reading {
        Reading::Int8
        | Reading::Int16
        | Reading::Int32
        | Reading::Int64
        | Reading::UInt8
        | Reading::UInt16
        | Reading::UInt32 => Grouped::Integer,
        Reading::UInt64 => Grouped::Unsigned,
        Reading::Boolean => Grouped::Boolean,
        Reading::Date | Reading::DateTime => Grouped::Time,
        Reading::Decimal { .. } => Grouped::Decimal { sums: true },
        Reading::Text => Grouped::Text { is_key: column.declared.length <= KEY_BYTES, has_order: true },
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
