//! Parameters in Spark SQL: left open where they are values to compare or compute with.

use std::collections::BTreeSet;

use crate::base::Type;
use crate::formula::Value;
use crate::formula::scan::{Kind, scan};
use crate::formula::tree::{Expr, Tree};

/// The marks around an open parameter: a letter for what is written, then its name. The letters: `i` an integer, `n` a
/// number, `t` a text, `b` a boolean, `d` a date; each as a literal of Spark SQL. Unicode has no such characters.
pub const OPEN: (char, char) = ('\u{10fffe}', '\u{10ffff}');

/// An expression with open parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSql {
    pub sql: String,
    /// The parameters whose value is part of the text.
    pub fixed: BTreeSet<String>,
}

/// The parameters of a formula, one entry for each place.
pub(super) fn parameters(text: &str) -> Vec<String> {
    let places = scan(text).into_iter().filter(|piece| piece.kind == Kind::Parameter && piece.closed);
    places.map(|piece| text[piece.span.start + 2..piece.span.end - 1].to_owned()).collect()
}

/// The mark of a literal that is a parameter, if its value can be written when the program runs.
pub(super) fn parameter(tree: &Tree, value: &Value, text: &str) -> Option<String> {
    let name = text.get(tree.span.clone())?.strip_prefix("${")?.strip_suffix('}')?;
    if name.contains(['$', '{', '}', '\'', '"', ' ']) {
        return None;
    }
    let kind = match (value, &tree.data_type) {
        (Value::Integer(_), Type::Integer) => 'i',
        (Value::Number(_), Type::Number) => 'n',
        (Value::Text(_), Type::Text) => 't',
        (Value::Boolean(_), Type::Boolean) => 'b',
        (Value::Date(_), Type::Date) => 'd',
        _ => return None,
    };
    debug_assert!(matches!(tree.expr, Expr::Literal(_)));
    Some(format!("{}{kind}{name}{}", OPEN.0, OPEN.1))
}
