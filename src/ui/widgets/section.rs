//! A collapsible section.

use egui::{FontId, Id, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::ui::style::{SMALL, hairline};
use crate::ui::{fonts, theme};

/// A collapsible heading over the full width. Its state is stored under `id`. Returns whether it is open.
pub fn section(ui: &mut Ui, id: Id, title: &str, open_at_first: bool) -> (bool, Response) {
    const HEIGHT: f32 = 28.0;
    let palette = theme::current(ui);
    let mut open = ui.data_mut(|d| *d.get_persisted_mut_or(id, open_at_first));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    if response.clicked() {
        open = !open;
        ui.data_mut(|d| d.insert_persisted(id, open));
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, ui.is_enabled(), open, title));
    if ui.is_rect_visible(rect) {
        let warm = response.hovered() || response.has_focus();
        let color = if warm { palette.text } else { palette.weak };
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, hairline(palette));
        let icon = if open { egui_phosphor::regular::CARET_DOWN } else { egui_phosphor::regular::CARET_RIGHT };
        let middle = rect.center().y + 1.0;
        let font = FontId::proportional(11.0);
        ui.painter().text(pos2(rect.left() + 6.0, middle), egui::Align2::CENTER_CENTER, icon, font, color);
        let font = fonts::strong(ui.ctx(), SMALL);
        ui.painter().text(pos2(rect.left() + 16.0, middle), egui::Align2::LEFT_CENTER, title, font, color);
    }
    (open, response)
}
