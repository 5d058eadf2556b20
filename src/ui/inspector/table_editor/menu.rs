//! The context menu of the cells.

use egui::{Popup, Response, SetOpenCommand, Ui};

use super::cells::Area;
use super::geometry::Geometry;
use super::state::State;

/// An entry of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuAction {
    Copy,
    Cut,
    Paste,
    Edit,
    InsertRows { below: bool },
    InsertColumns { right: bool },
    RemoveRows,
    RemoveColumns,
}

/// Shows the menu while it is open; `opens` opens it at the cursor.
pub fn show(ui: &Ui, grid: &Response, geometry: &Geometry, state: &State, opens: bool) -> Option<MenuAction> {
    let by_key = grid.id.with("menu by key");
    if opens || grid.secondary_clicked() {
        ui.data_mut(|data| data.insert_temp(by_key, opens));
    }
    let mut popup = Popup::context_menu(grid);
    if ui.data(|data| data.get_temp(by_key)).unwrap_or(false) {
        popup = popup.at_position(geometry.cell(state.cursor).left_bottom());
        popup = popup.open_memory(opens.then_some(SetOpenCommand::Bool(true)));
    }
    let mut asked = None;
    let shown = popup.show(|ui| {
        for (index, entry) in entries(state.area(), geometry).into_iter().enumerate() {
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
    });
    let was_open = grid.id.with("menu was open");
    let is_open = shown.is_some();
    if !is_open && ui.data(|data| data.get_temp(was_open)).unwrap_or(false) {
        grid.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(was_open, is_open));
    asked
}

/// The entries; `None` is a separator.
fn entries(area: Area, geometry: &Geometry) -> Vec<Option<(String, MenuAction)>> {
    let rows = area.bottom.min(geometry.ends.0 - 1).saturating_sub(area.top.max(1)) + 1;
    let columns = area.right.min(geometry.ends.1.saturating_sub(1)).saturating_sub(area.left) + 1;
    let mut entries = vec![
        Some((tr!("copy-cells").to_owned(), MenuAction::Copy)),
        Some((tr!("cut-cells").to_owned(), MenuAction::Cut)),
        Some((tr!("paste-cells").to_owned(), MenuAction::Paste)),
        Some(match area.top {
            0 => (tr!("rename-in-sheet").to_owned(), MenuAction::Edit),
            _ => (tr!("edit-cell").to_owned(), MenuAction::Edit),
        }),
        None,
    ];
    if area.bottom > 0 {
        entries.push(Some((tr!("insert-rows-above", count = rows), MenuAction::InsertRows { below: false })));
        entries.push(Some((tr!("insert-rows-below", count = rows), MenuAction::InsertRows { below: true })));
        entries.push(Some((tr!("remove-rows", count = rows), MenuAction::RemoveRows)));
        entries.push(None);
    }
    entries.push(Some((tr!("insert-columns-left", count = columns), MenuAction::InsertColumns { right: false })));
    entries.push(Some((tr!("insert-columns-right", count = columns), MenuAction::InsertColumns { right: true })));
    entries.push(Some((tr!("remove-columns", count = columns), MenuAction::RemoveColumns)));
    entries
}
