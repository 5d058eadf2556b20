//! How a sheet is read, and the table that it becomes.

use polars::prelude::DataFrame;

use crate::base::Problem;

/// Which part of a workbook is read, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetOptions {
    /// A sheet's name, its number from 1, or a pattern; empty means the first that is not hidden.
    pub sheet: String,
    /// "B3:F20", or the name of a table or a range; empty means the whole sheet.
    pub range: String,
    /// The row that contains the names, from 1; 0 for none. 1 is the first row of the table.
    pub header_row: usize,
    /// Whether titles above the first row of the table are skipped.
    pub find_header: bool,
    /// The number of rows that contain names, joined by the separator.
    pub header_rows: usize,
    pub header_separator: String,
    /// The number of rows dropped at the end.
    pub skip_last: usize,
    /// Whether every cell is read as its displayed text.
    pub shown: bool,
    /// Whether all cells covered by a merged one get its value.
    pub fill_merged: bool,
    /// Whether errors such as #N/A are text instead of null.
    pub errors_as_text: bool,
}

impl Default for SheetOptions {
    fn default() -> Self {
        SheetOptions {
            sheet: String::new(),
            range: String::new(),
            header_row: 1,
            find_header: true,
            header_rows: 1,
            header_separator: " ".into(),
            skip_last: 0,
            shown: false,
            fill_merged: false,
            errors_as_text: false,
        }
    }
}

/// A sheet as a table.
#[derive(Clone)]
pub struct Sheet {
    pub name: String,
    pub table: DataFrame,
    pub warnings: Vec<Problem>,
}
