//! The one pass over all lines that validates them and records their content.

use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use super::cursor::{Cursor, Sort, trimmed, unescaped};
use super::fault::Fault;
use super::number::number;
use super::shape::{Fields, Line, MOST_FIELDS, Shape};
use crate::base::{Language, Problem};
use crate::connect::cancellable_io::{IsStopped, begin_pass, count_examined};

/// The content of a file's lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub fields: Fields,
    /// The number of valid rows.
    pub rows: u64,
    /// The number of lines, including blank ones.
    pub lines: u64,
    pub rejected: Vec<Reject>,
}

/// A line that is not a row, or does not fit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reject {
    /// From 0.
    pub line: Line,
    /// Its bytes, including the line end.
    pub range: Range<usize>,
    /// In English: it is data.
    pub reason: String,
}

/// The number of bytes validated at once.
const PART: usize = 4 << 20;
/// Bytes between two checks for cancellation.
const STRIDE: usize = 1 << 16;

/// Split points between lines, so that each part can be processed alone.
pub(super) fn parts(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let from = bytes.len().min(start + PART);
        let end = bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| from + length + 1);
        parts.push(start..end);
        start = end;
    }
    parts
}

/// Iterates over lines with their bytes, including line ends. Checks for cancellation in between; `None` if cancelled.
pub(super) fn each_line(
    bytes: &[u8],
    part: Range<usize>,
    is_stopped: IsStopped<'_>,
    mut line: impl FnMut(Range<usize>),
) -> Option<u64> {
    let (mut start, mut next_check, mut counted, mut count) = (part.start, part.start, part.start, 0);
    while start < part.end {
        if start >= next_check {
            if is_stopped() {
                return None;
            }
            count_examined(start - counted);
            (next_check, counted) = (start + STRIDE, start);
        }
        let length = bytes[start..part.end].iter().position(|&byte| byte == b'\n');
        let end = length.map_or(part.end, |length| start + length + 1);
        line(start..end);
        start = end;
        count += 1;
    }
    count_examined(start - counted);
    Some(count)
}

/// Examines all lines, each of which should be an object. Fails when it is cancelled.
pub(super) fn see(bytes: &[u8], is_stopped: IsStopped<'_>) -> Result<Seen, Problem> {
    begin_pass(bytes.len());
    let parts: Option<Vec<Seen>> =
        parts(bytes).into_par_iter().map(|part| see_part(bytes, part, u64::MAX, is_stopped)).collect();
    let mut all = Seen::default();
    for part in parts.ok_or_else(Problem::stopped)? {
        all.append(part);
    }
    Ok(all)
}

/// Examines the first `rows` rows.
pub(super) fn see_first(bytes: &[u8], rows: u64, is_stopped: IsStopped<'_>) -> Result<Seen, Problem> {
    let mut all = Seen::default();
    begin_pass(bytes.len());
    for part in parts(bytes) {
        let left = rows - all.rows;
        all.append(see_part(bytes, part, left, is_stopped).ok_or_else(Problem::stopped)?);
        if all.rows >= rows {
            break;
        }
    }
    Ok(all)
}

/// Examines a part. What an invalid line has contributed to the fields is undone by examining the part again without
/// it.
fn see_part(bytes: &[u8], part: Range<usize>, rows: u64, is_stopped: IsStopped<'_>) -> Option<Seen> {
    let mut bad = HashSet::new();
    let mut rejected = Vec::new();
    loop {
        let mut next_check = Examiner::default();
        let (mut number, mut found, mut count) = (0, Vec::new(), 0);
        let lines = each_line(bytes, part.clone(), is_stopped, |range| {
            let line = number;
            number += 1;
            let text = trimmed(&bytes[range.clone()]);
            if text.is_empty() || bad.contains(&line) || count >= rows {
                return;
            }
            match next_check.line(text, line) {
                Ok(()) => count += 1,
                Err(reason) => found.push(Reject { line, range, reason }),
            }
        })?;
        if found.is_empty() {
            return Some(Seen { fields: next_check.fields, rows: count, lines, rejected });
        }
        bad.extend(found.iter().map(|reject| reject.line));
        rejected.extend(found);
        rejected.sort_by_key(|reject| reject.line);
    }
}

impl Seen {
    fn append(&mut self, mut part: Seen) {
        part.fields.later(self.lines);
        self.fields.merge(part.fields);
        self.rows += part.rows;
        let lines = self.lines;
        self.rejected.extend(part.rejected.into_iter().map(|r| Reject { line: r.line + lines, ..r }));
        self.lines += part.lines;
    }
}

/// The message of a fault, for a row.
pub(super) fn words(fault: Fault) -> String {
    fault.why.words().in_language(Language::English)
}

/// Examines lines, one after the other.
#[derive(Default)]
struct Examiner {
    fields: Fields,
    /// The number of the last object: each has a unique one.
    objects: u64,
    line: Line,
}

/// Why a line is not a row.
enum Bad {
    Fault(Fault),
    Twice(String),
}

impl From<Fault> for Bad {
    fn from(fault: Fault) -> Self {
        Bad::Fault(fault)
    }
}

impl Examiner {
    fn line(&mut self, text: &[u8], line: Line) -> Result<(), String> {
        self.line = line;
        let mut cursor = Cursor::new(text, 0);
        let mut fields = std::mem::take(&mut self.fields);
        let looked = match cursor.sort() {
            Ok(Sort::Object) => {
                self.object(&mut cursor, &mut fields, true).and_then(|()| cursor.end().map_err(Bad::from))
            }
            Ok(_) => {
                self.fields = fields;
                let whole = cursor.value().and_then(|_| cursor.end());
                return Err(whole.map_or_else(words, |()| "the row is no object".into()));
            }
            Err(fault) => Err(fault.into()),
        };
        self.fields = fields;
        looked.map_err(|bad| match bad {
            Bad::Fault(fault) => format!("column {}: {}", fault.at + 1, words(fault)),
            Bad::Twice(name) => format!("{name:?} stands twice in it"),
        })
    }

    fn value(&mut self, cursor: &mut Cursor<'_>, shape: &mut Shape) -> Result<(), Bad> {
        let line = self.line;
        match cursor.sort()? {
            Sort::Null => cursor.word()?,
            Sort::Boolean => {
                cursor.word()?;
                shape.boolean.get_or_insert(line);
            }
            Sort::Text => {
                cursor.text()?;
                shape.text.get_or_insert(line);
            }
            Sort::Number => shape.numbers.see(number(cursor.number()?), line),
            Sort::List => {
                let (_, items) = shape.list.get_or_insert_with(|| (line, Box::default()));
                cursor.open()?;
                let mut is_first = true;
                while cursor.next(b']', is_first)? {
                    self.value(cursor, items)?;
                    is_first = false;
                }
            }
            Sort::Object => {
                let (_, fields) = shape.object.get_or_insert_with(|| (line, Box::default()));
                self.object(cursor, fields, false)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, cursor: &mut Cursor<'_>, fields: &mut Fields, is_row: bool) -> Result<(), Bad> {
        if fields.is_map {
            cursor.value()?;
            return Ok(());
        }
        self.objects += 1;
        let object = self.objects;
        let (mut after, mut is_first) = (None, true);
        cursor.open()?;
        while cursor.next(b'}', is_first)? {
            is_first = false;
            let name = unescaped(cursor.name()?);
            let Some(shape) = fields.see(&name, object, &mut after) else { return Err(Bad::Twice(name.into_owned())) };
            self.value(cursor, shape)?;
        }
        if !is_row && fields.len() > MOST_FIELDS {
            fields.make_map();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Seen {
        see(text.as_bytes(), &|| false).unwrap()
    }

    #[test]
    fn lines_that_do_not_hold_leave_no_trace() {
        let seen = seen(
            "{\"a\":1}\n\n{\"b\":1,\n{\"c\":1,\"c\":2}\n[1]\n{\"a\":2.5,\"d\":{\"x\":1,\"x\":1}}\n{\"a\":\"x\"} y\n",
        );
        let names: Vec<&str> = seen.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!((names, seen.rows, seen.lines), (vec!["a"], 1, 7));
        let rejected: Vec<(u64, &str)> = seen.rejected.iter().map(|r| (r.line, r.reason.as_str())).collect();
        assert_eq!(
            rejected,
            [
                (2, "column 8: unexpected end of the file"),
                (3, "\"c\" stands twice in it"),
                (4, "the row is no object"),
                (5, "\"x\" stands twice in it"),
                (6, "column 11: unexpected content after the value"),
            ]
        );
    }

    #[test]
    fn fields_are_the_same_whatever_their_order_and_escapes() {
        let seen = seen("{\"a\":1,\"b\":\"x\"}\n{\"b\":null,\"\\u0061\":2,\"c\":[{}]}\n{\"c\":[{\"d\":true}]}\n");
        let names: Vec<&str> = seen.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!((names, seen.rejected.len()), (vec!["a", "b", "c"], 0));
        let numbers = &seen.fields.get("a").unwrap().shape.numbers;
        assert_eq!((numbers.first, numbers.other), (Some(0), None));
        let (line, items) = seen.fields.get("c").unwrap().shape.list.as_ref().unwrap();
        let (_, object) = items.object.as_ref().unwrap();
        assert_eq!((*line, object.get("d").unwrap().shape.boolean), (1, Some(2)));
    }

    #[test]
    fn parts_are_seen_as_one() {
        let row = |n: usize| format!("{{\"n\":{n},\"text\":\"{}\"}}\n", "x".repeat(1_000));
        let mut text: String = (0..5_000).map(row).collect();
        text.insert_str(text.len() / 2, "");
        text.push_str("{\"late\":1.5}\nbroken");
        let seen = seen(&text);
        assert!(parts(text.as_bytes()).len() > 1);
        assert_eq!((seen.rows, seen.lines, seen.rejected[0].line), (5_001, 5_002, 5_001));
        assert_eq!(seen.fields.get("late").unwrap().shape.numbers.other, Some(5_000));
    }
}
