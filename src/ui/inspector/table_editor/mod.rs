//! The editor for tables that are typed in, used like a spreadsheet: cells are navigated, overwritten, copied, pasted and cleared
//! by keys. An extra line below and an extra column at the right take new values. Only visible cells are drawn, so the table may
//! be long.

mod actions;
mod cell_field;
mod cells;
pub mod focus;
mod geometry;
pub mod keys;
mod menu;
mod paint;
mod state;

use egui::{EventFilter, ScrollArea, Sense, Ui};

use super::setting::{FormContext, Slot};
use crate::base::Type;
use crate::ui::style::hairline;
use crate::ui::{theme, widgets};

use cells::Cells;
use geometry::Geometry;
use state::State;

/// Draws the table editor of a node and applies changes.
pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    let mut cells = Cells { headers, rows };
    let kept = slot.id.with("sheet");
    let first = State { anchor: (1, 0), cursor: (1, 0), ..State::default() };
    let state = ui.data(|data| data.get_temp(kept)).unwrap_or(first);
    let mut sheet = TableEditor { slot, cells: &mut cells, state, menu: false, geometry: Geometry::new((0, 0), 0.0) };
    sheet.show(ui);
    let state = sheet.state;
    ui.data_mut(|data| {
        data.insert_temp(kept, state);
        data.insert_temp(focus::focus_id(), slot.id);
    });
}

/// The table editor in one frame.
struct TableEditor<'a, 'c, 'f, 's> {
    slot: &'a mut Slot<'f, 's>,
    cells: &'a mut Cells<'c>,
    state: State,
    geometry: Geometry,
    /// The menu was requested by its key.
    menu: bool,
}

/// The types of the output columns by name.
fn types<'s>(slot: &Slot<'_, 's>, headers: &[String]) -> Vec<Option<&'s Type>> {
    let context: &'s FormContext<'s> = slot.context;
    let own = |name: &String| {
        context.output_columns.iter().find(|column| column.name == *name).map(|column| &column.data_type)
    };
    headers.iter().map(own).collect()
}

impl TableEditor<'_, '_, '_, '_> {
    fn show(&mut self, ui: &mut Ui) {
        self.state.keep_within(self.ends());
        if self.slot.focus {
            ui.memory_mut(|memory| memory.request_focus(self.slot.id));
        }
        let available = ui.available_width();
        self.geometry = Geometry::new(self.ends(), available);
        let size = self.geometry.size();
        let height = self.geometry.height(available);
        egui::Frame::new().stroke(hairline(theme::current(ui))).show(ui, |ui| {
            let area = ScrollArea::both().id_salt(self.slot.id).max_height(height).auto_shrink([false, true]);
            area.show_viewport(ui, |ui, seen| {
                ui.set_min_size(size);
                self.geometry.origin = ui.min_rect().min;
                self.geometry.seen = seen;
                self.grid(ui);
            });
        });
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, egui_phosphor::regular::PLUS, tr!("add-row")).clicked() {
                self.change(ui, |cells| cells.insert_rows(cells.end_line(), 1));
            }
            if widgets::button(ui, egui_phosphor::regular::PLUS, tr!("add-column")).clicked() {
                self.change(ui, |cells| cells.insert_columns(cells.headers.len(), 1));
            }
            widgets::small(ui, &say!("count-rows", count = self.cells.rows.len()).to_string());
        });
    }

    fn ends(&self) -> state::Ends {
        (self.cells.end_line(), self.cells.headers.len())
    }

    fn grid(&mut self, ui: &mut Ui) {
        let id = self.slot.id;
        let seen = self.geometry.seen.translate(self.geometry.origin.to_vec2());
        let grid = ui.interact(seen, id, Sense::click_and_drag());
        if self.state.typing.is_none() && grid.has_focus() {
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            self.handle_keys(ui);
        }
        self.handle_pointer(ui, &grid);
        let asked = menu::show(ui, &grid, &self.geometry, &self.state, std::mem::take(&mut self.menu));
        if let Some(asked) = asked {
            self.handle_menu(ui, asked);
        }
        self.announce_cursor(ui, grid.has_focus());
        let types = types(self.slot, self.cells.headers);
        let has_focus = grid.has_focus() || self.state.typing.is_some();
        paint::cells(ui, id, &self.geometry, self.cells, &types, &self.state, has_focus);
        self.edit_cell(ui);
        if std::mem::take(&mut self.state.reveal) {
            ui.scroll_to_rect(self.geometry.revealed(self.state.cursor), None);
        }
    }
}
