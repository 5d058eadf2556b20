//! Keyboard navigation from node to node with the arrow keys.

use egui::{EventFilter, Key, Modifiers, Rect, Ui, Vec2};

use crate::app::view::CameraRequest;
use crate::app::{App, CanvasCommand, Command, SelectMode};
use crate::ui::panes::Pane;

use super::scene::Scene;

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, Vec2::LEFT),
    (Key::ArrowRight, Vec2::RIGHT),
    (Key::ArrowUp, Vec2::UP),
    (Key::ArrowDown, Vec2::DOWN),
];

/// While the canvas has the focus, arrow keys select the nearest node in their direction.
pub fn keys(ui: &Ui, app: &App, scene: &Scene, out: &mut Vec<Command>) {
    let id = Pane::Canvas.id();
    if ui.memory(|m| m.focused()) != Some(id) {
        return;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows));
    for (key, direction) in ARROWS {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
            && let Some(index) = next(app, scene, direction)
        {
            let node = scene.nodes[index].id;
            out.push(Command::Canvas(CanvasCommand::Select {
                nodes: [node].into(),
                wires: Vec::new(),
                mode: SelectMode::Replace,
            }));
            out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(node))));
        }
    }
    // The node that has the focus, for screen readers.
    let selected = app.selected_node().and_then(|node| scene.nodes.iter().find(|known| known.id == node));
    if let Some(node) = selected {
        ui.ctx().accesskit_node_builder(id, |builder| builder.set_active_descendant(node.egui_id.accesskit_id()));
    }
}

/// The index of the node in a direction from the selected one, or of the first node if none is selected.
fn next(app: &App, scene: &Scene, direction: Vec2) -> Option<usize> {
    let cards = || (0..scene.nodes.len()).map(|index| (index, scene.card(index)));
    let from =
        app.project.view.selection.iter().next().and_then(|id| scene.nodes.iter().position(|node| node.id == *id));
    match from.map(|index| (index, scene.card(index))) {
        Some((from, card)) => {
            let others = cards().filter(|(index, _)| *index != from);
            let near = others.filter_map(|(index, other)| Some((index, distance(card, other, direction)?)));
            near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index)
        }
        None => {
            cards().min_by(|a, b| (a.1.min.x + a.1.min.y).total_cmp(&(b.1.min.x + b.1.min.y))).map(|(index, _)| index)
        }
    }
}

/// The distance of a card in a direction, with the lateral offset counted twice; `None` if it lies in another direction.
fn distance(from: Rect, to: Rect, direction: Vec2) -> Option<f32> {
    let way = to.center() - from.center();
    let along = way.dot(direction);
    let aside = (way - direction * along).length();
    (along > 1.0 && aside < 2.0 * along + from.size().dot(direction.abs())).then_some(along + 2.0 * aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    #[test]
    fn the_nearest_in_a_direction_is_the_one_in_its_line() {
        let card = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), vec2(100.0, 50.0));
        let from = card(0.0, 0.0);
        assert!(distance(from, card(200.0, 0.0), Vec2::RIGHT) < distance(from, card(150.0, 100.0), Vec2::RIGHT));
        assert_eq!(distance(from, card(-200.0, 0.0), Vec2::RIGHT), None);
        assert!(distance(from, card(0.0, 120.0), Vec2::DOWN).is_some());
        assert_eq!(distance(from, card(900.0, 60.0), Vec2::DOWN), None);
    }
}
