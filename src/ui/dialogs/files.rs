//! The dialogs that open and save files: starts the chooser and turns its answer into a command.

use std::path::PathBuf;

use crate::app::view::Dialog;
use crate::app::{App, CanvasCommand, Command, NodeCommand, ProjectCommand, WindowCommand, is_there};
use crate::ui::node_graph::picture::{self, Format, PictureScope};

use super::chooser::{Answer, Chooser, FileRequest};

/// Extensions of files that can be opened: projects and data.
const OPEN_EXTENSIONS: [&str; 23] = [
    "ron", "csv", "tsv", "tab", "txt", "zip", "gz", "zst", "parquet", "pq", "json", "jsonl", "ndjson", "geojson",
    "xlsx", "xlsm", "xlsb", "xls", "ods", "sqlite", "sqlite3", "db", "db3",
];

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
        Dialog::SaveProgram => Some("py"),
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
        Dialog::SaveProgram => out.push(Command::Project(ProjectCommand::ExportProgram(path))),
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
        Dialog::SaveProgram => FileRequest {
            title: tr!("save-program"),
            save: true,
            filter: (tr!("python-files"), vec!["py"]),
            folder: app.base(),
            file_name: format!("{}.py", app.program_title()),
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
