//! The statement that reads what is requested.

use super::bound::{Bound, bound};
use super::described::{Described, DescribedColumn, Order};
use super::types::Reading;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::servers::{Compared, condition};
use crate::connect::sql_rows::quoted;

/// A statement with the values to bind after those of the query.
#[derive(Debug)]
pub(super) struct Select {
    pub sql: String,
    pub values: Vec<Bound>,
    /// Whether indexes would change the order of rows.
    pub is_unsorted: bool,
}

impl Select {
    /// `own` is the number of values of the query itself.
    pub fn of(described: &Described, request: &ScanRequest, own: usize) -> Select {
        let (condition, constants) = where_clause(described, request.predicate.as_ref(), own);
        let limit = request.limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
        let wanted = |name: &str| described.columns.iter().find(|column| column.name == name);
        let columns: Vec<String> = request.columns.iter().filter_map(|name| wanted(name)).map(selected).collect();
        let (columns, all) = (columns.join(", "), &described.all);
        let sql = match described.order {
            Order::Stored if condition.is_empty() => format!("SELECT {columns} FROM ({all}) AS q{limit}"),
            // An index may be used; the order remains the one in which rows are stored.
            Order::Stored => {
                let table = all.strip_prefix("SELECT * FROM ").unwrap_or(all);
                format!("SELECT {columns} FROM {table}{condition} ORDER BY ctid{limit}")
            }
            // The inner limit keeps the condition out, so that the rows come in their own order.
            Order::Own => {
                format!("SELECT {columns} FROM (SELECT * FROM (\n{all}\n) AS q OFFSET 0) AS q{condition}{limit}")
            }
        };
        let is_unsorted = described.order == Order::Stored && condition.is_empty();
        Select { sql, values: constants.iter().filter_map(bound).collect(), is_unsorted }
    }
}

/// A condition as the end of a statement, with its values. `own` is the number of values before them.
pub(super) fn where_clause(
    described: &Described,
    predicate: Option<&Predicate>,
    own: usize,
) -> (String, Vec<Constant>) {
    let mut conditions = Conditions { described, values: Vec::new(), own };
    let text = predicate
        .map(|predicate| condition(predicate, quoted, &mut |column, compared| conditions.comparison(column, compared)));
    (text.map(|condition| format!(" WHERE {condition}")).unwrap_or_default(), conditions.values)
}

/// A column as it is asked for.
fn selected(column: &DescribedColumn) -> String {
    let name = quoted(&column.name);
    match &column.reading {
        Reading::Written => format!("CAST({name} AS text) AS {name}"),
        _ => name,
    }
}

struct Conditions<'a> {
    described: &'a Described,
    values: Vec<Constant>,
    own: usize,
}

impl Conditions<'_> {
    fn comparison(&mut self, column: &str, compared: &Compared) -> String {
        let name = quoted(column);
        let data_type = match compared.values().first() {
            Some(Constant::Text(_)) | None => "text",
            Some(Constant::Integer(_)) => "int8",
            Some(Constant::Boolean(_)) => "bool",
            Some(Constant::Number(_)) => "float8",
            Some(Constant::Date(_)) => "date",
            Some(Constant::DateTime(_)) => "timestamp",
            Some(Constant::Instant(_)) => "timestamptz",
        };
        let place = |value| format!("{}::{data_type}", self.bind(value));
        let places: Vec<String> = compared.values().iter().map(place).collect();
        match data_type {
            "text" => {
                let exact = compared.text(&format!("{name} COLLATE \"C\""), &places);
                // Texts of equal bytes are equal in every collation: this part can use an index.
                if compared.is_equality() { format!("({} AND {exact})", compared.text(&name, &places)) } else { exact }
            }
            "int8" => {
                let found = self.described.columns.iter().find(|described| described.name == column);
                let is_oid = found.is_some_and(|column| column.reading == Reading::Oid);
                compared.text(&if is_oid { format!("{name}::int8") } else { name }, &places)
            }
            _ => compared.text(&name, &places),
        }
    }

    /// The placeholder of a value. Conditions are taken only where every value can be bound.
    fn bind(&mut self, value: &Constant) -> String {
        if bound(value).is_none() {
            return "NULL".to_owned();
        }
        self.values.push(value.clone());
        format!("${}", self.own + self.values.len())
    }
}
