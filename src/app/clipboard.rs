//! Copy and paste: nodes travel as RON text, cells of a spreadsheet become a table node.

use crate::document::{self, Document, Position, Settings};
use crate::nodes;

use super::command::Connect;
use super::{App, Effect};

impl App {
    pub(super) fn copy(&mut self) {
        let picked = self.picked_with_contents();
        if picked.is_empty() {
            return;
        }
        let text = document::write_selection(self.document(), &picked);
        self.effects.push(Effect::CopyText(text));
        let (nodes, things) = (picked.nodes.len(), picked.things.len());
        self.say(match (nodes, things) {
            (1, 0) => "Copied 1 node".to_owned(),
            (_, 0) => format!("Copied {nodes} nodes"),
            (0, 1) => "Copied 1 thing".to_owned(),
            (0, _) => format!("Copied {things} things"),
            _ => format!("Copied {nodes} nodes and what lies with them"),
        });
    }

    pub(super) fn paste(&mut self, text: &str, at: Position) {
        match nodes::document_from(text) {
            Ok(opened) if !opened.document.is_empty() => self.paste_nodes(&opened.document, at),
            _ => self.paste_cells(text, at),
        }
    }

    fn paste_nodes(&mut self, part: &Document, at: Position) {
        let Position { x: left, y: top } = document::corner(part);
        let places: Vec<Position> = part.nodes().map(|(_, n)| n.position).collect();
        let (dx, dy) = self.free_shift(&places, (at.x.saturating_sub(left), at.y.saturating_sub(top)));
        let (edits, new) = document::paste(self.document(), part, dx, dy);
        if self.edit("Paste", None, edits) {
            self.view.start_page = false;
            self.select_picked(new);
        }
    }

    fn paste_cells(&mut self, text: &str, at: Position) {
        let Some(settings) = nodes::table_from_text(text) else {
            self.say("The clipboard holds neither nodes nor cells");
            return;
        };
        self.add_node("table", Some(Settings::canonical(settings)), at, Connect::Not);
    }
}
