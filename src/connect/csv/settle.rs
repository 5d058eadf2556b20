//! Types that hold for all rows. Those told from the first rows are held against every row, and a column whose values would
//! lose digits, zeros or signs becomes text, from the first row on: preview, check and run agree.
//!
//! Files that are too large to be looked through for a preview keep their types; rows that would lose something are rejected.

use polars::prelude::{DataType, Schema};

use super::column::ColumnType;
use super::remark::Remark;
use super::scan::{Audited, Csv, audits};
use crate::base::Problem;
use crate::connect::heeding::IsStopped;
use crate::connect::sample::sample_above;

/// What the rows of a file came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that hold.
    pub rows: u64,
    pub rejected: u64,
}

impl Tally {
    pub(super) fn of(audits: &[Audited<'_>]) -> Tally {
        let rejected = audits.iter().map(|(_, _, audit)| audit.rejected.len() as u64).sum();
        Tally { rows: audits.iter().map(|(_, _, audit)| audit.rows).sum(), rejected }
    }
}

impl Csv {
    /// Settles the types, and counts the rows. `None` where the files are too large for that.
    pub fn settle(&mut self, is_stopped: IsStopped<'_>) -> Result<Option<Tally>, Problem> {
        let bytes: usize = self.files.iter().map(|(_, text, _)| text.bytes.len()).sum();
        if bytes as u64 > sample_above() {
            return Ok(None);
        }
        self.settling = true;
        loop {
            let mut unsettled = Vec::new();
            let found = audits(self, None, is_stopped)?;
            for (lost, line) in found.iter().flat_map(|(_, _, audit)| &audit.lost) {
                let is_known = unsettled.iter().any(|(column, _)| *column == lost.column);
                if !is_known && !lost.loss.is_of_notation() && !self.is_given(lost.column) {
                    let (name, was) = self.types[lost.column].clone();
                    let (text, loss) = (lost.text.clone(), lost.loss);
                    let remark = Remark::Unsettled { column: name, line: *line, text, loss, was };
                    unsettled.push((lost.column, remark));
                }
            }
            if unsettled.is_empty() {
                let (told, tally) = (self.told(&found), Tally::of(&found));
                self.remarks.extend(told);
                return Ok(Some(tally));
            }
            for (column, remark) in unsettled {
                self.types[column].1 = ColumnType::Text;
                self.files.iter_mut().for_each(|(_, _, layout)| layout.retype(column, ColumnType::Text));
                self.remarks.push(remark);
            }
        }
    }

    fn is_given(&self, column: usize) -> bool {
        self.options.types.iter().any(|named| named.column == self.types[column].0)
    }

    /// What values have lost, and which lines held nothing.
    pub(super) fn told(&self, audits: &[Audited<'_>]) -> Vec<Remark> {
        let mut remarks: Vec<Remark> = Vec::new();
        for (lost, at) in audits.iter().flat_map(|(_, _, audit)| &audit.lost) {
            let (name, _) = &self.types[lost.column];
            let is_borne = self.is_given(lost.column) && lost.loss.leaves_a_value();
            if !lost.loss.is_of_notation() && !is_borne {
                continue;
            }
            let known = remarks.iter_mut().find_map(|remark| match remark {
                Remark::Lost { column, loss, count, .. } if column == name && *loss == lost.loss => Some(count),
                _ => None,
            });
            match known {
                Some(count) => *count += lost.count,
                None => remarks.push(Remark::Lost {
                    column: name.clone(),
                    count: lost.count,
                    loss: lost.loss,
                    line: *at,
                    text: lost.text.clone(),
                }),
            }
        }
        let blanks: u64 = audits.iter().map(|(_, _, audit)| audit.blanks).sum();
        if blanks > 0 && self.types.len() == 1 {
            remarks.push(Remark::Blank { count: blanks });
        }
        remarks
    }

    /// Adds the column for the nothing behind a last delimiter, and gives its name, if the files end their rows so.
    pub(super) fn trailing(&self, schema: &mut Schema) -> Option<String> {
        if !self.files.iter().any(|(_, _, layout)| layout.trailing) {
            return None;
        }
        let mut name = String::from("trailing");
        while schema.contains(name.as_str()) {
            name.push('_');
        }
        schema.insert(name.as_str().into(), DataType::String);
        Some(name)
    }
}
