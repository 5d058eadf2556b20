//! A preview of values before and after, with the numbers of changed, valid and invalid values.

use egui::{FontId, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::App;
use crate::base::number::grouped;
use crate::engine::Trial;
use crate::nodes::cleaning::{Cleaning, Operation};
use crate::ui::style::{BODY, SMALL, hairline};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::elided_job;

const LINE: f32 = 21.0;
/// The reserved number of lines, so that the layout does not change with the values.
const LINES: usize = 6;
const INVALID_LINES: usize = 3;

pub fn show(ui: &mut Ui, colours: &Palette, app: &App, cleaning: &Cleaning) {
    let trial = app.trial();
    if let Some(problem) = trial.and_then(|trial| trial.problem.as_ref()) {
        ui.add(egui::Label::new(egui::RichText::new(problem.to_string()).color(colours.error)).wrap());
        return;
    }
    let may_not_fit = cleaning.operation.may_not_fit();
    let lines = LINES + if may_not_fit { INVALID_LINES } else { 0 };
    let height = LINE * (lines as f32 + 1.0) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let text = trial.map_or_else(|| tr!("clean-looking").to_owned(), |trial| summary(trial, cleaning));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &text));
    let painter = ui.painter_at(rect);
    painter.rect(rect, theme::RADIUS, colours.surface, hairline(colours), egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(10.0, 5.0));
    let line = |index: usize| {
        Rect::from_min_size(pos2(inner.left(), inner.top() + LINE * index as f32), vec2(inner.width(), LINE))
    };
    let put = |place: Rect, words: &str, size: f32, colour| {
        let galley = painter.layout_job(elided_job(words, FontId::proportional(size), colour, place.width()));
        painter.galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, colour);
    };
    put(line(0), &text, SMALL, colours.weak);
    let Some(trial) = trial else { return };
    let half = inner.width() / 2.0;
    let number = |place: Rect, count: u64| {
        let galley = painter.layout_no_wrap(grouped(count), FontId::proportional(SMALL - 1.0), colours.weak);
        painter.galley(
            pos2(place.right() - galley.size().x, place.center().y - galley.size().y / 2.0),
            galley,
            colours.weak,
        );
    };
    let left = |place: Rect| place.with_max_x(place.left() + half - 24.0);
    let right = |place: Rect| {
        Rect::from_min_max(pos2(place.left() + half, place.top()), pos2(place.right() - 52.0, place.bottom()))
    };
    for (index, (before, after, count)) in trial.examples.iter().take(LINES).enumerate() {
        let place = line(index + 1);
        let same = before == after;
        put(left(place), &shown(before.as_deref()), BODY, colours.weak);
        if !same {
            let arrow = pos2(place.left() + half - 12.0, place.center().y);
            painter.text(
                arrow,
                egui::Align2::CENTER_CENTER,
                icon::ARROW_RIGHT,
                FontId::proportional(12.0),
                colours.weak,
            );
        }
        put(right(place), &shown(after.as_deref()), BODY, if same { colours.weak } else { colours.text });
        number(place, *count);
    }
    for (index, (value, count)) in trial.unfit_examples.iter().take(INVALID_LINES).enumerate().filter(|_| may_not_fit) {
        let place = line(LINES + 1 + index);
        put(left(place), &shown(Some(value)), BODY, colours.text);
        let words = if cleaning.reject { tr!("clean-is-set-aside") } else { tr!("clean-becomes-empty") };
        let arrow = pos2(place.left() + half - 12.0, place.center().y);
        painter.text(arrow, egui::Align2::CENTER_CENTER, icon::WARNING, FontId::proportional(12.0), colours.warning);
        put(right(place), words, SMALL, colours.warning);
        number(place, *count);
    }
}

/// Shows leading and trailing blanks.
fn shown(text: Option<&str>) -> String {
    let Some(text) = text else { return tr!("clean-null").to_owned() };
    let bare = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = text.len() - text.trim_end().len();
    if bare.is_empty() {
        "␣".repeat(text.chars().count().min(8))
    } else {
        let blanks = |count: usize| "␣".repeat(count.min(4));
        format!("{}{}{}", blanks(start), crate::ui::table::cell_text(bare), blanks(end))
    }
}

/// "997 rows change, 3 do not fit, 12 are empty".
fn summary(trial: &Trial, cleaning: &Cleaning) -> String {
    let words = match &cleaning.operation {
        operation if operation.may_not_fit() => {
            tr!("clean-fits", fits = trial.changed, unfit = trial.unfit, empty = trial.empty)
        }
        Operation::Fill { .. } => tr!("clean-fills", count = trial.changed),
        _ => tr!("clean-changes", count = trial.changed, rows = trial.rows),
    };
    if trial.whole { words } else { format!("{words} · {}", tr!("suggestion-of-first", rows = trial.rows)) }
}
