//! Commands of the table panel. None of them changes the document except [`TableCommand::KeepView`].

use std::path::PathBuf;

use crate::app::table_view::TableView;
use crate::app::view::CopyRows;
use crate::app::{App, CellSelection, CompareView};
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
    SetView {
        output: OutputRef,
        view: TableView,
    },
    /// Converts the view of an output to nodes.
    KeepView(OutputRef),
    /// Searches a whole table; empty text ends the search.
    Find {
        output: OutputRef,
        text: String,
        columns: Vec<String>,
    },
    CopyRows(CopyRows),
    /// Requests statistics of the selected cells; `None` cancels the request.
    SelectCells(Option<CellSelection>),
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
            TableCommand::SetView { output, view } => self.set_table_view(output, view),
            TableCommand::KeepView(output) => self.keep_view(output),
            TableCommand::Find { output, text, columns } => self.find_in_table(output, text, columns),
            TableCommand::CopyRows(copy) => self.copy_rows(copy),
            TableCommand::SelectCells(cells) => self.select_cells(cells),
            TableCommand::ExportTo(path) => self.export(path),
        }
    }
}
