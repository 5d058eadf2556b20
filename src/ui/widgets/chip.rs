//! A chip: a small named element that can be removed.

use egui::{CornerRadius, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::label::elided_job;
use crate::ui::style::SMALL;
use crate::ui::theme;

/// What happened to a chip.
pub struct Chip {
    /// The response of the whole chip, which can be dragged.
    pub response: Response,
    pub removed: bool,
}

/// A chip with an icon, text and a remove button. `wrong` draws it in the error colour.
pub fn chip(ui: &mut Ui, icon: &str, text: &str, wrong: bool) -> Chip {
    const HEIGHT: f32 = 20.0;
    const CROSS: f32 = 18.0;
    let palette = theme::current(ui);
    let color = if wrong { palette.error } else { palette.text };
    let icon_width = if icon.is_empty() { 6.0 } else { 22.0 };
    let room = (ui.max_rect().width() - icon_width - CROSS).max(40.0);
    let words = ui.fonts_mut(|f| f.layout_job(elided_job(text, FontId::proportional(SMALL), color, room)));
    let (rect, response) =
        ui.allocate_exact_size(vec2(icon_width + words.size().x + CROSS, HEIGHT), Sense::click_and_drag());
    let cross = Rect::from_min_max(pos2(rect.right() - CROSS, rect.top()), rect.max);
    let close = ui.interact(cross, response.id.with("remove"), Sense::click());
    close.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), tr!("remove-named", name = text)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let fill = if response.hovered() || response.dragged() { palette.hover } else { palette.surface };
        let line = if wrong { palette.error } else { palette.edge() };
        painter.rect(rect, CornerRadius::same(4), fill, Stroke::new(1.0, line), StrokeKind::Inside);
        if !icon.is_empty() {
            let at = pos2(rect.left() + 12.0, rect.center().y);
            painter.text(at, egui::Align2::CENTER_CENTER, icon, FontId::proportional(13.0), palette.weak);
        }
        let top = rect.center().y - words.size().y / 2.0;
        let elided = words.elided;
        painter.galley(pos2(rect.left() + icon_width, top), words, color);
        let warm = close.hovered() || close.has_focus();
        let cross_color = if warm { palette.text } else { palette.weak };
        let icon = egui_phosphor::regular::X;
        painter.text(cross.center(), egui::Align2::CENTER_CENTER, icon, FontId::proportional(11.0), cross_color);
        if elided {
            response.clone().on_hover_text(text);
        }
    }
    Chip { response, removed: close.clicked() }
}
