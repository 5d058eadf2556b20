//! Commands for runs: the next one, and previous ones.

use crate::app::{App, RollbackTo, RunScope};

/// The next run, and previous ones.
#[derive(Clone, Debug, PartialEq)]
pub enum RunCommand {
    /// Shows the details of a previous run.
    Choose(i64),
    /// Opens the log of a run with the desktop.
    OpenLog(i64),
    /// Restores outputs that are kept, after a confirmation.
    RollBack(RollbackTo),
    /// Sets how many versions of the outputs future runs keep.
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
            RunCommand::RollBack(to) => self.roll_back(to),
            RunCommand::KeepVersions(count) => self.keep_versions(count),
        }
    }
}
