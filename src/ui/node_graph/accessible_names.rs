//! Names for screen readers and tests: each visible node, and each port while ports are drawn.

use egui::accesskit::{Action, Node, NodeId, Rect as Bounds, Role};
use egui::{Context, Event, Id, Rect, Ui, Vec2};

use crate::app::{App, NodeState};
use crate::ui::highlight::{self, HighlightTarget};

use super::camera::ViewTransform;
use super::detail::Detail;
use super::layout::Side;
use super::node_status::{NodeStatus, accessible_name};
use super::scene::{Port, Scene, specs};

/// Of more nodes in sight than these, only those are said that stand out: nobody listens to thousands, and saying them takes as
/// long as drawing them. Find says all that it finds.
const MAX_ANNOUNCED: usize = 1_000;

/// Half the side of a port's place on the screen.
const PORT: f32 = 6.0;

/// What a node's name was made from, and the name.
#[derive(Clone, Debug, Default)]
struct CachedName {
    made_from: Option<(NodeState, Option<u64>, usize)>,
    name: Box<str>,
}

/// The nodes' names, kept between frames.
#[derive(Debug, Default)]
pub struct NodeNames {
    cached: Vec<CachedName>,
}

impl NodeNames {
    /// The document has changed: no name is known any more.
    pub fn clear(&mut self) {
        self.cached.clear();
    }

    /// Says which nodes and ports are on the screen. Costs nothing while nobody listens.
    pub fn announce(
        &mut self,
        ctx: &Context,
        transform: ViewTransform,
        scene: &Scene,
        statuses: &[NodeStatus],
        visible: &[usize],
    ) {
        // Every call takes the context's lock; one that finds nobody listening saves all others.
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

    /// The nodes that a screen reader has clicked or gone to, by index.
    pub fn clicked(ui: &Ui, scene: &Scene) -> Vec<usize> {
        let targets: Vec<_> = ui.input(|i| i.events.iter().filter_map(pressed).collect());
        if targets.is_empty() {
            return Vec::new();
        }
        let is_asked = |index: &usize| targets.contains(&scene.nodes[*index].egui_id.accesskit_id());
        (0..scene.nodes.len()).filter(is_asked).collect()
    }
}

/// The nodes that are said, of those in sight: all, or of many those that are selected or in trouble.
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

/// Tells where the ends of the wire are that the guide asks for, as far as they are in sight.
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

/// What a screen reader has clicked or gone to by this event.
fn pressed(event: &Event) -> Option<NodeId> {
    match event {
        Event::AccessKitActionRequest(asked) if matches!(asked.action, Action::Click | Action::Focus) => {
            Some(asked.target_node)
        }
        _ => None,
    }
}

/// Whether a screen reader has clicked or gone to `target` by this event.
pub(super) fn is_press(event: &Event, target: NodeId) -> bool {
    pressed(event) == Some(target)
}

/// A control of the canvas: its place on the screen and its name.
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
