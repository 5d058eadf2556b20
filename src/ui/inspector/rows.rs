//! A list of rows: one line of fields per row, with a drag handle and a remove button.

use egui::{CursorIcon, FontId, Id, Popup, Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::form_ui::{FormUi, RowCursor};
use super::multi_column_rows;
use super::probe::{ControlType, Probe, ProbedField, Tick};
use super::row_layout::{field_sizes, place_fields};
use super::setting::{Slot, problem_line};
use crate::nodes::form::{Rows, RowsStyle};
use crate::ui::style::{SMALL, hairline};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// In the margin left of the rows.
const HANDLE: f32 = 12.0;
const CROSS: f32 = 20.0;

/// An action on the rows, applied once all are drawn.
enum RowAction {
    Shift(usize, usize),
    Remove(usize),
}

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, style: RowsStyle, rows: &mut dyn Rows) {
    let before = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = width(ui.available_width(), style);
    let mut action = None;
    if style.fixed && rows.len() > 2 {
        multi_column_rows::tick(ui, slot, rows);
    }
    if !rows.is_empty() {
        headings(ui, slot, style, rows, width);
    }
    let heights_id = slot.id.with("heights");
    let mut heights: Vec<f32> = ui.data(|d| d.get_temp(heights_id)).unwrap_or_default();
    heights.resize(rows.len(), 0.0);
    let mut rects = Vec::with_capacity(rows.len());
    let mut drawn = Vec::new();
    for (index, known) in heights.iter_mut().enumerate() {
        let top = ui.cursor().min;
        let guess = Rect::from_min_size(top, vec2(ui.available_width(), *known));
        let is_target = slot.context.go_to.as_deref().is_some_and(|path| path.starts_with(&slot.path));
        if *known > 0.0 && !ui.is_rect_visible(guess) && !is_target {
            // Rows far out of view are not drawn, only measured.
            rects.push(ui.allocate_space(guess.size()).1);
            continue;
        }
        let rect = row(ui, slot, style, rows, index, width);
        drawn.push((index, rect));
        *known = rect.height();
        rects.push(rect);
    }
    ui.data_mut(|d| d.insert_temp(heights_id, heights));
    drop_line(ui, slot, &rects, &mut action);
    ui.spacing_mut().item_spacing.y = before;
    let mut added = false;
    let mut picked = false;
    if !style.fixed {
        ui.add_space(4.0);
        (added, picked) = ui
            .horizontal(|ui| {
                let add = widgets::button(ui, egui_phosphor::regular::PLUS, slot.field.add());
                if slot.focus && rows.is_empty() {
                    add.request_focus();
                }
                (add.clicked(), multi_column_rows::add(ui, slot, rows))
            })
            .inner;
    }
    // Drawn after all fields, so that Tab never reaches the remove buttons in between.
    for (index, rect) in drawn {
        row_controls(ui, slot, style, index, rows.len(), rect, &mut action);
    }
    match action {
        Some(RowAction::Shift(from, to)) if from != to => rows.shift(from, to),
        Some(RowAction::Remove(index)) => rows.remove(index),
        _ => {
            if !added {
                if picked {
                    slot.mark_changed();
                }
                return;
            }
            rows.add();
            // The first field to fill in gets the text cursor.
            let mut probe = Probe::new(slot.context.inputs);
            rows.row(rows.len() - 1, &mut probe);
            if let Some(first) = probe.fields.first().filter(|probed| probed.sort != ControlType::Flag) {
                let path = format!("{}[{}].{}", slot.path, rows.len() - 1, first.field.name);
                super::go_to::request(ui.ctx(), slot.context.node, path.trim_end_matches('.'));
            }
        }
    }
    slot.mark_changed();
}

/// The width of a row's fields in a list of width `list`.
pub fn width(list: f32, style: RowsStyle) -> f32 {
    if style.fixed { list } else { list - CROSS }
}

/// Draws one row and returns its rectangle.
fn row(ui: &mut Ui, slot: &mut Slot<'_, '_>, style: RowsStyle, rows: &mut dyn Rows, index: usize, width: f32) -> Rect {
    let origin = ui.cursor().min;
    let mut probe = Probe::new(slot.context.inputs);
    rows.row(index, &mut probe);
    let places = place_fields(&field_sizes(ui, &probe.fields), style, width);
    let block = places.iter().any(|place| place.line > 0);
    let prefix = format!("{}[{index}]", slot.path);
    let places = RowCursor::new(index + 1, style.fixed, origin + vec2(0.0, 2.0), places);
    let mut form = FormUi::row(ui, slot.context, slot.actions, format!("{prefix}."), places);
    rows.row(index, &mut form);
    let bottom = form.bottom();
    let rect = Rect::from_min_max(origin, pos2(origin.x + ui.available_width(), bottom + 2.0));
    ui.allocate_rect(rect, Sense::hover());
    let own = |setting: &str| setting == prefix || setting.starts_with(&format!("{prefix}."));
    for problem in slot.context.problems.iter().filter(|p| p.setting.as_deref().is_some_and(own)) {
        if problem.setting.as_deref().is_some_and(|setting| slot.context.delays_problems(ui, setting)) {
            continue;
        }
        problem_line(ui, slot.context.node, problem, &mut slot.actions.commands);
        ui.add_space(4.0);
    }
    if block && index + 1 < rows.len() {
        let y = ui.cursor().top() + 4.0;
        ui.painter().hline(rect.x_range(), y, hairline(theme::current(ui)));
        ui.add_space(8.0);
    }
    Rect::from_min_max(rect.min, pos2(rect.right(), ui.cursor().top()))
}

/// The controls at the edges of a row: drag handle and remove button.
fn row_controls(
    ui: &mut Ui,
    slot: &Slot<'_, '_>,
    style: RowsStyle,
    index: usize,
    count: usize,
    rect: Rect,
    action: &mut Option<RowAction>,
) {
    let hovered = ui.rect_contains_pointer(rect);
    handle(ui, slot.id.with(("handle", index)), index, count, rect, hovered, style, action);
    if !style.fixed {
        let place = Rect::from_min_size(pos2(rect.right() - 18.0, rect.top() + 5.0), vec2(18.0, 18.0));
        let name = tr!("remove-row-numbered", number = index + 1);
        let icon = egui_phosphor::regular::X;
        if widgets::draw_over(ui, place, |ui| widgets::small_icon_button(ui, icon, &name)).clicked() {
            *action = Some(RowAction::Remove(index));
        }
    }
}

/// The drag handle of a row; a click opens a menu.
#[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
fn handle(
    ui: &mut Ui,
    id: Id,
    index: usize,
    count: usize,
    rect: Rect,
    hovered: bool,
    style: RowsStyle,
    action: &mut Option<RowAction>,
) {
    let palette = theme::current(ui);
    let place = Rect::from_min_size(rect.min + vec2(-HANDLE, 2.0), vec2(HANDLE, ROW));
    let hovered = hovered || ui.rect_contains_pointer(place);
    let response = ui.interact(place, id, Sense::click_and_drag());
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), tr!("row-named", number = index + 1)));
    let warm = response.hovered() || response.dragged() || response.has_focus();
    if hovered || warm {
        let color = if warm { palette.text } else { palette.weak };
        let icon = egui_phosphor::regular::DOTS_SIX_VERTICAL;
        ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, icon, FontId::proportional(14.0), color);
    }
    let response = response.on_hover_cursor(CursorIcon::Grab);
    if response.drag_started() {
        ui.data_mut(|d| d.insert_temp(Id::new("dragged row"), id));
    }
    Popup::menu(&response).show(|ui| {
        let mut entry = |ui: &mut Ui, words: &str, enabled: bool, then: RowAction| {
            if ui.add_enabled(enabled, egui::Button::new(words)).clicked() {
                *action = Some(then);
            }
        };
        entry(ui, tr!("move-up"), index > 0, RowAction::Shift(index, index.saturating_sub(1)));
        entry(ui, tr!("move-down"), index + 1 < count, RowAction::Shift(index, index + 1));
        entry(ui, tr!("move-to-top"), index > 0, RowAction::Shift(index, 0));
        entry(ui, tr!("move-to-bottom"), index + 1 < count, RowAction::Shift(index, count.saturating_sub(1)));
        if !style.fixed {
            entry(ui, tr!("step-remove"), true, RowAction::Remove(index));
        }
    });
}

/// During a drag, shows where the row would land, and moves it when it is dropped.
fn drop_line(ui: &Ui, slot: &Slot<'_, '_>, rects: &[Rect], action: &mut Option<RowAction>) {
    let dragged_id = Id::new("dragged row");
    let Some(dragged) = ui.data(|d| d.get_temp::<Id>(dragged_id)) else { return };
    let Some(from) = (0..rects.len()).find(|index| slot.id.with(("handle", *index)) == dragged) else { return };
    let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
    let before = rects.iter().filter(|rect| rect.center().y < pointer.y).count();
    let to = if before > from { before - 1 } else { before };
    if ui.input(|i| i.pointer.any_released() || !i.pointer.any_down()) {
        ui.data_mut(|d| d.remove::<Id>(dragged_id));
        *action = Some(RowAction::Shift(from, to));
        return;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let palette = theme::current(ui);
    let y = rects.get(before).map_or_else(|| rects.last().map_or(0.0, |r| r.bottom()), |r| r.top());
    let range = rects[from].x_range();
    ui.painter().hline(range, y, Stroke::new(2.0, palette.accent));
    let veil = palette.accent.gamma_multiply(0.12);
    ui.painter().rect_filled(rects[from], egui::CornerRadius::same(theme::RADIUS), veil);
}

/// The headings above the first line. The heading of a flag is a check box that ticks all rows.
fn headings(ui: &mut Ui, slot: &mut Slot<'_, '_>, style: RowsStyle, rows: &mut dyn Rows, width: f32) {
    let mut probe = Probe::new(slot.context.inputs);
    rows.row(0, &mut probe);
    let is_said_above = probe.fields.len() == 1 && probe.fields[0].sort != ControlType::Flag;
    if is_said_above || probe.fields.iter().any(|probed| probed.sort == ControlType::Wide) {
        return;
    }
    let palette = theme::current(ui);
    let places = place_fields(&field_sizes(ui, &probe.fields), style, width);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let first_line = places.iter().zip(&probe.fields).take(style.headings).filter(|(place, _)| place.line == 0);
    for (place, probed) in first_line {
        let left = rect.left() + place.x;
        if probed.sort == ControlType::Flag {
            tick_all(ui, slot, rows, probed, pos2(left, rect.top() - 2.0));
            continue;
        }
        let job =
            widgets::elided_job(probed.field.heading(), FontId::proportional(SMALL - 0.5), palette.weak, place.width);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, palette.weak);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, hairline(palette));
    ui.add_space(2.0);
}

fn tick_all(ui: &mut Ui, slot: &mut Slot<'_, '_>, rows: &mut dyn Rows, probed: &ProbedField, at: egui::Pos2) {
    let mut tick = Tick { name: probed.field.name, set: None, seen: false };
    let mut all = true;
    for index in 0..rows.len() {
        rows.row(index, &mut tick);
        all &= tick.seen;
    }
    let place = Rect::from_min_size(at, vec2(20.0, ROW));
    let name = tr!("label-all", label = probed.field.label());
    let response = widgets::draw_over(ui, place, |ui| widgets::check(ui, &mut all, "", &name));
    if response.changed() {
        tick.set = Some(all);
        (0..rows.len()).for_each(|index| rows.row(index, &mut tick));
        slot.mark_changed();
    }
    response.on_hover_text(name);
}
