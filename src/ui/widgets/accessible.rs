//! Accessible names for painted elements.

use egui::{Id, Rect, Ui};

/// Adds an accessible name for a painted element, if a screen reader or a test is connected.
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
