//! The small live table inside an opened node: its first rows and columns, and the switch between outputs.

use std::sync::Arc;

use egui::{Align2, Rect, Stroke, pos2, vec2};

use crate::app::NodeState;
use crate::engine::Table;

use super::brush::{Brush, mix};
use super::layout::{self, ROW, TABLE_COLUMNS, TABLE_ROWS};
use super::look::Look;
use super::mini_sketch;
use super::mini_text::MiniColumn;
use super::scene::SceneNode;

const SIZE: f32 = 10.5;

/// Paints the switch and the table of output `tab`.
pub fn paint(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, tab: usize) {
    let palette = brush.palette;
    for (index, area) in layout::tabs(&node.ports, card.width()).enumerate() {
        let area = area.translate(card.min.to_vec2());
        let shown = index == tab;
        let color = if shown { palette.text } else { palette.weak };
        brush.text(area.center(), Align2::CENTER_CENTER, node.ports.outputs[index].label(), 11.0, area.width(), color);
        let line = brush.lens.rect_to_screen(Rect::from_min_max(area.left_bottom() - vec2(0.0, 1.5), area.max));
        brush.rect(line, 0, if shown { palette.accent } else { palette.line }, Stroke::NONE);
    }
    let area = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
    if node.mark.sketch && mini_sketch::shown(brush, area, look, tab) {
        return;
    }
    let header = Rect::from_min_size(area.min, vec2(area.width(), ROW));
    let on_screen = brush.lens.rect_to_screen(header);
    brush.rect(on_screen, 0, mix(palette.raised, palette.ground, 0.8), Stroke::NONE);
    match look.output(tab).and_then(|output| output.table.as_ref()) {
        Some(table) => cells(brush, area, table, look.is_stale(tab)),
        None => {
            let words = match look.state {
                NodeState::Computing => tr!("mini-computing"),
                NodeState::Failed => tr!("mini-failed"),
                NodeState::Incomplete => tr!("mini-incomplete"),
                NodeState::Disabled => tr!("mini-disabled"),
                NodeState::Waiting | NodeState::Fresh => tr!("mini-waiting"),
            };
            brush.text(area.center(), Align2::CENTER_CENTER, words, 11.0, area.width(), palette.weak);
        }
    }
}

/// What remains of the table from some way off: bars in the place of words.
pub fn sketch(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, tab: usize) {
    let palette = brush.palette;
    let area = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
    let table = look.output(tab).and_then(|output| output.table.as_deref());
    let header = Rect::from_min_size(area.min, vec2(area.width(), ROW));
    brush.rect(brush.lens.rect_to_screen(header), 0, mix(palette.raised, palette.ground, 0.8), Stroke::NONE);
    if let Some(table) = table {
        let (rows, columns) = (table.len().min(TABLE_ROWS) + 1, table.columns().len().min(TABLE_COLUMNS));
        bars(brush, area, rows, columns, mix(palette.raised, palette.weak, 0.3));
    }
}

/// Bars in the place of cells that are too small to read.
fn bars(brush: &mut Brush, area: Rect, rows: usize, columns: usize, color: egui::Color32) {
    let each = vec2(area.width() / columns.max(1) as f32, ROW);
    for row in 0..rows {
        for column in 0..columns {
            let min = area.min + vec2(each.x * column as f32 + 4.0, each.y * row as f32 + 5.0);
            let bar = Rect::from_min_size(min, vec2(each.x * 0.6, each.y - 10.0));
            let bar = brush.lens.rect_to_screen(bar);
            brush.rect(bar, 0, color, Stroke::NONE);
        }
    }
}

fn cells(brush: &mut Brush, area: Rect, table: &Arc<Table>, stale: bool) {
    let palette = brush.palette;
    let (text, weak) = if stale { (palette.faint, palette.faint) } else { (palette.text, palette.weak) };
    let columns = table.columns().len().min(TABLE_COLUMNS);
    if columns == 0 {
        brush.text(area.center(), Align2::CENTER_CENTER, tr!("mini-no-columns"), 11.0, area.width(), weak);
        return;
    }
    let more = table.columns().len() - columns;
    let right_end = if more > 0 { area.right() - 26.0 } else { area.right() };
    let texts = brush.minis.get(table);
    let natural: Vec<f32> = texts.iter().map(|column| natural_width(brush, column)).collect();
    let widths = shares(&natural, right_end - area.left());
    let lefts: Vec<f32> =
        widths.iter().scan(area.left(), |left, width| Some(std::mem::replace(left, *left + width))).collect();
    let place = |column: usize, line: usize| {
        let min = pos2(lefts[column], area.top() + ROW * line as f32);
        Rect::from_min_size(min, vec2(widths[column], ROW)).shrink2(vec2(4.0, 0.0))
    };
    for (n, column) in texts.iter().enumerate() {
        aligned(brush, place(n, 0), column.right, &column.name, weak);
    }
    if more > 0 {
        let at = pos2(area.right() - 4.0, area.top() + ROW / 2.0);
        brush.text(at, Align2::RIGHT_CENTER, &format!("+{more}"), SIZE, 24.0, weak);
    }
    for (n, column) in texts.iter().enumerate() {
        for (row, (words, is_null)) in column.cells.iter().enumerate() {
            let color = if *is_null { palette.faint } else { text };
            aligned(brush, place(n, row + 1), column.right, words, color);
        }
    }
    if table.is_empty() {
        let below = Rect::from_min_max(area.min + vec2(0.0, ROW), area.max);
        brush.text(below.center(), Align2::CENTER_CENTER, tr!("no-rows"), 11.0, area.width(), weak);
    }
}

/// The width that a column's widest text asks for, with its margins.
fn natural_width(brush: &mut Brush, column: &MiniColumn) -> f32 {
    let zoom = brush.lens.zoom;
    let texts = column.cells.iter().map(|(text, _)| text).chain([&column.name]);
    let widest = texts.map(|text| brush.width(text, SIZE * zoom)).fold(0.0, f32::max);
    widest / zoom + 9.0
}

/// Shares `space` among columns: narrow ones get what they ask for, wide ones an equal part of what is left.
fn shares(natural: &[f32], space: f32) -> Vec<f32> {
    let mut sorted = natural.to_vec();
    sorted.sort_by(f32::total_cmp);
    let (mut left, mut cap) = (space, f32::INFINITY);
    for (n, width) in sorted.iter().enumerate() {
        let part = left / (sorted.len() - n) as f32;
        if *width > part {
            cap = part;
            break;
        }
        left -= width;
    }
    let spare = if cap.is_finite() { 0.0 } else { left / natural.len().max(1) as f32 };
    natural.iter().map(|width| width.min(cap) + spare).collect()
}

fn aligned(brush: &mut Brush, area: Rect, right: bool, text: &str, color: egui::Color32) {
    let (at, anchor) =
        if right { (area.right_center(), Align2::RIGHT_CENTER) } else { (area.left_center(), Align2::LEFT_CENTER) };
    brush.text(at, anchor, text, SIZE, area.width(), color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_get_what_they_ask_for() {
        assert_eq!(shares(&[40.0, 300.0, 50.0], 200.0), [40.0, 110.0, 50.0]);
        assert_eq!(shares(&[40.0, 60.0], 200.0), [90.0, 110.0]);
        assert_eq!(shares(&[400.0, 300.0], 200.0), [100.0, 100.0]);
    }
}
