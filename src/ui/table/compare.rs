//! The comparison of two tables: the summary, and placeholders while it is computed.

use egui::{Button, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui, vec2};
use egui_phosphor::regular as icon;

use super::compare_columns;
use super::compare_grid::CompareGrid;
use crate::app::{App, Baseline, Command, CompareView, TableCommand};
use crate::base::text::in_a_row;
use crate::engine::{ColumnChange, Comparison, HELD, Matched, Matching};
use crate::ui::popups;
use crate::ui::style::{BODY, SMALL, hairline};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{self, Empty, check, empty, icon_button, type_icon};

/// Draws the comparison for `view`.
pub fn show(ui: &mut Ui, app: &App, view: &CompareView, grid: &mut CompareGrid, out: &mut Vec<Command>) {
    bar(ui, app, view, grid, out);
    match &app.project.comparison.result {
        Some(Ok(found)) => {
            let rows = if view.only_different { &found.different } else { &found.all };
            if rows.is_empty() {
                let differ = columns_differ(found);
                let title = if differ { tr!("compare-only-columns") } else { tr!("compare-equal") };
                let changes = changed_columns(found).join("\n");
                let hint = if differ {
                    changes.as_str()
                } else if view.only_different {
                    tr!("compare-nothing-differs")
                } else {
                    ""
                };
                empty(ui, Empty { icon: icon::EQUALS, title, hint, wrong: false }, |ui| {
                    ui.add_space(8.0);
                    if view.only_different && !found.all.is_empty() && ui.button(tr!("compare-all-rows")).clicked() {
                        out.push(Command::Table(TableCommand::Compare(Some(CompareView {
                            only_different: false,
                            ..view.clone()
                        }))));
                    }
                });
            } else {
                grid.show(ui, found, rows);
            }
        }
        Some(Err(problem)) => {
            let title = problem.message.to_string();
            let hint = problem.remedy.as_ref().map(ToString::to_string);
            let hint = hint.as_deref().unwrap_or_default();
            empty(ui, Empty { icon: icon::WARNING_CIRCLE, title: &title, hint, wrong: true }, |_| {});
        }
        None => {
            let state = Empty { icon: icon::HOURGLASS_MEDIUM, title: tr!("compare-running"), hint: "", wrong: false };
            empty(ui, state, |_| {});
        }
    }
}

fn columns_differ(found: &Comparison) -> bool {
    found.columns.iter().any(|column| column.change != ColumnChange::Same)
}

fn bar(ui: &mut Ui, app: &App, view: &CompareView, grid: &mut CompareGrid, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 6.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, theme::mix(palette.panel, palette.accent, 0.06));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut line = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0))).layout(layout));
    let ui = &mut line;
    ui.spacing_mut().item_spacing.x = 10.0;
    if icon_button(ui, icon::X, tr!("compare-end")).clicked() {
        out.push(Command::Table(TableCommand::Compare(None)));
    }
    if let Some(Ok(found)) = &app.project.comparison.result {
        let mut only = view.only_different;
        let words =
            ui.painter().layout_no_wrap(tr!("only-differences").into(), egui::FontId::proportional(13.0), palette.text);
        ui.allocate_ui(vec2(words.size().x + 32.0, ROW), |ui| {
            if check(ui, &mut only, tr!("only-differences"), tr!("only-differences")).changed() {
                out.push(Command::Table(TableCommand::Compare(Some(CompareView {
                    only_different: only,
                    ..view.clone()
                }))));
            }
        });
        matching(ui, view, found, out);
        compare_columns::button(ui, found, grid);
    }
    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        ui.label(RichText::new(icon::GIT_DIFF).size(15.0).color(palette.accent));
        let baseline = app.project.comparison.name();
        let baseline = match view.baseline {
            _ if baseline.is_empty() => tr!("comparison").to_owned(),
            Baseline::Before => tr!("compare-now-and", versus = baseline),
            Baseline::Input => tr!("compare-with-input", versus = baseline),
            Baseline::Pinned => tr!("compare-with-pinned", versus = baseline),
        };
        let color = if app.project.comparison.waiting { palette.weak } else { palette.text };
        let found = app.project.comparison.result.as_ref().and_then(|result| result.as_ref().ok());
        // The result has priority over the name of the step, which may be long.
        if let Some(found) = found {
            counts(ui, found);
        }
        if ui.available_width() > TITLE {
            widgets::elided(ui, &baseline, egui::FontId::proportional(BODY), color);
        }
    });
}

/// With less width, the title of a comparison is left out, in points.
const TITLE: f32 = 48.0;

fn counts(ui: &mut Ui, found: &Comparison) {
    let palette = theme::current(ui);
    let counts = &found.counts;
    let mut part = |number: u64, words: String, color| {
        if number > 0 {
            ui.label(RichText::new(words).strong().color(color));
        }
    };
    part(counts.added, tr!("count-added", count = counts.added), palette.success);
    part(counts.removed, tr!("count-removed", count = counts.removed), palette.error);
    part(counts.changed, tr!("count-changed", count = counts.changed), palette.warning);
    if counts.different() == 0 {
        ui.label(RichText::new(tr!("no-row-differs")).color(palette.success));
    } else if counts.changed > 0 {
        ui.label(RichText::new(tr!("in-cells", count = counts.cells)).color(palette.weak));
    }
    if let Some(rows) = found.first {
        let words = tr!("first-rows", rows = say!("count-rows", count = rows));
        ui.label(RichText::new(words).size(SMALL).color(palette.warning)).on_hover_text(tr!("compare-first-about"));
    }
    if let Some(rows) = found.sample {
        let words = tr!("state-sample", rows = say!("count-rows", count = rows));
        ui.label(RichText::new(words).size(SMALL).color(palette.warning)).on_hover_text(tr!("compare-sample-about"));
    }
    if counts.different() > HELD as u64 {
        let words = tr!("first-shown", count = HELD);
        ui.label(RichText::new(words).size(SMALL).color(palette.weak)).on_hover_text(tr!("compare-counts-about"));
    }
}

/// The columns that differ between the tables, one line each.
fn changed_columns(found: &Comparison) -> Vec<String> {
    let line = |column: &crate::engine::ComparedColumn| match &column.change {
        ColumnChange::Same => None,
        ColumnChange::Added => Some(tr!("column-added", name = column.name)),
        ColumnChange::Removed => Some(tr!("column-removed", name = column.name)),
        ColumnChange::Retyped { from, to } => {
            Some(tr!("column-retyped", name = column.name, from = from.name(), to = to.name()))
        }
    };
    found.columns.iter().filter_map(line).take(20).collect()
}

/// How rows are matched, and the menu to change it.
fn matching(ui: &mut Ui, view: &CompareView, found: &Comparison, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let words = match &found.matched {
        Matched::Keys { columns, .. } => tr!("rows-by", columns = in_a_row(columns)),
        Matched::Position => tr!("rows-by-position").into(),
        Matched::Whole => tr!("whole-rows").into(),
    };
    let about = match &found.matched {
        Matched::Keys { found: true, .. } => tr!("match-unique"),
        Matched::Keys { found: false, .. } => tr!("match-keys"),
        Matched::Position => tr!("match-position"),
        Matched::Whole => tr!("match-whole"),
    };
    let label = format!("{words} {}", icon::CARET_DOWN);
    let button = ui.add(Button::new(RichText::new(label).size(SMALL).color(palette.text)));
    widgets::name(ui, button.id, tr!("match-rows"));
    let button = button.on_hover_text(about);
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(240.0).show(|ui| {
        popups::stays_open(ui);
        let mut ask = |matching: Matching| {
            out.push(Command::Table(TableCommand::Compare(Some(CompareView { matching, ..view.clone() }))))
        };
        for (choice, words) in [
            (Matching::Auto, tr!("match-auto")),
            (Matching::Position, tr!("match-by-position")),
            (Matching::Whole, tr!("whole-rows")),
        ] {
            if ui.add(Button::selectable(view.matching == choice, words)).clicked() {
                ask(choice);
            }
        }
        ui.separator();
        widgets::small(ui, tr!("match-by-keys"));
        let keys = match &found.matched {
            Matched::Keys { columns, .. } => columns.clone(),
            _ => Vec::new(),
        };
        ScrollArea::vertical().max_height(ROW * 10.0).show(ui, |ui| {
            for column in found.columns.iter().filter(|c| c.before.is_some() && c.after.is_some()) {
                let mut chosen = keys.contains(&column.name);
                let icon =
                    column.after.and_then(|at| found.after.columns().get(at)).map_or("", |c| type_icon(&c.data_type));
                let words = format!("{icon} {}", column.name);
                if check(ui, &mut chosen, &words, &tr!("key-named", name = column.name)).changed() {
                    let mut keys = keys.clone();
                    keys.retain(|key| *key != column.name);
                    if chosen {
                        keys.push(column.name.clone());
                    }
                    ask(if keys.is_empty() { Matching::Auto } else { Matching::Keys(keys) });
                }
            }
            popups::scroll_to_focus(ui);
        });
    });
}
