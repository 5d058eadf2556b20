//! Figures of the selected cells in the status bar: sum and mean first, as far as they fit.

use egui::{Label, RichText, Sense, Ui};

use crate::app::App;
use crate::engine::{CellStatistics, Total};
use crate::ui::table::number_words;
use crate::ui::theme;

/// Draws what fits into `room` points, with everything in the tooltip. A click copies it.
pub fn selected_cells(ui: &mut Ui, app: &App, room: f32) {
    let Some(cells) = app.selected_cells() else { return };
    let colours = theme::palette(app.person.preferences.theme);
    let Some(statistics) = &cells.statistics else {
        ui.label(RichText::new(tr!("figures-counting")).small().color(colours.weak));
        return;
    };
    let parts = words(statistics);
    let font = egui::TextStyle::Small.resolve(ui.style());
    let width = |words: &str| ui.painter().layout_no_wrap(words.to_owned(), font.clone(), colours.text).size().x;
    let between = " · ";
    let fit = (1..=parts.len()).rev().find(|count| width(&parts[..*count].join(between)) <= room).unwrap_or(1);
    let all = parts.join("\n");
    let label = Label::new(RichText::new(parts[..fit].join(between)).small().color(colours.text));
    let response = ui.add(label.truncate().sense(Sense::click()));
    if response.clicked() {
        ui.ctx().copy_text(all.clone());
    }
    response.on_hover_text(format!("{all}\n{}", tr!("figures-copy")));
}

/// The most useful figures first.
fn words(statistics: &CellStatistics) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(sum) = statistics.sum {
        parts.push(tr!("figures-sum", value = number(sum)));
    }
    if let Some((mean, is_rounded)) = statistics.mean {
        let about = if is_rounded || matches!(mean, Total::Float(_)) { "≈ " } else { "" };
        parts.push(tr!("figures-mean", value = format!("{about}{}", number(mean))));
    }
    parts.push(tr!("figures-count", count = statistics.count));
    if statistics.empty > 0 {
        parts.push(tr!("figures-empty", count = statistics.empty));
    }
    if let Some(distinct) = statistics.distinct {
        parts.push(tr!("figures-distinct", count = distinct));
    }
    if let Some((least, most)) = &statistics.range {
        parts.push(tr!("figures-range", least = least, most = most));
    }
    parts
}

fn number(total: Total) -> String {
    match total {
        Total::Float(value) => number_words(value),
        exact @ Total::Exact { .. } => exact.to_string(),
    }
}
