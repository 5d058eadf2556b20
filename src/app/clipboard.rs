//! Copy and paste: nodes as RON text, spreadsheet cells as a table node, files as the nodes that read them.

use std::path::Path;

use crate::base::Text;
use crate::connect;
use crate::document::{self, Document, Edit, Position, Settings};
use crate::nodes::form::PathUse;
use crate::nodes::slots::{Slot, visit_slots_mut};
use crate::nodes::{self, Kind, some_of};

use super::command::Connect;
use super::pasted_files::files_of;
use super::view::CameraRequest;
use super::{App, Effect};

impl App {
    pub(super) fn copy(&mut self) {
        let picked = self.picked_with_contents();
        if picked.is_empty() {
            return;
        }
        let text = document::write_selection(self.document(), &picked);
        self.person.copied = Some((text.clone(), self.base()));
        self.effects.push(Effect::CopyText(text));
        let nodes = picked.nodes.len();
        let annotations = picked.annotations.len();
        self.set_status(match (nodes, annotations) {
            (_, 0) => say!("copied-nodes", count = nodes),
            (0, _) => say!("copied-things", count = annotations),
            _ => say!("copied-nodes-and-things", count = nodes),
        });
    }

    pub(super) fn paste(&mut self, text: &str, at: Position) {
        match nodes::document_from(text) {
            Ok(mut opened) if !opened.document.is_empty() => {
                if let Some((_, from)) = self.person.copied.as_ref().filter(|(copied, _)| copied == text) {
                    self.keep_sources(&mut opened.document, from);
                }
                let nodes: Vec<_> = opened.document.nodes().map(|(_, node)| node.name.clone()).collect();
                self.paste_nodes(&opened.document, at, say!("step-paste", what = some_of(&nodes)));
            }
            _ => match files_of(text, |path| connect::stamp(path).is_ok()) {
                Some(files) => self.drop_files(&files, at),
                None => self.paste_cells(text, at),
            },
        }
    }

    pub(super) fn paste_nodes(&mut self, part: &Document, at: Position, label: impl Into<Text>) {
        let Position { x: left, y: top } = document::corner(part);
        let places: Vec<Position> = part.nodes().map(|(_, n)| n.position).collect();
        let (dx, dy) = self.free_shift(&places, (at.x.saturating_sub(left), at.y.saturating_sub(top)));
        let (edits, new) = document::paste(self.document(), part, dx, dy);
        if self.edit(label, None, edits) {
            self.project.view.start_page = false;
            self.select_picked(new);
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        }
    }

    /// Makes nodes from a project in another folder read the same files as there.
    fn keep_sources(&self, part: &mut Document, from: &Path) {
        if from == self.base() {
            return;
        }
        let moved = part.nodes().filter_map(|(id, node)| {
            let mut kind = Kind::read(&node.kind, node.version, node.settings.text()).ok()?;
            let mut is_changed = false;
            visit_slots_mut(&mut *kind, &mut |_, slot| {
                if let Slot::Path(path, PathUse::Open(_)) = slot
                    && !path.is_empty()
                    && Path::new(path.as_str()).is_relative()
                {
                    *path = self.relative(&from.join(path.as_str()));
                    is_changed = true;
                }
            });
            let version = Kind::info(&node.kind)?.meta.version;
            let settings = Settings::canonical(kind.text());
            is_changed.then(|| Edit::Configure { id, kind: node.kind.clone(), version, settings })
        });
        let edits: Vec<Edit> = moved.collect();
        // They configure existing nodes, so they can be applied.
        let _ = part.apply_all(edits);
    }

    fn paste_cells(&mut self, text: &str, at: Position) {
        let Some(settings) = nodes::table_from_text(text) else {
            self.refuse(say!("clipboard-is-of-no-use"));
            return;
        };
        self.add_node("table", Some(Settings::canonical(settings)), at, Connect::Not);
    }
}
