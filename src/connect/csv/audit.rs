//! The one pass over a file that finds the rows that do not hold.

use std::ops::Range;

use rayon::prelude::*;

use super::column::ColumnType;
use super::layout::Layout;
use super::scan::CsvOptions;
use super::split::{Field, LONGEST_ROW, Record, record, text_of};
use crate::base::Problem;
use crate::connect::bytes::Bytes;

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejected {
    /// Counted from 1, in the file.
    pub line: usize,
    /// In English: it is data, and data are the same in every language.
    pub reason: String,
    /// The row as it stands, cut after some hundred characters.
    pub text: String,
}

/// What a file's rows come to.
pub(super) struct Audit {
    /// How many hold.
    rows: usize,
    pieces: Vec<Piece>,
    pub rejected: Vec<Rejected>,
}

/// Some rows that hold. Those of the file are told by their place, so that remembering an audit does not keep the file open.
enum Piece {
    Of(Range<usize>),
    Own(Bytes),
}

impl Audit {
    /// The rows that hold, ready for the typed scan. `text` is what was audited.
    pub fn pieces(&self, text: &Bytes) -> impl Iterator<Item = Bytes> {
        self.pieces.iter().map(|piece| match piece {
            Piece::Of(range) => text.slice(range.clone()),
            Piece::Own(bytes) => bytes.clone(),
        })
    }
}

/// A place where the bytes for the scan differ from those of the file.
struct Change {
    range: Range<usize>,
    kind: ChangeKind,
}

enum ChangeKind {
    Blank,
    /// The row, quoted in the way the scan understands.
    Rewrite(Vec<u8>),
    Reject {
        line: usize,
        reason: String,
    },
}

struct Part {
    /// Where its first record begins.
    start: usize,
    /// Where the first record behind it begins.
    end: usize,
    lines: usize,
    /// Those that hold.
    rows: usize,
    changes: Vec<Change>,
}

const PART: usize = 4 << 20;
/// Bytes that are checked at first when a sample will do.
const SAMPLED_AT_ONCE: usize = 64 << 20;
/// More pieces than these are copied together: opening each has its price.
const MOST_PIECES: usize = 64;
const MOST_REJECTED: usize = 1_000_000;
const LONGEST_TEXT: usize = 300;

/// Checks every row behind the layout's head, or at least the first `sample` ones. Fails when a great many do not fit, because
/// then the settings are wrong.
pub(super) fn audit(
    text: &Bytes,
    layout: &Layout,
    options: &CsvOptions,
    sample: Option<u64>,
) -> Result<Audit, Problem> {
    let end_of_line =
        |from: usize| text.get(from..)?.iter().position(|&byte| byte == b'\n').map(|length| from + length + 1);
    let mut length = SAMPLED_AT_ONCE;
    loop {
        let until = sample.and_then(|_| end_of_line(layout.body.saturating_add(length))).unwrap_or(text.len());
        let audit = audit_until(text, until, layout, options)?;
        if until == text.len() || sample.is_none_or(|sample| audit.rows as u64 >= sample) {
            return Ok(audit);
        }
        length = length.saturating_mul(2);
    }
}

/// Checks the rows that begin before the byte `until`, which stands behind an end of line.
fn audit_until(text: &Bytes, until: usize, layout: &Layout, options: &CsvOptions) -> Result<Audit, Problem> {
    let bytes: &[u8] = text;
    // Every part begins behind an end of line and, at first, takes that for the end of a record.
    let mut starts = vec![layout.body];
    while let Some(&last) = starts.last() {
        let from = last.saturating_add(PART);
        let line_end = bytes.get(from..until).and_then(|rest| rest.iter().position(|&byte| byte == b'\n'));
        let Some(length) = line_end else { break };
        starts.push(from + length + 1);
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([until]).collect();
    let auditor = Auditor { bytes, layout, options };
    let mut parts: Vec<Part> = starts.par_iter().zip(&ends).map(|(&start, &end)| auditor.part(start, end)).collect();
    // Where the part before runs over the border, the border was within a quoted field: read that part anew.
    let mut true_start = layout.body;
    for (part, &end) in parts.iter_mut().zip(&ends) {
        if part.start != true_start {
            *part = auditor.part(true_start, end);
        }
        true_start = part.end;
    }
    let count: usize = parts.iter().map(|part| part.changes.iter().filter(|c| c.is_reject()).count()).sum();
    if count > MOST_REJECTED {
        return Err(Problem::error(say!("csv-rows-do-not-fit", count = count))
            .remedy(say!("csv-check-settings"))
            .at("path"));
    }
    auditor.assemble(text, parts)
}

impl Change {
    fn is_reject(&self) -> bool {
        matches!(self.kind, ChangeKind::Reject { .. })
    }
}

struct Auditor<'a> {
    bytes: &'a [u8],
    layout: &'a Layout,
    options: &'a CsvOptions,
}

impl Auditor<'_> {
    /// The records that begin in `start..end`.
    fn part(&self, start: usize, end: usize) -> Part {
        let types = &self.layout.types;
        let width = types.len();
        let mut part = Part { start, end: start, lines: 0, rows: 0, changes: Vec::new() };
        while part.end < end {
            let start = part.end;
            let (mut count, mut holds, mut rewrite) = (0, true, false);
            let row = record(self.bytes, start, self.layout.dialect, |field| {
                holds &= count < width && self.holds(count, &field);
                rewrite |= field.stray || self.is_quoted_nothing(count, &field);
                count += 1;
            });
            let change = if width > 1 && row.end == start && row.fault.is_none() {
                Some(ChangeKind::Blank)
            } else if row.fault.is_some() || count != width || !holds || row.end - start > LONGEST_ROW {
                Some(ChangeKind::Reject { line: part.lines, reason: self.reason(start, &row, count) })
            } else if rewrite {
                Some(ChangeKind::Rewrite(self.rewritten(start)))
            } else {
                None
            };
            part.rows += usize::from(matches!(change, None | Some(ChangeKind::Rewrite(_))));
            part.changes.extend(change.map(|kind| Change { range: start..row.next, kind }));
            part.end = row.next;
            part.lines += row.lines;
        }
        part
    }

    #[inline]
    fn holds(&self, column: usize, field: &Field) -> bool {
        let text = &self.bytes[field.content.clone()];
        text.is_empty()
            || self.layout.types[column].accepts(text, self.options.decimal_comma)
            || self.options.is_null(text)
    }

    /// An empty text in quotes, in a column whose conversion from text would stumble over it.
    fn is_quoted_nothing(&self, column: usize, field: &Field) -> bool {
        field.quoted && field.content.is_empty() && self.layout.types.get(column).is_some_and(ColumnType::is_temporal)
    }

    fn reason(&self, start: usize, row: &Record, count: usize) -> String {
        let width = self.layout.types.len();
        match row.fault {
            Some(fault) => return fault.words().into(),
            None if count != width => {
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
            if !self.holds(column, &field) {
                let text = shortened(&text_of(self.bytes, &field, self.layout.dialect), 60);
                reasons.push(format!(
                    "{}: {text:?} is not {}",
                    self.layout.names[column],
                    self.layout.types[column].words()
                ));
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

    /// The row with the fields quoted in which a quote stands, and without quotes around what is null.
    fn rewritten(&self, start: usize) -> Vec<u8> {
        let dialect = self.layout.dialect;
        let mark = dialect.quote.unwrap_or(b'"');
        let (mut row, mut column) = (Vec::new(), 0);
        record(self.bytes, start, dialect, |field| {
            if column > 0 {
                row.push(dialect.delimiter);
            }
            let nothing = self.is_quoted_nothing(column, &field);
            column += 1;
            let content = &self.bytes[field.content];
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
        });
        row.push(b'\n');
        row
    }

    fn assemble(&self, text: &Bytes, parts: Vec<Part>) -> Result<Audit, Problem> {
        let mut pieces = Vec::new();
        let mut rejected = Vec::new();
        let mut good = self.layout.body;
        let mut line = self.layout.line;
        let (rows, end) = (parts.iter().map(|part| part.rows).sum(), parts.last().map_or(good, |part| part.end));
        for part in parts {
            for change in part.changes {
                if good < change.range.start {
                    pieces.push(Piece::Of(good..change.range.start));
                }
                good = change.range.end;
                match change.kind {
                    ChangeKind::Blank => {}
                    ChangeKind::Rewrite(row) => pieces.push(Piece::Own(Bytes::from_vec(row))),
                    ChangeKind::Reject { line: within, reason } => {
                        let Range { start, end } = change.range;
                        let row = String::from_utf8_lossy(&self.bytes[start..end.min(start + 4 * LONGEST_TEXT)]);
                        let text = shortened(row.trim_end_matches(['\n', '\r']), LONGEST_TEXT);
                        rejected.push(Rejected { line: line + within, reason, text });
                    }
                }
            }
            line += part.lines;
        }
        if good < end {
            pieces.push(Piece::Of(good..end));
        }
        let mut audit = Audit { rows, pieces, rejected };
        if audit.pieces.len() > MOST_PIECES {
            let joined = Bytes::spool(|out| audit.pieces(text).try_for_each(|piece| out.write_all(&piece)));
            let joined = joined.map_err(|error| {
                Problem::error(say!("csv-set-aside", error = error)).remedy(say!("file-free-temporary"))
            })?;
            audit.pieces = vec![Piece::Own(joined)];
        }
        Ok(audit)
    }
}

fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
