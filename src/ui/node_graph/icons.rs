//! The icons of the kinds, shared with the catalogue and the inspector.

use egui_phosphor::regular as icon;

use crate::nodes::Kind;

/// The icon of a kind by id, with a placeholder for unknown kinds.
pub fn icon(kind: &str) -> &'static str {
    Kind::info(kind).map_or(icon::QUESTION, |info| info.meta.icon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::{KINDS, Role};

    #[test]
    fn every_kind_has_an_icon_of_its_own_that_the_font_has() {
        let mut of_transforms = std::collections::BTreeSet::new();
        for kind in KINDS {
            let id = kind.meta.id;
            let icon = kind.meta.icon;
            let mut letters = icon.chars();
            let is_of_font = letters.next().is_some_and(|letter| ('\u{e000}'..'\u{f8ff}').contains(&letter));
            assert!(is_of_font && letters.next().is_none(), "{id}: one letter of the icon font");
            assert!(kind.meta.role != Role::Transform || of_transforms.insert(icon), "{id} has the icon of another");
        }
        assert_eq!(icon("nothing"), egui_phosphor::regular::QUESTION);
    }
}
