//! The statement that reads what is requested.

use super::described::{Described, DescribedColumn};
use super::literal::literal;
use super::types::Reading;
use super::words::Begin;
use crate::base::Comparison;
use crate::connect::scan::{Constant, ScanRequest};
use crate::connect::servers::condition;
use crate::connect::sql_rows::quoted;

/// Before the rows of a query stands one line, so that the line of an error tells where it is.
const BEFORE: &str = " FROM (\n";
/// Where the query begins.
pub(super) const QUERY: Begin = Begin { line: 2, byte: 0 };

/// The statement for all columns of what is described, without a condition.
pub(super) fn whole(columns: &[DescribedColumn], all: &str, end: &str) -> String {
    let columns: Vec<String> = columns.iter().map(selected).collect();
    format!("SELECT {}{BEFORE}{all}\n) AS q{end}", columns.join(", "))
}

/// The statement for a request. Rows of a view or a query come by one statement, whatever is requested: another one could give
/// them in another order.
pub(super) fn select(described: &Described, request: &ScanRequest) -> String {
    if !described.is_table {
        return whole(&described.columns, &described.all, "");
    }
    let condition = request.predicate.as_ref().map(|predicate| condition(predicate, quoted, &mut comparison));
    let condition = condition.map(|condition| format!(" WHERE {condition}")).unwrap_or_default();
    let limit = request.limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    let columns: Vec<String> = wanted(described, request).into_iter().map(selected).collect();
    let table = described.all.strip_prefix("SELECT * FROM ").unwrap_or(&described.all);
    format!("SELECT {} FROM {table}{condition}{limit}", columns.join(", "))
}

/// The columns that arrive.
pub(super) fn wanted<'a>(described: &'a Described, request: &ScanRequest) -> Vec<&'a DescribedColumn> {
    let all = described.columns.iter();
    all.filter(|column| !described.is_table || request.columns.iter().any(|name| *name == column.name)).collect()
}

/// A column as it is asked for.
fn selected(column: &DescribedColumn) -> String {
    let name = quoted(&column.name);
    match &column.reading {
        Reading::Plain => name,
        Reading::Cast(to) => format!("CAST({name} AS {to}) AS {name}"),
        Reading::Entries(to) => format!("CAST(map_entries({name}) AS {to}) AS {name}"),
    }
}

fn comparison(column: &str, comparison: Comparison, value: &Constant) -> String {
    let (name, sign) = (quoted(column), comparison.sign());
    // Conditions are taken only where every value has a literal.
    let value_text = literal(value).unwrap_or_else(|| "NULL".to_owned());
    match value {
        Constant::Text(_) => format!("{name} COLLATE \"binary\" {sign} {value_text}"),
        _ => format!("{name} {sign} {value_text}"),
    }
}
