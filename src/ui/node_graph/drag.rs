//! How drags begin, by what was pressed, and what a wire does where it is let go.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2};

use crate::app::view::Dialog;
use crate::app::{CanvasCommand, Command, Connect, SelectMode, ThingCommand, WindowCommand};
use crate::document::{Picked, ThingId};

use super::camera::position;
use super::connect::{Aim, Loose};
use super::gesture::{State, World, is_adding, select, thing_of};
use super::guides::{Guides, Snap};
use super::hit::{self, Target};
use super::layout::{self, Side};
use super::scene::Port;
use super::things::Part;

/// How far from its port a wire's end is still caught, in screen points.
const WIRE_END: f32 = 48.0;

pub fn begin_drag(
    target: Target,
    from: Pos2,
    modifiers: Modifiers,
    was_selected: bool,
    world: &World,
    out: &mut Vec<Command>,
) -> State {
    let scene = world.scene;
    match target {
        Target::Void => State::Boxing { from, to: from, modifiers },
        Target::Node(id, _) => {
            let mut nodes = BTreeSet::from([id]);
            if was_selected || is_adding(modifiers) {
                nodes.extend(world.selection);
            }
            if !was_selected && is_adding(modifiers) {
                select(BTreeSet::from([id]), Vec::new(), SelectMode::Add, out);
            }
            let things =
                if was_selected || is_adding(modifiers) { world.selected_things.clone() } else { BTreeSet::new() };
            begin_move(Picked { nodes, things }, from, world)
        }
        Target::Thing(thing, Part::Edge(x, y)) => {
            let Some(index) = scene.things.find(thing) else { return State::Idle };
            let (shape, rect) = (scene.things.boxes[index].thing.shape, scene.things.rect(index));
            State::Resizing { thing, shape, edge: (x, y), rect, from, to: from }
        }
        Target::Thing(..) | Target::Dot(_) => {
            let Some(thing) = thing_of(target, scene) else { return State::Idle };
            let mut picked = Picked { things: [thing].into(), ..Picked::default() };
            if was_selected || is_adding(modifiers) {
                picked.things.extend(world.selected_things);
                picked.nodes.clone_from(world.selection);
            }
            begin_move(picked, from, world)
        }
        Target::DotHandle(index) => {
            let dot = &scene.things.dots[index];
            let output = scene.node(dot.node).and_then(|node| node.ports.find_output(&dot.port)).unwrap_or(0);
            let fixed = Port { node: dot.node, side: Side::Output, index: output };
            State::Wiring(Loose::out_of(scene, fixed, dot.id, from))
        }
        Target::Port(port) => match scene.wires_at(port).next_back() {
            Some(wire) if port.side == Side::Input => {
                let fixed = Port { node: scene.nodes[wire.from].id, side: Side::Output, index: wire.from_port };
                State::Wiring(Loose::new(scene, fixed, Some(wire.wire.clone()), from))
            }
            _ => State::Wiring(Loose::new(scene, port, None, from)),
        },
        Target::Wire(index) => {
            let Some(wire) = scene.wires.get(index) else { return State::Idle };
            let [start, end] = scene.ends(wire);
            // The middle is bent; an end is taken off.
            let to_end = (from - start).length().min((from - end).length()) * world.lens.zoom;
            if to_end > WIRE_END {
                let nth = hit::dots_before(scene, world.lens, index, world.lens.to_screen(from));
                return State::Bending { wire: index, nth, to: from };
            }
            let fixed = if (from - start).length() < (from - end).length() {
                Port { node: scene.nodes[wire.to].id, side: Side::Input, index: wire.to_port }
            } else {
                Port { node: scene.nodes[wire.from].id, side: Side::Output, index: wire.from_port }
            };
            State::Wiring(Loose::new(scene, fixed, Some(wire.wire.clone()), from))
        }
    }
}

/// The command that moves what was dragged.
pub fn moving(picked: Picked, dx: i32, dy: i32, drag: u64) -> Command {
    if picked.things.is_empty() {
        Command::Canvas(CanvasCommand::MoveBy { nodes: picked.nodes, dx, dy, drag })
    } else {
        Command::Thing(ThingCommand::MoveBy { picked, dx, dy, drag })
    }
}

/// A drag of what is picked, with all that goes with it.
fn begin_move(picked: Picked, from: Pos2, world: &World) -> State {
    let picked = world.document.carried(&picked);
    let guides = Guides::begin(world.scene, world.lens, &picked);
    State::Moving { picked, from, to: from, guides, snap: Snap::default(), wire: None }
}

pub fn end_wire(loose: &Loose, world: &World, out: &mut Vec<Command>) {
    match (loose.aim(world.scene, world.lens), &loose.detached) {
        (Aim::Fits { port, .. }, None) if loose.via.is_some() => {
            let (dot, wire) = (loose.via.unwrap_or(ThingId(0)), loose.wire_to(world.scene, port));
            out.push(Command::Thing(ThingCommand::ConnectFrom { dot, wire }));
        }
        (Aim::Fits { port, .. }, None) => {
            out.push(Command::Canvas(CanvasCommand::Connect(loose.wire_to(world.scene, port))))
        }
        (Aim::Fits { port, .. }, Some(old)) => {
            let new = loose.wire_to(world.scene, port);
            if new != *old {
                out.push(Command::Canvas(CanvasCommand::Reconnect { old: old.clone(), new }));
            }
        }
        (Aim::Refused { why, .. }, _) => out.push(Command::Window(WindowCommand::ShowStatus(why))),
        (Aim::Void, Some(old)) => out.push(Command::Canvas(CanvasCommand::Disconnect(vec![old.clone()]))),
        (Aim::Void, None) if loose.is_home() => {}
        (Aim::Void, None) => {
            let end = world.scene.port_ref(loose.fixed);
            let (free_side, connect) = match loose.fixed.side {
                Side::Output => (Side::Input, Connect::From(end)),
                Side::Input => (Side::Output, Connect::To(end)),
            };
            // The new node's first port comes to lie under the pointer.
            let at = position(loose.at - layout::port(free_side, 0, layout::WIDTH).to_vec2());
            out.push(Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { at, connect })));
        }
    }
}
