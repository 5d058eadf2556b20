//! Projects in the workspace: new, opened, recovered; and those restored at the next start.

use std::path::{Path, PathBuf};

use super::crash_guard::{CrashGuard, Left};
use super::{TabId, Workspace};
use crate::app::broken_file::{OpenError, read_project};
use crate::app::disk::Version;
use crate::app::files::{is_data, is_there};
use crate::app::view::{Session, StatusEnd};
use crate::app::{App, Command, Project, ProjectCommand, Recovery, Suspect};
use crate::base::Text;
use crate::connect;
use crate::engine::Engine;

/// Only the window that holds this lock restores and stores the open tabs.
const SESSION: &str = "session.lock";

impl Workspace {
    /// The workspace of a window: with these projects, or with those open when the last window closed.
    ///
    /// `safe`: none of them is opened; they are listed.
    pub fn start(engine: Engine, files: &[PathBuf], safe: bool) -> Workspace {
        let mut workspace = Workspace::from(App::new(engine));
        workspace.session = connect::claim(SESSION);
        if workspace.session.is_some() {
            workspace.crash_guard = CrashGuard::of_session();
        }
        match files {
            _ if safe => workspace.list(files),
            [] if workspace.session.is_some() && workspace.app.person.preferences.reopens => workspace.restore(),
            [] => {}
            files => {
                files.iter().for_each(|file| workspace.open(file));
                // After the last one.
                workspace.in_background(
                    || (),
                    |workspace, ()| {
                        if workspace.tabs.len() > 1 && workspace.app.project.file.is_some() {
                            workspace.show(0);
                        }
                    },
                );
            }
        }
        workspace.save_session();
        workspace
    }

    /// Runs `work` in the background; `then` is called with its result. Returns whether it is pending.
    fn in_background<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
        then: impl FnOnce(&mut Workspace, T) + Send + 'static,
    ) -> bool {
        let then = self.background.start_then(work, then);
        let is_open = then.is_none();
        then.into_iter().for_each(|then| then(self));
        is_open
    }

    /// Processes finished reads; returns whether there were any.
    pub(super) fn finish_opening(&mut self) -> bool {
        let mut any = false;
        while let Some(answer) = self.background.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => {
                    self.is_restoring = false;
                    self.app.refuse(problem.text());
                }
            }
        }
        any
    }

    /// Reopens the previous projects silently: a missing file is not reported, and only the active tab computes.
    pub(super) fn restore(&mut self) {
        let session = self.app.person.preferences.session.clone();
        let unknown = |path: &PathBuf| Suspect { path: path.clone(), computing: None };
        let mut suspects = match self.crash_guard.left() {
            None => Vec::new(),
            Some(Left::Everything) => session.files.iter().map(unknown).collect(),
            Some(Left::Project(suspect)) => vec![suspect],
        };
        suspects.retain(|suspect| is_there(&suspect.path));
        let is_suspect = |file: &&PathBuf| suspects.iter().any(|suspect| suspect.path == **file);
        let files: Vec<PathBuf> = session.files.iter().filter(|file| !is_suspect(file)).cloned().collect();
        if !files.is_empty() {
            self.crash_guard.begin_start();
        }
        let read = move || -> Vec<(PathBuf, PathBuf, Version)> {
            let read = |file: PathBuf| Some((connect::real_path(&file), read_project(&file, false).ok()?, file));
            files.into_iter().filter_map(read).map(|(real, version, file)| (file, real, version)).collect()
        };
        self.is_restoring = true;
        self.in_background(read, move |workspace, opened| workspace.restored(session, suspects, opened));
    }

    /// Lists what would be opened: these files, or those that were open when the last window closed.
    fn list(&mut self, files: &[PathBuf]) {
        let left = self.crash_guard.left();
        let session = &self.app.person.preferences.session.files;
        let files = if files.is_empty() { session.as_slice() } else { files };
        let computing = |file: &PathBuf| match &left {
            Some(Left::Project(suspect)) if suspect.path == *file => suspect.computing.clone(),
            _ => None,
        };
        let suspects = files.iter().map(|file| Suspect { path: file.clone(), computing: computing(file) }).collect();
        self.app.person.suspects = suspects;
        self.crash_guard.forget();
        self.app.set_status(say!("started-safely"));
    }

    fn restored(&mut self, session: Session, suspects: Vec<Suspect>, opened: Vec<(PathBuf, PathBuf, Version)>) {
        self.is_restoring = false;
        // If the user has started something meanwhile, the active tab stays.
        let is_waiting = self.tabs.len() == 1 && self.app.project.is_untouched();
        for (file, real, version) in opened {
            let place = if self.app.project.is_untouched() { self.active } else { self.add(self.tabs.len()) };
            self.with(place, |app| app.load_version(version, file, real));
        }
        if is_waiting {
            let active = self.projects().position(|project| project.file == session.active);
            self.show(active.unwrap_or_default());
        }
        match &self.app.project.file {
            Some(file) => self.crash_guard.begin(file),
            None => self.crash_guard.end(),
        }
        let app = &mut self.app;
        app.person.suspects.extend(suspects);
        let offers = !app.person.recoveries.is_empty() || !app.person.suspects.is_empty();
        if is_waiting {
            app.project.view.start_page = app.project.file.is_none() || offers;
        }
        app.resume();
        self.save_session();
    }

    /// Stores which files are open.
    pub(super) fn save_session(&mut self) {
        if self.session.is_none() || self.is_restoring {
            return;
        }
        let files: Vec<PathBuf> = self.projects().filter_map(|project| project.file.clone()).collect();
        let session = Session { files, active: self.app.project.file.clone() };
        if self.app.person.preferences.session != session {
            self.app.change_preferences(|preferences| preferences.session = session);
        }
    }

    /// A tab for another project: the active one if it can be reused, otherwise a new one after it.
    fn tab_for(&mut self, reuses: bool) -> &mut App {
        if !reuses {
            self.leave_start_page();
            let place = self.add(self.active + 1);
            self.show(place);
        }
        &mut self.app
    }

    /// Leaves the start page of a project.
    fn leave_start_page(&mut self) {
        let is_project = !self.app.project.is_untouched();
        self.app.project.view.start_page &= !is_project;
    }

    fn free(&mut self) -> &mut App {
        self.tab_for(self.app.project.is_untouched())
    }

    pub(super) fn new_project(&mut self) {
        let app = self.tab_for(self.app.project.is_untouched() && self.app.project.view.start_page);
        app.load_project(Default::default(), None, Vec::new());
        app.refresh();
    }

    /// Why a project cannot be saved there: two tabs with the same file would overwrite each other's changes.
    pub(super) fn refusal(&self, command: &Command) -> Option<Text> {
        let Command::Project(ProjectCommand::SaveTo(path)) = command else { return None };
        let path = crate::app::files::project_path(path.clone());
        let other = self.tab_of(&path, &path).filter(|id| *id != self.active())?;
        let file = self.project_at(self.place_of(other)?).name();
        Some(say!("open-elsewhere", file = file))
    }

    /// Opens a project, or shows its tab if it is open; on a problem everything stays unchanged.
    pub fn open(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if let Some(id) = self.tab_of(&path, &path) {
            return self.show_open(id);
        }
        let (reads, has_history) = (path.clone(), self.app.person.keeps_state);
        let words = say!("opening", file = path.display());
        let opened = StatusEnd::Opened(path.clone());
        let is_open = if is_data(&path) {
            self.in_background(
                move || is_there(&reads),
                move |workspace, is_there| {
                    workspace.forget_opening(&path);
                    workspace.open_data(path, is_there);
                },
            )
        } else {
            let read = move || (connect::real_path(&reads), read_project(&reads, has_history));
            self.in_background(read, move |workspace, (real, read)| {
                workspace.forget_opening(&path);
                workspace.opened(path, real, read);
            })
        };
        if is_open {
            self.app.set_status(words);
            self.app.project.view.status_end = opened;
        }
    }

    /// Removes the status message about opening a file.
    fn forget_opening(&mut self, path: &Path) {
        let view = &mut self.app.project.view;
        if matches!(&view.status_end, StatusEnd::Opened(opened) if opened == path) {
            (view.status, view.status_end) = Default::default();
        }
    }

    fn show_open(&mut self, id: TabId) {
        self.leave_start_page();
        self.show(self.place_of(id).unwrap_or(self.active));
        self.app.project.view.start_page = false;
    }

    fn opened(&mut self, path: PathBuf, real: PathBuf, read: Result<Version, OpenError>) {
        if let Some(id) = self.tab_of(&path, &real) {
            return self.show_open(id);
        }
        match self.app.report_missing(&path, read) {
            Ok(version) => {
                self.crash_guard.begin(&path);
                let app = self.free();
                app.person.suspects.retain(|suspect| suspect.path != path);
                app.load_version(version, path.clone(), real);
                app.remember(path);
                app.refresh();
            }
            Err(Some(broken)) => self.free().show_broken(broken),
            Err(None) => {}
        }
    }

    /// Creates a project with the node that reads a data file.
    fn open_data(&mut self, path: PathBuf, is_there: bool) {
        if !is_there {
            let app = &mut self.app;
            app.change_preferences(|preferences| preferences.recent.retain(|recent| *recent != path));
            return app.set_status(say!("data-not-there", path = path.display()));
        }
        let app = self.free();
        app.load_project(Default::default(), None, Vec::new());
        app.drop_files(std::slice::from_ref(&path), Default::default());
        app.remember(path);
        app.refresh();
    }

    /// The tab in which a file is open, under this or another path.
    fn tab_of(&self, path: &Path, real: &Path) -> Option<TabId> {
        let is_it = |project: &Project| {
            project.file.as_deref() == Some(path)
                || project.disk.real.as_deref().or(project.file.as_deref()) == Some(real)
        };
        self.tabs.iter().find(|tab| is_it(self.project(tab))).map(|tab| tab.id)
    }

    pub(super) fn open_sample(&mut self, name: &str) {
        match crate::app::samples().into_iter().find(|sample| sample.name == name) {
            Some(sample) => self.open(&sample.path),
            None => self.app.set_status(say!("sample-not-here", name = name)),
        }
    }

    /// Recovers the content of a journal: in the tab of its file, if it has no changes, otherwise in a new one.
    pub(super) fn recover(&mut self, journal: &Path) {
        let recoveries = &mut self.app.person.recoveries;
        let Some(at) = recoveries.iter().position(|recovery| recovery.path == *journal) else { return };
        let recovery = recoveries.remove(at);
        let read = move || {
            let known = recovery.known();
            (recovery, known)
        };
        self.in_background(read, |workspace, (recovery, known)| workspace.recovered(recovery, known));
    }

    fn recovered(&mut self, recovery: Recovery, known: Option<Version>) {
        let open = recovery.project.as_deref().and_then(|project| self.tab_of(project, project));
        let open = open.and_then(|id| self.place_of(id)).filter(|place| !self.project_at(*place).is_unsaved());
        let app = match open {
            Some(place) => {
                self.leave_start_page();
                self.show(place);
                &mut self.app
            }
            None => self.free(),
        };
        app.recover(recovery, known);
        app.refresh();
    }
}
