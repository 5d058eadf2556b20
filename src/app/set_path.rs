//! Sets a node's path setting to a chosen file. The setting is located through the node's own form.

use std::path::Path;

use crate::document::{NodeId, Settings};
use crate::nodes::Kind;
use crate::nodes::slots::{Slot, visit_slots_mut};

use super::App;

impl App {
    pub(super) fn set_path(&mut self, node: NodeId, setting: &str, path: &Path) {
        let Some(found) = self.document().node(node) else { return };
        match Kind::read(&found.kind, found.version, found.settings.text()) {
            Ok(mut kind) => {
                let to = self.relative(path);
                write_path(&mut kind, setting, &to);
                self.configure(node, Settings::canonical(kind.text()), format!("path {setting}"));
                self.project.history.end_gesture();
            }
            Err(problem) => self.refuse(problem.text()),
        }
    }
}

/// Writes a path to the setting with this name.
pub(super) fn write_path(kind: &mut Kind, setting: &str, to: &str) {
    visit_slots_mut(&mut **kind, &mut |at, slot| {
        if let Slot::Path(text, _) = slot
            && at.path == setting
        {
            to.clone_into(text);
        }
    });
}
