//! The statement that reads what is requested.

use super::columns::{DescribedColumn, selected, whole};
use super::described::Described;
use super::literal::literal;
use crate::base::Comparison;
use crate::connect::scan::{Constant, ScanRequest};
use crate::connect::servers::condition;
use crate::connect::sql_rows::quoted;

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

fn comparison(column: &str, comparison: Comparison, value: &Constant) -> String {
    let (name, sign) = (quoted(column), comparison.sign());
    // Conditions are taken only where every value has a literal.
    let value_text = literal(value).unwrap_or_else(|| "NULL".to_owned());
    match value {
        Constant::Text(_) => format!("{name} COLLATE \"binary\" {sign} {value_text}"),
        _ => format!("{name} {sign} {value_text}"),
    }
}
