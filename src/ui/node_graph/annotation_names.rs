//! Names for screen readers and tests: each frame, note and dot in sight.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Context, Event, Id, Rect, Ui, Vec2};

use crate::document::{AnnotationId, Shape};

use super::annotations::bar;
use super::camera::Lens;
use super::names::{describe, is_press};
use super::scene::Scene;

/// More of them at once nobody listens to.
const MOST: usize = 300;
/// Half the side of a dot's place on the screen.
const DOT: f32 = 6.0;

/// Says which frames, notes and dots are on the screen: a frame by its title bar, which is what is pressed.
pub fn say(ctx: &Context, lens: Lens, scene: &Scene, selected: &BTreeSet<AnnotationId>) {
    let annotations = &scene.annotations;
    let boxes = (0..annotations.boxes.len()).map(|index| {
        let annotation = &annotations.boxes[index];
        let mut rect = lens.rect_to_screen(annotations.rect(index));
        let text = annotation.annotation.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
        let name = match annotation.annotation.shape {
            Shape::Frame => {
                rect.max.y = rect.max.y.min(rect.min.y + bar(lens.zoom));
                tr!("frame-said", title = text)
            }
            Shape::Note => tr!("note-said", text = text),
        };
        (annotation.id, rect, name)
    });
    let dots = (0..annotations.dots.len()).filter_map(|index| {
        let dot = &annotations.dots[index];
        let node = scene.find(dot.node)?;
        let rect = Rect::from_center_size(lens.to_screen(annotations.dot(index)), Vec2::splat(2.0 * DOT));
        Some((dot.id, rect, tr!("dot-said", name = scene.nodes[node].name)))
    });
    let in_sight = boxes.chain(dots).filter(|(_, rect, _)| rect.intersects(lens.rect));
    for (id, rect, name) in in_sight.take(MOST) {
        let said = ctx.accesskit_node_builder(egui_id(id), |builder| {
            describe(builder, Role::GraphicsObject, rect.intersect(lens.rect), name.into());
            builder.set_selected(selected.contains(&id));
        });
        if said.is_none() {
            // Nobody listens.
            return;
        }
    }
}

/// The frames, notes and dots that a screen reader has clicked or gone to.
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
