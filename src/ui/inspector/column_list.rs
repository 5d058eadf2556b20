//! What all lists of columns share: where columns come from, their height, their entries.

use egui::{CornerRadius, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::base::ColumnInfo;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS, ROW};
use crate::ui::widgets::{elided_job, type_icon};

/// The height of the visible part of the list.
pub const LIST_HEIGHT: f32 = ROW * 11.0;

/// Where the columns come from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// Columns of the table at this input.
    Input(usize),
    /// Columns of the node's own output.
    Own,
}

/// Reserves the height of the full list from `top`, so that the popup does not flip to the other side of the button while fewer
/// columns match.
pub fn keep_height(ui: &mut Ui, top: f32, columns: usize) {
    let missing = top + (ROW * columns as f32).min(LIST_HEIGHT) - ui.cursor().top();
    ui.add_space(missing.max(0.0));
}

/// A column in a list; `ticked` is set if the list has check marks.
pub fn item(ui: &mut Ui, column: &ColumnInfo, ticked: Option<bool>, current: bool) -> Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let kind = if ticked.is_some() { WidgetType::Checkbox } else { WidgetType::SelectableLabel };
    let on = ticked.unwrap_or(current);
    response.widget_info(|| WidgetInfo::selected(kind, ui.is_enabled(), on, tr!("column-named", name = column.name)));
    let radius = CornerRadius::same(RADIUS);
    if current {
        ui.painter().rect_filled(rect, radius, palette.selected());
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    let mut left = rect.left() + 8.0;
    let icon_at = |ui: &Ui, x: f32, icon: &str, color| {
        let at = pos2(x, rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, icon, FontId::proportional(14.0), color);
    };
    if let Some(ticked) = ticked {
        let frame = Rect::from_center_size(pos2(left + 7.0, rect.center().y), vec2(14.0, 14.0));
        let (fill, line) = if ticked { (palette.accent, palette.accent) } else { (palette.background, palette.weak) };
        ui.painter().rect(frame, CornerRadius::same(3), fill, Stroke::new(1.0, line), StrokeKind::Inside);
        if ticked {
            let icon = egui_phosphor::regular::CHECK;
            let font = FontId::proportional(11.0);
            ui.painter().text(frame.center(), egui::Align2::CENTER_CENTER, icon, font, palette.on_accent);
        }
        left += 24.0;
    }
    icon_at(ui, left, type_icon(&column.data_type), palette.weak);
    left += 22.0;
    let word =
        ui.painter().layout_no_wrap(column.data_type.name().to_string(), FontId::proportional(SMALL), palette.weak);
    let word_left = rect.right() - 8.0 - word.size().x;
    let job = elided_job(&column.name, FontId::proportional(BODY), palette.text, word_left - 8.0 - left);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    ui.painter().galley(pos2(word_left, rect.center().y - word.size().y / 2.0), word, palette.weak);
    response
}
