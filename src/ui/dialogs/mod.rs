//! Dialogs and overlays: searches, questions and file choosers.

mod about;
mod add_node;
mod answer_line;
mod built_in_chooser;
mod card;
mod choose_column;
pub mod chooser;
mod clean_values;
mod clusters;
mod connections;
mod disk_versions;
mod export;
mod files;
mod find;
mod labelled;
mod named_rows;
mod palette;
mod parameters;
mod project_connections;
mod questions;
mod rename_column;
mod run_place;
mod shortcuts;
mod system_chooser;
mod usages;

use egui::Rect;

use crate::app::view::Dialog;
use crate::app::{Action, Command, Workspace};
use crate::nodes::Usage;

use super::picker::Picker;

use chooser::Chooser;

pub use choose_column::command as column_command;
pub use system_chooser::system_chooser;

/// State of the open dialog, reset when another one opens.
pub struct Dialogs {
    shown: Option<Dialog>,
    picker: Picker,
    /// The place of the card, fixed while the content behind it moves.
    place: Option<Rect>,
    text: String,
    rename_column: rename_column::State,
    clean: clean_values::State,
    clusters: clusters::State,
    connections: connections::State,
    project_connections: project_connections::State,
    export: export::State,
    usages: Vec<Usage>,
    /// Actions recently chosen in the palette, the latest first.
    used: Vec<Action>,
    chooser: Box<dyn Chooser>,
}

impl Dialogs {
    pub fn new(chooser: Box<dyn Chooser>) -> Self {
        Dialogs {
            shown: None,
            picker: Picker::default(),
            place: None,
            text: String::new(),
            rename_column: Default::default(),
            clean: Default::default(),
            clusters: Default::default(),
            connections: Default::default(),
            project_connections: Default::default(),
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
        Dialog::ChangeKind(node) => add_node::change_kind(&mut dialogs.picker, ctx, app, *node, out),
        Dialog::AddNode { at, connect } => {
            add_node::show(&mut dialogs.picker, &mut dialogs.place, ctx, app, *at, connect, out);
        }
        Dialog::Find => find::show(&mut dialogs.picker, ctx, app, out),
        Dialog::Palette => palette::show(&mut dialogs.picker, &mut dialogs.used, ctx, workspace, out),
        Dialog::Shortcuts => shortcuts::show(&mut dialogs.text, ctx, app, fresh, out),
        Dialog::Parameters => parameters::show(ctx, app, out),
        Dialog::Connections => connections::show(&mut dialogs.connections, ctx, app, fresh, out),
        Dialog::ProjectConnections => {
            project_connections::show(&mut dialogs.project_connections, ctx, app, fresh, out);
        }
        Dialog::Clusters => clusters::show(&mut dialogs.clusters, ctx, app, fresh, out),
        Dialog::RunPlace => run_place::show(&mut dialogs.picker, ctx, app, out),
        Dialog::ChooseColumn { output, request } => {
            choose_column::show(&mut dialogs.picker, ctx, app, *output, *request, out);
        }
        Dialog::RenameColumn { output, column } => {
            rename_column::show(&mut dialogs.text, &mut dialogs.rename_column, ctx, app, (*output, column), fresh, out);
        }
        Dialog::Clean(dialog) => clean_values::show(&mut dialogs.clean, ctx, app, dialog, fresh, out),
        Dialog::Usages { output, column } => {
            usages::show(&mut dialogs.usages, &mut dialogs.picker, ctx, app, (*output, column), fresh, out);
        }
        Dialog::Rename(node) => questions::rename(&mut dialogs.text, ctx, app, *node, fresh, out),
        Dialog::RollBack(to) => questions::roll_back(ctx, app, to, out),
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
        Dialog::OpenFile
        | Dialog::SaveFile { .. }
        | Dialog::SavePicture { .. }
        | Dialog::SaveProgram
        | Dialog::PathFor { .. } => {
            files::show(dialogs.chooser.as_mut(), ctx, app, &dialog, fresh, out);
        }
    }
}
