//! Validates what a Parquet file declares about itself before it is read: polars panics on some footers, and reserves memory for
//! as many rows as there are said to be.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use polars::prelude::*;

use super::pages;
use crate::base::Problem;
use crate::connect::bytes::Bytes;

/// So many rows are accepted in any file.
const FINE: usize = 16 << 20;
/// In larger files, a header of a page is read when its page is.
const EXAMINED: u64 = 64 << 20;
/// The maximum number of rows for each byte of the file. Columns of nulls alone, in row groups of a usual size, reach 5,000.
const MOST_PER_BYTE: u64 = 16_384;

/// Runs `read`; a panic of the library is the problem of a damaged file.
pub(super) fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(broken(path)))
}

fn broken(path: &Path) -> Problem {
    Problem::error(say!("parquet-broken", path = path.display())).remedy(say!("file-damaged")).at("path")
}

/// Fails if the footer of a file of `len` bytes declares rows or places that the file cannot contain. The pages of files up to
/// 64 MiB are checked, too.
pub(super) fn check(path: &Path, len: u64, metadata: &FileMetadata) -> Result<(), Problem> {
    let mapped = if len <= EXAMINED { File::open(path).and_then(Bytes::map).ok() } else { None };
    let file = mapped.as_ref().map_or(&[][..], |bytes| &bytes[..]);
    let rows = metadata.row_groups.iter().try_fold(0_usize, |rows, group| rows.checked_add(group.num_rows()));
    if rows != Some(metadata.num_rows) {
        return Err(broken(path));
    }
    if metadata.num_rows > FINE && metadata.num_rows as u64 / MOST_PER_BYTE > len {
        let text = say!("parquet-too-many-rows", path = path.display(), count = metadata.num_rows, size = len);
        return Err(Problem::error(text).remedy(say!("file-damaged")).at("path"));
    }
    let chunks = metadata.row_groups.iter().flat_map(|group| group.parquet_columns());
    for chunk in chunks {
        let begin = chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset());
        let end = begin.checked_add(chunk.compressed_size());
        let is_inside = begin >= 0 && chunk.compressed_size() >= 0 && end.is_some_and(|end| end as u64 <= len);
        if !is_inside || chunk.num_values() < 0 {
            return Err(broken(path));
        }
        let pages = file.get(begin as usize..end.unwrap_or(0) as usize);
        if pages.is_some_and(|pages| !pages::are_plausible(pages, chunk.num_values())) {
            return Err(broken(path));
        }
    }
    Ok(())
}
