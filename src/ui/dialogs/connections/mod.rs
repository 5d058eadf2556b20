//! The dialog of connections: a list with where each is defined at the left, one of them at the right.

mod defined_elsewhere;
mod field;
mod form;
mod list;
mod password;
mod state;
mod test_line;

use egui::{Align, Layout, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};
use egui_phosphor::regular as icon;

use super::answer_line::answer_line;
use super::card::{answers, card};
use super::named_rows::title;
use crate::app::{App, Command, DatabaseCommand, WindowCommand};
use crate::ui::theme::{self, UNIT};
use crate::ui::widgets;
pub(super) use state::State;

/// The width of the dialog, of its list and of the space between list and form.
const WIDTH: f32 = 780.0;
const LIST: f32 = 220.0;
const GAP: f32 = 20.0;
/// The height for what a change has left behind: two lines.
const LEFT: f32 = 44.0;

pub(super) fn show(state: &mut State, ctx: &egui::Context, app: &App, fresh: bool, out: &mut Vec<Command>) {
    if fresh {
        state.reopen(app);
        out.push(Command::Database(DatabaseCommand::Load));
    }
    state.follow(app);
    card(ctx, app, WIDTH, out, |ui, out| {
        title(ui, app, tr!("connections"), tr!("connections-machine-about"));
        let left = app.person.databases.left.as_ref();
        let height = (ui.ctx().content_rect().height() * 0.86 - 140.0).clamp(180.0, 460.0);
        // The dialog keeps its size, so that its buttons stay in place.
        let height = if left.is_some() { height - LEFT - ui.spacing().item_spacing.y } else { height };
        let width = ui.available_width();
        let (place, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let list = Rect::from_min_size(place.min, vec2(LIST.min(width * 0.32), height));
        let form = Rect::from_min_max(pos2(list.right() + GAP, place.top()), place.max);
        let colours = theme::current(ui);
        ui.painter().vline(list.right() + GAP / 2.0, place.y_range(), egui::Stroke::new(1.0, colours.line));
        inside(ui, list, "connections", |ui| list::show(state, ui, app));
        inside(ui, form, "connection", |ui| shown(state, ui, app, out));
        if let Some(left) = left {
            let (place, _) = ui.allocate_exact_size(vec2(width, LEFT), Sense::hover());
            inside(ui, place.with_min_y(place.top() + UNIT), "left", |ui| {
                answer_line(ui, icon::WARNING, &left.words(), colours.warning, colours.warning);
            });
        }
        ui.add_space(3.0 * UNIT);
        answers(ui, |ui| {
            // Of two buttons one is the next.
            let done = match state.has_drafts() {
                true => widgets::button(ui, "", tr!("done")),
                false => widgets::primary_button(ui, "", tr!("done")),
            };
            if done.clicked() && state.may_close() {
                out.push(Command::Window(WindowCommand::CloseDialog));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| foot(state, ui, app, out));
        });
    });
}

fn inside(ui: &mut Ui, place: Rect, salt: &str, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    let mut part = ui.new_child(UiBuilder::new().max_rect(place).id_salt(salt).layout(layout));
    part.set_clip_rect(place.expand(2.0).intersect(ui.clip_rect()));
    content(&mut part);
}

/// The connection that is chosen.
fn shown(state: &mut State, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let entry = state.entry(app);
    match entry {
        Some(entry) if entry.draft.is_none() => defined_elsewhere::show(ui, app, entry, out),
        None if !state.is_new => {
            let weak = theme::current(ui).weak;
            ui.label(RichText::new(tr!("connections-machine-none")).color(weak));
        }
        _ => form::show(state, ui, app, entry, out),
    }
}

/// What was removed, with a way back; or what is still to be saved.
fn foot(state: &State, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    if state.insists {
        let colour = theme::current(ui).warning;
        let font = egui::FontId::proportional(crate::ui::style::SMALL);
        widgets::lines(ui, tr!("connections-save-first"), font, colour);
        return;
    }
    let Some(forgotten) = &app.person.databases.forgotten else { return };
    let undo = widgets::button(ui, icon::ARROW_U_UP_LEFT, tr!("connection-take-back"));
    widgets::name(ui, undo.id, &tr!("connection-bring-back", name = forgotten.name));
    if undo.clicked() {
        out.push(Command::Database(DatabaseCommand::PutBack));
    }
    widgets::small(ui, &tr!("connection-forgotten", name = forgotten.name));
}
