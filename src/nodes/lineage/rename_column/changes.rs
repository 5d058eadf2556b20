//! The settings changed by a rename, for the list shown before it is applied.

use super::{Change, Planner};
use crate::base::Text;
use crate::document::NodeId;
use crate::nodes::Kind;
use crate::nodes::form::slots::visit_slots;

impl Planner<'_, '_> {
    pub(super) fn note_changes(&mut self, id: NodeId, before: &Kind, after: &Kind) {
        let name = self.graph.node_name(id);
        let old = settings(before);
        let new = settings(after);
        let mut gone: Vec<&Shown> = old.iter().filter(|shown| !new.contains(shown)).collect();
        for shown in new.iter().filter(|shown| !old.contains(shown)) {
            let at = gone.iter().position(|gone| gone.path == shown.path);
            let before = at.map(|at| gone.remove(at).text.clone()).unwrap_or_default();
            let setting = shown.label.clone();
            let after = shown.text.clone();
            self.plan.changes.push(Change { node: Some(id), name: name.into(), setting, before, after });
        }
        for left in gone.into_iter().filter(|left| !new.iter().any(|shown| shown.path == left.path)) {
            let setting = left.label.clone();
            let before = left.text.clone();
            let change = Change { node: Some(id), name: name.into(), setting, before, after: String::new() };
            self.plan.changes.push(change);
        }
    }
}

/// A setting as shown in a list of changes.
#[derive(PartialEq)]
struct Shown {
    path: String,
    label: Text,
    text: String,
}

fn settings(kind: &Kind) -> Vec<Shown> {
    let mut all = Vec::new();
    visit_slots(kind, &mut |setting, slot| {
        let text = slot.text().to_owned();
        if !text.is_empty() {
            all.push(Shown { path: setting.path.clone(), label: setting.field.text(), text });
        }
    });
    all
}
