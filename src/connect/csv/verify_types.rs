//! Types that are valid for all rows. Those inferred from the first rows are checked against every row, and a column
//! whose values would lose digits, zeros or signs becomes text, from the first row on: preview, check and run agree.
//!
//! Files that are too large to be examined for a preview keep their types; rows that would lose something are rejected.

use polars::prelude::{DataType, Schema};

use super::audited::{Audited, Tally, audits};
use super::column::ColumnType;
use super::files::Csv;
use super::layout::Layout;
use super::notation::{Notation, Thousands};
use super::part::Lost;
use super::remark::Remark;
use crate::base::Problem;
use crate::connect::cancellable_io::IsStopped;
use crate::connect::sample::sample_above;

impl Csv {
    /// Settles the types, and counts the rows. `None` if the files are too large for that.
    pub fn verify_types(&mut self, is_stopped: IsStopped<'_>) -> Result<Option<Tally>, Problem> {
        let bytes: usize = self.files.iter().map(|(_, text, _)| text.bytes.len()).sum();
        if bytes as u64 > sample_above() {
            return Ok(None);
        }
        self.settling = true;
        loop {
            let mut unsettled = Vec::new();
            let found = audits(self, None, is_stopped)?;
            for (name, lost, line) in lost(&found) {
                let is_known = unsettled.iter().any(|remark: &Remark| remark.column() == name);
                let was = self.types.iter().find(|(own, _)| own == name).map(|(_, was)| was.clone());
                if let Some(was) = was.filter(|_| !is_known && !lost.loss.is_of_notation() && !self.is_given(name)) {
                    let column = name.to_owned();
                    let text = lost.text.clone();
                    let loss = lost.loss;
                    unsettled.push(Remark::BecameText { column, line, text, loss, was });
                }
            }
            if unsettled.is_empty() {
                let remarks = self.remarks_on(&found);
                let tally = Tally::of(&found);
                self.remarks.extend(remarks);
                return Ok(Some(tally));
            }
            for remark in &unsettled {
                let name = remark.column();
                self.types.iter_mut().filter(|(own, _)| own == name).for_each(|(_, own)| *own = ColumnType::Text);
                self.files.iter_mut().for_each(|(_, _, layout)| layout.make_text(name));
            }
            self.remarks.append(&mut unsettled);
        }
    }

    fn is_given(&self, column: &str) -> bool {
        self.options.types.iter().any(|named| named.column == column)
    }

    /// The remarks about what values have lost, and about empty lines.
    pub(super) fn remarks_on(&self, audits: &[Audited<'_>]) -> Vec<Remark> {
        let mut remarks: Vec<Remark> = Vec::new();
        for (name, lost, line) in lost(audits) {
            let is_tolerated = self.is_given(name) && lost.loss.leaves_a_value();
            if !lost.loss.is_of_notation() && !is_tolerated {
                continue;
            }
            let known = remarks.iter_mut().find_map(|remark| match remark {
                Remark::Lost { column, loss, count, .. } if *column == name && *loss == lost.loss => Some(count),
                _ => None,
            });
            match known {
                Some(count) => *count += lost.count,
                None => remarks.push(Remark::Lost {
                    column: name.to_owned(),
                    count: lost.count,
                    loss: lost.loss,
                    line,
                    text: lost.text.clone(),
                }),
            }
        }
        for (_, _, layout, audit) in audits {
            remarks.extend(audit.notes.warnings(layout, &self.options).into_iter().map(Remark::Rows));
        }
        let blanks: u64 = audits.iter().map(|(_, _, _, audit)| audit.blanks).sum();
        if blanks > 0 && self.types.len() == 1 {
            remarks.push(Remark::Blank { count: blanks });
        }
        remarks
    }
}

/// What was lost, with the column and the line of the first.
fn lost<'a>(audits: &'a [Audited<'_>]) -> impl Iterator<Item = (&'a str, &'a Lost, Option<usize>)> {
    let of = |(_, _, layout, audit): &'a Audited<'_>| {
        audit.lost.iter().map(|(lost, line)| (layout.names[lost.column].as_str(), lost, *line))
    };
    audits.iter().flat_map(of)
}

impl Layout {
    fn make_text(&mut self, column: &str) {
        if let Some(index) = self.names.iter().position(|name| name == column) {
            self.types[index] = ColumnType::Text;
        }
    }

    /// Reads numbers in the file's notation, or in that of the other files.
    pub(super) fn take_notation(&mut self, beside: Option<Notation>) {
        let own = Some(self.notation).filter(|notation| notation.thousands != Thousands::None);
        let notation = own.or(beside).unwrap_or(self.notation);
        for column_type in &mut self.types {
            *column_type = column_type.in_notation(notation, self.dialect.delimiter);
        }
    }

    /// Adds a column for the empty field after a trailing delimiter.
    pub(super) fn add_trailing(&self, schema: &mut Schema) {
        let mut name = String::from("trailing");
        while schema.contains(name.as_str()) {
            name.push('_');
        }
        if self.trailing {
            schema.insert(name.into(), DataType::String);
        }
    }
}
