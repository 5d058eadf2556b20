//! The list of runs, the newest first.

use egui::{Align2, FontId, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{sign, span, when};
use crate::app::{App, Command, PastRun};
use crate::ui::style::SMALL;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{elided_job, long_list};

pub fn show(ui: &mut Ui, app: &App, chosen: i64, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    // As wide as the widest: digits are all of one width.
    let most = app.past.runs.iter().map(|run| run.rows).max().unwrap_or(0);
    let widest = tr!("runs-rows", count = most);
    let color = theme::current(ui).text;
    let room = ui.painter().layout_no_wrap(widest, FontId::proportional(SMALL), color).size().x + 16.0;
    long_list(ui, "runs", app.past.runs.len(), None, |ui, index| {
        let run = &app.past.runs[index];
        let response = line(ui, run, run.id == chosen, room);
        if response.clicked() {
            out.push(Command::ChooseRun(run.id));
        }
        response
    });
}

/// One run, its rows in the last `room` points.
fn line(ui: &mut Ui, run: &PastRun, is_chosen: bool, room: f32) -> Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let state = run.state.word().to_string();
    let time = run.seconds.map(span).unwrap_or_default();
    let rows = if run.files > 0 { tr!("runs-rows", count = run.rows) } else { String::new() };
    response.widget_info(|| {
        let parts = [tr!("runs-number", run = run.id), state.clone(), when(run.started), time.clone(), rows.clone()];
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        WidgetInfo::selected(WidgetType::SelectableLabel, ui.is_enabled(), is_chosen, words.join(", "))
    });
    if is_chosen {
        ui.painter().rect_filled(rect, 0, palette.selected());
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0, palette.hover);
    }
    let (icon, color) = sign(run.state, palette);
    let y = rect.center().y;
    let painter = ui.painter_at(rect);
    let text = |x: f32, align: Align2, words: &str, color| {
        painter.text(pos2(x, y), align, words, FontId::proportional(SMALL), color);
    };
    let left = rect.left() + 3.0 * UNIT;
    painter.text(pos2(left, y), Align2::LEFT_CENTER, icon, FontId::proportional(15.0), color);
    let date = painter.layout_no_wrap(when(run.started), FontId::proportional(SMALL), palette.text);
    let date_end = left + 22.0 + date.size().x;
    painter.galley(pos2(left + 22.0, y - date.size().y / 2.0), date, palette.text);
    let right = rect.right() - 4.0 * UNIT;
    let has_rows = rect.width() > 236.0 + room;
    if has_rows {
        text(right, Align2::RIGHT_CENTER, &rows, palette.text);
    }
    let times = if has_rows { right - room } else { right };
    text(times, Align2::RIGHT_CENTER, &time, palette.weak);
    // The result has what is left between the date and the time.
    let (begin, end) = (date_end + 14.0, times - 52.0);
    let job = elided_job(&state, FontId::proportional(SMALL), color, end - begin);
    let galley = painter.layout_job(job);
    if end - begin > 24.0 {
        painter.galley(pos2(begin, y - galley.size().y / 2.0), galley, color);
    }
    response
}
