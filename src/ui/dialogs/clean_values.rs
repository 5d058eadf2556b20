//! Edits a cleaning step for the values of a column, with a live preview.

use egui::{Key, Rect, RichText, Ui, pos2, vec2};

use crate::app::view::CleanDialog;
use crate::app::{App, Command, FormCommand, NodeCommand, WindowCommand};
use crate::nodes::cleaning::{Cleaning, Operation};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, button, primary_button, segments};

use super::card::{answers, card_at};

mod fields;
mod preview;

const WIDTH: f32 = 440.0;
/// The space that must be free below the column, about the height of the panel.
const HEIGHT: f32 = 440.0;

/// The step being edited.
#[derive(Default)]
pub struct State {
    cleaning: Option<Cleaning>,
    asked: Option<Cleaning>,
}

pub(super) fn show(
    state: &mut State,
    ctx: &egui::Context,
    app: &App,
    dialog: &CleanDialog,
    fresh: bool,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    if fresh || state.cleaning.is_none() {
        *state = State { cleaning: Some(dialog.cleaning.clone()), asked: None };
    }
    let Some(cleaning) = &mut state.cleaning else { return };
    // The spelling groups that were requested from the engine.
    if let Operation::Spellings(groups) = &mut cleaning.operation
        && groups.is_empty()
        && state.asked.is_some()
        && let Some(found) = app.trial().and_then(|trial| trial.spellings.clone())
    {
        *groups = found;
    }
    let at = pos2(dialog.at.0 as f32 + 8.0, dialog.at.1 as f32 + 4.0);
    let place = Rect::from_min_size(at, vec2(WIDTH + 26.0, HEIGHT));
    card_at(ctx, app, WIDTH, Some(place), out, |ui, out| {
        widgets::strong(ui, &tr!("clean-step", operation = cleaning.operation.title(), column = cleaning.column));
        ui.add_space(8.0);
        fields::show(ui, ctx, colours, app, cleaning, fresh);
        preview::show(ui, colours, app, cleaning);
        if cleaning.operation.may_not_fit() {
            ui.add_space(8.0);
            invalid_rows(ui, colours, cleaning);
        }
        ui.add_space(12.0);
        finish(ui, app, dialog, cleaning, fresh, out);
    });
    if state.asked != state.cleaning {
        state.asked = state.cleaning.clone();
        out.extend(
            state
                .cleaning
                .clone()
                .map(|cleaning| Command::Form(FormCommand::TryCleaning { output: dialog.output, cleaning })),
        );
    }
}

/// What happens to the rows whose values do not fit.
fn invalid_rows(ui: &mut Ui, colours: &Palette, cleaning: &mut Cleaning) {
    ui.label(RichText::new(tr!("clean-unfit")).color(colours.weak));
    let mut chosen = usize::from(!cleaning.reject);
    let words = [tr!("clean-set-aside"), tr!("clean-leave-empty")];
    let width = ui.available_width();
    segments(ui, tr!("clean-unfit"), &mut chosen, &words, width);
    cleaning.reject = chosen == 0;
}

/// The buttons. Enter applies the step; Shift+Enter applies it as a branch.
fn finish(ui: &mut Ui, app: &App, dialog: &CleanDialog, cleaning: &Cleaning, fresh: bool, out: &mut Vec<Command>) {
    let columns = app.columns_of(dialog.output);
    let is_broken = app.trial().is_some_and(|trial| trial.problem.is_some());
    let step = cleaning.step(&columns).filter(|_| !is_broken);
    answers(ui, |ui| {
        let taken = ui.add_enabled_ui(step.is_some(), |ui| primary_button(ui, "", tr!("clean-take"))).inner;
        let has_field = matches!(
            cleaning.operation,
            Operation::Replace { .. } | Operation::Split { .. } | Operation::Extract { .. } | Operation::Fill { .. }
        );
        if fresh && !has_field {
            taken.request_focus();
        }
        let cancel = button(ui, "", tr!("cancel"));
        if cancel.clicked() {
            out.push(Command::Window(WindowCommand::CloseDialog));
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !cancel.has_focus();
        if let Some(step) = step.filter(|_| taken.clicked() || enter) {
            let branch = ui.input(|input| input.modifiers.shift || input.modifiers.alt);
            out.push(Command::Node(NodeCommand::AddStep { output: dialog.output, step, branch }));
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            widgets::small(ui, tr!("branch-by-shift"));
        });
    });
}
