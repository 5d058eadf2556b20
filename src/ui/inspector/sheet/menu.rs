//! The menu of the cells: what is done with them, and with rows and columns.

use egui::{Popup, Response, SetOpenCommand, Ui, ViewportCommand};

use super::cells::Area;
use super::places::Places;
use super::state::State;

/// What the menu asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Copy,
    Cut,
    Edit,
    InsertRows { below: bool },
    InsertColumns { right: bool },
    RemoveRows,
    RemoveColumns,
}

/// Shows the menu while it is open; `opens` by the keyboard, at the cursor.
pub fn show(ui: &Ui, grid: &Response, places: &Places, state: &State, opens: bool) -> Option<Asked> {
    let by_key = grid.id.with("menu by key");
    if opens || grid.secondary_clicked() {
        ui.data_mut(|data| data.insert_temp(by_key, opens));
    }
    let mut popup = Popup::context_menu(grid);
    if ui.data(|data| data.get_temp(by_key)).unwrap_or(false) {
        popup = popup.at_position(places.cell(state.cursor).left_bottom());
        popup = popup.open_memory(opens.then_some(SetOpenCommand::Bool(true)));
    }
    let mut asked = None;
    let shown = popup.show(|ui| {
        for (index, entry) in entries(state.area(), places).into_iter().enumerate() {
            let Some((words, what)) = entry else {
                ui.separator();
                continue;
            };
            let button = ui.button(words);
            if opens && index == 0 {
                button.request_focus();
            }
            if button.clicked() {
                asked = Some(what);
            }
        }
        ui.separator();
        if ui.button(tr!("paste-cells")).clicked() {
            grid.request_focus();
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    });
    let was_open = grid.id.with("menu was open");
    let is_open = shown.is_some();
    if !is_open && ui.data(|data| data.get_temp(was_open)).unwrap_or(false) {
        grid.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(was_open, is_open));
    asked
}

/// `None` is a line between groups.
fn entries(area: Area, places: &Places) -> Vec<Option<(String, Asked)>> {
    let rows = area.bottom.min(places.ends.0 - 1).saturating_sub(area.top.max(1)) + 1;
    let columns = area.right.min(places.ends.1.saturating_sub(1)).saturating_sub(area.left) + 1;
    let mut entries = vec![
        Some((tr!("copy-cells").to_owned(), Asked::Copy)),
        Some((tr!("cut-cells").to_owned(), Asked::Cut)),
        Some(match area.top {
            0 => (tr!("rename-in-sheet").to_owned(), Asked::Edit),
            _ => (tr!("edit-cell").to_owned(), Asked::Edit),
        }),
        None,
    ];
    if area.bottom > 0 {
        entries.push(Some((tr!("insert-rows-above", count = rows), Asked::InsertRows { below: false })));
        entries.push(Some((tr!("insert-rows-below", count = rows), Asked::InsertRows { below: true })));
        entries.push(Some((tr!("remove-rows", count = rows), Asked::RemoveRows)));
        entries.push(None);
    }
    entries.push(Some((tr!("insert-columns-left", count = columns), Asked::InsertColumns { right: false })));
    entries.push(Some((tr!("insert-columns-right", count = columns), Asked::InsertColumns { right: true })));
    entries.push(Some((tr!("remove-columns", count = columns), Asked::RemoveColumns)));
    entries
}
