//! Dialogs and overlays: searches, questions and file choosers.

mod about;
mod add_node;
mod built_in_chooser;
mod choose_column;
mod clean_values;
mod disk_versions;
mod export;
pub mod files;
mod find;
mod palette;
mod parameters;
mod questions;
mod rename_column;
mod shortcuts;
mod usages;

use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, Ui, Vec2};

use crate::app::view::Dialog;
use crate::app::{Action, App, Command, WindowCommand, Workspace};

use super::picker::Picker;
use super::theme::{self, Palette};

pub use choose_column::command as column_command;

/// State of the open dialog, reset when another one opens.
pub struct Dialogs {
    shown: Option<Dialog>,
    picker: Picker,
    /// The place of the card, fixed while the content behind it moves.
    place: Option<Rect>,
    text: String,
    rename_column: rename_column::State,
    clean: clean_values::State,
    export: export::State,
    usages: Vec<crate::nodes::Usage>,
    /// Actions recently chosen in the palette, the latest first.
    used: Vec<Action>,
    chooser: Box<dyn files::Chooser>,
}

impl Dialogs {
    pub fn new(chooser: Box<dyn files::Chooser>) -> Self {
        Dialogs {
            shown: None,
            picker: Picker::default(),
            place: None,
            text: String::new(),
            rename_column: Default::default(),
            clean: Default::default(),
            export: Default::default(),
            usages: Vec::new(),
            used: Vec::new(),
            chooser,
        }
    }
}

/// Draws the open dialog, if any.
pub fn show(dialogs: &mut Dialogs, ctx: &egui::Context, workspace: &Workspace, out: &mut Vec<Command>) {
    let app = workspace.app();
    let fresh = dialogs.shown != app.project.view.dialog;
    if fresh {
        dialogs.shown = app.project.view.dialog.clone();
        dialogs.picker = Picker::default();
        dialogs.place = None;
        dialogs.text.clear();
    }
    let Some(dialog) = app.project.view.dialog.clone() else { return };
    match &dialog {
        Dialog::ChangeKind(node) => add_node::change_kind(dialogs, ctx, app, *node, out),
        Dialog::AddNode { at, connect } => add_node::show(dialogs, ctx, app, *at, connect, out),
        Dialog::Find => find::show(dialogs, ctx, app, out),
        Dialog::Palette => palette::show(dialogs, ctx, workspace, out),
        Dialog::Shortcuts => shortcuts::show(dialogs, ctx, app, fresh, out),
        Dialog::Parameters => parameters::show(ctx, app, out),
        Dialog::ChooseColumn { output, request } => choose_column::show(dialogs, ctx, app, *output, *request, out),
        Dialog::RenameColumn { output, column } => {
            rename_column::show(dialogs, ctx, app, (*output, column), fresh, out);
        }
        Dialog::Clean(dialog) => clean_values::show(dialogs, ctx, app, dialog, fresh, out),
        Dialog::Usages { output, column } => usages::show(dialogs, ctx, app, (*output, column), fresh, out),
        Dialog::Rename(node) => questions::rename(dialogs, ctx, app, *node, fresh, out),
        Dialog::RollBack(run) => questions::roll_back(ctx, app, *run, out),
        Dialog::Discard(journal) => questions::discard(ctx, app, journal, out),
        Dialog::OnDisk => disk_versions::show(ctx, app, out),
        Dialog::Unsaved { then } => questions::unsaved(ctx, workspace, *then, out),
        Dialog::About => about::show(ctx, app, out),
        Dialog::ExportTable(export) => {
            if fresh {
                dialogs.export = export::State::new(app, export);
            }
            export::show(&mut dialogs.export, dialogs.chooser.as_mut(), ctx, app, fresh, out);
        }
        Dialog::OpenFile | Dialog::SaveFile { .. } | Dialog::SavePicture { .. } | Dialog::PathFor { .. } => {
            files::show(dialogs.chooser.as_mut(), ctx, app, &dialog, fresh, out);
        }
    }
}

/// A card in the upper middle of the window over a dimmed background. A click outside closes it.
fn card(
    ctx: &egui::Context,
    app: &App,
    width: f32,
    out: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    card_at(ctx, app, width, None, out, content);
}

/// A card with its corner at `place`, moved into the window, over an undimmed background so that its subject stays visible.
fn card_at(
    ctx: &egui::Context,
    app: &App,
    width: f32,
    place: Option<Rect>,
    out: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let colours = theme::palette(app.person.preferences.theme);
    let screen = ctx.content_rect();
    let ground = Area::new(Id::new("dialog_ground")).order(Order::Foreground).fixed_pos(screen.min).show(ctx, |ui| {
        let response = ui.allocate_rect(screen, egui::Sense::click());
        let dim = if colours.dark { 120 } else { 60 };
        ui.painter().rect_filled(screen, 0, theme::shade(if place.is_some() { 0 } else { dim }));
        response
    });
    if ground.inner.clicked() {
        out.push(Command::Window(WindowCommand::CloseDialog));
    }
    let top = (screen.height() * 0.14).min(120.0);
    let area = Area::new(Id::new("dialog")).order(Order::Foreground);
    let area = match place {
        Some(place) => {
            let free = screen.shrink(8.0);
            let shift = (free.max - place.max).min(Vec2::ZERO) + (free.min - place.min).max(Vec2::ZERO);
            area.fixed_pos(place.min + shift)
        }
        None => area.anchor(Align2::CENTER_TOP, [0.0, top]),
    };
    let shown = area.show(ctx, |ui| {
        frame(colours).show(ui, |ui| {
            ui.set_width(width.min(screen.width() - 48.0));
            content(ui, out);
        });
    });
    // Its drop-down lists are drawn in front of it.
    if !egui::Popup::is_any_open(ctx) {
        ctx.move_to_top(shown.response.layer_id);
    }
}

/// A row of buttons at the right, the default first. The height is fixed, whatever dialog was shown before.
fn answers(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    let row = Vec2::new(ui.available_width(), theme::ROW);
    ui.allocate_ui_with_layout(row, egui::Layout::right_to_left(egui::Align::Center), buttons);
}

fn frame(colours: &Palette) -> Frame {
    Frame::new()
        .fill(colours.panel)
        .stroke(egui::Stroke::new(1.0, colours.line))
        .corner_radius(8)
        .inner_margin(Margin::same(12))
        .shadow(egui::Shadow { offset: [0, 8], blur: 32, spread: 0, color: theme::shade(90) })
}
