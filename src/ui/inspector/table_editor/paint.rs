//! Paints the cells and gives each a name for screen readers.

use egui::accesskit::Role;
use egui::{Align2, FontId, Rect, Ui, vec2};

use super::cells::{CellIndex, Cells};
use super::geometry::Geometry;
use super::state::State;
use crate::base::Type;
use crate::ui::fonts;
use crate::ui::style::{SMALL, hairline, table_font};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{accessible, elided_job, type_icon};

const PADDING: f32 = 6.0;

/// Paints the visible cells; `types` are those of the columns, if known.
pub fn cells(
    ui: &Ui,
    id: egui::Id,
    geometry: &Geometry,
    cells: &Cells<'_>,
    types: &[Option<&Type>],
    state: &State,
    has_focus: bool,
) {
    let palette = theme::current(ui);
    let area = state.area();
    for line in geometry.lines().chain([0]) {
        let clip = geometry.body(line == 0).intersect(ui.clip_rect());
        let painter = ui.painter().with_clip_rect(clip);
        for column in geometry.columns() {
            let rect = geometry.cell((line, column));
            if !clip.intersects(rect) {
                continue;
            }
            if line == 0 {
                painter.rect_filled(rect, 0, palette.surface);
            }
            let is_typed = state.typing.as_ref().is_some_and(|typing| typing.at == (line, column));
            if area.contains((line, column)) && !is_typed && (has_focus || !area.is_one()) {
                painter.rect_filled(rect, 0, palette.selected());
            }
            if !is_typed {
                text(&painter, ui, rect, cells, (line, column), geometry, types, palette);
            }
            let stroke = hairline(palette);
            painter.vline(rect.right() - 0.5, rect.y_range(), stroke);
            painter.hline(rect.x_range(), rect.bottom() - 0.5, stroke);
            name(ui, id, rect, cells, (line, column));
        }
        number(ui, id, geometry, line, palette, (area.top..=area.bottom).contains(&line));
    }
    if has_focus && state.typing.is_none() {
        let rect = geometry.cell(state.cursor);
        let clip = geometry.body(state.cursor.0 == 0).expand(1.0).intersect(ui.clip_rect());
        let stroke = egui::Stroke::new(1.5, palette.accent);
        ui.painter().with_clip_rect(clip).rect_stroke(rect, 0, stroke, egui::StrokeKind::Inside);
    }
}

#[expect(clippy::too_many_arguments, reason = "what one cell is made of")]
fn text(
    painter: &egui::Painter,
    ui: &Ui,
    rect: Rect,
    cells: &Cells<'_>,
    (line, column): CellIndex,
    geometry: &Geometry,
    types: &[Option<&Type>],
    palette: &Palette,
) {
    let font = if line == 0 { fonts::strong(ui.ctx(), crate::ui::style::TABLE) } else { table_font() };
    if column >= geometry.ends.1 || line >= geometry.ends.0 {
        // A plus sign marks the extra cells, once in the header and at the first cell.
        if line == 0 || (line >= geometry.ends.0 && column == 0) {
            let at = if line == 0 { rect.center() } else { rect.left_center() + vec2(PADDING + 5.0, 0.0) };
            let plus = egui_phosphor::regular::PLUS;
            painter.text(at, Align2::CENTER_CENTER, plus, FontId::proportional(11.0), palette.weak);
        }
        return;
    }
    let data_type = types.get(column).copied().flatten();
    let mut room = rect.width() - 2.0 * PADDING;
    let mut left = rect.left() + PADDING;
    if let Some(data_type) = data_type.filter(|_| line == 0) {
        let at = rect.left_center() + vec2(PADDING, 0.0);
        let sign = FontId::proportional(12.0);
        let drawn = painter.text(at, Align2::LEFT_CENTER, type_icon(data_type), sign, palette.weak);
        left = drawn.right() + 4.0;
        room -= drawn.width() + 4.0;
    }
    let words = cells.text((line, column));
    let words = if words.contains(['\n', '\r']) {
        words.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎")
    } else {
        words.to_owned()
    };
    let galley = painter.layout_job(elided_job(&words, font, palette.text, room));
    let is_number = matches!(data_type, Some(Type::Integer | Type::Number | Type::Decimal(..))) && line > 0;
    let x = if is_number { left + room - galley.size().x } else { left };
    painter.galley(egui::pos2(x, rect.center().y - galley.size().y / 2.0), galley, palette.text);
}

fn number(ui: &Ui, id: egui::Id, geometry: &Geometry, line: usize, palette: &Palette, is_selected: bool) {
    let rect = geometry.number(line);
    let top = if line == 0 { ui.clip_rect().top() } else { geometry.body(false).top() };
    let clip = ui.clip_rect().with_min_y(top.max(ui.clip_rect().top()));
    let painter = ui.painter().with_clip_rect(clip);
    painter.rect_filled(rect, 0, palette.surface);
    painter.vline(rect.right() - 0.5, rect.y_range(), hairline(palette));
    painter.hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    if line == 0 || line >= geometry.ends.0 {
        return;
    }
    let color = if is_selected { palette.text } else { palette.weak };
    let at = rect.right_center() - vec2(5.0, 0.0);
    painter.text(at, Align2::RIGHT_CENTER, line.to_string(), FontId::proportional(SMALL - 1.0), color);
    accessible(ui, id.with(("number", line)), Role::RowHeader, rect, || tr!("row-named", number = line));
}

fn name(ui: &Ui, id: egui::Id, rect: Rect, cells: &Cells<'_>, (line, column): CellIndex) {
    let role = if line == 0 { Role::ColumnHeader } else { Role::Cell };
    let id = id.with((line, column));
    accessible(ui, id, role, rect, || cell_name((line, column)));
    ui.ctx().accesskit_node_builder(id, |node| node.set_value(cells.text((line, column))));
}

/// The accessible name of a cell.
pub fn cell_name((line, column): CellIndex) -> String {
    match line {
        0 => tr!("header-numbered", number = column + 1),
        row => tr!("cell-numbered", row = row, column = column + 1),
    }
}
