//! What is pressed stands still: between press and release nothing changes its place, or the release would be a drag.

use egui::scroll_area::State;
use egui::{Context, Id, ScrollArea, Ui};

/// Whether a button is down. What follows the keyboard focus or the clock, and takes room, waits until it is up.
pub fn is_button_down(ctx: &Context) -> bool {
    ctx.input(|i| i.pointer.any_down())
}

/// Whether a button is down that may still be let go as a click, or that selects text: news waits until then. A drag over the
/// canvas may take long and sees what arrives.
pub fn delays_updates(ctx: &Context) -> bool {
    let click = ctx.input(|i| i.pointer.any_down() && i.pointer.could_any_button_be_click());
    click || (is_button_down(ctx) && is_selecting_text(ctx))
}

/// A list of a panel which does not scroll to the cursor while the press that puts it there lasts.
pub fn scroll_area(ui: &Ui, salt: Id, area: ScrollArea) -> ScrollArea {
    let area = area.id_salt(salt);
    let id = ui.make_persistent_id(salt);
    let at = State::load(ui.ctx(), id).map(|state| state.offset.y);
    let rest = id.with("at rest");
    let held =
        ui.input(|i| i.pointer.could_any_button_be_click()) && is_button_down(ui.ctx()) && is_selecting_text(ui.ctx());
    match ui.data(|d| d.get_temp(rest)) {
        Some(offset) if held => area.vertical_scroll_offset(offset),
        _ => {
            ui.data_mut(|d| d.insert_temp(rest, at.unwrap_or_default()));
            area
        }
    }
}

/// Whether the button is down on the text that has the cursor.
fn is_selecting_text(ctx: &Context) -> bool {
    let focused = ctx.memory(|m| m.focused()).filter(|_| ctx.text_edit_focused());
    focused.and_then(|id| ctx.read_response(id)).is_some_and(|response| response.is_pointer_button_down_on())
}
