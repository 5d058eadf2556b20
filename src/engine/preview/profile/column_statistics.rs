//! The figures of one column whose rows arrive batch after batch and are not kept.

use polars::prelude::*;

use super::sketch::Sketch;
use super::{EXACT_TEXTS, boolean_counts, frequent, is_ordered, numbers};
use crate::engine::api::cell::text;
use crate::engine::api::table::ColumnProfile;

/// All of a column's statistics except its histogram.
pub(super) struct ColumnStatistics {
    is_ordered: bool,
    nulls: u64,
    /// The smallest and the largest value, each as a column of length one.
    range: Option<(Series, Series)>,
    /// The smallest and the largest finite value, on the axis of the type.
    ends: Option<(f64, f64)>,
    values: Values,
}

/// The distinct values.
enum Values {
    /// Nested values are not distinguished.
    Unknown,
    /// Too many to be held.
    Sketched(Sketch),
    Texts {
        counts: PlHashMap<PlSmallStr, u64>,
        bytes: usize,
    },
    Truths {
        yes: u64,
        no: u64,
    },
}

impl ColumnStatistics {
    pub fn of(dtype: &DataType) -> ColumnStatistics {
        let values = match dtype {
            DataType::String => Values::Texts { counts: PlHashMap::default(), bytes: 0 },
            DataType::Boolean => Values::Truths { yes: 0, no: 0 },
            dtype if dtype.is_nested() => Values::Unknown,
            _ => Values::Sketched(Sketch::new()),
        };
        ColumnStatistics { is_ordered: is_ordered(dtype), nulls: 0, range: None, ends: None, values }
    }

    /// Adds the next rows; texts of more than `text_limit` bytes, or too many distinct ones, are no longer held.
    pub fn take(&mut self, values: &Series, text_limit: usize) {
        self.nulls += values.null_count() as u64;
        if self.is_ordered || values.dtype().is_string() || values.dtype().is_bool() {
            self.widen(values);
        }
        if self.is_ordered {
            let (mut least, mut most) = self.ends.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
            numbers(values, |value| (least, most) = (least.min(value), most.max(value)));
            self.ends = (least <= most).then_some((least, most));
        }
        self.values.take(values, text_limit);
    }

    fn widen(&mut self, values: &Series) {
        let one = |value: PolarsResult<Scalar>| value.ok().filter(|value| !value.is_null());
        let single = |value: Scalar| value.into_series(values.name().clone());
        let (Some(least), Some(most)) = (one(values.min_reduce()), one(values.max_reduce())) else { return };
        let mut least = single(least);
        let mut most = single(most);
        if let Some((before, after)) = self.range.take()
            && least.append(&before).is_ok()
            && most.append(&after).is_ok()
            && let (Some(smaller), Some(larger)) = (one(least.min_reduce()), one(most.max_reduce()))
        {
            (least, most) = (single(smaller), single(larger));
        }
        self.range = Some((least, most));
    }

    pub fn ends(&self) -> Option<(f64, f64)> {
        self.ends
    }

    pub fn profile(&self) -> ColumnProfile {
        let word = |values: &Series| values.get(0).ok().map(|value| text(&value));
        let range = self.range.as_ref().and_then(|(least, most)| word(least).zip(word(most)));
        let known = ColumnProfile { nulls: self.nulls, range, ..ColumnProfile::default() };
        match &self.values {
            Values::Unknown => ColumnProfile { rough: true, ..known },
            Values::Sketched(sketch) => ColumnProfile { distinct: Some(sketch.estimate()), rough: true, ..known },
            Values::Texts { counts, .. } => ColumnProfile {
                distinct: Some(counts.len() as u64),
                top: frequent(counts.iter().map(|(value, count)| (value.as_str(), *count)).collect()),
                ..known
            },
            Values::Truths { yes, no } => {
                let top = boolean_counts(*yes, *no);
                ColumnProfile { distinct: Some(top.len() as u64), top, ..known }
            }
        }
    }
}

impl Values {
    fn take(&mut self, values: &Series, text_limit: usize) {
        match self {
            Values::Unknown => {}
            Values::Sketched(sketch) => sketch.take(values),
            Values::Truths { yes, no } => {
                let Ok(values) = values.bool() else { return };
                let found = values.sum().unwrap_or_default() as u64;
                *yes += found;
                *no += (values.len() - values.null_count()) as u64 - found;
            }
            Values::Texts { counts, bytes } => {
                let Ok(texts) = values.str() else { return };
                for value in texts.downcast_iter().flat_map(|chunk| chunk.non_null_values_iter()) {
                    if let Some(count) = counts.get_mut(value) {
                        *count += 1;
                        continue;
                    }
                    counts.insert(value.into(), 1);
                    *bytes += value.len() + 64;
                    if counts.len() > EXACT_TEXTS || *bytes > text_limit {
                        let mut sketch = Sketch::new();
                        counts.keys().for_each(|text| sketch.take_text(text));
                        sketch.take(values);
                        *self = Values::Sketched(sketch);
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_different_texts_are_estimated() {
        let texts: Vec<String> = (0..100).map(|n| format!("text number {n}")).collect();
        let texts = Series::new("t".into(), texts);
        let known = |text_limits: &[usize]| {
            let mut statistics = ColumnStatistics::of(&DataType::String);
            text_limits.iter().for_each(|text_limit| statistics.take(&texts, *text_limit));
            statistics.profile()
        };
        let all = known(&[20_000]);
        assert_eq!((all.distinct, all.rough, all.top.len()), (Some(100), false, 8));
        assert_eq!(known(&[20_000, 1_000]).top[0].1, 2, "nothing new came");
        let given_up = known(&[1_000, 1_000]);
        assert!(given_up.rough && given_up.top.is_empty());
        assert!(given_up.distinct.is_some_and(|distinct| distinct.abs_diff(100) <= 1), "{given_up:?}");
        assert_eq!(given_up.range, all.range);
    }

    #[test]
    fn ranges_join_over_batches() {
        let mut statistics = ColumnStatistics::of(&DataType::Float64);
        for batch in [vec![None], vec![Some(f64::NAN)], vec![Some(3.0), Some(f64::INFINITY)], vec![Some(-1.5), None]] {
            statistics.take(&Series::new("x".into(), batch), 0);
        }
        let profile = statistics.profile();
        assert_eq!((profile.nulls, profile.distinct), (2, Some(4)));
        assert_eq!(profile.range.map(|(least, _)| least), Some("-1.5".to_owned()));
        assert_eq!(statistics.ends(), Some((-1.5, 3.0)));
    }
}
