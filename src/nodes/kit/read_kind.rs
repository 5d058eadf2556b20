//! The settings of a node, parsed once: the result is stored with the settings and shared by all their copies.

use std::sync::Arc;

use crate::base::Problem;
use crate::document::{Node, Settings};
use crate::nodes::Kind;

/// The result of parsing a settings text as this kind.
struct Parsed {
    kind: String,
    version: u32,
    read: Result<Arc<Kind>, Problem>,
}

impl Kind {
    /// The parsed settings of a node. The planner, cards, forms and lineage all use this method, so that an edit is
    /// parsed once.
    ///
    /// # Errors
    /// If the kind is unknown, or its settings cannot be read.
    pub fn of(node: &Node) -> Result<Arc<Kind>, Problem> {
        Kind::of_settings(&node.kind, node.version, &node.settings)
    }

    /// As [`Kind::of`], for settings that do not belong to a node yet.
    ///
    /// # Errors
    /// The same as those of [`Kind::of`].
    pub fn of_settings(kind: &str, version: u32, settings: &Settings) -> Result<Arc<Kind>, Problem> {
        let read = |text: &str| Kind::read(kind, version, text).map(Arc::new);
        let parsed = settings.meaning(|text| Parsed { kind: kind.to_owned(), version, read: read(text) });
        match parsed.filter(|parsed| parsed.kind == kind && parsed.version == version) {
            Some(parsed) => parsed.read.clone(),
            // The same text, cached as settings of another kind.
            None => read(settings.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::settings_parsed;

    #[test]
    fn settings_and_their_copies_are_parsed_once() {
        let settings = Settings::canonical("(count:3)");
        let copy = settings.clone();
        let before = settings_parsed();
        let first = Kind::of_settings("limit", 1, &settings).unwrap();
        let again = Kind::of_settings("limit", 1, &copy).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!(settings_parsed() - before, 1);
        assert_eq!(settings, Settings::canonical("(count:3)"), "what it means is no part of what it is");
        assert!(Kind::of_settings("nothing", 1, &settings).is_err(), "not the answer of another kind");
        assert!(Kind::of_settings("limit", 99, &settings).is_err(), "nor of another version");
        let broken = Settings::verbatim("(count:");
        let before = settings_parsed();
        assert_eq!(Kind::of_settings("limit", 1, &broken).err(), Kind::of_settings("limit", 1, &broken).err());
        assert_eq!(settings_parsed() - before, 1);
    }
}
