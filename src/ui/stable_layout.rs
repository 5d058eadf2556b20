//! Keeps the layout stable while a mouse button is down: if a control moved between press and release, the click would be lost.

use egui::scroll_area::State;
use egui::{Context, Id, ScrollArea, Ui};

/// Whether a mouse button is down. Layout changes that follow the focus or the clock wait until it is released.
pub fn is_button_down(ctx: &Context) -> bool {
    ctx.input(|i| i.pointer.any_down())
}

/// Whether a mouse button is down that may still become a click or selects text. Updates wait until it is released. A long drag
/// over the canvas does not delay them.
pub fn delays_updates(ctx: &Context) -> bool {
    let click = ctx.input(|i| i.pointer.any_down() && i.pointer.could_any_button_be_click());
    click || (is_button_down(ctx) && is_selecting_text(ctx))
}

/// A scroll area that does not scroll to the text cursor while the press that placed it lasts.
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

/// Whether the mouse button is down on the focused text.
fn is_selecting_text(ctx: &Context) -> bool {
    let focused = ctx.memory(|m| m.focused()).filter(|_| ctx.text_edit_focused());
    focused.and_then(|id| ctx.read_response(id)).is_some_and(|response| response.is_pointer_button_down_on())
}
