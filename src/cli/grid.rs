//! Columns of text side by side, for people.

use comfy_table::{CellAlignment, Table, TableComponent};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::base::visible;

/// The maximum width of a cell; longer ones end in an ellipsis. The other output formats show everything.
const WIDEST: usize = 48;

/// A grid with headers. Each column is aligned left or right.
pub struct Grid {
    table: Table,
}

impl Grid {
    /// `right` states for each column whether it is right-aligned.
    pub fn new(headers: impl IntoIterator<Item = String>, right: &[bool]) -> Self {
        let mut table = Table::new();
        table.load_preset(comfy_table::presets::NOTHING);
        table.set_style(TableComponent::VerticalLines, '│');
        table.set_style(TableComponent::HeaderLines, '─');
        table.set_style(TableComponent::MiddleHeaderIntersections, '┼');
        table.set_header(headers.into_iter().map(|header| cropped(&header)).collect::<Vec<_>>());
        for (column, right) in table.column_iter_mut().zip(right) {
            if *right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        Grid { table }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.table.add_row(cells.into_iter().map(|cell| cropped(&cell)).collect::<Vec<_>>());
    }
}

impl std::fmt::Display for Grid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.table.trim_fmt();
        f.write_str(text.trim_end())
    }
}

/// At most [`WIDEST`] columns of the terminal.
fn cropped(text: &str) -> String {
    let text = &visible::in_lines(text);
    if text.lines().all(|line| line.width() <= WIDEST) {
        return text.to_string();
    }
    let mut out = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > WIDEST {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
