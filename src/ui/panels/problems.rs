//! The list of every problem: click to go there.

use egui::{Align2, RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::view::CameraWish;
use crate::app::{App, Command, SelectMode};
use crate::base::Severity;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::elided_job;

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
            let line = match node.and_then(|id| app.document().node(id)) {
                Some(node) => format!("{}: {problem}", node.name),
                None => problem.to_string(),
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
            let at = rect.left_center() + Vec2::new(3.0 * UNIT, 0.0);
            painter.text(at, Align2::LEFT_CENTER, glyph, font.clone(), colour);
            let at = at + Vec2::new(6.0 * UNIT, 0.0);
            let job = elided_job(&line, font, colours.text, rect.right() - 8.0 - at.x);
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
                ui.label(RichText::new("No problems").color(colours.weak));
            });
        }
    });
}
