//! Commands for one column of a table.

use crate::app::App;
use crate::engine::OutputRef;
use crate::nodes::Direction;

/// One column and everything that refers to it.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnCommand {
    /// Renames a column of a table and all downstream references to it.
    Rename {
        output: OutputRef,
        column: String,
        to: String,
    },
    /// Highlights the paths of a column on the canvas.
    Trace {
        output: OutputRef,
        column: String,
        direction: Direction,
    },
    EndTrace,
}

impl App {
    pub(in crate::app) fn handle_column(&mut self, command: ColumnCommand) {
        match command {
            ColumnCommand::Rename { output, column, to } => self.rename_column(output, &column, &to),
            ColumnCommand::Trace { output, column, direction } => self.trace_column(output, &column, direction),
            ColumnCommand::EndTrace => self.project.view.lineage = None,
        }
    }
}
