//! Samples of texts that are too large: rows from all over the text, since a file is often sorted by something.

use std::ops::Range;

use crate::base::{KeyBuilder, environment, number};

/// Text files with more bytes are previewed as a sample. `TABLEWIRE_SAMPLE_ABOVE` (such as 200MB) sets another limit.
pub fn sample_above() -> u64 {
    let set = environment::text(environment::SAMPLE_ABOVE);
    set.and_then(|text| number::parse_bytes(&text)).unwrap_or(1 << 30)
}

/// Which rows of a text are read when it is too large. The same sample of the same text always contains the same rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sample {
    /// The maximum number of rows.
    pub rows: u64,
    /// Determines the places.
    pub seed: u64,
    /// The number of bytes from which the row length is first estimated. A text that is not longer is read from its
    /// beginning.
    pub part: usize,
}

/// Some rows from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// They begin after the first end of record in the range, and before its end.
    pub range: Range<usize>,
    pub rows: u64,
}

/// The maximum number of places of a text: each is a separate source for the scan.
const MOST: usize = 48;
/// The minimum number of parts of a text per place.
const SPARSE: usize = 4;
impl Sample {
    /// Bytes per part.
    pub const PART: usize = 2 << 20;

    pub const fn of(rows: u64, seed: u64) -> Self {
        Sample { rows, seed, part: Sample::PART }
    }

    /// The part of the sample that is taken from a file of `bytes` bytes, out of `of` in all.
    pub(super) fn share(self, bytes: usize, of: usize) -> Self {
        let rows = (u128::from(self.rows) * bytes as u128).div_ceil(of.max(1) as u128);
        Sample { rows: u64::try_from(rows).unwrap_or(u64::MAX), ..self }
    }

    /// The beginning of `text` and a place drawn from each further stratum of it, in order.
    pub(super) fn places(&self, text: Range<usize>, row_length: usize) -> Vec<Place> {
        let length = text.len();
        let bytes = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX).saturating_mul(row_length);
        let count = (length / SPARSE / self.part.max(1)).clamp(1, MOST);
        let count = count.min(usize::try_from(self.rows).unwrap_or(MOST).max(1));
        let nth = |whole: u64, index: usize| (u128::from(whole) * index as u128 / count as u128) as u64;
        let border = |index: usize| text.start + nth(length as u64, index) as usize;
        let place = |index: usize| {
            let rows = nth(self.rows, index + 1) - nth(self.rows, index);
            let from = border(index);
            let until = border(index + 1);
            let slack = (until - from).saturating_sub(bytes(rows));
            let from = if index == 0 { from } else { from + (self.draw(index) % (slack as u64 + 1)) as usize };
            // Rows may be longer here; or no row may be valid.
            let longest = bytes(rows).saturating_mul(4).saturating_add(self.part);
            Place { range: from..until.min(from.saturating_add(longest)), rows }
        };
        (0..count).map(place).collect()
    }

    fn draw(&self, index: usize) -> u64 {
        let key = KeyBuilder::new("sample").number(self.seed).number(index as u64).finish();
        let digest = key.as_bytes();
        u64::from_le_bytes(std::array::from_fn(|byte| digest[byte]))
    }
}
