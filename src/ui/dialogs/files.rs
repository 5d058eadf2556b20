//! Choosing files: the system's own dialog where a desktop answers, else one drawn by us. Tests bring a third.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui_file_dialog::{DialogState, FileDialog};

use crate::app::view::Dialog;
use crate::app::{App, Command};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub title: &'static str,
    pub save: bool,
    /// A name for what these files are, and their endings without dots; no endings: any file.
    pub filter: (&'static str, Vec<&'static str>),
    pub folder: PathBuf,
    pub file_name: String,
}

/// The answer of a chooser.
pub enum Answer {
    Waiting,
    Cancelled,
    Chosen(PathBuf),
}

/// A way of choosing a file.
pub trait Chooser {
    fn start(&mut self, wanted: &Wanted);
    /// Called every frame from the start until it answers.
    fn poll(&mut self, ctx: &egui::Context) -> Answer;
}

/// The system's dialog, and ours where no system dialog answers.
pub fn system_chooser() -> Box<dyn Chooser> {
    Box::new(SystemChooser {
        own: OwnChooser::default(),
        use_own: std::env::var_os("TABLEWIRE_OWN_FILE_DIALOG").is_some(),
        answer: None,
    })
}

struct SystemChooser {
    own: OwnChooser,
    use_own: bool,
    answer: Option<PathBuf>,
}

impl Chooser for SystemChooser {
    fn start(&mut self, wanted: &Wanted) {
        self.answer = None;
        if !self.use_own {
            let mut dialog = rfd::FileDialog::new().set_title(wanted.title).set_directory(&wanted.folder);
            if !wanted.filter.1.is_empty() {
                dialog = dialog.add_filter(wanted.filter.0, &wanted.filter.1);
            }
            let asked = Instant::now();
            self.answer = match wanted.save {
                true => dialog.set_file_name(&wanted.file_name).save_file(),
                false => dialog.pick_file(),
            };
            // Nobody cancels within a fifth of a second: then there was no dialog at all.
            self.use_own = self.answer.is_none() && asked.elapsed() < Duration::from_millis(200);
        }
        if self.use_own {
            self.own.start(wanted);
        }
    }

    fn poll(&mut self, ctx: &egui::Context) -> Answer {
        match self.answer.take() {
            Some(path) => Answer::Chosen(path),
            None if self.use_own => self.own.poll(ctx),
            None => Answer::Cancelled,
        }
    }
}

/// The dialog that is drawn in our own window.
#[derive(Default)]
pub struct OwnChooser {
    dialog: Option<FileDialog>,
}

impl Chooser for OwnChooser {
    fn start(&mut self, wanted: &Wanted) {
        let mut dialog = FileDialog::new()
            .initial_directory(wanted.folder.clone())
            .default_file_name(&wanted.file_name)
            .title(wanted.title)
            .default_size([760.0, 480.0])
            .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO);
        if !wanted.filter.1.is_empty() {
            dialog = dialog.add_file_filter_extensions(wanted.filter.0, wanted.filter.1.clone());
            dialog = dialog.default_file_filter(wanted.filter.0);
        }
        match wanted.save {
            true => dialog.save_file(),
            false => dialog.pick_file(),
        }
        self.dialog = Some(dialog);
    }

    fn poll(&mut self, ctx: &egui::Context) -> Answer {
        let Some(dialog) = &mut self.dialog else { return Answer::Cancelled };
        match dialog.update(ctx).state() {
            DialogState::Open => Answer::Waiting,
            DialogState::Picked(path) => Answer::Chosen(path.clone()),
            DialogState::PickedMultiple(_) | DialogState::Closed | DialogState::Cancelled => Answer::Cancelled,
        }
    }
}

/// Starts the chooser when the dialog opens and turns its answer into a command.
pub(super) fn show(
    chooser: &mut dyn Chooser,
    ctx: &egui::Context,
    app: &App,
    dialog: &Dialog,
    fresh: bool,
    out: &mut Vec<Command>,
) {
    if fresh {
        chooser.start(&wanted(app, dialog));
    }
    match chooser.poll(ctx) {
        Answer::Waiting => {}
        Answer::Cancelled => out.push(Command::CloseDialog),
        Answer::Chosen(path) => match dialog {
            Dialog::OpenFile => out.push(Command::OpenFile(path)),
            Dialog::SaveFile { .. } => out.push(Command::SaveTo(path)),
            Dialog::PathFor { node, setting, .. } => {
                out.push(Command::CloseDialog);
                out.push(Command::SetPath { node: *node, setting: setting.clone(), path });
            }
            _ => out.push(Command::CloseDialog),
        },
    }
}

fn wanted(app: &App, dialog: &Dialog) -> Wanted {
    let name = app.file.as_deref().and_then(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned());
    match dialog {
        Dialog::PathFor { save, .. } => Wanted {
            title: if *save { "Choose where to write" } else { "Choose a file" },
            save: *save,
            filter: ("All files", Vec::new()),
            folder: app.base(),
            file_name: String::new(),
        },
        Dialog::SaveFile { .. } => Wanted {
            title: "Save the project",
            save: true,
            filter: ("Tablewire projects", vec!["ron"]),
            folder: app.base(),
            file_name: name.unwrap_or_else(|| "project.ron".into()),
        },
        _ => Wanted {
            title: "Open a project",
            save: false,
            filter: ("Tablewire projects", vec!["ron"]),
            folder: app.base(),
            file_name: String::new(),
        },
    }
}
