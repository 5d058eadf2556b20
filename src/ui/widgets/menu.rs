//! What all menus share: scrolling if taller than the window, and the submenu sign.

use egui::containers::menu::SubMenuButton;
use egui::{Button, IntoAtoms, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use crate::ui::popups;
use crate::ui::widgets;

/// The distance between a menu's entries and the edges of the window, in points.
const AROUND: f32 = 28.0;

/// Draws the entries of a menu, limited to the height of the window.
pub fn entries<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = (ui.ctx().content_rect().height() - AROUND).max(96.0);
    // Leaves room for the floating scroll bar beside the shortcuts.
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

/// An entry that opens a submenu named `title`.
pub fn submenu(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    submenu_with(ui, title, title, add);
}

/// Like [`submenu`], for an entry that shows more than its title.
pub fn submenu_with<'a>(ui: &mut Ui, shown: impl IntoAtoms<'a>, title: &str, add: impl FnOnce(&mut Ui)) {
    let button = Button::new(shown).right_text(icon::CARET_RIGHT);
    let (response, _) = SubMenuButton::from_button(button).ui(ui, add);
    widgets::name(ui, response.id, title);
}

/// A line of text that is not an entry, aligned with the entries.
pub fn hint(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(ui.spacing().button_padding.x);
        widgets::small(ui, words);
    });
}
