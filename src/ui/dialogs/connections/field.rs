//! The text fields of the form.

use egui::{Id, Ui};

use super::super::labelled::labelled;
use crate::ui::widgets;

/// The field of a part of a connection; `None` is a new one.
pub(super) fn id(old: Option<&str>, part: &str) -> Id {
    Id::new(("connection form", old, part))
}

/// A labelled text field. Returns whether it was changed.
pub(super) fn text(ui: &mut Ui, label: &str, id: Id, value: &mut String, hint: &str) -> bool {
    labelled(ui, label, |ui, width| {
        let response = ui.add(widgets::text_field(value).id(id).hint_text(hint).desired_width(width));
        widgets::name(ui, id, label);
        response.changed()
    })
}
