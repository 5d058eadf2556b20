//! The layout of a delimited file: delimiter, names, types, where the rows start.

use std::ops::Range;

use super::column::ColumnType;
use super::notation::Notation;
use super::remark::Remark;
use super::shape::FieldSeparation;
use super::split::Dialect;
use crate::base::Problem;
use crate::connect::encoding_warnings::Broken;

/// The parsed beginning of a file.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub dialect: Dialect,
    pub names: Vec<String>,
    pub types: Vec<ColumnType>,
    /// Whether the sample contained a value to infer the type from.
    pub seen: Vec<bool>,
    /// Whether the type was set by the user.
    pub given: Vec<bool>,
    /// How the file writes numbers.
    pub notation: Notation,
    /// Every row ends with one more delimiter, followed by nothing.
    pub trailing: bool,
    /// The byte at which the rows begin, and the line, counted from 1.
    pub body: usize,
    pub line: usize,
    /// The row with the names, if there is one.
    pub head: Range<usize>,
    /// Whether a repeated header was reported.
    pub head_reported: bool,
    /// How fields are delimited in the file, if the text was rewritten.
    pub parting: Option<FieldSeparation>,
    /// If set, some rows contain bytes that are not text.
    pub broken: Option<Broken>,
    pub warnings: Vec<Problem>,
    pub remarks: Vec<Remark>,
}

/// The maximum bytes of the sample: one endless line must not be read for it.
pub(super) const LONGEST_SAMPLE: usize = 16 << 20;

impl Layout {
    /// Whether a row repeats the header.
    pub fn is_head(&self, text: &[u8], row: Range<usize>) -> bool {
        !self.head.is_empty() && row.len() == self.head.len() && text[row] == text[self.head.clone()]
    }

    /// Whether a row with this many fields is complete.
    pub fn takes(&self, count: usize) -> bool {
        count == self.types.len() || (self.trailing && count == self.types.len() + 1)
    }
}
