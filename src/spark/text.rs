//! Texts in which the values of parameters stay open, such as paths.

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

    pub(super) fn marked(&self) -> &str {
        &self.0
    }
}
