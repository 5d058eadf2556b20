//! A check box in the accent colour.

use egui::{CornerRadius, FontId, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use crate::ui::style::BODY;
use crate::ui::theme::{self, ROW};

const BOX: f32 = 16.0;

/// A check box with a label. If `text` is empty, only the box is shown; `name` is the accessible name.
pub fn check(ui: &mut Ui, value: &mut bool, text: &str, name: &str) -> Response {
    let palette = theme::current(ui);
    let words = (!text.is_empty()).then(|| {
        let width = (ui.available_width() - BOX - 8.0).max(40.0);
        ui.painter().layout(text.to_owned(), FontId::proportional(BODY), palette.text, width)
    });
    let (text_width, height) = words.as_ref().map_or((0.0, ROW), |w| (w.size().x + 8.0, w.size().y.max(ROW)));
    let (rect, mut response) = ui.allocate_exact_size(vec2(BOX + text_width, height), Sense::click());
    if response.clicked() {
        *value = !*value;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, ui.is_enabled(), *value, name));
    if ui.is_rect_visible(rect) {
        let frame = egui::Rect::from_min_size(egui::pos2(rect.left(), rect.top() + (ROW - BOX) / 2.0), vec2(BOX, BOX));
        let warm = response.hovered() || response.has_focus();
        let (fill, line) = match (*value, warm) {
            (true, false) => (palette.accent, palette.accent),
            (true, true) => (theme::mix(palette.accent, palette.text, 0.15), palette.accent),
            (false, false) => (palette.background, theme::mix(palette.edge(), palette.weak, 0.4)),
            (false, true) => (palette.hover, palette.weak),
        };
        ui.painter().rect(frame, CornerRadius::same(3), fill, Stroke::new(1.0, line), StrokeKind::Inside);
        if response.has_focus() {
            let ring = Stroke::new(1.0, palette.accent);
            ui.painter().rect_stroke(frame.expand(2.0), CornerRadius::same(5), ring, StrokeKind::Inside);
        }
        if *value {
            let c = frame.center();
            let points = vec![c + vec2(-3.75, 0.25), c + vec2(-1.0, 3.0), c + vec2(3.75, -2.75)];
            ui.painter().add(Shape::line(points, Stroke::new(1.75, palette.on_accent)));
        }
        if let Some(words) = words {
            let top = rect.top() + ((ROW - words.rows.first().map_or(ROW, |row| row.height())) / 2.0).round();
            ui.painter().galley(egui::pos2(frame.right() + 8.0, top), words, palette.text);
        }
    }
    response
}
