//! What a form asks for while it is filled in.

use crate::app::{App, FormulaPlace};
use crate::engine::OutputRef;
use crate::nodes::cleaning::Cleaning;

/// What a form shows beside its fields.
#[derive(Clone, Debug, PartialEq)]
pub enum FormCommand {
    /// Computes the example of a kind.
    ShowExample(String),
    /// Puts the nodes of a kind's example on the canvas.
    AddExample(String),
    /// The most frequent values of this column are wanted.
    WatchColumn { output: OutputRef, column: String },
    /// The sheets of the workbook that this path setting means are wanted.
    WatchSheets(String),
    /// The values of this formula are wanted.
    WatchFormula(FormulaPlace),
    /// Tries a step on a column: what it would make of the values is wanted.
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
