//! The state machine of pointer gestures. Each gesture has a beginning, an end that pushes commands, and a cancel.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2, Rect, Vec2};

use crate::app::view::GRID;
use crate::app::{AnnotationCommand, CanvasCommand, Command, SelectMode};
use crate::document::{AnnotationId, NodeId, Picked};

use super::annotations;
use super::camera::position;
use super::click::{Click, click, select_annotation, select_node};
use super::drag::{begin_drag, end_wire, moving};
use super::gesture_state::{GestureContext, Input, State, annotation_at, is_adding};
use super::guides;
use super::hit::{self, Target};
use super::layout::Side;
use super::scene::{Scene, specs};
use super::wire_cut;

/// The distance in points after which a press becomes a drag.
const DRAG_START: f32 = 4.0;
/// The maximum time (seconds) and distance (points) between the clicks of a double click.
const DOUBLE_CLICK: (f64, f32) = (0.35, 6.0);

/// The state machine.
#[derive(Debug, Default)]
pub struct Gestures {
    pub state: State,
    last_click: Option<(f64, Pos2)>,
    drags: u64,
    /// What was dropped in this frame. The document applies the move after the frame.
    dropped: Option<(Picked, Vec2)>,
    resized: Option<(AnnotationId, Rect)>,
}

impl Gestures {
    pub fn begin_frame(&mut self) {
        self.dropped = None;
        self.resized = None;
    }

    /// The number of the drag that was dropped in this frame.
    pub fn dropped(&self) -> Option<u64> {
        self.dropped.as_ref().map(|_| self.drags)
    }

    /// Whether a drag is in progress, which Escape would cancel.
    pub fn is_dragging(&self) -> bool {
        !matches!(self.state, State::Idle | State::Pressed { .. })
    }

    /// A new number for a drag.
    pub fn next_drag(&mut self) -> u64 {
        self.drags += 1;
        self.drags
    }

    /// The items drawn displaced from their position in the document, and by how much.
    pub fn shifted(&self) -> Option<(&Picked, Vec2)> {
        match &self.state {
            State::Moving { picked, snap, .. } => Some((picked, snap.by)),
            _ => self.dropped.as_ref().map(|(picked, by)| (picked, *by)),
        }
    }

    /// The frame or note drawn with another size than in the document.
    pub fn resized(&self) -> Option<(AnnotationId, Rect)> {
        match &self.state {
            State::Resizing { annotation, shape, edge, rect, from, to } => {
                Some((*annotation, annotations::pulled(*rect, *shape, *edge, *to - *from)))
            }
            _ => self.resized,
        }
    }

    /// Handles one event. Returns the distance to pan, in points.
    pub fn handle(&mut self, input: Input, context: &GestureContext, out: &mut Vec<Command>) -> Vec2 {
        match input {
            Input::Press { at, pans: true, .. } => self.state = State::Panning { last: at, total: Vec2::ZERO },
            Input::Press { at, modifiers, pans: false } => self.press(at, modifiers, context, out),
            Input::Cut(at) => self.state = State::Cutting(vec![context.transform.to_canvas(at)]),
            Input::Move(at) => return self.follow(at, context, out),
            Input::Release(at) => {
                let pan = self.follow(at, context, out);
                self.release(at, context, out);
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

    fn press(&mut self, at: Pos2, modifiers: Modifiers, context: &GestureContext, out: &mut Vec<Command>) {
        let target = hit::at(context.scene, context.transform, at);
        let mut was_selected = false;
        if let Target::Node(id, hit::Part::Body | hit::Part::Output(_)) = target {
            was_selected = context.selection.contains(&id);
            if !was_selected && !is_adding(modifiers) {
                select_node(id, context, out);
            }
        }
        if let Some(annotation) = annotation_at(target, context.scene) {
            was_selected = context.selected_annotations.contains(&annotation);
            if !was_selected && !is_adding(modifiers) {
                select_annotation(annotation, SelectMode::Replace, out);
            }
        }
        self.state = State::Pressed { target, at, modifiers, was_selected };
    }

    fn follow(&mut self, at: Pos2, context: &GestureContext, out: &mut Vec<Command>) -> Vec2 {
        let canvas = context.transform.to_canvas(at);
        match &mut self.state {
            State::Idle => {}
            State::Pressed { at: pressed, .. } if (at - *pressed).length() < DRAG_START => {}
            State::Pressed { target, at: pressed, modifiers, was_selected } => {
                let from = context.transform.to_canvas(*pressed);
                self.state = begin_drag(*target, from, *modifiers, *was_selected, context, out);
                return self.follow(at, context, out);
            }
            State::Panning { last, total } => {
                let by = at - *last;
                *last = at;
                *total += by;
                return by;
            }
            State::Moving { picked, from, to, guides, snap, wire } => {
                *to = canvas;
                let by = *to - *from;
                *snap = if context.free { guides::plain(by) } else { guides.snap(by, context.transform.zoom) };
                *wire =
                    insertable(picked, context.scene).and_then(|_| hit::wire_at(context.scene, context.transform, at));
            }
            State::BoxSelecting { to, .. } | State::Resizing { to, .. } | State::Bending { to, .. } => *to = canvas,
            State::Cutting(line) => wire_cut::follow(line, canvas),
            State::Wiring(wire_drag) => wire_drag.follow(context.scene, canvas),
        }
        Vec2::ZERO
    }

    fn release(&mut self, at: Pos2, context: &GestureContext, out: &mut Vec<Command>) {
        match std::mem::take(&mut self.state) {
            State::Idle | State::Panning { .. } => {}
            State::Pressed { target, modifiers, was_selected, .. } => {
                let (delay, distance) = DOUBLE_CLICK;
                let is_near = |(t, p): (f64, Pos2)| context.now - t <= delay && (at - p).length() <= distance;
                let double = self.last_click.is_some_and(is_near);
                self.last_click = if double { None } else { Some((context.now, at)) };
                click(target, at, modifiers, Click { double, was_selected }, context, out);
            }
            State::Moving { picked, snap, wire, .. } => {
                let by = snap.by;
                let dx = (by.x / GRID) as i32;
                let dy = (by.y / GRID) as i32;
                if (dx, dy) != (0, 0) {
                    let drag = self.next_drag();
                    let wire = wire.and_then(|index| context.scene.wires.get(index)).map(|wire| wire.wire.clone());
                    out.push(match (insertable(&picked, context.scene), wire) {
                        (Some(node), Some(wire)) => {
                            Command::Canvas(CanvasCommand::InsertOnWire { node, wire, by: (dx, dy), drag })
                        }
                        _ => moving(picked.clone(), dx, dy, drag),
                    });
                    self.dropped = Some((picked, by));
                }
            }
            State::Bending { wire, nth, to } => {
                if let Some(wire) = context.scene.wires.get(wire) {
                    let wire = wire.wire.clone();
                    let at = position(to);
                    out.push(Command::Annotation(AnnotationCommand::AddDot { wire, nth, at }));
                }
            }
            State::Cutting(line) => {
                let wires = wire_cut::wires(context.scene, context.transform, &line);
                if !wires.is_empty() {
                    out.push(Command::Canvas(CanvasCommand::Disconnect(wires)));
                }
            }
            State::Resizing { annotation, shape, edge, rect, from, to } => {
                let rect = annotations::pulled(rect, shape, edge, to - from);
                let (at, size) = annotations::on_grid(rect);
                out.push(Command::Annotation(AnnotationCommand::Resize { annotation, at, size }));
                self.resized = Some((annotation, rect));
            }
            State::BoxSelecting { from, to, modifiers } => {
                let area = Rect::from_two_pos(from, to);
                let nodes = inside(context.scene, area);
                let annotations = context.scene.annotations.inside(area);
                let mode = if is_adding(modifiers) { SelectMode::Add } else { SelectMode::Replace };
                out.push(Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode }));
                if !annotations.is_empty() {
                    out.push(Command::Annotation(AnnotationCommand::Select { annotations, mode: SelectMode::Add }));
                }
            }
            State::Wiring(wire_drag) => end_wire(&wire_drag, context, out),
        }
    }
}

/// The node that can be inserted into a wire: a single one without wires that has an input and an output.
fn insertable(picked: &Picked, scene: &Scene) -> Option<NodeId> {
    let mut nodes = picked.nodes.iter().copied();
    let only = nodes.next().filter(|_| nodes.next().is_none() && picked.annotations.is_empty())?;
    let node = scene.node(only)?;
    let wired = [Side::Input, Side::Output]
        .into_iter()
        .any(|side| (0..specs(&node.ports, side).len()).any(|port| node.is_wired(side, port)));
    (!wired && !node.ports.inputs.is_empty() && !node.ports.outputs.is_empty()).then_some(only)
}

/// The nodes that a box intersects.
pub fn inside(scene: &Scene, area: Rect) -> BTreeSet<NodeId> {
    let touched = |index: &usize| scene.card(*index).intersects(area);
    (0..scene.nodes.len()).filter(touched).map(|index| scene.nodes[index].id).collect()
}
