//! Updates settings that refer to renamed columns.

use crate::nodes::form::slots::{Slot, set_text, visit_slots_mut};
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::lineage::descent::{Given, Named, Renames};

/// Rewrites every reference to a renamed input column.
pub fn rename_references<K: NodeKind>(kind: &mut K, renames: &Renames) {
    visit_slots_mut(kind, &mut |_, slot| match slot {
        Slot::Column(name, port) => {
            if let Some(new) = renames.get(port, name) {
                new.clone_into(name);
            }
        }
        Slot::Formula(formula) => *formula = formula.renamed(renames.at(0)),
        Slot::OwnColumn(_) | Slot::Text(_) | Slot::Path(..) => {}
    });
}

/// Renames a column whose name is a separate setting.
pub fn rename_by_setting<K: NodeKind>(kind: &mut K, given: &Given, port: usize, column: &str, to: &str) -> bool {
    let tables = kind.descent(given);
    let found = tables.get(port).and_then(Option::as_ref);
    match found.and_then(|columns| columns.iter().find(|leaving| leaving.name == column)).map(|found| &found.named) {
        Some(Named::By(setting)) => set_text(kind, setting, to),
        _ => false,
    }
}
