//! Non-standard features of delimited files: other ways of delimiting fields, comments, rows of different lengths.

use std::ops::Range;

/// How the fields of a row are delimited, if not by a single byte.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldSeparation {
    /// By a text such as "||" or "§".
    By(String),
    /// By blanks and tabs, one or more.
    Blanks,
    /// By their positions in the line, in characters; the last one may be open-ended. If empty, they are inferred from
    /// the file.
    Fixed(Vec<Range<usize>>),
}

/// What happens to rows that repeat the header, as in concatenated files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum RepeatedHeader {
    /// They are kept, and reported.
    #[default]
    Keep,
    Reject,
    /// They are skipped like empty lines.
    Skip,
}

/// What happens to rows with too few fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ShortRows {
    #[default]
    Reject,
    /// Missing fields are null.
    Fill,
}

/// What happens to rows with too many fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LongRows {
    #[default]
    Reject,
    /// The excess fields stay in the last field, with their delimiters.
    Join,
}

/// The settings for all of these.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CsvShape {
    pub parting: Option<FieldSeparation>,
    /// The prefix of comment lines; empty for none.
    pub comment: String,
    /// Whether lines before the header are detected.
    pub find_header: bool,
    /// The number of lines to skip after the header, such as one of units.
    pub skip_after: usize,
    pub repeated_header: RepeatedHeader,
    pub short_rows: ShortRows,
    pub long_rows: LongRows,
    /// Whether blanks around fields are trimmed.
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
    /// Whether the line is a comment.
    pub(super) fn is_comment(&self, line: &[u8]) -> bool {
        !self.comment.is_empty() && line.starts_with(self.comment.as_bytes())
    }
}

impl FieldSeparation {
    /// The separator between two fields when a row is shown.
    pub(super) fn shown(&self) -> &str {
        match self {
            FieldSeparation::By(delimiter) => delimiter,
            FieldSeparation::Blanks | FieldSeparation::Fixed(_) => " ",
        }
    }
}
