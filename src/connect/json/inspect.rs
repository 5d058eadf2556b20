//! Examines one file: its rows as lines, and what they contain.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::infer::{Seen, see, see_first};
use super::items::{lines_of_items, places};
use super::options::JsonOptions;
use super::rows::{Place, Rows, rows};
use super::shape::Fields;
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::IsStopped;
use crate::connect::encoding::Text;
use crate::connect::memo::Memo;
use crate::connect::stamp::Stamp;

/// The content of a file, independent of the other files read with it.
#[derive(Clone)]
pub(super) struct Inspected {
    pub rows: Rows,
    pub seen: Arc<Seen>,
    /// The fields of its first rows, if these decide.
    pub first: Option<Arc<Fields>>,
}

pub(super) type CacheKey = (PathBuf, Stamp, JsonOptions);
static INSPECTED: Memo<CacheKey, Inspected> = Memo::new(8);

/// Examines one file; only once as long as it does not change.
pub(super) fn inspect(
    path: &Path,
    text: &Text,
    options: &JsonOptions,
    is_stopped: IsStopped<'_>,
) -> Result<Inspected, Problem> {
    let key = (path.to_path_buf(), text.stamp, options.clone());
    if let Some(inspected) = INSPECTED.get(&key) {
        return Ok(inspected);
    }
    let place = Place { shape: options.shape, rows_at: options.rows_at.trim().to_owned(), headers: options.headers };
    let rows = rows(path, &text.bytes, &place, is_stopped)?;
    let lines = rows.made.clone().unwrap_or_else(|| text.bytes.clone());
    let seen = see(&lines, is_stopped)?;
    let limit = options.infer_rows as u64;
    let first = if limit == 0 {
        None
    } else if limit < seen.rows {
        Some(Arc::new(see_first(&lines, limit, is_stopped)?.fields))
    } else {
        // If there are few rows, all of them decide, unless another file has more.
        Some(Arc::new(seen.fields.clone()))
    };
    let inspected = Inspected { rows, seen: Arc::new(seen), first };
    INSPECTED.put(key, inspected.clone());
    Ok(inspected)
}

/// The line numbers in the file, from 1, from which lines of its rows come.
pub(super) fn file_lines(text: &Text, inspected: &Inspected, options: &JsonOptions, lines: &[u64]) -> Vec<u64> {
    if inspected.rows.by_line {
        lines.iter().map(|line| line + 1).collect()
    } else {
        lines_of_items(&text.bytes, options.rows_at.trim(), lines)
    }
}

/// The only place of an array of objects in a file that is one object: the rows may be there.
pub(super) fn only_place(lines: &Bytes, inspected: &Inspected, options: &JsonOptions) -> Option<String> {
    if inspected.seen.rows != 1 || !inspected.seen.rejected.is_empty() || !options.rows_at.trim().is_empty() {
        return None;
    }
    let mut places = places(lines);
    (places.len() == 1).then(|| places.swap_remove(0))
}
