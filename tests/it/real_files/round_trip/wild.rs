//! Random tables, written by libraries that are not ours.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use polars::prelude::{Column, DataFrame, ParquetWriter};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::trip::Source;
use crate::differential::dice::Dice;

/// What a table is made of.
pub fn numbers() -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 1..400)
}

/// Pieces that texts are made of, by what they look like; within a column mostly of one kind.
const PIECES: [&[&str]; 12] = [
    &["0", "1", "7", "42", "-5", "9223372036854775807"],
    &["0", "00", "01", "007", "-0", "+1", "+49"],
    &["1.5", "1.50", "0.1", ".5", "5.", "-2.25", "100000000000000000000.5"],
    &["1e5", "1E5", "9e42", "1E400", "3e-2", "e5"],
    &["9007199254740993", "12345678901234567890", "99999999999999999999999", "1"],
    &["1,234", "1.200", "1,5", "1 234", "1'234"],
    &["2024-01-02", "2024-13-45", "01/02/2024", "20240102", "2024-1-2"],
    &["2024-01-02 03:04:05", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05+02:00", "23:59"],
    &["true", "TRUE", "false", "yes", "no"],
    &["NA", "null", "NaN", "inf", "-", "x", "None"],
    &[" ", "  x ", "\t", "x\ty", " 1", "1 "],
    &["a\nb", "\"", "a,b;c|d", "=1+1", "@x", "'1", "é", "e\u{301}", "😀", "日本"],
];

/// A table of `numbers` in a file of `folder`.
pub fn write(numbers: &[u32], folder: &Path) -> Source<'static> {
    let mut dice = Dice::new(numbers);
    let way = dice.below(6);
    let (width, height) = (1 + dice.below(5), 1 + dice.below(30));
    let mut columns = vec!["id".to_owned()];
    let mut cells: Vec<Vec<Option<String>>> = vec![(1..=height).map(|row| Some(row.to_string())).collect()];
    for column in 0..width {
        let kind = dice.below(PIECES.len());
        columns.push(format!("column {column}"));
        // The first rows are of one piece: what comes late must not be read like it.
        let (alike, first) = (dice.below(height + 1), dice.pick(PIECES[kind]));
        let mut cell = |row: usize| {
            if row < alike {
                return Some(first.to_owned());
            }
            match dice.below(12) {
                0 => None,
                1 => {
                    let other = dice.below(PIECES.len());
                    Some(dice.pick(PIECES[other]).to_owned())
                }
                _ => Some(dice.pick(PIECES[kind]).to_owned()),
            }
        };
        cells.push((0..height).map(&mut cell).collect());
    }
    let rows: Vec<Vec<Option<String>>> =
        (0..height).map(|row| cells.iter().map(|column| column[row].clone()).collect()).collect();
    let (kind, path) = match way {
        0..=2 => ("read_csv", as_csv(&columns, &rows, folder, [b',', b';', b'\t'][way])),
        3 => ("read_json", as_json(&columns, &rows, folder)),
        4 => ("read_excel", as_xlsx(&columns, &rows, folder)),
        _ => ("read_parquet", as_parquet(&columns, &cells, folder)),
    };
    Source { path, kind, columns, rows }
}

fn as_csv(columns: &[String], rows: &[Vec<Option<String>>], folder: &Path, delimiter: u8) -> PathBuf {
    let path = folder.join("wild.csv");
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_path(&path).expect("a new file");
    writer.write_record(columns).expect("a written header");
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default())).expect("a written row");
    }
    writer.flush().expect("room on the disk");
    path
}

fn as_json(columns: &[String], rows: &[Vec<Option<String>>], folder: &Path) -> PathBuf {
    let path = folder.join("wild.jsonl");
    let mut file = File::create(&path).expect("a new file");
    for row in rows {
        let object: serde_json::Map<String, serde_json::Value> =
            columns.iter().cloned().zip(row.iter().cloned().map(serde_json::Value::from)).collect();
        writeln!(file, "{}", serde_json::Value::from(object)).expect("room on the disk");
    }
    path
}

fn as_xlsx(columns: &[String], rows: &[Vec<Option<String>>], folder: &Path) -> PathBuf {
    let path = folder.join("wild.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header: Vec<Option<String>> = columns.iter().cloned().map(Some).collect();
    for (row, cells) in std::iter::once(&header).chain(rows).enumerate() {
        for (column, text) in cells.iter().enumerate() {
            if let Some(text) = text {
                sheet.write_string(row as u32, column as u16, text).expect("a short text");
            }
        }
    }
    book.save(&path).expect("room on the disk");
    path
}

fn as_parquet(columns: &[String], cells: &[Vec<Option<String>>], folder: &Path) -> PathBuf {
    let path = folder.join("wild.parquet");
    let series = columns.iter().zip(cells).map(|(name, cells)| Column::new(name.as_str().into(), cells.clone()));
    let mut table = DataFrame::new(cells[0].len(), series.collect()).expect("columns of one length");
    ParquetWriter::new(File::create(&path).expect("a new file")).finish(&mut table).expect("a written table");
    path
}
