//! The types of columns and values, in the words a person reads. No table library is named here, so that the window,
//! the document and the formula language can talk about types without one.

use serde::{Deserialize, Serialize};

/// The type of a column or of a formula's value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    Boolean,
    /// Any width of whole number; 64 bits when we make one.
    Integer,
    /// 64-bit floating point when we make one.
    Number,
    /// Exact decimal with `scale` digits after the point.
    Decimal(u8, u8),
    Text,
    Date,
    /// Microseconds, with a time zone's name where there is one.
    DateTime(Option<String>),
    Time,
    Duration,
    Binary,
    List(Box<Type>),
    /// Named fields.
    Struct(Vec<(String, Type)>),
    /// A column in which nothing but null was ever seen.
    Null,
    /// Anything else, in the words of the table library.
    Other(String),
}

impl Type {
    /// The types that a person may cast to, in the order of menus.
    pub const CHOICES: &'static [Type] =
        &[Type::Text, Type::Integer, Type::Number, Type::Boolean, Type::Date, Type::DateTime(None), Type::Time];

    /// A word for people: "integer", "text", "list of text".
    pub fn word(&self) -> String {
        match self {
            Type::Boolean => "boolean".into(),
            Type::Integer => "integer".into(),
            Type::Number => "number".into(),
            Type::Decimal(p, s) => format!("decimal({p}, {s})"),
            Type::Text => "text".into(),
            Type::Date => "date".into(),
            Type::DateTime(None) => "datetime".into(),
            Type::DateTime(Some(zone)) => format!("datetime in {zone}"),
            Type::Time => "time".into(),
            Type::Duration => "duration".into(),
            Type::Binary => "binary".into(),
            Type::List(inner) => format!("list of {}", inner.word()),
            Type::Struct(fields) => format!("struct of {}", fields.len()),
            Type::Null => "null".into(),
            Type::Other(word) => word.clone(),
        }
    }

    /// The type whose [`Type::word`] is `word`, among [`Type::CHOICES`].
    pub fn from_word(word: &str) -> Option<Type> {
        Type::CHOICES.iter().find(|t| t.word() == word).cloned()
    }

    /// Whole or fractional, of any width.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Type::Integer | Type::Number | Type::Decimal(..))
    }

    /// Dates, times, and moments.
    pub fn is_temporal(&self) -> bool {
        matches!(self, Type::Date | Type::DateTime(_) | Type::Time | Type::Duration)
    }
}

/// A column as a schema tells it: its name and type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    pub name: String,
    pub data_type: Type,
}

impl ColumnInfo {
    pub fn new(name: impl Into<String>, data_type: Type) -> Self {
        ColumnInfo { name: name.into(), data_type }
    }
}
