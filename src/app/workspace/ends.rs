//! Closing: a tab, or the window, with a question for each project that has unsaved changes.

use super::{TabCommand, TabId, Wish, Workspace};
use crate::app::Effect;
use crate::app::view::After;

impl Workspace {
    pub(super) fn fulfil(&mut self, wish: Wish) {
        match wish {
            Wish::New => self.new_project(),
            Wish::Guide => {
                self.new_project();
                self.app.project.guide = Some(Default::default());
            }
            Wish::Open(path) => self.open(&path),
            Wish::Sample(name) => self.open_sample(&name),
            Wish::Recover(journals) => journals.iter().for_each(|journal| self.recover(journal)),
            Wish::Tab(TabCommand::Show(id)) => self.place_of(id).into_iter().for_each(|place| self.show(place)),
            Wish::Tab(TabCommand::Close(id)) => self.close(id),
            Wish::Tab(TabCommand::CloseOthers(id)) => {
                let others: Vec<TabId> = self.tabs.iter().map(|tab| tab.id).filter(|other| *other != id).collect();
                // One that asks a question is shown; those after it stay.
                for other in others {
                    self.close(other);
                    if self.app.project.view.dialog.is_some() {
                        return;
                    }
                }
            }
            Wish::Tab(TabCommand::Move { tab, to }) => self.move_to(tab, to),
            Wish::Close => self.close(self.active()),
            Wish::Reopen => {
                if let Some(path) = self.closed.pop() {
                    self.open(&path);
                }
            }
            Wish::Next { forward } => self.show(self.neighbour(forward)),
            Wish::Move { forward } => {
                let to = self.neighbour(forward);
                self.move_to(self.active(), to);
            }
            Wish::Quit => {
                self.given_up.clear();
                self.saves_all = false;
                self.quit();
            }
            Wish::SaveAll => {
                self.saves_all = true;
                self.quit();
            }
            Wish::GoOn(After::Close) => self.remove(self.active),
            Wish::GoOn(After::Quit) => {
                self.given_up.insert(self.active());
                self.quit();
            }
        }
    }

    /// The place of the next tab or the previous one; after the last comes the first.
    fn neighbour(&self, forward: bool) -> usize {
        let count = self.tabs.len();
        (self.active + if forward { 1 } else { count - 1 }) % count
    }

    fn close(&mut self, id: TabId) {
        let Some(place) = self.place_of(id) else { return };
        let project = self.project_at(place);
        if project.run.is_running() {
            let words = say!("tab-runs", tab = project.name());
            self.app.say(words);
        } else if project.is_unsaved() {
            self.show(place);
            self.app.ask_unsaved(After::Close);
        } else {
            self.remove(place);
        }
    }

    /// Asks about the next project with unsaved changes, the active one first; when none is left, the window closes.
    fn quit(&mut self) {
        for place in 0..self.tabs.len() {
            let project = self.project_at(place);
            // What cannot be written is asked about below.
            if self.saves_all && project.is_unsaved() && project.file.is_some() {
                self.with(place, |app| app.save(None));
            }
        }
        let unsaved = |place: &usize| {
            let tab = &self.tabs[*place];
            self.project(tab).is_unsaved() && !self.given_up.contains(&tab.id)
        };
        let next = [self.active].into_iter().chain(0..self.tabs.len()).find(unsaved);
        match next {
            Some(place) => {
                self.show(place);
                if self.saves_all && self.app.project.file.is_none() {
                    self.app.save(Some(After::Quit));
                } else {
                    self.app.ask_unsaved(After::Quit);
                }
            }
            None => {
                (0..self.tabs.len()).for_each(|place| self.with(place, |app| app.project.autosave.discard()));
                self.app.effects.push(Effect::Close);
            }
        }
    }
}
