//! Texts in which the values of parameters stay open, such as paths.

use super::types::quoted;
use crate::formula::OPEN;

/// A text with open parameters, marked as in SQL (see [`crate::formula::OpenSql`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(String);

impl Template {
    pub fn text(text: &str) -> Template {
        Template(text.to_owned())
    }

    pub fn push_text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// The value of a parameter as text.
    pub fn push_parameter(&mut self, name: &str, is_boolean: bool) {
        let kind = if is_boolean { 'b' } else { 'v' };
        self.0.push_str(&format!("{}{kind}{name}{}", OPEN.0, OPEN.1));
    }

    /// A name in SQL of a table of the catalog, of its parts.
    pub fn table_name(parts: &[Template]) -> Template {
        Template(sql_name(parts.iter().map(|part| part.0.as_str())))
    }

    pub(super) fn marked(&self) -> &str {
        &self.0
    }
}

/// A part of a name in SQL. What is no plain word, or not known yet, stands in backticks.
fn quoted_name(part: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let starts = part.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts && part.chars().all(is_plain) { part.to_owned() } else { quoted(part) }
}

/// A name in SQL of a table of the catalog, of its parts.
pub fn sql_name<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().map(quoted_name).collect::<Vec<_>>().join(".")
}
