//! Sort on Spark.

use super::{Nulls, Order, Sort, SortKey};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;
use crate::spark::{Direction, Key, NullPlace};

impl Sort {
    pub(super) fn on_spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        Ok(vec![inputs.one()?.rows.sort(spark_keys(&self.keys))])
    }
}

/// The keys of a setting on Spark; those without a column are left out.
pub fn spark_keys(keys: &[SortKey]) -> Vec<Key> {
    let keys = keys.iter().filter(|key| !key.column.is_empty()).map(|key| Key {
        column: key.column.clone(),
        direction: match key.order {
            Order::Ascending => Direction::Ascending,
            Order::Descending => Direction::Descending,
        },
        nulls: match key.nulls {
            Nulls::First => NullPlace::First,
            Nulls::Last => NullPlace::Last,
        },
    });
    // Of a column that is listed twice, the first decides.
    keys.fold(Vec::new(), |mut kept: Vec<Key>, key| {
        if kept.iter().all(|own| own.column != key.column) {
            kept.push(key);
        }
        kept
    })
}
