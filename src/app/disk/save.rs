//! Saving: only over what is known to be there, beside the window, one save of a project after the other.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use super::{Found, OnDisk, Version};
use crate::app::App;
use crate::app::notices::Concern;
use crate::app::view::{After, Dialog};
use crate::base::Problem;
use crate::connect::{self, Known};
use crate::document::{self, Document};

/// One save that was asked for.
#[derive(Clone, Debug)]
pub(in crate::app) struct Save {
    pub path: PathBuf,
    /// The project is at home there from then on.
    pub moves: bool,
    /// What goes on once it is saved.
    pub then: Option<After>,
    /// The text of a file that is no project and that shall be replaced; `None` inside: whatever it holds.
    pub over_broken: Option<Option<String>>,
}

impl Save {
    /// To the project's own file.
    pub fn own(path: PathBuf, then: Option<After>) -> Save {
        Save { path, moves: false, then, over_broken: None }
    }
}

/// The save that is under way, and those that wait for it.
#[derive(Debug, Default)]
pub(in crate::app) struct Saves {
    is_under_way: bool,
    waiting: VecDeque<Save>,
    /// Grows with each project that is opened here: what was saved before does not concern it.
    project: u64,
}

impl Saves {
    pub fn is_any(&self) -> bool {
        self.is_under_way
    }

    /// Another project stands here now.
    pub fn forget(&mut self) {
        *self = Saves { project: self.project + 1, ..Saves::default() };
    }

    /// Nothing is known of the save that was under way.
    pub fn give_up(&mut self) {
        self.is_under_way = false;
        self.waiting.clear();
    }
}

/// Everything that a save needs, away from the window.
struct Write {
    path: PathBuf,
    /// The project's file, what was last read or written there, and whether it is gone.
    file: Option<PathBuf>,
    known: Option<String>,
    is_gone: bool,
    over_broken: Option<Option<String>>,
    document: Document,
    /// Files of other projects that are open here.
    taken: Vec<PathBuf>,
}

enum Written {
    /// With the one name of the file.
    Done(Version, PathBuf),
    /// The project's own file holds something that was not seen here.
    Other(Found),
    /// Somebody else is at work on a file that is not the project's own.
    Busy,
    /// It is the file of another project that is open here.
    Taken,
    Failed(Problem),
}

impl Write {
    fn carry_out(self) -> Written {
        let Write { path, file, known, is_gone, over_broken, document, taken } = self;
        if !taken.is_empty() && taken.contains(&connect::real_path(&path)) {
            return Written::Taken;
        }
        let is_same = |file: &Path| file == path || connect::real_path(file) == connect::real_path(&path);
        let is_own = file.as_deref().is_some_and(is_same);
        let text = document::write(&document);
        // Whether another file is to be replaced was asked when it was chosen.
        let known = match (&over_broken, is_own, &known) {
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
    /// Saves the project, after what is being saved already. Where its own file holds something that was not seen here, that is
    /// shown instead.
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
        if is_own && save.over_broken.is_none() && self.is_asked_first() {
            return self.next_save();
        }
        let write = Write {
            path: save.path.clone(),
            file: self.project.file.clone(),
            known: self.project.disk.known_text().map(str::to_owned),
            is_gone: self.project.disk.is_gone(),
            over_broken: save.over_broken.clone(),
            document: self.document().clone(),
            taken: if save.moves { self.taken.clone() } else { Vec::new() },
        };
        self.project.history.begin_save();
        self.project.saves.is_under_way = true;
        let (project, words) = (self.project.saves.project, say!("saving", file = save.path.display()));
        let is_open = self.in_background(
            move || write.carry_out(),
            move |app, written| {
                if app.project.saves.project == project {
                    app.end_save(save, written);
                }
            },
        );
        if is_open {
            self.say(words);
        }
    }

    fn end_save(&mut self, save: Save, written: Written) {
        self.project.saves.is_under_way = false;
        self.project.history.end_save(matches!(written, Written::Done(..)));
        match written {
            Written::Done(version, real) => self.saved(save, version, real),
            Written::Other(found) => {
                self.take_version_on_disk(&save.path, found);
                // Where nothing stands against it any more, only the layout of the file was another one.
                if !self.is_asked_first() && self.project.history.is_dirty() {
                    return self.start_save(Save { over_broken: None, ..save });
                }
            }
            Written::Busy => self.say(say!("disk-changes-again", file = save.path.display())),
            Written::Taken => {
                let file = save.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.say(say!("open-elsewhere", file = file));
            }
            Written::Failed(problem) => self.alarm(Concern::Save, say!("save-failed", problem = problem.message), None),
        }
        self.next_save();
    }

    fn saved(&mut self, save: Save, version: Version, real: PathBuf) {
        let (before, was_saved) = (self.noted(), self.project.file.is_some());
        self.project.disk.begin(Some(version));
        if save.moves {
            self.project.file = Some(save.path.clone());
            self.project.disk.real = Some(real);
        }
        // What was changed while it was saved is to be recovered from what stands there now.
        self.project.autosave.discard();
        if self.project.history.is_dirty() {
            self.note_edits(&[]);
        }
        self.keep_column_widths();
        self.dismiss(Concern::Save);
        self.say(say!("saved", file = save.path.display()));
        if save.moves {
            self.take_runs_along(before, was_saved);
            self.remember(save.path);
        }
        if let Some(then) = save.then {
            self.ask_unsaved(then);
        }
    }

    /// What waits for a save that has ended.
    fn next_save(&mut self) {
        if let Some(save) = self.project.saves.waiting.pop_front() {
            self.start_save(save);
        }
    }

    /// Shows what stands in the file, where a save would lose it.
    fn is_asked_first(&mut self) -> bool {
        let asks = matches!(self.project.disk.state, OnDisk::Changed(_) | OnDisk::Broken { .. });
        if asks {
            self.project.view.dialog = Some(Dialog::OnDisk);
        }
        asks
    }
}
