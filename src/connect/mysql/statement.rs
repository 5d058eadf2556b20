//! The statement that reads what is requested.

use polars::prelude::PlSmallStr;

use super::asked::bound;
use super::described::{Described, Order};
use super::literal::ticked;
use super::wire::Value;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::servers::{Compared, condition};

/// A statement with the values to bind after those of the query.
#[derive(Debug, PartialEq)]
pub(super) struct Select {
    pub sql: String,
    pub values: Vec<Value>,
    /// The position of each requested column in the statement's rows.
    pub positions: Vec<usize>,
}

impl Select {
    /// `is_query` says that the user has written the statement.
    pub fn of(described: &Described, request: &ScanRequest, is_query: bool) -> Select {
        let order = match &described.order {
            // Only as a whole it has its own order: the server may drop that of a statement within another one.
            Order::Own => {
                let position = |name: &PlSmallStr| {
                    described.columns.iter().position(|column| column.declared.name == name.as_str())
                };
                let positions = request.columns.iter().filter_map(position).collect();
                let from = &described.from;
                let sql = if is_query { from.clone() } else { format!("SELECT * FROM {from}") };
                return Select { sql, values: Vec::new(), positions };
            }
            Order::Key(columns) => {
                let columns: Vec<String> = columns.iter().map(|name| ticked(name)).collect();
                Some(columns.join(", "))
            }
            Order::Stored => None,
        };
        let mut values = Vec::new();
        let text = request.predicate.as_ref().map(|predicate| {
            condition(predicate, ticked, &mut |column, compared| comparison(column, compared, &mut values))
        });
        let (condition, is_whole) =
            (text.map_or_else(String::new, |text| format!(" WHERE {text}")), request.predicate.is_none());
        let index = match &order {
            // In the order of the key nothing has to be sorted.
            Some(_) if is_whole => " FORCE INDEX (PRIMARY)",
            Some(_) => "",
            // Rows of an index would come in its order.
            None => " USE INDEX ()",
        };
        let order = order.map_or_else(String::new, |order| format!(" ORDER BY {order}"));
        let limit = request.limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
        let known = request.columns.iter().filter(|name| described.column(name).is_some());
        let columns: Vec<String> = known.map(|name| ticked(name)).collect();
        let positions = (0..columns.len()).collect();
        // Rows without columns are still counted.
        let columns = if columns.is_empty() { "1".to_owned() } else { columns.join(", ") };
        let sql = format!("SELECT {columns} FROM {}{index}{condition}{order}{limit}", described.from);
        Select { sql, values, positions }
    }
}

/// A condition as the end of a statement, with its values as constants.
pub(super) fn where_clause(predicate: Option<&Predicate>) -> (String, Vec<Constant>) {
    let mut values = Vec::new();
    let text = predicate.map(|predicate| {
        condition(predicate, ticked, &mut |column, compared| comparison(column, compared, &mut values))
    });
    let constant = |value| match value {
        Value::Integer(number) => Constant::Integer(number),
        Value::Number(number) => Constant::Number(number),
        Value::Text(text) => Constant::Text(text),
        Value::Bytes(bytes) => Constant::Text(String::from_utf8_lossy(&bytes).into_owned()),
    };
    let text = text.map(|condition| format!(" WHERE {condition}")).unwrap_or_default();
    (text, values.into_iter().map(constant).collect())
}

fn comparison(column: &str, compared: &Compared, values: &mut Vec<Value>) -> String {
    let name = ticked(column);
    // Conditions are taken only where every value can be bound.
    let Some(bound) = compared.values().iter().map(bound).collect::<Option<Vec<Value>>>() else {
        return "NULL".to_owned();
    };
    let places = |place: &str| vec![place.to_owned(); bound.len()];
    let place = match compared.values().first() {
        Some(Constant::Text(_)) => {
            // By bytes: without a collation, and with blanks at the end.
            let by_bytes = format!("CAST(CONVERT({name} USING utf8mb4) AS BINARY)");
            let exact = compared.text(&by_bytes, &places("CAST(? AS BINARY)"));
            let bytes = bound.iter().map(|value| match value {
                Value::Text(text) => Value::Bytes(text.clone().into_bytes()),
                other => other.clone(),
            });
            let bytes: Vec<Value> = bytes.collect();
            // Texts of equal bytes are equal in every collation: this part can use an index.
            if compared.is_equality() {
                let found = compared.text(&name, &places("?"));
                values.extend(bound);
                values.extend(bytes);
                return format!("({found} AND {exact})");
            }
            values.extend(bytes);
            return exact;
        }
        Some(Constant::Date(_)) => "CAST(? AS DATE)",
        Some(Constant::DateTime(_) | Constant::Instant(_)) => "CAST(? AS DATETIME(6))",
        _ => "?",
    };
    let text = compared.text(&name, &places(place));
    values.extend(bound);
    text
}
