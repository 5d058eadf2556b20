//! Undo and redo, and showing what they changed.

use std::collections::BTreeSet;

use super::view::CameraRequest;
use super::{App, SelectMode};
use crate::document::{AnnotationId, Edit, NodeId, Picked};

impl App {
    pub(super) fn undo(&mut self) {
        self.step(true);
    }

    pub(super) fn redo(&mut self) {
        self.step(false);
    }

    fn step(&mut self, is_undo: bool) {
        let label = if is_undo { self.project.history.undo_label() } else { self.project.history.redo_label() };
        let words = match (label, is_undo) {
            (Some(label), true) => say!("undone", step = label),
            (Some(label), false) => say!("done-again", step = label),
            (None, _) => return,
        };
        let annotations: BTreeSet<AnnotationId> = self.document().annotations().into_iter().map(|(id, _)| id).collect();
        let selected = !self.project.view.selection.is_empty();
        let edits: Option<Vec<Edit>> = if is_undo { self.project.history.undo() } else { self.project.history.redo() };
        if let Some(edits) = edits {
            self.record_edits(&edits);
            if !self.select_what_came_back(&edits, &annotations) {
                self.show_what_changed(&edits, selected);
            }
            self.set_status(words);
        }
    }

    /// Shows the effect of an undone step: a setting in its form, a position on the canvas. If the selected node was
    /// removed, its source is selected.
    fn show_what_changed(&mut self, edits: &[Edit], selected: bool) {
        let is_there = |id: &NodeId| self.document().node(*id).is_some();
        let changed: BTreeSet<NodeId> = edits.iter().filter_map(changed_node).filter(is_there).collect();
        let moved = edits.iter().find_map(|edit| if let Edit::Move { id, .. } = edit { Some(*id) } else { None });
        let left = selected && !self.project.view.selection.iter().any(is_there);
        let fed = edits.iter().filter_map(|edit| match edit {
            Edit::RemoveWire { wire } if !is_there(&wire.to.node) => Some(wire.from.node).filter(is_there),
            _ => None,
        });
        let feeding: BTreeSet<NodeId> = if left { fed.collect() } else { BTreeSet::new() };
        if !changed.is_empty() {
            if self.project.view.selection.is_disjoint(&changed) {
                self.select(changed, Vec::new(), SelectMode::Replace);
            }
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        } else if !feeding.is_empty() {
            self.select(feeding, Vec::new(), SelectMode::Replace);
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        } else if let Some(moved) = moved.filter(is_there) {
            self.project.view.camera_request = Some(CameraRequest::Reveal(moved));
        }
    }

    /// Selects and reveals the nodes, frames and notes that a step has added or restored, as the original gesture did.
    /// Returns whether there are any.
    fn select_what_came_back(&mut self, edits: &[Edit], before: &BTreeSet<AnnotationId>) -> bool {
        let mut came = Picked::default();
        for edit in edits {
            match edit {
                Edit::AddNode { id, .. } => drop(came.nodes.insert(*id)),
                Edit::SetAnnotation { id, to: Some(_) } if !before.contains(id) => drop(came.annotations.insert(*id)),
                _ => {}
            }
        }
        came.nodes.retain(|id| self.document().node(*id).is_some());
        let is_any = !came.is_empty();
        if is_any {
            self.select_picked(came);
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        }
        is_any
    }
}

/// The node whose settings or state an edit changes.
fn changed_node(edit: &Edit) -> Option<NodeId> {
    match edit {
        Edit::Rename { id, .. }
        | Edit::Configure { id, .. }
        | Edit::SetActivity { id, .. }
        | Edit::SetRunning { id, .. }
        | Edit::SetMark { id, .. }
        | Edit::Open { id, .. } => Some(*id),
        _ => None,
    }
}
