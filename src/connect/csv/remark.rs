//! What a person should know about the columns of a file, as data: whoever reads the file says it and offers what helps.

use super::column::ColumnType;
use super::digits::Loss;
use super::notation::Thousands;
use crate::base::Problem;

/// One thing about a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A few texts keep the column from being of a type; the first of them.
    Spoiled { column: String, line: usize, text: String, would: ColumnType },
    /// Only texts that often stand for nothing keep it from that.
    Nothings { column: String, texts: Vec<String>, would: ColumnType },
    /// Numbers in another notation than the file is read in, beyond doubt.
    Otherwise { column: String, decimal_comma: bool, thousands: Thousands, text: String },
    /// Numbers, but it cannot be told whether this sign is that of decimals or of thousands.
    Doubtful { column: String, text: String },
    /// Amounts with signs around them, and what they could be.
    Dressed { column: String, text: String, would: ColumnType },
    /// Taken for separators of thousands, though they could be something else.
    Grouped { column: String, text: String },
    /// Two texts that became one number.
    Merged { column: String, one: String, other: String },
    /// The column became text because of a value behind the first rows.
    Unsettled { column: String, line: Option<usize>, text: String, loss: Loss, was: ColumnType },
    /// Values that lost something, though they were read as their type.
    Lost { column: String, count: u64, loss: Loss, line: Option<usize>, text: String },
    /// Lines of a file of one column without anything in them.
    Blank { count: u64 },
    /// Something about rows, in words.
    Rows(Problem),
}

impl Remark {
    /// The column that it is about; "" where it is about the file.
    pub fn column(&self) -> &str {
        match self {
            Remark::Spoiled { column, .. }
            | Remark::Nothings { column, .. }
            | Remark::Otherwise { column, .. }
            | Remark::Doubtful { column, .. }
            | Remark::Dressed { column, .. }
            | Remark::Grouped { column, .. }
            | Remark::Merged { column, .. }
            | Remark::Unsettled { column, .. }
            | Remark::Lost { column, .. } => column,
            Remark::Blank { .. } | Remark::Rows(_) => "",
        }
    }
}
