//! Values that differ between the workbook and the table, counted while it is written.

use crate::base::Problem;

/// How a value is written differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alteration {
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

const ALL: [Alteration; 6] =
    [Alteration::Long, Alteration::Early, Alteration::Odd, Alteration::Negative, Alteration::Finer, Alteration::Empty];

/// How often each occurred, and where first: the column and the row of the sheet.
#[derive(Default)]
pub(super) struct AlteredValues([(u64, Option<(String, u32)>); ALL.len()]);

impl AlteredValues {
    pub fn add(&mut self, alteration: Alteration, column: &str, row: u32) {
        let (count, first) = &mut self.0[alteration as usize];
        *count += 1;
        first.get_or_insert_with(|| (column.to_owned(), row + 1));
    }

    pub fn warnings(&self) -> Vec<Problem> {
        let warnings = |alteration: Alteration| {
            let (count, first) = &self.0[alteration as usize];
            let (name, row) = first.as_ref()?;
            let (count, name, row) = (*count, name.as_str(), *row);
            let text = match alteration {
                Alteration::Long => say!("excel-wrote-long", count = count, name = name, row = row),
                Alteration::Early => say!("excel-wrote-early", count = count, name = name, row = row),
                Alteration::Odd => say!("excel-wrote-odd", count = count, name = name, row = row),
                Alteration::Negative => say!("excel-wrote-negative", count = count, name = name, row = row),
                Alteration::Finer => say!("excel-wrote-finer", count = count, name = name, row = row),
                Alteration::Empty => say!("excel-wrote-empty", count = count, name = name, row = row),
            };
            Some(Problem::warning(text).remedy(say!("excel-write-parquet")))
        };
        ALL.into_iter().filter_map(warnings).collect()
    }
}
