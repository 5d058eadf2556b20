//! The memory that tables really hold, and returning freed memory to the system.
//!
//! polars' own estimate adds up the lengths of strings. What is really held are the views that point at them (16 bytes
//! a row) and the whole buffers that these point into, which rows and tables share.

use std::collections::HashSet;

use polars::prelude::*;

use crate::connect;

/// Adds up the memory of tables that may share buffers.
#[derive(Debug, Default)]
pub(crate) struct MemorySize {
    buffers: HashSet<usize>,
    pub bytes: u64,
}

impl MemorySize {
    pub fn add(&mut self, frame: &DataFrame) {
        for column in frame.columns() {
            self.bytes += match column {
                // One value, for any number of rows.
                Column::Scalar(_) => 64,
                Column::Series(series) => match series.str() {
                    Ok(texts) => self.texts(texts),
                    Err(_) => series.estimated_size() as u64,
                },
            };
        }
    }

    fn texts(&mut self, texts: &StringChunked) -> u64 {
        let mut bytes = 0;
        for chunk in texts.downcast_iter() {
            bytes += size_of_val(chunk.views().as_slice()) as u64 + texts.null_count().div_ceil(8) as u64;
            for buffer in chunk.data_buffers().iter() {
                if self.buffers.insert(buffer.as_ptr() as usize) {
                    bytes += buffer.len() as u64;
                }
            }
        }
        bytes
    }
}

/// The bytes that one table holds.
pub(crate) fn held_bytes(frame: &DataFrame) -> u64 {
    let mut size = MemorySize::default();
    size.add(frame);
    size.bytes
}

/// The number of rows used to estimate the size of a batch.
const JUDGED: usize = 1_024;

/// The approximate bytes of a batch in transit, estimated from its first rows: adding up the lengths of all its strings
/// would slow down the pipeline.
pub(crate) fn roughly(batch: &DataFrame) -> u64 {
    let height = batch.height();
    if height <= 2 * JUDGED {
        return batch.estimated_size() as u64;
    }
    batch.slice(0, JUDGED).estimated_size() as u64 * height as u64 / JUDGED as u64
}

/// Bytes of freed memory that may stay unused while the program is idle.
pub(crate) const AT_REST: u64 = 64 << 20;
/// The same between the passes of statistics over a large table, which take seconds.
pub(crate) const AT_STATISTICS: u64 = 96 << 20;
/// The same while the next preview waits: returning memory takes a few hundred milliseconds per gigabyte.
pub(crate) const AT_WORK: u64 = 2 << 30;

/// Returns freed memory to the system if it is more than `slack`. Otherwise the allocator keeps it for later, in pieces
/// too small for the next large result.
pub(crate) fn give_back(slack: u64) {
    let used = polars_ooc::estimate_memory_usage();
    if connect::allocated_memory().is_some_and(|allocated| allocated > used + slack) {
        connect::give_back_memory();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_hold_their_views_and_each_buffer_once() {
        let long = "more than the twelve letters that a view has room for";
        let texts = StringChunked::from_iter_values("t".into(), std::iter::repeat_n(long, 1_000));
        let frame = DataFrame::new(1_000, vec![texts.into_series().into()]).unwrap();
        let letters = 1_000 * long.len() as u64;
        assert!((16_000 + letters..=17_000 + letters).contains(&held_bytes(&frame)), "{}", held_bytes(&frame));
        let mut both = MemorySize::default();
        both.add(&frame.slice(0, 10));
        both.add(&frame.slice(10, 10));
        assert!((320 + letters..=1_320 + letters).contains(&both.bytes), "a part keeps the buffer: {}", both.bytes);
        let short = StringChunked::from_iter_values("t".into(), std::iter::repeat_n("x", 1_000));
        let frame = DataFrame::new(1_000, vec![short.into_series().into()]).unwrap();
        assert_eq!(held_bytes(&frame), 16_000, "short texts stand in their views");
    }

    #[test]
    fn batches_are_judged_by_their_first_rows() {
        let frame = |rows: usize| {
            let text = Column::new("t".into(), (0..rows).map(|n| format!("{:03}", n % 1_000)).collect::<Vec<_>>());
            DataFrame::new(rows, vec![Column::new("x".into(), vec![1i64; rows]), text]).unwrap()
        };
        for rows in [0, 10, 5_000] {
            assert_eq!(roughly(&frame(rows)), 11 * rows as u64, "{rows}");
        }
    }

    #[test]
    fn numbers_hold_what_polars_says() {
        let frame = DataFrame::new(10, vec![Column::new("x".into(), vec![1i64; 10])]).unwrap();
        assert_eq!(held_bytes(&frame), 80);
    }
}
