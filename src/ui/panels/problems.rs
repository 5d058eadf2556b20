//! The list of all problems; a click goes to the node.

use egui::{Align2, Rect, Response, RichText, Sense, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::view::CameraRequest;
use crate::app::{App, CanvasCommand, Command, NodeCommand, SelectMode};
use crate::base::{Fix, Problem, Severity};
use crate::document::NodeId;
use crate::nodes::problem_in_form;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, elided_job, long_list};

/// Draws the visible part of the list.
pub fn problems(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let mut problems: Vec<_> = app.problems().collect();
    // Problems that can be fixed come first, those that wait for another node last.
    problems.sort_by_key(|(_, problem)| match problem.severity {
        Severity::Error => 0,
        Severity::Incomplete if problem.setting.is_some() => 1,
        Severity::Warning => 2,
        Severity::Incomplete => 3,
    });
    ui.add_space(UNIT);
    if problems.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(3.0 * UNIT);
            ui.label(RichText::new(tr!("no-problems")).color(colours.weak));
        });
        return;
    }
    long_list(ui, "problems", problems.len(), None, |ui, index| {
        let (node, problem) = problems[index];
        line(ui, app, node, problem, out)
    });
}

/// One problem with its node; a click goes there.
fn line(ui: &mut Ui, app: &App, node: Option<NodeId>, problem: &Problem, out: &mut Vec<Command>) -> Response {
    let colours = theme::palette(app.person.preferences.theme);
    let of = node.and_then(|id| app.document().node(id));
    let name = of.map(|node| node.name.as_str());
    let words = match of {
        Some(node) => tr!("node-problem", node = node.name, problem = problem_in_form(&node.kind, problem)),
        None => problem.text().to_string(),
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0, colours.hover);
    }
    let (glyph, colour) = match problem.severity {
        Severity::Error => (icon::WARNING_CIRCLE, colours.error),
        Severity::Warning => (icon::WARNING, colours.warning),
        Severity::Incomplete => (icon::CIRCLE_DASHED, colours.weak),
    };
    let font = egui::TextStyle::Body.resolve(ui.style());
    let painter = ui.painter_at(rect);
    let right = match (node, problem.fixes.first()) {
        (Some(node), Some(fix)) => fix_button(ui, rect, name.unwrap_or_default(), node, problem, fix, out),
        _ => rect.right(),
    };
    let at = rect.left_center() + Vec2::new(3.0 * UNIT, 0.0);
    painter.text(at, Align2::LEFT_CENTER, glyph, font.clone(), colour);
    let at = at + Vec2::new(6.0 * UNIT, 0.0);
    let job = elided_job(&words, font, colours.text, right - 8.0 - at.x);
    let galley = painter.layout_job(job);
    painter.galley(at - Vec2::new(0.0, galley.size().y / 2.0), galley, colours.text);
    let Some(id) = node else { return response };
    let response = response.on_hover_text(&words);
    if response.clicked() {
        out.push(Command::Canvas(CanvasCommand::Select {
            nodes: [id].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(id))));
    }
    response
}

/// The quick fix at the right end of a line. Returns the left edge of its button.
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
    let mut place = ui.new_child(UiBuilder::new().max_rect(line.shrink2(Vec2::new(3.0 * UNIT, 0.0))).layout(layout));
    let response = widgets::link(&mut place, &fix.label());
    widgets::name(&place, response.id, &tr!("fix-in", fix = fix.label(), name = name));
    if response.clicked() {
        out.push(Command::Node(NodeCommand::ApplyFix { node, problem: problem.clone(), fix: fix.clone() }));
    }
    response.rect.left()
}
