//! The list of every problem: click to go there.

use egui::{Align2, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::view::CameraWish;
use crate::app::{App, Command, SelectMode};
use crate::base::{Fix, Problem, Severity};
use crate::document::NodeId;
use crate::nodes::told;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, elided_job};

/// Draws the list.
pub fn problems(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(UNIT);
        let mut any = false;
        let mut problems: Vec<_> = app.problems().collect();
        // What can be put right comes first; what only waits for another node last.
        problems.sort_by_key(|(_, problem)| match problem.severity {
            Severity::Error => 0,
            Severity::Incomplete if problem.setting.is_some() => 1,
            Severity::Warning => 2,
            Severity::Incomplete => 3,
        });
        for (node, problem) in problems {
            any = true;
            let of = node.and_then(|id| app.document().node(id));
            let name = of.map(|node| node.name.as_str());
            let line = match of {
                Some(node) => tr!("node-problem", node = node.name, problem = told(&node.kind, problem)),
                None => problem.text().to_string(),
            };
            let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &line));
            if response.hovered() {
                ui.painter().rect_filled(rect, 0, colours.hover);
            }
            let (glyph, colour) = match problem.severity {
                Severity::Error => (icon::WARNING_CIRCLE, colours.error),
                Severity::Warning => (icon::WARNING, colours.warning),
                Severity::Incomplete => (icon::CIRCLE_DASHED, colours.weak),
            };
            let font = egui::TextStyle::Body.resolve(ui.style());
            let painter = ui.painter().with_clip_rect(rect);
            let right = match (node, problem.fixes.first()) {
                (Some(node), Some(fix)) => fix_button(ui, rect, name.unwrap_or_default(), node, problem, fix, out),
                _ => rect.right(),
            };
            let at = rect.left_center() + Vec2::new(3.0 * UNIT, 0.0);
            painter.text(at, Align2::LEFT_CENTER, glyph, font.clone(), colour);
            let at = at + Vec2::new(6.0 * UNIT, 0.0);
            let job = elided_job(&line, font, colours.text, right - 8.0 - at.x);
            let galley = painter.layout_job(job);
            painter.galley(at - Vec2::new(0.0, galley.size().y / 2.0), galley, colours.text);
            if let Some(id) = node
                && response.on_hover_text(&line).clicked()
            {
                out.push(Command::Select { nodes: [id].into(), wires: Vec::new(), mode: SelectMode::Replace });
                out.push(Command::Reveal(CameraWish::Reveal(id)));
            }
        }
        if !any {
            ui.horizontal(|ui| {
                ui.add_space(3.0 * UNIT);
                ui.label(RichText::new(tr!("no-problems")).color(colours.weak));
            });
        }
    });
}

/// What puts the problem right, at the right end of its line; where the button begins.
fn fix_button(
    ui: &mut Ui,
    line: Rect,
    name: &str,
    node: NodeId,
    problem: &Problem,
    fix: &Fix,
    out: &mut Vec<Command>,
) -> f32 {
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut place = ui.new_child(UiBuilder::new().max_rect(line.shrink2(Vec2::new(2.0 * UNIT, 0.0))).layout(layout));
    let response = widgets::link(&mut place, &fix.label());
    widgets::name(&place, response.id, &tr!("fix-in", fix = fix.label(), name = name));
    if response.clicked() {
        out.push(Command::Mend { node, problem: problem.clone(), fix: fix.clone() });
    }
    response.rect.left()
}
