//! The settings of the node that is shown, read. Long ones are not read anew in each frame: a table of thousands of rows would
//! take longer for it than the frame has.

use crate::base::Problem;
use crate::document::{Node, NodeId, Settings, fields};
use crate::nodes::Kind;

/// Settings that are longer, in bytes, are kept as they were read.
const LONG_SETTINGS: usize = 16 << 10;

/// A node's settings as its kind understands them.
pub struct ParsedSettings {
    node: NodeId,
    version: u32,
    pub settings: Settings,
    pub kind: Kind,
    /// The settings that are not at their default.
    pub changed: Vec<String>,
}

impl ParsedSettings {
    /// Reads the settings, unless `kept` holds them already.
    pub fn parse(id: NodeId, node: &Node, kept: Option<ParsedSettings>) -> Result<ParsedSettings, Problem> {
        let is_same = |kept: &ParsedSettings| {
            let same_kind = kept.kind.meta().id == node.kind && kept.version == node.version;
            kept.node == id && same_kind && kept.settings == node.settings
        };
        if let Some(kept) = kept.filter(is_same) {
            return Ok(kept);
        }
        let kind = Kind::clone(&*Kind::of(node)?);
        let mut parsed = ParsedSettings {
            node: id,
            version: node.version,
            settings: node.settings.clone(),
            kind,
            changed: Vec::new(),
        };
        parsed.update_changed(&parsed.kind.text());
        Ok(parsed)
    }

    /// Whether it is worth keeping for the next frame.
    pub fn is_worth_keeping(&self) -> bool {
        self.settings.text().len() > LONG_SETTINGS
    }

    /// The settings were changed to `settings`, in the document as here.
    pub fn change(&mut self, settings: Settings) {
        self.update_changed(settings.text());
        self.settings = settings;
    }

    fn update_changed(&mut self, text: &str) {
        self.changed = fields(text).unwrap_or_default().into_iter().map(|(name, _)| name.to_owned()).collect();
    }
}
