//! How delimited files are read.

use super::column::ColumnType;
use super::notation::Thousands;
use super::shape::CsvShape;
use crate::base::{Fix, Text};
use crate::connect::charset::Encoding;
use crate::connect::unite::Columns;

/// How delimited files are read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CsvOptions {
    /// `None` infers it from the file.
    pub delimiter: Option<u8>,
    pub quote: Option<u8>,
    /// The first row contains the names.
    pub header: bool,
    /// Lines before the header, or before the first row.
    pub skip_rows: usize,
    /// Texts that mean null, in addition to the empty text.
    pub null_texts: Vec<String>,
    pub encoding: Encoding,
    /// The number of rows from which types are inferred; 0 leaves every column text.
    pub infer_rows: usize,
    pub types: Vec<NamedType>,
    pub try_dates: bool,
    pub decimal_comma: bool,
    pub shape: CsvShape,
    pub thousands: Thousands,
    /// Which columns the table of several files has.
    pub unite: Columns,
    /// No warning about columns that are text because only some files have text in them.
    pub numbers_as_text: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        CsvOptions {
            delimiter: None,
            quote: Some(b'"'),
            header: true,
            skip_rows: 0,
            null_texts: Vec::new(),
            encoding: Encoding::Detected,
            infer_rows: 1_000,
            types: Vec::new(),
            try_dates: true,
            decimal_comma: false,
            shape: CsvShape::default(),
            thousands: Thousands::Detected,
            unite: Columns::Union,
            numbers_as_text: false,
        }
    }
}

/// A column whose type is set by the user.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedType {
    pub column: String,
    pub column_type: ColumnType,
}

impl CsvOptions {
    pub(super) fn is_null(&self, text: &[u8]) -> bool {
        self.null_texts.iter().any(|null| null.as_bytes() == text)
    }
}

/// Sets a setting that has its default to this value, written as in a project.
pub(super) fn set(setting: &str, value: &str, label: Text) -> Fix {
    Fix::Set { setting: setting.into(), old: String::new(), new: value.into(), label }
}
