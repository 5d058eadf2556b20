//! The rows of a condition while they are edited.

use egui::Id;

use crate::formula::{Term, Terms, shown_value, write_terms};
use crate::ui::inspector::setting::Slot;

/// One row of the editor.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub term: Term,
    /// The values as typed, including blanks at their ends.
    pub typed: Vec<String>,
}

/// The rows and the formula they were read from.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub text: String,
    pub any: bool,
    pub rows: Vec<Row>,
}

impl Draft {
    pub fn of(text: &str, terms: Terms) -> Self {
        let row = |term: Term| Row { typed: term.values.iter().map(|value| shown_value(value)).collect(), term };
        Draft { text: text.to_owned(), any: terms.any, rows: terms.rows.into_iter().map(row).collect() }
    }

    pub fn written(&self) -> String {
        let rows = self.rows.iter().map(|row| row.term.clone()).collect();
        write_terms(&Terms { any: self.any, rows })
    }
}

/// What happened to the rows in a frame.
#[derive(Default)]
pub struct RowActions {
    pub changed: bool,
    /// Append a row.
    pub add: bool,
    pub remove: Option<usize>,
}

/// The id of a control in row `index`.
pub fn part_id(slot: &Slot<'_, '_>, name: &str, index: usize) -> Id {
    slot.id.with(("condition", name, index))
}
