//! The export dialog: format, name and folder. The extension of the name follows the format, and the format follows a known
//! extension.

use std::path::PathBuf;

use egui::{Key, RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use crate::app::view::Export;
use crate::app::{App, Command, TableCommand, WindowCommand, is_there};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{self, button, primary_button};

use super::card::{answers, card};
use super::chooser::{Answer, Chooser, FileRequest};

/// The formats by file extension.
pub const FORMATS: [&str; 6] = ["csv", "parquet", "xlsx", "json", "tsv", "md"];
/// The left edge and the width of fields.
const LABEL: f32 = 72.0;
const FIELD: f32 = 300.0;

/// The current input of the dialog.
#[derive(Debug, Default)]
pub struct State {
    format: usize,
    name: String,
    folder: String,
    /// The file dialog is open.
    browses: bool,
}

fn format_name(format: usize) -> &'static str {
    match FORMATS.get(format) {
        Some(&"csv") => tr!("format-csv"),
        Some(&"parquet") => tr!("format-parquet"),
        Some(&"xlsx") => tr!("format-xlsx"),
        Some(&"json") => tr!("format-json"),
        Some(&"tsv") => tr!("format-tsv"),
        _ => tr!("format-md"),
    }
}

impl State {
    /// The initial suggestion.
    pub fn new(app: &App, export: &Export) -> State {
        let node = app.document().node(export.output.node).map_or("table", |node| node.name.as_str());
        let folder = app.base().display().to_string();
        State { format: 0, name: format!("{node}.{}", FORMATS[0]), folder, browses: false }
    }

    /// Sets the format and replaces the extension of the name if it is a known one.
    fn choose(&mut self, format: usize) {
        self.format = format;
        let stem = match self.name.rsplit_once('.') {
            Some((stem, ending)) if format_of_extension(ending).is_some() => stem.to_owned(),
            _ => std::mem::take(&mut self.name),
        };
        self.name = format!("{stem}.{}", FORMATS[format]);
    }

    /// Sets the format from a known extension of the typed name.
    fn typed(&mut self) {
        if let Some(format) = self.name.rsplit_once('.').and_then(|(_, ending)| format_of_extension(ending)) {
            self.format = format;
        }
    }

    /// The path to write. The extension of the format is appended if it is missing.
    fn path(&self) -> Option<PathBuf> {
        let name = self.name.trim();
        let stem = name.rsplit_once('.').filter(|(_, ending)| format_of_extension(ending) == Some(self.format));
        let is_empty = stem.map_or(name, |(stem, _)| stem).is_empty();
        let name = if stem.is_some() { name.to_owned() } else { format!("{name}.{}", FORMATS[self.format]) };
        (!is_empty).then(|| PathBuf::from(self.folder.trim()).join(name))
    }
}

fn format_of_extension(ending: &str) -> Option<usize> {
    FORMATS.iter().position(|known| known.eq_ignore_ascii_case(ending))
}

pub(super) fn show(
    state: &mut State,
    chooser: &mut dyn Chooser,
    ctx: &egui::Context,
    app: &App,
    fresh: bool,
    out: &mut Vec<Command>,
) {
    if state.browses {
        match chooser.poll(ctx) {
            Answer::Waiting => return,
            Answer::Cancelled => state.browses = false,
            Answer::Chosen(path) => {
                state.browses = false;
                state.name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                state.folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
                state.typed();
            }
        }
    }
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, LABEL + FIELD + 108.0, out, |ui, out| {
        ui.label(RichText::new(tr!("export-table")).heading().color(colours.text));
        ui.add_space(8.0);
        labelled(ui, tr!("export-format-label"), |ui| {
            let all: Vec<(&str, &str)> = (0..FORMATS.len()).map(|format| ("", format_name(format))).collect();
            let id = egui::Id::new("export_format");
            let mut format = state.format;
            if widgets::drop_down(ui, id, tr!("export-format-label"), &mut format, &all, FIELD, false) {
                state.choose(format);
            }
        });
        labelled(ui, tr!("export-name-label"), |ui| {
            let id = egui::Id::new("export_name");
            let field = widgets::text_field(&mut state.name).id(id).desired_width(FIELD);
            let response = ui.add(field);
            widgets::name(ui, id, tr!("export-name-label"));
            if fresh {
                response.request_focus();
            }
            if response.changed() {
                state.typed();
            }
        });
        labelled(ui, tr!("export-folder-label"), |ui| {
            let id = egui::Id::new("export_folder");
            ui.add(widgets::text_field(&mut state.folder).id(id).desired_width(FIELD));
            widgets::name(ui, id, tr!("export-folder-label"));
            if button(ui, icon::FOLDER_OPEN, tr!("export-browse")).clicked() {
                state.browses = true;
                chooser.start(&FileRequest {
                    title: tr!("export-table"),
                    save: true,
                    filter: (tr!("export-formats"), FORMATS.to_vec()),
                    folder: PathBuf::from(&state.folder),
                    file_name: state.name.clone(),
                });
            }
        });
        let path = state.path();
        let replaces = path.as_deref().is_some_and(is_there);
        ui.add_space(4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
        let (sign, message, color) = match &path {
            None => (icon::CIRCLE_DASHED, tr!("export-needs-name").to_owned(), colours.weak),
            Some(path) if replaces => (icon::WARNING, tr!("export-replaces", path = path.display()), colours.warning),
            Some(path) => (icon::FILE, tr!("export-writes", path = path.display()), colours.weak),
        };
        widgets::draw_over(ui, rect, |ui| {
            ui.horizontal_centered(|ui| {
                ui.label(RichText::new(sign).size(15.0).color(color));
                ui.add(egui::Label::new(RichText::new(&message).small().color(color)).truncate());
            });
        });
        ui.add_space(4.0);
        answers(ui, |ui| {
            let title = if replaces { tr!("export-replace") } else { tr!("export-write") };
            let pressed = ui.add_enabled_ui(path.is_some(), |ui| primary_button(ui, "", title).clicked()).inner;
            // Enter in a field must not overwrite an existing file.
            let enter = !replaces && ui.input(|i| i.key_pressed(Key::Enter)) && !egui::Popup::is_any_open(ui.ctx());
            let cancelled = button(ui, "", tr!("cancel")).clicked();
            match path {
                _ if cancelled => out.push(Command::Window(WindowCommand::CloseDialog)),
                Some(path) if pressed || enter => out.push(Command::Table(TableCommand::ExportTo(path))),
                _ => {}
            }
        });
    });
}

fn labelled(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    let colours = theme::current(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL, ROW), egui::Sense::hover());
        let font = egui::TextStyle::Body.resolve(ui.style());
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, label, font, colours.weak);
        add(ui);
    });
    ui.add_space(2.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(name: &str) -> State {
        State { name: name.into(), folder: "/data".into(), ..State::default() }
    }

    #[test]
    fn the_ending_follows_the_format_and_the_format_an_ending() {
        let mut it = state("late.csv");
        it.choose(1);
        assert_eq!((it.name.as_str(), it.path()), ("late.parquet", Some("/data/late.parquet".into())));
        it.name = "late.v2".into();
        it.typed();
        assert_eq!((it.format, it.path()), (1, Some("/data/late.v2.parquet".into())));
        it.name = "late.XLSX".into();
        it.typed();
        assert_eq!((FORMATS[it.format], it.path()), ("xlsx", Some("/data/late.XLSX".into())));
        it.choose(0);
        assert_eq!(it.name, "late.csv");
        for name in ["", "  ", ".csv"] {
            assert_eq!(state(name).path(), None, "{name:?}");
        }
    }
}
