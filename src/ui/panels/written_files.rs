//! The files written by the last run in the status bar, with buttons to open a file or its folder.

use std::path::Path;

use egui::{Button, Popup, RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, ProjectCommand};
use crate::ui::{theme, widgets};

/// Draws the buttons; nothing during a run or if nothing was written.
pub fn written_files(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let files: Vec<&Path> = app.project.run.written.iter().filter_map(|written| written.address.file()).collect();
    if app.project.run.is_running() || files.is_empty() {
        return;
    }
    let name = |index: usize| files[index].file_name().unwrap_or_default().to_string_lossy().into_owned();
    let small = |glyph: &str| Button::new(RichText::new(glyph).size(14.0).color(colours.text)).small();
    if let [file] = files.as_slice() {
        let words = tr!("show-folder-of", name = name(0));
        let folder = widgets::frameless_button(ui, true, small(icon::FOLDER_OPEN));
        widgets::name(ui, folder.id, &words);
        if folder.on_hover_text(words).clicked() {
            out.push(Command::Project(ProjectCommand::OpenWithDesktop { path: file.to_path_buf(), folder: true }));
        }
        let words = tr!("open-named", name = name(0));
        let open = widgets::frameless_button(ui, true, small(icon::FILE_ARROW_UP));
        widgets::name(ui, open.id, &words);
        if open.on_hover_text(words).clicked() {
            out.push(Command::Project(ProjectCommand::OpenWithDesktop { path: file.to_path_buf(), folder: false }));
        }
        return;
    }
    let words = tr!("written-files-menu", count = files.len());
    let button = widgets::frameless_button(ui, true, small(icon::FILES));
    widgets::name(ui, button.id, &words);
    Popup::menu(&button.on_hover_text(words)).show(|ui| {
        for (index, file) in files.iter().enumerate() {
            for (folder, words) in
                [(false, tr!("open-named", name = name(index))), (true, tr!("show-folder-of", name = name(index)))]
            {
                if ui.button(words).clicked() {
                    out.push(Command::Project(ProjectCommand::OpenWithDesktop { path: file.to_path_buf(), folder }));
                }
            }
        }
    });
}
