//! What the user is told: lines of the status bar, and notices.

use super::App;
use super::notices::{Notice, NoticeKind};
use super::view::StatusEnd;
use crate::base::Text;
use crate::document::NodeId;
use crate::engine::RunOutcome;

impl App {
    /// Shows a line in the status bar.
    pub fn set_status(&mut self, words: impl Into<Text>) {
        self.project.view.status = Some(words.into());
        self.project.view.status_count += 1;
        self.project.view.status_end = StatusEnd::Fades;
    }

    /// Shows why a command was not executed: the message stays until the next one.
    pub(super) fn refuse(&mut self, words: impl Into<Text>) {
        self.set_status(words);
        self.project.view.status_end = StatusEnd::NextMessage;
    }

    /// Reports an important failure.
    pub(super) fn report_failure(&mut self, kind: NoticeKind, message: impl Into<Text>, node: Option<NodeId>) {
        let message = message.into();
        self.refuse(message.clone());
        self.dismiss(kind);
        self.project.notices.push(Notice { kind, message, node });
    }

    /// Reports a choice that the user may want to change.
    pub(super) fn notify(&mut self, kind: NoticeKind, message: impl Into<Text>) {
        let message = message.into();
        self.dismiss(kind);
        self.project.notices.push(Notice { kind, message, node: None });
    }

    /// Removes the notice: the failure is fixed, retried, or dismissed.
    pub(super) fn dismiss(&mut self, kind: NoticeKind) {
        self.project.notices.retain(|notice| notice.kind != kind);
    }

    /// A run has ended with the message `words`.
    pub(super) fn report_run_outcome(&mut self, words: Text) {
        let kind = if self.project.run.is_export() { NoticeKind::Export } else { NoticeKind::Run };
        match self.project.run.outcome {
            Some(RunOutcome::Failed | RunOutcome::FinishedWithFailures) => {
                let worst =
                    self.project.run.problems.iter().find(|(node, problem)| node.is_some() && problem.is_error());
                let node = worst.and_then(|(name, _)| self.document().find(name.as_deref()?));
                self.report_failure(kind, words, node);
            }
            _ => {
                self.dismiss(kind);
                self.set_status(words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Connect;
    use crate::app::{Action, Command};
    use crate::app::{NodeCommand, ProjectCommand, WindowCommand};
    use crate::document::{Position, Settings};
    use crate::engine::Engine;

    fn ask(app: &mut App, command: Command) {
        app.handle(command);
        while app.poll() {}
    }

    fn kinds(app: &App) -> Vec<NoticeKind> {
        app.project.notices.iter().map(|notice| notice.kind).collect()
    }

    #[test]
    fn a_project_that_cannot_be_saved_is_told_until_it_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::without_state(Engine::inline());
        let table = Some(Settings::canonical("(rows:[[\"1\",\"2\"]])"));
        let at = Position::default();
        let connect = Connect::Not;
        ask(&mut app, Command::Node(NodeCommand::Add { kind: "table".into(), settings: table, at, connect }));
        let file = folder.path().join("no folder/flow.ron");
        ask(&mut app, Command::Project(ProjectCommand::SaveTo(file)));
        assert_eq!(kinds(&app), [NoticeKind::Save]);
        assert_eq!(app.project.view.status.as_ref(), Some(&app.project.notices[0].message));
        // Further work does not dismiss it.
        ask(&mut app, Command::Do(Action::SelectAll));
        ask(&mut app, Command::Do(Action::Duplicate));
        assert_eq!(kinds(&app), [NoticeKind::Save]);
        ask(&mut app, Command::Project(ProjectCommand::SaveTo(folder.path().join("flow.ron"))));
        assert_eq!(kinds(&app), []);
        assert!(!app.project.history.is_dirty());
    }

    #[test]
    fn a_failed_run_is_told_with_its_node_until_it_is_put_away_or_run_again() {
        let mut app = App::without_state(Engine::inline());
        let at = Position::default();
        let connect = Connect::Not;
        ask(&mut app, Command::Node(NodeCommand::Add { kind: "limit".into(), settings: None, at, connect }));
        let node = app.selected_node();
        let name = app.document().node(node.unwrap()).unwrap().name.clone();
        let failed = |app: &mut App| {
            app.project.run.problems = vec![(Some(name.clone()), crate::base::Problem::error("The disk is full"))];
            app.project.run.outcome = Some(RunOutcome::Failed);
            app.report_run_outcome("Run failed".into());
        };
        failed(&mut app);
        assert_eq!(kinds(&app), [NoticeKind::Run]);
        assert_eq!(app.project.notices[0].node, node, "where one looks");
        failed(&mut app);
        assert_eq!(kinds(&app), [NoticeKind::Run], "one notice about each kind");
        ask(&mut app, Command::Window(WindowCommand::Dismiss(NoticeKind::Run)));
        assert_eq!(kinds(&app), []);
        failed(&mut app);
        app.project.run.outcome = Some(RunOutcome::Succeeded);
        app.report_run_outcome("Run finished".into());
        assert_eq!(kinds(&app), []);
    }
}
