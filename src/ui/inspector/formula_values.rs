//! The first values of a formula below its field, computed by the engine from the first input rows.

use egui::{Align2, Color32, CornerRadius, FontId, Rect, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::FormulaValues;
use crate::engine::{Cell, ValueRows};
use crate::ui::style::{SMALL, TABLE, hairline};
use crate::ui::table::cell;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{elided_job, type_icon};

const LINE: f32 = 18.0;
const ROW_NUMBERS: f32 = 28.0;
const ARROW: f32 = 18.0;
/// Between two columns.
const GAP: f32 = 12.0;
/// The maximum number of named columns next to the value.
const NAMED_COLUMNS: usize = 3;

/// Draws the values over the width of `ui`, dimmed if they belong to earlier settings.
pub fn show(ui: &mut Ui, values: &FormulaValues, is_wrong: bool) {
    let Some(rows) = &values.rows else { return };
    let palette = theme::current(ui);
    let is_old = values.is_stale || is_wrong;
    let palette = &if is_old { palette.outdated(1.0) } else { *palette };
    ui.add_space(2.0);
    let height = LINE * (1.0 + rows.table.len().max(1) as f32) + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(theme::RADIUS), palette.background, hairline(palette), StrokeKind::Inside);
    let columns = rows.table.columns();
    let Some((value, named)) = columns.split_last() else { return };
    let shown = named.len().min(NAMED_COLUMNS);
    let layout = Columns::new(ui, rect, rows, shown);
    let weak = palette.weak;
    for (index, column) in named.iter().take(shown).enumerate() {
        let job = elided_job(&column.name, FontId::proportional(SMALL - 1.0), weak, layout.widths[index] - 6.0);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let middle = rect.top() + 2.0 + LINE / 2.0;
        ui.painter().galley(pos2(layout.named(index), middle - galley.size().y / 2.0), galley, weak);
    }
    let head = pos2(layout.value(), rect.top() + 2.0 + LINE / 2.0);
    let word = match (is_old, rows.kept) {
        (true, _) => tr!("values-old").to_owned(),
        (false, Some((kept, of))) => tr!("values-kept", kept = kept, rows = of),
        (false, None) => format!("{} {}", type_icon(&value.data_type), value.data_type.name()),
    };
    // A long value begins above the arrows.
    let end = rect.right() - 6.0;
    let room = end - head.x + if shown > 0 { ARROW - 4.0 } else { 0.0 };
    let galley = ui.fonts_mut(|f| f.layout_job(elided_job(&word, FontId::proportional(SMALL - 1.0), weak, room)));
    ui.painter().galley(pos2(head.x.min(end - galley.size().x), head.y - galley.size().y / 2.0), galley, weak);
    if rows.table.is_empty() {
        let at = pos2(rect.left() + 8.0, rect.top() + 2.0 + LINE * 1.5);
        ui.painter().text(at, Align2::LEFT_CENTER, tr!("values-no-rows"), FontId::proportional(SMALL), weak);
    }
    for row in 0..rows.table.len() {
        line(ui, &layout, rows, row, shown, palette);
    }
    if let Some(count) = rows.table.exactness.sample() {
        let at = pos2(rect.right() - 6.0, rect.top() + 2.0 + LINE / 2.0);
        let color = palette.warning;
        let drawn =
            ui.painter().text(at, Align2::RIGHT_CENTER, tr!("values-sample"), FontId::proportional(SMALL - 1.0), color);
        let words = tr!("values-sample-of", rows = count);
        ui.interact(drawn, response.id.with("sample"), Sense::hover()).on_hover_text(words);
    }
}

/// The layout of the columns.
struct Columns {
    rect: Rect,
    /// The widths of the named columns.
    widths: Vec<f32>,
}

impl Columns {
    fn new(ui: &Ui, rect: Rect, rows: &ValueRows, named: usize) -> Self {
        let room = rect.width() - ROW_NUMBERS - 12.0 - if named > 0 { ARROW } else { 0.0 };
        let last = rows.table.columns().len() - 1;
        let mut widths =
            shares(&(0..named).chain([last]).map(|column| wanted(ui, rows, column)).collect::<Vec<_>>(), room);
        widths.truncate(named);
        Columns { rect, widths }
    }

    fn named(&self, index: usize) -> f32 {
        self.rect.left() + ROW_NUMBERS + 6.0 + self.widths.iter().take(index).sum::<f32>()
    }

    fn value(&self) -> f32 {
        self.named(self.widths.len()) + if self.widths.is_empty() { 0.0 } else { ARROW }
    }
}

/// The width at which the name and the values of a column are legible.
fn wanted(ui: &Ui, rows: &ValueRows, column: usize) -> f32 {
    let width = |words: &str, size: f32| {
        ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(size), Color32::PLACEHOLDER).size().x
    };
    let is_last = column + 1 == rows.table.columns().len();
    let head = if is_last { 0.0 } else { width(&rows.table.columns()[column].name, SMALL - 1.0) };
    let cells = (0..rows.table.len()).map(|row| {
        let cell = rows.table.cell(row, column);
        if is_last && rows.kept.is_some() {
            return width(condition_result(&cell).1, SMALL) + 16.0;
        }
        let words = cell::words(&cell).unwrap_or(tr!("cell-null").into());
        width(&words.chars().take(64).collect::<String>(), TABLE)
    });
    cells.fold(head, f32::max).ceil() + GAP
}

/// Distributes `room` among columns. If it does not suffice, the widest columns shrink first; what is left over goes to the last.
fn shares(wanted: &[f32], room: f32) -> Vec<f32> {
    let mut widths = wanted.to_vec();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut left = room.max(0.0);
    for (done, index) in order.iter().enumerate() {
        widths[*index] = wanted[*index].min(left / (wanted.len() - done) as f32).floor();
        left -= widths[*index];
    }
    if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}

/// The effect of a condition on a row: an icon and a word.
fn condition_result(cell: &Cell<'_>) -> (&'static str, &'static str) {
    match cell {
        Cell::Boolean(true) => (egui_phosphor::regular::CHECK, tr!("row-kept")),
        Cell::Null => (egui_phosphor::regular::MINUS, tr!("row-left-out-null")),
        _ => (egui_phosphor::regular::MINUS, tr!("row-left-out")),
    }
}

fn paint_condition_result(ui: &Ui, cell: &Cell<'_>, at: egui::Pos2, room: f32, palette: &Palette) {
    let (sign, words) = condition_result(cell);
    let color = if *cell == Cell::Boolean(true) { palette.text } else { palette.weak };
    ui.painter().text(at, Align2::LEFT_CENTER, sign, FontId::proportional(SMALL), color);
    let galley = ui.fonts_mut(|f| f.layout_job(elided_job(words, FontId::proportional(SMALL), color, room - 16.0)));
    ui.painter().galley(pos2(at.x + 16.0, at.y - galley.size().y / 2.0), galley, color);
}

fn line(ui: &Ui, layout: &Columns, rows: &ValueRows, row: usize, shown: usize, palette: &Palette) {
    let top = layout.rect.top() + 2.0 + LINE * (row as f32 + 1.0);
    let place = Rect::from_min_size(pos2(layout.rect.left(), top), vec2(layout.rect.width(), LINE));
    let middle = place.center().y;
    let small = FontId::proportional(SMALL - 1.0);
    let weak = palette.weak;
    let place_in_table = rows.places.get(row).map_or(row as u64, |place| *place) + 1;
    let number = place_in_table.to_string();
    ui.painter().text(
        pos2(place.left() + ROW_NUMBERS - 2.0, middle),
        Align2::RIGHT_CENTER,
        number,
        small.clone(),
        weak,
    );
    let draw = |cell: &Cell<'_>, x: f32, width: f32, quiet: bool| {
        let mut job = cell::layout(cell, palette, width);
        for section in &mut job.sections {
            section.format.color = if quiet { palette.weak } else { section.format.color };
        }
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley, palette.text);
    };
    for index in 0..shown {
        draw(&rows.table.cell(row, index), layout.named(index), layout.widths[index] - 6.0, true);
    }
    if shown > 0 {
        ui.painter().text(pos2(layout.value() - 6.0, middle), Align2::RIGHT_CENTER, "→", small, weak);
    }
    let last = rows.table.columns().len() - 1;
    let cell = rows.table.cell(row, last);
    let room = layout.rect.right() - 6.0 - layout.value();
    let failure = rows.failures.get(row).and_then(Option::as_ref);
    match failure {
        Some(problem) => {
            let color = palette.error;
            let job = elided_job(&problem.message.to_string(), FontId::proportional(SMALL), color, room);
            let galley = ui.fonts_mut(|f| f.layout_job(job));
            ui.painter().galley(pos2(layout.value(), middle - galley.size().y / 2.0), galley, color);
        }
        None if rows.kept.is_some() => paint_condition_result(ui, &cell, pos2(layout.value(), middle), room, palette),
        None => draw(&cell, layout.value(), room, false),
    }
    let value = match failure {
        Some(problem) => problem.message.to_string(),
        None if rows.kept.is_some() => condition_result(&cell).1.to_owned(),
        None => cell::words(&cell).map_or_else(|| tr!("cell-null").to_owned(), |words| words.into_owned()),
    };
    let response = ui.interact(place, ui.id().with(("formula value", row)), Sense::hover());
    let name = tr!("values-row", row = place_in_table, value = value.as_str());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    let whole = || {
        let named = rows.table.columns().iter().take(last).enumerate();
        let words = named.map(|(index, column)| {
            let cell = rows.table.cell(row, index);
            format!("{} = {}\n", column.name, cell::words(&cell).unwrap_or(tr!("cell-null").into()))
        });
        words.chain([format!("→ {value}")]).collect::<String>()
    };
    response.on_hover_ui(|ui| {
        ui.label(whole());
    });
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn the_widest_gives_way() {
        assert_eq!(shares(&[40.0, 60.0, 50.0], 200.0), [40.0, 60.0, 100.0]);
        assert_eq!(shares(&[40.0, 300.0, 60.0], 200.0), [40.0, 100.0, 60.0]);
        assert_eq!(shares(&[300.0, 300.0], 200.0), [100.0, 100.0]);
        assert_eq!(shares(&[], 200.0), [0.0; 0]);
    }
}
