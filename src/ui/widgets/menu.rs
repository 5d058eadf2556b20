//! What all menus share: one that is taller than the window scrolls.

use egui::{ScrollArea, Ui};

use crate::ui::open_lists;

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
        open_lists::follow(ui);
        added
    });
    shown.inner
}
