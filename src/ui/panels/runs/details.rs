//! The details of a run: outcome, changes, timeline, and buttons to restore its outputs.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::format::{sign, span, when};
use super::{changes, progress, rows_of_nodes, timeline};
use crate::app::view::Dialog;
use crate::app::{App, Command, RollbackTo, RunCommand, RunEntry, RunEntryState, WindowCommand};
use crate::base::number::bytes;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, UNIT};
use crate::ui::widgets;

pub fn show(ui: &mut Ui, app: &App, run: &RunEntry, out: &mut Vec<Command>) {
    ScrollArea::vertical().id_salt(("run", run.id)).auto_shrink(false).show(ui, |ui| {
        let margin = egui::Margin::symmetric(3 * UNIT as i8, 2 * UNIT as i8);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let details = app.project.run_history.details.as_ref().filter(|details| details.run == run.id);
            title(ui, run, details.is_some_and(|d| d.log.is_some()), details.is_some_and(|d| d.is_kept), out);
            facts(ui, app, run);
            if run.state == RunEntryState::Running && app.project.run.is_running() {
                return progress::show(ui, app);
            }
            let Some(details) = details.filter(|_| run.state != RunEntryState::RolledBack) else { return };
            ui.add_space(4.0);
            changes::show(ui, app, details.changes.as_ref(), out);
            ui.add_space(4.0);
            match details.rows.as_slice() {
                [] => timeline::show(ui, app, run, &details.bars, out),
                rows => rows_of_nodes::show(ui, rows),
            }
        });
    });
}

/// The minimum width for a title next to two labelled buttons, in points.
const NARROW: f32 = 430.0;

fn title(ui: &mut Ui, run: &RunEntry, has_log: bool, is_kept: bool, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    // In a narrow panel the buttons have icons only.
    let is_narrow = ui.available_width() < NARROW;
    let button = |ui: &mut Ui, sign: &str, words: &str| {
        if is_narrow { widgets::icon_button(ui, sign, words) } else { widgets::button(ui, sign, words) }
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (glyph, color) = sign(run.state, palette);
        ui.add(Label::new(RichText::new(glyph).size(16.0).color(color)).selectable(false));
        widgets::strong(ui, &tr!("runs-number", run = run.id));
        ui.add(Label::new(RichText::new(run.state.word().to_string()).color(color)).selectable(false));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if has_log {
                let log = button(ui, icon::LIST_DASHES, tr!("runs-open-log"));
                if log.on_hover_text(tr!("runs-open-log-about")).clicked() {
                    out.push(Command::Run(RunCommand::OpenLog(run.id)));
                }
            }
            if run.files > 0 {
                ui.add_enabled_ui(is_kept, |ui| {
                    let back = button(ui, icon::ARROW_U_UP_LEFT, tr!("runs-put-back-ask"));
                    let back = back.on_hover_text(tr!("runs-put-back-about"));
                    if back.on_disabled_hover_text(tr!("runs-not-kept")).clicked() {
                        out.push(Command::Window(WindowCommand::OpenDialog(Dialog::RollBack(RollbackTo::Run(run.id)))));
                    }
                });
            }
        });
    });
}

/// Start, duration, outcome and error.
fn facts(ui: &mut Ui, app: &App, run: &RunEntry) {
    let palette = theme::current(ui);
    let files = (run.files > 0)
        .then(|| [tr!("runs-files", count = run.files), tr!("runs-rows", count = run.rows)])
        .into_iter()
        .flatten();
    let memory = run.peak_memory.map(|peak| tr!("runs-at-most", memory = bytes(peak)));
    let place = run.place.as_deref().map(|place| tr!("runs-on", place = app.place_name(place)));
    let memory = memory.filter(|_| place.is_none());
    let facts = [when(run.started)].into_iter().chain(place).chain(run.seconds.map(span)).chain(files).chain(memory);
    let facts: Vec<String> = facts.collect();
    widgets::small(ui, &facts.join(" · "));
    if let Some(problem) = &run.problem {
        let color = if run.state == RunEntryState::RolledBack { palette.text } else { palette.error };
        ui.add(Label::new(RichText::new(problem.to_string()).size(SMALL).color(color)).wrap());
    }
}
