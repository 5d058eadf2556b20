//! The help of a kind: its description and its example, computed by the kind itself.

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, FontId, Id, Label, RichText, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::{App, Command, FormCommand};
use crate::engine::{Example, Table};
use crate::nodes::{Meta, SettingSummary, port_label, settings_summary};
use crate::ui::style::{SMALL, hairline};
use crate::ui::table::cell;
use crate::ui::theme::{self, RADIUS};
use crate::ui::{fonts, widgets};

const LINE: f32 = 18.0;
/// Between the columns of a table.
const GAP: f32 = 14.0;

/// The collapsed section at the end of a node's settings.
pub fn show(ui: &mut Ui, app: &App, meta: &'static Meta, out: &mut Vec<Command>) {
    if !widgets::section(ui, Id::new("inspector help"), tr!("about-kind"), false).0 {
        return;
    }
    if !meta.help().is_empty() {
        widgets::weak(ui, meta.help());
        ui.add_space(6.0);
    }
    match app.project.examples.get(meta.id) {
        None => out.push(Command::Form(FormCommand::ShowExample(meta.id.into()))),
        Some(None) => drop(widgets::small(ui, tr!("about-computing"))),
        Some(Some(Err(problem))) => drop(widgets::small(ui, &problem.to_string())),
        Some(Some(Ok(found))) => {
            example(ui, meta, found);
            ui.add_space(6.0);
            let button = widgets::button(ui, egui_phosphor::regular::PLUS, tr!("about-add"));
            if button.on_hover_text(tr!("about-add-hint")).clicked() {
                out.push(Command::Form(FormCommand::AddExample(meta.id.into())));
            }
            ui.add_space(8.0);
        }
    }
}

fn example(ui: &mut Ui, meta: &Meta, found: &Example) {
    ui.spacing_mut().item_spacing.y = 3.0;
    heading(ui, tr!("about-example"));
    let reads = meta.role == crate::nodes::Role::Source;
    if reads && let Some((name, text)) = &found.file {
        file(ui, name, text);
    }
    for (name, table) in &found.inputs {
        grid(ui, name, table);
    }
    settings(ui, meta.id, &found.settings);
    // Further outputs are shown only if they have rows.
    let outputs = found.outputs.iter().enumerate();
    for (_, (name, table)) in outputs.filter(|(index, (_, table))| *index == 0 || !table.is_empty()) {
        grid(ui, port_label(name), table);
    }
    if !reads && let Some((name, text)) = &found.file {
        file(ui, name, text);
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let font = fonts::strong(ui.ctx(), SMALL);
    ui.add(Label::new(RichText::new(words).font(font)).selectable(false));
}

/// The settings that differ from the defaults.
fn settings(ui: &mut Ui, kind: &str, text: &str) {
    let summaries = settings_summary(kind, text);
    if summaries.is_empty() {
        return;
    }
    ui.add_space(2.0);
    let palette = theme::current(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let icon = egui_phosphor::regular::ARROW_DOWN;
        ui.add(Label::new(RichText::new(icon).size(13.0).color(palette.accent)).selectable(false));
        ui.vertical(|ui| {
            for SettingSummary { label, values, .. } in summaries {
                let mut job = LayoutJob::default();
                let mut put = |words: &str, color| {
                    job.append(words, 0.0, TextFormat::simple(FontId::proportional(SMALL), color));
                };
                put(&tr!("about-setting", setting = label), palette.weak);
                for (index, (label, words)) in values.iter().enumerate() {
                    let separator = if index == 0 { "" } else { " · " };
                    let gap = if label.is_empty() { "" } else { " " };
                    put(&format!("{separator}{label}{gap}"), palette.weak);
                    put(words, palette.text);
                }
                ui.add(Label::new(job).wrap());
            }
        });
    });
    ui.add_space(2.0);
}

/// The text of a file.
fn file(ui: &mut Ui, name: &str, text: &str) {
    widgets::small(ui, name);
    let palette = theme::current(ui);
    let frame = egui::Frame::new().fill(palette.background).stroke(hairline(palette)).corner_radius(RADIUS);
    frame.inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text = text.trim_start_matches('\u{feff}').trim_end();
        ui.add(Label::new(RichText::new(text).font(FontId::monospace(SMALL - 1.0))).wrap());
    });
}

/// A small table that shows as much of each column as fits.
fn grid(ui: &mut Ui, name: &str, table: &Table) {
    widgets::small(ui, name);
    let palette = theme::current(ui);
    let columns = table.columns();
    let strong = fonts::strong(ui.ctx(), SMALL - 0.5);
    let full = ui.available_width();
    let heads: Vec<_> = columns
        .iter()
        .map(|column| {
            let job = widgets::elided_job(&column.name, strong.clone(), palette.text, full * 0.5);
            ui.fonts_mut(|f| f.layout_job(job))
        })
        .collect();
    let cells: Vec<Vec<_>> = (0..table.len())
        .map(|row| {
            let laid =
                |column| ui.fonts_mut(|f| f.layout_job(cell::layout(&table.cell(row, column), palette, full * 0.5)));
            (0..columns.len()).map(laid).collect()
        })
        .collect();
    let width = |column: usize| {
        cells.iter().map(|row: &Vec<_>| row[column].size().x).fold(heads[column].size().x, f32::max).ceil()
    };
    let widths: Vec<f32> = (0..columns.len()).map(width).collect();
    let size = vec2(full, LINE * (table.len() as f32 + 1.0) + 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let words = tr!("about-table", name = name, rows = table.len(), columns = columns.len());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &words));
    if !ui.is_rect_visible(rect) {
        return;
    }
    ui.painter().rect(rect, CornerRadius::same(RADIUS), palette.background, hairline(palette), StrokeKind::Inside);
    let painter = ui.painter_at(rect.shrink(1.0));
    let line = rect.top() + 3.0 + LINE;
    painter.hline(rect.x_range(), line, hairline(palette));
    let mut left = rect.left() + 8.0;
    for (column, width) in widths.iter().enumerate() {
        let right = table.is_right_aligned(column);
        let draw = |galley: &std::sync::Arc<egui::Galley>, top: f32| {
            let x = if right { left + width - galley.size().x } else { left };
            painter.galley(pos2(x, top + (LINE - galley.size().y) / 2.0), galley.clone(), palette.text);
        };
        draw(&heads[column], rect.top() + 2.0);
        for (row, cells) in cells.iter().enumerate() {
            draw(&cells[column], line + 1.0 + row as f32 * LINE);
        }
        left += width + GAP;
    }
}
