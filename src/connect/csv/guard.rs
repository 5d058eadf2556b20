//! Rows that the scan would take for something else.
//!
//! Polars looks at the first bytes of each source: it drops a byte order mark, and unpacks what seems to be compressed.
//! A source here may begin with any row of a file, so "x^2" would count as zlib, and a mark that is data would be lost.
//! A mark of our own before such a row is dropped in its place.

use std::io;
use std::ops::Range;

use super::split::{Dialect, record};
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{CHUNK, IsStopped};

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether a source that begins with these bytes is not read as it is.
pub(super) fn is_mistaken(bytes: &[u8]) -> bool {
    let is_packed = matches!(
        bytes,
        [0x1f, 0x8b, _, _, ..] | [0x78, 0x01 | 0x5e | 0x9c | 0xda, _, _, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..]
    );
    is_packed || bytes.starts_with(MARK)
}

/// Where the rows at the beginning of `range` end that a source must not begin with.
pub(super) fn mistaken_rows(bytes: &[u8], range: Range<usize>, dialect: Dialect) -> usize {
    let mut at = range.start;
    while at < range.end && is_mistaken(&bytes[at..range.end]) {
        at = record(bytes, at, dialect, |_| {}).next;
    }
    at.min(range.end)
}

/// The rows after a mark that the scan drops.
pub(super) fn guarded(rows: &[u8], is_stopped: IsStopped<'_>) -> io::Result<Bytes> {
    Bytes::set_aside(is_stopped, |out| {
        out.write_all(MARK)?;
        rows.chunks(CHUNK).try_for_each(|stretch| out.write_all(stretch))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_begin_as_something_else_are_found_to_their_end() {
        let dialect = Dialect { delimiter: b',', quote: Some(b'"') };
        for (text, expected) in [
            ("x^2,1\ny,2\n", 6),
            ("x^2,1\nx\u{680},2\ny,3\n", 12),
            ("x^2,\"a\nx^\"\ny,2\n", 11),
            ("\u{feff}a,1\nb,2\n", 7),
            ("y,2\nx^2,1\n", 0),
            ("x^2", 0),
            ("x^2,", 4),
            ("\u{feff}", 3),
            ("", 0),
        ] {
            assert_eq!(mistaken_rows(text.as_bytes(), 0..text.len(), dialect), expected, "{text:?}");
        }
    }
}
