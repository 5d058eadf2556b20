//! The statement that reads what is requested.

use rusqlite::types::Value;

use super::asked::Sqlite;
use super::dates;
use super::described::{Described, Order};
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::sql_rows::quoted;

/// A statement with the values to bind after those of the query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub sql: String,
    pub values: Vec<Value>,
    /// The position of each requested column in the statement's rows.
    pub positions: Vec<usize>,
    /// The position of the rowid, if there is one.
    pub row_number: Option<usize>,
}

impl Reading {
    pub fn of(source: &Sqlite, described: &Described, request: &ScanRequest) -> Reading {
        let position = |name: &str| described.columns.iter().position(|column| column.name == name);
        let (condition, values) = where_clause(request.predicate.as_ref());
        let limit = request.limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
        let from = source.text();
        let order = match &described.order {
            Order::Own => {
                let positions = request.columns.iter().filter_map(|name| position(name)).collect();
                // The inner limit keeps the condition out, so that the rows come in their own order.
                let sql = if condition.is_empty() && limit.is_empty() {
                    from
                } else if condition.is_empty() {
                    format!("SELECT * FROM (\n{from}\n){limit}")
                } else {
                    format!("SELECT * FROM (SELECT * FROM (\n{from}\n) LIMIT -1){condition}{limit}")
                };
                return Reading { sql, values, positions, row_number: None };
            }
            Order::RowNumber(name) => vec![(*name).to_owned()],
            Order::Key(columns) => columns.iter().map(|name| quoted(name)).collect(),
        };
        let mut columns: Vec<String> = request.columns.iter().map(|name| quoted(name)).collect();
        let positions = (0..columns.len()).collect();
        let row_number = matches!(described.order, Order::RowNumber(_)).then_some(columns.len());
        columns.extend(row_number.and(order.first().cloned()));
        let columns = columns.join(", ");
        let order = order.join(", ");
        let table = quoted(source.rows.table());
        let sql = format!("SELECT {columns} FROM {table}{condition} ORDER BY {order}{limit}");
        Reading { sql, values, positions, row_number }
    }
}

/// A condition as the end of a statement, with its values.
pub(super) fn where_clause(predicate: Option<&Predicate>) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let condition = predicate.map(|predicate| condition(predicate, &mut values));
    (condition.map_or_else(String::new, |condition| format!(" WHERE {condition}")), values)
}

fn condition(predicate: &Predicate, values: &mut Vec<Value>) -> String {
    match predicate {
        Predicate::Compare { column, comparison, value } => {
            let sign = comparison.sign();
            values.push(bound(value));
            format!("{}{} {sign} ?", quoted(column), collation(value))
        }
        Predicate::IsNull(column) => format!("{} IS NULL", quoted(column)),
        Predicate::IsNotNull(column) => format!("{} IS NOT NULL", quoted(column)),
        Predicate::OneOf { column, values: list } => {
            values.extend(list.iter().map(bound));
            let signs = vec!["?"; list.len()].join(", ");
            let collation = list.first().map_or("", collation);
            format!("{}{collation} IN ({signs})", quoted(column))
        }
        Predicate::All(parts) => joined(parts, " AND ", "1", values),
        Predicate::Any(parts) => joined(parts, " OR ", "0", values),
    }
}

fn joined(parts: &[Predicate], word: &str, none: &str, values: &mut Vec<Value>) -> String {
    let parts: Vec<String> = parts.iter().map(|part| condition(part, values)).collect();
    if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(word)) }
}

/// Texts are compared by their bytes, whatever the column is declared with.
fn collation(value: &Constant) -> &'static str {
    match value {
        Constant::Text(_) | Constant::Date(_) => " COLLATE BINARY",
        Constant::Boolean(_) | Constant::Integer(_) | Constant::Number(_) => "",
        // Times are written in several ways, so they are never compared there.
        Constant::DateTime(_) | Constant::Instant(_) => "",
    }
}

fn bound(value: &Constant) -> Value {
    match value {
        Constant::Boolean(value) => Value::Integer((*value).into()),
        Constant::Integer(number) | Constant::DateTime(number) | Constant::Instant(number) => Value::Integer(*number),
        Constant::Number(number) => Value::Real(*number),
        Constant::Text(text) => Value::Text(text.clone()),
        Constant::Date(days) => dates::text(*days).map_or(Value::Null, Value::Text),
    }
}
