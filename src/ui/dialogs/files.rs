//! File choosers: the system's dialog if a desktop answers, else the built-in one. Tests bring their own.

use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::app::view::Dialog;
use crate::app::{App, CanvasCommand, Command, NodeCommand, ProjectCommand, WindowCommand, is_there};
use crate::base::environment;
use crate::ui::node_graph::picture::{self, Format, PictureScope};

use super::built_in_chooser::BuiltInChooser;

/// Extensions of files that can be opened: projects and data.
const OPEN_EXTENSIONS: [&str; 19] = [
    "ron", "csv", "tsv", "tab", "txt", "zip", "gz", "zst", "parquet", "pq", "json", "jsonl", "ndjson", "geojson",
    "xlsx", "xlsm", "xlsb", "xls", "ods",
];

/// The request for a file chooser.
#[derive(Clone, Debug)]
pub struct FileRequest {
    pub title: &'static str,
    pub save: bool,
    /// A name for the kind of file and its extensions without dots. No extensions means any file.
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
    fn start(&mut self, request: &FileRequest);
    /// Called every frame from the start until it answers.
    fn poll(&mut self, ctx: &egui::Context) -> Answer;
}

/// Returns the system's dialog, with the built-in one as a fallback.
pub fn system_chooser() -> Box<dyn Chooser> {
    Box::new(SystemChooser {
        built_in: BuiltInChooser::default(),
        use_built_in: environment::is_set(environment::OWN_FILE_DIALOG),
        asked: None,
    })
}

/// An open system dialog, polled while the window keeps drawing.
type SystemDialog = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>>>>;

struct SystemChooser {
    built_in: BuiltInChooser,
    use_built_in: bool,
    asked: Option<(SystemDialog, Instant, FileRequest)>,
}

impl Chooser for SystemChooser {
    fn start(&mut self, request: &FileRequest) {
        if self.use_built_in {
            return self.built_in.start(request);
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(request.title).set_directory(&request.folder);
        if !request.filter.1.is_empty() {
            dialog = dialog.add_filter(request.filter.0, &request.filter.1);
        }
        let asked: SystemDialog = match request.save {
            true => Box::pin(dialog.set_file_name(&request.file_name).save_file()),
            false => Box::pin(dialog.pick_file()),
        };
        self.asked = Some((asked, Instant::now(), request.clone()));
    }

    fn poll(&mut self, ctx: &egui::Context) -> Answer {
        let Some((asked, since, request)) = &mut self.asked else { return self.built_in.poll(ctx) };
        match asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => {
                ctx.request_repaint_after(Duration::from_millis(30));
                return Answer::Waiting;
            }
            Poll::Ready(Some(file)) => {
                self.asked = None;
                return Answer::Chosen(file.path().to_path_buf());
            }
            // Nobody cancels within 200 ms: no dialog was shown.
            Poll::Ready(None) if since.elapsed() < Duration::from_millis(200) => {
                self.use_built_in = true;
                self.built_in.start(request);
            }
            Poll::Ready(None) => {}
        }
        self.asked = None;
        if self.use_built_in { self.built_in.poll(ctx) } else { Answer::Cancelled }
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
        chooser.start(&request(app, dialog));
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
                // The system dialog did not ask whether to overwrite this file, so it opens again with the full name.
                let file_name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let folder = whole.parent().map(PathBuf::from).unwrap_or_default();
                chooser.start(&FileRequest { file_name, folder, ..request(app, dialog) });
            } else {
                chosen(app, dialog, whole, out);
            }
        }
    }
}

/// The extension to append if a name has none.
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
                    let part = selection.then(|| PictureScope::selected(app));
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

fn request(app: &App, dialog: &Dialog) -> FileRequest {
    let name = app.project.file.as_deref().and_then(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned());
    match dialog {
        Dialog::PathFor { save, .. } => FileRequest {
            title: if *save { tr!("choose-target") } else { tr!("choose-file") },
            save: *save,
            filter: (tr!("all-files"), Vec::new()),
            folder: app.base(),
            file_name: String::new(),
        },
        Dialog::SaveFile { .. } => FileRequest {
            title: tr!("save-project"),
            save: true,
            filter: (tr!("tablewire-projects"), vec!["ron"]),
            folder: app.base(),
            file_name: name.unwrap_or_else(|| "project.ron".into()),
        },
        Dialog::SavePicture { .. } => FileRequest {
            title: tr!("save-picture"),
            save: true,
            filter: (tr!("picture-files"), vec!["svg", "png"]),
            folder: app.base(),
            file_name: format!("{}.svg", app.project.name()),
        },
        _ => FileRequest {
            title: tr!("open-file"),
            save: false,
            filter: (tr!("files-to-open"), OPEN_EXTENSIONS.to_vec()),
            folder: app.base(),
            file_name: String::new(),
        },
    }
}
