//! Asks which column of the shown table an action applies to.

use egui_phosphor::regular as icon;

use crate::app::view::Dialog;
use crate::app::{App, ColumnCommand, ColumnRequest, Command, WindowCommand};
use crate::engine::OutputRef;
use crate::ui::picker::{Item, Picker};
use crate::ui::theme;
use crate::ui::widgets::type_icon;

use super::card::card;

pub(super) fn show(
    picker: &mut Picker,
    ctx: &egui::Context,
    app: &App,
    output: OutputRef,
    request: ColumnRequest,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    let planned = app.project.results.get(output.node).and_then(|result| result.columns.get(output.port));
    let columns = planned.and_then(Option::as_deref).unwrap_or_default();
    let name = app.document().node(output.node).map_or("", |node| node.name.as_str());
    let items: Vec<Item> = columns
        .iter()
        .map(|column| Item {
            icon: type_icon(&column.data_type),
            icon_colour: colours.weak,
            title: column.name.clone(),
            about: String::new(),
            right: column.data_type.name().to_string(),
            words: &[],
            enabled: true,
        })
        .collect();
    let hint = match request {
        ColumnRequest::Rename => tr!("rename-which-column", name = name),
        ColumnRequest::Usages => tr!("usages-of-which-column", name = name),
        ColumnRequest::Trace(_) => tr!("way-of-which-column", name = name),
    };
    card(ctx, app, 460.0, out, |ui, out| {
        if columns.is_empty() {
            ui.label(
                egui::RichText::new(format!("{} {}", icon::INFO, tr!("columns-not-known", name = name)))
                    .color(colours.weak),
            );
            return;
        }
        if let Some(index) = picker.show(ui, colours, &hint, &items) {
            let column = columns[index].name.clone();
            out.push(command(output, column, request));
        }
    });
}

/// The command for a request about a column.
pub fn command(output: OutputRef, column: String, request: ColumnRequest) -> Command {
    match request {
        ColumnRequest::Rename => Command::Window(WindowCommand::OpenDialog(Dialog::RenameColumn { output, column })),
        ColumnRequest::Usages => Command::Window(WindowCommand::OpenDialog(Dialog::Usages { output, column })),
        ColumnRequest::Trace(direction) => Command::Column(ColumnCommand::Trace { output, column, direction }),
    }
}
