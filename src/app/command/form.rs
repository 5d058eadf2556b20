//! Requests of a form while it is filled in.

use crate::app::{App, FormulaPlace};
use crate::engine::OutputRef;
use crate::nodes::cleaning::Cleaning;

/// Additional information that a form shows next to its fields.
#[derive(Clone, Debug, PartialEq)]
pub enum FormCommand {
    /// Computes the example of a kind.
    ShowExample(String),
    /// Adds the nodes of a kind's example to the canvas.
    AddExample(String),
    /// Requests the most frequent values of this column.
    WatchColumn { output: OutputRef, column: String },
    /// Requests the sheets of the workbook at this path setting.
    WatchSheets(String),
    /// Requests the values of this formula.
    WatchFormula(FormulaPlace),
    /// Tries a step on a column: requests the values it would produce.
    TryCleaning { output: OutputRef, cleaning: Cleaning },
}

impl App {
    pub(in crate::app) fn handle_form(&mut self, command: FormCommand) {
        match command {
            FormCommand::WatchFormula(at) => self.watch_formula(at),
            FormCommand::TryCleaning { output, cleaning } => self.try_cleaning(output, cleaning),
            FormCommand::WatchColumn { output, column } => self.watch_column(output, column),
            FormCommand::WatchSheets(path) => self.watch_sheets(path),
            FormCommand::ShowExample(kind) => self.show_example(&kind),
            FormCommand::AddExample(kind) => self.add_example(&kind),
        }
    }
}
