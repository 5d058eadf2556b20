//! Commands of the table panel. None of them changes the document except [`TableCommand::KeepLook`].

use std::path::PathBuf;

use crate::app::look::Look;
use crate::app::table_view::CopyRows;
use crate::app::{App, CompareView, Reckon};
use crate::engine::OutputRef;

/// The displayed table, and its view.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCommand {
    /// Selects the output whose table is shown below.
    Show(OutputRef),
    /// Keeps a table visible next to the displayed one; `None` removes it.
    Pin(Option<OutputRef>),
    /// Whether the pinned table and the one next to it scroll together.
    ScrollTogether(bool),
    /// Starts, changes or ends a comparison.
    Compare(Option<CompareView>),
    /// The user has set the width of a column, in points.
    SetColumnWidth {
        output: OutputRef,
        column: String,
        width: f32,
    },
    /// Rows required by the table view; `first` counts from zero.
    NeedRows {
        output: OutputRef,
        first: u64,
        count: usize,
    },
    /// Changes the view of a table, without a change of the document.
    Look {
        output: OutputRef,
        look: Look,
    },
    /// Converts the view of an output to nodes.
    KeepLook(OutputRef),
    /// Searches a whole table; empty text ends the search.
    Find {
        output: OutputRef,
        text: String,
        columns: Vec<String>,
    },
    CopyRows(CopyRows),
    /// Requests statistics of the selected cells; `None` cancels the request.
    Reckon(Option<Reckon>),
    /// Exports the table of the dialog.
    ExportTo(PathBuf),
}

impl App {
    pub(in crate::app) fn handle_table(&mut self, command: TableCommand) {
        match command {
            TableCommand::Show(output) => self.show(output),
            TableCommand::Pin(output) => self.pin(output),
            TableCommand::ScrollTogether(together) => self.project.view.scroll_together = together,
            TableCommand::Compare(compare) => self.compare(compare),
            TableCommand::SetColumnWidth { output, column, width } => self.set_column_width(output, column, width),
            TableCommand::NeedRows { output, first, count } => self.need_rows(output, first, count),
            TableCommand::Look { output, look } => self.set_look(output, look),
            TableCommand::KeepLook(output) => self.keep_look(output),
            TableCommand::Find { output, text, columns } => self.find_in_table(output, text, columns),
            TableCommand::CopyRows(copy) => self.copy_rows(copy),
            TableCommand::Reckon(wish) => self.reckon(wish),
            TableCommand::ExportTo(path) => self.export(path),
        }
    }
}
