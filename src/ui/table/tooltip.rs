//! Tooltips for columns and long values.

use egui::{Grid, RichText, Ui};

use super::head_values::ColumnStats;
use super::header::distinct_words;
use crate::base::ColumnInfo;
use crate::base::number::{grouped, percent};
use crate::engine::Cell;
use crate::nodes::Step;
use crate::ui::style::SMALL;
use crate::ui::theme;
use crate::ui::widgets;

/// Longer values are truncated in the tooltip, in characters.
const LONGEST: usize = 2_000;

/// What a click on the hovered part of the histogram would do.
pub fn part(ui: &mut Ui, step: &Step, rows: u64) {
    ui.label(step.title.to_string());
    widgets::small(ui, &say!("count-rows", count = rows).to_string());
    ui.separator();
}

/// The statistics of a column.
pub fn column(ui: &mut Ui, column: &ColumnInfo, known: Option<ColumnStats<'_>>) {
    ui.spacing_mut().interact_size.y = 16.0;
    widgets::strong(ui, &column.name);
    widgets::small(ui, &column.data_type.name().to_string());
    let Some(ColumnStats { stats, rows, .. }) = known else { return };
    ui.add_space(4.0);
    Grid::new("column").num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
        let mut line = |name: &str, value: String| {
            widgets::small(ui, name);
            ui.label(value);
            ui.end_row();
        };
        line(tr!("stat-null"), format!("{} ({})", grouped(stats.nulls), percent(stats.nulls, rows)));
        if stats.distinct.is_some() {
            line(tr!("stat-distinct"), distinct_words(stats));
        }
        if let Some((least, most)) = &stats.range {
            line(tr!("stat-smallest"), short(least));
            line(tr!("stat-largest"), short(most));
        }
    });
    if !stats.histogram.is_empty() {
        ui.add_space(4.0);
        widgets::small(ui, tr!("drag-over-bars"));
    }
    if !stats.top.is_empty() {
        ui.add_space(4.0);
        widgets::small(ui, tr!("stat-most-frequent"));
        Grid::new("top").num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
            for (value, count) in stats.top.iter().take(6) {
                ui.label(if value.is_empty() { tr!("cell-empty").to_owned() } else { short(value) });
                widgets::small(ui, &format!("{} ({})", grouped(*count), percent(*count, rows)));
                ui.end_row();
            }
        });
    }
}

/// A value that does not fit its cell.
pub fn value(ui: &mut Ui, cell: &Cell<'_>) {
    let text = match cell {
        Cell::Text(text) => text.as_ref(),
        Cell::Other(text) => text.as_str(),
        Cell::Number(value) => &value.to_string(),
        _ => return,
    };
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    ui.set_max_width(480.0);
    ui.add(egui::Label::new(&text[..end]).wrap());
    if end < text.len() {
        let words = tr!("characters-in-all", count = text.chars().count());
        ui.label(RichText::new(words).size(SMALL).color(theme::current(ui).weak));
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
