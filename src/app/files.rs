//! New, open, save, recent files, and the question about unsaved changes.

use std::path::{Path, PathBuf};

use crate::base::Problem;
use crate::connect;
use crate::document::{Document, History, NodeId};
use crate::engine;
use crate::nodes;

use super::broken_file::{BrokenFile, OpenError, read_project};
use super::disk::{Save, Version};
use super::notices::NoticeKind;
use super::view::{CameraRequest, Closing, Dialog, View};
use super::workspace::WorkspaceRequest;
use super::{App, Unsaved};

/// The number of recent projects on the start page.
const RECENT: usize = 12;

impl App {
    /// Continues with `then`, after asking about unsaved changes if there are any.
    pub(super) fn confirm_unsaved(&mut self, then: Closing) {
        if self.project.is_unsaved() {
            self.project.view.dialog = Some(Dialog::Unsaved { then });
        } else {
            self.close_now(then);
        }
    }

    pub(super) fn resolve_unsaved(&mut self, answer: Unsaved) {
        let Some(Dialog::Unsaved { then }) = self.project.view.dialog.take() else { return };
        match answer {
            Unsaved::Save => self.save(Some(then)),
            Unsaved::SaveAll => self.ask_workspace(WorkspaceRequest::SaveAll),
            Unsaved::Discard => self.close_now(then),
            Unsaved::Cancel => {}
        }
    }

    fn close_now(&mut self, then: Closing) {
        self.ask_workspace(WorkspaceRequest::CloseNow(then));
    }

    /// Opens a project in place of this one; on a problem the open one stays.
    pub fn open(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let reads = path.clone();
        let has_history = self.person.keeps_state;
        let read = move || (read_project(&reads, has_history), connect::real_path(&reads));
        self.in_background(read, move |app, (read, real)| {
            match app.report_missing(&path, read) {
                Ok(version) => {
                    app.load_version(version, path.clone(), real);
                    app.remember(path);
                }
                Err(broken) => broken.into_iter().for_each(|broken| app.show_broken(broken)),
            }
            app.refresh();
        });
    }

    /// If the file does not exist, that is reported, and it is removed from the recent projects.
    pub(super) fn report_missing(
        &mut self,
        path: &Path,
        read: Result<Version, OpenError>,
    ) -> Result<Version, Option<BrokenFile>> {
        read.map_err(|unread| match unread {
            OpenError::Missing(words) => {
                self.change_preferences(|p| p.recent.retain(|r| r != path));
                self.refuse(words);
                None
            }
            OpenError::Broken(broken) => Some(*broken),
        })
    }

    /// Replaces the open project by a version read from a file.
    pub(super) fn load_version(&mut self, version: Version, file: PathBuf, real: PathBuf) {
        self.load_project(version.document.clone(), Some(file), version.problems.clone());
        self.project.disk.real = Some(real);
        self.project.disk.begin(Some(version));
    }

    pub(super) fn load_project(&mut self, document: Document, file: Option<PathBuf>, problems: Vec<Problem>) {
        self.project.autosave.discard();
        self.project.saves.forget();
        self.project.history = History::new(document);
        self.project.file = file;
        self.project.file_problems = problems;
        self.project.notices.clear();
        self.project.disk.begin(None);
        self.project.disk.real = None;
        self.project.temporary_key = Default::default();
        let view = std::mem::take(&mut self.project.view);
        self.project.view = View {
            status: view.status,
            status_count: view.status_count,
            status_end: view.status_end,
            camera_request: Some(CameraRequest::Open),
            ..View::default()
        };
        self.project.run = Default::default();
        self.project.guide = None;
        self.reset_preview();
        self.load_column_widths();
        if self.project.file.is_some() {
            // The most informative table is the last one that is not a sink's.
            let document = self.project.history.document();
            let is_end = |id: &NodeId| document.wires_out_of(*id).next().is_none();
            let last = document.nodes().map(|(id, _)| id).rfind(is_end);
            if let Some(id) = last {
                self.select([id].into(), Vec::new(), super::SelectMode::Replace);
            }
        }
    }

    pub(super) fn save(&mut self, then: Option<Closing>) {
        match self.project.file.clone() {
            Some(path) => self.ask_save(Save::own(path, then)),
            None => self.project.view.dialog = Some(Dialog::SaveFile { then }),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        let path = project_path(path);
        let then = match self.project.view.dialog.take() {
            Some(Dialog::SaveFile { then }) => then,
            _ => None,
        };
        self.ask_save(Save { moves: true, ..Save::own(path, then) });
    }

    /// Adds the reader of the sample flights.
    pub(super) fn read_sample(&mut self) {
        match super::samples::flights() {
            Some(path) => {
                self.project.view.start_page = false;
                self.drop_files(&[path], self.project.view.pointer.unwrap_or_default());
            }
            None => self.set_status(say!("no-samples-drop-own")),
        }
    }

    pub(super) fn save_picture(&mut self, path: PathBuf, picture: Vec<u8>) {
        self.project.view.dialog = None;
        self.in_background(
            move || write_picture(path, &picture),
            |app, written| match written {
                Ok(path) => app.set_status(say!("picture-written", file = path.display())),
                Err(problem) => app.report_failure(NoticeKind::Export, problem.text(), None),
            },
        );
    }

    /// Opens a file, or its folder, with the desktop.
    pub(super) fn open_with_desktop(&mut self, path: &Path, folder: bool) {
        let what = if folder { path.parent().unwrap_or(path) } else { path };
        self.set_status(match engine::open_with_desktop(what) {
            Ok(()) => say!("opened-with-desktop", path = what.display()),
            Err(error) => say!("not-opened-with-desktop", path = what.display(), error = error),
        });
    }

    pub(super) fn remember(&mut self, path: PathBuf) {
        self.change_preferences(|p| {
            p.recent.retain(|r| *r != path);
            p.recent.insert(0, path);
            p.recent.truncate(RECENT);
        });
    }
}

/// Whether a file contains data that a node can read, and is not a project.
pub fn is_data(path: &Path) -> bool {
    path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("ron"))
        && nodes::Kind::for_file(&path.to_string_lossy()).is_some()
}

/// Whether the file already exists.
pub fn is_there(path: &Path) -> bool {
    connect::stamp(path).is_ok()
}

/// The path for saving a project: a name without an extension gets the project extension.
pub(super) fn project_path(path: PathBuf) -> PathBuf {
    if path.extension().is_none() { path.with_extension("ron") } else { path }
}

/// Writes a picture of the canvas; a name without an extension gets that of an SVG. Returns the path.
pub fn write_picture(path: PathBuf, picture: &[u8]) -> Result<PathBuf, Problem> {
    let path = if path.extension().is_none() { path.with_extension("svg") } else { path };
    connect::write_atomic(&path, picture).map(|()| path)
}

/// Writes the list of the window's controls to a file for another program.
///
/// # Errors
/// If the file cannot be written.
pub fn write_control_list(path: &Path, list: &str) -> Result<(), Problem> {
    connect::write_atomic(path, list.as_bytes())
}
