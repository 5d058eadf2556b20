//! Thin lines and plain rectangles in one mesh, with far fewer vertices and calls than single shapes.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Rect, Vec2, pos2};

/// A cubic curve between two ports.
#[derive(Clone, Copy, Debug)]
pub struct Curve(pub [Pos2; 4]);

impl Curve {
    /// A curve that leaves `from` and arrives at `to` from left to right. `zoom` scales its bends.
    pub fn between(from: Pos2, to: Pos2, zoom: f32) -> Curve {
        let across = to.x - from.x;
        let down = (to.y - from.y).abs();
        let bend = if across >= 0.0 {
            (across * 0.5).max((down * 0.25).min(48.0 * zoom))
        } else {
            // A backward wire makes a visible loop on both sides.
            (-across * 0.35 + 48.0 * zoom).min(220.0 * zoom)
        };
        Curve([from, from + Vec2::X * bend, to - Vec2::X * bend, to])
    }

    /// A curve with the given directions at its ends: right (1) or left (-1).
    pub fn heading((from, leaves): (Pos2, f32), (to, arrives): (Pos2, f32), zoom: f32) -> Curve {
        let bend = ((to.x - from.x).abs() * 0.5).max(((to.y - from.y).abs() * 0.25).min(48.0 * zoom));
        Curve([from, from + Vec2::X * (bend * leaves), to - Vec2::X * (bend * arrives), to])
    }

    pub fn at(&self, t: f32) -> Pos2 {
        let [a, b, c, d] = self.0.map(Pos2::to_vec2);
        let u = 1.0 - t;
        (a * (u * u * u) + b * (3.0 * u * u * t) + c * (3.0 * u * t * t) + d * (t * t * t)).to_pos2()
    }

    /// The bounds of the control points, which contain the curve.
    pub fn bounds(&self) -> Rect {
        Rect::from_points(&self.0)
    }

    /// An estimate of the length.
    pub fn length(&self) -> f32 {
        let [a, b, c, d] = self.0;
        ((b - a).length() + (c - b).length() + (d - c).length() + (d - a).length()) / 2.0
    }

    /// The distance from `at` to the curve, with an error of about half a point.
    pub fn distance(&self, at: Pos2) -> f32 {
        const STEPS: usize = 24;
        let mut nearest = f32::INFINITY;
        let mut last = self.0[0];
        for step in 1..=STEPS {
            let next = self.at(step as f32 / STEPS as f32);
            nearest = nearest.min(distance_to_segment(at, last, next));
            last = next;
        }
        nearest
    }
}

fn distance_to_segment(at: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along = b - a;
    let t = if along.length_sq() > 0.0 { ((at - a).dot(along) / along.length_sq()).clamp(0.0, 1.0) } else { 0.0 };
    (at - (a + along * t)).length()
}

/// A mesh under construction.
#[derive(Default)]
pub struct LineMesh {
    pub mesh: Mesh,
    points: Vec<Pos2>,
}

impl LineMesh {
    /// An empty mesh with capacity for `vertices`.
    pub fn with_capacity(vertices: usize) -> LineMesh {
        let mut ribbons = LineMesh::default();
        ribbons.mesh.reserve_vertices(vertices);
        ribbons.mesh.reserve_triangles(vertices);
        ribbons
    }

    pub fn rect(&mut self, rect: Rect, color: Color32) {
        self.mesh.add_colored_rect(rect, color);
    }

    /// A curve of `points` points with soft edges. `feather` is the width of a physical pixel.
    pub fn curve(&mut self, curve: &Curve, points: usize, width: f32, color: Color32, feather: f32) {
        let mut line = std::mem::take(&mut self.points);
        line.clear();
        let last = points.max(2) - 1;
        line.extend((0..=last).map(|n| curve.at(n as f32 / last as f32)));
        self.line(&line, width, color, feather);
        self.points = line;
    }

    /// A straight line without soft edges.
    pub fn hard_line(&mut self, from: Pos2, to: Pos2, width: f32, color: Color32) {
        let normal = (to - from).normalized().rot90() * (width / 2.0);
        let first = self.mesh.vertices.len() as u32;
        let vertex = |pos| Vertex { pos, uv: WHITE_UV, color };
        self.mesh.vertices.extend([from - normal, from + normal, to - normal, to + normal].map(vertex));
        self.mesh.indices.extend([0, 1, 2, 2, 1, 3].map(|n| first + n));
    }

    /// An open line through `points`, with antialiased edges one pixel wide.
    pub fn line(&mut self, points: &[Pos2], width: f32, color: Color32, feather: f32) {
        if points.len() < 2 {
            return;
        }
        if width <= feather {
            let color = color.gamma_multiply(width / feather);
            self.strip(points, &[(-feather, Color32::TRANSPARENT), (0.0, color), (feather, Color32::TRANSPARENT)]);
        } else {
            let inner = (width - feather) / 2.0;
            let outer = (width + feather) / 2.0;
            let none = Color32::TRANSPARENT;
            self.strip(points, &[(-outer, none), (-inner, color), (inner, color), (outer, none)]);
        }
    }

    fn strip(&mut self, points: &[Pos2], profile: &[(f32, Color32)]) {
        let across = profile.len() as u32;
        let first = self.mesh.vertices.len() as u32;
        for (n, point) in points.iter().enumerate() {
            let before = points[n.saturating_sub(1)];
            let after = points[(n + 1).min(points.len() - 1)];
            let normal = (after - before).normalized().rot90();
            for &(offset, color) in profile {
                self.mesh.vertices.push(Vertex { pos: *point + normal * offset, uv: WHITE_UV, color });
            }
        }
        for n in 0..points.len() as u32 - 1 {
            for m in 0..across - 1 {
                let a = first + n * across + m;
                let b = a + across;
                self.mesh.indices.extend_from_slice(&[a, a + 1, b, b, a + 1, b + 1]);
            }
        }
    }

    /// A small square around `at`, aligned to whole pixels.
    pub fn dot(&mut self, at: Pos2, side: f32, color: Color32, pixels_per_point: f32) {
        let whole = |v: f32| (v * pixels_per_point).round() / pixels_per_point;
        let min = pos2(whole(at.x - side / 2.0), whole(at.y - side / 2.0));
        self.rect(Rect::from_min_size(min, Vec2::splat(side)), color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_begin_and_end_at_their_ports_and_stay_in_their_bounds() {
        for to in [pos2(300.0, 40.0), pos2(-300.0, 40.0), pos2(1.0, 500.0)] {
            let curve = Curve::between(pos2(10.0, 20.0), to, 1.0);
            assert!((curve.at(0.0) - pos2(10.0, 20.0)).length() < 1e-3 && (curve.at(1.0) - to).length() < 1e-3);
            assert!((0..=20).all(|n| curve.bounds().expand(0.01).contains(curve.at(n as f32 / 20.0))));
            assert!(curve.distance(curve.at(0.37)) < 1.5);
            assert!(curve.distance(pos2(0.0, -900.0)) > 100.0);
        }
    }

    #[test]
    fn meshes_are_whole() {
        let mut ribbons = LineMesh::default();
        for width in [0.5, 2.0] {
            ribbons.curve(&Curve::between(Pos2::ZERO, pos2(90.0, 30.0), 1.0), 9, width, Color32::RED, 1.0);
        }
        ribbons.rect(Rect::from_min_size(Pos2::ZERO, Vec2::splat(4.0)), Color32::RED);
        ribbons.line(&[Pos2::ZERO], 1.0, Color32::RED, 1.0);
        ribbons.hard_line(Pos2::ZERO, pos2(9.0, 3.0), 1.0, Color32::RED);
        assert!(ribbons.mesh.is_valid());
        assert_eq!(ribbons.mesh.vertices.len(), 9 * 3 + 9 * 4 + 4 + 4);
    }
}
