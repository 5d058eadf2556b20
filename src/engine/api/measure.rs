//! The cost of computing a table: the measured time, and the bytes of the result.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use polars::prelude::DataFrame;

use crate::engine::cache::memory_size::held_bytes;

/// The cost of one table of a preview.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Measured from the nearest upstream tables that were kept: it includes the nodes between them and this one.
    pub time: Duration,
    pub scope: Scope,
    /// `None` until the number of rows is known.
    pub bytes: Option<Bytes>,
}

/// What was computed in that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// The whole table.
    Whole,
    /// Its first rows only: nothing more had to be shown.
    FirstRows,
}

/// The memory that a table takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bytes {
    /// Of the whole table, as held in memory.
    MemorySize(u64),
    /// Estimated from the first rows and the total row count.
    Reckoned(u64),
}

impl Bytes {
    pub fn number(self) -> u64 {
        match self {
            Bytes::MemorySize(bytes) | Bytes::Reckoned(bytes) => bytes,
        }
    }
}

impl Measure {
    pub(crate) fn whole(time: Duration, frame: Option<&DataFrame>) -> Measure {
        let bytes = frame.map(|frame| Bytes::MemorySize(held_bytes(frame)));
        Measure { time, scope: Scope::Whole, bytes }
    }

    pub(crate) fn first_rows(time: Duration) -> Measure {
        Measure { time, scope: Scope::FirstRows, bytes: None }
    }

    /// Adds the bytes estimated from the first rows, unless the whole table was held; `None` if nothing changes.
    pub(crate) fn reckoned(self, head: &DataFrame, rows: u64) -> Option<Measure> {
        if self.bytes.is_some() {
            return None;
        }
        let known = head.height() as u64;
        let size = held_bytes(head);
        let bytes = if known >= rows {
            Bytes::MemorySize(size)
        } else {
            Bytes::Reckoned((size as f64 / known.max(1) as f64 * rows as f64) as u64)
        };
        Some(Measure { bytes: Some(bytes), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::Column;

    #[test]
    fn bytes_are_reckoned_from_first_rows_only_where_there_are_more() {
        let head = DataFrame::new(10, vec![Column::new("x".into(), vec![1i64; 10])]).unwrap();
        let measure = Measure::first_rows(Duration::from_millis(2));
        assert_eq!(measure.reckoned(&head, 10).unwrap().bytes, Some(Bytes::MemorySize(80)));
        assert_eq!(measure.reckoned(&head, 1_000).unwrap().bytes, Some(Bytes::Reckoned(8_000)));
        let whole = Measure::whole(Duration::ZERO, Some(&head));
        assert_eq!((whole.bytes, whole.reckoned(&head, 99)), (Some(Bytes::MemorySize(80)), None));
    }
}
