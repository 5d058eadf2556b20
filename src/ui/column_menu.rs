//! The menu entries for a column, shared by the table and the inspector.

use egui::Ui;

use crate::app::{ColumnRequest, Command};
use crate::engine::OutputRef;
use crate::nodes::Direction;

use super::dialogs::column_command;

/// Adds the menu entries for `column` of the table of `output`.
pub fn entries(ui: &mut Ui, output: OutputRef, column: &str, out: &mut Vec<Command>) {
    let requests = [
        (tr!("rename-everywhere"), ColumnRequest::Rename),
        (tr!("find-usages"), ColumnRequest::Usages),
        (tr!("where-from"), ColumnRequest::Trace(Direction::Back)),
        (tr!("what-depends"), ColumnRequest::Trace(Direction::Forth)),
    ];
    for (title, request) in requests {
        if ui.button(title).clicked() {
            out.push(column_command(output, column.to_owned(), request));
            ui.close();
        }
    }
}
