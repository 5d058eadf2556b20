//! Rows as text for the clipboard.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::cell::Cell;
use super::output::OutputRef;
use super::table::Table;
use crate::base::{ColumnInfo, Key};

/// A request for rows as text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TextRequest {
    pub output: OutputRef,
    pub key: Key,
    pub first: u64,
    pub count: u64,
    /// The table's columns by index, in the order of writing.
    pub columns: Vec<usize>,
    pub format: TextFormat,
    pub header: bool,
    /// A file to write instead of returning the text.
    #[serde(with = "crate::base::os_path::optional")]
    pub to: Option<PathBuf>,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextFormat {
    /// As spreadsheets accept it.
    #[default]
    Tabs,
    Csv,
    Markdown,
}

impl TextFormat {
    /// The header line; Markdown has one below it that sets the alignment.
    pub fn header(self, columns: &[&ColumnInfo]) -> String {
        let names: Vec<String> = columns.iter().map(|column| self.text(&column.name)).collect();
        let line = self.line(&names);
        if self != TextFormat::Markdown {
            return line;
        }
        let rules: Vec<String> = columns
            .iter()
            .map(|column| if column.data_type.is_numeric() { "---:" } else { "---" }.to_owned())
            .collect();
        format!("{line}\n{}", self.line(&rules))
    }

    /// One row of a table.
    pub fn row(self, table: &Table, row: usize, columns: &[usize]) -> String {
        let cells: Vec<String> = columns.iter().map(|column| self.cell(&table.cell(row, *column))).collect();
        self.line(&cells)
    }

    fn line(self, cells: &[String]) -> String {
        match self {
            TextFormat::Tabs => cells.join("\t"),
            TextFormat::Csv => cells.join(","),
            TextFormat::Markdown => format!("| {} |", cells.join(" | ")),
        }
    }

    /// The full value; null is empty.
    fn cell(self, cell: &Cell<'_>) -> String {
        match cell {
            Cell::Null => String::new(),
            // Otherwise it could not be distinguished from null.
            Cell::Text(text) if text.is_empty() && self == TextFormat::Csv => "\"\"".into(),
            Cell::Text(text) => self.text(text),
            Cell::Other(text) => self.text(text),
            Cell::Boolean(value) => value.to_string(),
            Cell::Integer(value) => value.to_string(),
            Cell::Number(value) => value.to_string(),
        }
    }

    fn text(self, text: &str) -> String {
        let special: &[char] = match self {
            TextFormat::Tabs => &['\t', '\n', '\r', '"'],
            TextFormat::Csv => &[',', '\n', '\r', '"'],
            TextFormat::Markdown => {
                let text = text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
                return text.replace("\r\n", "<br>").replace(['\n', '\r'], "<br>");
            }
        };
        if text.contains(special) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::df;

    use super::super::table::Exactness;
    use super::*;

    fn written(format: TextFormat) -> Vec<String> {
        let frame = df!(
            "n" => [Some(1.5), None, Some(1.0 / 3.0)],
            "a|b" => [Some("x, \"y\""), Some(""), Some("p|q\tr\ns")],
        )
        .unwrap();
        let table = Table::new(frame, 0, Exactness::Exact);
        let columns: Vec<&ColumnInfo> = table.columns().iter().collect();
        std::iter::once(format.header(&columns)).chain((0..3).map(|row| format.row(&table, row, &[0, 1]))).collect()
    }

    #[test]
    fn every_value_can_be_read_again() {
        assert_eq!(
            written(TextFormat::Csv),
            ["n,a|b", "1.5,\"x, \"\"y\"\"\"", ",\"\"", "0.3333333333333333,\"p|q\tr\ns\""]
        );
        assert_eq!(
            written(TextFormat::Tabs),
            ["n\ta|b", "1.5\t\"x, \"\"y\"\"\"", "\t", "0.3333333333333333\t\"p|q\tr\ns\""]
        );
        assert_eq!(
            written(TextFormat::Markdown),
            [
                "| n | a\\|b |\n| ---: | --- |",
                "| 1.5 | x, \"y\" |",
                "|  |  |",
                "| 0.3333333333333333 | p\\|q\tr<br>s |"
            ]
        );
    }
}
