//! The statement that reads what is requested.

use super::bound::{Bound, bound};
use super::described::{Described, DescribedColumn, Order};
use super::types::Reading;
use crate::base::Comparison;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::servers::condition;
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
    let text = predicate.map(|predicate| {
        condition(predicate, quoted, &mut |column, sign, value| conditions.comparison(column, sign, value))
    });
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
    fn comparison(&mut self, column: &str, comparison: Comparison, value: &Constant) -> String {
        let sign = comparison.sign();
        let name = quoted(column);
        let place = self.bind(value);
        match value {
            Constant::Text(_) => {
                let exact = format!("{name} COLLATE \"C\" {sign} {place}::text");
                // Texts of equal bytes are equal in every collation: this part can use an index.
                if comparison == Comparison::Equal { format!("({name} = {place}::text AND {exact})") } else { exact }
            }
            Constant::Integer(_) => {
                let found = self.described.columns.iter().find(|described| described.name == column);
                let is_oid = found.is_some_and(|column| column.reading == Reading::Oid);
                let cast = if is_oid { "::int8" } else { "" };
                format!("{name}{cast} {sign} {place}::int8")
            }
            Constant::Boolean(_) => format!("{name} {sign} {place}::bool"),
            Constant::Number(_) => format!("{name} {sign} {place}::float8"),
            Constant::Date(_) => format!("{name} {sign} {place}::date"),
            Constant::DateTime(_) => format!("{name} {sign} {place}::timestamp"),
            Constant::Instant(_) => format!("{name} {sign} {place}::timestamptz"),
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
