//! Validates what a Parquet file declares about itself before it is read: polars panics on some footers, and reserves memory for
//! as many rows as there are said to be.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use polars::prelude::*;

use super::{footer_lists, pages};
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::io_problem::{FileOperation, io_problem};

/// So many rows are accepted in any file.
const FINE: usize = 16 << 20;
/// In larger files, a header of a page is read when its page is.
const EXAMINED: u64 = 64 << 20;
/// The maximum number of rows for each byte of the file, and of values for each byte of a column. Columns of nulls alone, in row groups of a usual size, reach 5,000.
const MOST_PER_BYTE: u64 = 16_384;

/// Runs `read`; a panic of the library is the problem of a damaged file.
pub(super) fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(broken(path)))
}

fn broken(path: &Path) -> Problem {
    Problem::error(say!("parquet-broken", path = path.display())).remedy(say!("file-damaged")).at("path")
}

/// Fails if the footer of a file of `len` bytes is one that polars must not read. A file without one is left to it.
pub(super) fn check_lists(path: &Path, len: u64, file: &mut File) -> Result<(), Problem> {
    /// The length of the footer, and the mark of the format.
    const END: u64 = 8;
    let mut read = |from: u64, length: u64| {
        let mut bytes = Vec::new();
        let read = file.seek(SeekFrom::Start(from)).and_then(|_| (&mut *file).take(length).read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| io_problem(FileOperation::Read, path, &error).at("path"))
    };
    let Some(end) = len.checked_sub(END) else { return Ok(()) };
    let tail = read(end, END)?;
    let Some((length, b"PAR1")) = tail.split_first_chunk::<4>() else { return Ok(()) };
    let length = u64::from(u32::from_le_bytes(*length));
    let Some(start) = end.checked_sub(length) else { return Ok(()) };
    if footer_lists::are_plausible(&read(start, length)?) { Ok(()) } else { Err(broken(path)) }
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
    let chunks = metadata.row_groups.iter().flat_map(|group| group.parquet_columns().iter().map(move |c| (group, c)));
    for (group, chunk) in chunks {
        let begin = chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset());
        let end = begin.checked_add(chunk.compressed_size());
        let is_inside = begin >= 0 && chunk.compressed_size() >= 0 && end.is_some_and(|end| end as u64 <= len);
        // A column that is not nested has a value for each row. Others may have any number, but not from nothing.
        let most = match chunk.descriptor().descriptor.max_rep_level {
            0 => group.num_rows(),
            _ => FINE.max((chunk.compressed_size().max(0) as u64).saturating_mul(MOST_PER_BYTE) as usize),
        };
        if !is_inside || !usize::try_from(chunk.num_values()).is_ok_and(|values| values <= most) {
            return Err(broken(path));
        }
        let pages = file.get(begin as usize..end.unwrap_or(0) as usize);
        if pages.is_some_and(|pages| !pages::are_plausible(pages, chunk.num_values())) {
            return Err(broken(path));
        }
    }
    Ok(())
}
