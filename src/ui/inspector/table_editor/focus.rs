//! Whether the table editor has the keyboard focus.

use egui::Id;

/// Whether a table editor has the focus.
pub fn has_focus(ctx: &egui::Context) -> bool {
    let sheet = ctx.data(|data| data.get_temp::<Id>(focus_id()));
    sheet.is_some_and(|id| ctx.memory(|memory| memory.focused()) == Some(id))
}

/// The key under which the drawn editor stores its id.
pub fn focus_id() -> Id {
    Id::new("sheet with the cells of a table")
}
