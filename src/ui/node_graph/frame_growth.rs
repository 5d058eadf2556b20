//! Frames grow to contain nodes that are dropped in them. They never shrink automatically.

use egui::{Rect, vec2};

use crate::app::view::GRID;
use crate::document::{AnnotationId, Picked, Shape};

use super::annotations;
use super::camera::position;
use super::scene::Scene;

/// The margin between the contents and the edge of a frame, in canvas units. It is larger at the bottom because problems hang
/// below cards.
const BESIDE: f32 = GRID;
const BELOW: f32 = 2.0 * GRID;

/// The frames that a picked node lies in and that are too small for it, with their new rectangles. Picked frames are excluded.
/// `scene` must show the picked items at their current position.
pub fn enlarged_frames(scene: &Scene, picked: &Picked) -> Vec<(AnnotationId, Rect)> {
    let annotations = &scene.annotations;
    let mut enlarged: Vec<(AnnotationId, Rect)> = Vec::new();
    // From the inside out, because growing a frame may enlarge the one around it.
    for index in (0..annotations.boxes.len()).rev() {
        let id = annotations.boxes[index].id;
        let frame = &annotations.boxes[index].annotation;
        if frame.shape != Shape::Frame || picked.annotations.contains(&id) {
            continue;
        }
        let old = annotations.rect(index);
        let cards = picked.nodes.iter().filter_map(|id| scene.find(*id)).map(|node| scene.card(node));
        let held = cards.filter(|card| frame.holds(position(card.min)));
        let mut needed = held.map(|card| {
            Rect::from_min_max(card.min - vec2(BESIDE, annotations::BAR + GRID / 2.0), card.max + vec2(BESIDE, BELOW))
        });
        let inner = enlarged.iter().filter(|(other, _)| {
            annotations.find(*other).is_some_and(|other| frame.holds_whole(&annotations.boxes[other].annotation))
        });
        let inner: Vec<Rect> = inner.map(|(_, rect)| rect.expand(BESIDE)).collect();
        let new = needed.by_ref().chain(inner).fold(old, Rect::union);
        if new != old {
            enlarged.push((id, new));
        }
    }
    enlarged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::NodeId;
    use crate::ui::node_graph::scene::tests::scene_of_text;
    use egui::Vec2;

    const TEXT: &str = r#"(format: 1, nodes: {
        "in": (kind: "limit", version: 1, settings: ()),
        "new": (kind: "limit", version: 1, settings: ()),
    }, layout: {"in": (4, 6), "new": (60, 6)}, frames: [
        (title: "outer", color: Blue, at: (0, 0), size: (30, 24)),
        (title: "inner", color: Red, at: (2, 2), size: (20, 16)),
    ])"#;

    #[test]
    fn a_frame_takes_in_what_is_dropped_and_the_frame_around_it_follows() {
        let mut scene = scene_of_text(TEXT);
        let new = NodeId(scene.nodes.iter().find(|node| node.name == "new").unwrap().id.0);
        let picked = Picked { nodes: [new].into(), ..Picked::default() };
        let mut sizes = |x: i32| -> Vec<(f32, f32)> {
            scene.shift([new], vec2((x - 60) as f32, 2.0) * GRID);
            enlarged_frames(&scene, &picked)
                .iter()
                .map(|(_, rect)| (rect.width() / GRID, rect.height() / GRID))
                .collect()
        };
        assert!(sizes(60).is_empty(), "beside the frames");
        assert!(sizes(6).is_empty(), "with room");
        // 12 wide from 15: the inner one ends at 28, and the outer one has room for that.
        assert_eq!(sizes(15), [(26.0, 16.0)]);
        // The centre of the title is in the outer frame only.
        assert_eq!(sizes(22), [(35.0, 24.0)]);
        assert_eq!(enlarged_frames(&scene, &Picked::default()), []);
        scene.shift([new], Vec2::ZERO);
    }
}
