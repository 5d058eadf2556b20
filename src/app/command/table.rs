//! What is asked of the table panel. None of it changes the document but [`TableCommand::KeepLook`].

use std::path::PathBuf;

use crate::app::look::Look;
use crate::app::table_view::CopyRows;
use crate::app::{App, CompareView, Reckon};
use crate::engine::OutputRef;

/// The table that is shown, and what is seen of it.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCommand {
    /// Which output's table is shown below.
    Show(OutputRef),
    /// Keeps a table in sight beside the one that is shown; `None` lets it go.
    Pin(Option<OutputRef>),
    /// Whether the pinned table and the one beside it scroll together.
    ScrollTogether(bool),
    /// Begins, changes or ends a comparison.
    Compare(Option<CompareView>),
    /// A hand has given a column so many points.
    SetColumnWidth {
        output: OutputRef,
        column: String,
        width: f32,
    },
    /// Rows that the table view needs; `first` counts from zero.
    NeedRows {
        output: OutputRef,
        first: u64,
        count: usize,
    },
    /// Looks at a table otherwise than it is, without a change of the document.
    Look {
        output: OutputRef,
        look: Look,
    },
    /// Makes nodes of the look at an output.
    KeepLook(OutputRef),
    /// Searches a whole table; empty text ends the search.
    Find {
        output: OutputRef,
        text: String,
        columns: Vec<String>,
    },
    CopyRows(CopyRows),
    /// What the selected cells tell is wanted; `None`: no longer.
    Reckon(Option<Reckon>),
    /// Writes the table that the dialog is about.
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
