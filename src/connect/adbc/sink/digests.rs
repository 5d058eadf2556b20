//! Digests of columns: equal if the same rows have passed, in whatever order and batches.

use polars::prelude::*;

use super::exact::Exact;

/// The digests of the rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Digests {
    pub columns: Vec<Digest>,
    /// Of whole rows: which values stand together.
    together: u64,
    pub count: u64,
}

/// The digest of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest {
    sum: u64,
    pub values: u64,
}

/// A value that is none of its type: the number of its column.
pub(super) struct Foreign(pub usize);

impl Digests {
    /// Adds rows. `meant` are the types that their columns were sent as.
    pub fn add(&mut self, batch: &DataFrame, meant: &[DataType]) -> Result<(), Foreign> {
        self.columns.resize(meant.len(), Digest::default());
        let mut rows = vec![0_u64; batch.height()];
        for (place, (column, meant)) in batch.columns().iter().zip(meant).enumerate() {
            let digest = &mut self.columns[place];
            for (row, value) in column.as_materialized_series().iter().enumerate() {
                let exact = Exact::of(&value, meant).ok_or(Foreign(place))?;
                let hash = exact.hash64();
                if exact != Exact::Null {
                    digest.sum = digest.sum.wrapping_add(hash);
                    digest.values += 1;
                }
                rows[row] = rows[row].rotate_left(5).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ hash;
            }
        }
        self.together = rows.iter().fold(self.together, |sum, row| sum.wrapping_add(mixed(*row)));
        self.count += batch.height() as u64;
        Ok(())
    }
}

/// Spreads the bits, so that a sum of rows depends on all of them.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(batches: &[DataFrame]) -> Digests {
        let mut all = Digests::default();
        for batch in batches {
            assert!(all.add(batch, &[DataType::Int64, DataType::String]).is_ok());
        }
        all
    }

    #[test]
    fn neither_order_nor_batches_count() {
        let rows = df!("n" => [Some(1_i64), None, Some(3)], "t" => [Some("a"), Some(""), None]).unwrap();
        let all = of(std::slice::from_ref(&rows));
        assert_eq!(of(&[rows.slice(1, 2), rows.slice(0, 1)]), all);
        let other = |n: [Option<i64>; 3], t: [Option<&str>; 3]| of(&[df!("n" => n, "t" => t).unwrap()]);
        assert_ne!(other([Some(1), None, Some(3)], [Some("a"), None, None]), all, "null is not empty");
        let moved = other([None, Some(1), Some(3)], [Some("a"), Some(""), None]);
        assert_eq!((&moved.columns, moved.count), (&all.columns, 3));
        assert_ne!(moved, all, "other values stand together");
    }
}
