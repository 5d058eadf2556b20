//! Widgets shared by all panels.

mod accessible;
mod action_icon;
mod busy;
mod button;
mod check;
mod chip;
mod drop_down;
mod empty;
mod kind_icon;
mod label;
mod line_breaks;
mod long_list;
pub mod menu;
mod search_field;
mod section;
mod splitter;
mod text_field;
mod type_icon;

pub use accessible::accessible;
pub use action_icon::action_icon;
pub use busy::{busy, busy_at};
pub use button::{
    button, frameless_button, icon_button, link, primary_button, small_icon_button, use_frameless_buttons,
};
pub use check::check;
pub use chip::{Chip, chip};
pub use drop_down::{DropDownContent, drop_down, drop_down_button, fit_side_by_side, segments};
pub use empty::{Empty, empty};
pub use kind_icon::kind_icon;
pub use label::{breakable, elided, elided_job, elided_sensing, lines, small, strong, weak};
pub use long_list::{long_list, tall_list};
pub use search_field::search_field;
pub use section::section;
pub use splitter::{Axis, splitter};
pub use text_field::text_field;
pub use type_icon::type_icon;

pub use crate::base::number::grouped as thousands;

/// Draws at a place without affecting the layout.
pub fn draw_over<R>(ui: &mut egui::Ui, place: egui::Rect, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    add(&mut ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt((place.min.x as i32, place.min.y as i32))))
}

/// Sets the accessible name of the widget `id`, for widgets whose text is not their name.
pub fn name(ui: &egui::Ui, id: egui::Id, name: &str) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
}
