//! Frames, notes and dots as they are drawn, with hit testing.

use std::collections::{BTreeSet, HashMap};

use egui::{Pos2, Rect, Vec2, vec2};

use crate::app::view::GRID;
use crate::document::{Annotation, AnnotationId, Document, NodeId, Position, Shape, Wire};

use super::camera::{ViewTransform, point};

/// The height of a frame's title bar, in canvas units.
pub const BAR: f32 = 1.5 * GRID;
/// Half the width of a draggable edge, and the radius of a dot, in points.
const EDGE: f32 = 5.0;
const DOT: f32 = 8.0;
/// The distance from a dot to its handle for pulling out a wire, in points.
pub const HANDLE: f32 = 16.0;

/// A frame or a note.
#[derive(Debug)]
pub struct SceneAnnotation {
    pub id: AnnotationId,
    pub annotation: Annotation,
    rect: Rect,
}

/// A point that wires pass through.
#[derive(Debug)]
pub struct SceneDot {
    pub id: AnnotationId,
    pub node: NodeId,
    pub port: String,
    at: Pos2,
}

/// A part of a frame or a note. The numbers of an edge give its direction per axis: -1, 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Body,
    Edge(i8, i8),
}

/// All frames, notes and dots of a document.
#[derive(Debug, Default)]
pub struct Annotations {
    /// Larger frames first, notes last.
    pub boxes: Vec<SceneAnnotation>,
    pub dots: Vec<SceneDot>,
    moved: BTreeSet<AnnotationId>,
    shift: Vec2,
    resized: Vec<(AnnotationId, Rect)>,
}

impl Annotations {
    pub fn of(document: &Document) -> Annotations {
        let boxes = document.annotations().into_iter().map(|(id, annotation)| {
            let size = vec2(annotation.size.0 as f32, annotation.size.1 as f32) * GRID;
            SceneAnnotation {
                id,
                annotation: annotation.clone(),
                rect: Rect::from_min_size(point(annotation.at), size),
            }
        });
        let dots =
            document.dots().map(|(node, dot)| SceneDot { id: dot.id, node, port: dot.port.clone(), at: point(dot.at) });
        Annotations { boxes: boxes.collect(), dots: dots.collect(), ..Annotations::default() }
    }

    /// The dots of a wire, by index.
    pub fn route(&self, document: &Document, index: &HashMap<AnnotationId, usize>, wire: &Wire) -> Vec<usize> {
        document.route(wire).filter_map(|dot| index.get(&dot.id).copied()).collect()
    }

    /// The index of each dot by id.
    pub fn dot_index(&self) -> HashMap<AnnotationId, usize> {
        self.dots.iter().enumerate().map(|(n, dot)| (dot.id, n)).collect()
    }

    pub fn bounds(&self) -> Option<Rect> {
        let boxes = self.boxes.iter().map(|annotation| annotation.rect);
        let dots = self.dots.iter().map(|dot| Rect::from_center_size(dot.at, Vec2::splat(GRID)));
        boxes.chain(dots).reduce(|a, b| a.union(b))
    }

    pub fn bounds_of(&self, ids: &BTreeSet<AnnotationId>) -> Option<Rect> {
        let boxes = (0..self.boxes.len()).filter(|n| ids.contains(&self.boxes[*n].id)).map(|n| self.rect(n));
        let dots = (0..self.dots.len()).filter(|n| ids.contains(&self.dots[*n].id));
        let dots = dots.map(|n| Rect::from_center_size(self.dot(n), Vec2::splat(GRID)));
        boxes.chain(dots).reduce(|a, b| a.union(b))
    }

    /// Draws `ids` displaced, without changing the document, until [`Annotations::end_shift`].
    pub fn shift(&mut self, ids: &BTreeSet<AnnotationId>, by: Vec2) {
        self.moved.clone_from(ids);
        self.shift = by;
    }

    /// Draws frames and notes with other sizes, without changing the document.
    pub fn resize(&mut self, sizes: Vec<(AnnotationId, Rect)>) {
        self.resized = sizes;
    }

    pub fn end_shift(&mut self) {
        self.moved.clear();
        self.resized.clear();
    }

    fn offset(&self, id: AnnotationId) -> Vec2 {
        if !self.moved.is_empty() && self.moved.contains(&id) { self.shift } else { Vec2::ZERO }
    }

    pub fn find(&self, id: AnnotationId) -> Option<usize> {
        self.boxes.iter().position(|annotation| annotation.id == id)
    }

    /// The rectangle of a frame or note by index, in canvas units.
    pub fn rect(&self, index: usize) -> Rect {
        let annotation = &self.boxes[index];
        match self.resized.iter().find(|(id, _)| *id == annotation.id) {
            Some((_, rect)) => *rect,
            None => annotation.rect.translate(self.offset(annotation.id)),
        }
    }

    /// The centre of a dot by index, in canvas units.
    pub fn dot(&self, index: usize) -> Pos2 {
        self.dots[index].at + self.offset(self.dots[index].id)
    }

    /// The frames and notes that lie entirely in a selection box, and the dots in it.
    pub fn inside(&self, area: Rect) -> BTreeSet<AnnotationId> {
        let boxes = (0..self.boxes.len()).filter(|n| area.contains_rect(self.rect(*n))).map(|n| self.boxes[n].id);
        let dots = (0..self.dots.len()).filter(|n| area.contains(self.dot(*n))).map(|n| self.dots[n].id);
        boxes.chain(dots).collect()
    }

    /// The dot at a screen position.
    pub fn dot_at(&self, transform: ViewTransform, at: Pos2) -> Option<usize> {
        (0..self.dots.len()).find(|n| (transform.to_screen(self.dot(*n)) - at).length() <= DOT)
    }

    /// The dot whose handle is at a screen position.
    pub fn handle_at(&self, transform: ViewTransform, at: Pos2) -> Option<usize> {
        let handle = |n: &usize| transform.to_screen(self.dot(*n)) + vec2(HANDLE, 0.0);
        (0..self.dots.len()).find(|n| (handle(n) - at).length() <= DOT)
    }

    /// The note, or the title bar or edge of a frame, at a screen position. The inside of a frame is not hit, so that a selection
    /// box can begin there.
    pub fn box_at(&self, transform: ViewTransform, at: Pos2) -> Option<(AnnotationId, Part)> {
        (0..self.boxes.len()).rev().find_map(|n| {
            let annotation = &self.boxes[n];
            let rect = transform.rect_to_screen(self.rect(n));
            if !rect.expand(EDGE).contains(at) {
                return None;
            }
            let near = |low: f32, high: f32, at: f32| match () {
                () if (at - high).abs() <= EDGE => 1,
                () if (at - low).abs() <= EDGE => -1,
                () => 0,
            };
            let x = near(rect.left(), rect.right(), at.x);
            let y = near(rect.top(), rect.bottom(), at.y);
            let part = if (x, y) == (0, 0) { Part::Body } else { Part::Edge(x, y) };
            let caught = annotation.annotation.shape == Shape::Note
                || part != Part::Body
                || at.y <= rect.top() + bar(transform.zoom);
            caught.then_some((annotation.id, part))
        })
    }
}

/// The height of a title bar on the screen, in points, with a minimum for the pointer.
pub fn bar(zoom: f32) -> f32 {
    (BAR * zoom).max(18.0)
}

/// A rectangle whose edge or corner was dragged by `by` canvas units, snapped to the grid and with a minimum size.
pub fn pulled(rect: Rect, shape: Shape, (x, y): (i8, i8), by: Vec2) -> Rect {
    let by = (by / GRID).round() * GRID;
    let (width, height) = Annotation::smallest(shape);
    let least = vec2(width as f32, height as f32) * GRID;
    let mut rect = rect;
    match x {
        1 => rect.max.x = (rect.max.x + by.x).max(rect.min.x + least.x),
        -1 => rect.min.x = (rect.min.x + by.x).min(rect.max.x - least.x),
        _ => {}
    }
    match y {
        1 => rect.max.y = (rect.max.y + by.y).max(rect.min.y + least.y),
        -1 => rect.min.y = (rect.min.y + by.y).min(rect.max.y - least.y),
        _ => {}
    }
    rect
}

/// Position and size of a rectangle in grid steps.
pub fn on_grid(rect: Rect) -> (Position, (i32, i32)) {
    let size = rect.size() / GRID;
    (super::camera::position(rect.min), (size.x.round() as i32, size.y.round() as i32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::Camera;
    use egui::pos2;

    const TEXT: &str = include_str!("../../../tests/files/0.1_canvas_things.ron");

    fn transform(zoom: f32) -> ViewTransform {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1200.0));
        ViewTransform::new(rect, Camera { x: 800.0, y: 600.0, zoom }, 1.0)
    }

    #[test]
    fn bars_edges_and_notes_are_caught_and_the_inside_of_a_frame_is_not() {
        let document = crate::document::read(TEXT).unwrap().document;
        let annotations = Annotations::of(&document);
        let part = |x: f32, y: f32| annotations.box_at(transform(1.0), pos2(x, y)).map(|(_, part)| part);
        assert_eq!(part(100.0, 12.0), Some(Part::Body));
        assert_eq!(part(100.0, 120.0), None);
        assert_eq!(part(34.0 * GRID - 3.0, 100.0), Some(Part::Edge(1, 0)));
        assert_eq!(part(34.0 * GRID + 3.0, 12.0 * GRID), Some(Part::Edge(1, 1)));
        assert_eq!(part(100.0, 18.0 * GRID), Some(Part::Body));
        assert_eq!(annotations.dot_at(transform(1.0), pos2(36.0 * GRID + 4.0, 8.0 * GRID)), Some(0));
        assert_eq!(annotations.handle_at(transform(1.0), pos2(36.0 * GRID + HANDLE, 8.0 * GRID)), Some(0));
        assert!(annotations.bounds().unwrap().contains(pos2(62.0 * GRID, 22.0 * GRID)));
    }

    #[test]
    fn an_edge_stops_before_the_other() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(320.0, 160.0));
        let wide = pulled(rect, Shape::Frame, (1, 1), vec2(30.0, 20.0));
        assert_eq!(on_grid(wide), (Position::new(0, 0), (22, 11)));
        let narrow = pulled(rect, Shape::Frame, (-1, 0), vec2(9000.0, 9000.0));
        assert_eq!(on_grid(narrow), (Position::new(12, 0), (8, 10)));
    }
}
