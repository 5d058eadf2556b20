//! The current run: bytes read and written per file, and rows per output, as far as known.

use egui::{Align2, CornerRadius, FontId, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::rows_of_nodes;
use crate::app::App;
use crate::base::number::bytes;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, mix};
use crate::ui::widgets::{self, elided_job};

const LINE: f32 = 20.0;
const NAME: f32 = 120.0;
const WORDS: f32 = 200.0;

pub fn show(ui: &mut Ui, app: &App) {
    let rows: Vec<(String, u64)> = app.project.run.rows.iter().map(|(output, rows)| (output.clone(), *rows)).collect();
    if app.project.run.place.is_some() && !rows.is_empty() {
        return rows_of_nodes::show(ui, &rows);
    }
    if app.project.run.bytes.is_empty() {
        widgets::small(ui, tr!("runs-begins"));
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (node, (part, of)) in &app.project.run.bytes {
            let rows = app.project.run.most_rows(node).map(|rows| tr!("runs-rows", count = rows));
            let size = match of {
                Some(of) if part < of => tr!("runs-part-of", part = bytes(*part), of = bytes(*of)),
                _ => bytes(*part),
            };
            let words: Vec<String> = [size].into_iter().chain(rows).collect();
            let share = of.filter(|of| *of > 0).map(|of| *part as f32 / of as f32);
            line(ui, node, share, &words.join(" · "));
        }
    });
}

fn line(ui: &mut Ui, node: &str, share: Option<f32>, words: &str) {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::ProgressIndicator, ui.is_enabled(), format!("{node}: {words}"))
    });
    let name = elided_job(node, FontId::proportional(SMALL), palette.text, NAME - 12.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(name));
    ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    let track = Rect::from_min_max(
        pos2(rect.left() + NAME, rect.top() + 5.0),
        pos2((rect.right() - WORDS).max(rect.left() + NAME), rect.bottom() - 5.0),
    );
    if let Some(share) = share {
        let corner = CornerRadius::same(2);
        ui.painter().rect_filled(track, corner, mix(palette.panel, palette.text, 0.06));
        let done = Rect::from_min_size(track.min, vec2(track.width() * share.clamp(0.0, 1.0), track.height()));
        ui.painter().rect_filled(done, corner, palette.accent);
    }
    let place = pos2(rect.right() - 4.0, rect.center().y);
    ui.painter().text(place, Align2::RIGHT_CENTER, words, FontId::proportional(SMALL), palette.weak);
}
