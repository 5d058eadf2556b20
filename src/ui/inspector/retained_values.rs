//! Keeps showing the values of a formula that lost the focus by a click, while the pointer is on the form. Otherwise the layout
//! would move under the pointer between two clicks.

use egui::{Id, Ui};

use super::formula_values;
use crate::app::FormulaValues;
use crate::engine::ValueRows;

/// Records the values shown below the formula `id`.
pub fn keep(ui: &Ui, id: Id, values: &FormulaValues) {
    if let Some(rows) = &values.rows {
        ui.data_mut(|d| d.insert_temp(id.with("left values"), rows.clone()));
    }
}

/// Records whether another formula was focused by pointer or keyboard.
pub fn leave(ui: &Ui) {
    let by_pointer = ui.input(|i| i.pointer.any_released());
    ui.data_mut(|d| d.insert_temp(by_pointer_id(), by_pointer));
}

/// Draws the last values of the formula `id` dimmed, or discards them.
pub fn show(ui: &mut Ui, id: Id) {
    let id = id.with("left values");
    let Some(rows) = ui.data(|d| d.get_temp::<ValueRows>(id)) else { return };
    let by_pointer = ui.data(|d| d.get_temp(by_pointer_id())).unwrap_or(false);
    let pointer = ui.input(|i| i.pointer.latest_pos());
    if !by_pointer || !pointer.is_some_and(|at| ui.clip_rect().contains(at)) {
        return ui.data_mut(|d| d.remove::<ValueRows>(id));
    }
    let mut values = FormulaValues::default();
    (values.rows, values.is_stale) = (Some(rows), true);
    formula_values::show(ui, &values, false);
}

fn by_pointer_id() -> Id {
    Id::new("formula left by pointer")
}
