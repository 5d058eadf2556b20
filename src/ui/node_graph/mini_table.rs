//! The small live table in an expanded node: first rows and columns, and the output tabs.

use std::sync::Arc;

use egui::{Align2, Rect, Stroke, pos2, vec2};

use crate::app::NodeState;
use crate::engine::Table;

use super::canvas_painter::{CanvasPainter, mix};
use super::layout::{self, ROW, TABLE_COLUMNS, TABLE_ROWS};
use super::mini_distributions;
use super::mini_text::{MiniColumn, legible};
use super::node_status::NodeStatus;
use super::scene::SceneNode;

const SIZE: f32 = 10.5;
/// The width to which long text may shrink before a column is dropped, in font sizes.
const WIDE: f32 = 8.0;

/// Paints the output tabs; `tab` is the active one.
pub fn switch(painter: &mut CanvasPainter, node: &SceneNode, card: Rect, tab: usize) {
    let palette = painter.palette;
    let alpha = painter.visibility.words;
    let size = legible(11.0, painter.transform.zoom);
    for (index, area) in layout::tabs(&node.ports, card.width()).enumerate() {
        let area = area.translate(card.min.to_vec2());
        let shown = index == tab;
        let color = if shown { palette.text } else { palette.weak }.gamma_multiply(alpha);
        painter.text(
            area.center(),
            Align2::CENTER_CENTER,
            node.ports.outputs[index].label(),
            size,
            area.width(),
            color,
        );
        let line = painter.transform.rect_to_screen(Rect::from_min_max(area.left_bottom() - vec2(0.0, 1.5), area.max));
        let color = if shown { palette.accent } else { palette.line };
        painter.rect(line, 0, color.gamma_multiply(alpha), Stroke::NONE);
    }
}

/// The first rows or the distributions, without the tabs. When zoomed out, text is larger than to scale and there is less of it.
pub fn content(painter: &mut CanvasPainter, node: &SceneNode, card: Rect, status: &NodeStatus, tab: usize) {
    let palette = painter.palette;
    let area = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
    if node.mark.sketch && mini_distributions::shown(painter, area, status, tab) {
        return;
    }
    let header = Rect::from_min_size(area.min, vec2(area.width(), Fit::of(painter.transform.zoom, area).row));
    let on_screen = painter.transform.rect_to_screen(header);
    painter.rect(on_screen, 0, mix(palette.surface, palette.background, 0.8), Stroke::NONE);
    match status.output(tab).and_then(|output| output.table.as_ref()) {
        Some(table) => cells(painter, area, table, status.is_stale(tab)),
        None => {
            let words = match status.state {
                NodeState::Computing => tr!("mini-computing"),
                NodeState::Failed => tr!("mini-failed"),
                NodeState::Incomplete => tr!("mini-incomplete"),
                NodeState::Disabled => tr!("mini-disabled"),
                NodeState::Waiting | NodeState::Fresh => tr!("mini-waiting"),
            };
            let size = legible(11.0, painter.transform.zoom);
            painter.text(area.center(), Align2::CENTER_CENTER, words, size, area.width(), palette.weak);
        }
    }
}

/// What fits of a table; lengths in canvas units.
#[derive(Debug, PartialEq)]
struct Fit {
    size: f32,
    row: f32,
    rows: usize,
    columns: usize,
}

impl Fit {
    fn of(zoom: f32, area: Rect) -> Fit {
        /// The minimum useful width of a column, in points.
        const COLUMN: f32 = 40.0;
        let size = legible(SIZE, zoom);
        let row = ROW * size / SIZE;
        let rows = ((area.height() + 1.0) / row) as usize;
        let columns = (area.width() * zoom / COLUMN) as usize;
        Fit { size, row, rows: rows.saturating_sub(1).min(TABLE_ROWS), columns: columns.clamp(1, TABLE_COLUMNS) }
    }
}

fn cells(painter: &mut CanvasPainter, area: Rect, table: &Arc<Table>, stale: bool) {
    let palette = painter.palette;
    let (text, weak) = if stale { (palette.faint, palette.faint) } else { (palette.text, palette.weak) };
    let fit = Fit::of(painter.transform.zoom, area);
    let large = legible(11.0, painter.transform.zoom);
    if table.columns().is_empty() {
        painter.text(area.center(), Align2::CENTER_CENTER, tr!("mini-no-columns"), large, area.width(), weak);
        return;
    }
    let texts = painter.minis.get(table);
    let natural: Vec<f32> = texts.iter().take(fit.columns).map(|column| natural_width(painter, column, &fit)).collect();
    let beside = 26.0 * fit.size / SIZE;
    let columns = whole(&natural, area.width() - beside, fit.size * WIDE);
    let natural = &natural[..columns];
    let more = table.columns().len() - columns;
    let right_end = if more > 0 { area.right() - beside } else { area.right() };
    let widths = shares(natural, right_end - area.left());
    let lefts: Vec<f32> =
        widths.iter().scan(area.left(), |left, width| Some(std::mem::replace(left, *left + width))).collect();
    let place = |column: usize, line: usize| {
        let min = pos2(lefts[column], area.top() + fit.row * line as f32);
        Rect::from_min_size(min, vec2(widths[column], fit.row)).shrink2(vec2(4.0, 0.0))
    };
    for (n, column) in texts.iter().take(columns).enumerate() {
        aligned(painter, place(n, 0), column.right, &column.name, fit.size, weak);
    }
    if more > 0 {
        let at = pos2(area.right() - 4.0, area.top() + fit.row / 2.0);
        painter.text(at, Align2::RIGHT_CENTER, &format!("+{more}"), fit.size, beside, weak);
    }
    for (n, column) in texts.iter().take(columns).enumerate() {
        for (row, (words, is_null)) in column.cells.iter().take(fit.rows).enumerate() {
            let color = if *is_null { palette.faint } else { text };
            aligned(painter, place(n, row + 1), column.right, words, fit.size, color);
        }
    }
    if table.is_empty() {
        let below = Rect::from_min_max(area.min + vec2(0.0, fit.row), area.max);
        painter.text(below.center(), Align2::CENTER_CENTER, tr!("no-rows"), large, area.width(), weak);
    }
}

/// The width of a column's widest text, with margins.
fn natural_width(painter: &mut CanvasPainter, column: &MiniColumn, fit: &Fit) -> f32 {
    let zoom = painter.transform.zoom;
    let texts = column.cells.iter().map(|(text, _)| text).chain([&column.name]);
    let widest = texts.map(|text| painter.width(text, fit.size * zoom)).fold(0.0, f32::max);
    widest / zoom + 9.0
}

/// The number of columns that fit with their text, where long text may shrink to `wide`; at least two if there are two.
fn whole(natural: &[f32], space: f32, wide: f32) -> usize {
    let needed = |count: &usize| natural[..*count].iter().map(|width| width.min(wide)).sum::<f32>();
    let least = natural.len().min(2);
    (least..=natural.len()).rev().find(|count| needed(count) <= space).unwrap_or(least)
}

/// Distributes `space` among columns: narrow ones get their natural width, wide ones equal parts of the rest.
fn shares(natural: &[f32], space: f32) -> Vec<f32> {
    let mut sorted = natural.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut left = space;
    let mut cap = f32::INFINITY;
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

fn aligned(painter: &mut CanvasPainter, area: Rect, right: bool, text: &str, size: f32, color: egui::Color32) {
    let (at, anchor) =
        if right { (area.right_center(), Align2::RIGHT_CENTER) } else { (area.left_center(), Align2::LEFT_CENTER) };
    painter.text(at, anchor, text, size, area.width(), color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_afar_fewer_cells_are_as_legible() {
        let area = Rect::from_min_size(egui::Pos2::ZERO, vec2(216.0, ROW * (TABLE_ROWS + 1) as f32));
        assert_eq!(Fit::of(1.0, area), Fit { size: SIZE, row: ROW, rows: TABLE_ROWS, columns: TABLE_COLUMNS });
        let half = Fit::of(0.5, area);
        assert_eq!((half.rows, half.columns), (4, 2));
        assert!(half.size * 0.5 >= 9.0 && half.row * (half.rows + 1) as f32 <= area.height() + 1.0, "{half:?}");
        assert_eq!(Fit::of(0.38, area).columns, 2);
    }

    #[test]
    fn columns_are_shown_as_far_as_their_words_fit() {
        assert_eq!(whole(&[40.0, 40.0, 50.0, 60.0], 200.0, 84.0), 4);
        assert_eq!(whole(&[400.0, 40.0, 60.0, 60.0], 200.0, 84.0), 3, "a long text takes its part");
        assert_eq!(whole(&[300.0, 300.0, 10.0], 120.0, 84.0), 2);
        assert_eq!((whole(&[300.0], 20.0, 84.0), whole(&[], 20.0, 84.0)), (1, 0));
    }

    #[test]
    fn narrow_columns_get_what_they_ask_for() {
        assert_eq!(shares(&[40.0, 300.0, 50.0], 200.0), [40.0, 110.0, 50.0]);
        assert_eq!(shares(&[40.0, 60.0], 200.0), [90.0, 110.0]);
        assert_eq!(shares(&[400.0, 300.0], 200.0), [100.0, 100.0]);
    }
}
