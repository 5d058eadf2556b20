//! A repeated group: one line of fields for each row, with a handle to drag and a cross to take it away.

use egui::{CursorIcon, FontId, Id, Popup, Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::field::{Slot, problem_line};
use super::form_ui::{FormUi, Place, RowPlaces};
use super::pick_columns::pick;
use super::probe::{Probe, Probed, Sort, Tick, TickedRow};
use crate::nodes::form::{Rows, RowsStyle};
use crate::ui::style::{SMALL, hairline};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// Stands in the margin left of the rows.
const HANDLE: f32 = 12.0;
const CROSS: f32 = 20.0;
const GAP: f32 = 4.0;

/// What is done to the rows once all are drawn.
enum Wish {
    Shift(usize, usize),
    Remove(usize),
}

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, style: RowsStyle, rows: &mut dyn Rows) {
    let before = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width() - if style.fixed { 0.0 } else { CROSS };
    let mut wish = None;
    if style.fixed && rows.len() > 2 {
        tick_several(ui, slot, rows);
    }
    if !rows.is_empty() {
        headings(ui, slot, style, rows, width);
    }
    let heights_id = slot.id.with("heights");
    let mut heights: Vec<f32> = ui.data(|d| d.get_temp(heights_id)).unwrap_or_default();
    heights.resize(rows.len(), 0.0);
    let mut rects = Vec::with_capacity(rows.len());
    for (index, known) in heights.iter_mut().enumerate() {
        let top = ui.cursor().min;
        let guess = Rect::from_min_size(top, vec2(ui.available_width(), *known));
        let wanted = slot.scene.go_to.as_deref().is_some_and(|path| path.starts_with(&slot.path));
        if *known > 0.0 && !ui.is_rect_visible(guess) && !wanted {
            // Far rows of long lists are only counted.
            rects.push(ui.allocate_space(guess.size()).1);
            continue;
        }
        let rect = row(ui, slot, style, rows, index, width, &mut wish);
        *known = rect.height();
        rects.push(rect);
    }
    ui.data_mut(|d| d.insert_temp(heights_id, heights));
    drop_line(ui, slot, &rects, &mut wish);
    ui.spacing_mut().item_spacing.y = before;
    match wish {
        Some(Wish::Shift(from, to)) if from != to => rows.shift(from, to),
        Some(Wish::Remove(index)) => rows.remove(index),
        _ => {
            if style.fixed {
                return;
            }
            ui.add_space(4.0);
            if !widgets::button(ui, egui_phosphor::regular::PLUS, slot.field.add()).clicked() {
                return;
            }
            rows.add();
            // What is to be filled in first has the cursor.
            let mut probe = Probe::new(slot.scene.inputs);
            rows.row(rows.len() - 1, &mut probe);
            if let Some(first) = probe.fields.first().filter(|probed| probed.sort != Sort::Flag) {
                let path = format!("{}[{}].{}", slot.path, rows.len() - 1, first.field.name);
                super::go_to(ui.ctx(), slot.scene.node, path.trim_end_matches('.'));
            }
        }
    }
    slot.mark_changed();
}

/// One row; gives back the place that it took.
fn row(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    style: RowsStyle,
    rows: &mut dyn Rows,
    index: usize,
    width: f32,
    wish: &mut Option<Wish>,
) -> Rect {
    let origin = ui.cursor().min;
    let mut probe = Probe::new(slot.scene.inputs);
    rows.row(index, &mut probe);
    let places = places(&probe.fields, style.headings, width);
    let block = places.iter().any(|place| place.line > 0);
    let prefix = format!("{}[{index}]", slot.path);
    let places = RowPlaces::new(index + 1, style.fixed, origin + vec2(0.0, 2.0), places);
    let mut form = FormUi::row(ui, slot.scene, slot.acts, format!("{prefix}."), places);
    rows.row(index, &mut form);
    let bottom = form.bottom();
    let rect = Rect::from_min_max(origin, pos2(origin.x + ui.available_width(), bottom + 2.0));
    ui.allocate_rect(rect, Sense::hover());
    let hovered = ui.rect_contains_pointer(rect);
    handle(ui, slot.id.with(("handle", index)), index, rows.len(), rect, hovered, style, wish);
    if !style.fixed {
        let place = Rect::from_min_size(pos2(rect.right() - 18.0, rect.top() + 5.0), vec2(18.0, 18.0));
        let name = tr!("remove-row-numbered", number = index + 1);
        let icon = egui_phosphor::regular::X;
        if widgets::over(ui, place, |ui| widgets::small_icon_button(ui, icon, &name)).clicked() {
            *wish = Some(Wish::Remove(index));
        }
    }
    let own = |setting: &str| setting == prefix || setting.starts_with(&format!("{prefix}."));
    for problem in slot.scene.problems.iter().filter(|p| p.setting.as_deref().is_some_and(own)) {
        problem_line(ui, slot.scene.node, problem, &mut slot.acts.commands);
        ui.add_space(4.0);
    }
    if block && index + 1 < rows.len() {
        let y = ui.cursor().top() + 4.0;
        ui.painter().hline(rect.x_range(), y, hairline(theme::current(ui)));
        ui.add_space(8.0);
    }
    Rect::from_min_max(rect.min, pos2(rect.right(), ui.cursor().top()))
}

/// The dots by which a row is dragged; a click opens what else can be done with it.
#[expect(clippy::too_many_arguments)]
fn handle(
    ui: &mut Ui,
    id: Id,
    index: usize,
    count: usize,
    rect: Rect,
    hovered: bool,
    style: RowsStyle,
    wish: &mut Option<Wish>,
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
        let mut entry = |ui: &mut Ui, words: &str, enabled: bool, then: Wish| {
            if ui.add_enabled(enabled, egui::Button::new(words)).clicked() {
                *wish = Some(then);
            }
        };
        entry(ui, tr!("move-up"), index > 0, Wish::Shift(index, index.saturating_sub(1)));
        entry(ui, tr!("move-down"), index + 1 < count, Wish::Shift(index, index + 1));
        entry(ui, tr!("move-to-top"), index > 0, Wish::Shift(index, 0));
        entry(ui, tr!("move-to-bottom"), index + 1 < count, Wish::Shift(index, count.saturating_sub(1)));
        if !style.fixed {
            entry(ui, tr!("step-remove"), true, Wish::Remove(index));
        }
    });
}

/// While a row is dragged: the line where it would land, and the move when it is dropped.
fn drop_line(ui: &Ui, slot: &Slot<'_, '_>, rects: &[Rect], wish: &mut Option<Wish>) {
    let dragged_id = Id::new("dragged row");
    let Some(dragged) = ui.data(|d| d.get_temp::<Id>(dragged_id)) else { return };
    let Some(from) = (0..rects.len()).find(|index| slot.id.with(("handle", *index)) == dragged) else { return };
    let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
    let before = rects.iter().filter(|rect| rect.center().y < pointer.y).count();
    let to = if before > from { before - 1 } else { before };
    if ui.input(|i| i.pointer.any_released() || !i.pointer.any_down()) {
        ui.data_mut(|d| d.remove::<Id>(dragged_id));
        *wish = Some(Wish::Shift(from, to));
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

/// The places of a row's fields: those with a heading share the first line by their weight, wide ones have their own.
fn places(fields: &[Probed], headings: usize, width: f32) -> Vec<Place> {
    let wide = fields.iter().any(|probed| probed.sort == Sort::Wide);
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for (index, probed) in fields.iter().enumerate() {
        let alone = probed.sort == Sort::Wide || (index > 0 && fields[index - 1].sort == Sort::Wide);
        let extra = !wide && index == headings;
        match lines.last_mut() {
            Some(line) if !(alone || extra) => line.push(index),
            _ => lines.push(vec![index]),
        }
    }
    let mut places = Vec::with_capacity(fields.len());
    for (number, line) in lines.iter().enumerate() {
        let sized = |index: usize| if fields[index].sort == Sort::Flag { 20.0 } else { 0.0 };
        let taken: f32 = line.iter().map(|i| sized(*i)).sum::<f32>() + GAP * (line.len() - 1) as f32;
        // Lines of a row that miss a field of the heading keep the others in their columns.
        let heading_line = number == 0 && !wide;
        let missing = if heading_line { headings.saturating_sub(line.len()) } else { 0 };
        let weights: f32 = line.iter().map(|i| weight(fields[*i].sort)).sum::<f32>() + missing as f32;
        let unit = (width - taken).max(40.0) / weights.max(0.1);
        let mut x = 0.0;
        for index in line {
            let own = sized(*index);
            let width = if own > 0.0 { own } else { (unit * weight(fields[*index].sort)).floor() };
            places.push(Place { line: number, x, width, labelled: number > 0 && !wide });
            x += width + GAP;
        }
    }
    places
}

fn weight(sort: Sort) -> f32 {
    match sort {
        Sort::Flag => 0.0,
        Sort::Column => 1.25,
        Sort::Number => 0.8,
        Sort::Text | Sort::Choice | Sort::DataType | Sort::Wide => 1.0,
    }
}

/// The headings over the first line; one over flags is a box that ticks them all.
fn headings(ui: &mut Ui, slot: &mut Slot<'_, '_>, style: RowsStyle, rows: &mut dyn Rows, width: f32) {
    let mut probe = Probe::new(slot.scene.inputs);
    rows.row(0, &mut probe);
    if probe.fields.iter().any(|probed| probed.sort == Sort::Wide) {
        return;
    }
    let palette = theme::current(ui);
    let places = places(&probe.fields, style.headings, width);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    for (place, probed) in places.iter().zip(&probe.fields).take(style.headings) {
        let left = rect.left() + place.x;
        if probed.sort == Sort::Flag {
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

/// Where each row is a column with a tick: the list in which several are ticked at once.
fn tick_several(ui: &mut Ui, slot: &mut Slot<'_, '_>, rows: &mut dyn Rows) {
    let mut probe = Probe::new(slot.scene.inputs);
    rows.row(0, &mut probe);
    let Some(flag) = probe.fields.iter().find(|probed| probed.sort == Sort::Flag).map(|probed| probed.field.name)
    else {
        return;
    };
    // Named by its setting, as lists of columns are.
    let button = widgets::button(ui, egui_phosphor::regular::LIST_CHECKS, tr!("pick-several"));
    widgets::name(ui, button.id, &tr!("pick-several-of", name = slot.name.as_str()));
    ui.add_space(4.0);
    let popup = slot.id.with("popup");
    if !egui::Popup::is_id_open(ui.ctx(), popup) && !button.clicked() {
        return;
    }
    let ticked: Vec<(String, bool)> = (0..rows.len())
        .map(|index| {
            let mut row = TickedRow { flag, column: String::new(), is_ticked: false };
            rows.row(index, &mut row);
            (row.column, row.is_ticked)
        })
        .collect();
    let is_ticked = |name: &str| ticked.iter().any(|(column, ticked)| column == name && *ticked);
    let Some(picked) = pick(&button, slot.id, slot.columns(0), &is_ticked) else { return };
    let mut chosen: Vec<String> = ticked.iter().filter(|(_, on)| *on).map(|(name, _)| name.clone()).collect();
    picked.apply(&mut chosen);
    for (index, (column, before)) in ticked.iter().enumerate() {
        let now = chosen.contains(column);
        if now != *before {
            rows.row(index, &mut Tick { name: flag, set: Some(now), seen: false });
        }
    }
    slot.mark_changed();
}

fn tick_all(ui: &mut Ui, slot: &mut Slot<'_, '_>, rows: &mut dyn Rows, probed: &Probed, at: egui::Pos2) {
    let mut tick = Tick { name: probed.field.name, set: None, seen: false };
    let mut all = true;
    for index in 0..rows.len() {
        rows.row(index, &mut tick);
        all &= tick.seen;
    }
    let place = Rect::from_min_size(at, vec2(20.0, ROW));
    let name = tr!("label-all", label = probed.field.label());
    let response = widgets::over(ui, place, |ui| widgets::check(ui, &mut all, "", &name));
    if response.changed() {
        tick.set = Some(all);
        (0..rows.len()).for_each(|index| rows.row(index, &mut tick));
        slot.mark_changed();
    }
    response.on_hover_text(name);
}
