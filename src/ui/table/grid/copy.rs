//! Copies the selected cells as text: immediately if their rows are loaded, else by the engine.

use egui::{Modifiers, Response, Ui};

use super::super::row_source::RowSource;
use super::super::selection;
use super::Grid;
use crate::app::view::CopyRows;
use crate::app::{Command, TableCommand, WindowCommand};
use crate::engine::{OutputRef, TextFormat};

/// More rows are copied by the engine even if they are loaded, to keep frames short.
const AT_ONCE: u64 = 2_000;

impl Grid {
    /// Copies the selection; with column names if `header` is set.
    pub(super) fn copy(
        &self,
        ui: &Ui,
        source: &RowSource<'_>,
        output: OutputRef,
        format: TextFormat,
        header: bool,
        out: &mut Vec<Command>,
    ) {
        let Some(selection) = self.selection else { return };
        let columns = self.columns.shown().get(selection.columns()).unwrap_or_default();
        let first = *selection.rows().start();
        let count = selection.rows().count() as u64;
        let held: Vec<u64> = match count {
            0..=AT_ONCE => selection::loaded_rows(source, selection.rows()).collect(),
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
                let rows = say!("count-rows", count = count);
                let columns = say!("count-columns", count = width);
                if header {
                    say!("copied-named", rows = rows, columns = columns)
                } else {
                    say!("copied-table", rows = rows, columns = columns)
                }
            }
        })));
    }

    /// The menu entries for copying. Returns the first one, which gets the focus.
    pub(super) fn copy_menu(
        &self,
        ui: &mut Ui,
        source: &RowSource<'_>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) -> Option<Response> {
        let mut first = None;
        let copy = |modifiers| ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(modifiers, egui::Key::C));
        let plain = copy(Modifiers::COMMAND);
        let named = copy(Modifiers::COMMAND | Modifiers::SHIFT);
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
