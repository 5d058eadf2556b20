//! What is asked of a project as a whole: its file, its steps, its parameters.

use std::path::PathBuf;

use crate::app::disk::DiskAnswer;
use crate::app::workspace::Wish;
use crate::app::{Action, App, Unsaved};
use crate::document::Parameter;

/// Files, steps and parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectCommand {
    /// Undoes or redoes until this many steps are done.
    GoToStep(usize),
    SetParameter {
        old: Option<String>,
        new: Option<(String, Parameter)>,
    },
    /// Opens a file, or its folder, with whatever the desktop opens such with.
    OpenWithDesktop {
        path: PathBuf,
        folder: bool,
    },
    Open(PathBuf),
    OpenSample(String),
    SaveTo(PathBuf),
    /// The answer to the question about unsaved changes.
    ResolveUnsaved(Unsaved),
    /// The answer to another version of the project's file.
    OnDisk(DiskAnswer),
    /// What these journals hold, each in a tab of its own.
    Recover(Vec<PathBuf>),
    DiscardRecovery(PathBuf),
    ForgetRecent(PathBuf),
    /// Opens the file that is no project with the desktop's editor.
    EditBroken,
    /// Opens the project of the broken file as it was at its last run.
    OpenLastRun,
    /// From what is wrong with a file back to the start page.
    LeaveBroken,
}

impl App {
    pub(in crate::app) fn handle_project(&mut self, command: ProjectCommand) {
        match command {
            ProjectCommand::SetParameter { old, new } => self.set_parameter(old, new),
            ProjectCommand::GoToStep(steps) => {
                let before = self.project.history.position();
                (steps..before).for_each(|_| self.act(Action::Undo));
                (before..steps).for_each(|_| self.act(Action::Redo));
            }
            ProjectCommand::Open(path) => self.wish(Wish::Open(path)),
            ProjectCommand::OpenSample(name) => self.wish(Wish::Sample(name)),
            ProjectCommand::SaveTo(path) => self.save_to(path),
            ProjectCommand::ResolveUnsaved(answer) => self.resolve_unsaved(answer),
            ProjectCommand::OnDisk(answer) => self.answer_disk(answer),
            ProjectCommand::Recover(journals) => self.wish(Wish::Recover(journals)),
            ProjectCommand::DiscardRecovery(path) => self.discard_recovery(&path),
            ProjectCommand::ForgetRecent(path) => self.change_preferences(|p| p.recent.retain(|r| *r != path)),
            ProjectCommand::EditBroken => self.edit_broken(),
            ProjectCommand::OpenLastRun => self.open_last_run(),
            ProjectCommand::LeaveBroken => self.project.view.broken = None,
            ProjectCommand::OpenWithDesktop { path, folder } => self.open_with_desktop(&path, folder),
        }
    }
}
