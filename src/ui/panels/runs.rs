//! The runs panel: the list of past runs at the left, details of one at the right.

mod changes;
mod details;
mod format;
mod list;
mod progress;
mod rows_of_nodes;
mod timeline;
mod versions;

pub use format::when;

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::{App, Command};
use crate::ui::style::hairline;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, Empty};

/// The width of the list as a share.
const LIST: f32 = 0.4;

/// Draws the panel.
pub fn runs(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let area = ui.available_rect_before_wrap();
    let head = Rect::from_min_size(area.min, vec2(area.width(), ROW + 2.0 * UNIT));
    heading(ui, head, app, out);
    ui.painter().hline(area.x_range(), head.bottom(), hairline(palette));
    let body = Rect::from_min_max(pos2(area.left(), head.bottom() + 1.0), area.max);
    if let Some(problem) = &app.project.run_history.problem {
        let words = problem.to_string();
        let state = Empty { icon: icon::WARNING_CIRCLE, title: tr!("runs-unreadable"), hint: &words, wrong: true };
        return inside(ui, body, "problem", |ui| widgets::empty(ui, state, |_| ()));
    }
    let Some(run) = app.project.run_history.shown() else {
        let state = Empty {
            icon: icon::CLOCK_COUNTER_CLOCKWISE,
            title: tr!("runs-empty"),
            hint: tr!("runs-empty-hint"),
            wrong: false,
        };
        return inside(ui, body, "empty", |ui| widgets::empty(ui, state, |_| ()));
    };
    let middle = body.left() + (body.width() * LIST).clamp(220.0, 420.0).min(body.width() * 0.5);
    ui.painter().vline(middle, body.y_range(), hairline(palette));
    let left = Rect::from_min_max(body.min, pos2(middle, body.bottom()));
    inside(ui, left, "list", |ui| list::show(ui, app, run.id, out));
    let right = Rect::from_min_max(pos2(middle + 1.0, body.top()), body.max);
    inside(ui, right, "run", |ui| details::show(ui, app, run, out));
}

fn inside(ui: &mut Ui, place: Rect, salt: &str, content: impl FnOnce(&mut Ui)) {
    let mut part = ui.new_child(UiBuilder::new().max_rect(place).id_salt(salt));
    part.set_clip_rect(place.intersect(ui.clip_rect()));
    content(&mut part);
}

fn heading(ui: &mut Ui, place: Rect, app: &App, out: &mut Vec<Command>) {
    let layout = Layout::left_to_right(Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(place.shrink2(vec2(3.0 * UNIT, UNIT))).layout(layout));
    widgets::strong(&mut ui, tr!("runs-title"));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        versions::count(ui, app, out);
        versions::others(ui, app, out);
    });
}
