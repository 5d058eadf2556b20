//! The guide: the steps of the first pipeline in a corner of the canvas, with a highlight on the next control.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, RichText, Stroke, StrokeKind};
use egui_phosphor::regular as icon;

use crate::app::guide::{Guide, GuideStep};
use crate::app::{Action, App, Command};
use crate::ui::highlight::{self, HighlightTarget};
use crate::ui::node_graph::areas::GUIDE;
use crate::ui::panes::Pane;
use crate::ui::theme::{self, Palette, UNIT};
use crate::ui::widgets::{button, primary_button, small, small_icon_button};

const WIDTH: f32 = 300.0;

/// Draws the guide's card while the guide is active.
pub fn guide(ctx: &Context, app: &App, out: &mut Vec<Command>) {
    let Some(guide) = app.project.guide.as_ref().filter(|_| !app.project.view.start_page) else { return };
    let colours = theme::palette(app.person.preferences.theme);
    let Some(canvas) = ctx.read_response(Pane::Canvas.id()).map(|response| response.rect) else { return };
    if app.project.view.dialog.is_none() {
        highlight(ctx, app, guide, colours);
    }
    let corner = canvas.left_bottom() + egui::vec2(12.0, -12.0);
    let area = Area::new(Id::new(GUIDE)).order(Order::Middle).pivot(Align2::LEFT_BOTTOM).fixed_pos(corner);
    area.show(ctx, |ui| {
        let frame = Frame::new()
            .fill(colours.panel)
            .stroke(Stroke::new(1.0, colours.edge()))
            .corner_radius(8)
            .inner_margin(Margin::same(12));
        frame.show(ui, |ui| {
            ui.set_width(WIDTH.min(canvas.width() - 56.0).max(180.0));
            ui.horizontal(|ui| {
                ui.label(RichText::new(tr!("guide-title")).strong().color(colours.text));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if small_icon_button(ui, icon::X, tr!("guide-leave")).clicked() {
                        out.push(Command::Do(Action::LeaveGuide));
                    }
                });
            });
            ui.add_space(UNIT);
            // In a low canvas, finished and later steps are hidden.
            let is_low = canvas.height() < 320.0;
            for step in GuideStep::ALL {
                if !is_low || guide.current() == Some(step) {
                    line(ui, guide, step, hint(app, step), colours);
                }
            }
            ui.add_space(UNIT);
            match guide.current() {
                Some(GuideStep::Read) => {
                    let sample = button(ui, icon::TABLE, tr!("guide-sample"));
                    highlight::record(ui.ctx(), HighlightTarget::Sample, sample.rect);
                    if sample.clicked() {
                        out.push(Command::Do(Action::SampleFlights));
                    }
                }
                None => {
                    ui.label(RichText::new(tr!("guide-end")).color(colours.weak));
                    ui.add_space(UNIT);
                    if primary_button(ui, icon::FLOW_ARROW, tr!("guide-see-samples")).clicked() {
                        out.push(Command::Do(Action::LeaveGuide));
                        out.push(Command::Do(Action::ShowStart));
                    }
                }
                Some(GuideStep::Save) => {
                    if let Some(file) = app.guide_file() {
                        let words = tr!("guide-save-to", file = file.display());
                        ui.add(egui::Label::new(RichText::new(words).small().color(colours.text)).wrap());
                    }
                }
                Some(_) => {}
            }
        });
    });
}

/// The next thing to do. A missing wire comes before settings.
fn hint(app: &App, step: GuideStep) -> &'static str {
    if app.guide_wire().is_empty() { step.hint() } else { tr!("guide-connect-hint") }
}

fn line(ui: &mut egui::Ui, guide: &Guide, step: GuideStep, hint: &str, colours: &Palette) {
    let is_current = guide.current() == Some(step);
    let (glyph, colour) = match (guide.is_done(step), is_current) {
        (true, _) => (icon::CHECK_CIRCLE, colours.success),
        (false, true) => (icon::ARROW_CIRCLE_RIGHT, colours.accent),
        (false, false) => (icon::CIRCLE, colours.weak),
    };
    let words = RichText::new(step.title()).color(if is_current { colours.text } else { colours.weak });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 1.5 * UNIT;
        ui.label(RichText::new(glyph).size(16.0).color(colour));
        ui.label(if is_current { words.strong() } else { words });
    });
    if is_current {
        ui.horizontal(|ui| {
            ui.add_space(16.0 + 1.5 * UNIT);
            ui.vertical(|ui| small(ui, hint));
        });
        ui.add_space(UNIT);
    }
}

/// Highlights the control for the step, or the region of the window if the control is not visible.
fn highlight(ctx: &Context, app: &App, guide: &Guide, colours: &Palette) {
    // For a missing wire, both of its ends, if visible.
    let ports = app.guide_wire().into_iter().filter_map(|end| highlight::area_of(ctx, HighlightTarget::Port(end)));
    let ports: Vec<Rect> = ports.collect();
    if !ports.is_empty() {
        return ports.into_iter().for_each(|rect| highlight::paint(ctx, rect, colours));
    }
    // First the node, then the rest of the step.
    let has_node = app.guide_has_node();
    let (lit, pane) = match guide.current() {
        Some(GuideStep::Read) => (Some(HighlightTarget::Sample), Pane::Canvas),
        Some(GuideStep::Filter) if has_node => (Some(HighlightTarget::Setting("condition")), Pane::Inspector),
        Some(GuideStep::Combine) if has_node => (Some(HighlightTarget::Setting("keys")), Pane::Inspector),
        Some(GuideStep::Save) if has_node => (Some(HighlightTarget::Run), Pane::ToolBar),
        Some(GuideStep::Filter | GuideStep::Combine | GuideStep::Save) => {
            (app.guide_kind().map(HighlightTarget::Kind), Pane::Catalogue)
        }
        Some(GuideStep::Look) => (None, Pane::Table),
        None => return,
    };
    if let Some(rect) = lit.and_then(|lit| highlight::area_of(ctx, lit)).filter(Rect::is_positive) {
        return highlight::paint(ctx, rect, colours);
    }
    let Some(rect) = ctx.read_response(pane.id()).map(|response| response.rect) else { return };
    let painter = ctx.layer_painter(egui::LayerId::new(Order::Middle, Id::new("guide_frame")));
    painter.rect_stroke(rect.shrink(1.0), theme::RADIUS, Stroke::new(2.0, colours.accent), StrokeKind::Inside);
}
