//! Whether the cells of a table have the keyboard focus.

use egui::{Context, Id};

/// Whether the cells of a table have the focus.
pub fn has_focus(ctx: &Context) -> bool {
    let focused = ctx.memory(|m| m.focused());
    focused.is_some_and(|id| ctx.data(|d| d.get_temp(mark(id))) == Some(true))
}

/// The key that marks an id as that of a table's cells.
pub fn mark(cells: Id) -> Id {
    cells.with("cells of a table")
}
