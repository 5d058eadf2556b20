//! Single values: parameters and literals.

use std::fmt;

/// One value of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Date(chrono::NaiveDate),
    DateTime(chrono::NaiveDateTime),
}

/// As text in a path or a message; null is empty.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => Ok(()),
            Value::Boolean(value) => write!(f, "{value}"),
            Value::Integer(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::Text(value) => f.write_str(value),
            Value::Date(value) => write!(f, "{value}"),
            Value::DateTime(value) => write!(f, "{}", value.format("%Y-%m-%d %H:%M:%S%.f")),
        }
    }
}
