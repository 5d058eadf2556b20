//! How drags begin depending on what was pressed, and what happens when a wire is dropped.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2};

use crate::app::view::Dialog;
use crate::app::{AnnotationCommand, CanvasCommand, Command, Connect, SelectMode, WindowCommand};
use crate::document::{AnnotationId, Picked};

use super::annotations::Part;
use super::camera::position;
use super::gesture_state::{GestureContext, State, annotation_at, is_adding, select};
use super::guides::{Guides, Snap};
use super::hit::{self, Target};
use super::layout::{self, Side};
use super::scene::Port;
use super::wire_drag::{WireDrag, WireTarget};

/// The maximum distance from the port at which a wire's end is caught, in points.
const WIRE_END: f32 = 48.0;

pub fn begin_drag(
    target: Target,
    from: Pos2,
    modifiers: Modifiers,
    was_selected: bool,
    context: &GestureContext,
    out: &mut Vec<Command>,
) -> State {
    let scene = context.scene;
    match target {
        Target::Void => State::BoxSelecting { from, to: from, modifiers },
        Target::Node(id, _) => {
            let mut nodes = BTreeSet::from([id]);
            if was_selected || is_adding(modifiers) {
                nodes.extend(context.selection);
            }
            if !was_selected && is_adding(modifiers) {
                select(BTreeSet::from([id]), Vec::new(), SelectMode::Add, out);
            }
            let annotations = if was_selected || is_adding(modifiers) {
                context.selected_annotations.clone()
            } else {
                BTreeSet::new()
            };
            begin_move(Picked { nodes, annotations }, from, context)
        }
        Target::Annotation(annotation, Part::Edge(x, y)) => {
            let Some(index) = scene.annotations.find(annotation) else { return State::Idle };
            let shape = scene.annotations.boxes[index].annotation.shape;
            let rect = scene.annotations.rect(index);
            State::Resizing { annotation, shape, edge: (x, y), rect, from, to: from }
        }
        Target::Annotation(..) | Target::Dot(_) => {
            let Some(annotation) = annotation_at(target, scene) else { return State::Idle };
            let mut picked = Picked { annotations: [annotation].into(), ..Picked::default() };
            if was_selected || is_adding(modifiers) {
                picked.annotations.extend(context.selected_annotations);
                picked.nodes.clone_from(context.selection);
            }
            begin_move(picked, from, context)
        }
        Target::DotHandle(index) => {
            let dot = &scene.annotations.dots[index];
            let output = scene.node(dot.node).and_then(|node| node.ports.find_output(&dot.port)).unwrap_or(0);
            let fixed = Port { node: dot.node, side: Side::Output, index: output };
            State::Wiring(WireDrag::out_of(scene, fixed, dot.id, from))
        }
        Target::Port(port) => match scene.wires_at(port).next_back() {
            Some(wire) if port.side == Side::Input => {
                let fixed = Port { node: scene.nodes[wire.from].id, side: Side::Output, index: wire.from_port };
                State::Wiring(WireDrag::new(scene, fixed, Some(wire.wire.clone()), from))
            }
            _ => State::Wiring(WireDrag::new(scene, port, None, from)),
        },
        Target::Wire(index) => {
            let Some(wire) = scene.wires.get(index) else { return State::Idle };
            let [start, end] = scene.ends(wire);
            // Dragging the middle bends the wire; dragging an end detaches it.
            let to_end = (from - start).length().min((from - end).length()) * context.transform.zoom;
            if to_end > WIRE_END {
                let nth = hit::dots_before(scene, context.transform, index, context.transform.to_screen(from));
                return State::Bending { wire: index, nth, to: from };
            }
            let fixed = if (from - start).length() < (from - end).length() {
                Port { node: scene.nodes[wire.to].id, side: Side::Input, index: wire.to_port }
            } else {
                Port { node: scene.nodes[wire.from].id, side: Side::Output, index: wire.from_port }
            };
            State::Wiring(WireDrag::new(scene, fixed, Some(wire.wire.clone()), from))
        }
    }
}

/// The command that moves the dragged items.
pub fn moving(picked: Picked, dx: i32, dy: i32, drag: u64) -> Command {
    if picked.annotations.is_empty() {
        Command::Canvas(CanvasCommand::MoveBy { nodes: picked.nodes, dx, dy, drag })
    } else {
        Command::Annotation(AnnotationCommand::MoveBy { picked, dx, dy, drag })
    }
}

/// Begins to drag the picked items and everything attached to them.
fn begin_move(picked: Picked, from: Pos2, context: &GestureContext) -> State {
    let picked = context.document.carried(&picked);
    let guides = Guides::begin(context.scene, context.transform, &picked);
    State::Moving { picked, from, to: from, guides, snap: Snap::default(), wire: None }
}

pub fn end_wire(wire_drag: &WireDrag, context: &GestureContext, out: &mut Vec<Command>) {
    match (wire_drag.target(context.scene, context.transform), &wire_drag.detached) {
        (WireTarget::Fits { port, .. }, None) if wire_drag.via.is_some() => {
            let dot = wire_drag.via.unwrap_or(AnnotationId(0));
            let wire = wire_drag.wire_to(context.scene, port);
            out.push(Command::Annotation(AnnotationCommand::ConnectFrom { dot, wire }));
        }
        (WireTarget::Fits { port, .. }, None) => {
            out.push(Command::Canvas(CanvasCommand::Connect(wire_drag.wire_to(context.scene, port))))
        }
        (WireTarget::Fits { port, .. }, Some(old)) => {
            let new = wire_drag.wire_to(context.scene, port);
            if new != *old {
                out.push(Command::Canvas(CanvasCommand::Reconnect { old: old.clone(), new }));
            }
        }
        (WireTarget::Refused { why, .. }, _) => out.push(Command::Window(WindowCommand::ShowStatus(why))),
        (WireTarget::Void, Some(old)) => out.push(Command::Canvas(CanvasCommand::Disconnect(vec![old.clone()]))),
        (WireTarget::Void, None) if wire_drag.is_over_own_node() => {}
        (WireTarget::Void, None) => {
            let end = context.scene.port_ref(wire_drag.fixed);
            let (free_side, connect) = match wire_drag.fixed.side {
                Side::Output => (Side::Input, Connect::From(end)),
                Side::Input => (Side::Output, Connect::To(end)),
            };
            // The new node's first port lies under the pointer.
            let at = position(wire_drag.at - layout::port(free_side, 0, layout::WIDTH).to_vec2());
            out.push(Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { at, connect })));
        }
    }
}
