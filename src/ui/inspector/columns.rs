//! A list of columns in order: draggable chips and a column picker.

use egui::{Color32, FontId, Popup, Ui};

use super::column_picker::pick;
use super::setting::{Slot, problem_line};
use crate::ui::style::SMALL;
use crate::ui::theme;
use crate::ui::widgets::{self, type_icon};

/// More chips than this are collapsed.
const SHOWN: usize = 40;
/// The width of a chip without its text.
const CHIP: f32 = 42.0;

/// The chip being dragged.
#[derive(Clone)]
struct Dragged {
    path: String,
    from: usize,
}

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut Vec<String>, port: usize) {
    let columns = slot.columns(port);
    let mut removed = None;
    let mut moved = None;
    let all_id = slot.id.with("all");
    let all = ui.data(|d| d.get_temp(all_id).unwrap_or(false));
    let shown = if all { value.len() } else { value.len().min(SHOWN) };
    let response = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for (index, name) in value.iter().take(shown).enumerate() {
                let found = columns.iter().find(|c| c.name == *name);
                let icon = found.map_or("", |c| type_icon(&c.data_type));
                let wrong = found.is_none() && !columns.is_empty();
                // A chip in its own scope does not wrap by itself and would widen the panel.
                let words =
                    ui.painter().layout_no_wrap(name.clone(), FontId::proportional(SMALL), Color32::PLACEHOLDER);
                if ui.available_size_before_wrap().x < words.size().x + CHIP {
                    ui.end_row();
                }
                let chip = ui.push_id(name, |ui| widgets::chip(ui, icon, name, wrong)).inner;
                chip.response.dnd_set_drag_payload(Dragged { path: slot.path.clone(), from: index });
                let here = chip.response.dnd_hover_payload::<Dragged>().is_some_and(|d| d.path == slot.path);
                if here {
                    let stroke = egui::Stroke::new(2.0, theme::current(ui).accent);
                    ui.painter().vline(chip.response.rect.left() - 2.0, chip.response.rect.y_range(), stroke);
                }
                if let Some(dragged) = chip.response.dnd_release_payload::<Dragged>().filter(|d| d.path == slot.path) {
                    moved = Some((dragged.from, index));
                }
                slot.column_menu(&chip.response, name, port);
                if chip.removed {
                    removed = Some(index);
                }
                if wrong {
                    chip.response.on_hover_text(tr!("there-is-no-column", name = name));
                }
            }
            if shown < value.len() && widgets::link(ui, &tr!("and-more", count = value.len() - shown)).clicked() {
                ui.data_mut(|d| d.insert_temp(all_id, true));
            }
            let words = if value.is_empty() { tr!("choose-columns") } else { tr!("add") };
            let response = widgets::button(ui, egui_phosphor::regular::PLUS, words);
            if !value.is_empty() {
                clear(ui, slot, value);
            }
            response
        })
        .inner;
    // The list is attached to the setting, because its button moves as chips come and go.
    if let Some(change) = pick(&response, slot.id, columns, &|name| value.iter().any(|v| v == name)) {
        change.apply(value);
        slot.mark_changed();
    }
    if let Some((from, to)) = moved.filter(|(from, to)| from != to && *from < value.len()) {
        let name = value.remove(from);
        value.insert(to.min(value.len()), name);
        slot.mark_changed();
    }
    if let Some(index) = removed {
        value.remove(index);
        slot.mark_changed();
    }
    let inside = format!("{}[", slot.path);
    let is_inside = |p: &&crate::base::Problem| p.setting.as_deref().is_some_and(|path| path.starts_with(&inside));
    for problem in slot.context.problems.iter().filter(is_inside) {
        problem_line(ui, slot.context.node, problem, &mut slot.actions.commands);
    }
    let open = Popup::is_id_open(ui.ctx(), slot.id.with("popup"));
    slot.finish(ui, &response);
    if slot.focus && !open && !slot.context.is_fresh {
        Popup::open_id(ui.ctx(), slot.id.with("popup"));
    }
}

fn clear(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &[String]) {
    if value.len() <= 2 || slot.compact {
        return;
    }
    // A link is text and would wrap at the end of the line.
    let words = ui.painter().layout_no_wrap(tr!("clear").to_owned(), FontId::proportional(SMALL), Color32::PLACEHOLDER);
    if ui.available_size_before_wrap().x < words.size().x {
        ui.end_row();
    }
    if widgets::link(ui, tr!("clear")).clicked() {
        slot.actions.reset = Some(slot.field.name.to_owned());
    }
}
