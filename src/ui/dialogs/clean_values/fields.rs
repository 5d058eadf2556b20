//! The fields of a cleaning operation.

use egui::{Context, RichText, ScrollArea, Ui, WidgetInfo, WidgetType};

use crate::app::App;
use crate::nodes::cleaning::{Cleaning, Operation, Spelling};
use crate::ui::theme::Palette;
use crate::ui::widgets::{self, check, segments};

const LABEL: f32 = 110.0;

pub fn show(ui: &mut Ui, _ctx: &Context, colours: &Palette, app: &App, cleaning: &mut Cleaning, fresh: bool) {
    let width = ui.available_width() - LABEL - ui.spacing().item_spacing.x;
    match &mut cleaning.operation {
        Operation::Trim { inner } => {
            check(ui, inner, tr!("clean-trim-inner"), tr!("clean-trim-inner"));
        }
        Operation::Case(_) => return,
        Operation::Replace { find, with } => {
            text(ui, colours, tr!("clean-find"), find, fresh);
            text(ui, colours, tr!("clean-with"), with, false);
        }
        Operation::Split { delimiter, parts } => {
            text(ui, colours, tr!("clean-delimiter"), delimiter, fresh);
            let mut chosen = parts.saturating_sub(2).min(6);
            let counts: Vec<String> = (2..=8).map(|count| count.to_string()).collect();
            let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
            labelled(ui, colours, tr!("clean-parts"), |ui| {
                segments(ui, tr!("clean-parts"), &mut chosen, &counts, width)
            });
            if chosen + 2 != *parts && !(*parts > 8 && chosen == 6) {
                *parts = chosen + 2;
            }
        }
        Operation::Extract { pattern } => text(ui, colours, tr!("clean-pattern"), pattern, fresh),
        Operation::Number { comma } | Operation::Percent { comma } => decimal_sign(ui, colours, comma, width),
        Operation::Money { comma, scale } => {
            decimal_sign(ui, colours, comma, width);
            let mut chosen = usize::from(*scale);
            let counts: Vec<String> = (0..=chosen.max(6)).map(|count| count.to_string()).collect();
            let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
            labelled(ui, colours, tr!("clean-scale"), |ui| {
                segments(ui, tr!("clean-scale"), &mut chosen, &counts, width)
            });
            *scale = chosen as u8;
        }
        Operation::Date { formats, .. } => {
            text(ui, colours, tr!("clean-formats"), formats, false);
            let is_day_first = formats.contains("dd/MM") || formats.contains("dd.MM") || formats.contains("dd-MM");
            let is_month_first = formats.contains("MM/dd") || formats.contains("MM.dd") || formats.contains("MM-dd/");
            if is_day_first || is_month_first {
                let mut chosen = usize::from(!is_day_first);
                let words = [tr!("clean-day-first"), tr!("clean-month-first")];
                let before = chosen;
                labelled(ui, colours, tr!("clean-order"), |ui| {
                    segments(ui, tr!("clean-order"), &mut chosen, &words, width)
                });
                if chosen != before {
                    *formats = with_day_and_month_swapped(formats, chosen == 0);
                }
            }
        }
        Operation::Fill { value } => text(ui, colours, tr!("clean-value"), value, fresh),
        Operation::Spellings(groups) => spellings(ui, colours, app, groups),
    }
    ui.add_space(8.0);
}

/// The choice of the decimal separator.
fn decimal_sign(ui: &mut Ui, colours: &Palette, comma: &mut bool, width: f32) {
    let mut chosen = usize::from(*comma);
    labelled(ui, colours, tr!("clean-point"), |ui| {
        segments(ui, tr!("clean-point"), &mut chosen, &["1,200.50", "1.200,50"], width)
    });
    *comma = chosen == 1;
}

/// The formats with day and month swapped where both are numbers.
fn with_day_and_month_swapped(formats: &str, day_first: bool) -> String {
    ["/", ".", "-", " "].iter().fold(formats.to_owned(), |formats, sign| {
        let day = format!("dd{sign}MM{sign}");
        let month = format!("MM{sign}dd{sign}");
        if day_first { formats.replace(&month, &day) } else { formats.replace(&day, &month) }
    })
}

fn labelled<R>(ui: &mut Ui, colours: &Palette, label: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        let size = egui::vec2(LABEL, crate::ui::theme::ROW);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(egui::Label::new(RichText::new(label).color(colours.weak)).truncate());
        });
        content(ui)
    })
    .inner
}

fn text(ui: &mut Ui, colours: &Palette, label: &str, value: &mut String, focus: bool) {
    labelled(ui, colours, label, |ui| {
        let response = ui.add(widgets::text_field(value).desired_width(f32::INFINITY));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
        if focus {
            response.request_focus();
        }
    });
}

/// Each spelling group with a check box, its target and its variants.
fn spellings(ui: &mut Ui, colours: &Palette, app: &App, groups: &mut [Spelling]) {
    if groups.is_empty() {
        let is_known = app.trial().is_some_and(|trial| trial.spellings.is_some());
        let words = if is_known { tr!("clean-no-spellings") } else { tr!("clean-looking") };
        ui.label(RichText::new(words).color(colours.weak));
        return;
    }
    ScrollArea::vertical().id_salt("spellings").max_height(168.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for group in groups {
            let from: Vec<String> = group.from.iter().map(|(text, count)| format!("{text} ({count})")).collect();
            let words = format!("{} → {}", from.join(", "), group.to);
            check(ui, &mut group.taken, &words, &words);
        }
    });
}
