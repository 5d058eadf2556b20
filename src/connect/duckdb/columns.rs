//! The columns of a table, a view or a query, and the statement for all of them.

use super::types::Reading;
use super::words::Begin;
use crate::connect::sql_rows::quoted;

/// A column as DuckDB has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DescribedColumn {
    pub name: String,
    /// In the words of DuckDB.
    pub data_type: String,
    pub reading: Reading,
}

/// Before the rows of a query stands one line, so that the line of an error tells where it is.
const BEFORE: &str = " FROM (\n";
/// Where the query begins.
pub(super) const QUERY: Begin = Begin { line: 2, byte: 0 };

/// The statement for all columns of what is described, without a condition.
pub(super) fn whole(columns: &[DescribedColumn], all: &str, end: &str) -> String {
    let columns: Vec<String> = columns.iter().map(selected).collect();
    format!("SELECT {}{BEFORE}{all}\n) AS q{end}", columns.join(", "))
}

/// A column as it is asked for.
pub(super) fn selected(column: &DescribedColumn) -> String {
    let name = quoted(&column.name);
    match &column.reading {
        Reading::Plain => name,
        Reading::Cast(to) => format!("CAST({name} AS {to}) AS {name}"),
        Reading::Entries(to) => format!("CAST(map_entries({name}) AS {to}) AS {name}"),
    }
}
