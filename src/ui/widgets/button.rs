//! Buttons: icon only, framed, primary, and links.

use egui::{Button, Color32, CornerRadius, FontId, Response, RichText, Sense, Ui, WidgetInfo, WidgetType, vec2};

use crate::ui::style::ICON;
use crate::ui::theme::{self, RADIUS, ROW};

/// An icon button of the height of a row. `name` is its tooltip and accessible name.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    sized_icon_button(ui, icon, name, ROW, ICON).on_hover_text(name)
}

/// Like [`icon_button`], for use inside other elements.
pub fn small_icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    sized_icon_button(ui, icon, name, 18.0, 13.0).on_hover_text(name)
}

fn sized_icon_button(ui: &mut Ui, icon: &str, name: &str, side: f32, size: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let palette = theme::current(ui);
        let warm = response.hovered() || response.has_focus();
        if warm {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), palette.hover);
        }
        let color = if warm && ui.is_enabled() { palette.text } else { palette.weak };
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, FontId::proportional(size), color);
    }
    response
}

/// A framed button with an icon before its text; the icon may be empty.
pub fn button(ui: &mut Ui, icon: &str, text: &str) -> Response {
    let palette = theme::current(ui);
    let words = RichText::new(text).color(palette.text);
    let button = if icon.is_empty() {
        Button::new(words)
    } else {
        Button::new((RichText::new(icon).size(ICON).color(palette.weak), words))
    };
    named(ui, button.min_size(vec2(0.0, ROW)), text)
}

/// A button without background and border until it is hovered. Its size does not change.
pub fn frameless_button(ui: &mut Ui, enabled: bool, button: Button<'_>) -> Response {
    ui.scope(|ui| {
        use_frameless_buttons(ui);
        ui.add_enabled(enabled, button)
    })
    .inner
}

/// Makes the buttons of `ui` frameless.
pub fn use_frameless_buttons(ui: &mut Ui) {
    let widgets = &mut ui.visuals_mut().widgets;
    for visuals in [&mut widgets.inactive, &mut widgets.noninteractive] {
        // Keeps the width of the border, so that the button does not grow when hovered.
        (visuals.weak_bg_fill, visuals.bg_stroke.color) = (Color32::TRANSPARENT, Color32::TRANSPARENT);
    }
}

/// The primary button of a panel.
pub fn primary_button(ui: &mut Ui, icon: &str, text: &str) -> Response {
    let palette = theme::current(ui);
    let words = RichText::new(text).color(palette.on_accent);
    let button = if icon.is_empty() {
        Button::new(words)
    } else {
        Button::new((RichText::new(icon).size(ICON).color(palette.on_accent), words))
    };
    let button = button.fill(palette.accent).stroke(egui::Stroke::NONE).min_size(vec2(0.0, ROW));
    named(ui, button, text)
}

/// A link in the accent colour.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let palette = theme::current(ui);
    let response = ui.add(egui::Label::new(RichText::new(text).color(palette.accent).small()).sense(Sense::click()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Link, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn named(ui: &mut Ui, button: Button<'_>, name: &str) -> Response {
    let response = ui.add(button);
    super::name(ui, response.id, name);
    response
}
