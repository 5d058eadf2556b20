//! Paints alignment guides: hairlines along edges and centres, measures in equal gaps.

use egui::{Shape, Stroke, Vec2};

use super::canvas_painter::CanvasPainter;
use super::guides::{Line, Snap};

/// How far a guide extends beyond the cards, and half the height of a measure's ends, in points.
const BEYOND: f32 = 10.0;
const TICK: f32 = 4.0;

pub fn guides(painter: &mut CanvasPainter, snap: &Snap) {
    let stroke = Stroke::new(1.0, painter.palette.accent);
    for Line { ends, is_gap } in &snap.lines {
        let [from, to] = ends.map(|end| painter.transform.to_screen(end));
        let way = (to - from).normalized();
        if !is_gap {
            painter.shapes.push(Shape::line_segment([from - way * BEYOND, to + way * BEYOND], stroke));
            continue;
        }
        painter.shapes.push(Shape::line_segment([from, to], stroke));
        for end in [from, to] {
            let tick: Vec2 = way.rot90() * TICK;
            painter.shapes.push(Shape::line_segment([end - tick, end + tick], stroke));
        }
    }
}
