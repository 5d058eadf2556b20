//! What a delimited file may have that is not in the book: other ways of parting fields, comments, rows of other lengths.

use std::ops::Range;

/// How the fields of a row are parted, where it is not by a single byte.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Parting {
    /// By a text such as "||" or "§".
    By(String),
    /// By blanks and tabs, one or more.
    Blanks,
    /// By their places in the line, in characters; the last one may be open. Empty tells them from the file.
    Fixed(Vec<Range<usize>>),
}

/// What becomes of rows that repeat the header, as in files that were joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum RepeatedHeader {
    /// They stay, and are told.
    #[default]
    Keep,
    Reject,
    /// They are passed over like empty lines.
    Skip,
}

/// What becomes of rows with too few fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ShortRows {
    #[default]
    Reject,
    /// What is missing is null.
    Fill,
}

/// What becomes of rows with too many fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LongRows {
    #[default]
    Reject,
    /// What is too much stays in the last field, with its delimiters.
    Join,
}

/// The settings for all of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CsvShape {
    pub parting: Option<Parting>,
    /// What lines begin with that are no rows; empty for none.
    pub comment: String,
    /// Whether lines before the header are told from it.
    pub find_header: bool,
    /// Lines behind the header, such as one of units.
    pub skip_after: usize,
    pub repeated_header: RepeatedHeader,
    pub short_rows: ShortRows,
    pub long_rows: LongRows,
    /// Blanks around fields are dropped.
    pub trim: bool,
}

impl Default for CsvShape {
    fn default() -> Self {
        CsvShape {
            parting: None,
            comment: String::new(),
            find_header: true,
            skip_after: 0,
            repeated_header: RepeatedHeader::Keep,
            short_rows: ShortRows::Reject,
            long_rows: LongRows::Reject,
            trim: false,
        }
    }
}

impl CsvShape {
    /// Whether a line that begins so is no row.
    pub(super) fn is_comment(&self, line: &[u8]) -> bool {
        !self.comment.is_empty() && line.starts_with(self.comment.as_bytes())
    }
}

impl Parting {
    /// What stands between two fields when a row is shown.
    pub(super) fn shown(&self) -> &str {
        match self {
            Parting::By(delimiter) => delimiter,
            Parting::Blanks | Parting::Fixed(_) => " ",
        }
    }
}
