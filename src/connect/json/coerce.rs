//! The lines that the scan reads: those that fit, some of them with rewritten values, and those that do not fit.

use std::ops::Range;

use rayon::prelude::*;

use super::coerce_row::Coercion;
use super::cursor::trimmed;
use super::infer::{Reject, each_line, parts};
use super::json_type::Record;
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{CHUNK, IsStopped, begin_pass};

/// The result of fitting the lines of a file.
#[derive(Clone, Default)]
pub(super) struct CoercedLines {
    pieces: Vec<Piece>,
    /// The lines that were rewritten.
    own: Option<Bytes>,
    /// All rejected lines, in order.
    pub rejected: Vec<Reject>,
}

/// Some lines that fit: from the file, or from those that were rewritten.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    is_own: bool,
    range: Range<usize>,
}

/// More pieces than this are copied together: opening each has a cost.
const MOST_PIECES: usize = 64;
/// The number of parts processed at once.
const BATCH: usize = 16;

impl CoercedLines {
    /// The lines, ready for the scan. `lines` are the ones that were fitted.
    pub fn pieces(&self, lines: &Bytes) -> Vec<Bytes> {
        let piece = |piece: &Piece| match &self.own {
            Some(own) if piece.is_own => own.slice(piece.range.clone()),
            _ => lines.slice(piece.range.clone()),
        };
        self.pieces.iter().map(piece).collect()
    }

    fn push(&mut self, is_own: bool, range: Range<usize>) {
        match self.pieces.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.is_own == is_own && last.range.end == range.start => last.range.end = range.end,
            _ => self.pieces.push(Piece { is_own, range }),
        }
    }
}

/// Removes the `known` lines.
pub(super) fn leave_out(lines: &Bytes, known: &[Reject], is_stopped: IsStopped<'_>) -> Result<CoercedLines, Problem> {
    let mut coerced = CoercedLines { rejected: known.to_vec(), ..CoercedLines::default() };
    let mut start = 0;
    for reject in known {
        coerced.push(false, start..reject.range.start);
        start = reject.range.end;
    }
    coerced.push(false, start..lines.len());
    joined(coerced, lines, is_stopped)
}

/// Removes the `known` lines, and fits all others to `record`.
pub(super) fn coerce(
    lines: &Bytes,
    record: &Record,
    known: &[Reject],
    is_stopped: IsStopped<'_>,
) -> Result<CoercedLines, Problem> {
    let mut coerced = CoercedLines::default();
    let mut written = 0;
    let mut count = 0;
    let mut stopped = false;
    begin_pass(lines.len());
    let own = Bytes::set_aside(is_stopped, |out| {
        for batch in parts(lines).chunks(BATCH) {
            let coerce = |part: &Range<usize>| coerce_part(lines, part.clone(), record, known, is_stopped);
            let done: Option<Vec<Part>> = batch.par_iter().map(coerce).collect();
            let Some(done) = done else {
                stopped = true;
                return Ok(());
            };
            for part in done {
                for piece in part.pieces {
                    let shift = if piece.is_own { written } else { 0 };
                    coerced.push(piece.is_own, piece.range.start + shift..piece.range.end + shift);
                }
                out.write_all(&part.own)?;
                written += part.own.len();
                coerced.rejected.extend(part.rejected.into_iter().map(|r| Reject { line: r.line + count, ..r }));
                count += part.lines;
            }
        }
        Ok(())
    });
    let own = own.map_err(|error| set_aside(&error))?;
    if stopped {
        return Err(Problem::stopped());
    }
    coerced.own = Some(own);
    coerced.rejected.extend(known.iter().cloned());
    coerced.rejected.sort_by_key(|reject| reject.line);
    joined(coerced, lines, is_stopped)
}

fn set_aside(error: &std::io::Error) -> Problem {
    Problem::error(say!("json-set-aside", error = error)).remedy(say!("file-free-temporary"))
}

/// Merges many pieces into one.
fn joined(coerced: CoercedLines, lines: &Bytes, is_stopped: IsStopped<'_>) -> Result<CoercedLines, Problem> {
    if coerced.pieces.len() <= MOST_PIECES {
        return Ok(coerced);
    }
    let own = Bytes::set_aside(is_stopped, |out| {
        coerced.pieces(lines).iter().flat_map(|piece| piece.chunks(CHUNK)).try_for_each(|part| out.write_all(part))
    });
    let own = own.map_err(|error| set_aside(&error))?;
    let pieces = vec![Piece { is_own: true, range: 0..own.len() }];
    Ok(CoercedLines { pieces, own: Some(own), rejected: coerced.rejected })
}

/// Some consecutive lines, fitted. Rewritten pieces are in `own`.
struct Part {
    pieces: Vec<Piece>,
    own: Vec<u8>,
    rejected: Vec<Reject>,
    lines: u64,
}

fn coerce_part(
    bytes: &[u8],
    part: Range<usize>,
    record: &Record,
    known: &[Reject],
    is_stopped: IsStopped<'_>,
) -> Option<Part> {
    let mut own = Vec::new();
    let mut rejected = Vec::new();
    let mut line = 0;
    let mut pieces = CoercedLines::default();
    let lines = each_line(bytes, part, is_stopped, |range| {
        line += 1;
        let text = &bytes[range.clone()];
        if known.binary_search_by_key(&range.start, |reject| reject.range.start).is_ok() {
            return;
        }
        if trimmed(text).is_empty() {
            return pieces.push(false, range);
        }
        let start = own.len();
        let mut coerce = Coercion { text, done: 0, out: &mut own };
        match coerce.row(record) {
            Ok(false) => pieces.push(false, range),
            Ok(true) => pieces.push(true, start..own.len()),
            Err(reason) => {
                own.truncate(start);
                rejected.push(Reject { line: line - 1, range, reason });
            }
        }
    })?;
    Some(Part { pieces: pieces.pieces, own, rejected, lines })
}

#[cfg(test)]
mod tests {
    use super::super::infer::{see, see_first};
    use super::super::json_type::json_types;
    use super::*;

    /// The lines that are scanned and the reasons of the others, with types inferred from the first `rows` rows; 0 for
    /// all.
    fn coerced(text: &str, rows: u64) -> (String, Vec<String>) {
        let lines = Bytes::from_vec(text.as_bytes().to_vec());
        let seen = see(&lines, &|| false).unwrap();
        let first = (rows > 0).then(|| see_first(&lines, rows, &|| false).unwrap());
        let record = json_types(&seen.fields, first.as_ref().map(|first| &first.fields)).record;
        let coerced = coerce(&lines, &record, &seen.rejected, &|| false).unwrap();
        let pieces = coerced.pieces(&lines).iter().map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
        (pieces, coerced.rejected.into_iter().map(|reject| format!("{}: {}", reject.line + 1, reject.reason)).collect())
    }

    #[test]
    fn values_that_would_change_are_written_as_text() {
        for (text, expected) in [
            ("{\"a\":1}\n{\"a\":\"x\"}\n", "{\"a\":\"1\"}\n{\"a\":\"x\"}\n"),
            ("{\"a\":-0}\n{\"a\":1}", "{\"a\":-0.0}\n{\"a\":1}"),
            ("{\"a\":1.50}\n{\"a\":12e30}\n", "{\"a\":1.50}\n{\"a\":12e30}\n"),
            (
                "{\"a\":1.5, \"b\":1}\n{\"a\":9007199254740993}\n{\"a\":null}\n{\"a\":1e2}",
                "{\"a\":\"1.5\", \"b\":1}\n{\"a\":\"9007199254740993\"}\n{\"a\":null}\n{\"a\":\"100\"}\n",
            ),
            ("{\"a\":[1,\"x\"]}\n{\"a\":[{}]}", "{\"a\":[\"1\",\"x\"]}\n{\"a\":[\"{}\"]}\n"),
            ("{\"o\":{\"a\": \"q\\\"\"}}\n{\"o\":5}", "{\"o\":\"{\\\"a\\\": \\\"q\\\\\\\"\\\"}\"}\n{\"o\":\"5\"}\n"),
        ] {
            assert_eq!(coerced(text, 0), (expected.into(), vec![]), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_the_first_rows_is_left_out_with_its_reason() {
        let text = "{\"a\":1,\"o\":{\"b\":true}}\n{\"a\":2.5}\n{\"o\":{\"b\":\"x\"}}\n{\"a\":3,\"o\":{\"c\":[1]}}\nx\n{\"a\":[]}\n";
        let (lines, rejected) = coerced(text, 1);
        assert_eq!(lines, "{\"a\":1,\"o\":{\"b\":true}}\n{\"a\":3,\"o\":{\"c\":[1]}}\n");
        assert_eq!(
            rejected,
            [
                "2: a: 2.5 is not an integer",
                "3: o.b: \"x\" is not true or false",
                "5: column 1: a value is missing",
                "6: a: [] is not an integer",
            ]
        );
    }

    #[test]
    fn many_pieces_are_joined() {
        let text: String = (0..200).map(|n| if n % 2 == 0 { "{\"a\":1}\n" } else { "?\n" }).collect();
        let lines = Bytes::from_vec(text.into_bytes());
        let seen = see(&lines, &|| false).unwrap();
        let coerced = leave_out(&lines, &seen.rejected, &|| false).unwrap();
        let pieces = coerced.pieces(&lines);
        assert_eq!((pieces.len(), pieces[0].len(), coerced.rejected.len()), (1, 800, 100));
    }
}
