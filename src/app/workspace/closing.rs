//! Closing: a tab, or the window, with a question for each project that has unsaved changes.

use super::{Tab, TabCommand, TabId, Workspace, WorkspaceRequest};
use crate::app::view::Closing;
use crate::app::{Effect, Project};

impl Workspace {
    pub(super) fn execute(&mut self, id: TabId, request: WorkspaceRequest) {
        match request {
            WorkspaceRequest::New => self.new_project(),
            WorkspaceRequest::Guide => {
                self.new_project();
                self.app.project.guide = Some(Default::default());
            }
            WorkspaceRequest::Open(path) => self.open(&path),
            WorkspaceRequest::Sample(name) => self.open_sample(&name),
            WorkspaceRequest::Recover(journals) => journals.iter().for_each(|journal| self.recover(journal)),
            WorkspaceRequest::Tab(TabCommand::Show(id)) => {
                self.place_of(id).into_iter().for_each(|place| self.show(place))
            }
            WorkspaceRequest::Tab(TabCommand::Close(id)) => self.close(id),
            WorkspaceRequest::Tab(TabCommand::CloseOthers(id)) => {
                let others: Vec<TabId> = self.tabs.iter().map(|tab| tab.id).filter(|other| *other != id).collect();
                // A tab that asks a question is shown; those after it stay.
                for other in others {
                    self.close(other);
                    if self.app.project.view.dialog.is_some() {
                        return;
                    }
                }
            }
            WorkspaceRequest::Tab(TabCommand::Move { tab, to }) => self.move_to(tab, to),
            WorkspaceRequest::Close => self.close(self.active()),
            WorkspaceRequest::Reopen => {
                if let Some(path) = self.closed.pop() {
                    self.open(&path);
                }
            }
            WorkspaceRequest::Next { forward } => self.show(self.neighbour(forward)),
            WorkspaceRequest::Move { forward } => {
                let to = self.neighbour(forward);
                self.move_to(self.active(), to);
            }
            WorkspaceRequest::Quit if self.is_closing => {
                // Requested twice: unfinished saves can be recovered.
                self.leave(|project| !project.is_saving());
            }
            WorkspaceRequest::Quit => {
                self.discarded.clear();
                self.saves_all = false;
                self.quit();
            }
            WorkspaceRequest::SaveAll => {
                self.saves_all = true;
                self.save_all();
                self.quit();
            }
            WorkspaceRequest::CloseNow(Closing::Tab) => {
                self.place_of(id).into_iter().for_each(|place| self.remove(place))
            }
            WorkspaceRequest::CloseNow(Closing::Window) => {
                self.discarded.insert(id);
                self.quit();
            }
        }
    }

    /// The index of the next or previous tab; after the last comes the first.
    fn neighbour(&self, forward: bool) -> usize {
        let count = self.tabs.len();
        (self.active + if forward { 1 } else { count - 1 }) % count
    }

    fn close(&mut self, id: TabId) {
        let Some(place) = self.place_of(id) else { return };
        let project = self.project_at(place);
        if project.run.is_running() {
            let words = say!("tab-runs", tab = project.name());
            self.app.set_status(words);
        } else if project.is_saving() {
            let words = say!("closes-when-saved", file = project.name());
            self.tabs[place].closes = true;
            self.app.set_status(words);
        } else if project.is_unsaved() {
            self.show(place);
            self.app.confirm_unsaved(Closing::Tab);
        } else {
            self.remove(place);
        }
    }

    /// Continues with actions that wait for a save, after it has ended.
    pub(super) fn close_after_saves(&mut self) {
        let is_ready = |tab: &&Tab| tab.closes && !self.project(tab).is_saving();
        let ready: Vec<TabId> = self.tabs.iter().filter(is_ready).map(|tab| tab.id).collect();
        for id in ready {
            self.tabs.iter_mut().filter(|tab| tab.id == id).for_each(|tab| tab.closes = false);
            self.close(id);
        }
        if self.is_closing && !self.projects().any(Project::is_saving) {
            self.is_closing = false;
            self.quit();
        }
    }

    /// Saves every project that has a file. Failures are asked about afterwards.
    fn save_all(&mut self) {
        for place in 0..self.tabs.len() {
            let project = self.project_at(place);
            if project.is_unsaved() && project.file.is_some() {
                self.with(place, |app| app.save(None));
            }
        }
    }

    /// Asks about the next project with unsaved changes, the active one first; when none is left, the window closes.
    /// Pending saves are awaited.
    fn quit(&mut self) {
        let saving = self.projects().find(|project| project.is_saving()).map(Project::name);
        if let Some(saving) = saving {
            self.is_closing = true;
            return self.app.set_status(say!("closes-when-saved", file = saving));
        }
        let unsaved = |place: &usize| {
            let tab = &self.tabs[*place];
            self.project(tab).is_unsaved() && !self.discarded.contains(&tab.id)
        };
        let next = [self.active].into_iter().chain(0..self.tabs.len()).find(unsaved);
        match next {
            Some(place) => {
                self.show(place);
                if self.saves_all && self.app.project.file.is_none() {
                    self.app.save(Some(Closing::Window));
                } else {
                    self.app.confirm_unsaved(Closing::Window);
                }
            }
            None => self.leave(|_| true),
        }
    }

    /// Closes the window. Projects for which `is_done` is true need no recovery.
    fn leave(&mut self, is_done: impl Fn(&Project) -> bool) {
        for place in 0..self.tabs.len() {
            if is_done(self.project_at(place)) {
                self.with(place, |app| app.project.autosave.discard());
            }
        }
        self.app.effects.push(Effect::Close);
    }
}
