//! What can be asked about a column wherever it is seen: in the table, in the inspector.

use egui::Ui;
use egui_phosphor::regular as icon;

use crate::app::{ColumnWish, Command};
use crate::engine::OutputRef;
use crate::nodes::Direction;

use super::dialogs::column_command;

/// The entries of a menu about `column` of the table of `output`.
pub fn entries(ui: &mut Ui, output: OutputRef, column: &str, out: &mut Vec<Command>) {
    let wishes = [
        (icon::TEXTBOX, tr!("rename-everywhere"), ColumnWish::Rename),
        (icon::MAGNIFYING_GLASS, tr!("find-usages"), ColumnWish::Usages),
        (icon::ARROW_LINE_LEFT, tr!("where-from"), ColumnWish::Trace(Direction::Back)),
        (icon::ARROW_LINE_RIGHT, tr!("what-depends"), ColumnWish::Trace(Direction::Forth)),
    ];
    for (icon, title, wish) in wishes {
        let response = ui.button((icon, title));
        super::widgets::name(ui, response.id, title);
        if response.clicked() {
            out.push(column_command(output, column.to_owned(), wish));
            ui.close();
        }
    }
}
