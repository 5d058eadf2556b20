//! The list of runs, the newest first, each with its name, time and outcome.

use egui::{Align2, FontId, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::format::{sign, span, when};
use crate::app::{App, Command, RunCommand, RunEntry};
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, UNIT};
use crate::ui::widgets::{elided_job, tall_list};

/// The height of an entry with two lines.
const HEIGHT: f32 = 42.0;

pub fn show(ui: &mut Ui, app: &App, chosen: i64, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    tall_list(ui, "runs", app.project.run_history.runs.len(), HEIGHT, None, |ui, index| {
        let run = &app.project.run_history.runs[index];
        let response = line(ui, app, run, run.id == chosen);
        if response.clicked() {
            out.push(Command::Run(RunCommand::Choose(run.id)));
        }
        response
    });
}

/// One run: its name or the restored version; then its outcome, time and rows.
fn line(ui: &mut Ui, app: &App, run: &RunEntry, is_chosen: bool) -> Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let state = run.state.word().to_string();
    let name = run.name.to_string();
    let time = run.seconds.map(span).unwrap_or_default();
    let rows = if run.files > 0 { tr!("runs-rows", count = run.rows) } else { String::new() };
    let place = run.place.as_deref().map(|place| tr!("runs-on", place = app.place_name(place))).unwrap_or_default();
    let number = tr!("runs-number", run = run.id);
    response.widget_info(|| {
        let parts = [&number, &state, &name, &when(run.started), &place, &time, &rows];
        let words: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        WidgetInfo::selected(WidgetType::SelectableLabel, ui.is_enabled(), is_chosen, words.join(", "))
    });
    if is_chosen {
        ui.painter().rect_filled(rect, 0, palette.selected());
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0, palette.hover);
    }
    let (icon, color) = sign(run.state, palette);
    let painter = ui.painter_at(rect);
    let first = rect.top() + 13.0;
    let second = rect.bottom() - 12.0;
    let left = rect.left() + 3.0 * UNIT;
    let right = rect.right() - 4.0 * UNIT;
    painter.text(pos2(left, first), Align2::LEFT_CENTER, icon, FontId::proportional(15.0), color);
    let words_left = left + 22.0;
    let text = |x: f32, y: f32, align: Align2, words: &str, size: f32, color, room: f32| {
        let galley = painter.layout_job(elided_job(words, FontId::proportional(size), color, room));
        let at = align.anchor_size(pos2(x, y), galley.size());
        painter.galley(at.min, galley, color);
        at.width()
    };
    // A rollback is not a run: it shows which version was restored.
    let message = run.problem.as_ref().filter(|_| name.is_empty()).map(ToString::to_string);
    let title = if name.is_empty() { message.as_ref().unwrap_or(&state) } else { &name };
    let shown = text(words_left, first, Align2::LEFT_CENTER, title, BODY, palette.text, right - words_left);
    if shown >= right - words_left - 1.0 {
        response.clone().on_hover_text(title);
    }
    let mut facts = vec![when(run.started)];
    facts.extend([place, time, rows].into_iter().filter(|fact| !fact.is_empty()));
    let outcome = if *title == state { "" } else { state.as_str() };
    let width = text(words_left, second, Align2::LEFT_CENTER, outcome, SMALL, color, (right - words_left) * 0.5);
    let begin = if outcome.is_empty() { words_left } else { words_left + width + 10.0 };
    text(begin, second, Align2::LEFT_CENTER, &facts.join(" · "), SMALL, palette.weak, right - begin);
    response
}
