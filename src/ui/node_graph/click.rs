//! What clicks on the canvas do.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2};

use crate::app::view::Dialog;
use crate::app::{
    AnnotationCommand, CanvasCommand, Command, Connect, SelectMode, TableCommand, WindowCommand, Writing,
};
use crate::document::{AnnotationId, NodeId};
use crate::engine::OutputRef;

use super::gesture_state::{GestureContext, annotation_at, is_adding, select};
use super::hit::{self, Target};
use super::layout::Side;

/// How a target was clicked.
#[derive(Clone, Copy)]
pub struct Click {
    /// The second click of a double click.
    pub double: bool,
    /// The target was selected before the press.
    pub was_selected: bool,
}

/// Pushes what a click at `at` (points) on a target does.
pub fn click(
    target: Target,
    at: Pos2,
    modifiers: Modifiers,
    how: Click,
    context: &GestureContext,
    out: &mut Vec<Command>,
) {
    match target {
        Target::Void if how.double => {
            let at = context.transform.position(at);
            out.push(Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { at, connect: Connect::Not })));
        }
        Target::Void if !is_adding(modifiers) => select(BTreeSet::new(), Vec::new(), SelectMode::Replace, out),
        Target::Void => {}
        Target::Node(id, hit::Part::ExpandButton) => toggle_opened(id, context, out),
        Target::Node(id, hit::Part::DistributionButton) => toggle_sketch(id, context, out),
        Target::Node(id, _) if how.double => toggle_opened(id, context, out),
        Target::Node(id, part) => {
            if is_adding(modifiers) {
                select(BTreeSet::from([id]), Vec::new(), SelectMode::Toggle, out);
            } else if how.was_selected && (context.selection.len() > 1 || !context.selected_wires.is_empty()) {
                select_node(id, context, out);
            } else if how.was_selected {
                show_node(id, context, out);
            }
            if let hit::Part::Output(port) = part {
                out.push(Command::Table(TableCommand::Show(OutputRef { node: id, port })));
            }
        }
        Target::Port(port) => {
            select_node(port.node, context, out);
            if port.side == Side::Output {
                out.push(Command::Table(TableCommand::Show(OutputRef { node: port.node, port: port.index })));
            }
        }
        Target::Wire(index) if how.double => {
            let Some(wire) = context.scene.wires.get(index) else { return };
            let nth = hit::dots_before(context.scene, context.transform, index, at);
            let wire = wire.wire.clone();
            let at = context.transform.position(at);
            out.push(Command::Annotation(AnnotationCommand::AddDot { wire, nth, at }));
        }
        Target::Annotation(id, _) if how.double => {
            out.push(Command::Annotation(AnnotationCommand::Edit(Some(Writing::Annotation(id)))));
        }
        Target::Annotation(..) | Target::Dot(_) | Target::DotHandle(_) => {
            let Some(annotation) = annotation_at(target, context.scene) else { return };
            if is_adding(modifiers) {
                select_annotation(annotation, SelectMode::Toggle, out);
            } else if how.was_selected {
                select_annotation(annotation, SelectMode::Replace, out);
            }
        }
        Target::Wire(index) => {
            let Some(wire) = context.scene.wires.get(index) else { return };
            let mode = if is_adding(modifiers) { SelectMode::Toggle } else { SelectMode::Replace };
            select(BTreeSet::new(), vec![wire.wire.clone()], mode, out);
            out.push(Command::Table(TableCommand::Show(OutputRef {
                node: context.scene.nodes[wire.from].id,
                port: wire.from_port,
            })));
        }
    }
}

/// Selects a frame, note or dot.
pub fn select_annotation(annotation: AnnotationId, mode: SelectMode, out: &mut Vec<Command>) {
    out.push(Command::Annotation(AnnotationCommand::Select { annotations: [annotation].into(), mode }));
}

/// Selects a node and shows its table.
pub fn select_node(id: NodeId, context: &GestureContext, out: &mut Vec<Command>) {
    select(BTreeSet::from([id]), Vec::new(), SelectMode::Replace, out);
    show_node(id, context, out);
}

/// Shows the first output of a node, unless one of its outputs is already shown.
fn show_node(id: NodeId, context: &GestureContext, out: &mut Vec<Command>) {
    if context.shown.is_none_or(|shown| shown.node != id) {
        out.push(Command::Table(TableCommand::Show(OutputRef::first(id))));
    }
}

fn toggle_sketch(id: NodeId, context: &GestureContext, out: &mut Vec<Command>) {
    if let Some(node) = context.scene.node(id) {
        out.push(Command::Canvas(CanvasCommand::SetSketch { node: id, sketch: !node.mark.sketch }));
    }
}

fn toggle_opened(id: NodeId, context: &GestureContext, out: &mut Vec<Command>) {
    if let Some(node) = context.scene.node(id) {
        out.push(Command::Canvas(CanvasCommand::SetOpened { node: id, opened: !node.opened }));
    }
}
