//! A draggable line between two areas.

use egui::{CursorIcon, Id, Rect, Response, Sense, Stroke, Ui};

use crate::ui::theme;

/// The direction of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Between left and right.
    Vertical,
    /// Between top and bottom.
    Horizontal,
}

/// A hairline in the middle of `rect`, draggable anywhere in it. Use `drag_delta` of the response.
pub fn splitter(ui: &Ui, id: Id, rect: Rect, axis: Axis) -> Response {
    let palette = theme::current(ui);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let cursor = if axis == Axis::Vertical { CursorIcon::ResizeColumn } else { CursorIcon::ResizeRow };
    let warm = response.hovered() || response.dragged();
    let stroke = if warm { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
    match axis {
        Axis::Vertical => ui.painter().vline(rect.center().x, rect.y_range(), stroke),
        Axis::Horizontal => ui.painter().hline(rect.x_range(), rect.center().y, stroke),
    };
    response.on_hover_and_drag_cursor(cursor)
}
