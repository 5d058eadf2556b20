//! What all menus share: one that is taller than the window scrolls, and what leads to another has one sign.

use egui::containers::menu::SubMenuButton;
use egui::{Button, IntoAtoms, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use crate::ui::popups;
use crate::ui::widgets;

/// Between a menu's entries and the edges of the window: its margin, its border, and a finger's breadth.
const AROUND: f32 = 28.0;

/// The entries of a menu, as high as the window has room.
pub fn entries<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = (ui.ctx().content_rect().height() - AROUND).max(96.0);
    // The bar floats beside the keys at the right edge, not on them; entries keep to one line for that.
    ui.spacing_mut().scroll.floating_allocated_width = 10.0;
    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
    let list = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
    let shown = list.show(ui, |ui| {
        let added = add(ui);
        popups::scroll_to_focus(ui);
        added
    });
    shown.inner
}

/// An entry that opens a menu of its own, named `title`.
pub fn submenu(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    submenu_with(ui, title, title, add);
}

/// The same, where the entry shows more than its title.
pub fn submenu_with<'a>(ui: &mut Ui, shown: impl IntoAtoms<'a>, title: &str, add: impl FnOnce(&mut Ui)) {
    let button = Button::new(shown).right_text(icon::CARET_RIGHT);
    let (response, _) = SubMenuButton::from_button(button).ui(ui, add);
    widgets::name(ui, response.id, title);
}

/// A line that is no entry, in line with the words of the entries.
pub fn hint(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(ui.spacing().button_padding.x);
        widgets::small(ui, words);
    });
}
