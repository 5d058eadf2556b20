//! What is wrong with a row, and what has to be rewritten for the scan.

use std::ops::Range;

use super::column::ColumnType;
use super::digits::{Fit, Loss};
use super::layout::Layout;
use super::lines::skip_lines;
use super::options::CsvOptions;
use super::part::{Change, ChangeKind, Lost, Part};
use super::shape::RepeatedHeader;
use super::split::{Field, LONGEST_ROW, Record, record, text_of};
use crate::connect::cancellable_io::{IsStopped, count_examined};

/// Bytes checked between two checks for cancellation.
const STRIDE: usize = 1 << 20;

#[derive(Clone, Copy)]
pub(super) struct Auditor<'a> {
    pub bytes: &'a [u8],
    pub layout: &'a Layout,
    pub options: &'a CsvOptions,
    /// Whether types that were inferred from the first rows may still become text.
    pub settling: bool,
    /// Whether the work was cancelled.
    pub is_stopped: IsStopped<'a>,
}

impl Auditor<'_> {
    /// The records that begin in `start..end`, up to `most` valid ones. `None` if it was cancelled.
    pub fn part(&self, start: usize, end: usize, most: u64) -> Option<Part> {
        let types = &self.layout.types;
        let width = types.len();
        let mut part = Part::at(start);
        let mut lossy: Vec<(usize, Loss, Range<usize>)> = Vec::new();
        let mut next_check = start;
        let mut counted = start;
        while part.end < end && part.rows < most {
            let start = part.end;
            if start >= next_check {
                if (self.is_stopped)() {
                    return None;
                }
                count_examined(start - counted);
                (next_check, counted) = (start + STRIDE, start);
            }
            let mut count = 0;
            let mut holds = true;
            let mut rewrite = false;
            if self.options.shape.is_comment(&self.bytes[start..]) {
                let next = start + skip_lines(&self.bytes[start..], 1).0;
                part.changes.push(Change { range: start..next, kind: ChangeKind::Blank });
                (part.end, part.lines) = (next, part.lines + 1);
                continue;
            }
            lossy.clear();
            let row = record(self.bytes, start, self.layout.dialect, |field| {
                if count < width {
                    match self.fit(count, &field) {
                        Fit::Yes => {}
                        Fit::Loses(loss) => lossy.push((count, loss, field.content.clone())),
                        Fit::No => holds = false,
                    }
                } else {
                    holds &= self.is_trailing(count, &field);
                }
                rewrite |= field.stray || self.is_quoted_nothing(count, &field);
                count += 1;
            });
            let is_long = row.end - start > LONGEST_ROW;
            holds &= row.fault.is_none() && (self.layout.takes(count) || self.is_filled(count)) && !is_long;
            let is_empty = row.end == start && row.fault.is_none();
            let is_head = self.layout.is_head(self.bytes, start..row.end);
            let is_left_out = is_head && self.options.shape.repeated_header == RepeatedHeader::Skip;
            let fault = self.shape_fault(start, &row, is_head);
            if is_empty {
                part.blanks += 1;
            } else if holds && !is_left_out && fault.is_none() {
                for (column, loss, content) in lossy.drain(..) {
                    holds &= self.is_tolerated(column, loss);
                    part.note(column, loss, || String::from_utf8_lossy(&self.bytes[content]).into_owned());
                }
            }
            let change = if is_empty || is_left_out {
                Some(ChangeKind::Blank)
            } else if let Some(reason) = fault {
                Some(ChangeKind::Reject { line: part.lines, reason })
            } else if let Some(fitted) = self.fitted(start, &row, count, holds) {
                Some(ChangeKind::Rewrite(fitted))
            } else if !holds {
                Some(ChangeKind::Reject { line: part.lines, reason: self.reason(start, &row, count) })
            } else if rewrite {
                Some(ChangeKind::Rewrite(self.rewritten(start)))
            } else {
                None
            };
            if matches!(change, None | Some(ChangeKind::Rewrite(_))) {
                part.notes.see(&self.bytes[start..row.end], part.lines, is_head);
            }
            part.rows += u64::from(matches!(change, None | Some(ChangeKind::Rewrite(_))));
            if let Some(kind) = change {
                part.change(start..row.next, kind);
            }
            part.end = row.next;
            part.lines += row.lines;
        }
        count_examined(part.end.saturating_sub(counted));
        Some(part)
    }

    #[inline]
    fn fit(&self, column: usize, field: &Field) -> Fit {
        let text = &self.bytes[field.content.clone()];
        if text.is_empty() {
            return Fit::Yes;
        }
        match self.layout.types[column].fit(text, self.options.decimal_comma) {
            Fit::Yes => Fit::Yes,
            _ if self.options.is_null(text) => Fit::Yes,
            fit => fit,
        }
    }

    pub(super) fn holds(&self, column: usize, field: &Field) -> bool {
        match self.fit(column, field) {
            Fit::Yes => true,
            Fit::Loses(loss) => self.is_tolerated(column, loss),
            Fit::No => false,
        }
    }

    /// Whether the finding makes the column text.
    pub fn changes_type(&self, lost: &Lost) -> bool {
        !self.layout.given[lost.column] && !lost.loss.is_of_notation()
    }

    /// Whether a value may lose this: the user has set the type, or the value stays the same.
    fn is_tolerated(&self, column: usize, loss: Loss) -> bool {
        loss.is_of_notation() || (self.layout.given[column] && loss.leaves_a_value())
    }

    /// Whether it is the empty field after a trailing delimiter.
    fn is_trailing(&self, count: usize, field: &Field) -> bool {
        self.layout.trailing && count == self.layout.types.len() && field.content.is_empty()
    }

    /// An empty quoted text, in a column whose conversion from text would fail on it.
    fn is_quoted_nothing(&self, column: usize, field: &Field) -> bool {
        field.quoted && field.content.is_empty() && self.layout.types.get(column).is_some_and(ColumnType::is_converted)
    }

    fn reason(&self, start: usize, row: &Record, count: usize) -> String {
        let width = self.layout.types.len();
        match row.fault {
            Some(fault) => return fault.words().into(),
            None if !self.layout.takes(count) => {
                return format!("{count} {} instead of {width}", plural(count, "field", "fields"));
            }
            None => {}
        }
        if row.end - start > LONGEST_ROW {
            return format!("the row is longer than {} MB", LONGEST_ROW >> 20);
        }
        let mut column = 0;
        let mut reasons: Vec<String> = Vec::new();
        record(self.bytes, start, self.layout.dialect, |field| {
            if column < width {
                let text = || shortened(&text_of(self.bytes, &field, self.layout.dialect), 60);
                let name = &self.layout.names[column];
                let column_type = &self.layout.types[column];
                match self.fit(column, &field) {
                    Fit::No => reasons.push(format!("{name}: {:?} is not {}", text(), column_type.words())),
                    Fit::Loses(loss) if !self.is_tolerated(column, loss) => {
                        reasons.push(format!("{name}: {:?} {} as {}", text(), loss.words(), column_type.words()));
                    }
                    _ => {}
                }
            } else if !self.is_trailing(column, &field) {
                reasons.push(format!("{} fields instead of {width}", column + 1));
            }
            column += 1;
        });
        let more = reasons.len().saturating_sub(3);
        reasons.truncate(3);
        let mut reason = reasons.join("; ");
        if more > 0 {
            reason.push_str(&format!("; and {more} more"));
        }
        reason
    }

    /// The row with those fields quoted that contain a quote, and without quotes around nulls.
    fn rewritten(&self, start: usize) -> Vec<u8> {
        let dialect = self.layout.dialect;
        let mut row = Vec::new();
        let mut column = 0;
        record(self.bytes, start, dialect, |field| {
            if column > 0 {
                row.push(dialect.delimiter);
            }
            self.write_field(column, &field, &mut row);
            column += 1;
        });
        row.push(b'\n');
        row
    }

    /// Writes one field as the scan expects it.
    pub(super) fn write_field(&self, column: usize, field: &Field, row: &mut Vec<u8>) {
        let mark = self.layout.dialect.quote.unwrap_or(b'"');
        let nothing = self.is_quoted_nothing(column, field);
        let content = &self.bytes[field.content.clone()];
        if (field.stray || field.quoted) && !nothing {
            row.push(mark);
            for &byte in content {
                row.push(byte);
                if field.stray && byte == mark {
                    row.push(mark);
                }
            }
            row.push(mark);
        } else {
            row.extend_from_slice(content);
        }
    }
}

fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
