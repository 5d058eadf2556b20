//! A spinner, still if animations are off.

use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Spinner, Ui, vec2};
use egui_phosphor::regular as icon;

/// Paints the spinner around `at`, `size` points high.
pub fn busy_at(ui: &Ui, at: Pos2, size: f32, color: Color32) {
    if ui.style().animation_time > 0.0 {
        let place = Rect::from_center_size(at, vec2(size - 2.0, size - 2.0));
        Spinner::new().size(size - 2.0).color(color).paint_at(ui, place);
    } else {
        ui.painter().text(at, Align2::CENTER_CENTER, icon::HOURGLASS_MEDIUM, FontId::proportional(size), color);
    }
}

/// The spinner as a widget in a row.
pub fn busy(ui: &mut Ui, size: f32, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    if ui.is_rect_visible(rect) {
        busy_at(ui, rect.center(), size, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::Theme;
    use crate::ui::{fonts, style};

    /// Whether another frame is requested immediately.
    fn moves(reduced: bool) -> bool {
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        style::apply(&ctx, Theme::Dark, reduced);
        let mut delay = std::time::Duration::MAX;
        for _ in 0..4 {
            let output = ctx.run_ui(Default::default(), |ui| busy(ui, 16.0, Color32::WHITE));
            delay = output.viewport_output.values().next().map_or(delay, |viewport| viewport.repaint_delay);
            output.drop_without_applying_deltas();
        }
        delay.is_zero()
    }

    #[test]
    fn it_stands_where_nothing_shall_move() {
        assert!(moves(false));
        assert!(!moves(true));
    }
}
