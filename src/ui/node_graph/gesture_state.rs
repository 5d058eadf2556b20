//! What gestures read, their events and their states.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2, Rect, Vec2};

use crate::app::{CanvasCommand, Command, SelectMode};
use crate::document::{AnnotationId, Document, NodeId, Picked, Shape, Wire};
use crate::engine::OutputRef;

use super::camera::ViewTransform;
use super::guides::{Guides, Snap};
use super::hit::Target;
use super::scene::Scene;
use super::wire_drag::WireDrag;

/// A pointer event, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// The primary button, or a press that pans.
    Press {
        at: Pos2,
        modifiers: Modifiers,
        pans: bool,
    },
    /// A press that begins a cut across wires.
    Cut(Pos2),
    Move(Pos2),
    Release(Pos2),
    /// Escape, or the window lost the focus.
    Cancel,
}

/// What gestures read. They change none of it.
pub struct GestureContext<'a> {
    pub scene: &'a Scene,
    pub transform: ViewTransform,
    pub selection: &'a BTreeSet<NodeId>,
    pub selected_wires: &'a [Wire],
    pub selected_annotations: &'a BTreeSet<AnnotationId>,
    pub document: &'a Document,
    pub shown: Option<OutputRef>,
    /// Time in seconds.
    pub now: f64,
    /// Alt or Ctrl is held: a drag ignores the guides.
    pub free: bool,
}

/// The current gesture.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    #[default]
    Idle,
    /// Pressed; neither a click nor a drag yet.
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
    /// Positions in canvas units.
    Moving {
        picked: Picked,
        from: Pos2,
        to: Pos2,
        guides: Guides,
        snap: Snap,
        /// The index of the wire that the node would be inserted into.
        wire: Option<usize>,
    },
    /// Bends a wire: it would pass a new dot at `to` (canvas units), after `nth` others.
    Bending {
        wire: usize,
        nth: usize,
        to: Pos2,
    },
    /// A line across wires, in canvas units.
    Cutting(Vec<Pos2>),
    /// Resizes a frame or note that was at `rect`; positions in canvas units.
    Resizing {
        annotation: AnnotationId,
        shape: Shape,
        edge: (i8, i8),
        rect: Rect,
        from: Pos2,
        to: Pos2,
    },
    BoxSelecting {
        from: Pos2,
        to: Pos2,
        modifiers: Modifiers,
    },
    Wiring(WireDrag),
}

/// The frame, note or dot of a target.
pub fn annotation_at(target: Target, scene: &Scene) -> Option<AnnotationId> {
    match target {
        Target::Annotation(id, _) => Some(id),
        Target::Dot(index) => scene.annotations.dots.get(index).map(|dot| dot.id),
        _ => None,
    }
}

/// Whether the modifiers add to the selection.
pub fn is_adding(modifiers: Modifiers) -> bool {
    modifiers.shift || modifiers.command
}

/// Selects nodes and wires.
pub fn select(nodes: BTreeSet<NodeId>, wires: Vec<Wire>, mode: SelectMode, out: &mut Vec<Command>) {
    out.push(Command::Canvas(CanvasCommand::Select { nodes, wires, mode }));
}
