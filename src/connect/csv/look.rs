//! What the first rows show beside their types: a header that comes again, a second table.

use super::beginning::set;
use super::shape::RepeatedHeader;
use super::split::Record;
use crate::base::Problem;

/// What was seen on the way through the rows.
pub(super) struct Look {
    pub line: usize,
    repeated: Option<usize>,
    count: usize,
    behind_blank: bool,
    /// A run of rows that have other fields than the columns, behind an empty line: its line, fields and rows.
    other: Option<(usize, usize, usize)>,
}

impl Look {
    /// `line` is that of the first row.
    pub fn new(line: usize) -> Look {
        Look { line, repeated: None, count: 0, behind_blank: false, other: None }
    }

    /// Takes one more row into account, which begins at `start` and has so many fields.
    pub fn see(&mut self, start: usize, row: &Record, fields: usize, width: usize, is_head: bool) {
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

    pub fn tell(&self, warnings: &mut Vec<Problem>, repeated_header: RepeatedHeader) {
        if let Some(line) = self.repeated.filter(|_| repeated_header == RepeatedHeader::Keep) {
            let message = say!("csv-header-again", line = line, count = self.count);
            warnings.push(
                Problem::warning(message)
                    .remedy(say!("csv-header-again-remedy"))
                    .at("repeated_header")
                    .fix(set("repeated_header", "Skip", say!("fix-skip-headers")))
                    .fix(set("repeated_header", "Reject", say!("fix-reject-headers"))),
            );
        }
        if let Some((line, fields, _)) = self.other.filter(|(_, _, rows)| *rows > 1) {
            let message = say!("csv-second-table", line = line, count = fields);
            warnings.push(Problem::warning(message).remedy(say!("csv-read-second-apart")).at("path"));
        }
    }
}
