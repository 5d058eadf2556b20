//! Commands for a project as a whole: its file, its steps, its parameters.

use std::path::PathBuf;

use crate::app::disk::DiskAnswer;
use crate::app::workspace::WorkspaceRequest;
use crate::app::{Action, App, Unsaved};
use crate::document::{ConnectionDefault, Parameter};

/// Files, steps and parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectCommand {
    /// Undoes or redoes until this many steps are applied.
    GoToStep(usize),
    SetParameter {
        old: Option<String>,
        new: Option<(String, Parameter)>,
    },
    /// Adds, changes, renames or removes the project's default of a connection.
    SetConnection {
        old: Option<String>,
        new: Option<(String, ConnectionDefault)>,
    },
    /// Opens a file, or its folder, with the desktop's default application.
    OpenWithDesktop {
        path: PathBuf,
        folder: bool,
    },
    Open(PathBuf),
    OpenSample(String),
    SaveTo(PathBuf),
    /// Writes the project as a program for Spark.
    ExportProgram(PathBuf),
    /// The answer to the question about unsaved changes.
    ResolveUnsaved(Unsaved),
    /// The answer to the question about a different version of the project's file.
    OnDisk(DiskAnswer),
    /// Recovers these journals, each in its own tab.
    Recover(Vec<PathBuf>),
    DiscardRecovery(PathBuf),
    ForgetRecent(PathBuf),
    /// Opens the broken project file in the desktop's editor.
    EditBroken,
    /// Opens the broken file's project in its state at its last run.
    OpenLastRun,
    /// Returns from the page about a broken file to the start page.
    LeaveBroken,
}

impl App {
    pub(in crate::app) fn handle_project(&mut self, command: ProjectCommand) {
        match command {
            ProjectCommand::SetParameter { old, new } => self.set_parameter(old, new),
            ProjectCommand::SetConnection { old, new } => self.set_connection(old, new),
            ProjectCommand::GoToStep(steps) => {
                let before = self.project.history.position();
                (steps..before).for_each(|_| self.act(Action::Undo));
                (before..steps).for_each(|_| self.act(Action::Redo));
            }
            ProjectCommand::Open(path) => self.ask_workspace(WorkspaceRequest::Open(path)),
            ProjectCommand::OpenSample(name) => self.ask_workspace(WorkspaceRequest::Sample(name)),
            ProjectCommand::SaveTo(path) => self.save_to(path),
            ProjectCommand::ExportProgram(path) => self.export_program(path),
            ProjectCommand::ResolveUnsaved(answer) => self.resolve_unsaved(answer),
            ProjectCommand::OnDisk(answer) => self.answer_disk(answer),
            ProjectCommand::Recover(journals) => self.ask_workspace(WorkspaceRequest::Recover(journals)),
            ProjectCommand::DiscardRecovery(path) => self.discard_recovery(&path),
            ProjectCommand::ForgetRecent(path) => self.change_preferences(|p| p.recent.retain(|r| *r != path)),
            ProjectCommand::EditBroken => self.edit_broken(),
            ProjectCommand::OpenLastRun => self.open_last_run(),
            ProjectCommand::LeaveBroken => self.project.view.broken = None,
            ProjectCommand::OpenWithDesktop { path, folder } => self.open_with_desktop(&path, folder),
        }
    }
}
