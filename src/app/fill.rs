//! What a fresh node is filled in with, from the place where it is put.

use std::path::Path;

use crate::connect;
use crate::document::{NodeId, PortRef};
use crate::nodes::form::PathUse;
use crate::nodes::visit::{Slot, look, visit};
use crate::nodes::{Category, Kind};

use super::App;
use super::command::Connect;

impl App {
    /// A sink behind a table gets a file to write: named as the node that feeds it, where the project is.
    pub(super) fn fill_in(&self, kind: &mut Kind, connect: &Connect) {
        let (Category::Sinks, Connect::From(from)) = (kind.meta().category, connect) else { return };
        visit(&mut **kind, &mut |_, slot| {
            if let Slot::Path(path, PathUse::Save([extension, ..])) = slot
                && path.is_empty()
            {
                *path = self.free_path(from, extension);
            }
        });
    }

    /// A path that no file has and no sink of the project writes: what is there is never taken over unasked.
    fn free_path(&self, from: &PortRef, extension: &str) -> String {
        let name = self.document().node(from.node).map_or("output", |node| node.name.as_str());
        let stem = if from.port.is_empty() { name.to_owned() } else { format!("{name}_{}", from.port) };
        let folder = self.folder_beside(from.node);
        let taken: Vec<String> = self.paths().collect();
        let candidates = (1..).map(|n| match n {
            1 => format!("{folder}{stem}.{extension}"),
            n => format!("{folder}{stem}_{n}.{extension}"),
        });
        let base = self.base();
        let is_free = |path: &String| !taken.contains(path) && connect::stamp(&base.join(path)).is_err();
        candidates.take(1000).find(is_free).unwrap_or_default()
    }

    /// Where the project is; of one that is not saved yet, beside the file that its table comes from.
    fn folder_beside(&self, node: NodeId) -> String {
        if self.file.is_some() {
            return String::new();
        }
        let (mut node, mut steps) = (node, self.document().nodes().len());
        while let Some(wire) = self.document().wires().iter().find(|wire| wire.to.node == node) {
            node = wire.from.node;
            steps = match steps.checked_sub(1) {
                Some(left) => left,
                None => break,
            };
        }
        let source = self.path_of(node).filter(|path| Path::new(path).is_absolute());
        let folder = source.and_then(|path| Some(Path::new(&path).parent()?.to_string_lossy().replace('\\', "/")));
        folder.map_or_else(String::new, |folder| format!("{}/", folder.trim_end_matches('/')))
    }

    fn paths(&self) -> impl Iterator<Item = String> {
        self.document().nodes().filter_map(|(id, _)| self.path_of(id))
    }

    fn path_of(&self, node: NodeId) -> Option<String> {
        let node = self.document().node(node)?;
        let kind = Kind::read(&node.kind, node.version, node.settings.text()).ok()?;
        let mut found = None;
        look(&kind, &mut |_, slot| {
            if let Slot::Path(path, _) = slot {
                found.get_or_insert_with(|| path.clone());
            }
        });
        found
    }
}
