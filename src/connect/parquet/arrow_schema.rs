//! Files whose columns are described in terms that polars does not support: extensions, zones such as "+05:30".
//!
//! A Parquet file declares the types of its columns twice: in Parquet's own terms and, if an Arrow library has written
//! it, in Arrow's. polars reads the latter if present, and panics if one of them is unknown to it, even for an unused
//! column. So such a file is copied without them: the former are supported.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{CHUNK, IsStopped};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::memo::Memo;
use crate::connect::stamp::Stamp;

/// The key of the Arrow types in the footer; the first byte is the length of the key.
const KEY: &[u8] = b"\x0cARROW:schema";
/// A key of the same length that no reader looks up.
const OTHER: &[u8] = b"\x0cARROW-schema";

static COPIES: Memo<(PathBuf, Stamp), Bytes> = Memo::new(4);

/// A copy of the file without the Arrow types; created once as long as the file does not change.
pub(super) fn without_arrow_schema(path: &Path, stamp: Stamp, is_stopped: IsStopped<'_>) -> Result<Bytes, Problem> {
    let key = (path.to_owned(), stamp);
    if let Some(bytes) = COPIES.get(&key) {
        return Ok(bytes);
    }
    let failed = |error: std::io::Error| io_problem(FileOperation::Read, path, &error).at("path");
    let whole = File::open(path).and_then(Bytes::map).map_err(failed)?;
    let (body, footer) = whole.split_at(footer_start(&whole));
    let footer = without_key(footer);
    let without_arrow_schema = Bytes::spool(is_stopped, |out| {
        // In chunks, between which the writer checks for cancellation.
        body.chunks(CHUNK).chain([footer.as_slice()]).try_for_each(|piece| out.write_all(piece))
    });
    let without_arrow_schema = without_arrow_schema.map_err(|error| {
        Problem::error(say!("parquet-set-aside", path = path.display(), error = error))
            .remedy(say!("file-free-temporary"))
    })?;
    COPIES.put(key, without_arrow_schema.clone());
    Ok(without_arrow_schema)
}

/// Where the footer begins: the last eight bytes are its length and a magic number.
fn footer_start(file: &[u8]) -> usize {
    let Some((rest, [a, b, c, d, ..])) = file.split_last_chunk::<8>() else { return 0 };
    rest.len().saturating_sub(u32::from_le_bytes([*a, *b, *c, *d]) as usize)
}

fn without_key(footer: &[u8]) -> Vec<u8> {
    let mut footer = footer.to_vec();
    // It occurs once, after everything else in a footer.
    if let Some(at) = footer.windows(KEY.len()).rposition(|window| window == KEY) {
        footer[at..at + KEY.len()].copy_from_slice(OTHER);
    }
    footer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_footer_is_found_from_the_end() {
        let file = [b"PAR1 body".as_slice(), b"footer", &6u32.to_le_bytes(), b"PAR1"].concat();
        assert_eq!(&file[footer_start(&file)..][..6], b"footer");
        assert_eq!(footer_start(b"short"), 0);
        assert_eq!(footer_start(&[&u32::MAX.to_le_bytes()[..], b"PAR1"].concat()), 0);
    }

    #[test]
    fn only_the_key_is_changed() {
        let footer = [b"a text: ARROW:schema, ".as_slice(), KEY, b" and its value"].concat();
        let changed = without_key(&footer);
        assert_eq!(changed, [b"a text: ARROW:schema, ".as_slice(), OTHER, b" and its value"].concat());
        assert_eq!(without_key(b"none"), b"none");
    }
}
