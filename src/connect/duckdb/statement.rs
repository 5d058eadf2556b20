//! The statement that reads what is requested.

use super::columns::{DescribedColumn, selected, whole};
use super::described::Described;
use super::literal::literal;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::servers::{Compared, condition};
use crate::connect::sql_rows::quoted;

/// The statement for a request. Rows of a view or a query come by one statement, whatever is requested: another one could give
/// them in another order.
pub(super) fn select(described: &Described, request: &ScanRequest) -> String {
    if !described.is_table {
        return whole(&described.columns, &described.all, "");
    }
    let condition = where_clause(request.predicate.as_ref());
    let limit = request.limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    let columns: Vec<String> = wanted(described, request).into_iter().map(selected).collect();
    let table = described.all.strip_prefix("SELECT * FROM ").unwrap_or(&described.all);
    format!("SELECT {} FROM {table}{condition}{limit}", columns.join(", "))
}

/// A condition as the end of a statement.
pub(super) fn where_clause(predicate: Option<&Predicate>) -> String {
    let condition = predicate.map(|predicate| condition(predicate, quoted, &mut comparison));
    condition.map(|condition| format!(" WHERE {condition}")).unwrap_or_default()
}

/// The columns that arrive.
pub(super) fn wanted<'a>(described: &'a Described, request: &ScanRequest) -> Vec<&'a DescribedColumn> {
    let all = described.columns.iter();
    all.filter(|column| !described.is_table || request.columns.iter().any(|name| *name == column.name)).collect()
}

fn comparison(column: &str, compared: &Compared) -> String {
    let name = quoted(column);
    // Conditions are taken only where every value has a literal.
    let text = |value| literal(value).unwrap_or_else(|| "NULL".to_owned());
    let values: Vec<String> = compared.values().iter().map(text).collect();
    match compared.values().first() {
        Some(Constant::Text(_)) => compared.text(&format!("{name} COLLATE \"binary\""), &values),
        _ => compared.text(&name, &values),
    }
}
