//! Saving: only over known content, in the background, one save of a project at a time.

use std::path::{Path, PathBuf};

use super::state::{Found, OnDisk, Save, Version};
use crate::app::App;
use crate::app::notices::NoticeKind;
use crate::app::view::Dialog;
use crate::base::Problem;
use crate::connect::{self, Known};
use crate::document::{self, Document};

/// Everything that a save needs, independent of the window.
struct Write {
    path: PathBuf,
    /// The project's file, its content when last read or written, and whether it is gone.
    file: Option<PathBuf>,
    known: Option<String>,
    is_gone: bool,
    overwrites: Option<Option<String>>,
    document: Document,
    /// Files of other open projects.
    taken: Vec<PathBuf>,
}

enum Written {
    /// With the canonical path of the file.
    Done(Version, PathBuf),
    /// The project's own file has content that was not seen here.
    Other(Found),
    /// Another process is using a file that is not the project's own.
    Busy,
    /// It is the file of another open project.
    Taken,
    Failed(Problem),
}

impl Write {
    fn carry_out(self) -> Written {
        let Write { path, file, known, is_gone, overwrites, document, taken } = self;
        if !taken.is_empty() && taken.contains(&connect::real_path(&path)) {
            return Written::Taken;
        }
        let is_same = |file: &Path| file == path || connect::real_path(file) == connect::real_path(&path);
        let is_own = file.as_deref().is_some_and(is_same);
        let text = document::write(&document);
        // The user confirmed overwriting another file when choosing it.
        let known = match (&overwrites, is_own, &known) {
            (Some(Some(broken)), ..) => Known::Text(broken),
            (None, true, _) if is_gone => Known::Nothing,
            (None, true, Some(text)) => Known::Text(text),
            _ => Known::Whatever,
        };
        match connect::replace_known(&path, text.as_bytes(), known) {
            Ok(true) => Written::Done(Version { text, document, problems: Vec::new() }, connect::real_path(&path)),
            Ok(false) if is_own => Written::Other(Found::at(&path)),
            Ok(false) => Written::Busy,
            Err(problem) => Written::Failed(problem),
        }
    }
}

impl App {
    /// Saves the project, after pending saves. If its own file has content that was not seen here, that is shown
    /// instead.
    pub(in crate::app) fn ask_save(&mut self, save: Save) {
        let saves = &mut self.project.saves;
        if !saves.is_under_way {
            return self.start_save(save);
        }
        match saves.waiting.back_mut() {
            Some(last) if last.path == save.path => {
                last.moves |= save.moves;
                last.then = save.then.or(last.then);
            }
            _ => saves.waiting.push_back(save),
        }
    }

    fn start_save(&mut self, save: Save) {
        let is_own = self.project.file.as_deref() == Some(&*save.path);
        if is_own && save.overwrites.is_none() && self.asks_before_save() {
            return self.next_save();
        }
        let write = Write {
            path: save.path.clone(),
            file: self.project.file.clone(),
            known: self.project.disk.known_text().map(str::to_owned),
            is_gone: self.project.disk.is_gone(),
            overwrites: save.overwrites.clone(),
            document: self.document().clone(),
            taken: if save.moves { self.other_files.clone() } else { Vec::new() },
        };
        self.project.history.begin_save();
        self.project.saves.is_under_way = true;
        let project = self.project.saves.project;
        let words = say!("saving", file = save.path.display());
        let is_open = self.in_background(
            move || write.carry_out(),
            move |app, written| {
                if app.project.saves.project == project {
                    app.end_save(save, written);
                }
            },
        );
        if is_open {
            self.set_status(words);
        }
    }

    fn end_save(&mut self, save: Save, written: Written) {
        self.project.saves.is_under_way = false;
        self.project.history.end_save(matches!(written, Written::Done(..)));
        match written {
            Written::Done(version, real) => self.saved(save, version, real),
            Written::Other(found) => {
                self.take_version_on_disk(&save.path, found);
                // If there is no conflict any more, only the layout of the file differed.
                if !self.asks_before_save() && self.project.history.is_dirty() {
                    return self.start_save(Save { overwrites: None, ..save });
                }
            }
            Written::Busy => self.set_status(say!("disk-changes-again", file = save.path.display())),
            Written::Taken => {
                let file = save.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.set_status(say!("open-elsewhere", file = file));
            }
            Written::Failed(problem) => {
                self.report_failure(NoticeKind::Save, say!("save-failed", problem = problem.message), None)
            }
        }
        self.next_save();
    }

    fn saved(&mut self, save: Save, version: Version, real: PathBuf) {
        let before = self.history_key();
        let was_saved = self.project.file.is_some();
        self.project.disk.begin(Some(version));
        if save.moves {
            self.project.file = Some(save.path.clone());
            self.project.disk.real = Some(real);
        }
        // Changes made during the save are recovered based on the saved version.
        self.project.autosave.discard();
        if self.project.history.is_dirty() {
            self.record_edits(&[]);
        }
        self.keep_column_widths();
        self.dismiss(NoticeKind::Save);
        self.set_status(say!("saved", file = save.path.display()));
        if save.moves {
            self.move_run_place(&before);
            self.move_run_history(before, was_saved);
            self.remember(save.path);
        }
        if let Some(then) = save.then {
            self.confirm_unsaved(then);
        }
    }

    /// Starts the next pending save after one has ended.
    fn next_save(&mut self) {
        if let Some(save) = self.project.saves.waiting.pop_front() {
            self.start_save(save);
        }
    }

    /// Shows the content of the file if a save would lose it.
    fn asks_before_save(&mut self) -> bool {
        let asks = matches!(self.project.disk.state, OnDisk::Changed(_) | OnDisk::Broken { .. });
        if asks {
            self.project.view.dialog = Some(Dialog::OnDisk);
        }
        asks
    }
}
