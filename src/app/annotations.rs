//! Frames, notes, dots, and the marks of nodes: the commands on them, each as edits of one undo step.

use std::collections::BTreeSet;

use super::command::SelectMode;
use super::step_labels::{counted_nodes, excerpt};
use super::view::{CameraRequest, Writing};
use super::{App, placement};
use crate::base::Text;
use crate::document::{self, Annotation, AnnotationId, Edit, Gesture, Mark, Picked, Position, Shape, Tint, Wire};

/// A command on canvas items other than nodes and wires.
#[derive(Clone, Debug, PartialEq)]
pub enum AnnotationCommand {
    Select {
        annotations: BTreeSet<AnnotationId>,
        mode: SelectMode,
    },
    /// Moves all of it by grid steps, as part of the drag with this number.
    MoveBy {
        picked: Picked,
        dx: i32,
        dy: i32,
        drag: u64,
    },
    Resize {
        annotation: AnnotationId,
        at: Position,
        size: (i32, i32),
    },
    /// Enlarges frames to these positions and sizes, as part of the drag with this number.
    Grow {
        frames: Vec<(AnnotationId, Position, (i32, i32))>,
        drag: u64,
    },
    /// A frame around the selection, or an empty one at `at`.
    AddFrame {
        at: Position,
    },
    AddNote {
        at: Position,
    },
    /// Opens or closes the text field on the canvas.
    Edit(Option<Writing>),
    /// The title of a frame, the text of a note, or the comment of a node.
    Write {
        what: Writing,
        text: String,
    },
    /// Sets the colour of nodes, frames and notes; without a colour a node has that of its kind.
    Tint {
        picked: Picked,
        color: Option<Tint>,
    },
    /// Selects the nodes of a frame.
    SelectNodesOf(AnnotationId),
    /// Removes frames, notes and dots, but nothing inside them.
    Remove(BTreeSet<AnnotationId>),
    /// Removes a frame and its content.
    RemoveWithNodes(AnnotationId),
    /// A dot on a wire, before the `nth` that it passes.
    AddDot {
        wire: Wire,
        nth: usize,
        at: Position,
    },
    /// A new wire that follows those of a dot up to it.
    ConnectFrom {
        dot: AnnotationId,
        wire: Wire,
    },
}

/// The sizes of a new empty frame and of a new note, in grid steps.
const FRAME: (i32, i32) = (24, 14);
const NOTE: (i32, i32) = (16, 7);

impl App {
    pub(super) fn do_annotation(&mut self, command: AnnotationCommand) {
        match command {
            AnnotationCommand::Select { annotations, mode } => self.select_annotations(annotations, mode),
            AnnotationCommand::MoveBy { picked, dx, dy, drag } => self.move_picked(&picked, dx, dy, drag),
            AnnotationCommand::Resize { annotation, at, size } => self.resize(annotation, at, size),
            AnnotationCommand::Grow { frames, drag } => {
                let grown = frames.into_iter().filter_map(|(id, at, size)| {
                    let to = Annotation { at, size, ..self.document().annotation(id)?.clone() }.fitted();
                    Some(Edit::SetAnnotation { id, to: Some(to) })
                });
                let edits = grown.collect();
                let label = say!("step-resize", what = shape_word(Shape::Frame));
                self.edit(label, Some(Gesture(format!("move {drag}"))), edits);
            }
            AnnotationCommand::AddFrame { at } => self.add_frame(at),
            AnnotationCommand::AddNote { at } => self.add_note(at),
            AnnotationCommand::Edit(writing) => {
                self.project.view.writing = writing;
                self.project.history.end_gesture();
            }
            AnnotationCommand::Write { what, text } => self.write_text(what, text),
            AnnotationCommand::Tint { picked, color } => {
                let edits = document::tint(self.document(), &picked, color);
                self.edit(say!("step-colour", what = self.items_label(&picked)), None, edits);
            }
            AnnotationCommand::SelectNodesOf(frame) => {
                let nodes = self.document().nodes_of_frame(frame);
                self.select(nodes, Vec::new(), SelectMode::Replace);
            }
            AnnotationCommand::Remove(annotations) => {
                let edits = document::remove_annotations(self.document(), &annotations);
                let picked = Picked { annotations, ..Picked::default() };
                self.edit(say!("step-delete", what = self.items_label(&picked)), None, edits);
            }
            AnnotationCommand::RemoveWithNodes(frame) => {
                let picked = self.document().carried(&Picked { annotations: [frame].into(), ..Picked::default() });
                self.delete_picked(&picked, &[], false);
            }
            AnnotationCommand::AddDot { wire, nth, at } => {
                let id = AnnotationId(self.document().fresh_id().0);
                let edits = document::add_dot(self.document(), &wire, nth, at, id);
                if self.edit(say!("step-add-dot"), None, edits) {
                    self.select_annotations([id].into(), SelectMode::Replace);
                }
            }
            AnnotationCommand::ConnectFrom { dot, wire } => {
                let Some(mut edits) = self.wire_edits(None, &wire) else { return };
                edits.extend(document::join_dots(self.document(), dot, &wire.to));
                self.edit(self.connect_label(&wire), None, edits);
            }
        }
    }

    /// The selected nodes, frames, notes and dots.
    pub fn picked(&self) -> Picked {
        Picked {
            nodes: self.project.view.selection.clone(),
            annotations: self.project.view.selected_annotations.clone(),
        }
    }

    /// The selected thing, if nothing else is selected.
    pub fn selected_annotation(&self) -> Option<AnnotationId> {
        let mut annotations = self.project.view.selected_annotations.iter();
        let first = annotations.next().copied().filter(|_| annotations.next().is_none());
        first.filter(|_| self.project.view.selection.is_empty())
    }

    /// The items to copy: including a frame's nodes and its other content.
    pub(super) fn picked_with_contents(&self) -> Picked {
        self.document().carried(&self.picked())
    }

    pub(super) fn select_annotations(&mut self, annotations: BTreeSet<AnnotationId>, mode: SelectMode) {
        match mode {
            SelectMode::Replace => {
                self.select(BTreeSet::new(), Vec::new(), SelectMode::Replace);
                self.project.view.selected_annotations = annotations;
            }
            SelectMode::Add => self.project.view.selected_annotations.extend(annotations),
            SelectMode::Toggle => {
                for annotation in annotations {
                    if !self.project.view.selected_annotations.remove(&annotation) {
                        self.project.view.selected_annotations.insert(annotation);
                    }
                }
            }
        }
    }

    pub(super) fn select_picked(&mut self, picked: Picked) {
        self.select(picked.nodes, Vec::new(), SelectMode::Replace);
        self.project.view.selected_annotations = picked.annotations;
    }

    fn move_picked(&mut self, picked: &Picked, dx: i32, dy: i32, drag: u64) {
        if (dx, dy) == (0, 0) {
            return;
        }
        let edits = document::move_picked(self.document(), picked, dx, dy);
        self.edit(say!("step-move", what = self.items_label(picked)), Some(Gesture(format!("move {drag}"))), edits);
    }

    fn resize(&mut self, id: AnnotationId, at: Position, size: (i32, i32)) {
        let Some(old) = self.document().annotation(id) else { return };
        let new = Annotation { at, size, ..old.clone() }.fitted();
        if new != *old {
            let label = say!("step-resize", what = shape_word(new.shape));
            self.edit(label, None, vec![Edit::SetAnnotation { id, to: Some(new) }]);
        }
    }

    fn add_frame(&mut self, at: Position) {
        let empty =
            Annotation { shape: Shape::Frame, text: tr!("frame-title").to_owned(), color: Tint::Blue, at, size: FRAME };
        let mut boxes: Vec<(Position, (i32, i32))> = Vec::new();
        for id in &self.project.view.selection {
            boxes.extend(self.document().node(*id).map(|node| (node.position, self.covered_size(*id))));
        }
        for id in &self.project.view.selected_annotations {
            boxes.extend(self.document().annotation(*id).map(document::room_of));
        }
        let frame = if boxes.is_empty() { empty } else { document::around(&boxes, &empty) };
        self.add_annotation(say!("step-add-frame"), frame);
    }

    /// Adds a frame around the selection, or an empty one at the pointer.
    pub(super) fn add_frame_here(&mut self) {
        self.add_frame(self.place_for_annotation());
    }

    pub(super) fn add_note_here(&mut self) {
        self.add_note(self.place_for_annotation());
    }

    fn add_note(&mut self, at: Position) {
        self.add_annotation(
            say!("step-add-note"),
            Annotation { shape: Shape::Note, text: String::new(), color: Tint::Yellow, at, size: NOTE },
        );
    }

    /// Adds it, selected and ready for typing.
    fn add_annotation(&mut self, label: Text, annotation: Annotation) {
        let id = AnnotationId(self.document().fresh_id().0);
        if self.edit(label, None, vec![Edit::SetAnnotation { id, to: Some(annotation) }]) {
            self.project.view.start_page = false;
            self.project.view.dialog = None;
            self.select_annotations([id].into(), SelectMode::Replace);
            self.project.view.writing = Some(Writing::Annotation(id));
            self.project.view.camera_request = Some(CameraRequest::RevealAnnotation(id));
        }
    }

    fn write_text(&mut self, what: Writing, text: String) {
        let (label, edit) = match what {
            Writing::Annotation(id) => {
                let Some(old) = self.document().annotation(id).filter(|old| old.text != text) else { return };
                let label = match old.shape {
                    Shape::Frame => say!("step-rename-frame", to = excerpt(&text)),
                    Shape::Note => say!("step-write-note", text = excerpt(&text)),
                };
                (label, Edit::SetAnnotation { id, to: Some(Annotation { text, ..old.clone() }) })
            }
            Writing::Comment(id) => {
                let Some(old) = self.document().node(id).filter(|node| node.mark.comment != text) else { return };
                let label = say!("step-comment-on", name = old.name, text = excerpt(&text));
                (label, Edit::SetMark { id, to: Mark { comment: text, ..old.mark.clone() } })
            }
        };
        self.edit(label, Some(Gesture(format!("write {what:?}"))), vec![edit]);
    }

    /// Deletes nodes, wires, frames, notes and dots as one step.
    pub(super) fn delete_picked(&mut self, picked: &Picked, wires: &[Wire], heal: bool) {
        // Dots first: the dots left by removed wires are determined after that.
        let mut edits = document::remove_annotations(self.document(), &picked.annotations);
        edits.extend(document::delete(self.document(), &picked.nodes, wires, heal));
        let label = if picked.is_empty() {
            say!("step-delete-wire")
        } else {
            say!("step-delete", what = self.items_label(picked))
        };
        self.edit(label, None, edits);
    }

    /// "late", "3 nodes", "note", "5 things".
    pub(super) fn items_label(&self, picked: &Picked) -> Text {
        match (picked.nodes.len(), picked.annotations.len()) {
            (1, 0) => {
                let node = picked.nodes.first().and_then(|id| self.document().node(*id));
                node.map_or_else(|| counted_nodes(1), |node| node.name.clone().into())
            }
            (nodes, 0) => counted_nodes(nodes),
            (0, 1) => {
                let annotation = picked.annotations.first().and_then(|id| self.document().annotation(*id));
                annotation.map_or(say!("word-dot"), |annotation| shape_word(annotation.shape))
            }
            _ => say!("count-things", count = picked.len()),
        }
    }

    /// The position of a thing added without one: next to the pointer, on a free area.
    pub(super) fn place_for_annotation(&self) -> Position {
        let at = self.project.view.pointer.unwrap_or_default();
        let taken = self.document().annotations();
        let is_free = |at: Position| !taken.iter().any(|(_, annotation)| annotation.at == at);
        (0..)
            .map(|n| at.offset(n * placement::STEP.1 / 4, n * placement::STEP.1 / 4))
            .find(|at| is_free(*at))
            .unwrap_or(at)
    }
}

fn shape_word(shape: Shape) -> Text {
    match shape {
        Shape::Frame => say!("word-frame"),
        Shape::Note => say!("word-note"),
    }
}
