//! Files as targets: where, in which format and how they are written. A description that only a run carries out.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// One output file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileTarget {
    pub path: PathBuf,
    pub format: TargetFormat,
    pub existing: Existing,
    /// Create the missing folders on the way to `path`.
    pub create_folders: bool,
}

/// What happens to an existing file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Existing {
    /// Replaced once the whole run has succeeded.
    #[default]
    Overwrite,
    /// The run fails before it starts.
    Fail,
}

/// The file formats and their options.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetFormat {
    Csv(CsvTarget),
    Parquet(ParquetTarget),
    Json(JsonTarget),
    Excel(ExcelTarget),
}

/// How a delimited text file is written. Date formats use chrono's notation; empty means ISO 8601.
#[derive(Clone, Debug, PartialEq)]
pub struct CsvTarget {
    pub delimiter: u8,
    pub quote: u8,
    pub quoting: Quoting,
    pub null_text: String,
    pub header: bool,
    /// Write a byte order mark first, by which spreadsheet programs recognise UTF-8.
    pub byte_order_mark: bool,
    /// End lines with "\r\n".
    pub windows_lines: bool,
    pub decimal_comma: bool,
    pub date_format: String,
    pub time_format: String,
    pub datetime_format: String,
}

/// Which fields of a delimited text file are quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quoting {
    /// Those that contain a delimiter, a quote or an end of line.
    #[default]
    Necessary,
    NonNumeric,
    Always,
    Never,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ParquetTarget {
    pub compression: Compression,
}

/// The codec of Parquet pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compression {
    #[default]
    Zstd,
    Snappy,
    Lz4,
    None,
}

#[derive(Clone, Debug, PartialEq)]
pub struct JsonTarget {
    pub shape: JsonShape,
    /// One field per line, indented; only for [`JsonShape::Array`].
    pub pretty: bool,
}

/// How the rows are arranged in a JSON file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum JsonShape {
    /// One array of objects.
    #[default]
    Array,
    /// One object per line.
    Lines,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExcelTarget {
    pub sheet: String,
    pub header: bool,
    /// Keep the header row visible when scrolling.
    pub freeze_header: bool,
    /// Fit the column widths to their content.
    pub autofit: bool,
}
