//! Small things that all panels share.

mod button;
mod check;
mod chip;
mod drop_down;
mod empty;
mod kinds;
mod label;
mod search_field;
mod section;
mod splitter;
mod types;

pub use button::{button, icon_button, link, primary_button, small_icon_button};
pub use check::check;
pub use chip::{Chip, chip};
pub use drop_down::{drop_down, segments};
pub use empty::{Empty, empty};
pub use kinds::kind_icon;
pub use label::{elided, elided_job, small, strong, weak};
pub use search_field::search_field;
pub use section::section;
pub use splitter::{Axis, splitter};
pub use types::type_icon;

pub use crate::base::number::grouped as thousands;

/// Gives the widget `id` a name that screen readers say and tests find; for widgets whose text is not their name.
pub fn name(ui: &egui::Ui, id: egui::Id, name: &str) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
}
