//! Names for what is only painted.

use egui::{Id, Rect, Ui};

/// A name for what is only painted; nothing when no screen reader and no test listens.
pub fn accessible(ui: &Ui, id: Id, role: egui::accesskit::Role, rect: Rect, label: impl FnOnce() -> String) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(role);
        node.set_label(label());
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.left().into(),
            y0: rect.top().into(),
            x1: rect.right().into(),
            y1: rect.bottom().into(),
        });
    });
}
