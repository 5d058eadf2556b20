//! Frames, notes, dots, and the marks of nodes: the commands on them, each as edits of one undo step.

use std::collections::BTreeSet;

use super::command::SelectMode;
use super::step_labels::excerpt;
use super::view::CameraRequest;
use super::{App, placement};
use crate::base::Text;
use crate::document::{self, Edit, Gesture, Mark, NodeId, Picked, Position, Shape, Thing, ThingId, Tint, Wire};

/// A command on canvas items other than nodes and wires.
#[derive(Clone, Debug, PartialEq)]
pub enum ThingCommand {
    Select {
        things: BTreeSet<ThingId>,
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
        thing: ThingId,
        at: Position,
        size: (i32, i32),
    },
    /// Enlarges frames to these positions and sizes, as part of the drag with this number.
    Grow {
        frames: Vec<(ThingId, Position, (i32, i32))>,
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
    SelectNodesOf(ThingId),
    /// Removes frames, notes and dots, but nothing inside them.
    Remove(BTreeSet<ThingId>),
    /// Removes a frame and its content.
    RemoveWithNodes(ThingId),
    /// A dot on a wire, before the `nth` that it passes.
    AddDot {
        wire: Wire,
        nth: usize,
        at: Position,
    },
    /// A new wire that follows those of a dot up to it.
    ConnectFrom {
        dot: ThingId,
        wire: Wire,
    },
}

/// A text edited directly on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Writing {
    Thing(ThingId),
    Comment(NodeId),
}

/// The sizes of a new empty frame and of a new note, in grid steps.
const FRAME: (i32, i32) = (24, 14);
const NOTE: (i32, i32) = (16, 7);

impl App {
    pub(super) fn do_thing(&mut self, command: ThingCommand) {
        match command {
            ThingCommand::Select { things, mode } => self.select_things(things, mode),
            ThingCommand::MoveBy { picked, dx, dy, drag } => self.move_picked(&picked, dx, dy, drag),
            ThingCommand::Resize { thing, at, size } => self.resize(thing, at, size),
            ThingCommand::Grow { frames, drag } => {
                let grown = frames.into_iter().filter_map(|(id, at, size)| {
                    let to = Thing { at, size, ..self.document().thing(id)?.clone() }.fitted();
                    Some(Edit::SetThing { id, to: Some(to) })
                });
                let edits = grown.collect();
                let label = say!("step-resize", what = shape_word(Shape::Frame));
                self.edit(label, Some(Gesture(format!("move {drag}"))), edits);
            }
            ThingCommand::AddFrame { at } => self.add_frame(at),
            ThingCommand::AddNote { at } => self.add_note(at),
            ThingCommand::Edit(writing) => {
                self.project.view.writing = writing;
                self.project.history.end_gesture();
            }
            ThingCommand::Write { what, text } => self.write_text(what, text),
            ThingCommand::Tint { picked, color } => {
                let edits = document::tint(self.document(), &picked, color);
                self.edit(say!("step-colour", what = self.items_label(&picked)), None, edits);
            }
            ThingCommand::SelectNodesOf(frame) => {
                let nodes = self.document().nodes_of_frame(frame);
                self.select(nodes, Vec::new(), SelectMode::Replace);
            }
            ThingCommand::Remove(things) => {
                let edits = document::remove_things(self.document(), &things);
                let picked = Picked { things, ..Picked::default() };
                self.edit(say!("step-delete", what = self.items_label(&picked)), None, edits);
            }
            ThingCommand::RemoveWithNodes(frame) => {
                let picked = self.document().carried(&Picked { things: [frame].into(), ..Picked::default() });
                self.delete_picked(&picked, &[], false);
            }
            ThingCommand::AddDot { wire, nth, at } => {
                let id = ThingId(self.document().fresh_id().0);
                let edits = document::add_dot(self.document(), &wire, nth, at, id);
                if self.edit(say!("step-add-dot"), None, edits) {
                    self.select_things([id].into(), SelectMode::Replace);
                }
            }
            ThingCommand::ConnectFrom { dot, wire } => {
                let Some(mut edits) = self.wire_edits(None, &wire) else { return };
                edits.extend(document::join_dots(self.document(), dot, &wire.to));
                self.edit(self.connect_label(&wire), None, edits);
            }
        }
    }

    /// The selected nodes, frames, notes and dots.
    pub fn picked(&self) -> Picked {
        Picked { nodes: self.project.view.selection.clone(), things: self.project.view.selected_things.clone() }
    }

    /// The selected thing, if nothing else is selected.
    pub fn selected_thing(&self) -> Option<ThingId> {
        let mut things = self.project.view.selected_things.iter();
        let first = things.next().copied().filter(|_| things.next().is_none());
        first.filter(|_| self.project.view.selection.is_empty())
    }

    /// The items to copy: including a frame's nodes and its other content.
    pub(super) fn picked_with_contents(&self) -> Picked {
        self.document().carried(&self.picked())
    }

    pub(super) fn select_things(&mut self, things: BTreeSet<ThingId>, mode: SelectMode) {
        match mode {
            SelectMode::Replace => {
                self.select(BTreeSet::new(), Vec::new(), SelectMode::Replace);
                self.project.view.selected_things = things;
            }
            SelectMode::Add => self.project.view.selected_things.extend(things),
            SelectMode::Toggle => {
                for thing in things {
                    if !self.project.view.selected_things.remove(&thing) {
                        self.project.view.selected_things.insert(thing);
                    }
                }
            }
        }
    }

    pub(super) fn select_picked(&mut self, picked: Picked) {
        self.select(picked.nodes, Vec::new(), SelectMode::Replace);
        self.project.view.selected_things = picked.things;
    }

    fn move_picked(&mut self, picked: &Picked, dx: i32, dy: i32, drag: u64) {
        if (dx, dy) == (0, 0) {
            return;
        }
        let edits = document::move_picked(self.document(), picked, dx, dy);
        self.edit(say!("step-move", what = self.items_label(picked)), Some(Gesture(format!("move {drag}"))), edits);
    }

    fn resize(&mut self, id: ThingId, at: Position, size: (i32, i32)) {
        let Some(old) = self.document().thing(id) else { return };
        let new = Thing { at, size, ..old.clone() }.fitted();
        if new != *old {
            let label = say!("step-resize", what = shape_word(new.shape));
            self.edit(label, None, vec![Edit::SetThing { id, to: Some(new) }]);
        }
    }

    fn add_frame(&mut self, at: Position) {
        let empty =
            Thing { shape: Shape::Frame, text: tr!("frame-title").to_owned(), color: Tint::Blue, at, size: FRAME };
        let mut boxes: Vec<(Position, (i32, i32))> = Vec::new();
        for id in &self.project.view.selection {
            boxes.extend(self.document().node(*id).map(|node| (node.position, self.covered_size(*id))));
        }
        for id in &self.project.view.selected_things {
            boxes.extend(self.document().thing(*id).map(document::room_of));
        }
        let frame = if boxes.is_empty() { empty } else { document::around(&boxes, &empty) };
        self.add_thing(say!("step-add-frame"), frame);
    }

    fn add_note(&mut self, at: Position) {
        self.add_thing(
            say!("step-add-note"),
            Thing { shape: Shape::Note, text: String::new(), color: Tint::Yellow, at, size: NOTE },
        );
    }

    /// Adds it, selected and ready for typing.
    fn add_thing(&mut self, label: Text, thing: Thing) {
        let id = ThingId(self.document().fresh_id().0);
        if self.edit(label, None, vec![Edit::SetThing { id, to: Some(thing) }]) {
            self.project.view.start_page = false;
            self.project.view.dialog = None;
            self.select_things([id].into(), SelectMode::Replace);
            self.project.view.writing = Some(Writing::Thing(id));
            self.project.view.camera_request = Some(CameraRequest::RevealThing(id));
        }
    }

    fn write_text(&mut self, what: Writing, text: String) {
        let (label, edit) = match what {
            Writing::Thing(id) => {
                let Some(old) = self.document().thing(id).filter(|old| old.text != text) else { return };
                let label = match old.shape {
                    Shape::Frame => say!("step-rename-frame", to = excerpt(&text)),
                    Shape::Note => say!("step-write-note", text = excerpt(&text)),
                };
                (label, Edit::SetThing { id, to: Some(Thing { text, ..old.clone() }) })
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
        let mut edits = document::remove_things(self.document(), &picked.things);
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
        match (picked.nodes.len(), picked.things.len()) {
            (1, 0) => {
                let node = picked.nodes.first().and_then(|id| self.document().node(*id));
                node.map_or_else(|| counted_nodes(1), |node| node.name.clone().into())
            }
            (nodes, 0) => counted_nodes(nodes),
            (0, 1) => {
                let thing = picked.things.first().and_then(|id| self.document().thing(*id));
                thing.map_or(say!("word-dot"), |thing| shape_word(thing.shape))
            }
            _ => say!("count-things", count = picked.len()),
        }
    }

    /// The position of a thing added without one: next to the pointer, on a free area.
    pub(super) fn place_for_thing(&self) -> Position {
        let at = self.project.view.pointer.unwrap_or_default();
        let taken = self.document().things();
        let is_free = |at: Position| !taken.iter().any(|(_, thing)| thing.at == at);
        (0..)
            .map(|n| at.offset(n * placement::STEP.1 / 4, n * placement::STEP.1 / 4))
            .find(|at| is_free(*at))
            .unwrap_or(at)
    }
}

/// "late", "3 nodes".
pub(super) fn counted_nodes(count: usize) -> Text {
    say!("word-nodes", count = count)
}

fn shape_word(shape: Shape) -> Text {
    match shape {
        Shape::Frame => say!("word-frame"),
        Shape::Note => say!("word-note"),
    }
}
