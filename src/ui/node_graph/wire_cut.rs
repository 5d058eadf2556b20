//! A line drawn across wires cuts them.

use egui::{Pos2, Rect, Shape, Stroke};

use crate::document::Wire;

use super::camera::ViewTransform;
use super::canvas_painter::CanvasPainter;
use super::detail::{Detail, wire_points};
use super::hit;
use super::line_mesh::{Curve, LineMesh};
use super::scene::Scene;

/// The number of straight pieces that a curve is split into.
const STEPS: usize = 24;
/// The maximum number of points of the line, and their minimum distance in canvas units.
const MOST: usize = 512;
const STEP: f32 = 3.0;

/// Extends the line to `at`.
pub fn follow(line: &mut Vec<Pos2>, at: Pos2) {
    if line.len() < MOST && line.last().is_none_or(|last| (at - *last).length() >= STEP) {
        line.push(at);
    }
}

/// The indices of the wires that a line (in canvas units) crosses.
pub fn crossed(scene: &Scene, transform: ViewTransform, line: &[Pos2]) -> Vec<usize> {
    let line: Vec<Pos2> = line.iter().map(|at| transform.to_screen(*at)).collect();
    let around = Rect::from_points(&line);
    let is_crossed = |index: &usize| {
        let mut curves = hit::curves(scene, transform, *index);
        curves.any(|curve| curve.bounds().intersects(around) && crosses(&curve, &line))
    };
    (0..scene.wires.len()).filter(is_crossed).collect()
}

pub fn wires(scene: &Scene, transform: ViewTransform, line: &[Pos2]) -> Vec<Wire> {
    crossed(scene, transform, line).into_iter().map(|index| scene.wires[index].wire.clone()).collect()
}

fn crosses(curve: &Curve, line: &[Pos2]) -> bool {
    let points: Vec<Pos2> = (0..=STEPS).map(|n| curve.at(n as f32 / STEPS as f32)).collect();
    line.windows(2).any(|cut| points.windows(2).any(|piece| meet(cut, piece)))
}

/// Whether two segments intersect.
fn meet(a: &[Pos2], b: &[Pos2]) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to - from).x * (at - from).y - (to - from).y * (at - from).x;
    let parts = |one: &[Pos2], other: &[Pos2]| side(one[0], one[1], other[0]) * side(one[0], one[1], other[1]) <= 0.0;
    parts(a, b) && parts(b, a)
}

/// Paints the line, and the wires to be cut in its colour.
pub fn paint(painter: &mut CanvasPainter, scene: &Scene, line: &[Pos2]) {
    let transform = painter.transform;
    let color = painter.palette.error;
    let mut ribbons = LineMesh::default();
    for index in crossed(scene, transform, line) {
        for curve in hit::curves(scene, transform, index) {
            ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), 2.5, color, painter.pixel());
        }
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
    let points: Vec<Pos2> = line.iter().map(|at| transform.to_screen(*at)).collect();
    painter.shapes.extend(Shape::dashed_line(&points, Stroke::new(1.5, color), 6.0, 4.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::Camera;
    use crate::ui::node_graph::scene::tests::scene_of;
    use egui::{pos2, vec2};

    #[test]
    fn only_what_the_line_crosses_is_cut() {
        let scene = scene_of(&["a", "b", "c"], &[("a", "b"), ("b", "c")]);
        let transform =
            ViewTransform::new(Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0)), Camera::default(), 1.0);
        let middle = |wire: usize| transform.to_canvas(hit::curve(&scene, transform, wire).at(0.5));
        let across = |wire: usize| [middle(wire) - vec2(3.0, 40.0), middle(wire) + vec2(3.0, 40.0)];
        assert_eq!(crossed(&scene, transform, &across(0)), [0]);
        assert_eq!(crossed(&scene, transform, &across(1)), [1]);
        assert_eq!(wires(&scene, transform, &[across(0)[0], across(0)[1], across(1)[1], across(1)[0]]).len(), 2);
        assert_eq!(crossed(&scene, transform, &[pos2(0.0, 300.0), pos2(900.0, 300.0)]), [0_usize; 0]);
        assert_eq!(crossed(&scene, transform, &[middle(0)]), [0_usize; 0], "a click cuts nothing");
    }
}
