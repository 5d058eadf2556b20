//! Single values: parameters and literals.

use std::fmt;

use crate::base::{DecimalType, Type, decimal};

/// One value of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    /// Units, and the type that defines the scale.
    Decimal(i128, DecimalType),
    Text(String),
    Date(chrono::NaiveDate),
    DateTime(chrono::NaiveDateTime),
}

impl Value {
    /// The value's own type; [`Type::Null`] for a null.
    pub fn data_type(&self) -> Type {
        match self {
            Value::Null => Type::Null,
            Value::Boolean(_) => Type::Boolean,
            Value::Integer(_) => Type::Integer,
            Value::Number(_) => Type::Number,
            Value::Decimal(_, of) => (*of).into(),
            Value::Text(_) => Type::Text,
            Value::Date(_) => Type::Date,
            Value::DateTime(_) => Type::DateTime(None),
        }
    }
}

/// As text in a path or a message; null is empty.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => Ok(()),
            Value::Boolean(value) => write!(f, "{value}"),
            Value::Integer(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::Decimal(units, of) => f.write_str(&decimal::to_text(*units, of.scale)),
            Value::Text(value) => f.write_str(value),
            Value::Date(value) => write!(f, "{value}"),
            Value::DateTime(value) => write!(f, "{}", value.format("%Y-%m-%d %H:%M:%S%.f")),
        }
    }
}
