//! One of several: side by side where it fits, else in a list that drops down.

use egui::{ComboBox, CornerRadius, FontId, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType};
use egui::{pos2, vec2};

use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS, ROW};

/// A list that drops down, `width` points wide. `options` are icon (may be empty) and words; `true` when another was chosen.
pub fn drop_down(ui: &mut Ui, id: Id, name: &str, value: &mut usize, options: &[(&str, &str)], width: f32) -> bool {
    let before = *value;
    let shown = options.get(before).map_or("", |(_, words)| *words);
    let inner = ui.scope(|ui| {
        ui.set_max_width(width);
        ComboBox::from_id_salt(id)
            .selected_text(shown)
            .width(width)
            .truncate()
            .icon(|ui, rect, _, _| {
                let color = theme::current(ui).weak;
                let icon = egui_phosphor::regular::CARET_DOWN;
                ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, FontId::proportional(12.0), color);
            })
            .show_ui(ui, |ui| {
                for (index, (icon, words)) in options.iter().enumerate() {
                    let chosen = index == *value;
                    let response = if icon.is_empty() {
                        ui.selectable_label(chosen, *words)
                    } else {
                        ui.add(egui::Button::selectable(chosen, (*icon, *words)))
                    };
                    super::name(ui, response.id, words);
                    if response.clicked() {
                        *value = index;
                    }
                }
            })
            .response
    });
    super::name(ui, inner.inner.id, name);
    *value != before
}

/// Segments side by side over `width` points; `true` when another was chosen.
pub fn segments(ui: &mut Ui, name: &str, value: &mut usize, options: &[&str], width: f32) -> bool {
    let before = *value;
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    let radius = CornerRadius::same(RADIUS);
    let line = Stroke::new(1.0, palette.edge());
    ui.painter().rect(rect, radius, palette.ground, line, StrokeKind::Inside);
    let part = width / options.len().max(1) as f32;
    for (index, words) in options.iter().enumerate() {
        let left = rect.left() + part * index as f32;
        let cell = Rect::from_min_max(pos2(left.round(), rect.top()), pos2((left + part).round(), rect.bottom()));
        let response = segment(ui, cell, id.with(index), words, index == before);
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), index == before, *words));
        let response = response.on_hover_text(format!("{name}: {words}"));
        if response.clicked() {
            *value = index;
        }
    }
    *value != before
}

fn segment(ui: &Ui, cell: Rect, id: Id, words: &str, chosen: bool) -> Response {
    let palette = theme::current(ui);
    let response = ui.interact(cell, id, Sense::click());
    let warm = response.hovered() || response.has_focus();
    let inner = cell.shrink(2.0);
    let radius = CornerRadius::same(RADIUS - 1);
    if chosen {
        let line = Stroke::new(1.0, palette.accent);
        ui.painter().rect(inner, radius, palette.selected(), line, StrokeKind::Inside);
    } else if warm {
        ui.painter().rect_filled(inner, radius, palette.hover);
    }
    let color = if chosen || warm { palette.text } else { palette.weak };
    let size = if cell.width() < 64.0 { SMALL } else { BODY };
    let job = super::elided_job(words, FontId::proportional(size), color, inner.width() - 4.0);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    ui.painter().galley(cell.center() - galley.size() / 2.0, galley, color);
    response
}
