//! Edits a condition as rows below its formula: column, test, values. The setting remains the formula's text; incomplete rows
//! exist only here.

mod draft;
mod list;
mod row;
mod test_names;
mod value;

use egui::{Id, Sense, Ui, vec2};

use super::setting::Slot;
use crate::formula::{Formula, NoTerms, terms};
use crate::ui::theme;
use crate::ui::widgets;

use draft::{Draft, Row, RowActions};

/// Draws the rows of the formula and applies changes.
pub fn show(ui: &mut Ui, slot: &mut Slot<'_, '_>, formula: &mut Formula) {
    let id = slot.id.with("rows");
    let mut draft: Draft = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let mut is_old = false;
    if draft.text != formula.0 || (draft.rows.is_empty() && draft.text.is_empty()) {
        match terms(&formula.0) {
            Ok(terms) => draft = Draft::of(&formula.0, terms),
            Err(why) => {
                // For a partial formula, the previous rows are kept.
                if why != NoTerms::Unreadable || draft.rows.is_empty() {
                    ui.add_space(2.0);
                    widgets::small(ui, &tr!("rows-not-possible", why = why.text().to_string()));
                    return;
                }
                is_old = true;
            }
        }
    }
    if draft.rows.is_empty() {
        draft.rows.push(Row::default());
    }
    ui.add_space(6.0);
    row::take_focus(ui.ctx(), slot);
    let mut actions = RowActions::default();
    ui.add_enabled_ui(!is_old, |ui| rows(ui, slot, &mut draft, &mut actions));
    if let Some(index) = actions.remove {
        draft.rows.remove(index);
    }
    if actions.add {
        draft.rows.push(Row::default());
        row::focus_next(ui.ctx(), slot, "column", draft.rows.len() - 1);
    }
    if actions.changed || actions.remove.is_some() {
        draft.text = draft.written();
        if formula.0 != draft.text {
            formula.0.clone_from(&draft.text);
            slot.mark_changed();
        }
    }
    ui.data_mut(|d| d.insert_temp(id, draft));
}

fn rows(ui: &mut Ui, slot: &mut Slot<'_, '_>, draft: &mut Draft, actions: &mut RowActions) {
    let mut crosses = Vec::new();
    for (index, row) in draft.rows.iter_mut().enumerate() {
        crosses.push(row::show(ui, slot, index, row, actions));
    }
    foot(ui, slot.id, draft, actions);
    // Drawn after all fields, so that Tab never reaches the remove buttons in between.
    if draft.rows.len() > 1 || draft.rows.iter().any(|row| !row.term.column.is_empty()) {
        for (index, place) in crosses.into_iter().enumerate() {
            let name = tr!("remove-condition", number = index + 1);
            let icon = egui_phosphor::regular::X;
            if widgets::draw_over(ui, place, |ui| widgets::small_icon_button(ui, icon, &name)).clicked() {
                actions.remove = Some(index);
            }
        }
    }
}

/// Below the rows: a button for another row, and whether all conditions must hold.
fn foot(ui: &mut Ui, id: Id, draft: &mut Draft, actions: &mut RowActions) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), Sense::hover());
    let mut line = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(id.with("foot")));
    line.horizontal(|ui| {
        if widgets::button(ui, egui_phosphor::regular::PLUS, tr!("add-condition")).clicked() {
            actions.add = true;
        }
        if draft.rows.len() > 1 {
            let width = 132.0_f32.min(ui.available_width());
            let left = rect.right() - width;
            ui.add_space((left - ui.cursor().left() - ui.spacing().item_spacing.x).max(0.0));
            let mut any = usize::from(draft.any);
            let options = [tr!("condition-all"), tr!("condition-any")];
            if widgets::segments(ui, tr!("condition-hold"), &mut any, &options, width) {
                draft.any = any == 1;
                actions.changed = true;
            }
        }
    });
    ui.add_space(4.0);
}
