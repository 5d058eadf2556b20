//! Accessible names for screen readers and tests: each visible frame, note and dot.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Context, Event, Id, Rect, Ui, Vec2};

use crate::document::{AnnotationId, Shape};

use super::accessible_names::{describe, is_press};
use super::annotations::bar;
use super::camera::ViewTransform;
use super::scene::Scene;

/// Nobody listens to more of them.
const MAX_ANNOUNCED: usize = 300;
/// Half the side length of a dot's area, in points.
const DOT: f32 = 6.0;

/// Adds the visible frames, notes and dots to the accessibility tree. The area of a frame is its title bar.
pub fn announce(ctx: &Context, transform: ViewTransform, scene: &Scene, selected: &BTreeSet<AnnotationId>) {
    let annotations = &scene.annotations;
    let boxes = (0..annotations.boxes.len()).map(|index| {
        let annotation = &annotations.boxes[index];
        let mut rect = transform.rect_to_screen(annotations.rect(index));
        let text = annotation.annotation.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
        let name = match annotation.annotation.shape {
            Shape::Frame => {
                rect.max.y = rect.max.y.min(rect.min.y + bar(transform.zoom));
                tr!("frame-said", title = text)
            }
            Shape::Note => tr!("note-said", text = text),
        };
        (annotation.id, rect, name)
    });
    let dots = (0..annotations.dots.len()).filter_map(|index| {
        let dot = &annotations.dots[index];
        let node = scene.find(dot.node)?;
        let rect = Rect::from_center_size(transform.to_screen(annotations.dot(index)), Vec2::splat(2.0 * DOT));
        Some((dot.id, rect, tr!("dot-said", name = scene.nodes[node].name)))
    });
    let in_sight = boxes.chain(dots).filter(|(_, rect, _)| rect.intersects(transform.rect));
    for (id, rect, name) in in_sight.take(MAX_ANNOUNCED) {
        let announced = ctx.accesskit_node_builder(egui_id(id), |builder| {
            describe(builder, Role::GraphicsObject, rect.intersect(transform.rect), name.into());
            builder.set_selected(selected.contains(&id));
        });
        if announced.is_none() {
            // No screen reader is connected.
            return;
        }
    }
}

/// The frames, notes and dots that a screen reader has clicked or focused.
pub fn clicked(ui: &Ui, scene: &Scene) -> BTreeSet<AnnotationId> {
    let is_asked = |id: &AnnotationId| {
        let own = egui_id(*id).accesskit_id();
        ui.input(|i| i.events.iter().any(|event| is_press(event, own)))
    };
    let any = ui.input(|i| i.events.iter().any(|event| matches!(event, Event::AccessKitActionRequest(_))));
    let all = scene
        .annotations
        .boxes
        .iter()
        .map(|annotation| annotation.id)
        .chain(scene.annotations.dots.iter().map(|dot| dot.id));
    if any { all.filter(is_asked).collect() } else { BTreeSet::new() }
}

fn egui_id(id: AnnotationId) -> Id {
    Id::new("thing of the canvas").with(id.0)
}
