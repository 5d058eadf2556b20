//! Projects on the workspace: new, opened, recovered; and those that come back at the next start.

use std::path::{Path, PathBuf};

use super::trial::Trial;
use super::{TabId, Workspace};
use crate::app::broken::read_project;
use crate::app::files::{is_data, is_there};
use crate::app::view::Session;
use crate::app::{App, Command, ProjectCommand};
use crate::base::Text;
use crate::connect;
use crate::engine::Engine;

/// Only the window that holds it brings tabs back and keeps them.
const SESSION: &str = "session.lock";

impl Workspace {
    /// The workspace of a window: with these projects, or with those that were open when the last window closed.
    pub fn start(engine: Engine, files: &[PathBuf]) -> Workspace {
        let mut workspace = Workspace::from(App::new(engine));
        workspace.session = connect::claim(SESSION);
        if workspace.session.is_some() {
            workspace.trial = Trial::of_session();
        }
        match files {
            [] if workspace.session.is_some() && workspace.app().person.preferences.reopens => workspace.restore(),
            [] => {}
            files => {
                files.iter().for_each(|file| workspace.open(file));
                if workspace.tabs.len() > 1 && workspace.app().project.file.is_some() {
                    workspace.show(0);
                }
            }
        }
        workspace.note_session();
        workspace
    }

    /// Opens what was open, quietly: a file that is gone is no news, and only the tab that is shown computes.
    pub(super) fn restore(&mut self) {
        let session = self.app.person.preferences.session.clone();
        let suspect = self.trial.left().filter(|suspect| suspect.exists());
        for file in session.files.iter().filter(|file| suspect.as_ref() != Some(file)) {
            let Ok(version) = read_project(file) else { continue };
            let place = if self.app.project.is_untouched() { self.active } else { self.add(self.tabs.len()) };
            self.with(place, |app| app.become_version(version, file.clone()));
        }
        let active = self.projects().position(|project| project.file == session.active);
        self.show(active.unwrap_or_default());
        if let Some(file) = self.app.project.file.clone() {
            self.trial.begin(&file);
        }
        self.app.person.suspects.extend(suspect);
        let offers = !self.app.person.recoveries.is_empty() || !self.app.person.suspects.is_empty();
        let app = &mut self.app;
        app.project.view.start_page = app.project.file.is_none() || offers;
        app.wake();
    }

    /// Keeps in mind which files are open.
    pub(super) fn note_session(&mut self) {
        if self.session.is_none() {
            return;
        }
        let files: Vec<PathBuf> = self.projects().filter_map(|project| project.file.clone()).collect();
        let session = Session { files, active: self.app.project.file.clone() };
        if self.app.person.preferences.session != session {
            self.app.change_preferences(|preferences| preferences.session = session);
        }
    }

    /// A tab for another project: the active one, if it may take that place, else a new one behind it.
    fn tab_for(&mut self, reuses: bool) -> &mut App {
        if !reuses {
            self.leave_start_page();
            let place = self.add(self.active + 1);
            self.show(place);
        }
        &mut self.app
    }

    /// Of a project, the start page was only passed through.
    fn leave_start_page(&mut self) {
        let is_project = !self.app.project.is_untouched();
        self.app.project.view.start_page &= !is_project;
    }

    fn free(&mut self) -> &mut App {
        self.tab_for(self.app.project.is_untouched())
    }

    pub(super) fn new_project(&mut self) {
        let app = self.tab_for(self.app.project.is_untouched() && self.app.project.view.start_page);
        app.become_project(Default::default(), None, Vec::new());
        app.follow_document();
    }

    /// Why a project cannot be saved there: two tabs of one file would lose each other's changes.
    pub(super) fn refusal(&self, command: &Command) -> Option<Text> {
        let Command::Project(ProjectCommand::SaveTo(path)) = command else { return None };
        let path = crate::app::files::project_path(path.clone());
        let other = self.tab_of(&path).filter(|id| *id != self.active())?;
        let file = self.project_at(self.place_of(other)?).name();
        Some(say!("open-elsewhere", file = file))
    }

    /// Opens a project, or shows it where it is open; on a problem all stays as it is.
    pub fn open(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if let Some(id) = self.tab_of(&path) {
            self.leave_start_page();
            self.show(self.place_of(id).unwrap_or(self.active));
            return self.app.project.view.start_page = false;
        }
        if is_data(&path) {
            return self.open_data(path);
        }
        match self.app.read_or_say(&path) {
            Ok(version) => {
                self.trial.begin(&path);
                let app = self.free();
                app.person.suspects.retain(|suspect| *suspect != path);
                app.become_version(version, path.clone());
                app.remember(path);
                app.follow_document();
            }
            Err(Some(broken)) => self.free().show_broken(broken),
            Err(None) => {}
        }
    }

    /// A file of data becomes a project with the node that reads it.
    fn open_data(&mut self, path: PathBuf) {
        if !is_there(&path) {
            let app = &mut self.app;
            app.change_preferences(|preferences| preferences.recent.retain(|recent| *recent != path));
            return app.say(say!("data-not-there", path = path.display()));
        }
        let app = self.free();
        app.become_project(Default::default(), None, Vec::new());
        app.drop_files(std::slice::from_ref(&path), Default::default());
        app.remember(path);
        app.follow_document();
    }

    /// The tab in which a file is open.
    fn tab_of(&self, path: &Path) -> Option<TabId> {
        let real = connect::real_path(path);
        let is_it = |file: &Path| file == path || connect::real_path(file) == real;
        self.tabs.iter().find(|tab| self.project(tab).file.as_deref().is_some_and(is_it)).map(|tab| tab.id)
    }

    pub(super) fn open_sample(&mut self, name: &str) {
        match crate::app::samples().into_iter().find(|sample| sample.name == name) {
            Some(sample) => self.open(&sample.path),
            None => self.app.say(say!("sample-not-here", name = name)),
        }
    }

    /// Recovers what a journal holds: in the tab of its file, if nothing was changed there, else in one of its own.
    pub(super) fn recover(&mut self, journal: &Path) {
        let recoveries = &mut self.app.person.recoveries;
        let Some(at) = recoveries.iter().position(|recovery| recovery.path == *journal) else { return };
        let recovery = recoveries.remove(at);
        let open = recovery.project.as_deref().and_then(|project| self.tab_of(project));
        let open = open.and_then(|id| self.place_of(id)).filter(|place| !self.project_at(*place).is_unsaved());
        let app = match open {
            Some(place) => {
                self.leave_start_page();
                self.show(place);
                &mut self.app
            }
            None => self.free(),
        };
        app.recover(recovery);
        app.follow_document();
    }
}
