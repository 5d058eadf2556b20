//! The undo history by name, the newest first. A click goes to a step and keeps the panel open.

use egui::{Align2, Id, Response, Sense, TextStyle, Ui, Vec2, WidgetInfo, WidgetType, pos2};
use egui_phosphor::regular as icon;

use crate::app::{Action, App, Command, ProjectCommand, TabId};
use crate::base::{Language, Text};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, elided_job, long_list, search_field, small_icon_button};

/// The query, and the step that was last scrolled into view.
#[derive(Default)]
pub struct HistoryPanel {
    query: String,
    seen: Option<(TabId, usize)>,
    /// The matching steps for a revision of the document and a query.
    found: Option<((u64, Language, String), Vec<usize>)>,
}

impl HistoryPanel {
    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, app: &App, tab: TabId, out: &mut Vec<Command>) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 8)).show(ui, |ui| {
            ui.horizontal(|ui| {
                widgets::strong(ui, tr!("history-title"));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if small_icon_button(ui, icon::X, tr!("history-close")).clicked() {
                        out.push(Command::Do(Action::History));
                    }
                });
            });
            ui.add_space(UNIT);
            search_field(ui, Id::new("history_search"), tr!("search-steps"), &mut self.query);
        });
        let beginning = say!("history-beginning");
        let labels: Vec<&Text> = std::iter::once(&beginning).chain(app.project.history.labels()).collect();
        let now = app.project.history.position();
        let steps = self.fitting(app, &labels);
        ui.spacing_mut().item_spacing.y = 0.0;
        if steps.is_empty() {
            ui.horizontal(|ui| {
                ui.add_space(3.0 * UNIT);
                widgets::weak(ui, tr!("nothing-fits"));
            });
        }
        // After undo and redo, the current step stays in view.
        let moved = self.seen != Some((tab, now));
        let place = steps.iter().position(|step| *step == now).filter(|_| moved);
        self.seen = Some((tab, now));
        long_list(ui, "history", steps.len(), place, |ui, index| {
            let step = steps[index];
            let response = row(ui, app, labels[step], step);
            if response.clicked() {
                out.push(Command::Project(ProjectCommand::GoToStep(step)));
            }
            response
        });
    }

    /// The steps that contain every word of the query, the newest first. Cached, because there may be thousands.
    fn fitting(&mut self, app: &App, labels: &[&Text]) -> Vec<usize> {
        let query = self.query.to_lowercase();
        if query.trim().is_empty() {
            return (0..labels.len()).rev().collect();
        }
        let asked = (app.project.history.revision(), Language::current(), query);
        if let Some((_, found)) = self.found.as_ref().filter(|(known, _)| *known == asked) {
            return found.clone();
        }
        let fits = |label: &Text| {
            let label = label.to_string().to_lowercase();
            asked.2.split_whitespace().all(|word| label.contains(word))
        };
        let found: Vec<usize> = (0..labels.len()).rev().filter(|step| fits(labels[*step])).collect();
        self.found = Some((asked, found.clone()));
        found
    }
}

/// One step.
fn row(ui: &mut Ui, app: &App, label: &Text, step: usize) -> Response {
    let colours = theme::current(ui);
    let now = app.project.history.position();
    let saved = app.project.history.saved_position();
    let is_now = step == now;
    let is_undone = step > now;
    let mark = match (is_now, saved == Some(step)) {
        (true, true) => tr!("history-now-saved"),
        (true, false) => tr!("history-now"),
        (false, true) => tr!("history-saved"),
        (false, false) if is_undone => tr!("history-undone"),
        (false, false) => "",
    };
    let words = label.to_string();
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| {
        let name = if mark.is_empty() { words.clone() } else { format!("{words}, {mark}") };
        WidgetInfo::selected(WidgetType::SelectableLabel, true, is_now, name)
    });
    if is_now {
        ui.painter().rect_filled(rect, 0, colours.selected());
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0, colours.hover);
    }
    let painter = ui.painter_at(rect);
    let glyph = match (is_now, is_undone) {
        (true, _) => icon::ARROW_RIGHT,
        (false, true) => icon::ARROW_U_UP_LEFT,
        (false, false) => icon::CHECK,
    };
    let body = TextStyle::Body.resolve(ui.style());
    let small = TextStyle::Small.resolve(ui.style());
    let left = rect.left() + 3.0 * UNIT;
    let y = rect.center().y;
    let sign = if is_now { colours.accent } else { colours.weak };
    painter.text(pos2(left + 6.0, y), Align2::CENTER_CENTER, glyph, small.clone(), sign);
    let right = rect.right() - 4.0 * UNIT;
    // Undone steps are shown by icon and colour only, because their names need the space.
    let mark = if is_undone && saved != Some(step) { "" } else { mark };
    let mark = painter.text(pos2(right, y), Align2::RIGHT_CENTER, mark, small, colours.weak);
    let color = if is_undone { colours.weak } else { colours.text };
    let begin = left + 20.0;
    let galley = painter.layout_job(elided_job(&words, body, color, mark.left() - 8.0 - begin));
    let cut = galley.elided;
    painter.galley(pos2(begin, y - galley.size().y / 2.0), galley, color);
    if cut { response.on_hover_text(words) } else { response }
}
