//! Values that differ between the workbook and the table, counted while it is written.

use crate::base::Problem;

/// How a value is written differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A number with more digits than Excel keeps, as text.
    Long,
    /// A day that Excel's calendar does not have, as text.
    Early,
    /// An infinite number or not-a-number, as text.
    Odd,
    /// A negative duration, as text.
    Negative,
    /// A time finer than milliseconds, reduced to milliseconds.
    Finer,
    /// An empty text as an empty cell.
    Empty,
}

const ALL: [How; 6] = [How::Long, How::Early, How::Odd, How::Negative, How::Finer, How::Empty];

/// How often each occurred, and where first: the column and the row of the sheet.
#[derive(Default)]
pub(super) struct Altered([(u64, Option<(String, u32)>); ALL.len()]);

impl Altered {
    pub fn add(&mut self, how: How, column: &str, row: u32) {
        let (count, first) = &mut self.0[how as usize];
        *count += 1;
        first.get_or_insert_with(|| (column.to_owned(), row + 1));
    }

    pub fn told(&self) -> Vec<Problem> {
        let told = |how: How| {
            let (count, first) = &self.0[how as usize];
            let (name, row) = first.as_ref()?;
            let (count, name, row) = (*count, name.as_str(), *row);
            let text = match how {
                How::Long => say!("excel-wrote-long", count = count, name = name, row = row),
                How::Early => say!("excel-wrote-early", count = count, name = name, row = row),
                How::Odd => say!("excel-wrote-odd", count = count, name = name, row = row),
                How::Negative => say!("excel-wrote-negative", count = count, name = name, row = row),
                How::Finer => say!("excel-wrote-finer", count = count, name = name, row = row),
                How::Empty => say!("excel-wrote-empty", count = count, name = name, row = row),
            };
            Some(Problem::warning(text).remedy(say!("excel-write-parquet")))
        };
        ALL.into_iter().filter_map(told).collect()
    }
}
