//! Remarks about the columns of a file, as data: whoever reads the file reports them and offers fixes.

use super::column::ColumnType;
use super::digits::Loss;
use super::notation::Thousands;
use crate::base::Problem;

/// One remark about a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A few texts prevent the column from having a type; the first of them.
    FewMismatches { column: String, line: usize, text: String, would: ColumnType },
    /// Only texts that often stand for no value prevent it from having the type.
    NullMarkers { column: String, texts: Vec<String>, would: ColumnType },
    /// Numbers that are unambiguously in another notation than the file is read with.
    Otherwise { column: String, decimal_comma: bool, thousands: Thousands, text: String },
    /// Numbers for which it is ambiguous whether this sign separates decimals or thousands.
    AmbiguousNumbers { column: String, text: String },
    /// Amounts with signs around them, and the type that they could have.
    NumbersWithSymbols { column: String, text: String, would: ColumnType },
    /// Treated as thousands separators, though they could be something else.
    Grouped { column: String, text: String },
    /// Two texts that became one number.
    Merged { column: String, one: String, other: String },
    /// The column became text because of a value after the first rows.
    BecameText { column: String, line: Option<usize>, text: String, loss: Loss, was: ColumnType },
    /// Values that lost something, because they were read as their type anyway.
    Lost { column: String, count: u64, loss: Loss, line: Option<usize>, text: String },
    /// Empty lines of a file with one column.
    Blank { count: u64 },
    /// A problem with rows.
    Rows(Problem),
}

impl Remark {
    /// The column that it is about; "" if it is about the file.
    pub fn column(&self) -> &str {
        match self {
            Remark::FewMismatches { column, .. }
            | Remark::NullMarkers { column, .. }
            | Remark::Otherwise { column, .. }
            | Remark::AmbiguousNumbers { column, .. }
            | Remark::NumbersWithSymbols { column, .. }
            | Remark::Grouped { column, .. }
            | Remark::Merged { column, .. }
            | Remark::BecameText { column, .. }
            | Remark::Lost { column, .. } => column,
            Remark::Blank { .. } | Remark::Rows(_) => "",
        }
    }
}
