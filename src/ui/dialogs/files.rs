//! Choosing files: the system's own dialog where a desktop answers, else one drawn by us. Tests bring a third.

use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::app::view::Dialog;
use crate::app::{App, CanvasCommand, Command, NodeCommand, ProjectCommand, WindowCommand, is_there};
use crate::base::environment;
use crate::ui::node_graph::picture::{self, Format, Part};

use super::own_files::OwnChooser;

/// Endings of the files that are opened: projects, and data that a node reads.
const OPENED: [&str; 19] = [
    "ron", "csv", "tsv", "tab", "txt", "zip", "gz", "zst", "parquet", "pq", "json", "jsonl", "ndjson", "geojson",
    "xlsx", "xlsm", "xlsb", "xls", "ods",
];

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
        use_own: environment::is_set(environment::OWN_FILE_DIALOG),
        asked: None,
    })
}

/// A dialog of the system that is open. It is asked every so often; meanwhile the window goes on drawing.
type Asked = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>>>>;

struct SystemChooser {
    own: OwnChooser,
    use_own: bool,
    asked: Option<(Asked, Instant, Wanted)>,
}

impl Chooser for SystemChooser {
    fn start(&mut self, wanted: &Wanted) {
        if self.use_own {
            return self.own.start(wanted);
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(wanted.title).set_directory(&wanted.folder);
        if !wanted.filter.1.is_empty() {
            dialog = dialog.add_filter(wanted.filter.0, &wanted.filter.1);
        }
        let asked: Asked = match wanted.save {
            true => Box::pin(dialog.set_file_name(&wanted.file_name).save_file()),
            false => Box::pin(dialog.pick_file()),
        };
        self.asked = Some((asked, Instant::now(), wanted.clone()));
    }

    fn poll(&mut self, ctx: &egui::Context) -> Answer {
        let Some((asked, since, wanted)) = &mut self.asked else { return self.own.poll(ctx) };
        match asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => {
                ctx.request_repaint_after(Duration::from_millis(30));
                return Answer::Waiting;
            }
            Poll::Ready(Some(file)) => {
                self.asked = None;
                return Answer::Chosen(file.path().to_path_buf());
            }
            // Nobody cancels within a fifth of a second: then there was no dialog at all.
            Poll::Ready(None) if since.elapsed() < Duration::from_millis(200) => {
                self.use_own = true;
                self.own.start(wanted);
            }
            Poll::Ready(None) => {}
        }
        self.asked = None;
        if self.use_own { self.own.poll(ctx) } else { Answer::Cancelled }
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
        Answer::Cancelled => out.push(Command::Window(WindowCommand::CloseDialog)),
        Answer::Chosen(path) => {
            let whole = match ending(dialog) {
                Some(ending) if path.extension().is_none() => path.with_extension(ending),
                _ => path.clone(),
            };
            if whole != path && is_there(&whole) {
                // The dialog has not asked about this one: it is shown again with the whole name.
                let file_name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let folder = whole.parent().map(PathBuf::from).unwrap_or_default();
                chooser.start(&Wanted { file_name, folder, ..wanted(app, dialog) });
            } else {
                chosen(app, dialog, whole, out);
            }
        }
    }
}

/// What a name without an ending gets.
fn ending(dialog: &Dialog) -> Option<&'static str> {
    match dialog {
        Dialog::SaveFile { .. } => Some("ron"),
        Dialog::SavePicture { .. } => Some("svg"),
        _ => None,
    }
}

fn chosen(app: &App, dialog: &Dialog, path: PathBuf, out: &mut Vec<Command>) {
    match dialog {
        Dialog::OpenFile => out.push(Command::Project(ProjectCommand::Open(path))),
        Dialog::SaveFile { .. } => out.push(Command::Project(ProjectCommand::SaveTo(path))),
        Dialog::SavePicture { selection } => {
            out.push(Command::Window(WindowCommand::CloseDialog));
            match Format::of(&path, picture::SCALE) {
                Some(format) => {
                    let part = selection.then(|| Part::selected(app));
                    let drawn = picture::draw(app, part, format);
                    out.extend(drawn.map(|picture| Command::Canvas(CanvasCommand::SavePicture { path, picture })));
                }
                None => out.push(Command::Window(WindowCommand::ShowStatus(picture::unknown(&path).text()))),
            }
        }
        Dialog::PathFor { node, setting, .. } => {
            out.push(Command::Window(WindowCommand::CloseDialog));
            out.push(Command::Node(NodeCommand::SetPath { node: *node, setting: setting.clone(), path }));
        }
        _ => out.push(Command::Window(WindowCommand::CloseDialog)),
    }
}

fn wanted(app: &App, dialog: &Dialog) -> Wanted {
    let name = app.project.file.as_deref().and_then(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned());
    match dialog {
        Dialog::PathFor { save, .. } => Wanted {
            title: if *save { tr!("choose-target") } else { tr!("choose-file") },
            save: *save,
            filter: (tr!("all-files"), Vec::new()),
            folder: app.base(),
            file_name: String::new(),
        },
        Dialog::SaveFile { .. } => Wanted {
            title: tr!("save-project"),
            save: true,
            filter: (tr!("tablewire-projects"), vec!["ron"]),
            folder: app.base(),
            file_name: name.unwrap_or_else(|| "project.ron".into()),
        },
        Dialog::SavePicture { .. } => Wanted {
            title: tr!("save-picture"),
            save: true,
            filter: (tr!("picture-files"), vec!["svg", "png"]),
            folder: app.base(),
            file_name: format!("{}.svg", app.project.name()),
        },
        _ => Wanted {
            title: tr!("open-file"),
            save: false,
            filter: (tr!("files-to-open"), OPENED.to_vec()),
            folder: app.base(),
            file_name: String::new(),
        },
    }
}
