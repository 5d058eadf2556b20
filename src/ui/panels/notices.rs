//! Notices above the canvas, shown until they are resolved or dismissed.

use egui::accesskit::Role;
use egui::{Align, Align2, Area, Context, Frame, Id, Label, Layout, Margin, Order, RichText, Stroke, Ui};
use egui_phosphor::regular as icon;

use crate::app::disk::OnDisk;
use crate::app::notices::{Notice, NoticeKind};
use crate::app::view::CameraRequest;
use crate::app::{Action, App, CanvasCommand, Command, SelectMode, WindowCommand};
use crate::ui::panes::Pane;
use crate::ui::theme::{self, Palette, UNIT};
use crate::ui::widgets::{self, button, small_icon_button};

const WIDTH: f32 = 520.0;

/// Draws the notices, the newest at the top. They overlay the canvas, so that nothing moves.
pub fn notices(ctx: &Context, app: &App, out: &mut Vec<Command>) {
    if app.project.notices.is_empty() {
        return;
    }
    let pane = if app.project.view.start_page { Pane::StartPage } else { Pane::Canvas };
    let Some(place) = ctx.read_response(pane.id()).map(|response| response.rect) else { return };
    let colours = theme::palette(app.person.preferences.theme);
    // Below the note about the file on disk.
    let below = if matches!(app.project.disk.state, OnDisk::Same) || app.project.view.start_page { 0.0 } else { 44.0 };
    let top = place.center_top() + egui::vec2(0.0, 12.0 + below);
    let area = Area::new(Id::new("notices")).order(Order::Middle).pivot(Align2::CENTER_TOP).fixed_pos(top);
    area.show(ctx, |ui| {
        ui.set_width(WIDTH.min(place.width() - 24.0).max(200.0));
        for notice in app.project.notices.iter().rev() {
            show(ui, app, notice, colours, out);
            ui.add_space(UNIT);
        }
    });
}

fn show(ui: &mut Ui, app: &App, notice: &Notice, colours: &Palette, out: &mut Vec<Command>) {
    let (sign, colour) =
        if notice.kind.is_failure() { (icon::WARNING_CIRCLE, colours.error) } else { (icon::INFO, colours.accent) };
    let frame = Frame::new()
        .fill(theme::mix(colours.panel, colour, 0.08))
        .stroke(Stroke::new(1.0, theme::mix(colours.panel, colour, 0.5)))
        .corner_radius(6)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin { left: 12, right: 8, top: 8, bottom: 8 });
    let words = notice.message.to_string();
    let shown = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0 * UNIT;
            ui.add(Label::new(RichText::new(sign).size(16.0).color(colour)).selectable(false));
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                if small_icon_button(ui, icon::X, tr!("notice-dismiss")).clicked() {
                    out.push(Command::Window(WindowCommand::Dismiss(notice.kind)));
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.add(Label::new(RichText::new(&words).color(colours.text)).wrap());
                    ui.add_space(UNIT);
                    ui.horizontal_wrapped(|ui| ways_out(ui, app, notice, out));
                });
            });
        });
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Alert);
        node.set_label(words);
    });
}

/// Buttons that lead to the cause or resolve it.
fn ways_out(ui: &mut Ui, app: &App, notice: &Notice, out: &mut Vec<Command>) {
    let node = notice.node.and_then(|id| Some((id, app.document().node(id)?)));
    if let Some((id, node)) = node
        && button(ui, icon::CROSSHAIR, &tr!("notice-show", name = node.name)).clicked()
    {
        out.push(Command::Canvas(CanvasCommand::Open));
        out.push(Command::Canvas(CanvasCommand::Select {
            nodes: [id].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(id))));
    }
    let command = remedy_command(notice.kind);
    let (icon, words, enabled) = match (&command, notice.kind) {
        (Command::Do(action), NoticeKind::Run) => {
            (icon::ARROW_CLOCKWISE, tr!("notice-run-again"), action.is_enabled(app))
        }
        (Command::Do(action), _) => (widgets::action_icon(*action), action.title(), action.is_enabled(app)),
        _ => (icon::ROWS, tr!("notice-one-node-each"), true),
    };
    if enabled && button(ui, icon, words).clicked() {
        out.push(command);
    }
}

/// The command that helps, besides showing the node.
fn remedy_command(kind: NoticeKind) -> Command {
    match kind {
        NoticeKind::Run => Command::Do(Action::Run),
        NoticeKind::Save | NoticeKind::Autosave => Command::Do(Action::SaveAs),
        NoticeKind::Export => Command::Do(Action::ExportTable),
        NoticeKind::Program => Command::Do(Action::ExportProgram),
        NoticeKind::Catalog => Command::Do(Action::CatalogColumns),
        NoticeKind::Dropped => Command::Canvas(CanvasCommand::SplitDropped),
    }
}
