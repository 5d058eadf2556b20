//! The cells of a comparison: their values before and after, their changes as text, and how they are painted.

use egui::{FontId, Id, Painter, Rect, Stroke, Ui, pos2};

use super::cell;
use super::widths::PADDING;
use crate::base::ColumnInfo;
use crate::engine::{Cell, ColumnChange, ComparedColumn, ComparedRow, Comparison};
use crate::ui::style::TABLE;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{accessible, elided_job};

const NARROW: f32 = 72.0;
const WIDE: f32 = 280.0;
/// The number of rows that determine the column widths.
const SAMPLED_ROWS: usize = 60;

/// The change of a column as text, with its colour.
pub fn change_of_column(column: &ComparedColumn, palette: &Palette) -> (String, egui::Color32) {
    match &column.change {
        ColumnChange::Added => (tr!("word-added").into(), palette.success),
        ColumnChange::Removed => (tr!("word-removed").into(), palette.error),
        ColumnChange::Retyped { from, to } => (format!("{} → {}", from.name(), to.name()), palette.warning),
        ColumnChange::Same if column.changed > 0 => (tr!("count-changed", count = column.changed), palette.warning),
        ColumnChange::Same => (tr!("word-same").into(), palette.weak),
    }
}

pub fn info<'a>(found: &'a Comparison, column: &ComparedColumn) -> Option<&'a ColumnInfo> {
    match (column.after, column.before) {
        (Some(after), _) => found.after.columns().get(after),
        (None, before) => found.before.columns().get(before?),
    }
}

/// The change of a row: word, icon and colour.
pub fn change_of_row(row: &ComparedRow, palette: &Palette) -> (&'static str, &'static str, egui::Color32) {
    match row {
        ComparedRow::Added(_) => (tr!("word-added"), "+", palette.success),
        ComparedRow::Removed(_) => (tr!("word-removed"), "−", palette.error),
        ComparedRow::Changed(..) => (tr!("word-changed"), "≠", palette.warning),
        ComparedRow::Same(..) => (tr!("word-same"), "=", palette.weak),
    }
}

/// A cell before and after; `None` where it does not exist.
pub fn both<'a>(found: &'a Comparison, row: &ComparedRow, column: &ComparedColumn) -> [Option<Cell<'a>>; 2] {
    let (old, new) = match *row {
        ComparedRow::Added(new) => (None, Some(new)),
        ComparedRow::Removed(old) => (Some(old), None),
        ComparedRow::Changed(old, new) | ComparedRow::Same(old, new) => (Some(old), Some(new)),
    };
    let old = old.and_then(|row| Some(found.before.cell(row as usize, column.before?)));
    let new = new.and_then(|row| Some(found.after.cell(row as usize, column.after?)));
    [old, new]
}

#[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
pub fn value(
    ui: &Ui,
    painter: &Painter,
    place: Rect,
    found: &Comparison,
    row: &ComparedRow,
    column: usize,
    palette: &Palette,
    id: Id,
) {
    let Some(column) = found.columns.get(column) else { return };
    let room = place.width() - 2.0 * PADDING;
    let left = place.left() + PADDING;
    let middle = place.center().y;
    let paint = |cell: &Cell<'_>, left: f32, room: f32| {
        let is_number = matches!(cell, Cell::Integer(_) | Cell::Number(_));
        let galley = cell::galley(ui, cell, palette, room, is_number);
        let place = Rect::from_min_size(pos2(left, middle - galley.size().y / 2.0), galley.size());
        painter.galley(place.min, galley, palette.text);
        place
    };
    match both(found, row, column) {
        [Some(old), Some(new)] if cell::spoken(&old) != cell::spoken(&new) => {
            painter.rect_filled(place, 0, theme::mix(palette.background, palette.warning, 0.14));
            let job = elided_job(&cell::spoken(&old), crate::ui::style::table_font(), palette.weak, room * 0.5);
            let galley = ui.fonts_mut(|f| f.layout_job(job));
            let was = Rect::from_min_size(pos2(left, middle - galley.size().y / 2.0), galley.size());
            painter.galley(was.min, galley, palette.weak);
            painter.hline(was.x_range(), middle, Stroke::new(1.0, palette.error));
            let next = was.right() + 8.0;
            paint(&new, next, (place.right() - PADDING - next).max(8.0));
            announce(ui, id, place, || tr!("changed-to", old = cell::spoken(&old), new = cell::spoken(&new)));
        }
        [_, Some(new)] => {
            paint(&new, left, room);
            announce(ui, id, place, || cell::spoken(&new));
        }
        [Some(old), None] => {
            let at = paint(&old, left, room);
            painter.hline(at.x_range(), middle, Stroke::new(1.0, palette.error));
            announce(ui, id, place, || cell::spoken(&old));
        }
        [None, None] => {}
    }
}

pub fn announce(ui: &Ui, id: Id, place: Rect, label: impl FnOnce() -> String) {
    accessible(ui, id, egui::accesskit::Role::Cell, place, label);
}

/// The cumulated column widths, from names and first rows.
pub fn edges(ui: &Ui, found: &Comparison, rows: &[ComparedRow]) -> Vec<f64> {
    let font = FontId::proportional(TABLE);
    let width = |text: String| ui.painter().layout_no_wrap(text, font.clone(), egui::Color32::WHITE).size().x;
    let mut edges = vec![0.0];
    for column in &found.columns {
        let change = change_of_column(column, theme::current(ui)).0;
        let mut widest = (width(column.name.clone()) * 1.06 + 24.0).max(width(change));
        for row in rows.iter().take(SAMPLED_ROWS) {
            let needed = match both(found, row, column) {
                [Some(old), Some(new)] if cell::spoken(&old) != cell::spoken(&new) => {
                    width(cell::spoken(&old)) + 8.0 + width(cell::spoken(&new))
                }
                [old, new] => new.or(old).map_or(0.0, |cell| width(cell::spoken(&cell))),
            };
            widest = widest.max(needed);
        }
        let last = edges.last().copied().unwrap_or_default();
        edges.push(last + f64::from((widest + 2.0 * PADDING).clamp(NARROW, WIDE).ceil()));
    }
    edges
}
