//! What is asked of runs: the next one, and those that were.

use crate::app::{App, RunScope};

/// The next run, and those that were.
#[derive(Clone, Debug, PartialEq)]
pub enum RunCommand {
    /// Shows a run of the past in full.
    Choose(i64),
    /// Opens the log of a run with the desktop.
    OpenLog(i64),
    /// Puts the outputs of a run back; asked before.
    RollBack(i64),
    /// How many versions of the outputs further runs keep.
    KeepVersions(u32),
    /// Runs a part of the project.
    Start(RunScope),
}

impl App {
    pub(in crate::app) fn handle_run(&mut self, command: RunCommand) {
        match command {
            RunCommand::Start(scope) => self.start_run(Some(scope)),
            RunCommand::Choose(run) => self.choose_run(run),
            RunCommand::OpenLog(run) => self.open_log(run),
            RunCommand::RollBack(run) => self.roll_back(run),
            RunCommand::KeepVersions(count) => self.keep_versions(count),
        }
    }
}
