//! The timeline of a run: a bar for each node.

use egui::{Align2, CornerRadius, FontId, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::format::span;
use crate::app::view::CameraRequest;
use crate::app::{App, CanvasCommand, Command, NodeBar, RunEntry, SelectMode};
use crate::base::number::bytes;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, mix};
use crate::ui::widgets::{self, elided_job};

const LINE: f32 = 20.0;
const NAME: f32 = 120.0;
const TIME: f32 = 64.0;

pub fn show(ui: &mut Ui, app: &App, run: &RunEntry, bars: &[NodeBar], out: &mut Vec<Command>) {
    if bars.is_empty() {
        widgets::small(ui, tr!("runs-no-work"));
        return;
    }
    widgets::small(ui, tr!("runs-work"));
    let last = bars.iter().flat_map(intervals).map(|(_, to)| to).fold(0.0, f64::max);
    let whole = run.seconds.unwrap_or(0.0).max(last).max(f64::MIN_POSITIVE);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for bar in bars {
            line(ui, app, bar, whole, out);
        }
    });
}

fn intervals(bar: &NodeBar) -> impl Iterator<Item = (f64, f64)> {
    bar.prepared.iter().chain(&bar.flowed).copied()
}

fn line(ui: &mut Ui, app: &App, bar: &NodeBar, whole: f64, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let from = intervals(bar).map(|(from, _)| from).fold(f64::MAX, f64::min);
    let to = intervals(bar).map(|(_, to)| to).fold(0.0, f64::max);
    let rows = tr!("runs-rows", count = bar.rows);
    let words = tr!("runs-bar", node = bar.node, rows = rows, from = span(from), to = span(to));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let name = elided_job(&bar.node, FontId::proportional(SMALL), palette.text, NAME - 12.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(name));
    ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    let track = Rect::from_min_max(
        pos2(rect.left() + NAME, rect.top() + 5.0),
        pos2((rect.right() - TIME).max(rect.left() + NAME + 8.0), rect.bottom() - 5.0),
    );
    let corner = CornerRadius::same(2);
    ui.painter().rect_filled(track, corner, mix(palette.panel, palette.text, 0.06));
    let x = |seconds: f64| track.left() + track.width() * (seconds / whole).clamp(0.0, 1.0) as f32;
    let quiet = mix(palette.panel, palette.accent, 0.45);
    for (intervals, color) in [(&bar.prepared, quiet), (&bar.flowed, palette.accent)] {
        for (from, to) in intervals {
            // A node that took no time stays visible.
            let right = x(*to).max(x(*from) + 2.0).min(track.right());
            let left = x(*from).min(right - 2.0);
            let part = Rect::from_min_max(pos2(left, track.top()), pos2(right, track.bottom()));
            ui.painter().rect_filled(part, corner, color);
        }
    }
    let place = pos2(rect.right() - 4.0, rect.center().y);
    let time = span(bar.seconds());
    ui.painter().text(place, Align2::RIGHT_CENTER, time, FontId::proportional(SMALL), palette.weak);
    let response = response.on_hover_ui(|ui| {
        ui.label(&words);
        let part = |ui: &mut Ui, color, words: &str| {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(12.0, 8.0), Sense::hover());
                ui.painter().rect_filled(rect, corner, color);
                widgets::small(ui, words);
            });
        };
        if !bar.prepared.is_empty() {
            part(ui, quiet, tr!("runs-prepared"));
        }
        if !bar.flowed.is_empty() {
            part(ui, palette.accent, tr!("runs-flowed"));
        }
        if let Some(most) = bar.memory {
            widgets::small(ui, &tr!("runs-held", memory = bytes(most)));
        }
    });
    if response.clicked()
        && let Some(id) = app.document().find(&bar.node)
    {
        out.push(Command::Canvas(CanvasCommand::Select {
            nodes: [id].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(id))));
    }
}
