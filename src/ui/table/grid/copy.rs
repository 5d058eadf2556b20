//! The selected cells as text: at once where their rows are held, else by the engine.

use egui::{Modifiers, Response, Ui};

use super::super::keys;
use super::super::source::Source;
use super::Grid;
use crate::app::export::CopyRows;
use crate::app::{Command, TableCommand, WindowCommand};
use crate::engine::{OutputRef, TextFormat};

/// More rows are fetched by the engine even where they are held, so that no frame takes long.
const AT_ONCE: u64 = 2_000;

impl Grid {
    /// Copies what is selected; with the columns' names if `header` says so.
    pub(super) fn copy(
        &self,
        ui: &Ui,
        source: &Source<'_>,
        output: OutputRef,
        format: TextFormat,
        header: bool,
        out: &mut Vec<Command>,
    ) {
        let Some(selection) = self.selection else { return };
        let columns = self.columns.shown().get(selection.columns()).unwrap_or_default();
        let (first, count) = (*selection.rows().start(), selection.rows().count() as u64);
        let held: Vec<u64> = match count {
            0..=AT_ONCE => keys::held(source, selection.rows()).collect(),
            _ => Vec::new(),
        };
        if held.len() as u64 != count {
            let columns = columns.to_vec();
            out.push(Command::Table(TableCommand::CopyRows(CopyRows {
                output,
                first,
                count,
                columns,
                format,
                header,
                to: None,
            })));
            return;
        }
        let mut lines = Vec::new();
        if header {
            let infos: Vec<_> = columns.iter().filter_map(|column| source.table.columns().get(*column)).collect();
            lines.push(format.header(&infos));
        }
        let rows = held.into_iter().filter_map(|row| source.find(row));
        lines.extend(rows.map(|(table, at)| format.row(table, at, columns)));
        ui.ctx().copy_text(lines.join("\n"));
        out.push(Command::Window(WindowCommand::ShowStatus(match (count, columns.len()) {
            (1, 1) if !header => say!("copied-cell"),
            (count, width) => {
                let (rows, columns) = (say!("count-rows", count = count), say!("count-columns", count = width));
                match header {
                    true => say!("copied-named", rows = rows, columns = columns),
                    false => say!("copied-table", rows = rows, columns = columns),
                }
            }
        })));
    }

    /// The ways of copying, as entries of a menu.
    /// Gives back the first of them, which the keyboard begins with.
    pub(super) fn copy_menu(
        &self,
        ui: &mut Ui,
        source: &Source<'_>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) -> Option<Response> {
        let mut first = None;
        let copy = |modifiers| ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(modifiers, egui::Key::C));
        let (plain, named) = (copy(Modifiers::COMMAND), copy(Modifiers::COMMAND | Modifiers::SHIFT));
        for (words, keys, format, header) in [
            (tr!("action-CopyCells"), plain, TextFormat::Tabs, false),
            (tr!("action-CopyWithNames"), named, TextFormat::Tabs, true),
            (tr!("copy-csv"), String::new(), TextFormat::Csv, true),
            (tr!("copy-markdown"), String::new(), TextFormat::Markdown, true),
        ] {
            let entry = ui.add(egui::Button::new(words).shortcut_text(keys));
            crate::ui::widgets::name(ui, entry.id, words);
            if entry.clicked() {
                self.copy(ui, source, output, format, header, out);
            }
            first.get_or_insert(entry);
        }
        first
    }
}
