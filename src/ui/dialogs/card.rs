//! The card that every dialog is drawn on.

use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, Ui, Vec2};

use crate::app::{App, Command, WindowCommand};
use crate::ui::theme::{self, Palette};

/// A card in the upper middle of the window over a dimmed background. A click outside closes it.
pub fn card(
    ctx: &egui::Context,
    app: &App,
    width: f32,
    out: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    card_at(ctx, app, width, None, out, content);
}

/// A card with its corner at `place`, moved into the window, over an undimmed background so that its subject stays visible.
pub fn card_at(
    ctx: &egui::Context,
    app: &App,
    width: f32,
    place: Option<Rect>,
    out: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let colours = theme::palette(app.person.preferences.theme);
    let screen = ctx.content_rect();
    let ground = Area::new(Id::new("dialog_ground")).order(Order::Foreground).fixed_pos(screen.min).show(ctx, |ui| {
        let response = ui.allocate_rect(screen, egui::Sense::click());
        let dim = if colours.dark { 120 } else { 60 };
        ui.painter().rect_filled(screen, 0, theme::shade(if place.is_some() { 0 } else { dim }));
        response
    });
    if ground.inner.clicked() {
        out.push(Command::Window(WindowCommand::CloseDialog));
    }
    let top = (screen.height() * 0.14).min(120.0);
    let area = Area::new(Id::new("dialog")).order(Order::Foreground);
    let area = match place {
        Some(place) => {
            let free = screen.shrink(8.0);
            let shift = (free.max - place.max).min(Vec2::ZERO) + (free.min - place.min).max(Vec2::ZERO);
            area.fixed_pos(place.min + shift)
        }
        None => area.anchor(Align2::CENTER_TOP, [0.0, top]),
    };
    let shown = area.show(ctx, |ui| {
        frame(colours).show(ui, |ui| {
            ui.set_width(width.min(screen.width() - 48.0));
            content(ui, out);
        });
    });
    // Its drop-down lists are drawn in front of it.
    if !egui::Popup::is_any_open(ctx) {
        ctx.move_to_top(shown.response.layer_id);
    }
}

/// A row of buttons at the right, the default first. The height is fixed, whatever dialog was shown before.
pub fn answers(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    let row = Vec2::new(ui.available_width(), theme::ROW);
    ui.allocate_ui_with_layout(row, egui::Layout::right_to_left(egui::Align::Center), buttons);
}

fn frame(colours: &Palette) -> Frame {
    Frame::new()
        .fill(colours.panel)
        .stroke(egui::Stroke::new(1.0, colours.line))
        .corner_radius(8)
        .inner_margin(Margin::same(12))
        .shadow(egui::Shadow { offset: [0, 8], blur: 32, spread: 0, color: theme::shade(90) })
}
