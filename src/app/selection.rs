//! What is selected, and the actions that choose it or work on it.

use std::collections::BTreeSet;

use super::view::{CameraRequest, Dialog, Writing};
use super::{AnnotationCommand, App, SelectMode};
use crate::document::{NodeId, Wire};

impl App {
    pub(super) fn select(&mut self, nodes: BTreeSet<NodeId>, wires: Vec<Wire>, mode: SelectMode) {
        match mode {
            SelectMode::Replace => {
                self.project.view.selection = nodes;
                self.project.view.selected_wires = wires;
                self.project.view.selected_annotations.clear();
            }
            SelectMode::Add => {
                self.project.view.selection.extend(nodes);
                self.project.view.selected_wires.extend(wires);
            }
            SelectMode::Toggle => {
                for node in nodes {
                    if !self.project.view.selection.remove(&node) {
                        self.project.view.selection.insert(node);
                    }
                }
                for wire in wires {
                    match self.project.view.selected_wires.iter().position(|w| *w == wire) {
                        Some(at) => drop(self.project.view.selected_wires.remove(at)),
                        None => self.project.view.selected_wires.push(wire),
                    }
                }
            }
        }
        self.show_selected();
    }

    pub(super) fn next_problem(&mut self) {
        let nodes: Vec<NodeId> = self.problems().filter_map(|(node, _)| node).collect();
        let after = self.selected_node().and_then(|id| nodes.iter().rposition(|n| *n == id)).map_or(0, |at| at + 1);
        if let Some(node) = nodes.get(after).or(nodes.first()).copied() {
            self.select(BTreeSet::from([node]), Vec::new(), SelectMode::Replace);
            self.project.view.camera_request = Some(CameraRequest::Reveal(node));
        }
    }

    pub(super) fn select_all(&mut self) {
        let all = self.document().nodes().map(|(id, _)| id).collect();
        self.select(all, Vec::new(), SelectMode::Replace);
        let annotations = self.document().annotations().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        let dots = self.document().dots().map(|(_, dot)| dot.id);
        self.project.view.selected_annotations = annotations.into_iter().chain(dots).collect();
    }

    /// Closes what is open over the canvas; if nothing is, selects nothing.
    pub(super) fn escape(&mut self) {
        let had_dialog = self.project.view.dialog.take().is_some();
        self.leave_clusters();
        self.leave_connections();
        let had_text = self.project.view.writing.take().is_some();
        if !had_dialog && !had_text && self.project.view.lineage.take().is_none() {
            self.select(BTreeSet::new(), Vec::new(), SelectMode::Replace);
        }
    }

    /// Copies the selected items, and deletes them.
    pub(super) fn cut(&mut self) {
        self.copy();
        self.delete_selected(false);
    }

    /// Selects the next node downstream, or the previous one.
    pub(super) fn go_along_wire(&mut self, forward: bool) {
        if let Some(node) = self.along_wire(forward) {
            self.select([node].into(), Vec::new(), SelectMode::Replace);
            self.move_camera(CameraRequest::Reveal(node));
        }
    }

    /// Opens the selected nodes; closes them if all are open.
    pub(super) fn toggle_opened(&mut self) {
        let nodes: Vec<NodeId> = self.project.view.selection.iter().copied().collect();
        let all_open = nodes.iter().all(|id| self.document().node(*id).is_some_and(|node| node.opened));
        self.set_opened(&nodes, !all_open);
    }

    /// Shows distributions in the selected nodes; rows if all show distributions.
    pub(super) fn toggle_sketch(&mut self) {
        let nodes: Vec<NodeId> = self.project.view.selection.iter().copied().collect();
        let shows = |id: &NodeId| self.document().node(*id).is_some_and(|node| node.opened && node.mark.sketch);
        let all_show = nodes.iter().all(shows);
        self.set_sketch(&nodes, !all_show);
    }

    /// Opens the text of the selected frame or note, or the dialog for the name of the selected node.
    pub(super) fn rename_selected(&mut self) {
        match self.selected_annotation() {
            Some(annotation) => {
                let text = self.document().annotation(annotation).map(|_| Writing::Annotation(annotation));
                self.do_annotation(AnnotationCommand::Edit(text));
            }
            None => self.project.view.dialog = self.selected_node().map(Dialog::Rename),
        }
    }

    /// Opens the search for the kind of a new node after the selected one.
    pub(super) fn search_for_kind(&mut self) {
        self.project.view.start_page = false;
        let (at, connect) = self.after_selected();
        self.open_dialog(Dialog::AddNode { at, connect });
    }

    pub(super) fn open_dialog(&mut self, dialog: Dialog) {
        self.project.view.dialog = Some(dialog);
    }

    /// Requests a camera position; the canvas applies it.
    pub(super) fn move_camera(&mut self, request: CameraRequest) {
        self.project.view.camera_request = Some(request);
    }
}
