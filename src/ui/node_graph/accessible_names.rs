//! Accessible names for screen readers and tests: each visible node, and each port while ports are drawn.

use egui::accesskit::{Action, Node, NodeId, Rect as Bounds, Role};
use egui::{Context, Event, Id, Rect, Ui, Vec2};

use crate::app::{App, NodeState};
use crate::ui::highlight::{self, HighlightTarget};

use super::camera::ViewTransform;
use super::detail::Detail;
use super::layout::Side;
use super::node_status::{NodeStatus, accessible_name};
use super::scene::{Port, Scene, specs};

/// With more visible nodes than this, only the selected ones and those with problems are announced: nobody listens to thousands,
/// and announcing them takes as long as drawing them. The search still finds all.
const MAX_ANNOUNCED: usize = 1_000;

/// Half the side length of a port's area, in points.
const PORT: f32 = 6.0;

/// The accessible name of a node and what it was made from.
#[derive(Clone, Debug, Default)]
struct CachedName {
    made_from: Option<(NodeState, Option<u64>, usize)>,
    name: Box<str>,
}

/// The accessible names of the nodes, kept between frames.
#[derive(Debug, Default)]
pub struct NodeNames {
    cached: Vec<CachedName>,
}

impl NodeNames {
    /// Discards all names after a change of the document.
    pub fn clear(&mut self) {
        self.cached.clear();
    }

    /// Adds the visible nodes and ports to the accessibility tree. Free while no screen reader is connected.
    pub fn announce(
        &mut self,
        ctx: &Context,
        transform: ViewTransform,
        scene: &Scene,
        statuses: &[NodeStatus],
        visible: &[usize],
    ) {
        // Every call takes the lock of the context, so the first one checks whether a screen reader is connected.
        let announced: Vec<usize> = announced(statuses, visible).collect();
        let Some(&first) = announced.first() else { return };
        if ctx.accesskit_node_builder(scene.nodes[first].egui_id, |_| ()).is_none() {
            return;
        }
        self.cached.resize_with(scene.nodes.len(), CachedName::default);
        let has_ports = Detail::at(transform.zoom).has_ports();
        for index in announced {
            let node = &scene.nodes[index];
            let status = &statuses[index];
            let cached = &mut self.cached[index];
            let made_from = Some((status.state, status.rows(0), status.result.map_or(0, |r| r.problems.len())));
            if cached.made_from != made_from {
                *cached = CachedName { made_from, name: accessible_name(node, status).into() };
            }
            let rect = transform.rect_to_screen(scene.card(index)).intersect(transform.rect);
            ctx.accesskit_node_builder(node.egui_id, |builder| {
                describe(builder, Role::GraphicsObject, rect, cached.name.clone());
                builder.set_selected(status.selected);
            });
            if has_ports {
                ports(ctx, transform, scene, index);
            }
        }
    }

    /// The indices of the nodes that a screen reader has clicked or focused.
    pub fn clicked(ui: &Ui, scene: &Scene) -> Vec<usize> {
        let targets: Vec<_> = ui.input(|i| i.events.iter().filter_map(pressed).collect());
        if targets.is_empty() {
            return Vec::new();
        }
        let is_asked = |index: &usize| targets.contains(&scene.nodes[*index].egui_id.accesskit_id());
        (0..scene.nodes.len()).filter(is_asked).collect()
    }
}

/// The visible nodes to announce: all, or only the selected ones and those with problems if there are many.
fn announced<'a>(statuses: &'a [NodeStatus], visible: &'a [usize]) -> impl Iterator<Item = usize> + use<'a> {
    let stands_out = |status: &NodeStatus| status.selected || status.state == NodeState::Failed;
    let all = visible.len() <= MAX_ANNOUNCED;
    visible.iter().copied().filter(move |index| all || stands_out(&statuses[*index]))
}

fn ports(ctx: &Context, transform: ViewTransform, scene: &Scene, index: usize) {
    let node = &scene.nodes[index];
    for side in [Side::Input, Side::Output] {
        for (port, spec) in specs(&node.ports, side).iter().enumerate() {
            let at = transform.to_screen(scene.port_of(index, side, port));
            let rect = Rect::from_center_size(at, Vec2::splat(2.0 * PORT));
            let id = port_id(node.egui_id, Port { node: node.id, side, index: port });
            let name = match side {
                Side::Input => tr!("input-of", port = spec.label(), name = node.name),
                Side::Output => tr!("output-of", port = spec.label(), name = node.name),
            };
            ctx.accesskit_node_builder(id, |builder| describe(builder, Role::GraphicsSymbol, rect, name.into()));
        }
    }
}

/// Records the positions of the wire ends that the guide asks for, if they are visible.
pub fn record_guide_ports(ctx: &Context, app: &App, transform: ViewTransform, scene: &Scene) {
    for end in app.guide_wire() {
        let side = if end.is_output { Side::Output } else { Side::Input };
        let Some(at) = scene.port(Port { node: end.node, side, index: end.port }) else { continue };
        let rect = Rect::from_center_size(transform.to_screen(at), Vec2::splat(2.0 * PORT));
        if transform.rect.contains_rect(rect) {
            highlight::record(ctx, HighlightTarget::Port(end), rect);
        }
    }
}

fn port_id(node: Id, port: Port) -> Id {
    node.with((port.side as u8, port.index))
}

/// The target that a screen reader has clicked or focused with this event.
fn pressed(event: &Event) -> Option<NodeId> {
    match event {
        Event::AccessKitActionRequest(asked) if matches!(asked.action, Action::Click | Action::Focus) => {
            Some(asked.target_node)
        }
        _ => None,
    }
}

/// Whether a screen reader has clicked or focused `target` with this event.
pub(super) fn is_press(event: &Event, target: NodeId) -> bool {
    pressed(event) == Some(target)
}

/// Describes a control of the canvas: its role, place and name.
pub(super) fn describe(builder: &mut Node, role: Role, rect: Rect, name: Box<str>) {
    builder.set_role(role);
    builder.set_label(name);
    builder.set_bounds(Bounds {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    });
    builder.add_action(Action::Click);
    builder.add_action(Action::Focus);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Activity;

    #[test]
    fn of_many_nodes_those_are_said_that_stand_out() {
        let status = |state, selected| NodeStatus { state, activity: Activity::Active, result: None, selected };
        let mut statuses = vec![status(NodeState::Fresh, false); 3 * MAX_ANNOUNCED];
        (statuses[7], statuses[2_000]) = (status(NodeState::Fresh, true), status(NodeState::Failed, false));
        let visible: Vec<usize> = (0..statuses.len()).collect();
        assert_eq!(announced(&statuses, &visible).collect::<Vec<_>>(), [7, 2_000]);
        assert_eq!(announced(&statuses, &visible[..MAX_ANNOUNCED]).count(), MAX_ANNOUNCED);
    }
}
