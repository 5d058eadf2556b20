//! A small table typed in by hand: like a spreadsheet, with cells that take pasted ones.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align, Event, EventFilter, FontId, Id, Key, Modifiers, Rect, ScrollArea, TextEdit, Ui, UiBuilder, pos2, vec2,
};

use super::field::Slot;
use crate::ui::style::{SMALL, TABLE, hairline};
use crate::ui::theme::{self, ROW};
use crate::ui::{fonts, widgets};

const NUMBERS: f32 = 32.0;
/// The narrowest a column gets; few columns share the width.
const COLUMN: f32 = 88.0;
/// Rows that are seen at once.
const SEEN: f32 = 12.0;

/// A cell; the headers are row `None`.
type Place = (Option<usize>, usize);

/// What is done to the table once it is drawn.
enum Wish {
    InsertRow(usize),
    RemoveRow(usize),
    InsertColumn(usize),
    RemoveColumn(usize),
}

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    let mut wish = None;
    keys(ui, slot, headers, rows);
    if !headers.is_empty() {
        let count = headers.len() as f32;
        let column = ((ui.available_width() - NUMBERS - 2.0) / count).max(COLUMN).floor();
        let width = NUMBERS + column * count;
        let bar = if width > ui.available_width() { 12.0 } else { 0.0 };
        let height = ROW * (rows.len() as f32 + 1.0).min(SEEN) + bar;
        egui::Frame::new().stroke(hairline(theme::current(ui))).show(ui, |ui| {
            ScrollArea::both().id_salt(slot.id).max_height(height).auto_shrink([false, true]).show_viewport(
                ui,
                |ui, viewport| {
                    ui.set_min_size(vec2(width, ROW * (rows.len() as f32 + 1.0) + bar));
                    grid(ui, slot, headers, rows, viewport, column, &mut wish);
                },
            );
        });
        ui.add_space(4.0);
    }
    ui.horizontal(|ui| {
        if !headers.is_empty() && widgets::button(ui, egui_phosphor::regular::PLUS, tr!("add-row")).clicked() {
            wish = Some(Wish::InsertRow(rows.len()));
        }
        if widgets::button(ui, egui_phosphor::regular::PLUS, tr!("add-column")).clicked() {
            wish = Some(Wish::InsertColumn(headers.len()));
        }
    });
    if let Some(wish) = wish {
        fulfil(wish, headers, rows);
        slot.mark_changed();
    }
}

fn fulfil(wish: Wish, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    match wish {
        Wish::InsertRow(at) => rows.insert(at.min(rows.len()), vec![String::new(); headers.len()]),
        Wish::RemoveRow(at) => drop(rows.remove(at)),
        Wish::InsertColumn(at) => {
            let name = (1..).map(|n| format!("column_{n}")).find(|name| !headers.contains(name)).unwrap_or_default();
            headers.insert(at.min(headers.len()), name);
            for row in rows.iter_mut() {
                let at = at.min(row.len());
                row.insert(at, String::new());
            }
        }
        Wish::RemoveColumn(at) => {
            headers.remove(at);
            for row in rows.iter_mut().filter(|row| at < row.len()) {
                row.remove(at);
            }
        }
    }
}

fn cell_id(slot: &Slot<'_, '_>, place: Place) -> Id {
    slot.id.with(place)
}

fn grid(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    headers: &mut [String],
    rows: &mut [Vec<String>],
    viewport: Rect,
    width: f32,
    wish: &mut Option<Wish>,
) {
    let palette = theme::current(ui);
    let origin = ui.min_rect().min;
    let first = (viewport.top() / ROW).floor().max(0.0) as usize;
    let last = ((viewport.bottom() / ROW).ceil() as usize).min(rows.len() + 1);
    for line in first..last {
        let top = origin.y + line as f32 * ROW;
        let row = line.checked_sub(1);
        let number = Rect::from_min_size(pos2(origin.x, top), vec2(NUMBERS, ROW));
        ui.painter().rect_filled(number, 0, palette.raised);
        if let Some(row) = row {
            let words = (row + 1).to_string();
            let at = number.right_center() - vec2(6.0, 0.0);
            ui.painter().text(at, egui::Align2::RIGHT_CENTER, words, FontId::proportional(SMALL - 1.0), palette.weak);
            let response = ui.interact(number, slot.id.with(("number", row)), egui::Sense::click());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::WidgetType::Button, true, tr!("row-named", number = row + 1))
            });
            egui::Popup::menu(&response).show(|ui| {
                choose(ui, tr!("insert-row-above"), Wish::InsertRow(row), wish);
                choose(ui, tr!("insert-row-below"), Wish::InsertRow(row + 1), wish);
                choose(ui, tr!("remove-row"), Wish::RemoveRow(row), wish);
            });
        }
        for column in 0..headers.len() {
            let rect = Rect::from_min_size(pos2(origin.x + NUMBERS + column as f32 * width, top), vec2(width, ROW));
            if rect.right() < ui.clip_rect().left() || rect.left() > ui.clip_rect().right() {
                continue;
            }
            match row {
                None => {
                    ui.painter().rect_filled(rect, 0, palette.raised);
                    cell(ui, slot, rect, (None, column), &mut headers[column], wish);
                }
                Some(row) => {
                    let cells = &mut rows[row];
                    if cells.len() <= column {
                        // A short row is shown with blank cells; it grows when something is written there.
                        let mut blank = String::new();
                        cell(ui, slot, rect, (Some(row), column), &mut blank, wish);
                        if !blank.is_empty() {
                            cells.resize(column, String::new());
                            cells.push(blank);
                        }
                    } else {
                        cell(ui, slot, rect, (Some(row), column), &mut cells[column], wish);
                    }
                }
            }
            ui.painter().vline(rect.left(), rect.y_range(), hairline(palette));
        }
        let end = origin.x + NUMBERS + headers.len() as f32 * width;
        ui.painter().hline(origin.x..=end, top + ROW, hairline(palette));
    }
}

fn choose(ui: &mut Ui, words: &str, then: Wish, wish: &mut Option<Wish>) {
    if ui.button(words).clicked() {
        *wish = Some(then);
    }
}

fn cell(ui: &mut Ui, slot: &mut Slot<'_, '_>, rect: Rect, place: Place, text: &mut String, wish: &mut Option<Wish>) {
    let palette = theme::current(ui);
    let id = cell_id(slot, place);
    let (row, column) = place;
    let font = if row.is_none() { fonts::strong(ui.ctx(), TABLE) } else { FontId::proportional(TABLE) };
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(id));
    let output = TextEdit::singleline(text)
        .id(id)
        .font(font)
        .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 2)))
        .desired_width(rect.width())
        .min_size(vec2(rect.width(), ROW))
        .vertical_align(Align::Center)
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false })
        .show(&mut child);
    let response = output.response.response;
    let name = match row {
        None => tr!("header-numbered", number = column + 1),
        Some(row) => tr!("cell-numbered", row = row + 1, column = column + 1),
    };
    widgets::name(ui, id, &name);
    if response.changed() {
        slot.mark_changed();
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect, 0, stroke, egui::StrokeKind::Inside);
    }
    if row.is_none() {
        response.context_menu(|ui| {
            choose(ui, tr!("insert-column-left"), Wish::InsertColumn(column), wish);
            choose(ui, tr!("insert-column-right"), Wish::InsertColumn(column + 1), wish);
            choose(ui, tr!("remove-column"), Wish::RemoveColumn(column), wish);
        });
    }
}

/// Keys that go from cell to cell, and pasted cells; before the fields see them.
fn keys(ui: &mut Ui, slot: &mut Slot<'_, '_>, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    let Some(focused) = ui.memory(|m| m.focused()) else { return };
    let lines = std::iter::once(None).chain((0..rows.len()).map(Some));
    let mut places = lines.flat_map(|row| (0..headers.len()).map(move |column| (row, column)));
    let Some(place) = places.find(|place| cell_id(slot, *place) == focused) else { return };
    if let Some(pasted) = take_pasted(ui) {
        paste(place, &pasted, headers, rows);
        slot.mark_changed();
        return;
    }
    let line = place.0.map_or(0, |row| row + 1);
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let last = headers.len().saturating_sub(1);
    let target = if pressed(Modifiers::SHIFT, Key::Tab) {
        if place.1 > 0 { Some((line, place.1 - 1)) } else { line.checked_sub(1).map(|line| (line, last)) }
    } else if pressed(Modifiers::NONE, Key::Tab) {
        Some(if place.1 < last { (line, place.1 + 1) } else { (line + 1, 0) })
    } else if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::ArrowDown) {
        Some((line + 1, place.1))
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        line.checked_sub(1).map(|line| (line, place.1))
    } else {
        None
    };
    let Some((line, column)) = target else { return };
    if line > rows.len() {
        rows.push(vec![String::new(); headers.len()]);
        slot.mark_changed();
    }
    let place = (line.checked_sub(1), column);
    let id = cell_id(slot, place);
    let text = place.0.map_or(headers.get(column), |row| rows.get(row).and_then(|r| r.get(column)));
    let length = text.map_or(0, |text| text.chars().count());
    // As in a spreadsheet, what is typed takes the place of what is there.
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(egui::text::CharIndex(length));
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(egui::text::CharIndex(0)), end)));
    state.store(ui.ctx(), id);
    ui.memory_mut(|m| m.request_focus(id));
}

/// Takes a paste of more than one cell away from the field that has the cursor.
fn take_pasted(ui: &Ui) -> Option<String> {
    ui.input_mut(|i| {
        let is_cells = |event: &Event| matches!(event, Event::Paste(text) if text.trim_end().contains(['\t', '\n']));
        let at = i.events.iter().position(is_cells)?;
        match i.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

/// Writes tab-separated `text` from `place` on; the table grows as needed.
fn paste(place: Place, text: &str, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    let first = place.0.map_or(0, |row| row + 1);
    for (down, line) in text.trim_end_matches(['\r', '\n']).lines().enumerate() {
        for (right, value) in line.split('\t').enumerate() {
            let column = place.1 + right;
            while headers.len() <= column {
                fulfil(Wish::InsertColumn(headers.len()), headers, rows);
            }
            match (first + down).checked_sub(1) {
                None => headers[column] = value.to_owned(),
                Some(row) => {
                    while rows.len() <= row {
                        rows.push(vec![String::new(); headers.len()]);
                    }
                    if rows[row].len() <= column {
                        rows[row].resize(column + 1, String::new());
                    }
                    rows[row][column] = value.to_owned();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasting_grows_the_table() {
        let (mut headers, mut rows) = (vec!["a".to_owned()], vec![vec!["1".to_owned()]]);
        paste((Some(0), 0), "x\ty\n\tz\n", &mut headers, &mut rows);
        assert_eq!(headers, ["a", "column_1"]);
        assert_eq!(rows, [["x", "y"], ["", "z"]]);
        paste((None, 0), "h\ti\n7\t8", &mut headers, &mut rows);
        assert_eq!((headers, rows[0].clone()), (vec!["h".into(), "i".into()], vec!["7".to_owned(), "8".into()]));
    }
}
