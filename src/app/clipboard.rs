//! Copy and paste: nodes travel as RON text, cells of a spreadsheet become a table node.

use crate::document::{self, Document, Position, Settings};
use crate::nodes;

use super::command::Connect;
use super::{App, Effect, SelectMode};

impl App {
    pub(super) fn copy(&mut self) {
        let nodes = &self.view.selection;
        if nodes.is_empty() {
            return;
        }
        let (count, text) = (nodes.len(), document::write_selection(self.document(), nodes));
        self.effects.push(Effect::CopyText(text));
        self.say(if count == 1 { "Copied 1 node".to_owned() } else { format!("Copied {count} nodes") });
    }

    pub(super) fn paste(&mut self, text: &str, at: Position) {
        match nodes::document_from(text) {
            Ok(opened) if !opened.document.is_empty() => self.paste_nodes(&opened.document, at),
            _ => self.paste_cells(text, at),
        }
    }

    fn paste_nodes(&mut self, part: &Document, at: Position) {
        let left = part.nodes().map(|(_, n)| n.position.x).min().unwrap_or(0);
        let top = part.nodes().map(|(_, n)| n.position.y).min().unwrap_or(0);
        let places: Vec<Position> = part.nodes().map(|(_, n)| n.position).collect();
        let (dx, dy) = self.free_shift(&places, (at.x.saturating_sub(left), at.y.saturating_sub(top)));
        let (edits, new) = document::paste(self.document(), part, dx, dy);
        if self.edit("Paste", None, edits) {
            self.view.start_page = false;
            self.select(new, Vec::new(), SelectMode::Replace);
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
