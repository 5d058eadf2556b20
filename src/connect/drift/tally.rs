//! Counting what did not fit, and remembering the first of it.

use crate::base::Text;
use crate::base::text::in_a_row;

/// How many are told.
const FIRST: usize = 3;

/// Values that did not fit, or were left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub count: u64,
    /// The first of them: their rows, counted from 1, their columns, and what they are.
    first: Vec<(u64, String, String)>,
}

impl Tally {
    /// `value` is asked only for those that are told.
    pub fn add(&mut self, row: u64, column: &str, value: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < FIRST {
            self.first.push((row, column.to_owned(), value()));
        }
    }

    /// The first values with their rows: `2.5 in row 1`.
    pub fn values(&self) -> Text {
        let told = |(row, _, value): &(u64, String, String)| say!("drift-value-in-row", row = *row, value = value);
        in_a_row(self.first.iter().map(told))
    }

    /// The first rows with what is wrong in them: `row 1: n = 2.5`.
    pub fn rows(&self) -> Text {
        let told = |(row, column, value): &(u64, String, String)| {
            say!("drift-row-with-value", row = *row, column = column, value = value)
        };
        in_a_row(self.first.iter().map(told))
    }
}
