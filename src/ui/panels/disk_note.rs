//! The note above the canvas that the project file on disk differs from the open project. It overlays the canvas, so that nothing
//! moves.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, RichText, Stroke};
use egui_phosphor::regular as icon;

use crate::app::disk::OnDisk;
use crate::app::view::Dialog;
use crate::app::{Action, App, Command, WindowCommand};
use crate::ui::panes::Pane;
use crate::ui::theme::{self, UNIT};
use crate::ui::widgets::button;

/// Draws the note if needed.
pub fn disk_note(ctx: &Context, app: &App, out: &mut Vec<Command>) {
    if app.project.view.start_page || app.project.view.dialog == Some(Dialog::OnDisk) {
        return;
    }
    let compare = || Command::Window(WindowCommand::OpenDialog(Dialog::OnDisk));
    let (words, answer, command) = match &app.project.disk.state {
        OnDisk::Same => return,
        OnDisk::Changed(_) => (tr!("disk-note-changed"), tr!("disk-compare"), compare()),
        OnDisk::Broken { .. } => (tr!("disk-note-broken"), tr!("disk-options"), compare()),
        OnDisk::Gone => (tr!("disk-note-gone"), tr!("save"), Command::Do(Action::Save)),
    };
    let colours = theme::palette(app.person.preferences.theme);
    let Some(canvas) = ctx.read_response(Pane::Canvas.id()).map(|response| response.rect) else { return };
    let at = canvas.center_top() + egui::vec2(0.0, 2.0 * UNIT);
    let area = Area::new(Id::new("disk_note")).order(Order::Middle).pivot(Align2::CENTER_TOP).fixed_pos(at);
    area.show(ctx, |ui| {
        let frame = Frame::new()
            .fill(colours.panel)
            .stroke(Stroke::new(1.0, colours.warning))
            .corner_radius(6)
            .inner_margin(Margin { left: 12, right: 6, top: 6, bottom: 6 });
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0 * UNIT;
                ui.label(RichText::new(icon::WARNING).size(16.0).color(colours.warning));
                ui.add(egui::Label::new(RichText::new(words).color(colours.text)).extend());
                if button(ui, "", answer).clicked() {
                    out.push(command);
                }
            });
        });
    });
}
