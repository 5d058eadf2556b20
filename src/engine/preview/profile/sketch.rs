//! An estimate of the number of distinct values in 16 kB, however many there are (HyperLogLog, with linear counting for
//! small numbers): the error is usually less than one percent.

use std::hash::{DefaultHasher, Hash, Hasher};

use polars::prelude::*;

/// Bits of a hash that choose the register.
const BITS: u32 = 14;
const REGISTERS: usize = 1 << BITS;

pub(super) struct Sketch(Vec<u8>);

impl Sketch {
    pub fn new() -> Sketch {
        Sketch(vec![0; REGISTERS])
    }

    /// Adds the values of a column, excluding nulls. Nested values are not supported.
    pub fn take(&mut self, values: &Series) {
        let values = values.to_physical_repr();
        macro_rules! each_of {
            ($values:expr, $hash:expr) => {
                if let Ok(values) = $values {
                    let all = values.downcast_iter().flat_map(|chunk| chunk.non_null_values_iter());
                    all.for_each(|value| self.insert($hash(value)));
                }
            };
        }
        match values.dtype() {
            DataType::Int64 => each_of!(values.i64(), |value: i64| spread(value as u64)),
            DataType::UInt64 => each_of!(values.u64(), spread),
            DataType::Int128 => {
                each_of!(values.i128(), |value: i128| spread(value as u64 ^ spread((value >> 64) as u64)));
            }
            DataType::Float64 => each_of!(values.f64(), |value: f64| spread(value_bits(value))),
            DataType::String => {
                each_of!(values.str(), |value: &str| text_hash(value));
            }
            DataType::Binary => {
                each_of!(values.binary(), |value: &[u8]| text_hash(value));
            }
            dtype if dtype.is_integer() => self.take_as(&values, &DataType::Int64),
            dtype if dtype.is_float() => self.take_as(&values, &DataType::Float64),
            _ => {}
        }
    }

    fn take_as(&mut self, values: &Series, dtype: &DataType) {
        if let Ok(values) = values.cast(dtype) {
            self.take(&values);
        }
    }

    pub fn take_text(&mut self, text: &str) {
        self.insert(text_hash(text));
    }

    fn insert(&mut self, hash: u64) {
        let register = &mut self.0[(hash >> (64 - BITS)) as usize];
        // The bit at the end limits the count if all others are zero.
        let rank = ((hash << BITS) | (1 << (BITS - 1))).leading_zeros() as u8 + 1;
        *register = (*register).max(rank);
    }

    pub fn estimate(&self) -> u64 {
        let count = REGISTERS as f64;
        let sum: f64 = self.0.iter().map(|rank| 1.0 / (1u64 << rank) as f64).sum();
        let estimate = 0.7213 / (1.0 + 1.079 / count) * count * count / sum;
        let empty = self.0.iter().filter(|rank| **rank == 0).count();
        let is_small = empty > 0 && estimate <= 2.5 * count;
        (if is_small { count * (count / empty as f64).ln() } else { estimate }).round() as u64
    }
}

/// Equal bits for equal numbers: both zeros are one value, and so are all NaNs.
fn value_bits(value: f64) -> u64 {
    if value.is_nan() { f64::NAN.to_bits() } else { (value + 0.0).to_bits() }
}

/// Spreads the bits of a number evenly.
fn spread(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

fn text_hash<T: Hash + ?Sized>(text: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(values: &[Series]) -> u64 {
        let mut sketch = Sketch::new();
        values.iter().for_each(|values| sketch.take(values));
        sketch.estimate()
    }

    #[test]
    fn different_values_are_counted_within_two_percent() {
        for count in [0u64, 1, 7, 1_000, 30_000, 60_000, 300_000] {
            let numbers = Series::new("n".into(), (0..count as i64).collect::<Vec<_>>());
            let floats = Series::new("f".into(), (0..count).map(|n| n as f64 / 3.0).collect::<Vec<_>>());
            let texts = Series::new("t".into(), (0..count).map(|n| format!("value {n}")).collect::<Vec<_>>());
            for values in [numbers, floats, texts] {
                let found = estimate(&[values.clone(), values.clone()]);
                assert!(found.abs_diff(count) * 50 <= count, "{found} of {count}, {}", values.dtype());
            }
        }
    }

    #[test]
    fn equal_values_are_one() {
        assert_eq!(estimate(&[Series::new("f".into(), [0.0, -0.0, f64::NAN, -f64::NAN])]), 2);
        assert_eq!(estimate(&[Series::new("n".into(), [Some(3i32), None, Some(3)])]), 1);
        let days = Series::new("d".into(), [1i32, 2, 1]).cast(&DataType::Date).unwrap();
        assert_eq!(estimate(&[days]), 2);
    }
}
