//! The parsed settings of the shown node. Long settings are cached, because parsing a table of thousands of rows takes longer
//! than a frame.

use crate::base::Problem;
use crate::document::{Node, NodeId, Settings, fields};
use crate::nodes::Kind;

/// Longer settings, in bytes, are kept between frames.
const LONG_SETTINGS: usize = 16 << 10;

/// A node's settings as its kind understands them.
pub struct ParsedSettings {
    node: NodeId,
    version: u32,
    pub settings: Settings,
    pub kind: Kind,
    /// The paths of settings that differ from their defaults.
    pub changed: Vec<String>,
}

impl ParsedSettings {
    /// Parses the settings, unless `kept` holds them already.
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

    /// Whether parsing is slow enough to keep the result for the next frame.
    pub fn is_worth_keeping(&self) -> bool {
        self.settings.text().len() > LONG_SETTINGS
    }

    /// Takes over settings that were changed here and in the document.
    pub fn change(&mut self, settings: Settings) {
        self.update_changed(settings.text());
        self.settings = settings;
    }

    fn update_changed(&mut self, text: &str) {
        self.changed = fields(text).unwrap_or_default().into_iter().map(|(name, _)| name.to_owned()).collect();
    }
}
