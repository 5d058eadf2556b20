//! A table of a connection becomes a node that reads it, or one more table of a node.

use std::collections::BTreeSet;

use crate::app::view::CameraRequest;
use crate::app::{App, SelectMode};
use crate::base::name::{slug, unique};
use crate::document::{Edit, Node, NodeId, Position, Settings};
use crate::nodes::{Kind, reader_of_table, with_further_table};

impl App {
    /// Adds a node that reads a table, as one step; `at` is a place on the canvas, else one is found.
    pub(in crate::app) fn read_database_table(&mut self, connection: &str, table: &str, at: Option<Position>) {
        let kind = reader_of_table(connection, table);
        let id = self.document().fresh_id();
        let at = at.unwrap_or_else(|| self.after_selected().0);
        let name = unique(&slug(last_part(table)), |name| self.document().find(name).is_some());
        let node = Node {
            name,
            kind: kind.meta().id.into(),
            version: kind.meta().version,
            settings: Settings::canonical(kind.text()),
            activity: Default::default(),
            running: Default::default(),
            position: self.free_place(at),
            opened: false,
            mark: Default::default(),
        };
        if self.edit(say!("step-read-table", table = table), None, vec![Edit::AddNode { id, node }]) {
            self.project.view.start_page = false;
            self.select(BTreeSet::from([id]), Vec::new(), SelectMode::Replace);
            self.project.view.camera_request = Some(CameraRequest::Reveal(id));
        }
    }
}

impl App {
    /// The node reads this table, too. `false` if it does not read tables of this connection, or reads this one already.
    pub(in crate::app) fn read_further_table(&mut self, node: NodeId, connection: &str, table: &str) -> bool {
        let Some(found) = self.document().node(node) else { return false };
        let Ok(kind) = Kind::read(&found.kind, found.version, found.settings.text()) else { return false };
        let Some(kind) = with_further_table(&kind, connection, table) else { return false };
        let settings = Settings::canonical(kind.text());
        let edit = Edit::Configure { id: node, kind: kind.meta().id.into(), version: kind.meta().version, settings };
        if self.edit(say!("step-read-further", table = table), None, vec![edit]) {
            self.select(BTreeSet::from([node]), Vec::new(), SelectMode::Replace);
        }
        true
    }
}

/// The name of a table without its schema and quotes.
fn last_part(table: &str) -> &str {
    let table = table.trim_end_matches('"');
    table.rsplit(['.', '"']).next().filter(|part| !part.is_empty()).unwrap_or(table)
}
