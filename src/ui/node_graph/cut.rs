//! A line drawn across wires cuts them, as with a knife.

use egui::{Pos2, Rect, Shape, Stroke};

use crate::document::Wire;

use super::brush::Brush;
use super::camera::Lens;
use super::hit;
use super::lod::{Detail, wire_points};
use super::ribbon::{Curve, Ribbons};
use super::scene::Scene;

/// Points on a curve between which it counts as straight.
const STEPS: usize = 24;
/// The line has no more points than these; a new one must be this far from the last, in canvas units.
const MOST: usize = 512;
const STEP: f32 = 3.0;

/// Takes the line on to `at`.
pub fn follow(line: &mut Vec<Pos2>, at: Pos2) {
    if line.len() < MOST && line.last().is_none_or(|last| (at - *last).length() >= STEP) {
        line.push(at);
    }
}

/// The wires that a line (in canvas units) crosses, by index.
pub fn crossed(scene: &Scene, lens: Lens, line: &[Pos2]) -> Vec<usize> {
    let line: Vec<Pos2> = line.iter().map(|at| lens.to_screen(*at)).collect();
    let around = Rect::from_points(&line);
    let is_crossed = |index: &usize| {
        let mut curves = hit::curves(scene, lens, *index);
        curves.any(|curve| curve.bounds().intersects(around) && crosses(&curve, &line))
    };
    (0..scene.wires.len()).filter(is_crossed).collect()
}

pub fn wires(scene: &Scene, lens: Lens, line: &[Pos2]) -> Vec<Wire> {
    crossed(scene, lens, line).into_iter().map(|index| scene.wires[index].wire.clone()).collect()
}

fn crosses(curve: &Curve, line: &[Pos2]) -> bool {
    let points: Vec<Pos2> = (0..=STEPS).map(|n| curve.at(n as f32 / STEPS as f32)).collect();
    line.windows(2).any(|cut| points.windows(2).any(|piece| meet(cut, piece)))
}

/// Whether two straight pieces have a point in common.
fn meet(a: &[Pos2], b: &[Pos2]) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to - from).x * (at - from).y - (to - from).y * (at - from).x;
    let parts = |one: &[Pos2], other: &[Pos2]| side(one[0], one[1], other[0]) * side(one[0], one[1], other[1]) <= 0.0;
    parts(a, b) && parts(b, a)
}

/// The line, and in its colour the wires that will be gone.
pub fn paint(brush: &mut Brush, scene: &Scene, line: &[Pos2]) {
    let (lens, color) = (brush.lens, brush.palette.error);
    let mut ribbons = Ribbons::default();
    for index in crossed(scene, lens, line) {
        for curve in hit::curves(scene, lens, index) {
            ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), 2.5, color, brush.pixel());
        }
    }
    brush.shapes.push(Shape::mesh(ribbons.mesh));
    let points: Vec<Pos2> = line.iter().map(|at| lens.to_screen(*at)).collect();
    brush.shapes.extend(Shape::dashed_line(&points, Stroke::new(1.5, color), 6.0, 4.0));
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
        let lens = Lens::new(Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0)), Camera::default(), 1.0);
        let middle = |wire: usize| lens.to_canvas(hit::curve(&scene, lens, wire).at(0.5));
        let across = |wire: usize| [middle(wire) - vec2(3.0, 40.0), middle(wire) + vec2(3.0, 40.0)];
        assert_eq!(crossed(&scene, lens, &across(0)), [0]);
        assert_eq!(crossed(&scene, lens, &across(1)), [1]);
        assert_eq!(wires(&scene, lens, &[across(0)[0], across(0)[1], across(1)[1], across(1)[0]]).len(), 2);
        assert_eq!(crossed(&scene, lens, &[pos2(0.0, 300.0), pos2(900.0, 300.0)]), [0_usize; 0]);
        assert_eq!(crossed(&scene, lens, &[middle(0)]), [0_usize; 0], "a click cuts nothing");
    }
}
