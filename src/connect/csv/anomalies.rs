//! What the first rows show besides their types: a repeated header, a second table.

use super::layout::{LONGEST_SAMPLE, Layout};
use super::lines::skip_lines;
use super::options::{CsvOptions, set};
use super::shape::RepeatedHeader;
use super::split::{Record, record};
use crate::base::Problem;

/// The number of rows examined.
const ROWS: usize = 10_000;

/// What was found while examining the rows.
pub(super) struct Anomalies {
    line: usize,
    repeated: Option<usize>,
    count: usize,
    behind_blank: bool,
    /// Consecutive rows with other fields than the columns, after an empty line: the line, fields and rows.
    other: Option<(usize, usize, usize)>,
}

impl Anomalies {
    /// Examines the first rows.
    pub fn find_in(text: &[u8], layout: &Layout, options: &CsvOptions) -> Anomalies {
        let mut anomalies = Anomalies { line: layout.line, repeated: None, count: 0, behind_blank: false, other: None };
        let sample = &text[..text.len().min(layout.body.saturating_add(LONGEST_SAMPLE))];
        let mut at = layout.body;
        for _ in 0..ROWS {
            if at >= sample.len() {
                break;
            }
            if options.shape.is_comment(&sample[at..]) {
                at += skip_lines(&sample[at..], 1).0;
                anomalies.line += 1;
                continue;
            }
            let mut count = 0;
            let row = record(sample, at, layout.dialect, |_| count += 1);
            let width = layout.names.len() + usize::from(layout.trailing);
            anomalies.see(at, &row, count, width, layout.is_head(sample, at..row.end));
            at = row.next;
        }
        anomalies
    }

    /// Takes one more row into account, which begins at `start` and has `fields` fields.
    fn see(&mut self, start: usize, row: &Record, fields: usize, width: usize, is_head: bool) {
        let is_blank = row.end == start && row.fault.is_none();
        if is_head {
            self.repeated.get_or_insert(self.line);
            self.count += 1;
        }
        match self.other {
            _ if is_blank || row.fault.is_some() => {}
            Some((line, count, rows)) if count == fields => self.other = Some((line, count, rows + 1)),
            Some((_, _, rows)) if rows < 2 => self.other = None,
            None if self.behind_blank && fields != width && fields > 1 => self.other = Some((self.line, fields, 1)),
            _ => {}
        }
        self.behind_blank = is_blank;
        self.line += row.lines;
    }

    /// Adds the warnings; returns whether one is about a repeated header.
    pub fn warn(&self, warnings: &mut Vec<Problem>, repeated_header: RepeatedHeader) -> bool {
        if let Some((line, fields, _)) = self.other.filter(|(_, _, rows)| *rows > 1) {
            let message = say!("csv-second-table", line = line, count = fields);
            warnings.push(Problem::warning(message).remedy(say!("csv-read-second-apart")).at("path"));
        }
        if let Some(line) = self.repeated.filter(|_| repeated_header == RepeatedHeader::Keep) {
            let message = say!("csv-header-again", line = line, count = self.count);
            warnings.push(
                Problem::warning(message)
                    .remedy(say!("csv-header-again-remedy"))
                    .at("repeated_header")
                    .fix(set("repeated_header", "Skip", say!("fix-skip-headers")))
                    .fix(set("repeated_header", "Reject", say!("fix-reject-headers"))),
            );
            return true;
        }
        false
    }
}
