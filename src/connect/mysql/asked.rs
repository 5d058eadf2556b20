//! What is read from a server.

use std::sync::Arc;

use super::wire::Value;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::scan::Constant;
use crate::connect::servers::{date_text, time_text};
use crate::connect::sql_rows::SqlRows;

/// Rows of a MySQL or MariaDB database.
#[derive(Clone, Debug)]
pub struct MySql {
    pub(super) server: Arc<Server>,
    /// In a query, `?` stands for each value.
    pub(super) rows: SqlRows,
}

impl MySql {
    pub fn new(server: Arc<Server>, rows: SqlRows) -> MySql {
        MySql { server, rows }
    }

    /// The values of the query.
    pub(super) fn values(&self) -> Result<Vec<Value>, Problem> {
        let SqlRows::Query { values, .. } = &self.rows else { return Ok(Vec::new()) };
        let value = |value| {
            let problem = || Problem::error(say!("server-value-not-bound")).at("query");
            bound(value).ok_or_else(|| problem().remedy(say!("database-parameter-as-text")))
        };
        values.iter().map(value).collect()
    }
}

/// The value as it is bound; dates are texts. `None` for numbers that MySQL does not have, and for dates beyond the years 1 to
/// 9999.
pub(super) fn bound(value: &Constant) -> Option<Value> {
    Some(match value {
        Constant::Boolean(value) => Value::Integer((*value).into()),
        Constant::Integer(number) => Value::Integer(*number),
        Constant::Number(number) => Value::Number(Some(*number).filter(|number| number.is_finite())?),
        Constant::Text(text) => Value::Text(text.clone()),
        Constant::Date(days) => Value::Text(date_text(*days)?),
        // Sessions are in UTC.
        Constant::DateTime(micros) | Constant::Instant(micros) => Value::Text(time_text(*micros)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_exact_or_not_bound() {
        assert_eq!(bound(&Constant::Date(-719_162)), Some(Value::Text("0001-01-01".into())));
        assert_eq!(bound(&Constant::Date(-719_163)), None);
        assert_eq!(bound(&Constant::DateTime(-1)), Some(Value::Text("1969-12-31 23:59:59.999999".into())));
        assert_eq!(bound(&Constant::Number(f64::INFINITY)), None);
        assert_eq!(bound(&Constant::Boolean(true)), Some(Value::Integer(1)));
    }
}
