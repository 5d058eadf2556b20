//! The gestures of the pointer as a state machine: each has a beginning, an end that says what it did, and a cancel.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2, Rect, Vec2};

use crate::app::view::{Dialog, GRID};
use crate::app::{Command, Connect, SelectMode};
use crate::document::{NodeId, Wire};
use crate::engine::OutputRef;

use super::camera::{Lens, position};
use super::connect::{Aim, Loose};
use super::guides::{self, Guides, Snap};
use super::hit::{self, Part, Target};
use super::layout::{self, Side};
use super::scene::{Port, Scene};

/// Screen points after which a press is a drag.
const DRAG_START: f32 = 4.0;
/// Seconds and screen points within which two clicks are a double click.
const DOUBLE_CLICK: (f64, f32) = (0.35, 6.0);

/// One event of the pointer, in screen points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// The primary button, or a press that pans.
    Press {
        at: Pos2,
        modifiers: Modifiers,
        pans: bool,
    },
    Move(Pos2),
    Release(Pos2),
    /// Escape, or the window lost the focus.
    Cancel,
}

/// What gestures look at. They change none of it.
pub struct World<'a> {
    pub scene: &'a Scene,
    pub lens: Lens,
    pub selection: &'a BTreeSet<NodeId>,
    pub selected_wires: &'a [Wire],
    pub shown: Option<OutputRef>,
    /// Seconds.
    pub now: f64,
    /// Alt or Ctrl is held: a drag minds no guides.
    pub free: bool,
}

/// What the pointer is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    #[default]
    Idle,
    /// Pressed, neither a click nor a drag yet.
    Pressed {
        target: Target,
        at: Pos2,
        modifiers: Modifiers,
        was_selected: bool,
    },
    Panning {
        last: Pos2,
        total: Vec2,
    },
    /// Points in canvas units.
    Moving {
        nodes: BTreeSet<NodeId>,
        from: Pos2,
        to: Pos2,
        guides: Guides,
        snap: Snap,
    },
    Boxing {
        from: Pos2,
        to: Pos2,
        modifiers: Modifiers,
    },
    Wiring(Loose),
}

/// The state machine.
#[derive(Debug, Default)]
pub struct Gestures {
    pub state: State,
    last_click: Option<(f64, Pos2)>,
    drags: u64,
    /// Nodes let go in this frame: the document moves them after the frame only.
    landed: Option<(BTreeSet<NodeId>, Vec2)>,
}

impl Gestures {
    pub fn begin_frame(&mut self) {
        self.landed = None;
    }

    /// Whether a drag is under way, which Escape would cancel.
    pub fn is_dragging(&self) -> bool {
        !matches!(self.state, State::Idle | State::Pressed { .. })
    }

    /// A number that no drag had before.
    pub fn next_drag(&mut self) -> u64 {
        self.drags += 1;
        self.drags
    }

    /// The nodes that are seen elsewhere than the document has them, and by how much.
    pub fn shifted(&self) -> Option<(&BTreeSet<NodeId>, Vec2)> {
        match &self.state {
            State::Moving { nodes, snap, .. } => Some((nodes, snap.by)),
            _ => self.landed.as_ref().map(|(nodes, by)| (nodes, *by)),
        }
    }

    /// Takes one event and returns by how much the view pans.
    pub fn handle(&mut self, input: Input, world: &World, out: &mut Vec<Command>) -> Vec2 {
        match input {
            Input::Press { at, pans: true, .. } => self.state = State::Panning { last: at, total: Vec2::ZERO },
            Input::Press { at, modifiers, pans: false } => self.press(at, modifiers, world, out),
            Input::Move(at) => return self.follow(at, world, out),
            Input::Release(at) => {
                let pan = self.follow(at, world, out);
                self.release(at, world, out);
                return pan;
            }
            Input::Cancel => {
                if let State::Panning { total, .. } = std::mem::take(&mut self.state) {
                    return -total;
                }
            }
        }
        Vec2::ZERO
    }

    fn press(&mut self, at: Pos2, modifiers: Modifiers, world: &World, out: &mut Vec<Command>) {
        let target = hit::at(world.scene, world.lens, at);
        let mut was_selected = false;
        if let Target::Node(id, Part::Body | Part::Output(_)) = target {
            was_selected = world.selection.contains(&id);
            if !was_selected && !is_adding(modifiers) {
                select_node(id, world, out);
            }
        }
        self.state = State::Pressed { target, at, modifiers, was_selected };
    }

    fn follow(&mut self, at: Pos2, world: &World, out: &mut Vec<Command>) -> Vec2 {
        let canvas = world.lens.to_canvas(at);
        match &mut self.state {
            State::Idle => {}
            State::Pressed { at: pressed, .. } if (at - *pressed).length() < DRAG_START => {}
            State::Pressed { target, at: pressed, modifiers, was_selected } => {
                let from = world.lens.to_canvas(*pressed);
                self.state = begin_drag(*target, from, *modifiers, *was_selected, world, out);
                return self.follow(at, world, out);
            }
            State::Panning { last, total } => {
                let by = at - *last;
                *last = at;
                *total += by;
                return by;
            }
            State::Moving { from, to, guides, snap, .. } => {
                *to = canvas;
                let by = *to - *from;
                *snap = if world.free { guides::plain(by) } else { guides.snap(by, world.lens.zoom) };
            }
            State::Boxing { to, .. } => *to = canvas,
            State::Wiring(loose) => loose.follow(world.scene, canvas),
        }
        Vec2::ZERO
    }

    fn release(&mut self, at: Pos2, world: &World, out: &mut Vec<Command>) {
        match std::mem::take(&mut self.state) {
            State::Idle | State::Panning { .. } => {}
            State::Pressed { target, modifiers, was_selected, .. } => {
                self.click(target, at, modifiers, was_selected, world, out);
            }
            State::Moving { nodes, snap, .. } => {
                let by = snap.by;
                let (dx, dy) = ((by.x / GRID) as i32, (by.y / GRID) as i32);
                if (dx, dy) != (0, 0) {
                    let drag = self.next_drag();
                    out.push(Command::MoveBy { nodes: nodes.clone(), dx, dy, drag });
                    self.landed = Some((nodes, by));
                }
            }
            State::Boxing { from, to, modifiers } => {
                let nodes = inside(world.scene, Rect::from_two_pos(from, to));
                let mode = if is_adding(modifiers) { SelectMode::Add } else { SelectMode::Replace };
                out.push(Command::Select { nodes, wires: Vec::new(), mode });
            }
            State::Wiring(loose) => end_wire(&loose, world, out),
        }
    }

    fn click(
        &mut self,
        target: Target,
        at: Pos2,
        modifiers: Modifiers,
        was_selected: bool,
        world: &World,
        out: &mut Vec<Command>,
    ) {
        let (delay, distance) = DOUBLE_CLICK;
        let double = self.last_click.is_some_and(|(t, p)| world.now - t <= delay && (at - p).length() <= distance);
        self.last_click = if double { None } else { Some((world.now, at)) };
        match target {
            Target::Void if double => {
                let at = world.lens.position(at);
                out.push(Command::OpenDialog(Dialog::AddNode { at, connect: Connect::Not }));
            }
            Target::Void if !is_adding(modifiers) => select(BTreeSet::new(), Vec::new(), SelectMode::Replace, out),
            Target::Void => {}
            Target::Node(id, Part::Opener) => toggle_opened(id, world, out),
            Target::Node(id, _) if double => toggle_opened(id, world, out),
            Target::Node(id, part) => {
                if is_adding(modifiers) {
                    select(BTreeSet::from([id]), Vec::new(), SelectMode::Toggle, out);
                } else if was_selected && (world.selection.len() > 1 || !world.selected_wires.is_empty()) {
                    select_node(id, world, out);
                } else if was_selected {
                    show_node(id, world, out);
                }
                if let Part::Output(port) = part {
                    out.push(Command::Show(OutputRef { node: id, port }));
                }
            }
            Target::Port(port) => {
                select_node(port.node, world, out);
                if port.side == Side::Output {
                    out.push(Command::Show(OutputRef { node: port.node, port: port.index }));
                }
            }
            Target::Wire(index) => {
                let Some(wire) = world.scene.wires.get(index) else { return };
                let mode = if is_adding(modifiers) { SelectMode::Toggle } else { SelectMode::Replace };
                select(BTreeSet::new(), vec![wire.wire.clone()], mode, out);
                out.push(Command::Show(OutputRef { node: world.scene.nodes[wire.from].id, port: wire.from_port }));
            }
        }
    }
}

fn begin_drag(
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
            let guides = Guides::begin(scene, world.lens, &nodes);
            State::Moving { nodes, from, to: from, guides, snap: Snap::default() }
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
            let fixed = if (from - start).length() < (from - end).length() {
                Port { node: scene.nodes[wire.to].id, side: Side::Input, index: wire.to_port }
            } else {
                Port { node: scene.nodes[wire.from].id, side: Side::Output, index: wire.from_port }
            };
            State::Wiring(Loose::new(scene, fixed, Some(wire.wire.clone()), from))
        }
    }
}

fn end_wire(loose: &Loose, world: &World, out: &mut Vec<Command>) {
    match (loose.aim(world.scene, world.lens), &loose.detached) {
        (Aim::Fits { port, .. }, None) => out.push(Command::Connect(loose.wire_to(world.scene, port))),
        (Aim::Fits { port, .. }, Some(old)) => {
            let new = loose.wire_to(world.scene, port);
            if new != *old {
                out.push(Command::Reconnect { old: old.clone(), new });
            }
        }
        (Aim::Refused { why, .. }, _) => out.push(Command::Say(why)),
        (Aim::Void, Some(old)) => out.push(Command::Disconnect(vec![old.clone()])),
        (Aim::Void, None) if loose.is_home() => {}
        (Aim::Void, None) => {
            let end = world.scene.port_ref(loose.fixed);
            let (free_side, connect) = match loose.fixed.side {
                Side::Output => (Side::Input, Connect::From(end)),
                Side::Input => (Side::Output, Connect::To(end)),
            };
            // The new node's first port comes to lie under the pointer.
            let at = position(loose.at - layout::port(free_side, 0, layout::WIDTH).to_vec2());
            out.push(Command::OpenDialog(Dialog::AddNode { at, connect }));
        }
    }
}

/// The nodes that a box touches.
pub fn inside(scene: &Scene, area: Rect) -> BTreeSet<NodeId> {
    let touched = |index: &usize| scene.card(*index).intersects(area);
    (0..scene.nodes.len()).filter(touched).map(|index| scene.nodes[index].id).collect()
}

fn is_adding(modifiers: Modifiers) -> bool {
    modifiers.shift || modifiers.command
}

fn select(nodes: BTreeSet<NodeId>, wires: Vec<Wire>, mode: SelectMode, out: &mut Vec<Command>) {
    out.push(Command::Select { nodes, wires, mode });
}

fn select_node(id: NodeId, world: &World, out: &mut Vec<Command>) {
    select(BTreeSet::from([id]), Vec::new(), SelectMode::Replace, out);
    show_node(id, world, out);
}

/// Shows a node's first table, unless one of its tables is shown already.
fn show_node(id: NodeId, world: &World, out: &mut Vec<Command>) {
    if world.shown.is_none_or(|shown| shown.node != id) {
        out.push(Command::Show(OutputRef::first(id)));
    }
}

fn toggle_opened(id: NodeId, world: &World, out: &mut Vec<Command>) {
    if let Some(node) = world.scene.node(id) {
        out.push(Command::SetOpened { node: id, opened: !node.opened });
    }
}
