//! The rows of each node of a run that told no times, as those on clusters.

use egui::{FontId, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::ui::style::SMALL;
use crate::ui::theme;
use crate::ui::widgets::{self, elided_job};

const LINE: f32 = 20.0;
const NAME: f32 = 160.0;

pub fn show(ui: &mut Ui, rows: &[(String, u64)]) {
    widgets::small(ui, tr!("runs-rows-of-nodes"));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // An output without a name of its own is the node.
        let name = |output: &str| output.trim_end_matches('.').to_owned();
        rows.iter().for_each(|(output, rows)| line(ui, &name(output), &tr!("runs-rows", count = *rows)));
    });
}

fn line(ui: &mut Ui, node: &str, words: &str) {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), format!("{node}: {words}")));
    for (x, words, colour, room) in [(4.0, node, palette.text, NAME - 12.0), (NAME, words, palette.weak, f32::INFINITY)]
    {
        let galley =
            ui.fonts_mut(|fonts| fonts.layout_job(elided_job(words, FontId::proportional(SMALL), colour, room)));
        ui.painter().galley(pos2(rect.left() + x, rect.center().y - galley.size().y / 2.0), galley, colour);
    }
}
